"""Reasons announced for the opposite of the change before them: 增加20万元，增长5%，减少的主要原因是…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...extract.model import Claim
from ...narrative.model import TextRange
from ..model import Evidence
from ..wording import squeeze

_ANNOUNCED = re.compile(
    r"[，,；;。]?\s*(?P<word>增加|增长|上升|减少|下降|降低)的?(?:主要)?原因(?![：:是为]*(?:无|没有|不|/|[—-]|。))"
)
_CHANGES = ("change-amount", "growth-rate")


@dataclass(frozen=True, slots=True)
class Contrary:
    """A change, and the word behind it that announces the reason of the opposite."""

    change: Claim
    place: TextRange
    word: str


def contrary(evidence: Evidence) -> Iterator[Contrary]:
    """Every reason that is announced for the other direction than all changes of its sentence have."""
    sentence: list[Claim] = []
    text = evidence.report.text
    for claim in evidence.claims:
        if sentence and (
            claim.paragraph != sentence[0].paragraph or "。" in text[sentence[-1].end : claim.start]
        ):
            sentence = []
        sentence.append(claim)
        match = _ANNOUNCED.match(text, claim.end)
        directions = {each.direction for each in sentence if each.type in _CHANGES and each.direction}
        if (
            match is None
            or claim.type not in _CHANGES
            or directions != {claim.direction}
            or not claim.quantity.value
        ):
            continue
        word = squeeze(match["word"])
        if (word in ("增加", "增长", "上升")) != (claim.direction > 0):
            yield Contrary(claim, TextRange(match.start("word"), match.end()), word)
