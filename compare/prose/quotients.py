"""Shares and completion rates: what a recomputed quotient says of the stated one."""

from __future__ import annotations

from collections.abc import Iterator

from ...extract.interval import Customs, share_of
from ...extract.model import FACTORS, Claim, Figure
from ..findings import Blame, accuse
from ..model import Evidence, Finding, Judgement
from ..wording import as_written, percent, range_of
from .relations import VERDICTS, Reading, Reckoning, operand, readings, reckon


def over(
    evidence: Evidence, rate: Claim, top: Claim, bottom: tuple[Reading, ...], customs: Customs
) -> Reckoning | None:
    """A rate recomputed from a stated amount and the best of several readings of what it is divided by."""
    return reckon(rate, (readings(evidence, top, customs), bottom), share_of, customs)


def reckon_quotient(
    evidence: Evidence, rate: Claim, top: Claim, bottom: Claim, customs: Customs
) -> Reckoning | None:
    """A share or a completion rate recomputed from its two operands."""
    return over(evidence, rate, top, readings(evidence, bottom, customs), customs)


def upside_down(evidence: Evidence, rate: Claim) -> bool:
    """Whether the rate says more than the whole budget where its own amounts say less, or the reverse."""
    actual, budget = operand(evidence, rate, "actual"), operand(evidence, rate, "budget")
    if actual is None or budget is None or not {actual.quantity.unit, budget.quantity.unit} <= set(FACTORS):
        return False
    return (actual.quantity.yuan - budget.quantity.yuan) * (rate.quantity.value - 100) < 0


def expected(rate: Claim, found: Reckoning) -> str:
    """The rate as it should be written, as a multiple if it is one."""
    if rate.quantity.unit == "倍":
        return f"{percent(found.value / 100, rate.quantity.step).rstrip('%')}倍"
    return percent(found.value, rate.quantity.step)


def judged(rate: Claim, code: str, found: Reckoning, words: str) -> Judgement:
    """What the recomputed rate makes of the stated one."""
    number = expected(rate, found).rstrip("%倍")
    return Judgement(rate.id, code, VERDICTS[found.agreement], words, number, range_of(found.bounds))


def rounded(
    evidence: Evidence, rate: Claim, blame: Blame, found: Reckoning, words: str, name: str
) -> Finding:
    """A rate that is off in its last digit only; ``name`` is what it is called (占比, 完成率)."""
    right = expected(rate, found)
    return accuse(
        evidence,
        rate,
        Blame(blame.code, blame.rule, "rounding", "info", 0.8),
        expected=right,
        workings=words,
        message=f"{name}按文中数计算为{right}，与{as_written(evidence, rate)}只差末位。",
        others=[reading.claim for reading in found.readings],
        bounds=found.bounds,
    )


def against_cells(
    evidence: Evidence,
    rate: Claim,
    blame: Blame,
    found: Reckoning,
    words: str,
    *,
    said: str = "",
    figures: tuple[Figure, ...] = (),
) -> Iterator[Judgement | Finding]:
    """A rate some of whose operands only cells show; ``said`` is what it is called (占, 增减率)."""
    yield judged(rate, blame.code, found, words)
    if found.agreement == "differs":
        right = expected(rate, found)
        shown = figures or tuple(reading.figure for reading in found.readings if reading.figure)
        yield accuse(
            evidence,
            rate,
            blame,
            message=f"文中写{said}{as_written(evidence, rate)}，按{words}，应为{right}。",
            expected=right,
            workings=words,
            others=tuple(reading.claim for reading in found.readings[:1]),
            figures=shown,
            bounds=found.bounds,
            replacement=right,
        )
