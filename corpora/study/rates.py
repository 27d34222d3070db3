"""Rates and their 95 % confidence intervals where reports of one organisation resemble each other.

A share of reports gets Wilson's interval (Wilson 1927, JASA 22) with the number of reports divided by the design
effect of the clusters (Kish 1965) and, where these are few, by that of estimating it (Korn & Graubard 1998); a ratio
such as errors per checked claim gets the linearised variance between clusters (Cochran 1977, 6.3) and the t
distribution.
"""

from __future__ import annotations

import math
from functools import cache
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
    share = min(hits / trials, 1.0)
    middle = share + Z * Z / (2 * trials)
    spread = Z * math.sqrt(share * (1 - share) / trials + Z * Z / (4 * trials * trials))
    width = 1 + Z * Z / trials
    low = max((middle - spread) / width, 0.0) if share > 0 else 0.0
    high = min((middle + spread) / width, 1.0) if share < 1 else 1.0
    return Estimate(share, low, high)


def share(hits: Numbers, trials: Numbers) -> Estimate:
    """The share Σ hits / Σ trials, one pair of numbers for each cluster (organisation).

    If all trials are hits, or none, nothing tells how alike a cluster's are: each cluster counts as one trial.
    """
    total, count = float(trials.sum()), int((trials > 0).sum())
    if total <= 0:
        return NOTHING
    found = float(hits.sum()) / total
    simple = found * (1 - found) / total
    if simple > 0 and count > 1:
        effect = max(_variance(hits, trials) / simple, 1.0) * (quantile(count) / Z) ** 2
    else:
        effect = total / count
    return wilson(found * total / effect, total / effect)._replace(rate=found)


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
    if (exposures > 0).sum() < 2:
        return Estimate(per * found, math.nan, math.nan)
    spread = quantile(int((exposures > 0).sum())) * math.sqrt(_variance(events, exposures))
    return Estimate(per * found, per * max(found - spread, 0.0), per * (found + spread))


@cache
def quantile(clusters: int) -> float:
    """The 97.5 % quantile of the t distribution for a variance between so many clusters."""
    from scipy.stats import t

    return float(t.ppf(0.975, clusters - 1))


def _variance(parts: Numbers, wholes: Numbers) -> float:
    """The variance of Σ parts / Σ wholes between the clusters that have any."""
    count, total = int((wholes > 0).sum()), float(wholes.sum())
    residuals = parts - parts.sum() / total * wholes
    return float(count / (count - 1) * (residuals**2).sum() / total**2)


def mean(differences: Numbers) -> Estimate:
    """The mean of independent differences with its interval (t distribution)."""
    count = len(differences)
    if not count:
        return NOTHING
    middle = float(differences.mean())
    if count < 2:
        return Estimate(middle, math.nan, math.nan)
    spread = quantile(count) * float(differences.std(ddof=1)) / math.sqrt(count)
    return Estimate(middle, middle - spread, middle + spread)
