"""The identities within a table: a total and the cells that must add up to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...extract.model import Figure
from ...extract.named import CODED
from ..model import Evidence
from ..once import once
from .across import across, is_apart
from .equation import Identity, Judged
from .grids import ColumnPath, Grid, ancestor, grids, is_total, row_label
from .levels import believable
from .natured import nature_identities
from .statements import statement_identities

_TOTAL_COLUMN = re.compile(
    r"^(?:本年)?(?:收入|支出)?(?:合计|总计|小计)(?:金额)?$|^本年(?:收入|支出)$|^金额合计$"
)
_PARTS = {
    kind: tuple(map(re.compile, patterns))
    for kind, patterns in {
        "expenditure": (
            "基本支出",
            "项目支出",
            "上[缴解]上级(?:单位)?支出",
            "(?:事业单位)?经营支出",
            "对(?:附属|下级)单位补助支出",
        ),
        "general-expenditure": ("基本支出", "项目支出"),
        "state-capital": ("基本支出", "项目支出"),
        "basic-expenditure": ("人员(?:经费|支出)", "(?:日常)?公用(?:经费|支出)"),
        "fiscal-income-expenditure": (
            "一般公共预算(?:财政拨款)?",
            "政府性基金(?:预算)?(?:财政拨款)?",
            "国有资本经营(?:预算)?(?:财政拨款)?",
        ),
        "income": ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
    }.items()
}
_PERIOD = re.compile(r"\d{4}|上年|本年")
_VEHICLES = re.compile(r"用?车.*购置.{1,3}(?:运行|维护)|公务用车(?:费用?|支出|经费)?(?:小计)?$")
_THREE = (
    ("total", re.compile(r"^合计$|^“?三公”?经费.*合计$")),
    ("abroad", re.compile(r"出国|出境")),
    ("vehicles", _VEHICLES),
    ("purchase", re.compile(r"购置")),
    ("running", re.compile(r"运行|维护")),
    ("reception", re.compile(r"接待|招待")),
)


@once
def judged(evidence: Evidence) -> dict[str, tuple[Judged, ...]]:
    """The identities within each table with money in it, and whether they hold, by the table's id."""
    found = {}
    for grid in grids(evidence):
        told = tuple((each, each.agreement) for each in identities(grid))
        found[grid.table] = believable(grid, told) if grid.named else told
    return found


def identities(grid: Grid) -> Iterator[Identity]:
    """All identities of one table whose cells are certain; parts that are all blank were not printed, or not read."""
    for each in _stated(grid):
        if not all([part.blank for part in each.parts]):
            yield each


def _stated(grid: Grid) -> Iterator[Identity]:
    if grid.kind in CODED:
        yield from _code_sums(grid)
    yield from _row_sums(grid)
    if grid.kind == "three-public":
        yield from _three_public(grid)
    if grid.kind == "government-fund":
        yield from _carried(grid)
    yield from _two_natures(grid)
    yield from nature_identities(grid)
    yield from statement_identities(grid)


def _code_sums(grid: Grid) -> Iterator[Identity]:
    """Codes by level and the grand total.

    A row by function that shows nothing at all may have lost its numbers; tables by economic item print empty rows.
    Codes that stand in several rows are of several units or blocks, and add up to nothing here.
    """
    known = grid.codes
    children: dict[str | None, list[str]] = {}
    for code in known:
        children.setdefault(ancestor(code, known), []).append(code)
    by_code = _by_code(grid)
    filled = {row for (row, _), figure in grid.cells.items() if not figure.blank}
    repeated = {f.code for f in grid.cells.values() if f.code and f.code.isdigit()} - set(known)
    for parent, members in children.items():
        if any(code.startswith("2") and known[code] not in filled for code in members):
            continue
        if any(code.startswith(parent or "") for code in repeated):
            continue
        if parent is None:
            yield from _grand_totals(grid, members, known)
            continue
        for path, total in by_code.get(parent, {}).items():
            parts = [by_code.get(code, {}).get(path) for code in members]
            if all(parts):
                yield Identity("codes", total, tuple(filter(None, parts)))


@once
def _by_code(grid: Grid) -> dict[str, dict[ColumnPath, Figure]]:
    """The sure figures of each code by column path; side-by-side blocks share their paths, unnamed columns do not."""
    found: dict[str, dict[ColumnPath, Figure]] = {}
    known = grid.codes
    for (row, column), figure in grid.cells.items():
        if figure.code in known and grid.sure(row, column):
            paths = found.setdefault(figure.code, {})
            path = grid.columns[column]
            path = (*path, str(column)) if path[-1:] == ("？",) else path
            if path in paths:
                paths[path] = figure if paths[path].blank else paths[path]
            else:
                paths[path] = figure
    return found


def _grand_totals(grid: Grid, members: list[str], known: dict[str, int]) -> Iterator[Identity]:
    rows = grid.totals
    for (row, column), total in grid.cells.items():
        if row not in rows or not is_total(total) or grid.sure(row, column) is None:
            continue
        parts = [grid.sure(known[code], column) for code in members]
        if all(parts):
            yield Identity("total", total, tuple(filter(None, parts)))


