"""Tables out of plain text: ``find_tables`` returns every table of a text as a grid.

Two tables side by side (收入 | 支出, 301 | 302 | 310) are unfolded: each side's rows follow one another, in reading order, and
have their values in that side's columns. A value whose column the layout does not tell keeps the set of possible columns.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby

from .columns import SUMMARY, Leaf, leaves, summary_leaves
from .lexicon import row_labels
from .model import Cell, Table
from .regions import Line, Region, find_regions, is_note, split_lines
from .rows import NUMERAL, Record, hard_records, key_of, soft_records
from .titles import is_title, kind_of, squeeze
from .tokens import UNIT_LINE, Token, layout_of, tokens_of

_LINE_NUMBER_HEAD = re.compile(r"行次")
_COLUMN_NUMBERS = re.compile(r"^(?:栏次|栏目|列次|行次|栏|序号)$")
_FUNDED = re.compile(r"(?:资金总额|预算总额|支出总额|政府预算资金|专户管理资金|单位资金|当年财政拨款|其他资金|结转资金|基本支出|项目支出)(?:（万?元）)?$")
_STUBS = re.compile(r"^(?:类|款|项|目|科目|.{0,10}编码|.{0,10}代码|.{0,8}名称|项目|行次|序号|项目类别|类型|.{0,10}科目|单位|部门)$")
_TOTALS = frozenset(("合计", "总计", "收入总计", "支出总计", "收入合计", "支出合计"))
_INCOME_SIDE = re.compile(r"收入|拨款|上年|年初|使用|专户|事业基金|单位资金|^一般公共预算|^政府性基金|^国有资本经营|^用|财政补助|期初")
_OUTLAY_SIDE = re.compile(r"支出|结余分配|年末|结转下年|年终|期末")
_LATE = re.compile(r"^[（(]?(?:十[一二三四五六七八九]|[二三]十)")


def find_tables(text: str) -> tuple[Table, ...]:
    """The tables of a text in order; each covers its title, head, rows and note."""
    lines = split_lines(text)
    tables: list[Table] = []
    for region in find_regions(lines):
        table = _table(lines, region, f"t{len(tables) + 1}")
        previous = tables[-1] if tables else None
        if previous is not None and _goes_on(previous, table):
            tables[-1] = _appended(previous, table)
        elif table.rows or table.note or region.title:
            tables.append(table)
    return tuple(tables)


def _goes_on(previous: Table, table: Table) -> bool:
    """Whether a table continues the one before: the same title again, or （续）."""
    title = re.sub(r"[（(]?续\d?表?[)）]?$", "", table.title)
    same = title == previous.title and table.columns == previous.columns and bool(title)
    return same and not table.kind.startswith("performance")


def _appended(previous: Table, table: Table) -> Table:
    rows = previous.rows + table.rows[table.header_rows :]
    return replace(previous, rows=rows, end=table.end, note=previous.note + table.note)


def _table(lines: list[Line], region: Region, name: str) -> Table:
    body = lines[region.body : region.last]
    note = "".join(line.flat for line in body[_note_at(body) :])
    layout = layout_of(body)
    tokens = tokens_of(_without_repeats(body), layout)
    at = _data_start(tokens)
    head_tokens, data = tokens[:at], tokens[at:]
    head = "".join(token.flat for token in head_tokens if not UNIT_LINE.search(token.flat))
    kind = _refined(region.kind, region.title, head, data)
    columns, records = _records(kind, head, head_tokens, data, layout)
    if not records and not any(token.kind == "number" for token in data):
        records = [Record(certain=True)]
    whole = lines[region.first : region.last]
    coded = any(record.code for record in records)
    return Table(
        id=name,
        title=region.title,
        kind=kind,
        unit=_unit(whole),
        start=lines[region.first].start,
        end=lines[region.last - 1].end,
        columns=((("科目编码",), ("项目",)) if coded else (("项目",),)) + tuple(leaf.path for leaf in columns),
        rows=_grid(columns, records, coded=coded),
        header_rows=1,
        stub_columns=2 if coded else 1,
        note=note,
        parents=_parents(columns, 2 if coded else 1),
    )


def _parents(columns: tuple[Leaf, ...], stubs: int) -> tuple[int, ...]:
    at = {leaf.key: j + stubs for j, leaf in enumerate(columns)}
    return (-1,) * stubs + tuple(at.get(leaf.parent, -1) for leaf in columns)


def _refined(kind: str, title: str, head: str, data: list[Token]) -> str:
    """The kind again, now that the head is known."""
    if kind == "basic-expenditure" and not re.search(r"科目|编码|人员经费", head) and re.search(r"项目名称|类型", head):
        return "basic-detail"
    if kind == "unknown" and re.search(r"一级指标|年度履职|部门整体支出|绩效指标", head + "".join(t.flat for t in data[:80])):
        return "performance-department" if "部门整体" in head + "".join(t.flat for t in data[:40]) else "performance-project"
    if kind == "unknown" and not title:
        return kind_of(head[:30]) if "三公" in head else kind
    return kind


def _note_at(body: list[Line]) -> int:
    return next((i for i, line in enumerate(body) if i > 0 and is_note(line.flat)), len(body))


def _unit(lines: list[Line]) -> str | None:
    for line in lines[:40]:
        match = UNIT_LINE.search(line.flat)
        if match:
            return match[1] or match[2]
    return None


def _without_repeats(body: list[Line]) -> list[Line]:
    """The lines without heads printed again at the top of later pages."""
    flats = [line.flat for line in body]
    head_end = next((i for i, flat in enumerate(flats) if re.search(r"\d\.\d|^\d{3,}", flat)), len(body))
    head = {flat for flat in flats[:head_end] if flat and not flat.isdigit()}
    enough = 2 if len(head) < 4 else 3
    kept: list[Line] = []
    i = 0
    while i < len(body):
        run = i
        while i >= head_end and run < len(body) and (flats[run] in head or not flats[run] or is_title(flats[run])):
            run += 1
        if run > i and sum(bool(flat) for flat in flats[i:run]) >= enough:
            kept += [_blanked(line) for line in body[i:run]]
            i = run
        else:
            kept.append(body[i])
            i += 1
    return kept


def _blanked(line: Line) -> Line:
    return Line(line.start, line.start, "", "")


def _data_start(tokens: list[Token]) -> int:
    """The index of the first token of the first row of data."""
    start = _after_column_numbers(tokens)
    for i in range(start, len(tokens)):
        if _opens_data(tokens, i, after_numbers=start > 0):
            return i - _label_before(tokens, i)
    return start if start else len(tokens)


def _label_before(tokens: list[Token], i: int) -> int:
    """How many tokens before the one that opens the data belong to its row."""
    if tokens[i].row >= 0:
        return sum(1 for token in tokens[:i] if token.row == tokens[i].row)
    if i == 0 or tokens[i].kind != "number":
        return 0
    before = tokens[i - 1]
    return int(before.kind == "label" and before.line == tokens[i].line and not UNIT_LINE.search(before.flat))


def _after_column_numbers(tokens: list[Token]) -> int:
    """The index after the row of column numbers (栏次 1 2 3, or 1 2 3 … alone), 0 if there is none."""
    end = 0
    for i, token in enumerate(tokens[:160]):
        if token.kind == "label" and _COLUMN_NUMBERS.match(token.flat):
            j = i + 1
            while j < len(tokens) and (tokens[j].kind == "blank" or re.fullmatch(r"\d{1,2}", tokens[j].text)):
                j += 1
            if j > i + 1 and any(t.kind == "number" for t in tokens[i + 1 : j]):
                end = j
        elif token.text == "1" and [t.text for t in tokens[i : i + 4]] == ["1", "2", "3", "4"]:
            j = i
            while j < len(tokens) and tokens[j].text == str(j - i + 1):
                j += 1
            end = max(end, j)
    return end


def _opens_data(tokens: list[Token], i: int, *, after_numbers: bool) -> bool:
    token = tokens[i]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.kind == "code" or (token.kind == "number" and re.search(r"\.\d|,", token.text)):
        return True
    if token.kind == "number":
        return after_numbers or bool(re.fullmatch(r"[1-5]\d{2}|\d{5}|\d{7}|0", token.text))
    if token.kind == "label" and NUMERAL.match(token.flat) and not UNIT_LINE.search(token.flat):
        return not token.flat.startswith(("其中", "加", "减")) or (following is not None and following.kind == "number")
    named = token.kind == "label" and token.flat in row_labels()
    valued = following is not None and following.kind in ("number",) and not _COLUMN_NUMBERS.match(token.flat)
    return named and (valued or after_numbers)


def _records(
    kind: str, head: str, head_tokens: list[Token], data: list[Token], layout: str
) -> tuple[tuple[Leaf, ...], list[Record]]:
    """The value columns and the rows."""
    if layout in ("pipes", "tabs"):
        exact = _exact(head_tokens, data, sides=kind in SUMMARY)
        if exact is not None:
            return _one_column(*exact) if kind == "basic-expenditure" else exact
    numbered = bool(_LINE_NUMBER_HEAD.search(head))
    paired = "政府预算" in head and "经济" in head
    count = max((int(t.text) for t in head_tokens if re.fullmatch(r"\d{1,2}", t.text)), default=0)
    if layout == "soft":
        records = soft_records(data, paired=paired, line_numbers=numbered, coded=not numbered)
    else:
        records = hard_records(data, paired=paired, line_numbers=numbered)
    if kind in SUMMARY and not re.search(r"科目编码", head):
        left, right = summary_leaves(kind, head)
        return (*left, *right), _sided(records, len(left), len(right))
    if kind.startswith("performance"):
        _shorten(records)
    columns = leaves(kind, head, count=count if count > 1 else 0)
    if kind == "basic-expenditure" and sum(_filled_width(record) > 1 for record in records) * 3 < len(records):
        columns = columns[:1] or (Leaf("total", ("合计",)),)
    widest = Counter(_filled_width(record) for record in records if record.values)
    most = max((size for size, times in widest.items() if times > 1 or len(records) < 4), default=0)
    if most > len(columns):
        columns = (*columns, *(Leaf(f"extra{i}", ("？",)) for i in range(most - len(columns))))
    return columns, [replace(record, columns=()) for record in records]


def _one_column(columns: tuple[Leaf, ...], records: list[Record]) -> tuple[tuple[Leaf, ...], list[Record]]:
    """Of 301 | 302 | 310 side by side, each with its own 决算数, one column of amounts."""
    if len({leaf.path for leaf in columns}) > 1 or any(len(record.columns) > 1 for record in records):
        return columns, records
    return columns[:1], [replace(record, columns=(0,)) for record in records if record.columns]


def _filled_width(record: Record) -> int:
    values = [value.kind != "blank" for value in record.values]
    first = values.index(True) if record.label in _TOTALS and any(values) else 0
    return max((i + 1 - first for i, filled in enumerate(values) if filled), default=0)


def _shorten(records: list[Record]) -> None:
    """Keep of the long texts in front of a value only the nearest words."""
    for record in records:
        record.labels = record.labels[-3:]


def _sided(records: list[Record], left: int, right: int) -> list[Record]:
    """The records of a summary table with the columns of their side."""
    seen: Counter[str] = Counter()
    found = []
    for record in records:
        label = key_of(record.label)
        outlay = _is_outlay(record, label, seen[label])
        seen[label] += 1
        width = right if outlay else left
        first = left if outlay else 0
        values = _trimmed(record, width)
        columns = tuple(range(first, first + width)) if len(values) == width else ()
        found.append(replace(record, side=int(outlay), values=values, columns=columns))
    return found


def _is_outlay(record: Record, label: str, before: int) -> bool:
    if label in ("总计", "合计", "小计"):
        return before % 2 == 1 if not record.certain else record.side > 0
    if record.certain and record.side > 0:
        return True
    if _OUTLAY_SIDE.search(label) or _LATE.match(record.label):
        return True
    return not _INCOME_SIDE.search(label)


def _trimmed(record: Record, width: int) -> list[Token]:
    values = record.values
    while len(values) > width and values[-1].kind == "blank":
        values = values[:-1]
    return values


def _fitted(record: Record, width: int) -> list[Token]:
    """The values without blank cells in front that are empty 科目名称 cells, and without blank cells behind."""
    values = record.values
    while record.certain and len(values) > width and values[0].kind == "blank" and record.label in _TOTALS:
        values = values[1:]
    while len(values) > width and values[-1].kind == "blank":
        values = values[:-1]
    while record.certain and len(values) > width and values[0].kind == "blank":
        values = values[1:]
    return values[:width]


def _exact(head: list[Token], data: list[Token], *, sides: bool) -> tuple[tuple[Leaf, ...], list[Record]] | None:
    """Columns and rows by position where the head has as many cells as the rows; None if it has not."""
    rows = [list(cells) for row, cells in groupby(data, key=lambda token: token.row) if row >= 0]
    tops = [list(cells) for row, cells in groupby(head, key=lambda token: token.row) if row >= 0]
    if not rows:
        return None
    width = Counter(len(row) for row in rows).most_common(1)[0][0]
    tops = [row for row in tops if len(row) == width and not _is_numbering(row)]
    if not tops or sum(len(row) != width for row in rows) * 5 > len(rows) or width < 2:
        return None
    if not all(any(row[j].flat for row in tops) for j in range(width)):
        return None
    paths = _paths([row for row in tops if not _collapsed(row)])
    stub = [_is_stub(paths[j], [row[j] for row in rows if len(row) == width]) for j in range(width)]
    if all(stub) or not stub[0]:
        return None
    values = [j for j in range(width) if not stub[j]]
    columns = tuple(Leaf(f"c{j}", _with_side(paths[j], stub[: j + 1]) if sides else paths[j]) for j in values)
    records = [record for row in rows if len(row) == width for record in _positioned(row, stub, values)]
    return columns, records


def _collapsed(row: list[Token]) -> bool:
    """Whether merged cells have left all their blanks at the end of the row, so that nothing stands where it belongs."""
    filled = [bool(cell.flat) for cell in row]
    return not all(filled) and filled == sorted(filled, reverse=True)


def _with_side(path: tuple[str, ...], stub: list[bool]) -> tuple[str, ...]:
    """A summary table's column path with the side it stands on in front."""
    runs = sum(here and not before for before, here in zip([False, *stub], stub, strict=False))
    side = "收入" if runs < 2 else "支出"
    return (side, *path[1:]) if path[0].endswith(("收入", "支出")) and len(path) > 1 else (side, *path)


