"""``gouji explain CODE``: one check's documentation."""

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
@click.argument("code", metavar="CODE")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="界面文字的语言；英文只有摘要。")
def explain(code: str, lang: Lang) -> int:
    """说明一项核对：检查什么、为什么、例。CODE 如 NT101，也可写名称，如 value-mismatch。"""
    from ..compare.checks import catalogue

    for info in catalogue():
        if code.lower() in (info.code.lower(), info.name):
            body = inspect.cleandoc(info.doc) if lang == "zh" else _summary(info)
            emit([f"{info.code} {info.name}\n\n{body}\n"])
            return 0
    raise click.UsageError(f"没有编号为 {code} 的核对项目；全部编号见 gouji checks")


def _summary(info: CheckInfo) -> str:
    """Title and summary in English, and where the rest is."""
    from ..english import checks

    title, summary = checks().get(info.code, ("", ""))
    lines = [title.capitalize(), summary, _ONLY_CHINESE.format(code=info.code)]
    return "\n\n".join(line for line in lines if line)
