"""Which column a number stands in, where blank cells have vanished from the text.

Sums decide: within a row (合计 = 基本支出 + 项目支出), down a column (类 = Σ款 = Σ项, 合计 = Σ of the rows), and between sibling
tables that print the same amounts. What they do not decide stays open: the cell keeps its set of possible columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from ..narrative.model import Cell, Table
from .cells import cell_value, plain_label

TOLERANCE = Decimal("0.02")
LIMIT = 4000
Row = tuple[Cell, ...]
Placing = tuple[int, ...]

_PUBLIC = ("302", "307", "309", "310", "311", "312", "313", "399")
_ROWS_OF_INCOME = {
    "财政拨款收入": ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入", "财政拨款收入"),
    "上级补助收入": ("上级补助收入",),
    "事业收入": ("事业收入",),
    "经营收入": ("经营收入", "事业单位经营收入"),
    "附属单位上缴收入": ("附属单位上缴收入",),
    "其他收入": ("其他收入",),
}


def settle(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables with every number moved to its column as far as sums decide it."""
    if not any(_open(row) for table in tables for row in table.rows[table.header_rows :]):
        return tables
    settled = [_by_rows(table, _known(table, tables), tables) for table in tables]
    settled = [_by_columns(table) for table in settled]
    return tuple(_by_siblings(table, settled) for table in settled)


def _open(row: Row) -> bool:
    return any(len(cell.columns) > 1 and cell.start is not None for cell in row)


def _numbers(row: Row) -> list[Cell]:
    return [cell for cell in row if cell.start is not None and cell.columns and cell_value(cell.text) is not None]


def _values(row: Row, stubs: int) -> list[tuple[Cell, Decimal]]:
    found = []
    for cell in row[stubs:]:
        value = cell_value(cell.text) if cell.start is not None and cell.columns else None
        if value is not None:
            found.append((cell, value))
    return found


def _by_rows(table: Table, known: dict[int, Decimal], tables: tuple[Table, ...]) -> Table:
    """Settle each row by its own sums, the row of totals first: a column that is empty there is empty in every row."""
    if not table.parents:
        return table
    stubs, body = table.stub_columns, list(table.rows)
    allowed: frozenset[int] | None = None
    total = next((i for i in _data_rows(table) if _is_total(body[i], stubs)), None)
    if total is not None:
        row = _settled(table, body[total], None, known, tables)
        body[total] = row
        if not _open(row) and len(_values(row, stubs)) > 1:
            allowed = frozenset(cell.columns[0] for cell, value in _values(row, stubs))
    for i in _data_rows(table):
        if _open(body[i]):
            body[i] = _settled(table, body[i], allowed, {}, ())
    return replace(table, rows=tuple(body))


def _data_rows(table: Table) -> range:
    return range(table.header_rows, len(table.rows))


def _is_total(row: Row, stubs: int) -> bool:
    return plain_label(row[stubs - 1].text) in ("合计", "总计", "本年支出合计", "支出合计", "支出总计", "本年支出")


def _settled(
    table: Table, row: Row, allowed: frozenset[int] | None, known: dict[int, Decimal], tables: Iterable[Table]
) -> Row:
    """The row with its numbers in the one placing that its sums allow, else with what all allowed placings share."""
    values = _values(row, table.stub_columns)
    by_code = _economic_column(table, row, values)
    options = [by_code] if by_code else list(_placings(table, values, allowed))
    if len(options) > 1 and known:
        options = _fitting(options, values, known)
    if len(options) > 1:
        options = _echoed(table, options, values, tables)
    if not options:
        return row
    placed = {cell.start: tuple(sorted({option[i] for option in options})) for i, (cell, _) in enumerate(values)}
    return _moved(table, row, placed)


