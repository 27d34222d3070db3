"""``gouji export``: what a screening found, as review sheets and letters by organisation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .extras import needing
from .language import tell

if TYPE_CHECKING:
    from ..compare.model import Severity


def _show(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the shipped template and leave."""
    if wanted:
        from ..letters.letter import default_text

        click.echo(default_text(), nl=False)
        context.exit()


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="写到这个文件夹，默认为 DIR/letters。")
@click.option(
    "--severity",
    type=click.Choice(["error", "warning", "info"]),
    default="warning",
    show_default=True,
    help="至少多重的问题才写入。",
)
@click.option("--minimum-confidence", type=click.FloatRange(0, 1), default=0.0, help="把握低于此值的不写入。")
@click.option("--top", type=click.IntRange(1), help="只写问题最多的几个单位。")
@click.option("--letter", type=click.Path(path_type=Path), help="函的模板（UTF-8 文本或 .docx）。")
@click.option(
    "--show-letter",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show,
    help="显示自带的函的模板。",
)
def export(
    folder: Path,
    out: Path | None,
    severity: Severity,
    minimum_confidence: float,
    top: int | None,
    letter: Path | None,
) -> int:
    """把批量核对的结果按单位写成核对意见表（xlsx）和函（docx），问题多的单位在前。

    DIR 是 gouji screen 的结果文件夹。另有一张单位一览，链接到各单位的文件。
    """
    with needing("study"):
        from ..corpora.screening.parts import reading
        from ..corpora.screening.results import Results
        from ..letters.export import INDEX
        from ..letters.export import export as run
        from ..letters.letter import template

        if minimum_confidence != minimum_confidence:  # not a number, which no comparison refuses
            raise click.UsageError("选项 --minimum-confidence 的值不对：应为 0<=x<=1")
        results, made = Results(folder), template(letter)
        target = out or folder / "letters"
        with reading(folder):
            count = run(results, target, made, least=severity, minimum_confidence=minimum_confidence, top=top)
    if count:
        tell(f"{count} 个单位的核对意见表和函在 {target}，请先看 {target / INDEX}")
    else:
        tell("没有符合条件的问题，没有写出文件")
    return 0
