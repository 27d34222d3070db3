"""From one amount to another: 由上年的90万元减少到100万元, of which the direction is told by the two amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ...extract.interval import base, interval
from ...extract.model import FACTORS, Claim
from ...narrative.model import Paragraph, TextRange
from ..findings import Blame, accuse
from ..model import Evidence, Finding, Suggestion
from ..wording import DIRECTIONS, as_written

_FROM = re.compile(r"(?:由|从)[^，。；、\d]{0,6}(?:20\d\d年度?)?[^，。；、\d]{0,10}$")
_MOVED = re.compile(
    r"(?P<word>增加|增长|上升|提高|提升|增|升|减少|下降|降低|压减|压缩|降|减)(?:了)?(?:到|至|为)"
    r"(?:20\d\d年度?的?|今年的?|本年度?的?|目前的?|现在的?)?(?:约|近)?"
)
_UP = ("增加", "增长", "上升", "提高", "提升", "增", "升")
_OPPOSITE = {"增": "降", "升": "降", "降": "增", "减": "增"}


@dataclass(frozen=True, slots=True)
class Moved:
    """Two amounts with a word between them that says the wrong direction; ``right`` is 1 or −1."""

    before: Claim
    after: Claim
    word: TextRange
    right: int
    instead: str


def moved(evidence: Evidence, blame: Blame) -> Iterator[Finding]:
    """A finding for each pair of amounts whose word of direction they refute."""
    texts = {paragraph.id: paragraph for paragraph in evidence.report.paragraphs}
    for before, after in pairwise(evidence.claims):
        if before.paragraph != after.paragraph or after.start - before.end > _LONGEST:
            continue
        if (
            before.type == after.type == "amount"
            and {before.quantity.unit, after.quantity.unit} <= FACTORS.keys()
        ):
            found = _refuted(texts[before.paragraph], before, after)
            if found is not None:
                yield _accused(evidence, found, blame)


_LONGEST = 24
"""So many characters at most stand between two such amounts."""


def _refuted(paragraph: Paragraph, before: Claim, after: Claim) -> Moved | None:
    first, last = paragraph.index(before.end), paragraph.index(after.start)
    match = _MOVED.fullmatch(paragraph.text, first, last)
    if match is None or not _FROM.search(paragraph.text[: paragraph.index(before.start)][-_LONGEST:]):
        return None
    said = 1 if match["word"] in _UP else -1
    apart = not interval(before.quantity).meets(interval(after.quantity))
    right = 1 if base(after.quantity)[0] > base(before.quantity)[0] else -1
    if said == right or not apart:
        return None
    instead = _OPPOSITE.get(match["word"]) or ("增加" if right > 0 else "减少")
    return Moved(before, after, paragraph.place(*match.span("word")), right, instead)


def _accused(evidence: Evidence, each: Moved, blame: Blame) -> Finding:
    """由上年的90万元减少到100万元."""
    now, then = as_written(evidence, each.after), as_written(evidence, each.before)
    words = f"{then}到{now}是{DIRECTIONS[each.right]}"
    return replace(
        accuse(
            evidence,
            each.after,
            blame,
            expected=DIRECTIONS[each.right],
            message=f"文中写“{DIRECTIONS[-each.right]}”，而{words}。",
            workings=words,
            others=(each.before,),
            diagnosis="增减方向写反",
        ),
        suggestion=Suggestion(each.word.start, each.word.end, each.instead),
    )
