"""χ² tests of counts that come in clusters (organisations): divided by Rao and Scott's design effect (1981, 1984).

Reports of one organisation resemble each other, and one amount is printed several times: the plain test takes each for
news and finds far too much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pandas import DataFrame, Series


class Test(NamedTuple):
    """A test: the plain statistic, by what it is divided, its degrees of freedom and p; NaN where nothing is known."""

    chi2: float
    effect: float
    dof: int
    p: float


def uniform(counts: DataFrame, key: str, values: int) -> Test:
    """Whether all values of ``key`` are equally frequent; ``counts`` has a row (organisation, key, n) each."""
    import numpy as np

    seen = counts.groupby(key)["n"].sum().to_numpy(dtype=np.float64)
    total, expected = float(seen.sum()), 1 / values
    statistic = float((seen**2).sum() / (total * expected) - total)
    spread = _effects(counts, [key])
    return _tested(statistic, float((spread / expected).sum()) / (values - 1), values - 1)


def independent(reports: DataFrame, one: str, other: str) -> Test:
    """Whether two columns of the reports have nothing to do with each other."""
    import numpy as np

    known = reports[reports[one].notna() & reports[other].notna()]
    table = known.groupby([one, other]).size().unstack(fill_value=0).to_numpy(dtype=np.float64)
    rows, columns = table.shape
    total = table.sum()
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / total
    statistic = float(((table - expected) ** 2 / expected).sum())
    effect = 0.0
    for keys, sign in (([one, other], 1), ([one], -1), ([other], -1)):
        counts = known.groupby(["organisation", *keys]).size().rename("n").reset_index()
        share = counts.groupby(keys)["n"].sum() / total
        effect += sign * float((_effects(counts, keys) / share).sum())
    dof = (rows - 1) * (columns - 1)
    return _tested(statistic, effect / dof, dof)


def _effects(counts: DataFrame, keys: list[str]) -> Series:
    """For each value its share's variance between organisations, times the number of cases: p(1 − p) if there were no
    clusters.
    """
    sizes = counts.groupby("organisation")["n"].sum()
    count, total, squares = len(sizes), float(sizes.sum()), float((sizes.astype(float) ** 2).sum())
    size = counts["organisation"].map(sizes).astype(float)
    found = counts.assign(square=counts["n"].astype(float) ** 2, product=counts["n"] * size)
    sums = found.groupby(keys)[["n", "square", "product"]].sum()
    share = sums["n"] / total
    between = sums["square"] - 2 * share * sums["product"] + share**2 * squares
    return between / total * (count / (count - 1) if count > 1 else float("nan"))


def _tested(statistic: float, effect: float, dof: int) -> Test:
    from scipy.stats import chi2

    effect = max(effect, 1.0) if effect == effect else effect
    return Test(statistic, effect, dof, float(chi2.sf(statistic / effect, dof)))
