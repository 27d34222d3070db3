"""Table cells as figures: each number, or blank where a number could stand, with its row, column, unit and
meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ..narrative.model import Cell, CellRef, Report, Table
from ..narrative.titles import of_performance
from .arranged import arranged
from .cells import cell_step, cell_value
from .measures import column_steps, measure, unit_of_column
from .model import Column, Facets, Figure, Quantity
from .rows import Row, by_own_name, is_fixed, read_rows, totals_by_name
from .settle import settle
from .subjects import facets_of

_TABLES: dict[str, Facets] = {
    "income": Facets(flow="income", fund="all"),
    "expenditure": Facets(flow="expenditure", fund="all"),
    "income-expenditure": Facets(fund="all"),
    "fiscal-income-expenditure": Facets(fund="fiscal"),
    "general-expenditure": Facets(flow="expenditure", fund="general"),
    "basic-expenditure": Facets(flow="expenditure", fund="general", nature="basic"),
    "basic-detail": Facets(flow="expenditure", nature="basic"),
    "government-fund": Facets(flow="expenditure", fund="government-fund"),
    "state-capital": Facets(flow="expenditure", fund="state-capital"),
    "special-account": Facets(fund="special-account"),
    "three-public": Facets(flow="expenditure", fund="general"),
    "project": Facets(flow="expenditure", nature="project"),
    "economic-summary": Facets(flow="expenditure", fund="all"),
    "operating-cost": Facets(flow="expenditure"),
}
"""What every figure of a kind of table is about, before its row and column say more."""

_COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("change", re.compile(r"增减|增长|增加|变动|比上年|比较|±")),
    ("prior", re.compile(r"上年(?:预算|决算|执行)?数?$|上一年|去年")),
    ("adjusted-budget", re.compile(r"全年预算|调整(?:后)?预算")),
    ("budget", re.compile(r"年初预算")),
    ("actual", re.compile(r"决算|执行|实际支出")),
)
_COLUMN_WORDS = re.compile(r"增减|增长|增加|变动|比上年|比较|±|[预决]算数|执行数|20\d\d年")
_UNIT = re.compile(r"[（(](?:单位[:：])?[百千万亿]*元[)）]")
_QUANTITY = re.compile(r"数量|个数|辆数")
_BY_USE = re.compile(r"(?:领导(?:干部)?|负责人|通信|保障|执勤|技术|服务|其他)用车$")
_EXPENSE = re.compile(r"(?:20\d\d年度?)?([^，、]{2,12}(?:经费|费))(?:年初)?[预决]算数")
_UPKEEP = "机关运行经费"
"""What keeps the office running is 财政拨款, also beside the general budget's three public expenses."""
_CARS = "公务用车"
_OF_CARS = re.compile(r"(?:购置|运行(?:及?(?:维护|维修))?)(?:费用?)?(?:支出)?")
_ENUMERATED = re.compile(r"^[^：:]{2,8}[：:]?(?=[（(]\d[)）])")
_TOTALS = (
    "合计",
    "总计",
    "小计",
    "本年支出合计",
    "本年收入合计",
    "收入总计",
    "支出总计",
    "金额",
    "决算数",
    "预算数",
    "年初预算数",
    "全年预算数",
)


def with_settled_tables(report: Report) -> Report:
    """The report with every table's numbers in the columns that sums and sibling tables decide."""
    return replace(report, tables=settle(tuple(map(arranged, report.tables))))


def figures(report: Report) -> tuple[Figure, ...]:
    """The figures of all tables of a report whose tables are settled."""
    usual = _usual_unit(report.tables)
    found: list[Figure] = []
    for table in report.tables:
        found += _figures(table, report, table.unit or usual)
    return tuple(found)


def _usual_unit(tables: tuple[Table, ...]) -> str:
    units = [table.unit for table in tables if table.unit]
    return max(set(units), key=units.count) if units else "万元"


