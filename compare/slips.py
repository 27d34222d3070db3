"""Slips of the pen: which numbers one may have meant that wrote another, and how likely that is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..extract.interval import HUNDRED, Interval, plain, rate_agrees, significant
from ..extract.model import Quantity
from .diagnosis import POWERS, decimals, swapped_digits, written_slip

COSTS: dict[str, int] = {
    "相邻两位数字颠倒": 100,
    "小数点错位": 100,
    "相差一万倍，单位或小数点有误": 90,
    "多写了一位数字": 130,
    "漏写了一位数字": 140,
    "写错了一位数字": 150,
    "": 200,
}
"""What a change costs by the slip it undoes, in hundredths of the commonest slip; "" is a change no slip explains.

The order is that of likelihoods: how common the slip is, divided by how many numbers it could have come from. A moved
point leaves six, exchanged digits a few, a dropped digit ten for every place. The distances keep one explained change
below two, and below an unexplained one.
"""
DOUBLED = 110
"""A digit written twice leaves fewer numbers than any digit too many."""
UNIT = 80
"""元 for 万元 is the commonest slip of all."""
CELL = 80
"""A number in a table is wrong so much more rarely than one in the prose."""
TELLING = 4
"""A slip makes one number of so many digits out of another by chance once in thousands of pairs."""
MOST_DIGITS = 14
"""Longer numbers are no amounts."""


def cost_of(stated: Decimal, right: Decimal) -> tuple[int, str]:
    """What it costs to take ``stated`` for a slip of ``right``, and the slip in words."""
    words = written_slip(stated, right)
    doubled = words == "多写了一位数字" and _doubled(plain(stated.normalize()), plain(right.normalize()))
    return DOUBLED if doubled else COSTS[words], words


def _doubled(longer: str, shorter: str) -> bool:
    """Whether ``longer`` is ``shorter`` with one digit repeated."""
    return any(longer == shorter[: i + 1] + shorter[i:] for i in range(len(shorter)))


def is_telling(stated: Decimal, right: Decimal) -> bool:
    """Whether a slip, other than a wrong digit, and in a number long enough, leaves no doubt which number was meant."""
    cost, _ = cost_of(stated, right)
    enough = all(significant(each) >= TELLING for each in (stated, right))
    return enough and cost <= COSTS["漏写了一位数字"]


def meant(stated: Decimal) -> Iterator[Decimal]:
    """The numbers that one slip, other than a wrong digit, turns into ``stated``; of the same number of decimals."""
    text = plain(stated)
    if sum(char.isdigit() for char in text) > MOST_DIGITS or not stated:
        return
    yield from swapped_digits(stated)
    yield from (stated * power for power in POWERS)
    places = [i for i, char in enumerate(text) if char.isdigit()]
    whole = text.find(".") if "." in text else len(text)
    for i in places:
        if i < whole and whole > 1:
            yield Decimal(text[:i] + text[i + 1 :])
    for i in range(whole + 1):
        for digit in "0123456789":
            if i or digit != "0":
                yield Decimal(text[:i] + digit + text[i:])


def unusual(value: Decimal, step: Decimal) -> bool:
    """Whether a number has more decimals than such numbers are written with: 22.213万元 beside amounts in 0.01万元."""
    return decimals(value.normalize()) > decimals(step)


def undone(rate: Quantity, bounds: Interval, step: Decimal) -> Decimal | None:
    """The rate within ``bounds`` that one slip turned into the stated one; ``step`` is how rates are written."""
    scale = HUNDRED if rate.unit == "倍" else Decimal(1)
    low, high = bounds.low / scale - step, bounds.high / scale + step
    fitting = (
        value if decimals(value) <= decimals(step) else value.quantize(step)
        for value in dict.fromkeys(value for value in meant(rate.value) if low <= value <= high)
        if not unusual(value, step)
        and rate_agrees(Quantity(value, rate.unit, step), bounds) == "equal"
        and written_slip(rate.value, value)
    )
    middle = (bounds.low + bounds.high) / 2
    return min(fitting, key=lambda value: (cost_of(rate.value, value)[0], abs(value - middle)), default=None)
