"""How far a measured rate may be off: 95 % confidence intervals."""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import sqrt

_Z = 1.959964
_DRAWS = 400


def wilson(hits: int, cases: int) -> tuple[float, float]:
    """Wilson's interval for independent cases; (0, 1) for none."""
    if not cases:
        return 0.0, 1.0
    rate, square = hits / cases, _Z * _Z
    centre = (rate + square / (2 * cases)) / (1 + square / cases)
    reach = _Z * sqrt(rate * (1 - rate) / cases + square / (4 * cases * cases)) / (1 + square / cases)
    return max(0.0, centre - reach), min(1.0, centre + reach)


def by_report(counts: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """The interval of hits by cases where cases of one report go together: whole reports are drawn again, 400 times.

    Where nothing or everything was hit the bootstrap says nothing; then Wilson's interval is given.
    """
    hits, cases = sum(h for h, _ in counts), sum(c for _, c in counts)
    if hits in (0, cases):
        return wilson(hits, cases)
    rng = random.Random(0)
    rates = []
    for _ in range(_DRAWS):
        drawn = rng.choices(counts, k=len(counts))
        of = sum(c for _, c in drawn)
        rates.append(sum(h for h, _ in drawn) / of if of else 0.0)
    rates.sort()
    return rates[_DRAWS // 40], rates[-1 - _DRAWS // 40]
