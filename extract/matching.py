"""Which other claim a phrase speaks of: kinship of subjects, and search near a place in time linear in the report."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from .drafts import Draft, is_of_one_fund
from .model import Facets
from .subjects import label_likeness

_NEAR = 24
_WINDOW = 60
_REACH = 40
_MARK = re.compile(r"\d(?<![（(\d]\d)\d?[）)]")


def before(drafts: Sequence[Draft], draft: Draft) -> list[Draft]:
    """Earlier drafts of the paragraph, the nearest first, without those in brackets that have been closed since."""
    start = draft.index
    while start > max(0, draft.index - _REACH) and drafts[start - 1].paragraph.id == draft.paragraph.id:
        start -= 1
    return outside(drafts[start : draft.index], draft)


def outside(earlier: Sequence[Draft], draft: Draft) -> list[Draft]:
    """Of the ``earlier`` drafts of a paragraph those in no bracket closed before ``draft``, the nearest first."""
    found: list[Draft] = []
    depth = closed_in(draft.gap)
    for other in reversed(earlier):
        if not depth:
            found.append(other)
        depth = max(0, depth + _closed(other.gap))
    return found if found or not depth else list(reversed(earlier))


def closed_in(gap: str) -> int:
    """How many brackets end in ``gap`` that began before it."""
    return max(0, _closed(gap))


def opened_in(gap: str) -> int:
    """How many brackets begin in ``gap`` that do not end in it."""
    return max(0, -_closed(gap))


def _closed(gap: str) -> int:
    if "）" in gap or ")" in gap:
        gap = _MARK.sub("", gap)
    shut, open_ = gap.count("）") + gap.count(")"), gap.count("（") + gap.count("(")
    return shut - open_


@lru_cache(maxsize=16384)
def kinship(a: Facets, b: Facets) -> float:
    """How well two subjects agree, 0 (they contradict each other) to 1."""
    return _flow(a.flow, b.flow) * _fund(a.fund, b.fund) * _nature(a, b) * _item(a.item, b.item)


def _flow(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if not a or not b:
        return 0.9
    if "both" not in (a, b) or a.startswith("carry") or b.startswith("carry"):
        return 0.0
    return 0.72 if "income" in (a, b) else 0.7


def _fund(a: str, b: str) -> float:
    a, b = a or "all", b or "all"
    if a == b:
        return 1.0
    if "all" in (a, b):
        return 0.7
    return 0.6 if {a, b} in ({"fiscal", "general"},) else 0.0


def _nature(a: Facets, b: Facets) -> float:
    one, other = a.nature.replace("total", ""), b.nature.replace("total", "")
    if one == other:
        return 1.0 if a.nature == b.nature else 0.97
    return 0.5 if (a.item or b.item) and not (one and other) else 0.0


def _item(a: str, b: str) -> float:
    if not a and not b:
        return 1.0
    if not a or not b:
        return 0.0
    sorts = [{word for word in ("购置", "运") if word in name} for name in (a, b)]
    if "车" in a and "车" in b and all(sorts) and sorts[0] != sorts[1]:
        return 0.0  # 公务用车购置费 is a part of 公务用车购置及运行维护费, which changes otherwise
    likeness = label_likeness(a, b)
    if likeness < 0.8 and (a in b or b in a) and min(len(a), len(b)) >= 4:
        likeness = 0.8
    return likeness if likeness >= 0.75 else 0.0


class Index:
    """The levels of a report, found by nature or item near a place."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.drafts = drafts
        self._natures: dict[str, list[int]] = defaultdict(list)
        self._items: dict[str, list[int]] = defaultdict(list)
        for draft in drafts:
            if draft.is_level and not draft.reason and not is_of_one_fund(drafts, draft):
                self._bucket(draft.facets).append(draft.index)

    def _bucket(self, facets: Facets) -> list[int]:
        if facets.item:
            return self._items[facets.item]
        return self._natures[facets.nature.replace("total", "")]

    def _near(self, at: int, facets: Facets) -> Iterator[Draft]:
        bucket = self._bucket(facets)
        middle = bisect_left(bucket, at)
        for i in bucket[max(0, middle - _NEAR) : middle + _NEAR]:
            yield self.drafts[i]
        if facets.item:
            for draft in self.drafts[max(0, at - _WINDOW) : at + _WINDOW]:
                if (
                    draft.is_level
                    and draft.facets.item
                    and not draft.reason
                    and not is_of_one_fund(self.drafts, draft)
                ):
                    yield draft

    def find(
        self,
        facets: Facets,
        at: int,
        *,
        columns: Iterable[str],
        least: float = 0.6,
        unlike: int = -1,
        fits: Callable[[Draft], bool] = lambda _: True,
    ) -> Draft | None:
        """The level that ``facets`` name, nearest to draft ``at`` and with the foremost column; None if none fits."""
        order = tuple(columns)
        here = self.drafts[at]
        best, highest = None, 0.0
        for draft in self._near(at, facets):
            if draft.index in (at, unlike) or draft.column not in order:
                continue
            kin = kinship(facets, draft.facets)
            if kin < least:
                continue
            value = kin + _closeness(here, draft) - 0.1 * order.index(draft.column)
            if value > highest and fits(draft):
                best, highest = draft, value
        return best


def _closeness(here: Draft, there: Draft) -> float:
    bonus = 0.0
    if here.paragraph.id == there.paragraph.id:
        bonus = 0.22
    elif here.paragraph.section == there.paragraph.section:
        bonus = 0.15
    distance = here.index - there.index
    return bonus - 0.0005 * abs(distance) - (0.08 if distance < 0 else 0.0)
