"""``gouji check``: cross-check reports with their own tables."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ..writers import FILES, STREAMS, renderer
from ..writers.style import Lang, Style
from .files import check_target, deliver
from .output import emit, own_defect
from .planned import OPTIONS, refuse

if TYPE_CHECKING:
    from ..compare.model import Audit

STDIN = "-"
_NARROWEST, _WIDEST, _PIPED = 40, 120, 100


@dataclass(slots=True)
class Tally:
    """What the exit status depends on, counted while the reports are checked."""

    failed: int = 0
    alarming: int = 0

    @property
    def status(self) -> Literal[0, 1, 2]:
        return 2 if self.failed else 1 if self.alarming else 0


@dataclass(frozen=True, slots=True)
class Source:
    """What is needed to read the reports besides their paths."""

    tables: tuple[str, ...] = ()
    password: str | None = None


@click.command()
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@click.option("--format", "form", type=click.Choice(STREAMS + FILES), default="text", help="输出格式。")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="写入文件，不写到标准输出；html、xlsx、docx、pdf 每份报告一个文件，多份时是文件夹。",
)
@click.option("--track-changes", "tracked", is_flag=True, help="docx：把建议的改正写成修订。")
@click.option(
    "--tables",
    multiple=True,
    metavar="FILE",
    help="报告的附表（.xlsx、.xls、.ods 等），可写多次；只用于一份报告。",
)
@click.option("--password", help="加密 PDF 的密码。")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="界面文字的语言。")
@click.option("--verbose", "-v", is_flag=True, help="四舍五入等提示也逐条列出。")
@click.option("--debug", is_flag=True, help="gouji 自身出错时给出详细信息。")
def check(
    reports: tuple[str, ...],
    form: str,
    output: Path | None,
    tracked: bool,
    tables: tuple[str, ...],
    password: str | None,
    lang: Lang,
    verbose: bool,
    debug: bool,
) -> int:
    """核对一份或多份报告；REPORT 写 - 时读取标准输入中粘贴的文字。

    可读 txt、md、docx、pdf、html、mhtml、xlsx、xls、ods，以及装有一份报告各部分的 zip；
    doc、wps、rtf、odt 需要安装 LibreOffice。
    """
    _refuse_to_overwrite(output, (*reports, *tables))
    if tables and len(reports) > 1:
        raise click.UsageError("--tables 只能用于一份报告，请逐份核对")
    if tables and STDIN in reports:
        raise click.UsageError("--tables 不能与标准输入一起用，请先把报告存为文件")
    if reports.count(STDIN) > 1:
        raise click.UsageError("标准输入（-）只能写一次")
    tally = Tally()
    source = Source(tables=tables, password=password)
    style = Style(lang=lang, width=_width(output), colour=_colour(output), verbose=verbose, tracked=tracked)
    audits = _audits(reports, source, tally, debug)
    if form in FILES:
        check_target(form, output, len(reports))
        tally.failed += deliver(form, audits, style, output, password=password, debug=debug)
    else:
        emit(renderer(form)(audits, style), output, utf8=form != "text")
    return tally.status


for name in OPTIONS:
    check.params.append(click.Option([name], hidden=True, callback=refuse, expose_value=False))


def _refuse_to_overwrite(output: Path | None, reports: tuple[str, ...]) -> None:
    if output is None or not output.is_file():
        return
    for path in reports:
        if path != STDIN and os.path.exists(path) and output.samefile(path):
            raise click.UsageError(f"{output}：--output 指向了待核对的报告本身，请换一个文件名")


def _audits(paths: tuple[str, ...], source: Source, tally: Tally, debug: bool) -> Iterator[Audit]:
    from ..compare.roots import alarming
    from ..narrative.errors import GouJiError

    for path in paths:
        try:
            audit = _check_one(path, source)
        except GouJiError as problem:
            tally.failed += 1
            click.echo(f"gouji: {problem}", err=True)
        except Exception as problem:  # one report that trips a defect of ours must not cost the others
            if debug:
                raise
            tally.failed += 1
            click.echo(f"gouji: {path}：{own_defect(problem)}", err=True)
        else:
            tally.alarming += alarming(audit)
            yield audit


def _check_one(path: str, source: Source) -> Audit:
    from .. import api

    if path != STDIN:
        return api.check(path, tables=source.tables, password=source.password)
    if sys.stdin is None:
        return api.check_bytes(b"")
    if sys.stdin.isatty():
        click.echo("请粘贴报告全文，结束后在新的一行按 Ctrl-D（Windows 为 Ctrl-Z 再回车）：", err=True)
    return api.check_bytes(sys.stdin.buffer.read())


def _width(output: Path | None) -> int:
    if _on_terminal(output) or "COLUMNS" in os.environ:
        return min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
    return _PIPED


def _colour(output: Path | None) -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return _on_terminal(output) and not plain


def _on_terminal(output: Path | None) -> bool:
    return output is None and sys.stdout is not None and sys.stdout.isatty()
