"""A table of the study as people read it: columns by their Chinese names, a rate and its interval in one cell."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from .words import COLUMNS, DIMENSIONS, REASONS, SECTIONS, SEVERITIES, TYPES, VALUES

if TYPE_CHECKING:
    from pandas import DataFrame

Say = Callable[[str], str]
_PERCENT = frozenset(("share", "fail_share", "unchecked_share", "unrecognised_share", "inconsistent_share"))
_NAMES = frozenset(("year", "digit", "decimals"))
"""Numbers that name something and are not counted."""
_WORDS = {
    "dimension": DIMENSIONS, "value": VALUES, "kind": VALUES, "severity": SEVERITIES, "type": TYPES,
    "section_kind": SECTIONS, "reason": REASONS,
}  # fmt: skip


class Column(NamedTuple):
    """A column of the page: its name in the files and its heading; ``text`` ones are set from the left."""

    name: str
    title: str
    text: bool


def columns(table: DataFrame, say: Say) -> list[Column]:
    """The columns that the page has; the ends of an interval stand in the rate's cell."""
    names = [name for name in map(str, table.columns) if not name.endswith(("_low", "_high"))]
    return [
        Column(name, say(COLUMNS.get(name, name)), table[name].dtype.kind not in "iuf" and name not in _NAMES)
        for name in names
    ]


def cell(row: Mapping[str, object], name: str, say: Say) -> str:
    """What stands in a column of a row."""
    value = row[name]
    if isinstance(value, str):
        return say(_WORDS.get(name, {}).get(value, value))
    if value is None or not math.isfinite(number := float(str(value))):
        return "" if f"{name}_low" not in row else "—"
    if name in _NAMES:
        return f"{number:.0f}"
    if f"{name}_low" in row:
        return with_interval(row, name)
    if name in _PERCENT:
        return percent(number)
    if name == "per_100":
        return f"{number:.3f}"
    if name == "p" and number < 0.001:
        return "<0.001"
    return f"{number:,.0f}" if number.is_integer() and name not in ("p", "cramers_v") else f"{number:,.3g}"


def with_interval(row: Mapping[str, object], name: str) -> str:
    """A rate with its interval where one is known."""
    said = percent if name in _PERCENT else decimal
    low, high = (float(str(row[f"{name}_{end}"])) for end in ("low", "high"))
    mark = "–" if low >= 0 else ", "
    ends = f" ({said(low)}{mark}{said(high)})" if math.isfinite(low) and math.isfinite(high) else ""
    return f"{said(row[name])}{ends}"


def percent(value: object) -> str:
    """A share as a percentage of one decimal."""
    number = float(str(value)) if value is not None else math.nan
    return f"{number:.1%}" if math.isfinite(number) else "—"


def decimal(value: object) -> str:
    """A number of two decimals, with a minus as printers have it."""
    number = float(str(value)) if value is not None else math.nan
    return f"{number:z.2f}".replace("-", "−") if math.isfinite(number) else "—"
