"""The only arithmetic: numbers as intervals.

A number written to a digit stands for its value ± half a step, ends excluded. Two quantities agree if their
intervals meet; a small gap beyond that is rounding; more is a difference. Nothing else in gouji compares
numbers. Money is compared in 元, everything else as written; ``Decimal`` throughout.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from ..narrative.record import record
from .model import FACTORS, Claim, Quantity

Agreement = Literal["equal", "rounding", "differs"]
Customs = dict[tuple[str, str | None], Decimal]
"""The finest step customary in a report for a kind of number and its unit."""

HUNDRED = Decimal(100)
_ONE = Decimal(1)
_NOTHING = Decimal(0)
_HALF = Decimal("0.5")
"""To multiply by it is exact, as to divide by two, and many times as fast."""
CUSTOMARY_SHARE = 10
"""A step is customary if at least one number in this many is written to it."""
FINE_YUAN = Decimal(100)
"""Steps up to this many 元 (0.01万元) count as last digits that rounding may move by two."""


@record
class Interval:
    """All values between ``low`` and ``high``, ends excluded; a single point if they are equal."""

    low: Decimal
    high: Decimal

    def gap(self, other: Interval) -> Decimal:
        """How far the two lie apart; zero if they touch or overlap."""
        return max(self.low - other.high, other.low - self.high, Decimal(0))

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both; touching counts only where one of them is a point."""
        if self.low == self.high or other.low == other.high:
            return self.low <= other.high and other.low <= self.high
        return self.low < other.high and other.low < self.high


def factor(unit: str | None) -> Decimal:
    """How many 元 one of ``unit`` is; 1 for anything that is not money."""
    return FACTORS.get(unit or "", _ONE)