@dataclass(frozen=True, slots=True)
class _Head:
    """A column's reading: what it is about, which of budget, actual … it holds, the finest step written in it.

    ``unit`` is the one that its label asks for; ``counted`` if it holds numbers of things.
    """

    path: tuple[str, ...]
    about: Facets
    column: Column
    step: Decimal
    unit: str
    counted: bool


def _figures(table: Table, report: Report, unit: str) -> list[Figure]:
    steps = column_steps(table)
    rows = read_rows(table)
    whole = totals_by_name(table, rows, report.organisation)
    base = _TABLES.get(table.kind, Facets())
    if table.kind == "economic-summary" and "一般公共预算" in table.title:
        base = replace(base, fund="general")
    heads = [
        _Head(
            path,
            _about_column(base, path),
            _column(path, table, report),
            steps.get(j, Decimal(1)),
            unit_of_column(path[-1]),
            bool(_QUANTITY.search(path[-1])),
        )
        for j, path in enumerate(table.columns)
    ]
    spoken = tuple(dict.fromkeys(head.about for head in heads))
    kind_of = [spoken.index(head.about) for head in heads]
    about_cells = _about_cells(spoken, income=table.kind == "income")
    found: list[Figure] = []
    for i, row in rows:
        if row.path[-1] in whole:
            row = replace(row, path=("合计",), code=None)
        row, of_row = _of_period(by_own_name(row, table, report), table, report)
        about = about_cells(row.path)
        if table.kind == "fiscal-income-expenditure":
            about = tuple([_of_column(each, cell) for each, cell in zip(spoken, about, strict=True)])
        about = (FIXED_ASSETS,) * len(about) if is_fixed(table, row) else about
        cells = table.rows[i]
        for j in range(table.stub_columns, len(cells)):
            cell = cells[j]
            value = cell_value(cell.text) if cell.start is not None else None
            if cell.columns and (cell.start is None or value is not None):
                place = CellRef(table.id, i, j)
                found.append(
                    _figure(table, unit, place, cell, value, row, heads[j], about[kind_of[j]], of_row)
                )
    return found


def _figure(
    table: Table,
    unit: str,
    place: CellRef,
    cell: Cell,
    value: Decimal | None,
    row: Row,
    head: _Head,
    about: Facets,
    of_row: Column | None,
) -> Figure:
    return Figure(
        id=f"{table.id}.{place.row}.{place.column}",
        place=place,
        start=cell.start,
        end=cell.end,
        text=cell.text,
        quantity=Quantity(
            abs(value) if value else _NOTHING,
            measure(cell, head.unit, row.path[-1], _unit(table, row, unit), counted=head.counted),
            min(cell_step(cell.text), head.step),
        ),
        table_kind=table.kind,
        row_path=row.path,
        column_path=head.path,
        code=row.code,
        facets=about,
        column=of_row or head.column,
        blank=value is None,
        alternatives=()
        if cell.columns == (place.column,)
        else tuple(k for k in cell.columns if k != place.column),
        page=table.page,
    )


def _unit(table: Table, row: Row, unit: str) -> str:
    """The unit of a row's amounts; 机要通信用车 in a table of what keeps the office running is a number."""
    return "辆" if table.kind == "three-public" and _BY_USE.search(row.path[-1]) else unit


@lru_cache(maxsize=4096)
def _about_column(base: Facets, column: tuple[str, ...]) -> Facets:
    """What a column is about: the table's kind, refined by the column's labels."""
    side = {"收入": "income", "支出": "expenditure"}.get(column[0], "")
    about = replace(base, flow=side or base.flow)
    for part in map(_expense, _with_cars(column)[1 if side else 0 :]):
        if (
            part not in _TOTALS
            and not re.fullmatch(r"[？金额数小计]+", part)
            and not _COLUMN_WORDS.search(part)
        ):
            about = _refined(about, part)
    return replace(about, fund="") if about.item == _UPKEEP else about


