"""Columns and rows by position, where the cells of the head are as many as the cells of the rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from .forms import unwrapped
from .head import LEVELS, is_numbering
from .leaves import Leaf
from .rows import Record
from .titles import squeeze
from .tokens import Token

_STUBS = re.compile(
    r"^(?:类|款|项|目|科目|.{0,10}编码|.{0,10}代码|.{0,8}名称|项目|行次|序号|项目类别|类型|.{0,10}科目|单位|部门)$"
)
_UNIT_CODE = re.compile(r"^(?:预算)?(?:单位|部门)(?:代码|编码|编号)$")
_SUBJECT_CODE = re.compile(r"科目(?:编码|代码)|^[类款项]$")
_PROJECT = re.compile(r"^(?:二级)?项目名称$|^项目（?名称）?$")
_INNER_HEAD = re.compile(r"^(?:[一二三]级|绩效)指标(?:名称)?$")
"""The first word of the head of the indicators, in a table that begins with the project's money."""
_CAPTION = re.compile(
    r"^(?:公开\d+表|(?:编制|填报|金额)?(?:部门|单位)(?:名称)?[:：].*|\d{4}年度?|.{0,20}单位[:：][百千万亿]*元)$"
)
_ECONOMIC = re.compile(r"[35]\d\d(?:\d\d)?$")
"""A code of the economic items of 部门 (3…) or of 政府 (5…), of which a table may print both in one row."""
Cells = list[list[Token]]
"""The cells of a row; a code and its name in one cell are two tokens."""


def exact(
    head: list[Token], data: list[Token], *, sides: bool, merged: bool | None = None
) -> tuple[tuple[Leaf, ...], list[Record]] | None:
    """Columns and rows by position where the head has as many cells as the rows; None if it has not.

    Columns of a file without any head behind those with one are notes of the accountant's own, and left out.

    ``merged`` is whether words of the head stand in all cells that they cover, None where the text alone cannot tell
    which cells those are.
    """
    rows, tops = _rows(data), _rows(head)
    if not rows:
        return None
    width = Counter(len(row) for row in rows).most_common(1)[0][0]
    tops = [
        row
        for row in tops
        if len(row) == width and not is_numbering([cell[0] for cell in row]) and not _is_caption(row)
    ]
    if not tops or sum(len(row) != width for row in rows) * 5 > len(rows) or width < 2:
        return None
    headed = [any(row[j][0].flat for row in tops) for j in range(width)]
    if not all(headed) and (merged is None or headed != sorted(headed, reverse=True)):
        return None
    width = sum(headed)
    tops = [row[:width] for row in tops]
    words = [[cell[0] for cell in row] for row in tops]
    paths = _paths(words if merged is not None else _spread(words), inherited=not merged)
    rows = [row[:width] for row in rows if len(row) == len(headed)]
    cut = next((i for i, row in enumerate(rows) if i and _INNER_HEAD.match(row[0][0].flat)), len(rows))
    stub = _stubs(paths, rows[:cut])
    rows = _named_alone(_without_units(rows, paths, stub), paths, stub)
    if all(stub) or not (stub[0] or merged is not None):
        return None
    values = [j for j in range(width) if not stub[j]]
    columns = tuple(Leaf(f"c{j}", _with_side(paths[j], stub[: j + 1]) if sides else paths[j]) for j in values)
    stub = stub[: values[-1] + 1]
    inner = [here or lower for here, lower in zip(stub, _stubs(paths, rows[cut:]), strict=False)]
    layouts = [stub] * cut + [inner] * (len(rows) - cut)
    return columns, [
        record for row, each in zip(rows, layouts, strict=True) for record in _positioned(row, each, values)
    ]


def _rows(tokens: Sequence[Token]) -> list[Cells]:
    rows: list[Cells] = []
    last: Token | None = None
    for token in tokens:
        if token.row >= 0:
            if last is None or last.row != token.row:
                rows.append([[token]])
            elif last.column != token.column:
                rows[-1].append([token])
            else:
                rows[-1][-1].append(token)
        last = token
    return rows


def one_column(columns: tuple[Leaf, ...], records: list[Record]) -> tuple[tuple[Leaf, ...], list[Record]]:
    """Of 301 | 302 | 310 side by side, each with its own 决算数, one column of amounts."""
    if len({leaf.path for leaf in columns}) > 1 or any(len(record.columns) > 1 for record in records):
        return columns, records
    return columns[:1], [replace(record, columns=(0,)) for record in records if record.columns]


def _spread(tops: list[list[Token]]) -> list[list[Token]]:
    """The head with the words of collapsed rows put back over the columns they belong to, or without such rows."""
    if len(tops) != 2 or not _collapsed(tops[0]) or _collapsed(tops[1]):
        return [row for row in tops if not _collapsed(row)]
    words = [cell for cell in tops[0] if cell.flat]
    low = [cell.flat for cell in tops[1]]
    starts = _group_starts(low)
    if len(starts) != len(words):
        leading = next(j for j, word in enumerate(low) if word)
        starts, words = starts[:leading], words[:leading]
    over = dict(zip(starts, words, strict=True))
    inherits = len(over) == len(_group_starts(low))
    return [[over.get(j, tops[0][-1] if inherits else tops[1][j]) for j in range(len(low))], tops[1]]


def _group_starts(low: list[str]) -> list[int]:
    """The columns where a new word of the upper row begins: blank ones, first ones of a run, and where a
    run repeats.
    """
    starts: list[int] = []
    for j, word in enumerate(low):
        if not word or j == 0 or not low[j - 1] or word == low[starts[-1]]:
            starts.append(j)
    return starts