def written_step(value: Decimal) -> Decimal:
    """One unit of the last digit of ``value`` as written, at most 1: 0.10 gives 0.01, 1200 gives 1."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)


def custom_key(claim: Claim) -> tuple[str, str | None]:
    """Claims whose numbers share a custom of writing: money of one unit, rates of one type."""
    money = claim.type in ("amount", "change-amount")
    return ("money" if money else claim.type, claim.quantity.unit)


def customary_steps(claims: Iterable[Claim]) -> Customs:
    """For each kind of number in a report's prose the finest step that is customary for it."""
    seen: dict[tuple[str, str | None], Counter[Decimal]] = defaultdict(Counter)
    for claim in claims:
        if claim.quantity.value:
            seen[custom_key(claim)][claim.quantity.step] += 1
    customs: Customs = {}
    for key, counter in seen.items():
        enough = max(2, sum(counter.values()) // CUSTOMARY_SHARE)
        usual = [step for step, count in counter.items() if count >= enough]
        if usual:
            customs[key] = min(usual)
    return customs


def customary(claim: Claim, customs: Customs) -> Quantity:
    """The claim's quantity with the step that is customary for its kind, if finer than the one written."""
    written, step = claim.quantity, customs.get(custom_key(claim))
    if step is None or step >= written.step:
        return written
    return Quantity(written.value, written.unit, step, written.approximate)


def interval(quantity: Quantity) -> Interval:
    """The values a quantity may stand for: in 元 for money, as written otherwise."""
    unit = factor(quantity.unit)
    value, half = quantity.value * unit, quantity.step * unit * _HALF
    return Interval(value - half, value + half)


def base(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Value and step, in 元 for money."""
    unit = factor(quantity.unit)
    return abs(quantity.value) * unit, quantity.step * unit


def _round_digits(value: Decimal) -> Decimal:
    """The step that a round number such as 400 or 3.5 claims to be precise to."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _spare(step: Decimal, *, money: bool) -> Decimal:
    """How far beyond its step a written amount may lie and still be called rounding."""
    if money and step > FINE_YUAN:
        return Decimal(0)
    return 2 * step if money or step < 1 else Decimal(0)


def _literally(value: Decimal, step: Decimal, other: Decimal) -> bool:
    """Whether the digits as written are the rounding or the truncation of ``other``."""
    truncated = 0 <= other - value < step and value >= 10 * step
    return value != 0 and (abs(value - other) <= step / 2 or truncated)


def copies(stated: Quantity, source: Quantity, *, step: Decimal | None = None) -> Agreement:
    """Whether ``stated`` repeats ``source``; ``step`` is the customary step of ``stated`` in its unit.

    Of one step they must be equal; of two, the coarser must be the rounding of the finer, and its truncation
    is ``rounding``. One or two last digits off are ``rounding`` too.
    """
    if stated.unit == source.unit and not stated.approximate:
        distance = abs(stated.value - source.value)
        if distance == 0 or distance > 2 * max(stated.step, source.step):
            return "differs" if distance else "equal"
    value, literal = base(stated)
    other, other_step = base(source)
    money = stated.unit in FACTORS
    own = literal if step is None else min(literal, step * factor(stated.unit))
    coarse, distance = max(own, other_step), abs(value - other)
    if distance == 0:
        return "equal"
    if distance > 2 * max(literal, other_step) and not stated.approximate:
        return "differs"
    if own != other_step and distance <= coarse / 2:
        return "equal" if value and other else "rounding"
    if stated.approximate and distance <= _round_digits(abs(stated.value)) * factor(stated.unit):
        return "equal"
    if value and other and distance <= _spare(coarse, money=money):
        return "rounding"
    fine, rough = (other, value) if own > other_step else (value, other)
    if own != other_step and (_literally(rough, coarse, fine) or (money and _twice(rough, coarse, fine))):
        return "rounding"
    return "rounding" if _literally(value, max(literal, other_step), other) and literal > own else "differs"


def _twice(rough: Decimal, coarse: Decimal, fine: Decimal) -> bool:
    """Whether an amount was rounded by way of 0.01万元, as tables print it: 84978元, 8.50万元, 9万元."""
    printed = (fine / FINE_YUAN).quantize(_ONE, ROUND_HALF_UP) * FINE_YUAN
    return coarse > FINE_YUAN and (printed / coarse).quantize(_ONE, ROUND_HALF_UP) * coarse == rough


def share_of(part: Quantity, whole: Quantity) -> Interval | None:
    """Bounds of part / whole in percent, or None if the whole may be nothing."""
    return _percent(interval(part), interval(whole))


def _percent(top: Interval, bottom: Interval) -> Interval | None:
    if bottom.low <= 0:
        return None
    return Interval(max(top.low, Decimal(0)) / bottom.high * HUNDRED, top.high / bottom.low * HUNDRED)


def growth_from_change(change: Quantity, level: Quantity, sign: int) -> Interval | None:
    """Bounds of change / (level − signed change) in percent, each operand used once.

    None if the base may be nothing. ``change`` is unsigned; ``sign`` is +1 for more, −1 for less than before.
    """
    moved, now = interval(change), interval(level)
    corners = []
    for part, whole in ((moved.low, now.high), (moved.high, now.low)):
        prior = whole - sign * part
        if prior <= 0:
            return None
        corners.append(part / prior * HUNDRED)
    return Interval(min(corners), max(corners))


def completion_from_change(change: Quantity, level: Quantity, sign: int) -> Interval | None:
    """Bounds of level / (level − signed change) in percent: the completion of a budget given by its distance."""
    grown = growth_from_change(change, level, sign)
    if grown is None:
        return None
    low, high = sorted((sign * grown.low, sign * grown.high))
    return Interval(HUNDRED + low, HUNDRED + high)


def growth_from_prior(level: Quantity, prior: Quantity) -> Interval | None:
    """Signed bounds of (level − prior) / prior in percent, or None if the prior may be nothing."""
    ratio = _percent(interval(level), interval(prior))
    return ratio and Interval(ratio.low - HUNDRED, ratio.high - HUNDRED)


def change_over_prior(change: Quantity, prior: Quantity) -> Interval | None:
    """Bounds of change / prior in percent, or None if the prior may be nothing."""
    return _percent(interval(change), interval(prior))


def rate_agrees(stated: Quantity, bounds: Interval, *, step: Decimal | None = None) -> Agreement:
    """Whether a stated percentage lies within recomputed ``bounds``; ``step`` is its customary step.

    A gap of at most two customary steps (of whole percents half a step) is ``rounding``, and so is what only the
    digits as written explain, rounded once or twice (15.149, 15.15, 15.2). 1.65倍 is 165 %.
    """
    if stated.unit == "倍":
        value, whole = stated.value * HUNDRED, stated.step * HUNDRED
        stated, step = Quantity(value, "%", whole, stated.approximate), whole
    own = min(stated.step, step) if step is not None else stated.step
    reach = 3 * stated.step
    if not stated.approximate and not bounds.low - reach <= stated.value <= bounds.high + reach:
        return "differs"
    near = _around(stated.value, own)
    if near.meets(bounds):
        return "equal"
    if stated.approximate and _around(stated.value, 2 * _round_digits(stated.value)).meets(bounds):
        return "equal"
    if near.gap(bounds) <= (2 * own if own < 1 else own / 2):
        return "rounding"
    literal = _around(stated.value, stated.step + (own if own < stated.step else 0))
    cut = Interval(stated.value, stated.value + stated.step)
    if literal.meets(bounds) or (stated.value >= 10 * stated.step and cut.meets(bounds)):
        return "rounding"
    return "differs"


def _around(value: Decimal, step: Decimal) -> Interval:
    half = step * _HALF
    return Interval(value - half, value + half)


def sums_to(total: Quantity, addends: Iterable[Quantity]) -> Agreement:
    """Whether ``addends`` add up to ``total``: off by half a step each; two more steps are rounding.

    Blank and zero addends are taken as exactly nothing.
    """
    filled = [addend for addend in addends if addend.value]
    if _in_one_unit(filled, total.unit) == total.value:
        return "equal"
    parts = [base_signed(addend) for addend in filled]
    value, step = base_signed(total)
    distance = abs(sum([part for part, _ in parts], Decimal(0)) - value)
    if distance == 0:
        return "equal"
    steps = [step, *[part_step for _, part_step in parts]]
    slack = sum(steps, Decimal(0)) / 2
    if distance <= slack and distance * distance <= 16 * sum([each * each for each in steps], _NOTHING) / 12:
        return "equal"
    return "rounding" if distance <= slack + 2 * min(max(steps), FINE_YUAN) else "differs"


def _in_one_unit(quantities: list[Quantity], unit: str | None) -> Decimal | None:
    """The sum as it is written; None if other units are among them."""
    total = _NOTHING
    for quantity in quantities:
        if quantity.unit != unit:
            return None
        total += quantity.value
    return total


def base_signed(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Value with its sign and step, in 元 for money."""
    unit = factor(quantity.unit)
    return quantity.value * unit, quantity.step * unit


def to_unit(yuan: Decimal, unit: str | None, step: Decimal) -> Decimal:
    """A value in 元 written in ``unit`` to ``step``, half up."""
    value = yuan / factor(unit)
    return value.quantize(step, rounding=ROUND_HALF_UP) if step <= 1 else value


def significant(value: Decimal) -> int:
    """How many digits a number has between its first and its last that is not 0: two for 1200, three for 0.105."""
    return len(value.normalize().as_tuple().digits)


def plain(value: Decimal) -> str:
    """The number in plain digits, without exponent."""
    return f"{value:f}"
