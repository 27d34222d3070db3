"""Tables of copied texts whose cells lost their order or were cut in two: names run into each other, torn amounts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ...narrative.lexicon import economic, functional
from ...narrative.model import Table

_TORN = re.compile(r",(?<=\d,)\d{3}\.(?=\s)")
"""What is left of an amount whose decimals stand on the next line: 14,595,777."""
_CUT = re.compile(r",(?<=\d,)\d{3}\.\d(?=\s)")
_REST = re.compile(r"^[ \t]*\d(?:[ \t]+\d\d?)*[ \t]*$", re.MULTILINE)
"""A line of nothing but the last digits of amounts: 12,704,464.3 and below it 6."""
_FOREIGN = tuple(
    map(
        re.compile,
        (r"\d(?<![\d.,]\d)\d{0,2} (?:\d{3} )?0\d\d\.\d\d(?!\d)", r"│\d[\d,]*\.\d"),
    )
)
"""Amounts set in ways that no reader of tables takes apart: ４８３．３５, 2 013.00, │5,802.30│."""
_WHOLE = re.compile(r"\d\.\d\d(?!\d)")
_FEWEST = 6
"""So many whole amounts tell how many decimals a table prints."""


def is_scrambled(text: str, table: Table) -> bool:
    """Whether names of 科目 that stand beside each other are one label, or amounts are cut at the ends of lines."""
    body = text[table.start : table.end]
    if any(each.search(body) for each in _FOREIGN):
        return True
    torn = _TORN.search(body) or (_CUT.search(body) and _REST.search(body))
    if torn and len(_WHOLE.findall(body)) >= _FEWEST:
        return True
    labels = (cell.text for row in table.rows[table.header_rows :] for cell in row[: table.stub_columns])
    return any(map(_runs_together, labels))


@lru_cache(maxsize=4096)
def _runs_together(label: str) -> bool:
    """Whether a label is names of several 科目 of which two of one level stand beside each other."""
    levels = _levels()
    if len(label) < 6 or label in levels:
        return False
    ends: dict[int, frozenset[int]] = {0: frozenset()}
    twice: set[int] = set()
    for end in range(2, len(label) + 1):
        for start in [at for at in ends if at < end]:
            own = levels.get(label[start:end])
            if own is None:
                continue
            if start in twice or own & ends[start]:
                twice.add(end)
            ends[end] = ends.get(end, frozenset()) | own
    return len(label) in twice


@cache
def _levels() -> Mapping[str, frozenset[int]]:
    """How many digits the codes of each name have: 类 3, 款 5, 项 7; economic 款 as 项 are. Of several levels: none."""
    found: dict[str, set[int]] = {}
    for codes, shift in ((functional(), 0), (economic(), 2)):
        for code, group in codes.items():
            for name in group:
                found.setdefault(name, set()).add(len(code) + shift)
    return {name: frozenset(levels if len(levels) == 1 else ()) for name, levels in found.items()}
