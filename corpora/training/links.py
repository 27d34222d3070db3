"""Examples for linking: a claim beside a cell, and whether it speaks of that cell."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from ...compare.audit import audit
from ...compare.fitting import unit_fits
from ...compare.index import FigureIndex
from ...compare.pairing import context_of, read_features, word_features
from ...compare.question import question_of
from ...extract.model import Claim, Figure
from ...narrative.read import read_text
from ..synthesis.grammar import voices
from ..synthesis.report import Synthetic, synthesize
from . import HELD_OUT

BLIND = 0.35
"""How many claims are shown without what the patterns read of them, so that the words around them count as well."""
OTHERS = 24
"""Cells of other amounts that are shown beside a claim."""


@dataclass(frozen=True, slots=True)
class Example:
    """Named features and the answer. ``group`` is the voice, which stays on one side of training and test."""

    features: tuple[str, ...]
    answer: bool
    group: str


def training_reports(seed: int, count: int) -> Iterator[Synthetic]:
    """Synthetic texts of all voices that are not held out, in turn."""
    names = [voice.id for voice in voices() if voice.id not in HELD_OUT]
    for index in range(count):
        yield synthesize(seed, index, voice=names[index % len(names)], format="txt")


def link_examples(report: Synthetic, rng: random.Random) -> Iterator[Example]:
    """Each amount of a synthetic text beside its own cells, cells of the same amount and some others."""
    result = audit(read_text(report.text))
    kinds = {section.id: section.kind for section in result.report.sections}
    index = FigureIndex(result.figures, result.report.tables)
    truth = {label.placed.start: {cell.start for cell in label.cells} for label in report.labels}
    beside: dict[str, tuple[str, ...]] = {}
    for claim in result.claims:
        link = result.links.get(claim.id)
        around = beside.get(claim.paragraph, ())
        if claim.type == "amount" and claim.start in truth:
            clause = result.report.text[claim.clause[0] : claim.start]
            question = question_of(claim, kinds.get(claim.section, "other"), clause)
            context = context_of(result.report.text, claim, around)
            blind = rng.random() < BLIND
            for figure in _shown(index, claim, truth[claim.start], rng):
                read = () if blind else read_features(question, figure)
                features = (*read, *word_features(question, figure, context))
                yield Example(features, figure.start in truth[claim.start], report.voice)
        if link is not None:
            beside[claim.paragraph] = (link.figures[0].table_kind, *around)


def _shown(index: FigureIndex, claim: Claim, own: set[int], rng: random.Random) -> Iterator[Figure]:
    equal = list(index.equal(claim))
    known = {figure.id for figure in equal}
    fitting = [figure for figure in index.all(claim.start) if unit_fits(claim, figure)]
    rest = [figure for figure in fitting if figure.id not in known]
    mine = [figure for figure in rest if figure.start in own]
    others = [figure for figure in rest if figure.start not in own]
    yield from equal
    yield from mine
    yield from rng.sample(others, min(OTHERS, len(others)))
