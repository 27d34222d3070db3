"""Names of 科目 that are one character away from the only name like them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA

from ...extract.model import Figure
from ...extract.named import key
from ...narrative.lexicon import functional
from ..tables.grids import row_label
from .heads import Name, is_known
from .outdated import DIGITS


def slipped(name: Name, rows: Mapping[str, Sequence[Figure]]) -> tuple[str, Figure | None] | None:
    """The one name of the level, of the tables' codes, that differs by one character; with its row if printed."""
    digits = DIGITS[name.level]
    options: dict[str, Figure | None] = {}
    for code in {code[:digits] for code in rows if len(code) >= digits}:
        printed = next(iter(rows.get(code, ())), None)
        known = [row_label(printed)] if printed else [*functional().get(code, ())]
        if any(key(each) == key(name.text) for each in (*known, *functional().get(code, ()))):
            return None
        options |= dict.fromkeys(known, printed)
    if any(is_known(name.text, length) for length in DIGITS.values()):
        return None
    near = [right for right in options if _one_off(name.text, right)]
    return (near[0], options[near[0]]) if len({key(each) for each in near}) == 1 else None


def _one_off(text: str, right: str) -> bool:
    """Whether one character is missing, wrong or exchanged with the next; a word put before is none."""
    plain = text.replace("的", "")
    within = right in text or key(right) == key(plain) or text in right[-len(text) :]
    return not within and OSA.distance(text, right, score_cutoff=1) == 1
