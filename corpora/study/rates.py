"""Rates and their 95 % confidence intervals where reports of one organisation resemble each other.

A share of reports gets Wilson's interval (Wilson 1927, JASA 22) with the number of reports divided by the design
effect of the clusters (Kish 1965); a ratio such as errors per checked claim gets the linearised variance between
clusters (Cochran 1977, 6.3).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Z = 1.959963984540054
"""The 97.5 % quantile of the normal distribution."""


class Estimate(NamedTuple):
    """A rate with the ends of its interval; NaN where nothing can be said."""

    rate: float
    low: float
    high: float


NOTHING = Estimate(math.nan, math.nan, math.nan)


def wilson(hits: float, trials: float) -> Estimate:
    """The share ``hits / trials`` with Wilson's interval; ``trials`` may be an effective number."""
    if trials <= 0:
        return NOTHING
    share = hits / trials
    middle = share + Z * Z / (2 * trials)
    spread = Z * math.sqrt(share * (1 - share) / trials + Z * Z / (4 * trials * trials))
    width = 1 + Z * Z / trials
    return Estimate(share, max((middle - spread) / width, 0.0), min((middle + spread) / width, 1.0))


def share(hits: Numbers, trials: Numbers) -> Estimate:
    """The share Σ hits / Σ trials, one pair of numbers for each cluster (organisation)."""
    total = float(trials.sum())
    if total <= 0:
        return NOTHING
    found = float(hits.sum()) / total
    simple = found * (1 - found) / total
    effect = max(_variance(hits, trials) / simple, 1.0) if simple > 0 and len(hits) > 1 else 1.0
    return wilson(float(hits.sum()) / effect, total / effect)


def ratio(events: Numbers, exposures: Numbers, *, per: float = 100.0) -> Estimate:
    """Events for every ``per`` exposures (errors per 100 checked claims), one pair of numbers for each cluster.

    Without any event the upper end is that of the rule of three (Hanley & Lippman-Hand 1983).
    """
    total = float(exposures.sum())
    if total <= 0:
        return NOTHING
    found = float(events.sum()) / total
    if found == 0:
        return Estimate(0.0, 0.0, per * 3 / total)
    if len(events) < 2:
        return Estimate(per * found, math.nan, math.nan)
    spread = Z * math.sqrt(_variance(events, exposures))
    return Estimate(per * found, per * max(found - spread, 0.0), per * (found + spread))


def _variance(parts: Numbers, wholes: Numbers) -> float:
    """The variance of Σ parts / Σ wholes between clusters."""
    count, total = len(parts), float(wholes.sum())
    residuals = parts - parts.sum() / total * wholes
    return float(count / (count - 1) * (residuals**2).sum() / total**2)


def mean(differences: Numbers) -> Estimate:
    """The mean of independent differences with its interval (normal approximation)."""
    count = len(differences)
    if not count:
        return NOTHING
    middle = float(differences.mean())
    if count < 2:
        return Estimate(middle, math.nan, math.nan)
    spread = Z * float(differences.std(ddof=1)) / math.sqrt(count)
    return Estimate(middle, middle - spread, middle + spread)
