"""Coverage as bars: how many numbers of the prose agree, are rounded, disagree or could not be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...compare.model import Audit
from ...narrative.model import Section
from ..places import numbered, squeezed
from ..style import Lang
from .prose import LOOKS
from .words import PAGE

ORDER = ("ok", "round", "bad", "none", "unread")


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a bar, in thousandths of the chart's width."""

    look: str
    count: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar; ``words`` say in a sentence what it shows."""

    name: str
    total: int
    words: str
    slices: tuple[Slice, ...]


def whole(audit: Audit, lang: Lang) -> Bar:
    """All numbers of the narrative, also those that were not understood."""
    looks = Counter(LOOKS[each.verdict] for each in audit.assessments.values())
    unread = max(audit.coverage.numbers - len(audit.claims), 0)
    return _bar("", {**looks, "unread": unread}, "chart", lang, 0)


def by_section(audit: Audit, lang: Lang) -> list[Bar]:
    """A bar for each outermost section of the narrative with numbers, on one scale."""
    sections = {section.id: section for section in audit.report.sections}
    counts: dict[str, Counter[str]] = {}
    for claim in audit.claims:
        found = audit.assessments.get(claim.id)
        look = LOOKS[found.verdict] if found is not None else "none"
        top = _top(sections, claim.section)
        if top is not None:
            counts.setdefault(top.id, Counter())[look] += 1
    most = max((sum(each.values()) for each in counts.values()), default=0)
    return [
        _bar(squeezed(numbered(sections[name])), looks, "chart-section", lang, most)
        for name, looks in counts.items()
    ]


def _top(sections: Mapping[str, Section], name: str) -> Section | None:
    """The outermost section below the heading of the whole part."""
    here = sections.get(name)
    while here is not None and here.level > 2 and here.parent is not None and here.parent in sections:
        here = sections[here.parent]
    return here


def _bar(name: str, looks: Mapping[str, int], words: str, lang: Lang, scale: int) -> Bar:
    total = sum(looks.values())
    said = {look: looks.get(look, 0) for look in ORDER}
    text = PAGE[lang][words].format(name=name, total=total, **said)
    return Bar(name, total, text, tuple(_slices(said, scale or total)))


def _slices(looks: Mapping[str, int], scale: int) -> Iterator[Slice]:
    done = 0
    for look in ORDER:
        count = looks[look]
        if count and scale:
            x, end = round(1000 * done / scale), round(1000 * (done + count) / scale)
            yield Slice(look, count, x, end - x)
        done += count