def _is_numbering(row: list[Token]) -> bool:
    return bool(_COLUMN_NUMBERS.match(row[0].flat)) or all(cell.kind in ("number", "blank") for cell in row)


def _paths(tops: list[list[Token]]) -> list[tuple[str, ...]]:
    paths: list[tuple[str, ...]] = []
    for j in range(len(tops[0])):
        parts: list[str] = []
        for depth, row in enumerate(tops):
            text = row[j].flat
            if not text and depth + 1 < len(tops):
                text = next((row[k].flat for k in range(j, -1, -1) if row[k].flat), "")
            if text and (not parts or parts[-1] != text):
                parts.append(text)
        paths.append(tuple(parts) or ("？",))
    return paths


def _is_stub(path: tuple[str, ...], cells: list[Token]) -> bool:
    if _STUBS.match(path[-1]):
        return True
    filled = [cell for cell in cells if cell.kind != "blank"]
    return bool(filled) and sum(cell.kind == "number" for cell in filled) * 2 < len(filled)


def _positioned(row: list[Token], stub: list[bool], values: list[int]) -> list[Record]:
    """The records of a row: one for each run of stub columns."""
    found: list[Record] = []
    for j, cell in enumerate(row):
        if stub[j]:
            if j == 0 or not stub[j - 1]:
                found.append(Record(side=len(found), certain=True))
            _stub_cell(found[-1], cell)
        else:
            found[-1].values.append(cell)
            found[-1].columns = (*found[-1].columns, values.index(j))
    return [record for record in found if record.label or record.code or any(v.kind == "number" for v in record.values)]


