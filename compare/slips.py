"""Slips of the pen: which numbers one may have meant that wrote another, and how likely that is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..extract.interval import plain
from .diagnosis import POWERS, swapped_digits, written_slip

COSTS: dict[str, int] = {
    "相邻两位数字颠倒": 100,
    "小数点错位": 100,
    "多写了一位数字": 110,
    "漏写了一位数字": 110,
    "写错了一位数字": 150,
    "": 200,
}
"""What a change costs by the slip it undoes, in hundredths of the commonest slip; "" is a change no slip explains.

The order is that of the frequencies of slips in copied numbers (exchanged, dropped and doubled digits are commoner
than wrong ones); the distances only have to keep one explained change below two, and above an unexplained one.
"""
UNIT = 80
"""元 for 万元 is the commonest slip of all."""
CELL = 80
"""A number in a table is wrong so much more rarely than one in the prose."""
MOST_DIGITS = 14
"""Longer numbers are no amounts."""


def cost_of(stated: Decimal, right: Decimal) -> tuple[int, str]:
    """What it costs to take ``stated`` for a slip of ``right``, and the slip in words."""
    words = written_slip(stated.normalize(), right.normalize())
    return COSTS[words], words


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
