"""The one seam where a number's type and column are chosen among candidates.

A heuristic stands behind :func:`score` now; a trained model can take its place without other changes, since candidates
and their features can be recorded: ``with recording() as log: claims(report)``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, TypeVar

from ..narrative.record import record


@record
class Candidate:
    """One reading of a number: ``task`` is ``type`` or ``column``, ``label`` the reading.

    ``distance`` is how many characters stand between the cue and the number (−1: no cue), ``prior`` how usual the
    reading is for the unit or section without any cue, 0 to 1; ``context`` says where the number stands, as pairs.
    """

    task: str
    label: str
    distance: int
    prior: float
    context: tuple[tuple[str, str], ...] = ()

    @property
    def features(self) -> dict[str, float]:
        """Named features for training."""
        near = 1.0 / (1 + self.distance) if self.distance >= 0 else 0.0
        named = {f"{name}={value}": 1.0 for name, value in self.context}
        return {"cue": float(self.distance >= 0), "near": near, "prior": self.prior} | named


T = TypeVar("T")

Scorer = Literal["heuristic", "model", "both"]
"""Who chooses: the heuristic, a trained model, or the heuristic with the model for what it leaves open."""
SCORERS: tuple[Scorer, ...] = ("heuristic", "model", "both")
DEFAULT: Scorer = "both"

_SCORER: ContextVar[Scorer] = ContextVar("scorer", default=DEFAULT)

_LOG: ContextVar[list[tuple[Candidate, float]] | None] = ContextVar("candidates", default=None)


def score(candidate: Candidate) -> float:
    """The probability that the candidate's reading is right, 0 to 1."""
    evidence = 5.0 * candidate.prior - 3.0
    if candidate.distance >= 0:
        evidence += 5.0 - 0.3 * candidate.distance
    return 1.0 / (1.0 + math.exp(-evidence))


def choose(candidates: Iterable[Candidate]) -> tuple[Candidate, float]:
    """The most probable candidate and its probability; the first of equals. Fails on no candidate."""
    log = _LOG.get()
    best: Candidate | None = None
    highest = -1.0
    for candidate in candidates:
        probability = score(candidate)
        if log is not None:
            log.append((candidate, probability))
        if probability > highest:
            best, highest = candidate, probability
    if best is None:
        raise ValueError("no candidate to choose from")
    return best, highest


def choose_all(options: Iterable[tuple[T, Candidate]]) -> list[tuple[T, float]]:
    """Every option with its probability, the most probable first, equals in the order given."""
    log = _LOG.get()
    scored = [(option, candidate, candidate.prior) for option, candidate in options]
    if log is not None:
        log += [(candidate, probability) for _, candidate, probability in scored]
    return sorted(((option, probability) for option, _, probability in scored), key=lambda pair: -pair[1])


@contextmanager
def recording() -> Iterator[list[tuple[Candidate, float]]]:
    """Collect all candidates scored in this context, with their probabilities."""
    log: list[tuple[Candidate, float]] = []
    token = _LOG.set(log)
    try:
        yield log
    finally:
        _LOG.reset(token)


@contextmanager
def scoring_by(name: Scorer) -> Iterator[None]:
    """Let the heuristic, the model or both choose in this context."""
    token = _SCORER.set(name)
    try:
        yield
    finally:
        _SCORER.reset(token)


def scorer() -> Scorer:
    """Who chooses in this context."""
    return _SCORER.get()