def _stub_cell(record: Record, cell: Token) -> None:
    digits = squeeze(cell.text)
    if digits.isdigit() and (len(digits) in (3, 5, 7) or (len(digits) == 2 and record.code)) and not record.labels:
        record.code += digits
    elif cell.kind == "label" or cell.kind == "code":
        record.labels.append(cell)


def _grid(columns: tuple[Leaf, ...], records: list[Record], *, coded: bool) -> tuple[tuple[Cell, ...], ...]:
    stubs = 2 if coded else 1
    names = (["科目编码"] if coded else []) + ["项目"] + [" ".join(leaf.path) for leaf in columns]
    head = tuple(Cell(name, None, None, (j,)) for j, name in enumerate(names))
    return (head, *(_row(columns, record, stubs) for record in records))


def _row(columns: tuple[Leaf, ...], record: Record, stubs: int) -> tuple[Cell, ...]:
    cells = [Cell(record.code, None, None, (0,))] if stubs == 2 else []
    first, last = (record.labels[0].start, record.labels[-1].end) if record.labels else (None, None)
    cells.append(Cell(record.label, first, last, (stubs - 1,)))
    placed = _placed(columns, record)
    for j in range(len(columns)):
        token, possible = placed.get(j, (None, ()))
        where = tuple(k + stubs for k in possible)
        if token is None or token.kind == "blank":
            cells.append(Cell("", None, None, where))
        else:
            cells.append(Cell(token.text, token.start, token.end, where))
    return tuple(cells)


