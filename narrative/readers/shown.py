"""How a spreadsheet shows a number: the number formats of Excel, as far as amounts, rates and dates need them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日",
    32: "h:mm", 33: "h:mm:ss",
    36: "yyyy年m月", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00",
    44: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss", 48: "##0.0E+0", 49: "@", 50: "yyyy年m月", 57: "yyyy年m月",
    58: "m月d日",
}  # fmt: skip
"""The formats that a workbook need not define, by number; those of a Chinese Excel for 27–36 and 50–58."""

_LITERAL = re.compile(r"\"([^\"]*)\"|\\(.)|[_*].|\[[^\]]*\]")
_DATE = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?,*|\.[#0?]+")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)


class _Section(NamedTuple):
    """What a section of a format says: decimals least and most, thousands marks, scale, percent, words around."""

    least: int
    most: int
    grouped: bool
    scale: int
    percent: bool
    before: str
    after: str
    digits: bool


def shown(raw: str, code: str, *, from_1904: bool = False) -> str:
    """The number ``raw`` as format ``code`` shows it; as it is where the format is not one for amounts."""
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return raw
    if not value.is_finite() or value.adjusted() > 30:
        return raw
    if abs(value) < 1 and value.adjusted() < -20:
        value = Decimal(0)
    sections = _sections(code)
    if sections is None:
        return _dated(value, code, from_1904=from_1904)
    if not sections:
        return _as_general(value)
    which = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[which]
    if not section.digits:
        return (section.before + section.after).strip()
    return _written(
        abs(value), section, minus=value < 0 and (which == 0 or "(" not in section.before)
    ).strip()


def general(value: Decimal) -> str:
    """The number without a format: what binary fractions have added behind the 15th digit is dropped."""
    if value == 0:
        return "0"
    places = 14 - value.adjusted()
    rounded = value.quantize(Decimal(1).scaleb(-max(places, 0))) if places < 40 else value
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _as_general(value: Decimal) -> str:
    """A number without a format as a cell shows it: eleven characters with the point, so that 0.1 + 0.2 is 0.3.

    The cents of large amounts of 元 are kept, though a narrow cell hides them: sums are made of what is stored.
    """
    whole = max(value.adjusted() + 1, 1)
    exact = Decimal(general(value))
    return general(exact.quantize(Decimal(1).scaleb(-max(10 - whole, 2)), rounding="ROUND_HALF_UP"))


def _written(value: Decimal, section: _Section, *, minus: bool) -> str:
    value = value.scaleb(2 if section.percent else 0).scaleb(-3 * section.scale)
    exact = Decimal(general(value)) if value else value
    rounded = exact.quantize(Decimal(1).scaleb(-section.most), rounding="ROUND_HALF_UP")
    text = f"{rounded:,f}" if section.grouped else f"{rounded:f}"
    if section.most > section.least and "." in text:
        whole, _, decimals = text.partition(".")
        kept = decimals[: section.least] + decimals[section.least :].rstrip("0")
        text = f"{whole}.{kept}" if kept else whole
    sign = "-" if minus and rounded else ""
    return f"{sign}{section.before}{text}{section.after}" if section.before != "(" else f"-{text}"


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...] | None:
    """The sections of a number format; none for General and text, None for a date."""
    plain = _LITERAL.sub(lambda match: "" if match[0][0] in "[_*" else "\0" * len(match[0]), code)
    if (
        not code
        or plain.strip().lower() == "general"
        or plain.strip() == "@"
        or ("/" in plain and "?" in plain)
    ):
        return ()
    if _DATE.search(plain) and not re.search(r"[#0?]", plain.replace("\0", "")):
        return None
    if re.search(r"[eE][+-]", plain):
        return ()
    return tuple(_section(part) for part in _parts(code)[:3])


def _parts(code: str) -> list[str]:
    """The sections' texts: a semicolon in quotation marks separates none."""
    return re.findall(r"(?:\"[^\"]*\"|\\.|[^;\"\\])+|(?<=;)(?=;|$)", code)


def _section(part: str) -> _Section:
    words = _LITERAL.sub(lambda match: match[1] or match[2] or "", part)
    found = _DIGITS.search(words)
    if found is None or not re.search("[#0]", found[0]):
        literal = re.sub(r"[@?]|General", "", words)
        return _Section(0, 0, False, 0, False, literal, "", "General" in words)
    digits = found[0]
    decimals = digits.partition(".")[2]
    scale = len(digits) - len(digits.rstrip(","))
    before, after = words[: found.start()].strip(), words[found.end() :].replace("?", "").strip()
    return _Section(
        least=decimals.count("0"),
        most=len(decimals.rstrip(",")),
        grouped="," in digits.rstrip(",").partition(".")[0],
        scale=scale,
        percent="%" in after,
        before="(" if before.startswith(("(", "（")) else before.strip("-+ "),
        after="" if after in (")", "）") else after,
        digits=True,
    )


def _dated(value: Decimal, code: str, *, from_1904: bool) -> str:
    """A day as 2023年12月31日, a month as 2023年12月; a time of day as it is."""
    if not 1 <= value < 2_958_466:
        return general(value)
    day = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=int(value))
    lower = _LITERAL.sub("", code).lower()
    if "y" not in lower:
        return general(value) if "d" not in lower else f"{day.month}月{day.day}日"
    if "m" not in lower:
        return f"{day.year}年"
    return f"{day.year}年{day.month}月{day.day}日" if "d" in lower else f"{day.year}年{day.month}月"