def part_columns(grid: Grid) -> tuple[int, tuple[int, ...]] | None:
    """The total column and the columns that add up to it, if each is found exactly once."""
    patterns = _PARTS.get(grid.kind)
    if patterns is None:
        return None
    totals = [
        column
        for column, path in grid.columns.items()
        if path
        and _TOTAL_COLUMN.match(path[-1])
        and not any(pattern.search(part) for part in path[:-1] for pattern in patterns)
    ]
    parts: list[int] = []
    for pattern in patterns:
        found = [column for column, path in grid.columns.items() if path and _is_part(pattern, path)]
        if len(found) > 1:
            return None
        parts += found
    others = {j for j in set(grid.columns) - set(parts) - set(totals) if not is_apart(grid.columns[j])}
    if len(totals) != 1 or len(parts) < 2 or (others and grid.kind not in ("fiscal-income-expenditure",)):
        return None
    return totals[0], tuple(parts)


def _is_part(pattern: re.Pattern[str], path: ColumnPath) -> bool:
    if pattern.fullmatch(path[-1]):
        return True
    return len(path) > 1 and bool(pattern.fullmatch(path[-2])) and path[-1] in ("小计", "合计")


def _row_sums(grid: Grid) -> Iterator[Identity]:
    columns = part_columns(grid)
    for whole, members in [columns] if columns else [*_by_head(grid)] or across(grid):
        for row in grid.rows():
            total = grid.sure(row, whole)
            if total is None or total.blank:
                continue
            parts = [grid.sure(row, column) for column in members]
            if all(parts):
                yield Identity("rows", total, tuple(filter(None, parts)))


def _by_head(grid: Grid) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The columns that the head says add up: the parts of each, if they are two or more and none is an 其中."""
    if grid.kind == "three-public":
        return
    members: dict[int, list[int]] = {}
    for column, whole in enumerate(grid.parents):
        if whole >= 0:
            members.setdefault(whole, []).append(column)
    for whole, parts in members.items():
        heads = [part for column in parts for part in grid.columns.get(column, ("其中",))]
        if len(parts) > 1 and whole in grid.columns and not any("其中" in head for head in heads):
            yield whole, tuple(parts)


_CARRIED = (
    re.compile("年初|上年"),
    re.compile("本年收入"),
    re.compile("本年支出"),
    re.compile("年末|结转下年"),
)


def _carried(grid: Grid) -> Iterator[Identity]:
    """年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余."""
    columns = [_only(grid, pattern) for pattern in _CARRIED]
    if any(column is None for column in columns):
        return
    for row in grid.rows():
        before, income, spent, after = (grid.sure(row, column or 0) for column in columns)
        if before and income and spent and after:
            yield Identity("carried", after, (before, income), (spent,))


def _only(grid: Grid, pattern: re.Pattern[str]) -> int | None:
    """The only column of that name; of one with parts its 小计."""
    found = [column for column, path in grid.columns.items() if path and pattern.search(path[0])]
    whole = [column for column in found if grid.columns[column][-1] in ("小计", "合计")]
    chosen = whole or found
    return chosen[0] if len(chosen) == 1 else None


def _three_public(grid: Grid) -> Iterator[Identity]:
    halves: dict[tuple[str, tuple[str, ...]], dict[str, list[Figure]]] = {}
    for (row, column), figure in grid.cells.items():
        name = _name(figure)
        if name and grid.sure(row, column):
            halves.setdefault((figure.column, _years(figure)), {}).setdefault(name, []).append(figure)
    for names in halves.values():
        if any(len(figures) != 1 for figures in names.values()):
            continue
        for total, parts in (
            ("total", ("abroad", "vehicles", "reception")),
            ("vehicles", ("purchase", "running")),
        ):
            if total in names and all(part in names for part in parts):
                yield Identity("three-public", names[total][0], tuple(names[part][0] for part in parts))


def _years(figure: Figure) -> tuple[str, ...]:
    return tuple(part for part in (*figure.column_path, *figure.row_path) if _PERIOD.search(part))


def _name(figure: Figure) -> str | None:
    """Which of the three expenses the cell shows, from the innermost label that says so."""
    if any("运行经费" in part for part in (*figure.column_path, *figure.row_path)):
        return None  # what keeps the office running, beside the three
    for path in (figure.column_path, figure.row_path):
        for part in reversed(path):
            for name, pattern in _THREE:
                if pattern.search(part):
                    return name
            if part in ("小计", "合计"):
                continue
    return None


def _two_natures(grid: Grid) -> Iterator[Identity]:
    """人员经费合计 = 301 + 303; 公用经费合计 = 302 + 307 + 309–313 + 399."""
    known = grid.codes
    if "301" not in known or "302" not in known:
        return
    by_code = _by_code(grid)
    groups = (
        ("人员经费", ("301", "303")),
        ("公用经费", ("302", "307", "309", "310", "311", "312", "313", "399")),
    )
    for figure in grid.cells.values():
        name = row_label(figure)
        for word, members in groups:
            if (
                not name.startswith(word)
                or "合计" not in name
                or grid.sure(figure.place.row, figure.place.column) is None
            ):
                continue
            parts = [
                next(iter(by_code[code].values())) for code in members if len(by_code.get(code, {})) == 1
            ]
            if members[0] in known and len(parts) == sum(code in known for code in members):
                yield Identity("natures", figure, tuple(parts))
