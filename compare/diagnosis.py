"""Which slip of the pen explains a wrong number: moved points, swapped digits, another cell's figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ..extract.interval import copies, plain, to_unit
from ..extract.model import FACTORS, Claim, Figure, Quantity

POWERS = tuple(Decimal(10) ** power for power in (-3, -2, -1, 1, 2, 3))

USUAL = 2
"""Amounts and rates are mostly written with so many decimals."""
LEAST = 3
"""A wrong digit in a shorter number explains nothing."""
NEAR = Decimal("0.25")
"""A budget and what was spent of it lie this near to one another where nothing else tells them."""


def digits(value: Decimal) -> str:
    """The digits as written, without the decimal point."""
    return plain(value).replace(".", "")


def swapped_digits(value: Decimal) -> Iterator[Decimal]:
    """Every number that differs from ``value`` by two neighbouring digits exchanged; nobody writes 07.5 for 70.5."""
    text = plain(value)
    places = [i for i, char in enumerate(text) if char.isdigit()]
    for left, right in pairwise(places):
        leading = left == 0 and right == 1 and text[right] == "0"
        if text[left] != text[right] and not leading:
            chars = list(text)
            chars[left], chars[right] = chars[right], chars[left]
            yield Decimal("".join(chars))


def written_slip(stated: Decimal, right: Decimal) -> str:
    """How ``right`` may have become ``stated`` in writing, or "" if no simple slip does it.

    ``stated`` is taken as it is written, with the zeros at its end: 0.66 is 0.60 with a wrong digit, not 0.6 with one
    too many.
    """
    if not stated or not right or stated == right:
        return ""
    if any(stated == right * power for power in POWERS):
        return "小数点错位"
    if stated in (right * 10_000, right / 10_000):
        return "相差一万倍，单位或小数点有误"
    places = sorted({min(decimals(stated), USUAL), decimals(stated)})
    return next(filter(None, (_slip(stated, _padded(right.normalize(), each)) for each in places)), "")


def _slip(stated: Decimal, right: Decimal) -> str:
    """The slip in the digits of two numbers as they are written."""
    if right in swapped_digits(stated) or stated in swapped_digits(right):
        return "相邻两位数字颠倒"
    if _drops_to(stated, right):
        return "多写了一位数字"
    if _drops_to(right, stated):
        return "漏写了一位数字"
    return "写错了一位数字" if _one_digit_apart(stated, right) else ""


def decimals(value: Decimal) -> int:
    """How many decimals a number is written with."""
    return max(-int(value.as_tuple().exponent), 0)


def _padded(value: Decimal, least: int) -> Decimal:
    """The number with at least so many decimals."""
    return value if decimals(value) >= least else value.quantize(Decimal(1).scaleb(-least))


def _drops_to(longer: Decimal, shorter: Decimal) -> bool:
    """Whether one digit left out turns the one into the other: 20.72 into 0.72."""
    text, goal = plain(longer), plain(shorter)
    if len(digits(longer)) != len(digits(shorter)) + 1:
        return False
    goals = {goal, f"{goal}.", f".{goal.partition('.')[2]}"}
    return any(text[:i] + text[i + 1 :] in goals for i, char in enumerate(text) if char.isdigit())


def _one_digit_apart(stated: Decimal, right: Decimal) -> bool:
    """Whether two numbers of at least three digits, zeros at their ends aside, differ in one of them."""
    places = max(decimals(stated), decimals(right))
    mine, other = (digits(_padded(each, places)).lstrip("0") for each in (stated, right))
    ends = min(len(each) - len(each.rstrip("0")) for each in (mine, other))
    pairs = list(zip(mine, other, strict=True)) if len(mine) == len(other) else []
    return len(pairs) - ends >= LEAST and sum(a != b for a, b in pairs) == 1


def explain_amount(claim: Claim, figure: Figure, beside: Sequence[Figure]) -> str:
    """What probably happened where ``claim`` should repeat ``figure``, a cell among those of its table."""
    neighbour = _other_cell(claim, figure, beside)
    if neighbour:
        return neighbour
    words = (written_slip(stated, right) for stated, right in miswritten(claim, figure))
    return next(filter(None, words), "")


def miswritten(claim: Claim, figure: Figure) -> Iterator[tuple[Decimal, Decimal]]:
    """The claim's number and the cell's in its unit, to each step that the cell may have been written to."""
    stated = claim.quantity.value
    if claim.quantity.unit not in FACTORS or figure.quantity.unit not in FACTORS:
        yield stated, figure.quantity.value
        return
    for step in dict.fromkeys((min(claim.quantity.step, Decimal("0.01")), claim.quantity.step)):
        yield stated, to_unit(figure.quantity.yuan, claim.quantity.unit, step)


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


def most_likely(silent: Sequence[Claim], missing: Decimal) -> Claim | None:
    """Of several items that leave out an amount the one whose own amount is near what is missing, in 元.

    ``silent`` are the amounts that those items do state (支出决算 where 年初预算 is left out).
    """
    near = [each for each in silent if _near(each.quantity, missing)]
    return near[0] if len(silent) > 1 and len(near) == 1 else None


def _near(quantity: Quantity, missing: Decimal) -> bool:
    return quantity.unit in FACTORS and abs(quantity.yuan - missing) <= NEAR * missing
