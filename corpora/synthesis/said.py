"""Numbers as prose writes them: the manner of a report and what was said."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ...extract.model import ClaimType, Column


@dataclass(frozen=True, slots=True)
class Manner:
    """How a report writes its numbers. ``unit``: of amounts in prose; ``whole``: amounts without decimals."""

    unit: Literal["万元", "元"] = "万元"
    whole: bool = False
    comma: bool = False
    bare: bool = False
    zero: str = "0"
    spaced: bool = False
    percent: str = "%"
    places: int = 2


@dataclass(frozen=True, slots=True)
class Said:
    """A number in the prose. ``needs`` are the facts that it is computed from, ``fact`` what it says (with aspect)."""

    text: str
    type: ClaimType
    fact: str
    subject: str
    column: Column
    value: Decimal
    unit: str | None
    template: str
    needs: tuple[str, ...] = ()
    year: int | None = None


Piece = str | Said


def hanzi(value: int, unit: str) -> str:
    """A number below 100 in Hanzi, 两 before a unit."""
    tens, ones = divmod(value, 10)
    digits = "零一二三四五六七八九"
    if value == 2 and unit:
        return "两"
    return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (
        digits[ones] if ones or not tens else ""
    )
