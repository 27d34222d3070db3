"""``gouji check``: cross-check reports with their own tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..narrative.whole import refuse_unwritable
from ..writers import AVAILABLE, FILES, renderer
from ..writers.style import Lang
from .files import check_target, deliver
from .inputs import STDIN, Source, Tally, audits, expanded, say_written
from .output import emit, utf8_only
from .terminal import style_for

if TYPE_CHECKING:
    from ..compare.model import Audit


@click.command()
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@click.option("--format", "form", type=click.Choice(AVAILABLE), default="text", help="输出格式。")
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
@click.option("--prior", metavar="REPORT", help="上年度的报告：核对上年数，以及与上年相比的增减。")
@click.option("--budget", metavar="REPORT", help="同一年度的部门预算：核对决算中的年初预算数。")
@click.option("--password", help="加密 PDF 的密码。")
@click.option("--config", metavar="FILE", help="配置文件；不写时从报告所在文件夹逐级向上找 gouji.toml。")
@click.option("--baseline", type=click.Path(path_type=Path), help="早先结果（JSON）；其中已有的问题不再计。")
@click.option("--write-baseline", type=click.Path(path_type=Path), help="把这次的问题写成基线文件。")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="界面文字的语言。")
@click.option("--verbose", "-v", is_flag=True, help="四舍五入等提示、已忽略的问题也逐条列出。")
@click.option(
    "--checklist", is_flag=True, help="末尾列出核对清单：逐项通过、不通过、不适用、无法核对及原因。"
)
@click.option("--debug", is_flag=True, help="gouji 自身出错时给出详细信息。")
def check(
    reports: tuple[str, ...],
    form: str,
    output: Path | None,
    tracked: bool,
    tables: tuple[str, ...],
    prior: str | None,
    budget: str | None,
    password: str | None,
    config: str | None,
    baseline: Path | None,
    write_baseline: Path | None,
    lang: Lang | None,
    verbose: bool,
    checklist: bool,
    debug: bool,
) -> int:
    """核对一份或多份报告；REPORT 写 - 时读取标准输入中粘贴的文字，写文件夹时核对其中的报告。

    可读 txt、md、docx、pdf、html、mhtml、xlsx、xls、ods，以及装有一份报告各部分的 zip。doc、wps、
    rtf、odt 需要安装 LibreOffice。文件夹里是一份报告的各部分（情况说明、附表）时合起来读。
    """
    from ..baseline import read_baseline
    from ..config import config_for, load_config

    tally = Tally()
    found = expanded(reports, password, tally, lang or "zh")
    reports = found.reports
    if not reports:
        return tally.status
    given = {"--tables": tables, "--prior": prior, "--budget": budget}
    _refuse_ambiguous(reports, [option for option, value in given.items() if value])
    inputs = [*reports, *tables, *(path for path in (prior, budget, config) if path)]
    _refuse_to_overwrite(output, [*inputs, *([str(baseline)] if baseline else [])])
    _refuse_to_overwrite(write_baseline, inputs)
    if write_baseline:
        refuse_unwritable(write_baseline)
    if tracked and form != "docx":
        raise click.UsageError("--track-changes 只用于 --format docx")
    configs = {
        path: load_config(config) if config else config_for(None if path == STDIN else path)
        for path in reports
    }
    language = lang or configs[reports[0]].lang or "zh"
    source = Source(
        tables,
        password,
        prior,
        budget,
        configs,
        read_baseline(baseline) if baseline else None,
        debug,
        language,
        found.units,
    )
    style = style_for(output, language, verbose=verbose, checklist=checklist)
    style = replace(style, tracked=tracked)
    recorded: list[str] = []
    checked = _recorded(audits(reports, source, tally), recorded)
    if form in FILES:
        check_target(form, output, len(reports))
        # not in one: reports that cannot be read are counted while the others are delivered
        unwritten = deliver(form, checked, style, output, password=password, debug=debug)
        tally.failed += unwritten
    else:
        if form != "text":
            utf8_only(sys.stdout)
        emit(renderer(form)(checked, style), output)
        say_written(output, language)
    if write_baseline:
        from ..baseline import baseline_of

        emit([baseline_of(recorded)], write_baseline)
        say_written(write_baseline, language)
    return tally.status


def _recorded(checked: Iterable[Audit], entries: list[str]) -> Iterator[Audit]:
    """The audits as they pass by, each noted for a baseline."""
    from ..baseline import entry_of

    for audit in checked:
        entries.append(entry_of(audit))
        yield audit


def _refuse_ambiguous(reports: tuple[str, ...], options: list[str]) -> None:
    for option in options:
        if len(reports) > 1:
            raise click.UsageError(f"{option} 只能用于一份报告，请逐份核对")
        if STDIN in reports:
            raise click.UsageError(f"{option} 不能与标准输入一起用，请先把报告存为文件")
    if reports.count(STDIN) > 1:
        raise click.UsageError("标准输入（-）只能写一次")


def _refuse_to_overwrite(target: Path | None, inputs: Iterable[str]) -> None:
    if target is None or not target.is_file():
        return
    for path in inputs:
        if path != STDIN and os.path.exists(path) and target.samefile(path):
            raise click.UsageError(f"{target}：这是输入的文件，结果不能写到这里；请换一个文件名")
