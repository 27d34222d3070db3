"""What several checks ask of the same evidence is computed once and kept with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from .model import Evidence

T = TypeVar("T")


def once(compute: Callable[[Evidence], T]) -> Callable[[Evidence], T]:
    """``compute``, whose result is kept with the evidence: nobody who gets it may change it."""

    @wraps(compute)
    def kept(evidence: Evidence) -> T:
        if compute not in evidence.kept:
            evidence.kept[compute] = compute(evidence)
        return cast(T, evidence.kept[compute])

    return kept
