"""A 部门 and its 单位 among several reports: only where the department itself says how many units it adds up, and all
of them are there by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...narrative.model import Report

_SCOPE = re.compile(
    r"(?:纳入|列入|包括)[^。；]{0,40}?(?:编制|编报|汇总)?范围的?[^。；\d]{0,20}?(?:单位|预算单位)[^。；\d]{0,6}?"
    r"共?(?:计|有)?\s{0,2}(\d{1,3}|[一二两三四五六七八九十]{1,3})\s{0,2}(?:个|家)"
)
_DIGITS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_MARKS = re.compile(r"[\s（）()“”]")


def units_of(department: Report, others: Sequence[Report]) -> tuple[Report, ...]:
    """The reports of all units that the department's report adds up, none if that is not certain."""
    text = _MARKS.sub("", "".join(each.text for each in department.paragraphs if each.part != "glossary"))
    stated = {_number(count) for count in _SCOPE.findall(text)}
    same = [each for each in others if (each.year, each.kind) == (department.year, department.kind)]
    names = [_MARKS.sub("", each.organisation) for each in same]
    named = [each for each, name in zip(same, names, strict=True) if len(name) > 3 and name in text]
    apart = len(set(names)) == len(names) and _MARKS.sub("", department.organisation) not in names
    if department.year is None or not apart or stated != {len(named)} or len(named) < 2:
        return ()
    return tuple(named)


def _number(words: str) -> int:
    if words.isdecimal():
        return int(words)
    tens, mark, ones = words.rpartition("十")
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0) if mark else _DIGITS.get(words, 0)
