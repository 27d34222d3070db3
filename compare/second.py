"""The trained model's say in which cell a claim speaks of.

Beside the heuristic it is asked only where the heuristic finds no cell, or one with another amount, and may only
point to a cell that holds the claim's amount: it can withdraw a complaint or confirm a number, never complain. On
its own (``model``) it chooses among all cells; that is for measuring.
"""

from __future__ import annotations

from ..extract.linear import Linear, shipped
from ..extract.model import FACTORS, Claim, Figure
from .confirm import CONFIRMED, MOST
from .fitting import unit_fits
from .index import FigureIndex, same_amount
from .model import Link
from .pairing import Context, pair_features
from .question import Question

TASK = "link"
SURE = 0.5
"""Below this probability the model points to no cell."""


def reconsidered(question: Question, made: Link | None, index: FigureIndex, context: Context) -> Link | None:
    """The heuristic's link, or the model's to a cell of equal amount that fits better."""
    claim = question.claim
    if not _open(claim, made):
        return made
    equal = list(index.equal(claim))
    if not equal:
        return made
    model = shipped(TASK)
    least = SURE
    if made is not None:
        least = max(least, _probability(model, question, made.figures[0], context))
    return _best(model, question, equal, context, least) or made


def alone(question: Question, index: FigureIndex, context: Context) -> Link | None:
    """The model's choice among all cells."""
    claim = question.claim
    if claim.type in ("share", "completion-rate", "other"):
        return None
    figures = [figure for figure in index.all(claim.start) if unit_fits(claim, figure)]
    return _best(shipped(TASK), question, figures, context, SURE)


def _open(claim: Claim, made: Link | None) -> bool:
    if claim.type != "amount" or claim.quantity.unit not in FACTORS or not claim.quantity.value:
        return False
    return made is None or not same_amount(claim, made.figures[0])


def _probability(model: Linear, question: Question, figure: Figure, context: Context) -> float:
    return model.probability(pair_features(question, figure, context))


def _best(
    model: Linear, question: Question, figures: list[Figure], context: Context, least: float
) -> Link | None:
    ranked = sorted(
        ((_probability(model, question, figure, context), figure) for figure in figures),
        key=lambda pair: -pair[0],
    )
    chosen = tuple(figure for probability, figure in ranked if probability > least)[:MOST]
    if not chosen:
        return None
    highest = ranked[0][0]
    near = sum(probability >= highest - 0.05 for probability, _ in ranked[: len(chosen)])
    return Link(question.claim.id, chosen, ("词语与行、列最相合",), CONFIRMED, near)
