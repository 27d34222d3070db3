"""What the contract names and this version does not do yet: each is answered in one line, never faked."""

from __future__ import annotations

import click

COMMANDS: tuple[str, ...] = ()


def not_yet(what: str, instead: str = "") -> click.UsageError:
    """The error that says so."""
    return click.UsageError(f"{what} 尚未提供{'；' + instead if instead else ''}")


class Commands(click.Group):
    """A group that knows which of its missing commands are planned."""

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command, or None if there is none of that name; raises for a planned one."""
        if name in COMMANDS:
            raise not_yet(f"命令 {name}", "现有命令见 gouji --help")
        return super().get_command(context, name)
