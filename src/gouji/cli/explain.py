"""``gouji explain CODE...``: the documentation of checks."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import click

from ..writers.style import Lang
from .output import emit

if TYPE_CHECKING:
    from ..compare.checks import CheckInfo

_ONLY_CHINESE = (
    "The full documentation (what is checked, why, an example) is in Chinese: gouji explain {code}"
)


@click.command()
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="界面文字的语言；英文只有摘要。")
def explain(codes: tuple[str, ...], lang: Lang) -> int:
    """说明核对项目：检查什么、为什么、例。CODE 如 NT101，也可写名称，如 value-mismatch；可写多个。"""
    wanted = [_named(code) for code in codes]
    emit(["\n\n".join(_explained(info, lang) for info in wanted)])
    return 0


def _named(code: str) -> CheckInfo:
    """The check of that code or name. Raises UsageError."""
    from ..compare.checks import catalogue

    for info in catalogue():
        if code.lower() in (info.code.lower(), info.name):
            return info
    raise click.UsageError(f"没有编号为 {code} 的核对项目；全部编号见 gouji checks")


def _explained(info: CheckInfo, lang: Lang) -> str:
    body = inspect.cleandoc(info.doc) if lang == "zh" else _summary(info)
    return f"{info.code} {info.name}\n\n{body}\n"


def _summary(info: CheckInfo) -> str:
    """Title and summary in English, and where the rest is."""
    from ..english import checks

    title, summary = checks().get(info.code, ("", ""))
    lines = [title.capitalize(), summary, _ONLY_CHINESE.format(code=info.code)]
    return "\n\n".join(line for line in lines if line)