def _moved(table: Table, row: Row, placed: dict[int | None, tuple[int, ...]]) -> Row:
    """The row with each number in the first of its columns; a column that none can reach is blank for certain."""
    numbers = [replace(cell, columns=placed[cell.start]) for cell in row if cell.start in placed]
    side = [j for j, cell in enumerate(row) if j >= table.stub_columns and (cell.columns or cell.start is not None)]
    reach = {j for cell in numbers for j in cell.columns} | set(side)
    cells = list(row)
    possible = {j for cell in numbers if len(cell.columns) > 1 for j in cell.columns}
    for j in sorted(reach | {j for j in range(table.stub_columns, len(row)) if _same_side(table, row, j)}):
        cells[j] = Cell("", None, None, () if j in possible else (j,))
    taken: set[int] = set()
    for cell in numbers:
        at = next((j for j in cell.columns if j not in taken), cell.columns[0])
        taken.add(at)
        cells[at] = cell
    return tuple(cells)


def _same_side(table: Table, row: Row, j: int) -> bool:
    """Whether column j belongs to the row's side of the table (income or outlay)."""
    sides = {table.columns[k][0] in ("收入",) for k in range(table.stub_columns, len(row)) if row[k].columns}
    return len(sides) == 1 and (table.columns[j][0] in ("收入",)) == next(iter(sides))


def _economic_column(table: Table, row: Row, values: list[tuple[Cell, Decimal]]) -> Placing:
    """人员经费 = 301 + 303, 公用经费 = the other classes: the code tells the column (政府收支分类科目)."""
    code = row[0].text if table.stub_columns == 2 else ""
    names = [path[-1] for path in table.columns]
    if len(values) != 2 or len(code) < 3 or "人员经费" not in names or "公用经费" not in names:
        return ()
    if table.kind != "basic-expenditure" or code[0] != "3":
        return ()
    column = names.index("公用经费") if code[:3] in _PUBLIC else names.index("人员经费")
    return (table.stub_columns, column)


def _placings(
    table: Table, values: list[tuple[Cell, Decimal]], allowed: frozenset[int] | None
) -> Iterator[Placing]:
    """Every increasing choice of columns for the numbers under which all sums of the row hold."""
    reach = [[j for j in cell.columns if allowed is None or j in allowed] for cell, _ in values]
    amounts = [value for _, value in values]
    children = {p: [k for k, q in enumerate(table.parents) if q == p] for p in set(table.parents) if p >= 0}
    tried = 0
    for choice in _increasing(reach):
        tried += 1
        if tried > LIMIT:
            return
        if _holds(table, children, dict(zip(choice, amounts, strict=True))):
            yield choice


def _increasing(reach: list[list[int]], chosen: Placing = ()) -> Iterator[Placing]:
    """Every way to take one column for each number, from left to right."""
    if len(chosen) == len(reach):
        yield chosen
        return
    last = chosen[-1] if chosen else -1
    for column in reach[len(chosen)]:
        if column > last:
            yield from _increasing(reach, (*chosen, column))


def _holds(table: Table, children: dict[int, list[int]], amount: dict[int, Decimal]) -> bool:
    """Whether every column is the sum of its parts and no part stands without its whole."""
    for j, value in amount.items():
        if not value:
            continue
        parent = table.parents[j]
        if parent >= 0 and parent not in amount:
            return False
        if j in children:
            present = [amount[k] for k in children[j] if k in amount]
            if not present or abs(sum(present) - value) > TOLERANCE * len(present):
                return False
        if table.columns[j][-1].startswith("其中") and amount.get(j - 1, Decimal(0)) < value:
            return False
    return True


def _fitting(options: list[Placing], values: list[tuple[Cell, Decimal]], known: dict[int, Decimal]) -> list[Placing]:
    """The placings that no sibling table contradicts; all of them if every one is contradicted."""

    def contradicted(option: Placing) -> bool:
        amount = {j: value for j, (_, value) in zip(option, values, strict=True)}
        return any(amount.get(j, Decimal(0)) != value for j, value in known.items())

    return [option for option in options if not contradicted(option)] or options


def _echoed(table: Table, options: list[Placing], values: list[tuple[Cell, Decimal]], tables: Iterable[Table]) -> list[Placing]:
    """The placings that fit 一般公共预算…支出表: no column of 支出表 is less than there, and most numbers the same."""
    other = next((t for t in tables if t.kind == "general-expenditure" and t.unit == table.unit), None)
    totals = _total_row(other) if other is not None else None
    if other is None or not totals or table.kind != "expenditure":
        return options
    least = {path[-1]: totals[j] for j, path in enumerate(other.columns) if j in totals and path[-1] in ("基本支出", "项目支出")}

    def shortfall(option: Placing) -> int:
        amount = {table.columns[j][-1]: value for j, (_, value) in zip(option, values, strict=True)}
        return sum(amount.get(name, Decimal(0)) < value for name, value in least.items())

    fewest = min(shortfall(option) for option in options)
    return [option for option in options if shortfall(option) == fewest] if fewest == 0 else options


