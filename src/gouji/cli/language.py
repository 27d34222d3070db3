"""What commands say, in the language that the command line asks for: ``main`` keeps it in click's context."""

from __future__ import annotations

import click

from ..writers.style import Lang


def chosen() -> Lang:
    """The language of the command that runs."""
    context = click.get_current_context(silent=True)
    return "en" if context is not None and context.find_root().obj == "en" else "zh"


def said(text: str) -> str:
    """A text of the program in the language chosen, line by line."""
    if chosen() == "zh":
        return text
    from ..english import English

    english = English()
    return "\n".join(_indent(line) + english.of(line) if line.strip() else line for line in text.split("\n"))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def tell(text: str, *, err: bool = False) -> None:
    """Print a text of the program in the language chosen."""
    click.echo(said(text), err=err)


def debug_option() -> click.Option:
    """``--debug`` for a command that needs to know no more of it: :func:`main.run` looks for it."""
    return click.Option(["--debug"], is_flag=True, expose_value=False, help="gouji 自身出错时给出详细信息。")


def language_option() -> click.Option:
    """``--lang`` for a command that needs to know no more of it: what it says is translated by :func:`said`."""
    return click.Option(
        ["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, help="界面文字的语言。"
    )
