"""机构运行信息表: what 三公 cost and how often on the left, 机关运行经费, vehicles and purchases on the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .columns import leaves
from .labels import key_of
from .leaves import Leaf
from .rows import Record

_RIGHT = re.compile(
    r"^(?:机关运行经费|行政单位|参照公务员法管理|国有资产|车辆数|.*(?:领导|负责人|通信|保障|执勤|技术|服务|其他)用车"
    r"|单[价位].*设备|政府采购|(?:政府采购)?授予)"
)
_COUNTED = re.compile(r"[（(][个人辆][)）]$")
"""A row of numbers of things, of which only the last column, that of the outcome, has any."""
_NAME = re.compile(r"^项目$")


def two_sides(kind: str, words: Sequence[str]) -> tuple[tuple[Leaf, ...], tuple[Leaf, ...]] | None:
    """The value columns of the left and the right half of such a table, None if the head is not of one."""
    names = [i for i, word in enumerate(words) if _NAME.match(word)]
    if kind != "three-public" or len(names) != 2:
        return None
    halves = [leaves("unknown", tuple(part)) for part in (words[names[0] : names[1]], words[names[1] :])]
    if not all(halves) or len(halves[1]) != 1:
        return None
    return tuple(replace(leaf, key=f"left{i}") for i, leaf in enumerate(halves[0])), halves[1]


def on_the_right(record: Record) -> bool:
    """Whether a row stands in the right half."""
    return bool(_RIGHT.match(key_of(record.label)))


def with_columns(records: Sequence[Record], left: int) -> list[Record]:
    """The rows with the columns of their half, ``left`` of them on the left; unsure ones keep theirs open."""
    return [_with_columns(record, left) for record in records]


def _with_columns(record: Record, left: int) -> Record:
    values = [value for value in record.values if value.kind == "number"]
    if on_the_right(record):
        return replace(record, side=1, values=values[:1], columns=(left,)) if len(values) < 2 else record
    if len(record.values) >= left:
        return replace(record, side=0, values=record.values[:left], columns=tuple(range(left)))
    if len(values) == 1 and _COUNTED.search(record.label):
        return replace(record, side=0, values=values, columns=(left - 1,))
    return replace(record, side=0)
