"""Amounts that a paragraph numbers behind a total: 项目支出90万元。具体开支：1.甲40万元；2.乙30万元；3.丙20万元。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from ...extract.model import FACTORS, Claim
from ...narrative.model import Paragraph
from ..model import Evidence

LEAST = 3
"""A list has at least so many items."""
_ITEM = re.compile(r"(?:^|[；。：:;，])\s?[（(]?(?P<n>\d{1,2})(?:[.．、](?!\d)|[）)])")
Numbered = tuple[Claim, tuple[Claim, ...]]
"""A total and the amounts numbered behind it."""


def numbered(evidence: Evidence) -> Iterator[Numbered]:
    """Each run of numbered clauses with one amount each, under the last amount before them."""
    paragraphs = {paragraph.id: paragraph for paragraph in evidence.report.paragraphs}
    amounts = (each for each in evidence.claims if each.type == "amount" and each.quantity.unit in FACTORS)
    for name, group in groupby(amounts, key=lambda each: each.paragraph):
        if name in paragraphs:
            yield from _runs(paragraphs[name], tuple(group))


def _runs(paragraph: Paragraph, amounts: tuple[Claim, ...]) -> Iterator[Numbered]:
    marks = [(int(match["n"]), match.end()) for match in _ITEM.finditer(paragraph.text)]
    places = [0, *(end for n, end in marks if n == 1), len(paragraph.text)]
    for first, after in pairwise(places[1:]):
        items = [end for n, end in marks if first <= end < after]
        counted = [n for n, end in marks if first <= end < after]
        if len(items) < LEAST or counted != list(range(1, len(items) + 1)):
            continue
        parts = [_between(paragraph, amounts, *span) for span in pairwise([*items, after])]
        before = [each for each in amounts if paragraph.index(each.start) < first]
        if before and all(len(part) == 1 for part in parts):
            yield before[-1], tuple(part[0] for part in parts)


def _between(paragraph: Paragraph, amounts: tuple[Claim, ...], start: int, end: int) -> list[Claim]:
    return [each for each in amounts if start <= paragraph.index(each.start) < end]
