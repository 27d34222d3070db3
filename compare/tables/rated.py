"""Rows of a self-assessment form that hold a rate, and the ways to add its scores up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...narrative.record import record
from ..wording import squeeze
from .forms import Form, Mark, Run, marks, runs

SLACK = Decimal("0.011")
"""What people's rounding of a rate explains, in per cent."""
_RATE = re.compile(r"执行(?:率|进度)")
_LINE = re.compile(r"[^\n]+")


@record
class Rated:
    """Planned, spent and the rate stated of them; ``right`` is the rate that follows."""

    adjusted: Mark
    actual: Mark
    rate: Mark
    right: Decimal
    holds: bool
    shape: str


def rated(form: Form, text: str) -> Iterator[Rated]:
    """The rows with a rate of execution, those of a list of projects included."""
    area = text[form.table.start : form.table.end]
    if not _RATE.search(squeeze(area)):
        return
    own = {row.rate.start for row in form.money if row.rate}
    for row in form.money:
        if row.rate:
            yield from _rated(row.adjusted, row.actual, row.rate, row.shape)
    if len(own) > 1 and form.name:
        return
    for run in runs(marks(text, form.table.start, form.table.end)):
        at = next((i for i, each in enumerate(run.values) if each.is_rate), 0)
        fits = at in (2, 3) and len(run.values) <= at + 2 and run.values[at].start not in own
        if fits and all(each.is_number and not each.is_rate for each in run.values[:at]):
            yield from _rated(run.values[at - 2], run.values[at - 1], run.values[at], f"row{at}")


def _rated(adjusted: Mark, actual: Mark, rate: Mark, shape: str) -> Iterator[Rated]:
    if adjusted.value:
        right = actual.value / adjusted.value * 100
        spare = (actual.step + adjusted.step * right / 100) / 2 / adjusted.value * 100 + rate.step + SLACK
        yield Rated(adjusted, actual, rate, right, abs(right - rate.value) <= spare, shape)


def scored(form: Form, text: str) -> dict[str, tuple[Decimal, bool]]:
    """The sum of all scores by the ways in which their rows may be read, and whether the weights prove the reading."""
    whole = form.whole
    if whole is None or whole.score is None or form.total is None:
        return {}
    body = [word for word in form.body if word.end < form.total.start]
    found: dict[str, tuple[Decimal, bool]] = {}
    ways = {"pairs": _pairs(list(runs(body))), "lines": _lines(body, text), "last": _last(list(runs(body)))}
    for way, pairs in ways.items():
        if not pairs:
            continue
        score = sum((score.value for _, score in pairs), whole.score.value)
        weights = [weight.value for weight, _ in pairs if weight]
        proved = len(weights) == len(pairs) and sum(weights, whole.weight or Decimal(0)) == 100
        if proved or way == "last":
            found[way] = score, proved
    return found


def _pairs(found: list[Run]) -> list[tuple[Mark | None, Mark]]:
    """Weight and score side by side, behind what was aimed at and what was reached."""
    pairs: list[tuple[Mark | None, Mark]] = []
    for run in found:
        plain = [each for each in run.values if each.is_number and not each.is_rate]
        if len(plain) >= 2 and run.values[-1] is plain[-1] and plain[-1].value <= plain[-2].value:
            pairs.append((plain[-2], plain[-1]))
    return pairs


def _lines(body: list[Mark], text: str) -> list[tuple[Mark | None, Mark]]:
    """The weight behind the label, the score at the end of the line."""
    if not body:
        return []
    pairs: list[tuple[Mark | None, Mark]] = []
    for match in _LINE.finditer(text, body[0].start, body[-1].end):
        words = [word for word in body if match.start() <= word.start < match.end()]
        plain = [word for word in words if word.is_number and not word.is_rate]
        if len(plain) >= 2 and plain[-1] is words[-1] and plain[-1].value <= plain[0].value:
            pairs.append((plain[0], plain[-1]))
    return pairs


def _last(found: list[Run]) -> list[tuple[Mark | None, Mark]]:
    """The number before the next label, where the form prints no weights."""
    last = [run.values[-1] for run in found if run.values]
    return [(None, each) for each in last if each.is_number and not each.is_rate and each.value <= 100]
