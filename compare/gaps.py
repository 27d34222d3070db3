"""By how much a finding says that a table is off: equal gaps in one table are one cause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..extract.model import FACTORS
from .model import Finding

_AMOUNT = re.compile(r"(\d[\d,，]*(?:\.\d+)?)(亿元|万元|千元|元)?")


def gap_of(finding: Finding) -> Iterator[tuple[str, Decimal]]:
    """Each table of the finding's cells with by how much it shows more than the rest, in 元; none if that is 0."""
    stated, expected = _yuan(finding.stated), _yuan(finding.expected)
    if stated is None or expected is None or stated == expected:
        return
    tables = [item.table for item in finding.evidence if item.what == "cell" and item.table is not None]
    for table in dict.fromkeys(tables):
        own = table == tables[0] and not finding.claims
        yield table, stated - expected if own else expected - stated


def step_of(finding: Finding) -> Decimal:
    """To how many 元 the finding's number is stated."""
    match = _AMOUNT.fullmatch("".join(finding.stated.split()))
    if match is None:
        return Decimal(0)
    decimals = len(match[1].partition(".")[2])
    return Decimal(1).scaleb(-decimals) * FACTORS.get(match[2] or "元", Decimal(1))


def _yuan(text: str) -> Decimal | None:
    """The one amount that the text is, or the sum of several, in 元."""
    matches = [_AMOUNT.fullmatch(part) for part in "".join(text.split()).split("+")]
    found = [match for match in matches if match is not None]
    if len(found) < len(matches):
        return None
    return sum((_size(match) for match in found), Decimal(0))


def _size(match: re.Match[str]) -> Decimal:
    return Decimal(match[1].replace(",", "").replace("，", "")) * FACTORS.get(match[2] or "元", Decimal(1))
