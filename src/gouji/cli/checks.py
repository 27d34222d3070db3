"""``gouji checks``: the catalogue of checks, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..writers.style import Lang
from ..writers.words import WORDS
from .output import emit

if TYPE_CHECKING:
    from ..compare.checks import CheckInfo


@click.command()
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="界面文字的语言。")
def checks(lang: Lang) -> int:
    """列出全部核对项目，每项一行。"""
    from ..compare.checks import catalogue

    emit(_row(info, lang) for info in catalogue())
    return 0


def _row(info: CheckInfo, lang: Lang) -> str:
    severity = WORDS[lang][info.severity]
    if lang == "zh":
        return f"{info.code}  {info.name:<24}  {severity}  {info.title}\n"
    from ..english import checks as english_checks

    title, _ = english_checks().get(info.code, ("", ""))
    return f"{info.code}  {info.name:<24}  {severity:<7}  {title}".rstrip() + "\n"