@lru_cache(maxsize=64)
def _about_cells(
    columns: tuple[Facets, ...], *, income: bool
) -> Callable[[tuple[str, ...]], tuple[Facets, ...]]:
    """What the cells of a row are about by its path, one for each of what the columns are about."""

    @lru_cache(maxsize=256)
    def of_row(path: tuple[str, ...]) -> tuple[Facets, ...]:
        return tuple([_about_cell(about, path, income=income) for about in columns])

    return of_row


def _about_cell(about: Facets, path: tuple[str, ...], *, income: bool) -> Facets:
    """What a cell is about: its column, refined by the labels of its row; of a table of income only income."""
    for label in _with_cars(path):
        about = _refined(about, label)
    return Facets("income", about.fund, about.nature, about.item, about.level) if income else about


def _expense(label: str) -> str:
    """机关运行经费预算数 without 预算数, which would else tell the column alone."""
    match = _EXPENSE.fullmatch(label)
    return match[1] if match is not None and "三公" not in label else label


def _with_cars(path: tuple[str, ...]) -> tuple[str, ...]:
    """The labels with the full names of 购置费 and 运行费 where they stand below 公务用车购置及运行费."""
    cars = next((i for i, label in enumerate(path) if _CARS in label), len(path))
    own = (
        f"{_CARS}{label}" if i > cars and _OF_CARS.fullmatch(label) else label for i, label in enumerate(path)
    )
    return tuple(own) if cars < len(path) - 1 else path


def _of_column(column: Facets, cell: Facets) -> Facets:
    """The cell of a column that is one fund's, whatever fund its row names (国有资本经营预算支出, 223)."""
    own = column.fund in ("general", "government-fund") and cell.fund == "state-capital"
    return replace(cell, fund=column.fund, item="国有资本经营预算支出") if own else cell


@lru_cache(maxsize=16384)
def _refined(about: Facets, label: str) -> Facets:
    label = _ENUMERATED.sub("", _UNIT.sub("", label))
    said = facets_of(label, context=Facets(about.flow, about.fund, level=about.level))
    nature = about.nature if said.nature in ("", "total") else said.nature
    return Facets(said.flow, said.fund, nature, said.item or about.item, said.level)


FIXED_ASSETS = Facets(item="上年末固定资产总额")
"""What the total of a table of fixed assets is about."""
_NOTHING = Decimal(0)
_YEAR = re.compile(r"(20\d\d)年")
_PERIOD = re.compile(r"(?:20\d\d年?度?)?(?:上年|本年|年初|全年|调整后?)?(?:预算|决算|执行)?(?:安排)?数?")


def _of_period(row: Row, table: Table, report: Report) -> tuple[Row, Column | None]:
    """What a row that is a year or a period holds in all columns, and the row without whose it is.

    So print some the three public expenses: last year and this year, or 年初预算数 and 决算数, one below the other.
    """
    label = row.path[-1].replace(report.organisation or "\0", "")
    if table.kind != "three-public" or not label or not _PERIOD.fullmatch(label):
        return row, None
    name = f"{label}年" if label.isdecimal() else label
    return replace(row, path=(*row.path[:-1], label)), _column((name,), table, report)


def _column(path: tuple[str, ...], table: Table, report: Report) -> Column:
    """Which of budget, actual … a column holds; 预算数 in a table of 三公 or of self-assessment is the adjusted
    budget.
    """
    name = "".join(path)
    year = _YEAR.search(name)
    if year and report.year and int(year[1]) == report.year - 1 and not re.search(r"增|比|变", name):
        return "prior"
    for column, pattern in _COLUMNS:
        if pattern.search(name) or (column == "prior" and any(map(pattern.search, path))):
            return column
    budget_report = report.kind == "budget" or ("预算表" in table.title and "决算" not in table.title)
    if "预算数" in name and not budget_report:
        spent_of = table.kind == "three-public" or of_performance(table.kind)
        return "adjusted-budget" if spent_of else "budget"
    return "budget" if budget_report else "actual"
