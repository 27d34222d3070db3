"""What counts are of: people, vehicles, or groups and occasions, and of which of the three expenses.

A count of one sort is never a cell of another; where no name leads to a cell, an equal one of its sort and expense
confirms it: 累计5人次 behind 团组2个 is 因公出国（境）人次数（人）.
"""

from __future__ import annotations

import re

from ...extract.model import Claim, Figure

_UNITS = {
    "people": frozenset(("人", "人次", "名", "位")),
    "vehicles": frozenset(("辆", "台")),
    "groups": frozenset(("个", "批", "批次", "次", "团", "团组", "个批次", "个团组")),
}
_EXPENSES = (
    ("abroad", re.compile("出国|出境")),
    ("reception", re.compile("接待")),
    ("held", re.compile("保有")),
    ("bought", re.compile("购置|购入|新购")),
    ("meetings", re.compile("会议")),
    ("training", re.compile("培训")),
)
_FOREIGN = re.compile("外[宾事]|国（?境?）?外|涉外")
_LABELS = (
    ("people", re.compile("人次|人数")),
    ("groups", re.compile("批次|批数|团组|(?<!人)次数")),
    ("vehicles", re.compile("[（(][辆台][)）]|保有量|车辆数|购置数")),
)


def sorts_differ(claim: Claim, figure: Figure) -> bool:
    """Whether a count is surely of another sort than the cell: 5人次 and 团组数（个）."""
    said, printed = _sort_of_unit(claim.quantity.unit), _sort_of_cell(figure)
    return bool(said) and bool(printed) and said != printed


def _sort_of_unit(unit: str | None) -> str:
    return next((sort for sort, units in _UNITS.items() if unit in units), "")


def _sort_of_cell(figure: Figure) -> str:
    """The sort that the cell's labels name, the row's first; else that of its unit, which 个 does not tell."""
    for label in (*figure.row_path[-1:], *figure.column_path[-1:]):
        for sort, words in _LABELS:
            if words.search(label):
                return sort
    return "" if figure.quantity.unit == "个" else _sort_of_unit(figure.quantity.unit)


def kind_of_count(claim: Claim) -> tuple[str, str] | None:
    """What a count counts and for which expense, None where its words and unit do not tell."""
    sort, what = _sort_of_unit(claim.quantity.unit), _expense(claim.subject)
    return (sort, what) if sort and what else None


def same_things(claim: Claim, figure: Figure) -> bool:
    """Whether a certain cell of a table of 三公 counts what the claim counts."""
    sort, what = _sort_of_unit(claim.quantity.unit), _expense(claim.subject)
    own = figure.table_kind == "three-public" and not figure.blank and not figure.alternatives
    return (
        own
        and bool(sort and what)
        and claim.column != "prior"
        and figure.column in ("actual", "none")
        and _sort_of_cell(figure) == sort
        and _expense("".join(figure.row_path[-1:])) == what
    )


def _expense(words: str) -> str:
    """Which of the three expenses words are about, and of receptions whether they are of foreign guests."""
    names = [name for name, pattern in _EXPENSES if pattern.search(words)]
    guests = ["foreign"] if "reception" in names and _FOREIGN.search(words) else []
    return names[0] + "".join(guests) if len(names) == 1 else ""
