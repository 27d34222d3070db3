"""收支总表的类级支出与支出表不一致

检查什么：收入支出总表“支出”栏里的每个类（教育支出、卫生健康支出……），应等于支出表中这一类的数（没有打印类级行的，
为其下各款、各项之和）；财政拨款收支总表的“一般公共预算”列，应等于一般公共预算支出表的类。只差末位的不算。

为什么：几张表出自同一套账，类级数不同，必有一张表录错、漏行或串行。

例：收入支出决算总表“教育支出”为 630.00 万元，支出决算表 205 教育支出为 360.00 万元。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ...extract.interval import sums_to
from ...extract.model import Figure
from ...extract.subjects import label_likeness
from ...narrative.lexicon import functional
from ..grids import Grid, ancestor, codes, grids, is_total, row_label
from ..model import Evidence, Finding, Judgement, Severity
from ..wording import Blame, accuse_cell, amount, cell_words
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
ALIKE = 0.95
_TOTAL = re.compile(r"(?:合计|总计|小计)(?:金额)?$|^本年支出$")
_PAIRS = (
    ("income-expenditure", "expenditure", ""),
    ("fiscal-income-expenditure", "general-expenditure", "general"),
)


@dataclass(frozen=True, slots=True)
class _Class:
    """A class in the summary table and the rows of the detailed table that make it up."""

    shown: Figure
    parts: tuple[Figure, ...]

    @property
    def agrees(self) -> bool:
        return sums_to(self.shown.quantity, (part.quantity for part in self.parts)) != "differs"


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Judge the classes of each summary table whose detailed table is printed once."""
    by_kind: dict[str, list[Grid]] = {}
    for grid in grids(evidence):
        by_kind.setdefault(grid.kind, []).append(grid)
    for summary, detail, fund in _PAIRS:
        left, right = by_kind.get(summary, []), by_kind.get(detail, [])
        if len(left) == 1 and len(right) == 1:
            yield from _compare(evidence, left[0], right[0], fund)


def _compare(evidence: Evidence, summary: Grid, detail: Grid, fund: str) -> Iterator[Finding]:
    sums = _sums(detail)
    classes = [
        _Class(figure, sums[code])
        for figure in _shown(summary, fund)
        if (code := _code_of(row_label(figure))) and code in sums
    ]
    broken = [each for each in classes if not each.agrees]
    if len(broken) * 2 < len(classes) or len(broken) == len(classes) == 1:
        yield from (_finding(evidence, each) for each in broken)


def _shown(grid: Grid, fund: str) -> Iterator[Figure]:
    """The sure cells of the classes of expenditure, in the column of ``fund`` if there is one."""
    for (row, column), figure in grid.cells.items():
        outlay = figure.facets.flow == "expenditure" and figure.facets.item and figure.column != "prior"
        if (
            outlay
            and not figure.blank
            and grid.sure(row, column)
            and (not fund or figure.facets.fund == fund)
        ):
            yield figure


def _sums(grid: Grid) -> dict[str, tuple[Figure, ...]]:
    """The total-column figures that make up each class: its own row, else the highest rows printed below it."""
    known = codes(grid)
    columns = [column for column, path in grid.columns.items() if path and _TOTAL.search(path[-1])]
    if len(columns) != 1 or not any(is_total(figure) for figure in grid.cells.values()):
        return {}
    found: dict[str, list[Figure]] = {}
    for code in known:
        if ancestor(code, known) is None:
            figure = grid.sure(known[code], columns[0])
            if figure is None:
                return {}
            found.setdefault(code[:3], []).append(figure)
    return {code: tuple(figures) for code, figures in found.items()}


@lru_cache(maxsize=4096)
def _code_of(label: str) -> str | None:
    name = re.sub(r"^[（(]?[一二三四五六七八九十]+[）)、.]?", "", label)
    return next(
        (code for code, known in _classes().items() if any(label_likeness(name, n) >= ALIKE for n in known)),
        None,
    )


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    return {code: names for code, names in functional().items() if len(code) == 3}


def _finding(evidence: Evidence, each: _Class) -> Finding:
    added = "+".join(amount(part.quantity) for part in each.parts[:6]) + ("+…" if len(each.parts) > 6 else "")
    words = f"{cell_words(evidence, each.shown)}，{cell_words(evidence, each.parts[0])}"
    if len(each.parts) > 1:
        words = f"{cell_words(evidence, each.shown)}，另一表中这一类各项为{added}"
    return accuse_cell(
        evidence,
        each.shown,
        Blame(CODE, RULE, "cross-table", "error", 0.8),
        message=f"两表同一类的支出不同：{words}。",
        expected=added,
        workings=f"{amount(each.shown.quantity)} ≠ {added}",
        others=each.parts[:6],
    )
