"""``--help`` in the user's language: click's own words in Chinese, ours in English."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy

import click

from ..writers.style import Lang

_HEADINGS = {"Options": "选项", "Commands": "命令"}
_WORDS = (
    ("Show this message and exit.", "显示这段说明。"),
    ("Show the version and exit.", "显示版本号。"),
    ("[default: ", "[默认："),
    ("[required]", "[必需]"),
)


class _Formatter(click.HelpFormatter):
    """Writes click's own words in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, _in_chinese(words)) for name, words in rows], col_max, col_spacing)


class _Context(click.Context):
    formatter_class = _Formatter


def _in_chinese(words: str) -> str:
    for english, chinese in _WORDS:
        words = words.replace(english, chinese)
    return words


def in_language(group: click.Group, lang: Lang) -> click.Group:
    """The command line with its help in one language."""
    spoken = _spoken(group, lang)
    assert isinstance(spoken, click.Group)
    spoken.commands = {name: _spoken(command, lang) for name, command in group.commands.items()}
    return spoken


def _spoken(command: click.Command, lang: Lang) -> click.Command:
    spoken = copy(command)
    if lang == "zh":
        spoken.context_class = _Context
        return spoken
    from ..english import usage

    words, name = usage(), command.name or ""
    spoken.help = words.get(name, command.help)
    spoken.params = [_option(param, words.get(f"{name} {param.opts[0]}")) for param in command.params]
    return spoken


def _option(param: click.Parameter, words: str | None) -> click.Parameter:
    if not isinstance(param, click.Option) or words is None:
        return param
    spoken = copy(param)
    spoken.help = words
    return spoken
