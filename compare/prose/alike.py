"""This year's amount and last year's side by side, and words without a number behind them: 与上年持平, 比上年减少."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ...extract.interval import copies
from ...extract.model import FACTORS, Claim
from ...narrative.model import TextRange
from ..findings import Blame, accuse
from ..model import Evidence, Finding, Suggestion
from ..wording import DIRECTIONS, as_written

_WORDS = re.compile(
    r"[，,、]?\s*[与同和比较](?:上年度?|去年|20\d\d年度?)(?:年初)?(?:预算|决算)?数?(?:相比)?[，,]?"
    r"(?P<word>持平|一致|相同|无变化|无增减变化|增加|增长|减少|下降)(?=[。；;]|[，,]\s*(?:主要|原因)|$)"
)
_WAYS = {"增加": 1, "增长": 1, "减少": -1, "下降": -1}


def contradicted(evidence: Evidence, blame: Blame) -> Iterator[Finding]:
    """Every pair that the words behind it contradict, found at these words."""
    text = evidence.report.text
    for first, second in pairwise(evidence.claims):
        pair = _pair(first, second)
        match = _WORDS.match(text, second.end) if pair else None
        right = _right(*pair) if pair else None
        if pair is not None and match is not None and right not in (None, _WAYS.get(match["word"], 0)):
            place = TextRange(match.start("word"), match.end("word"))
            yield _finding(evidence, pair, place, DIRECTIONS.get(right or 0, "持平"), blame)


def _finding(
    evidence: Evidence, pair: tuple[Claim, Claim], place: TextRange, right: str, blame: Blame
) -> Finding:
    now, then = pair
    word = evidence.report.text[place.start : place.end]
    words = f"上年{as_written(evidence, then)}，本年{as_written(evidence, now)}"
    found = accuse(
        evidence,
        now,
        blame,
        expected=right,
        message=f"文中写“{word}”，而{words}，应为“{right}”。",
        workings=words,
        others=(now, then),
    )
    suggestion = Suggestion(place.start, place.end, right)
    return replace(found, start=place.start, end=place.end, quote=word, stated=word, suggestion=suggestion)


def _pair(first: Claim, second: Claim) -> tuple[Claim, Claim] | None:
    """This year's amount and last year's, where both are of one thing and stand in one paragraph."""
    then = [each for each in (first, second) if each.column == "prior"]
    same = (first.paragraph, first.path, first.facets.item) == (
        second.paragraph,
        second.path,
        second.facets.item,
    )
    money = {first.quantity.unit, second.quantity.unit} <= set(FACTORS) and {first.type, second.type} == {
        "amount"
    }
    if len(then) != 1 or not same or not money or first.year == second.year is not None:
        return None
    return (second, first) if then[0] is first else (first, second)


def _right(now: Claim, then: Claim) -> int | None:
    """The direction between the amounts, None where rounding leaves it open."""
    if copies(now.quantity, then.quantity) != "differs":
        return (
            0
            if (now.quantity.value, now.quantity.step) == (then.quantity.value, then.quantity.step)
            else None
        )
    return 1 if now.quantity.yuan > then.quantity.yuan else -1
