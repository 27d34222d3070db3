"""What prose says was reached of a project's indicators: 全年改造老旧小区12个."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ...narrative.record import record
from ..tables.reached import Reached, reached
from .told import Told

_NUMBER = re.compile(r"(?<![\d.])(?P<n>\d[\d,]*(?:\.\d+)?)(?P<unit>万?[^\d\s，。；、：:]{1,6})")
_FILLER = re.compile(r"(?:数量?|共计?|了|达到?了?|为|约|合计|的|[:：“])*$")
_PLANNED = re.compile(
    r"目标|计划|指标值|不少于|不低于|不高于|不超过|至少|应|拟|上年|去年|比|较|每|平均|占|新增|其中|第|未|尚|≥|≤|原"
)
_ROUGH = re.compile(r"余|多|左右|以上|以下|以内")
_LIKE = {"名": "人", "位": "人"}
_CLAUSE = re.compile(r"[，。；;、：:（(]")
_PART = re.compile(r"其中[^。；]*$|剩余[^，。；]*$")
_DONE = re.compile(r"实际(?:完成|达到?|建成)了?$")
TELLING = 1000
"""Numbers of four digits are not like one another by chance."""
SHORTEST = 4
"""Fewer characters of an indicator may be words of any other thing."""
NEAR = Decimal("0.6")
"""So much of an indicator's words stands beside a number that is said of it."""


@record
class Claimed:
    """A number at ``start``–``end`` of a stretch that is said of an indicator of the form."""

    start: int
    end: int
    holds: bool
    indicator: Reached
    confidence: float


def claimed(part: Told) -> Iterator[Claimed]:
    """The results told, each against the indicator that it names."""
    indicators = list(reached(part.form))
    text = part.text
    for match in _NUMBER.finditer(text):
        value = Decimal(match["n"].replace(",", ""))
        alike = [each for each in indicators if _unit(match["unit"], each.unit)]
        before = _CLAUSE.split(text[: match.start()])[-1]
        named = [each for each in alike if _names(before, each)]
        own = before[: -len(named[0].core)] if named else before
        if (
            not alike
            or _PLANNED.search(own)
            or _PART.search(text, 0, match.start())
            or _ROUGH.match(text, match.end("n"))
        ):
            continue
        size = len(_unit(match["unit"], alike[0].unit) or "")
        if _ROUGH.match(text, match.end("n") + size):
            continue
        yield from _held(match, size, value, alike, named, text)


def _held(
    match: re.Match[str], size: int, value: Decimal, alike: list[Reached], named: list[Reached], text: str
) -> Iterator[Claimed]:
    end = match.end("n") + size
    same = [each for each in alike if value in (each.actual, each.target)]
    if named and len({each.core for each in named}) == 1:
        at = max(text.rfind(named[0].core, 0, match.start("n")), 0)
        yield Claimed(at, end, named[0] in same, named[0], 0.65)
        yield from _beyond(match["unit"][:size], end, named[0], text)
    elif len(alike) == 1 and _DONE.search(text, 0, match.start()) and alike[0].target != alike[0].actual:
        yield Claimed(match.start("n"), end, value == alike[0].actual, alike[0], 0.6)
    elif not same:
        long = [each for each in alike if min(value, each.actual) >= TELLING]
        near = [each for each in alike if _is_near(each, match, text)] or long
        if len(near) == 1 and is_slip(value, near[0].actual):
            yield Claimed(match.start("n"), end, False, near[0], 0.55)


def _names(before: str, indicator: Reached) -> bool:
    """Whether the words before a number end in the indicator's; a short core must be the whole of its label."""
    said, core = _FILLER.sub("", before), _FILLER.sub("", indicator.core)
    return said.endswith(core) if len(core) >= SHORTEST else before.endswith(indicator.label)


def _beyond(unit: str, end: int, indicator: Reached, text: str) -> Iterator[Claimed]:
    """新增学位1620个，超额完成120个: what was reached less the target."""
    match = re.compile(rf"[，,](?:超额完成|超出目标|超目标)了?(?P<n>\d+){unit}").match(text, end)
    if match and indicator.target is not None:
        gap = indicator.actual - indicator.target
        yield Claimed(match.start(), match.end(), Decimal(match["n"]) == gap, indicator, 0.6)


def _unit(said: str, unit: str) -> str | None:
    """The unit of an indicator where the words behind a number begin with it."""
    for each in (unit, unit.split("（")[0], *(like for like, of in _LIKE.items() if of == unit)):
        if said.startswith(each) and not (each == "人" and said.startswith("人次")):
            return each
    return None


def _is_near(indicator: Reached, match: re.Match[str], text: str) -> bool:
    """Whether most of the indicator's words stand in the clause of the number."""
    start = max((cut.end() for cut in _CLAUSE.finditer(text, 0, match.start())), default=0)
    stop = _CLAUSE.search(text, match.end())
    clause = text[start : stop.start() if stop else len(text)]
    pairs = {a + b for a, b in pairwise(indicator.core)}
    return bool(pairs) and sum(pair in clause for pair in pairs) >= NEAR * len(pairs)


def is_slip(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers differ by two digits exchanged, or by one digit where four or more are written."""
    a, b = f"{one:f}".replace(".", ""), f"{other:f}".replace(".", "")
    if len(a) != len(b) or len(a) < 2 or a == b:
        return False
    apart = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(apart) == 2:
        i, j = apart
        return j == i + 1 and (a[i], a[j]) == (b[j], b[i])
    return len(apart) == 1 and len(a.rstrip("0")) >= 4
