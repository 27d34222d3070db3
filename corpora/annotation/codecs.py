"""How one field is written: as JSON, and as the text of a sheet's cell. Both ways lose nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from .model import CellLabel, Json

_GUARDED = re.compile(r"['=+\-@\t\r]|[\d.,，/:：\-年月日时分% eE]*$")
_LEFT_OUT = "[]"


@dataclass(frozen=True, slots=True)
class Codec:
    """Four conversions; those that read raise ValueError with what is wrong, in Chinese."""

    of_json: Callable[[Json], Any]
    to_json: Callable[[Any], Json]
    of_text: Callable[[str], Any]
    to_text: Callable[[Any], str]


def guarded(text: str) -> str:
    """The text so that a spreadsheet leaves it alone: an apostrophe before numbers, dates, formulas and nothing."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before :func:`guarded`."""
    return text.removeprefix("'")


def _string(value: Json) -> str:
    if not isinstance(value, str):
        raise ValueError(f"应为文字，不是 {shown(value)}")
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise ValueError(f"有不成对的代理字符：{shown(value)}")
    return value


def _name(value: Json) -> str:
    name = _string(value)
    if name.split() != [name] or name == _LEFT_OUT:
        raise ValueError(f"编号不能为空或含空白：{shown(value)}")
    return name


def _integer(value: Json) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"应为整数，不是 {shown(value)}")
    return value


def _integer_of(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"应为整数，不是“{text}”") from None


def _number(value: Json) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"应为数字，不是 {shown(value)}")
    return _finite(str(value))


def _finite(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"应为数字，不是“{text}”") from None
    if not found.is_finite() or (found.as_tuple().exponent and Decimal(repr(float(found))) != found):
        raise ValueError(f"应为数字，不是“{text}”")
    return found


def _json_number(value: Decimal) -> Json:
    return int(value) if value.as_tuple().exponent == 0 else float(value)


def _chosen(known: Sequence[str]) -> Callable[[Json], str]:
    def read(value: Json) -> str:
        if value not in known:
            raise ValueError(f"没有 {shown(value)} 这个标签；可用 {'、'.join(known)}")
        return str(value)

    return read


def _listed(read: Callable[[Json], str]) -> Callable[[Json], tuple[str, ...]]:
    def each(value: Json) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise ValueError(f"应为列表，不是 {shown(value)}")
        return tuple(map(read, value))

    return each


def _list_codec(read: Callable[[Json], str]) -> Codec:
    """Names without blanks, written with blanks between them; ``[]`` is the empty list."""
    several = _listed(read)
    return Codec(
        several,
        list,
        lambda text: several([] if text == _LEFT_OUT else [*text.split()]),
        lambda names: " ".join(names) or _LEFT_OUT,
    )


def _cell(value: Json) -> CellLabel:
    keys = ("table", "text", "start", "end", "row", "column")
    if not isinstance(value, dict) or set(value) != set(keys):
        raise ValueError(f"单元格应有 {'、'.join(keys)}，不是 {shown(value)}")
    start, end = (None if value[key] is None else _integer(value[key]) for key in ("start", "end"))
    texts = {key: _string(value[key]) for key in ("table", "text", "row", "column")}
    return CellLabel(start=start, end=end, **texts)


def _cells(value: Json) -> tuple[CellLabel, ...]:
    if not isinstance(value, list):
        raise ValueError(f"应为列表，不是 {shown(value)}")
    return tuple(map(_cell, value))


def _json_cells(cells: tuple[CellLabel, ...]) -> Json:
    return [asdict(cell) for cell in cells]


def _loaded(text: str) -> Json:
    try:
        found: Json = json.loads(text)
    except ValueError:
        raise ValueError(f"应为 JSON，不是“{text[:40]}”") from None
    return found


def dumped(value: Json) -> str:
    """JSON on one line, Hanzi as they are."""
    return json.dumps(value, ensure_ascii=False)


def shown(value: Json) -> str:
    """A value in a message, cut if it is long."""
    text = dumped(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


TEXT = Codec(_string, lambda text: text, unguarded, guarded)
INTEGER = Codec(_integer, lambda number: number, _integer_of, str)
NUMBER = Codec(_number, _json_number, _finite, str)
NAMES = _list_codec(_name)
CELL = Codec(_cell, asdict, lambda text: _cell(_loaded(text)), lambda cell: dumped(asdict(cell)))
CELLS = Codec(_cells, _json_cells, lambda text: _cells(_loaded(text)), lambda c: dumped(_json_cells(c)))


def one_of(known: Sequence[str]) -> Codec:
    """One of these labels."""
    read = _chosen(known)
    return Codec(read, str, read, str)


def some_of(known: Sequence[str]) -> Codec:
    """Any of these labels."""
    return _list_codec(_chosen(known))
