"""The report's prose for the page: headings and paragraphs, cut where a number or a finding begins or ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ...compare.model import Audit, Verdict
from ...extract.model import Claim
from ...narrative.model import Part
from ..phrases import SEVERITIES, Entry

LOOKS: dict[Verdict, str] = {
    "consistent": "ok", "rounding": "round", "inconsistent": "bad", "unverifiable": "none",
}  # fmt: skip
"""How a number of each verdict is marked: the names of words and of CSS classes."""
_LINE = re.compile(r"[^\s][^\r\n]*")
_OPEN: tuple[Part, ...] = ("narrative", "organisation")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text; ``claim`` is the number it belongs to, ``findings`` those that mark it, the gravest first."""

    text: str
    claim: str = ""
    look: str = ""
    findings: tuple[str, ...] = ()
    severity: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (``level`` from 1) or a paragraph (0)."""

    start: int
    level: int
    part: Part
    segments: tuple[Segment, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """The blocks of one part of the report; ``open`` if they are shown from the start."""

    part: Part
    blocks: tuple[Block, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class _Span:
    """A number or a finding, in the offsets of the report."""

    start: int
    end: int
    claim: Claim | None = None
    entry: Entry | None = None


def chapters(audit: Audit, knife: Knife) -> list[Chapter]:
    """The prose in the report's order, by its parts."""
    found = sorted(_blocks(audit, knife), key=lambda block: (block.start, -block.level))
    parts = groupby(found, key=lambda block: block.part)
    return [_chapter(part, tuple(blocks)) for part, blocks in parts]


def _chapter(part: Part, blocks: tuple[Block, ...]) -> Chapter:
    marked = any(segment.findings for block in blocks for segment in block.segments)
    return Chapter(part, blocks, part in _OPEN or marked)


def _blocks(audit: Audit, knife: Knife) -> Iterator[Block]:
    report = audit.report
    begun = {each.offsets[0] for each in report.paragraphs if each.offsets}
    for section in report.sections:
        place = section.heading
        if place.start in begun:  # a heading may run into its paragraph
            continue
        for start, cut in knife.lines(place.start, place.end):
            yield Block(start, min(section.level, 5), section.part, cut, section.page)
    for each in report.paragraphs:
        if each.offsets:
            yield Block(each.offsets[0], 0, each.part, knife.cut(each.text, each.offsets), each.page)


class Knife:
    """Cuts texts of one report where its numbers and findings begin and end."""

    def __init__(self, audit: Audit, entries: Sequence[Entry]) -> None:
        self._text = audit.report.text
        spans = [_Span(claim.start, claim.end, claim=claim) for claim in audit.claims]
        spans += [_Span(entry.finding.start, entry.finding.end, entry=entry) for entry in entries]
        self._spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]
        self._longest = max((span.end - span.start for span in spans), default=0)
        self._looks = {name: LOOKS[each.verdict] for name, each in audit.assessments.items()}
        self._seen: set[str] = set()

    def lines(self, start: int, end: int) -> Iterator[tuple[int, tuple[Segment, ...]]]:
        """The lines of a stretch of the report that are not blank, with their offsets, in segments."""
        for match in _LINE.finditer(self._text, start, end):
            yield match.start(), self.cut(match[0], range(match.start(), match.end()))

    def cut(self, text: str, offsets: Sequence[int]) -> tuple[Segment, ...]:
        """A text whose i-th character stands at ``offsets[i]``, in segments that the same number and findings cover."""
        low = bisect_left(self._starts, offsets[0] - self._longest)
        high = bisect_right(self._starts, offsets[-1])
        here = [span for span in self._spans[low:high] if span.end > offsets[0]]
        places = [(bisect_left(offsets, s.start), bisect_left(offsets, s.end), s) for s in here]
        cuts = sorted({0, len(text), *(at for begin, end, _ in places for at in (begin, end))})
        return tuple(
            self._segment(text[begin:end], [s for low, high, s in places if low <= begin and end <= high])
            for begin, end in pairwise(cuts)
        )

    def _segment(self, text: str, over: Sequence[_Span]) -> Segment:
        name = next((span.claim.id for span in over if span.claim is not None), "")
        marks = sorted((span.entry for span in over if span.entry is not None), key=_gravest)
        first = bool(name) and name not in self._seen
        self._seen.add(name)
        return Segment(
            text,
            name,
            self._looks.get(name, "none") if name else "",
            tuple(entry.finding.id for entry in marks),
            marks[0].finding.severity if marks else "",
            first,
        )


def _gravest(entry: Entry) -> tuple[int, bool, int]:
    finding = entry.finding
    return SEVERITIES.index(finding.severity), finding.cause is not None, finding.end - finding.start
