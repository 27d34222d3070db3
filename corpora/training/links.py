"""Examples for linking: a claim beside a cell, and whether it speaks of that cell."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from ...compare.audit import audit
from ...compare.linking.index import FigureIndex
from ...compare.linking.pairing import chance_features, context_of, may_hold, read_features, word_features
from ...compare.linking.question import question_of
from ...extract.model import Claim, Figure
from ...extract.scoring import scoring_by
from ...narrative.read import read_text
from ..synthesis.grammar import voices
from ..synthesis.report import Synthetic, synthesize
from . import HELD_OUT

BLIND = 0.6
"""How many claims are shown with half of their features: an unseen wording is one that the patterns misread."""
OTHERS = 6
"""Cells of other amounts that are shown beside a claim, as a number copied from them would have it."""
COPIED = 0.05
"""How many numbers that equal some cell were copied from a wrong one: 6 of 131 in three annotated real reports."""


@dataclass(frozen=True, slots=True)
class Example:
    """Named features and the answer. ``group`` is the voice, which stays on one side of training and test."""

    features: tuple[str, ...]
    answer: bool
    group: str
    weight: float = 1.0


def training_reports(seed: int, count: int) -> Iterator[Synthetic]:
    """Synthetic texts of all voices that are not held out, in turn."""
    names = [voice.id for voice in voices() if voice.id not in HELD_OUT]
    for index in range(count):
        yield synthesize(seed, index, voice=names[index % len(names)], format="txt")


def link_examples(report: Synthetic, rng: random.Random) -> Iterator[Example]:
    """Each amount of a synthetic text beside its own cells, cells of the same amount and some others."""
    with scoring_by("heuristic"):
        result = audit(read_text(report.text))
    kinds = {section.id: section.kind for section in result.report.sections}
    index = FigureIndex(result.figures, result.report.tables)
    truth = {label.placed.start: label for label in report.labels}
    beside: dict[str, tuple[str, ...]] = {}
    for claim in result.claims:
        around = beside.get(claim.paragraph, ())
        if claim.type == "amount" and claim.quantity.value and claim.start in truth:
            clause = result.report.text[claim.clause[0] : claim.start]
            question = question_of(claim, kinds.get(claim.section, "other"), clause)
            context = context_of(result.report, claim, around)
            blind = rng.random() < BLIND
            own = {cell.start for cell in truth[claim.start].cells}
            for figure, weight in _shown(index, claim, own, rng):
                seen = (*read_features(question, figure), *word_features(question, figure, context))
                kept = [name for name in seen if not blind or rng.random() < 0.5]
                features = (*kept, *chance_features(claim, figure, index))
                yield Example(features, figure.start in own, report.voice, weight)
        if (link := result.links.get(claim.id)) is not None:
            beside[claim.paragraph] = (link.figures[0].table_kind, *around)


def _shown(
    index: FigureIndex, claim: Claim, own: set[int], rng: random.Random
) -> Iterator[tuple[Figure, float]]:
    """Cells with how much they count."""
    equal = [figure for figure in index.equal(claim.quantity, claim.start) if may_hold(claim, figure)]
    yield from ((figure, 1.0) for figure in equal)
    known = {figure.id for figure in equal}
    fitting = [f for f in index.all(claim.start) if f.quantity.value and may_hold(claim, f)]
    others = [figure for figure in fitting if figure.id not in known and figure.start not in own]
    yield from ((figure, COPIED / OTHERS) for figure in rng.sample(others, min(OTHERS, len(others))))
