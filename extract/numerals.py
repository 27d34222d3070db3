"""Numbers as they are written: 1,234.56, １，２３４．５６, 1234.5 6, 十二点五, 三千."""

from __future__ import annotations

import re
from decimal import Decimal

_HALF = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_DROP = re.compile(r"[,\s]")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
CHINESE = "零〇一二两三四五六七八九十百千"


def parse_arabic(text: str) -> tuple[Decimal, Decimal]:
    """Value and step of a number in Arabic digits, blanks and thousands marks left out."""
    plain = _DROP.sub("", text.translate(_HALF)).rstrip(".")
    whole, _, decimals = plain.partition(".")
    return Decimal(plain if whole else "0" + plain), Decimal(1).scaleb(-len(decimals))


def parse_chinese(text: str) -> tuple[Decimal, Decimal] | None:
    """Value and step of a number in Chinese numerals (十二点五, 三千二百), or None if it is none."""
    whole, _, decimals = text.partition("点")
    value = _whole(whole)
    if value is None or any(c not in _DIGITS for c in decimals):
        return None
    digits = "".join(str(_DIGITS[c]) for c in decimals)
    return Decimal(f"{value}.{digits}" if digits else value), Decimal(1).scaleb(-len(digits))


def _whole(text: str) -> int | None:
    total = section = digit = 0
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _POWERS:
            section += (digit or 1) * _POWERS[c]
            digit = 0
        elif c in _LARGE:
            total += (section + digit) * _LARGE[c]
            section = digit = 0
        else:
            return None
    return total + section + digit if text else None
