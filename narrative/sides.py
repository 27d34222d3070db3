"""The two sides of a summary table: income on the left, outlay on the right."""

from __future__ import annotations

import re
from collections import Counter

from .labels import key_of
from .rows import Record
from .tokens import Token

_INCOME_SIDE = re.compile(
    r"收入|拨款|上年|年初|使用|专户|事业基金|(?:单位|其他|自有|自筹|往来|非财政)资金"
    r"|^一般公共预算|^政府性基金|^国有资本经营|^用|财政补助|期初"
)
_OUTLAY_SIDE = re.compile(r"支出|结余分配|年末|结转下年|年终|期末")
_SHARED = frozenset(("总计", "合计", "小计"))
_LATE = re.compile(r"^[（(]?(?:十[一二三四五六七八九]|[二三]十)")


def sides_of(records: list[Record]) -> list[bool]:
    """Of each record of a summary table whether it stands on the right."""
    seen: Counter[str] = Counter()
    told = any(record.side > 0 for record in records)
    found = []
    for record in records:
        label = key_of(record.label)
        found.append(record.side > 0 if told and label in _SHARED else _is_outlay(record, label, seen[label]))
        seen[label] += 1
    return found


def sided(records: list[Record], left: int, right: int) -> list[Record]:
    """The records of a summary table with the columns of their side, which are ``left`` and ``right`` in number."""
    for record, outlay in zip(records, sides_of(records), strict=True):
        width, first = (right, left) if outlay else (left, 0)
        record.side, record.values = int(outlay), _trimmed(record, width)
        record.columns = tuple(range(first, first + width)) if len(record.values) == width else ()
    return records


def _is_outlay(record: Record, label: str, before: int) -> bool:
    if label in _SHARED:
        return before % 2 == 1
    if record.side > 0:
        return True
    if _OUTLAY_SIDE.search(label) or _LATE.match(record.label):
        return True
    return not _INCOME_SIDE.search(label)


def _trimmed(record: Record, width: int) -> list[Token]:
    values = record.values
    while len(values) > width and values[-1].kind == "blank":
        values = values[:-1]
    return values
