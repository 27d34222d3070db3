"""The report's prose for the page: headings and paragraphs, cut where a number or a finding begins or ends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
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


def chapters(audit: Audit, entries: Sequence[Entry]) -> list[Chapter]:
    """The prose in the report's order, by its parts."""
    found = sorted(_blocks(audit, entries), key=lambda block: (block.start, -block.level))
    parts = groupby(found, key=lambda block: block.part)
    return [_chapter(part, tuple(blocks)) for part, blocks in parts]


def _chapter(part: Part, blocks: tuple[Block, ...]) -> Chapter:
    marked = any(segment.findings for block in blocks for segment in block.segments)
    return Chapter(part, blocks, part in _OPEN or marked)


def _blocks(audit: Audit, entries: Sequence[Entry]) -> Iterator[Block]:
    report = audit.report
    spans = [_Span(claim.start, claim.end, claim=claim) for claim in audit.claims]
    spans += [_Span(entry.finding.start, entry.finding.end, entry=entry) for entry in entries]
    spans.sort(key=lambda span: span.start)
    looks = {name: LOOKS[each.verdict] for name, each in audit.assessments.items()}
    seen: set[str] = set()
    begun = {each.offsets[0] for each in report.paragraphs if each.offsets}
    for section in report.sections:
        at = range(section.heading.start, section.heading.end)
        offsets = [i for i in at if report.text[i] not in "\r\n\t"]
        if offsets and section.heading.start not in begun:  # a heading may run into its paragraph
            text = "".join(report.text[i] for i in offsets)
            cut = tuple(_segments(text, offsets, spans, looks, seen))
            yield Block(offsets[0], min(section.level, 5), section.part, cut, section.page)
    for each in report.paragraphs:
        if each.offsets:
            cut = tuple(_segments(each.text, each.offsets, spans, looks, seen))
            yield Block(each.offsets[0], 0, each.part, cut, each.page)


def _segments(
    text: str, offsets: Sequence[int], spans: Iterable[_Span], looks: dict[str, str], seen: set[str]
) -> Iterator[Segment]:
    """The text in stretches that the same number and findings cover."""
    low, high = offsets[0], offsets[-1] + 1
    here = [span for span in spans if span.start < high and span.end > low]
    places = [(bisect_left(offsets, s.start), bisect_left(offsets, s.end), s) for s in here]
    cuts = sorted({0, len(text), *(at for begin, end, _ in places for at in (begin, end))})
    for begin, end in pairwise(cuts):
        over = [span for first, last, span in places if first <= begin and end <= last]
        claim = next((span.claim for span in over if span.claim is not None), None)
        marks = sorted((s.entry for s in over if s.entry is not None), key=_gravest)
        name = claim.id if claim is not None else ""
        yield Segment(
            text[begin:end],
            name,
            looks.get(name, "none") if name else "",
            tuple(entry.finding.id for entry in marks),
            marks[0].finding.severity if marks else "",
            bool(name) and name not in seen,
        )
        seen.add(name)


def _gravest(entry: Entry) -> tuple[int, bool, int]:
    finding = entry.finding
    return SEVERITIES.index(finding.severity), finding.cause is not None, finding.end - finding.start
