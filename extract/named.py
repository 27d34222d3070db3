"""The codes of 科目 in tables that print names alone, from the order of the rows: a 类, its 款, their 项."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ..narrative.lexicon import economic, functional
from .subjects import clean_label

CODED = frozenset(
    {
        "income",
        "expenditure",
        "general-expenditure",
        "government-fund",
        "state-capital",
        "basic-expenditure",
        "basic-detail",
        "economic-summary",
        "operating-cost",
    }
)
"""The kinds of tables whose rows are 科目."""
LEVELS = (3, 5, 7)
_FEWEST = 3
"""So many rows must have a name for their order to tell anything."""
_MOST_STEPS = 4_000
"""How many codes are tried for the rows of one table before it is left without."""
_APART = re.compile(r"^(?:本年)?(?:收入|支出)?(?:合计|总计|小计)$|^合计金额$|^(?:人员|公用)(?:经费|支出)")
"""Rows between those of 科目 that are none."""
_STUCK = re.compile(r"^\d{2,7}(?=[^\d.、．])")
"""What is left of a code that lost digits, in front of its name."""
_END = re.compile(r"(?:等支出|支出|等)$")
_SAME = (("其它", "其他"), ("及", "和"), ("与", "和"), ("、", "和"))
Names = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Named:
    """The code of a row by its name and place; ``sure`` if no other code of that name fits the rows above it.

    ``above`` are the rows of the 类 and the 款 that it stands under, outermost first, as far as they are printed.
    """

    code: str
    sure: bool
    above: tuple[int, ...]


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """The name without what may be written one way or another."""
    short = clean_label(name).replace("（", "").replace("）", "")
    for old, new in _SAME:
        short = short.replace(old, new)
    return _END.sub("", short)


def named_codes(labels: Sequence[str]) -> dict[int, Named]:
    """The codes of the rows with these labels, by their places in the sequence.

    None at all if a name is not known, or if the rows do not stand in the order of codes.
    """
    labels = [_STUCK.sub("", label) for label in labels]
    rows = [i for i, label in enumerate(labels) if not _APART.match(label)]
    for catalogue in (_functional(), _department()):
        options = [_codes(catalogue, labels[i]) for i in rows]
        if len(rows) >= _FEWEST and all(options):
            chosen = _ascending(options)
            return _with_sureness(rows, chosen, options) if chosen else {}
    return {}


def _with_sureness(rows: list[int], chosen: list[str], options: list[tuple[str, ...]]) -> dict[int, Named]:
    places = dict(zip(chosen, rows, strict=True))
    found: dict[int, Named] = {}
    for i, code, all_codes in zip(rows, chosen, options, strict=True):
        upper = [code[:n] for n in LEVELS if n < len(code) and code[:n] in places]
        under = upper[-1] if upper else ""
        rivals = [other for other in all_codes if other.startswith(under) and len(other) > len(under)]
        sure = len(rivals) == 1 and (not upper or found[places[under]].sure)
        found[i] = Named(code, sure, tuple(places[each] for each in upper))
    return found


def _ascending(options: Sequence[tuple[str, ...]]) -> list[str]:
    """The first choice of ascending codes, those of the group that the rows stand in before all others."""
    chosen: list[str] = []
    untried: list[list[str]] = []
    for _ in range(_MOST_STEPS):
        if len(chosen) == len(options):
            return chosen
        if len(untried) == len(chosen):
            untried.append(_by_nearness(options[len(chosen)], chosen[-1] if chosen else ""))
        if untried[-1]:
            chosen.append(untried[-1].pop(0))
            continue
        untried.pop()
        if not chosen:
            return []
        chosen.pop()
    return []


def _by_nearness(codes: Sequence[str], before: str) -> list[str]:
    """The codes behind ``before``: those that share most levels with it first, of these the higher levels."""

    def shared(code: str) -> int:
        return max((n for n in LEVELS if code[:n] == before[:n] and len(before) >= n), default=0)

    return sorted(
        (code for code in codes if code > before), key=lambda code: (-shared(code), len(code), code)
    )


def _codes(catalogue: Names, label: str) -> tuple[str, ...]:
    """The codes of a name: of the very name, else of one that is the same but for 及, 和 or 支出."""
    return catalogue.get(label) or catalogue.get(key(label), ())


@cache
def _functional() -> Names:
    return _by_name(functional())


@cache
def _department() -> Names:
    return _by_name({code: names for code, names in economic().items() if code.startswith("3")})


def _by_name(catalogue: dict[str, tuple[str, ...]]) -> Names:
    """The codes of each name as it is written and as :func:`key` has it."""
    found: dict[str, set[str]] = {}
    for code, names in catalogue.items():
        for name in names:
            for form in {name, key(name)}:
                found.setdefault(form, set()).add(code)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}
