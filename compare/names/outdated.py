"""Names of 科目 that have been renamed: in a report whose own tables have the new name, the old one was left over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ...extract.model import Figure
from ...extract.named import key
from ...narrative.lexicon import former_names, functional_names
from ...narrative.model import Paragraph
from ..tables.grids import row_label
from .heads import Name, names

DIGITS = {"类": 3, "款": 5, "项": 7}


def outdated(
    paragraph: Paragraph, rows: Mapping[str, Sequence[Figure]], year: int
) -> Iterator[tuple[Name, Figure]]:
    """The names of earlier years with the row of the same code, which the tables print under its name of this year."""
    for name in names(paragraph):
        if name is None:
            continue
        printed = (row_label(figures[0]) for code, figures in rows.items() if len(code) == DIGITS[name.level])
        if any(key(label) == key(name.text) for label in printed):
            continue
        for code in _earlier(year).get((name.level, key(name.text)), ()):
            figures = rows.get(code, ())
            if figures and key(row_label(figures[0])) == key(functional_names(year)[code]):
                yield name, figures[0]
                break


@cache
def _earlier(year: int) -> dict[tuple[str, str], tuple[str, ...]]:
    """The codes that bore a name in earlier years and bear a different one now, by level and name."""
    now, found = functional_names(year), dict[tuple[str, str], tuple[str, ...]]()
    known = {(len(code), key(name)) for code, name in now.items()}
    levels = {digits: level for level, digits in DIGITS.items()}
    for code, borne in former_names(year).items():
        for name in borne if code in now and len(code) in levels else ():
            if (len(code), key(name)) not in known:
                where = (levels[len(code)], key(name))
                found[where] = (*found.get(where, ()), code)
    return found