def _placed(columns: tuple[Leaf, ...], record: Record) -> dict[int, tuple[Token | None, tuple[int, ...]]]:
    """For each value column of the record's side: the cell's token and the columns where it may stand."""
    if record.columns:
        return {j: (token, (j,)) for j, token in zip(record.columns, record.values, strict=False)}
    side = _side_columns(columns, record)
    values = _fitted(record, len(side))
    if len(values) == len(side) and (columns[-1].key != "score" or _FUNDED.search(record.label)):
        return {j: (token, (j,)) for j, token in zip(side, values, strict=True)}
    if not values:
        return {j: (None, (j,)) for j in side}
    if columns[-1].key == "score" and not _FUNDED.search(record.label):
        return _scored(columns, record, values)
    slack = len(side) - len(values)
    fixed = _fixed(columns, record, side)
    placed: dict[int, tuple[Token | None, tuple[int, ...]]] = {}
    for i, token in enumerate(values):
        possible = (side[0],) if i < fixed else tuple(side[i : i + slack + 1])
        placed[side[i]] = (token, possible)
    return placed


def _fixed(columns: tuple[Leaf, ...], record: Record, side: list[int]) -> int:
    """How many of the first values certainly stand in the first columns."""
    if columns[-1].key == "score":
        return min(3, len(record.values), sum(leaf.key in ("budget", "adjusted-budget", "actual") for leaf in columns))
    return 1 if columns[side[0]].key.split(".")[-1] in ("total", "grand") else 0


def _scored(columns: tuple[Leaf, ...], record: Record, values: list[Token]) -> dict[int, tuple[Token | None, tuple[int, ...]]]:
    """An indicator's numbers in a table of self-assessment stand under a second head: only the total's are certain."""
    score = len(columns) - 1
    weight = next((j for j, leaf in enumerate(columns) if leaf.key == "weight"), None)
    numbers = [value for value in values if value.kind == "number"]
    if weight is not None and len(numbers) == 2 and key_of(record.label) in ("总分", "总计", "合计", "自评总分"):
        return {weight: (numbers[0], (weight,)), score: (numbers[1], (score,))}
    everywhere = tuple(range(len(columns)))
    return {j: (value, everywhere) for j, value in zip(everywhere, values, strict=False)}


def _side_columns(columns: tuple[Leaf, ...], record: Record) -> list[int]:
    sides = [leaf.key.startswith("left") for leaf in columns]
    if any(sides):
        return [j for j, left in enumerate(sides) if left == (record.side == 0)]
    return list(range(len(columns)))