def _known(table: Table, tables: Iterable[Table]) -> dict[int, Decimal]:
    """What sibling tables say of the totals of this table's columns."""
    found: dict[int, Decimal] = {}
    if table.kind == "income":
        rows = _left_rows(tables)
        for j, path in enumerate(table.columns):
            parts = [rows[name] for name in _ROWS_OF_INCOME.get(path[-1], ()) if name in rows]
            if parts:
                found[j] = sum(parts, Decimal(0))
    elif table.kind in ("expenditure", "fiscal-income-expenditure", "project", "economic-summary", "basic-detail"):
        found = _known_outlay(table, tables)
    return found


def _left_rows(tables: Iterable[Table]) -> dict[str, Decimal]:
    for table in tables:
        if table.kind == "income-expenditure" and table.unit:
            column = table.stub_columns
            return {
                plain_label(row[column - 1].text): cell_value(row[column].text) or Decimal(0)
                for row in table.rows[table.header_rows :]
                if row[column].columns
            }
    return {}


def _known_outlay(table: Table, tables: Iterable[Table]) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for other in tables:
        totals = _total_row(other)
        if totals is None or other.unit != table.unit:
            continue
        for j, path in enumerate(table.columns):
            name = path[-1]
            if other.kind == "general-expenditure" and table.kind == "expenditure" and name in ("基本支出", "项目支出"):
                same = totals.get(other.stub_columns) == (_total_row(table) or {}).get(table.stub_columns)
                match = next((k for k, p in enumerate(other.columns) if p[-1] == name), None)
                if same and match is not None and match in totals:
                    found[j] = totals[match]
            elif table.kind != "expenditure" and _fund(name) and _fund(name) == _fund_of(other):
                found[j] = totals.get(_spent(other), Decimal(0))
    return {} if table.kind in ("project", "economic-summary", "basic-detail") else found


def _fund(name: str) -> str:
    return next((fund for fund in ("一般公共预算", "政府性基金", "国有资本经营") if fund in name), "")


def _fund_of(table: Table) -> str:
    kinds = {"general-expenditure": "一般公共预算", "government-fund": "政府性基金", "state-capital": "国有资本经营"}
    return kinds.get(table.kind, "")


def _spent(table: Table) -> int:
    names = [path[0] for path in table.columns]
    return names.index("本年支出") if "本年支出" in names else table.stub_columns


def _total_row(table: Table) -> dict[int, Decimal] | None:
    """The certain numbers of a table's row of totals by column; a table without any number has totals of zero."""
    rows = table.rows[table.header_rows :]
    if rows and not any(_numbers(row[table.stub_columns :]) for row in rows):
        return {j: Decimal(0) for j in range(table.stub_columns, len(table.columns))}
    row = next((row for row in rows if _is_total(row, table.stub_columns)), None)
    if row is None:
        return None
    return {cell.columns[0]: value for cell, value in _values(row, table.stub_columns) if len(cell.columns) == 1}


def _by_columns(table: Table) -> Table:
    """Settle rows that have one number beside the total by the sums down the columns, code level by code level."""
    if table.stub_columns != 2 or not any(_open(row) for row in table.rows):
        return table
    rows = list(table.rows)
    codes = {rows[i][0].text: i for i in _data_rows(table) if rows[i][0].text}
    total = next((i for i in _data_rows(table) if _is_total(rows[i], 2)), None)
    for parent in ([total] if total is not None else []) + [codes[code] for code in sorted(codes, key=len)]:
        children = _children(codes, "" if parent == total else rows[parent][0].text)
        if children and not _open(rows[parent]):
            _inherit(table, rows, parent, children)
            _share_out(table, rows, parent, children)
    return replace(table, rows=tuple(rows))


