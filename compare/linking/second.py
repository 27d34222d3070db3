"""The trained model's say in which cell a claim speaks of.

Beside the heuristic it is asked only where the heuristic finds no cell, and may only point to one that holds the
claim's amount: it confirms numbers that would stay unchecked, and never complains. On its own (``model``) it chooses
among all cells; that is for measuring.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from math import prod

from ...extract.linear import shipped
from ...extract.model import FACTORS, Figure
from ..model import Link
from .confirm import CONFIRMED, MOST
from .index import FigureIndex, item_of
from .pairing import Context, may_hold, pair_features
from .question import OWN_SECTIONS, Question
from .short_names import sorts_apart

TASK = "link"
SURE = 0.5
"""Below this probability that one of the cells is meant, the model points to none."""
NEAR = 0.05
CROWD = 200
"""Of the cells that hold one amount so many are asked about; only a text of many reports has more."""


def beside_heuristic(question: Question, index: FigureIndex, context: Callable[[], Context]) -> Link | None:
    """The model's link to a cell of equal amount, for an amount for which the heuristic has found none."""
    claim = question.claim
    if claim.type != "amount" or claim.quantity.unit not in FACTORS or not claim.quantity.value:
        return None
    equal = [
        f
        for f in islice(index.equal(claim.quantity, claim.start), CROWD)
        if may_hold(claim, f) and not _of_elsewhere(question, f)
    ]
    return _best(question, equal, context, index)


def _of_elsewhere(question: Question, figure: Figure) -> bool:
    """Whether a section with totals of its own (三公, 采购) is shown the total of a main table: 全年共计支出880万元.

    Nor is what is said of 服务 shown by the row of 货物.
    """
    if sorts_apart(question.section, question.claim, figure):
        return True
    own = question.section in OWN_SECTIONS and question.section != "performance"
    return own and figure.table_kind not in question.tables and not item_of(figure)


def alone(question: Question, index: FigureIndex, context: Callable[[], Context]) -> Link | None:
    """The model's choice among all cells."""
    claim = question.claim
    if claim.type in ("share", "completion-rate", "other"):
        return None
    figures = [figure for figure in index.all(claim.start) if may_hold(claim, figure)]
    return _best(question, figures, context, index)


def _best(
    question: Question, figures: list[Figure], context: Callable[[], Context], index: FigureIndex
) -> Link | None:
    """The most probable cells, if one of all these is meant at all."""
    if not figures:
        return None
    around = context()
    scored = [(_probability(question, figure, around, index), figure) for figure in figures]
    if 1 - prod(1 - probability for probability, _ in scored) < SURE:
        return None
    ranked = sorted(scored, key=lambda pair: -pair[0])[:MOST]
    chosen = tuple(figure for probability, figure in ranked if probability > ranked[0][0] / 2)
    near = sum(probability >= ranked[0][0] - NEAR for probability, _ in ranked)
    return Link(question.claim.id, chosen, ("词语与行、列最相合",), CONFIRMED, near)


def _probability(question: Question, figure: Figure, context: Context, index: FigureIndex) -> float:
    return shipped(TASK).probability(pair_features(question, figure, context, index))
