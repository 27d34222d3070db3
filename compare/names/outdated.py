"""Names of 科目 that have been renamed: in a report whose own tables have the new name, the old one was left over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ...extract.model import Figure
from ...extract.named import key
from ...narrative.lexicon import former_names, functional_names
from ...narrative.model import Paragraph
from ..tables.grids import row_label
from .coded import coded_names
from .heads import Name, names

DIGITS = {"类": 3, "款": 5, "项": 7}
_LISTED = re.compile(r"\s?(?:[、，。；：\d]|预算|决算|为|$)")
"""What stands behind the name of a 类 that is one of a list, or has an amount."""
_TOLD = re.compile("更名|改名|改为|调整为|原[为名“科]|修订")
_BESIDE = 16
_LATEST = 2030


def outdated(
    paragraph: Paragraph, rows: Mapping[str, Sequence[Figure]], year: int
) -> Iterator[tuple[Name, Figure]]:
    """The names of earlier years with the row of the same code, which the tables print under its name of this year."""
    marked = [name for name in (*names(paragraph), *_listed(paragraph, year)) if name is not None]
    coded = [name for _, name in coded_names(paragraph) if all(name.end != each.end for each in marked)]
    for name in (*marked, *coded):
        if _TOLD.search(paragraph.text, max(0, name.start - _BESIDE), name.end + _BESIDE):
            continue
        printed = (row_label(figures[0]) for code, figures in rows.items() if len(code) == DIGITS[name.level])
        if any(key(label) == key(name.text) for label in printed):
            continue
        where = (name.level, key(name.text))
        for code in _earlier(year).get(where) or _later(year).get(where, ()):
            figures = rows.get(code, ())
            if figures and key(row_label(figures[0])) == key(functional_names(year)[code]):
                yield name, figures[0]
                break


def is_later(name: Name, year: int) -> bool:
    """Whether a name came into use after the year."""
    return (name.level, key(name.text)) in _later(year)


def _listed(paragraph: Paragraph, year: int) -> Iterator[Name]:
    """The names of 类 of other years that bear no mark: 支出包括：教育支出、医疗卫生与计划生育支出."""
    for match in _classes(year).finditer(paragraph.text):
        start, end = match.span()
        if _LISTED.match(paragraph.text, end):
            yield Name("类", match[0], start, end, end)


@cache
def _classes(year: int) -> re.Pattern[str]:
    """The names of 类 that other years alone know."""
    borne = [name for each in former_names(year).values() for name in each]
    later = [name for code, name in functional_names(_LATEST).items() if len(code) == DIGITS["类"]]
    known = _earlier(year).keys() | _later(year).keys()
    found = {name for name in (*borne, *later) if ("类", key(name)) in known}
    return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))) or "(?!)")


@cache
def _later(year: int) -> dict[tuple[str, str], tuple[str, ...]]:
    """The codes of 类 that bear a name in later years and a different one now, by level and name."""
    now, found = functional_names(year), dict[tuple[str, str], tuple[str, ...]]()
    known = {key(name) for code, name in now.items() if len(code) == DIGITS["类"]}
    for code, name in functional_names(_LATEST).items():
        if code in now and len(code) == DIGITS["类"] and key(name) not in known:
            found["类", key(name)] = (*found.get(("类", key(name)), ()), code)
    return found


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
