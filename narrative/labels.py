"""Labels of rows: their numerals, and whether they name an organisation."""

from __future__ import annotations

import re
from functools import lru_cache

from .lexicon import names

NUMERAL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．，]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?=[^\d])|[①-⑳]|其中[:：]?|加[:：]|减[:：])"
)
"""A numeral in front of a label (一、 （一） 1. ① 其中：)."""

TOTALS = frozenset(("合计", "总计", "收入总计", "支出总计", "收入合计", "支出合计"))
"""Labels of rows that have no 科目名称, so that a blank cell stands in front of their values."""
_ORGANISATION = re.compile(
    r"(?:局|委员会|委|厅|办公室|处|院|大学|中学|小学|学校|幼儿园|中心|馆|站|所|队|台|政府|机关|本级)$"
)


def is_organisation(flat: str) -> bool:
    """Whether a squeezed label reads like the name of an organisation, as in rows that stand for a whole unit."""
    return len(flat) > 3 and bool(_ORGANISATION.search(flat)) and flat not in names()


@lru_cache(maxsize=8192)
def key_of(label: str) -> str:
    """A label without its numeral."""
    previous = None
    while previous != label:
        previous, label = label, NUMERAL.sub("", label, count=1) or label
    return label
