"""The row that an item with an unknown name means: by how alike the names are, and by the amount beside it."""

from __future__ import annotations

from decimal import Decimal

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from ...extract.model import FACTORS, Figure
from ...extract.named import key
from ...narrative.model import Paragraph
from ..model import Evidence
from ..prose.paragraphs import by_paragraph
from ..tables.grids import row_label
from .heads import Name, keys
from .printed import Rows

LIKE = 0.72
LIKE_ALONE = 0.86
LIKE_IN_GROUP = 0.5
"""How alike two names must be: with the row's amount beside it, without, and with its amount and its 款."""


def meant_row(evidence: Evidence, paragraph: Paragraph, item: Name, group: Name, rows: Rows) -> Figure | None:
    """The one row whose name is almost the item's: by its amount too, or very alike."""
    amounts = amounts_of(evidence, paragraph)
    near = [
        (_likeness(key(item.text), key(row_label(figures[0]))), figures)
        for code, figures in rows.items()
        if len(code) == 7
    ]
    near = sorted((each for each in near if each[0] >= LIKE_IN_GROUP), key=lambda each: -each[0])
    if not near or (len(near) > 1 and near[1][0] > near[0][0] - 0.08):
        return None
    likeness, figures = near[0]
    same = any(figure.code == figures[0].code and is_one_of(figure, amounts) for figure in evidence.figures)
    mine, right = key(item.text), key(row_label(figures[0]))
    apart = OSA.distance(mine, right) > 1 and sorted(mine) != sorted(right)
    if mine.startswith("其他") != right.startswith("其他") and apart:
        return None
    beside = same and (figures[0].code or "")[:5] in keys(5).get(key(group.text), ())
    least = LIKE_IN_GROUP if beside else LIKE if same else LIKE_ALONE
    return figures[0] if likeness >= least else None


def amounts_of(evidence: Evidence, paragraph: Paragraph) -> set[Decimal]:
    """The amounts of money that a paragraph states, in 元."""
    return {
        claim.quantity.yuan
        for claim in by_paragraph(evidence).get(paragraph.id, ())
        if claim.quantity.unit in FACTORS and claim.quantity.value
    }


def is_one_of(figure: Figure, amounts: set[Decimal]) -> bool:
    """Whether a cell shows one of the amounts."""
    return figure.quantity.unit in FACTORS and figure.quantity.yuan in amounts


def _likeness(mine: str, right: str) -> float:
    """How alike two names are; words that have changed places are a slip (公安其他支出)."""
    return LIKE_ALONE if sorted(mine) == sorted(right) else fuzz.ratio(mine, right) / 100