def _collapsed(row: list[Token]) -> bool:
    """Whether merged cells have left all their blanks at the end of the row, so that nothing stands where
    it belongs.
    """
    filled = [bool(cell.flat) for cell in row]
    if {cell.flat for cell in row if cell.flat} <= LEVELS:
        return False
    return not all(filled) and filled == sorted(filled, reverse=True)


def _with_side(path: tuple[str, ...], stub: list[bool]) -> tuple[str, ...]:
    """A summary table's column path with the side it stands on in front."""
    runs = sum(here and not before for before, here in zip([False, *stub], stub, strict=False))
    side = "收入" if runs < 2 else "支出"
    return (side, *path[1:]) if path[0].endswith(("收入", "支出")) and len(path) > 1 else (side, *path)


def _is_caption(row: Cells) -> bool:
    """Whether a row holds nothing but 部门：…, 单位：… and the table's number."""
    return all(_CAPTION.match(cell[0].flat) for cell in row if cell[0].flat)


def _paths(tops: list[list[Token]], *, inherited: bool) -> list[tuple[str, ...]]:
    """The words above each column; if ``inherited``, a blank cell in an upper row goes on with the one to its left
    as far as the words above it reach.
    """
    paths: list[tuple[str, ...]] = []
    for j in range(len(tops[0])):
        parts: list[str] = []
        for depth, row in enumerate(tops):
            text = row[j].flat
            if not text and inherited and depth + 1 < len(tops):
                text = next(
                    (row[k].flat for k in range(j, _begin(tops[:depth], j) - 1, -1) if row[k].flat), ""
                )
            if text and (not parts or parts[-1] != text):
                parts.append(text)
        paths.append(unwrapped(parts) or ("？",))
    return paths


def _begin(above: list[list[Token]], j: int) -> int:
    """The first column under the same words of the rows above as column j."""
    return max(
        (k for k in range(1, j + 1) for row in above if row[k].flat not in ("", row[k - 1].flat)), default=0
    )


def _stubs(paths: list[tuple[str, ...]], rows: list[Cells]) -> list[bool]:
    """Which columns hold the names of these rows."""
    return [_is_stub(path, [row[j][0] for row in rows]) for j, path in enumerate(paths)]


def _is_stub(path: tuple[str, ...], cells: list[Token]) -> bool:
    if _STUBS.match(path[-1]):
        return True
    filled = [cell for cell in cells if cell.kind != "blank"]
    return bool(filled) and sum(cell.kind == "number" for cell in filled) * 2 < len(filled)


def _without_units(rows: list[Cells], paths: list[tuple[str, ...]], stub: list[bool]) -> list[Cells]:
    """The rows without a unit's own code (215, 215001) where the code of a 科目 stands beside it."""
    names = {j: path[-1] for j, path in enumerate(paths) if stub[j]}
    units = [j for j, name in names.items() if _UNIT_CODE.match(name)]
    if not units or not any(map(_SUBJECT_CODE.search, names.values())):
        return rows
    return [[_emptied(cell) if j in units else cell for j, cell in enumerate(row)] for row in rows]


def _named_alone(rows: list[Cells], paths: list[tuple[str, ...]], stub: list[bool]) -> list[Cells]:
    """The rows of projects without the words beside their names: their class, their unit, their number."""
    names = {j: path[-1] for j, path in enumerate(paths) if stub[j]}
    at = next((j for j, name in names.items() if _PROJECT.match(name)), None)
    if at is None or any("科目" in name for name in names.values()):
        return rows
    beside = names.keys() - {at}
    return [
        [_emptied(row[at]) if j in beside else cell for j, cell in enumerate(row)]
        if row[at][0].kind == "label"
        else row
        for row in rows
    ]


def _emptied(cell: list[Token]) -> list[Token]:
    return [replace(cell[0], kind="blank", text="")]


def _positioned(row: Cells, stub: list[bool], values: list[int]) -> list[Record]:
    """The records of a row: one for each run of stub columns."""
    found: list[Record] = [] if stub[0] else [Record(certain=True)]
    for j, in_stub in enumerate(stub):
        if in_stub:
            if j == 0 or not stub[j - 1]:
                found.append(Record(side=len(found), certain=True))
            for token in row[j]:
                _stub_cell(found[-1], token)
        else:
            found[-1].values.append(row[j][0])
            found[-1].columns = (*found[-1].columns, values.index(j))
    return _with_far_amounts([record for record in found if record.label or record.code or _amounts(record)])


def _with_far_amounts(records: list[Record]) -> list[Record]:
    """The records of a row, a total whose name reaches over the next side's columns with the amount behind them.

    公用经费合计 | | | | | 88.00 beneath 302 | 310 side by side; sides without anything in between say nothing.
    """
    found: list[Record] = []
    for record in records:
        before = found[-1] if found else None
        if (
            before is not None
            and before.label.endswith("计")
            and not _amounts(before)
            and not record.label
            and not record.code
            and _amounts(record)
        ):
            found[-1] = replace(record, labels=before.labels, side=before.side)
        else:
            found.append(record)
    return found


def _amounts(record: Record) -> bool:
    return any(value.kind == "number" for value in record.values)


def _stub_cell(record: Record, cell: Token) -> None:
    digits = squeeze(cell.text)
    if record.other_code and cell.kind != "number":
        return
    if record.labels and _ECONOMIC.match(record.code) and _ECONOMIC.match(digits):
        if (record.code[0], digits[0]) == ("5", "3"):
            record.code, record.labels = "", []  # 政府 in front of 部门, whose items are the finer ones
        elif record.code[0] != digits[0]:
            record.other_code = digits
            return
    if (
        digits.isdigit()
        and (len(digits) in (3, 5, 7) or (len(digits) == 2 and record.code))
        and not record.labels
    ):
        record.code += digits
    elif cell.kind == "label" or cell.kind == "code":
        record.labels.append(cell)