def _children(codes: dict[str, int], parent: str) -> list[int]:
    """The rows of the next printed code level under a parent (``""``: the top level)."""
    under = [code for code in codes if code.startswith(parent) and code != parent and len(code) in (3, 5, 7)]
    if not under:
        return []
    level = min(len(code) for code in under)
    return [codes[code] for code in under if len(code) == level]


def _inherit(table: Table, rows: list[Row], parent: int, children: list[int]) -> None:
    """A column that is empty for the parent is empty for its children."""
    filled = {cell.columns[0] for cell, _ in _values(rows[parent], 2)}
    for i in children:
        if _open(rows[i]):
            placed = {cell.start: tuple(j for j in cell.columns if j in filled) for cell, _ in _values(rows[i], 2)}
            if all(placed.values()):
                rows[i] = _moved(table, rows[i], dict(placed))


def _share_out(table: Table, rows: list[Row], parent: int, children: list[int]) -> None:
    """Find the only way to give each open child's number to one of two columns so that both columns add up."""
    want = {cell.columns[0]: value for cell, value in _values(rows[parent], 2)}
    open_rows = [i for i in children if _open(rows[i]) and len(_values(rows[i], 2)) == 2]
    if not open_rows or len(open_rows) > 16 or any(_open(rows[i]) and i not in open_rows for i in children):
        return
    pairs = {cell.columns for i in open_rows for cell, _ in _values(rows[i], 2)[1:]}
    options = [j for j in want if any(j in pair for pair in pairs) and j != 2]
    if len(options) != 2:
        return
    first = options[0]
    sure = sum((v for i in children if i not in open_rows for c, v in _values(rows[i], 2) if c.columns == (first,)), Decimal(0))
    amounts = [_values(rows[i], 2)[1][1] for i in open_rows]
    masks = _subsets(amounts, want[first] - sure, TOLERANCE * Decimal(len(children)) / 2)
    if not masks:
        return
    for position, i in enumerate(open_rows):
        picks = {bool(mask >> position & 1) for mask in masks}
        if len(picks) == 1:
            cells = _values(rows[i], 2)
            column = first if picks.pop() else options[1]
            rows[i] = _moved(table, rows[i], {cells[0][0].start: cells[0][0].columns, cells[1][0].start: (column,)})


def _subsets(amounts: list[Decimal], want: Decimal, slack: Decimal) -> list[int]:
    """The subsets (bit masks) of amounts that add up to ``want``: the exact ones, else those within ``slack``."""
    sums = [(Decimal(0), 0)]
    for position, amount in enumerate(amounts):
        sums += [(value + amount, mask | 1 << position) for value, mask in sums if value + amount <= want + slack]
    exact = [mask for value, mask in sums if value == want]
    return exact or [mask for value, mask in sums if abs(value - want) <= slack]


def _by_siblings(table: Table, tables: list[Table]) -> Table:
    """Settle a row by the row of the same code and total in a sibling table (支出决算表 and 一般公共预算…支出决算表)."""
    pair = {"expenditure": "general-expenditure", "general-expenditure": "expenditure"}.get(table.kind)
    other = next((t for t in tables if t.kind == pair), None)
    if other is None or table.stub_columns != 2 or other.stub_columns != 2:
        return table
    sure = {row[0].text: row for row in other.rows if row[0].text and not _open(row)}
    rows = [_like(table, other, row, sure.get(row[0].text)) if _open(row) else row for row in table.rows]
    return replace(table, rows=tuple(rows))


def _like(table: Table, other: Table, row: Row, model: Row | None) -> Row:
    if model is None:
        return row
    mine, theirs = _values(row, 2), _values(model, 2)
    if [value for _, value in mine] != [value for _, value in theirs]:
        return row
    paths = {path: j for j, path in enumerate(table.columns)}
    columns = [paths.get(other.columns[cell.columns[0]], -1) for cell, _ in theirs]
    if any(j < 0 or j not in cell.columns for j, (cell, _) in zip(columns, mine, strict=True)):
        return row
    return _moved(table, row, {cell.start: (j,) for j, (cell, _) in zip(columns, mine, strict=True)})
