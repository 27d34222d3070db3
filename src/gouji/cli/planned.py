"""What the contract names and this version does not do yet: each is answered in one line, never faked."""

from __future__ import annotations

import click

COMMANDS = ("diff", "serve", "export", "evaluate", "train", "synthesize", "annotate")
OPTIONS = ("--prior", "--budget", "--config")


def not_yet(what: str, instead: str = "") -> click.UsageError:
    """The error that says so."""
    return click.UsageError(f"{what} 尚未提供{'；' + instead if instead else ''}")


def refuse(context: click.Context, parameter: click.Parameter, value: object) -> None:
    """Callback of an option that is planned."""
    if value:
        raise not_yet(f"选项 {parameter.opts[0]}")


class Commands(click.Group):
    """A group that knows which of its missing commands are planned."""

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command, or None if there is none of that name; raises for a planned one."""
        if name in COMMANDS:
            raise not_yet(f"命令 {name}", "现有命令见 gouji --help")
        return super().get_command(context, name)
