"""Which slip of the pen explains a wrong number: moved points, swapped digits, another cell's figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from ..extract.interval import copies, growth_from_change, plain, rate_agrees, to_unit
from ..extract.model import FACTORS, Claim, Figure, Quantity

POWERS = tuple(Decimal(10) ** power for power in (-3, -2, -1, 1, 2, 3))

NEAR = Decimal("0.25")
"""A budget and what was spent of it lie this near to one another where nothing else tells them."""


@dataclass(frozen=True, slots=True)
class Slip:
    """An explanation in words and the number that should have stood there."""

    words: str
    value: Decimal


def digits(value: Decimal) -> str:
    """The digits as written, without the decimal point."""
    return plain(value).replace(".", "")


def swapped_digits(value: Decimal) -> Iterator[Decimal]:
    """Every number that differs from ``value`` by two neighbouring digits exchanged."""
    text = plain(value)
    places = [i for i, char in enumerate(text) if char.isdigit()]
    for left, right in pairwise(places):
        if text[left] != text[right]:
            chars = list(text)
            chars[left], chars[right] = chars[right], chars[left]
            yield Decimal("".join(chars))


def written_slip(stated: Decimal, right: Decimal) -> str:
    """How ``right`` may have become ``stated`` in writing, or "" if no simple slip does it."""
    if not stated or not right or stated == right:
        return ""
    if any(stated == right * power for power in POWERS):
        return "小数点错位"
    if stated in (right * 10_000, right / 10_000):
        return "相差一万倍，单位或小数点有误"
    mine, other = digits(stated).strip("0"), digits(right).strip("0")
    if right in swapped_digits(stated) or stated in swapped_digits(right):
        return "相邻两位数字颠倒"
    if len(mine) == len(other) + 1 and _drops_to(mine, other):
        return "多写了一位数字"
    if len(other) == len(mine) + 1 and _drops_to(other, mine):
        return "漏写了一位数字"
    if len(mine) == len(other) >= 3 and sum(a != b for a, b in zip(mine, other, strict=True)) == 1:
        return "写错了一位数字"
    return ""


def _drops_to(longer: str, shorter: str) -> bool:
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def explain_amount(claim: Claim, figure: Figure, beside: Sequence[Figure]) -> str:
    """What probably happened where ``claim`` should repeat ``figure``, a cell among those of its table."""
    neighbour = _other_cell(claim, figure, beside)
    if neighbour:
        return neighbour
    stated = claim.quantity.value
    if claim.quantity.unit not in FACTORS or figure.quantity.unit not in FACTORS:
        return written_slip(stated, figure.quantity.value)
    steps = dict.fromkeys((min(claim.quantity.step, Decimal("0.01")), claim.quantity.step))
    rounded = (to_unit(figure.quantity.yuan, claim.quantity.unit, step) for step in steps)
    words = (written_slip(stated.normalize(), right.normalize()) for right in rounded)
    return next(filter(None, words), "")


def _other_cell(claim: Claim, figure: Figure, beside: Sequence[Figure]) -> str:
    if not claim.quantity.value:
        return ""
    for other in beside:
        if other.id == figure.id or other.blank:
            continue
        if copies(claim.quantity, other.quantity) != "equal":
            continue
        row = other.row_path[-1] if other.row_path else ""
        column = "".join(other.column_path[-1:])
        if other.place.row == figure.place.row and column:
            return f"写成了同一行“{column}”列的数"
        if other.place.column == figure.place.column and row:
            return f"写成了“{row}”行的数"
        if row and column and figure.column_path:
            return f"写成了“{row}”行“{column}”列的数"
    return ""


def explain_growth(
    change: Quantity, level: Quantity, rate: Quantity, sign: int, customs_step: Decimal
) -> Slip | None:
    """The one change with two digits exchanged or its point moved that makes the rate right."""
    found: list[Slip] = []
    for words, values in (
        ("相邻两位数字颠倒", swapped_digits(change.value)),
        ("小数点错位", (change.value * power for power in POWERS)),
    ):
        for value in values:
            bounds = growth_from_change(replace(change, value=value), level, sign)
            if bounds and rate_agrees(rate, bounds, step=customs_step) == "equal":
                found.append(Slip(words, value))
    return found[0] if len({slip.value for slip in found}) == 1 else None


def most_likely(silent: Sequence[Claim], missing: Decimal) -> Claim | None:
    """Of several items that leave out an amount the one whose own amount is near what is missing, in 元.

    ``silent`` are the amounts that those items do state (支出决算 where 年初预算 is left out).
    """
    near = [each for each in silent if _near(each.quantity, missing)]
    return near[0] if len(silent) > 1 and len(near) == 1 else None


def _near(quantity: Quantity, missing: Decimal) -> bool:
    return quantity.unit in FACTORS and abs(quantity.yuan - missing) <= NEAR * missing
