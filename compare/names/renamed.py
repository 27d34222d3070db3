"""An item under the name of another 科目: its 款 and its amounts are those of a row that is named otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from ...extract.interval import copies, significant
from ...extract.model import FACTORS, Claim, Figure
from ...extract.named import key
from ...narrative.lexicon import functional
from ...narrative.model import Paragraph
from ..model import Evidence
from ..once import once
from ..prose.paragraphs import by_paragraph
from ..tables.grids import row_label
from .heads import Name, headed, is_known, keys, names

ITEM, GROUP, CLASS = 7, 5, 3
"""Digits of the code of a 项, of a 款 and of a 类."""
LIKE = 75.0
"""Names so alike are one name written in two ways, or with a slip in it."""
_CODE = re.compile(r"(?<!\d)2\d{6}(?!\d)")
TELLING = 2
"""So many digits make an amount that is no coincidence among the few rows of one 款; a 类 has more rows.

A row of the 款 that the prose names nowhere else needs but one.
"""


@dataclass(frozen=True, slots=True)
class Renamed:
    """The row that is meant, and the claims that state its amounts."""

    row: Figure
    claims: tuple[str, ...]


def renamed_item(
    evidence: Evidence, item: Name, group: Name, paragraph: Paragraph, end: int, below: Paragraph | None
) -> Renamed | None:
    """The one row of the 款 or 类 whose amount follows the item's name, where the name is that of a row elsewhere.

    A name that no row bears counts where the catalogue knows it as that of another 科目.
    The amounts stand before ``end`` of the paragraph, or, where the name closes it, in the paragraph ``below``.
    """
    groups = tuple(_groups(evidence, group))
    named = _rows(evidence, item.text)
    if not groups or any((figure.code or "").startswith(groups) for figure in named):
        return None
    if named and any(code.startswith(groups) for code in keys(ITEM).get(key(item.text), ())):
        return None
    if not named and not any(is_known(item.text, digits) for digits in (ITEM, GROUP)):
        return None
    said = _said(evidence, paragraph, item.mark, end)
    if below is not None and not paragraph.text[item.mark :].strip("。：:"):
        said = _said(evidence, below, 0, len(below.text))
    if any(_states(claim, figure) for claim in said for figure in named):
        return None
    own = [figure for figure in evidence.figures if _within(figure, groups)]
    stated = [(claim, figure) for claim in said for figure in own if _states(claim, figure)]
    least = TELLING if group.level == "款" else TELLING + 1
    meant = {figure.code: figure for claim, figure in stated if significant(claim.quantity.value) >= least}
    if not meant and group.level == "款":
        spoken = _spoken(evidence)
        meant = {each.code: each for _, each in stated if ("项", key(row_label(each))) not in spoken}
    found = tuple(each for each in meant.values() if named or not _may_be(evidence, item, each))
    return Renamed(found[0], tuple(claim.id for claim in said)) if len(found) == 1 else None


def renamed_code(evidence: Evidence, code: str, item: Name, paragraph: Paragraph) -> Renamed | None:
    """The same for an item under a code that no row bears: 2101102-事业单位医疗8万元, where 8万元 is 行政单位医疗.

    A row whose code the prose names is spoken of there.
    """
    groups = functional().get(code[:GROUP], ())
    if not groups or key(item.text) not in {key(each) for each in functional().get(code, ())}:
        return None
    group = Name("款", groups[0], item.start, item.start, item.start)
    next_code = _CODE.search(paragraph.text, item.end)
    end = next_code.start() if next_code else len(paragraph.text)
    found = renamed_item(evidence, item, group, paragraph, end, None)
    if found is None or found.row.code in _codes_said(evidence):
        return None
    return found


@once
def _codes_said(evidence: Evidence) -> frozenset[str]:
    """The codes of items that the prose names."""
    prose = (each.text for each in evidence.report.paragraphs if each.part == "narrative")
    return frozenset(code for text in prose for code in _CODE.findall(text))


def _may_be(evidence: Evidence, item: Name, figure: Figure) -> bool:
    """Whether a name that no row bears may stand for the row all the same: a name of its code, or like its own.

    Or the row is named elsewhere, so that the amount may be another's by chance.
    """
    mine, printed = key(item.text), key(row_label(figure))
    borne = {key(name) for name in functional().get(figure.code or "", ())}
    beside = any(code[:GROUP] == (figure.code or "")[:GROUP] for code in keys(ITEM).get(mine, ()))
    alike = mine in printed or printed in mine or fuzz.ratio(mine, printed) >= LIKE
    other = mine.startswith("其他") and printed.startswith("其他") and is_known(item.text, ITEM)
    return mine in borne or (alike and not beside and not other) or (item.level, printed) in _spoken(evidence)


@once
def _spoken(evidence: Evidence) -> frozenset[tuple[str, str]]:
    """The names that the prose gives to 科目, with their levels."""
    said = (name for paragraph, _ in headed(evidence.report) for name in names(paragraph))
    return frozenset((name.level, key(name.text)) for name in said if name is not None)


def _groups(evidence: Evidence, upper: Name) -> set[str]:
    """The codes of a 款 or 类, by the tables' names and the catalogue's."""
    digits, name = GROUP if upper.level == "款" else CLASS, key(upper.text)
    printed = {figure.code or "" for figure in _named(evidence).get((digits, name), ())}
    return {code for code in (*printed, *keys(digits).get(name, ())) if code < "300"}


def _rows(evidence: Evidence, name: str) -> list[Figure]:
    """The cells of the items that bear the name."""
    return _named(evidence).get((ITEM, key(name)), [])


@once
def _named(evidence: Evidence) -> dict[tuple[int, str], list[Figure]]:
    """The cells of 项, of 款 and of 类 by what their rows are called."""
    found: dict[tuple[int, str], list[Figure]] = {}
    for figure in evidence.figures:
        digits = len(figure.code or "")
        if digits in (ITEM, GROUP, CLASS):
            found.setdefault((digits, key(row_label(figure))), []).append(figure)
    return found


def _within(figure: Figure, groups: tuple[str, ...]) -> bool:
    code = figure.code or ""
    return len(code) == ITEM and code.startswith(groups) and bool(figure.row_path)


def _said(evidence: Evidence, paragraph: Paragraph, start: int, end: int) -> list[Claim]:
    """The amounts between the head and the next one."""
    if start >= end or start >= len(paragraph.offsets):
        return []
    first, last = paragraph.offsets[start], paragraph.offsets[min(end, len(paragraph.offsets)) - 1]
    return [
        claim
        for claim in by_paragraph(evidence).get(paragraph.id, ())
        if first <= claim.start <= last and claim.quantity.unit in FACTORS and claim.quantity.value
    ]


def _states(claim: Claim, figure: Figure) -> bool:
    if claim.type != "amount" or figure.quantity.unit not in FACTORS or not figure.quantity.value:
        return False
    return copies(claim.quantity, figure.quantity) == "equal"
