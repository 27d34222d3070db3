"""Examples for what a percentage is: its surroundings with each type that it could be, of which one is right."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator

from ...extract.claims import claims
from ...extract.model import Claim
from ...extract.rates import LABELS, rate_features
from ...extract.scoring import scoring_by
from ...narrative.model import Paragraph
from ...narrative.read import read_text
from ..synthesis.report import Synthetic
from .links import Example

TIMES = 2
"""How often each number is shown, with other words hidden."""
BLIND = 0.6
"""How many are shown with the last words before the number replaced: an unseen verb is one that says nothing."""
_LONGEST = 4


def rate_examples(report: Synthetic, rng: random.Random) -> Iterator[Example]:
    """Each percentage of a synthetic text, with the right type and the others."""
    with scoring_by("heuristic"):
        read = read_text(report.text)
        found = claims(read)
    kinds = {section.id: section.kind for section in read.sections}
    paragraphs = {paragraph.id: paragraph for paragraph in read.paragraphs}
    truth = {label.placed.start: label.placed.said.type for label in report.labels}
    words = "".join(sorted({char for char in report.text if "一" <= char <= "鿿"}))
    for i, claim in enumerate(found):
        if claim.quantity.unit == "%" and truth.get(claim.start) in LABELS:
            last = found[i - 1] if i and found[i - 1].paragraph == claim.paragraph else None
            for _ in range(TIMES):
                names = _surroundings(
                    paragraphs[claim.paragraph], claim, last, kinds.get(claim.section, "other"), words, rng
                )
                for label in LABELS:
                    features = tuple(f"{label} {name}" for name in names)
                    yield Example(features, truth[claim.start] == label, report.voice)


def _surroundings(
    paragraph: Paragraph, claim: Claim, last: Claim | None, section: str, words: str, rng: random.Random
) -> tuple[str, ...]:
    start, end = (bisect_left(paragraph.offsets, at) for at in (claim.start, claim.end))
    before = paragraph.text[:start]
    if rng.random() < BLIND:
        before = _blinded(before, words, rng)
    reached = bisect_left(paragraph.offsets, last.end) if last else 0
    return rate_features(
        before,
        before[reached:],
        paragraph.text[end:],
        previous=last.type if last else "",
        section=section,
    )


def _blinded(before: str, words: str, rng: random.Random) -> str:
    """``before`` with up to four characters at its end replaced by others of the report; marks stay."""
    reach = rng.randint(1, _LONGEST)
    tail = "".join(rng.choice(words) if "一" <= char <= "鿿" else char for char in before[-reach:])
    return before[:-reach] + tail
