"""The reports of a command line, checked one after the other; one that cannot be read does not cost the others."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ..writers.style import Lang

if TYPE_CHECKING:
    from ..baseline import Baseline
    from ..compare.model import Audit
    from ..compare.options import Suppression
    from ..config import Config

STDIN = "-"
_FAMILY = (3, 40)
"""A department and its units are looked for in folders of so many reports."""


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
    """What is needed to check the reports besides their paths; ``configs`` and ``baseline`` may be without."""

    tables: tuple[str, ...] = ()
    password: str | None = None
    prior: str | None = None
    budget: str | None = None
    configs: dict[str, Config] = field(default_factory=dict)
    baseline: Baseline | None = None
    debug: bool = False
    lang: Lang = "zh"
    units: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """The reports that the arguments stand for, and for a department among those of one folder its units."""

    reports: tuple[str, ...]
    units: dict[str, tuple[str, ...]]


def expanded(paths: tuple[str, ...], password: str | None, tally: Tally, lang: Lang) -> Given:
    """The reports, those of a folder in its place; a folder without any is a line on standard error."""
    from ..narrative.errors import GouJiError
    from ..narrative.read import reports_at

    found: list[str] = []
    units: dict[str, tuple[str, ...]] = {}
    for path in paths:
        try:
            inside = (path,) if path == STDIN else reports_at(path, password=password)
        except GouJiError as problem:
            tally.failed += 1
            say(str(problem), lang)
        else:
            found += inside
            if _FAMILY[0] <= len(inside) <= _FAMILY[1]:
                units |= _families(inside, password)
    return Given(tuple(found), units)


def _families(paths: tuple[str, ...], password: str | None) -> dict[str, tuple[str, ...]]:
    """For each department among the reports the paths of all its units, where that is certain."""
    from .. import api
    from ..compare.other_reports.departments import units_of
    from ..narrative.errors import GouJiError

    reports = []
    for path in paths:
        with suppress(GouJiError):  # said when it is checked
            reports.append(api.read(path, password=password))
    beside = {
        report.path: units_of(report, [other for other in reports if other is not report])
        for report in reports
    }
    return {path: tuple(unit.path for unit in units) for path, units in beside.items() if units}


def audits(paths: tuple[str, ...], source: Source, tally: Tally) -> Iterator[Audit]:
    """The audits of the reports that can be read, as they are made; the others are a line on standard error."""
    from ..compare.causes.roots import alarming
    from ..narrative.errors import GouJiError

    used: set[Suppression] = set()
    for path in paths:
        try:
            audit = check_one(path, source)
        except GouJiError as problem:
            tally.failed += 1
            say(str(problem), source.lang)
        except Exception as problem:  # one report that trips a defect of ours must not cost the others
            if source.debug:
                raise
            tally.failed += 1
            say(f"{path}：{own_defect(problem)}", source.lang)
        else:
            tally.failed += say_unread(audit, source.lang)
            tally.alarming += alarming(audit)
            used |= _used(audit, source)
            yield localized(audit, source.lang)
    _say_unused(paths, source, used)


def check_one(path: str, source: Source) -> Audit:
    """The audit of one report. Raises a GouJiError if it cannot be read."""
    from .. import api
    from ..compare.options import DEFAULTS
    from ..narrative.errors import GouJiError

    config = source.configs.get(path)
    options = config.options if config else DEFAULTS
    if source.baseline is not None:
        known = source.baseline.suppressions(path)
        if known is None:
            say(f"{path}：基线中没有这份报告，它的问题都按新问题计", source.lang)
        options = replace(options, suppressions=(*options.suppressions, *(known or ())))
    if path != STDIN:
        return api.check(
            path,
            tables=source.tables,
            password=source.password,
            prior=source.prior,
            budget=source.budget,
            units=source.units.get(path, ()),
            options=options,
        )
    if sys.stdin is None:
        return api.check_bytes(b"")
    if sys.stdin.isatty():
        click.echo("请粘贴报告全文，结束后在新的一行按 Ctrl-D（Windows 为 Ctrl-Z 再回车）：", err=True)
    pasted = sys.stdin.buffer.read()
    if not pasted.strip():
        raise GouJiError("标准输入：没有文字；请粘贴报告全文，或给出文件的路径")
    return api.check_bytes(pasted, options=options)


def say_unread(audit: Audit, lang: Lang) -> int:
    """Name the parts that could not be read, also of last year's report and the budget, and checks that were not
    finished; how many there are.
    """
    unread, unfinished = audit.coverage.unread, audit.coverage.unfinished
    for failure in unread:
        say(failure, lang)
    for failure in unfinished:
        say(f"{audit.report.path}：{failure}", lang)
    return len(unread) + len(unfinished)


def localized(audit: Audit, lang: Lang) -> Audit:
    """The audit in the user's language."""
    if lang == "zh":
        return audit
    from ..english import English, in_english

    return in_english(audit, English())


def _used(audit: Audit, source: Source) -> set[Suppression]:
    config = source.configs.get(audit.report.path)
    ids = {finding.id for finding in audit.findings}
    return {each for each in config.options.suppressions if each.finding in ids} if config else set()


def _say_unused(paths: tuple[str, ...], source: Source, used: set[Suppression]) -> None:
    """Note the suppressions of these reports that matched nothing: the defect was mended, or the id is wrong."""
    for config in {config.path: config for config in source.configs.values()}.values():
        for each in config.options.suppressions:
            if each not in used and any(each.concerns(path) for path in paths):
                say(
                    f"{config.path}：忽略项 {each.finding}（{each.reason}）没有对应的问题，可以删去",
                    source.lang,
                )


def own_defect(problem: Exception) -> str:
    """What to say about an exception that nobody raised on purpose."""
    from ..narrative.errors import one_line

    return f"gouji 自身出错（{one_line(problem)}），未完成核对；请加 --debug 重试并反馈"


def say_written(path: Path | None, lang: Lang) -> None:
    """Tell which file was written; nothing if it was standard output."""
    if path is not None:
        say(f"已写出 {path}", lang)


def say(line: str, lang: Lang = "zh") -> None:
    """A line on standard error; what it names may hold line breaks."""
    line = " ".join(line.splitlines())
    if lang == "en":
        from ..english import English

        line = English().of(line)
    click.echo(f"gouji: {line}", err=True)
