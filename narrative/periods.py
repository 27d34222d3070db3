"""Columns of tables by years: those named by a year, that of the year before, the change between the two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .forms import PERIODS
from .leaves import Leaf, present

PERIOD = re.compile(r"(?:20\d\d年度?|上年度?|本年度?)(?:年初|全年|调整)?(?:预算|决算|执行)数?")
_YEAR = re.compile(r"20\d\d")


def by_years(words: Sequence[str]) -> tuple[Leaf, ...]:
    """The columns of a table by years: those that the head names by their years, else by their words alone."""
    named = tuple(dict.fromkeys(word for word in words if PERIOD.fullmatch(word)))
    if len(named) > 1 and any(_YEAR.match(word) for word in named):
        return a_column_each(named, "".join(words))
    return present(PERIODS, words, 0)


def a_column_each(names: Iterable[str], head: str) -> tuple[Leaf, ...]:
    """A column for each of the years so named and, behind them, those of the change between them."""
    return tuple(Leaf(f"period{i}", (name,)) for i, name in enumerate(names)) + change_columns(head)


def prior_column(words: Sequence[str]) -> tuple[Leaf, ...]:
    """The column of the year before, in front of this year's."""
    periods = [word for word in words if PERIOD.fullmatch(word)]
    compared = any("增减" in word or "比上年" in word for word in words)
    if not periods or not (compared or len(periods) > 1):
        return ()
    return (Leaf("prior", (min(periods, key=lambda word: (not word.startswith("上年"), word[:4])),)),)


def change_columns(head: str) -> tuple[Leaf, ...]:
    """The columns of the change against the year before, behind this year's."""
    amount = re.search(r"增减额|增减金额|增减数|增减变化(?!率)", head)
    rate = re.search(r"增减(?:变化)?[（(]?[%％]|增减率|增减幅度|增减比例|增长率|变化率", head)
    found = [Leaf("change", (amount[0],))] if amount else []
    return (*found, Leaf("change-rate", ("增减%",))) if rate else tuple(found)
