"""Slips in whole pieces: a wrong figure copied to every place; names, counts or rows exchanged."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from random import Random

from ...compare.tables.grids import Grid
from ...extract.interval import plain, significant
from ...extract.model import Figure
from .cells import CHAINED, repeats, sound
from .model import Change, Edit, Site, Source
from .sites import evidence_of
from .words import LEVEL, prose

LEAST_DIGITS = 3


def repeated_figures(source: Source, random: Random) -> Iterator[Change]:
    """One wrong total in every sentence that states it, as if copied from the first: one cause."""
    places: dict[tuple[str, str], list[Site]] = {}
    evidence = evidence_of(source.audit)
    by_start = {claim.start: claim for claim in evidence.claims}
    for site in source.sites:
        link = evidence.links.get(by_start[site.start].id) if site.celled and site.type == "amount" else None
        if link is not None and significant(site.value) >= LEAST_DIGITS + 1:
            spot = link.figures[0].place
            key = (f"{spot.table}|{spot.row}|{spot.column}", source.text[site.start : site.end])
            places.setdefault(key, []).append(site)
    for (_, printed), sites in places.items():
        number = printed[: len(printed.rstrip("亿万元"))]
        if len(sites) < 2 or not number.replace(".", "").isdigit():
            continue
        wrong = number[0] + number[2] + number[1] + number[3:] if number[1:3].isdigit() else ""
        if wrong and wrong != number:
            text = wrong + printed[len(number) :]
            edits = tuple(Edit(site.start, site.end, text) for site in sites)
            yield Change(("amount", "sum"), "repeated", edits, printed)


def swapped_counts(source: Source, random: Random) -> Iterator[Change]:
    """批次 and 人次 exchanged: fewer guests than receptions."""
    claims = [claim for claim in source.audit.claims if claim.type == "count" and claim.quantity.value]
    for first, second in pairwise(claims):
        units = (source.text[each.start : each.end] for each in (first, second))
        one, two = (unit.lstrip("0123456789 \n") for unit in units)
        near = first.paragraph == second.paragraph and source.free(first.start, second.end)
        if near and (one, two) == ("批次", "人次") and first.quantity.value < second.quantity.value:
            mine, other = (plain(each.quantity.value) for each in (first, second))
            edits = (
                Edit(first.start, first.start + len(mine), other),
                Edit(second.start, second.start + len(other), mine),
            )
            yield Change(("count", "amount", "other"), "counts-swapped", edits, "")


def swapped_names(source: Source, random: Random) -> Iterator[Change]:
    """The names of two items of different 款 exchanged in the prose: the amounts stay where they are.

    Within one 款 nothing tells whether the names were exchanged or the amounts.
    """
    found = []
    for paragraph in prose(source):
        levels = {match["level"]: match for match in LEVEL.finditer(paragraph.text)}
        if set(levels) == {"类", "款", "项"} and paragraph.text.count("（项）") == 1:
            found.append((paragraph, levels["项"], levels["款"]["name"]))
    celled = sorted(site.start for site in source.sites if site.celled and site.type == "amount")
    for (one, mine, group), (two, other, another) in pairwise(found):
        spans = [(each.offsets[0], each.offsets[-1]) for each in (one, two)]
        both = all(any(start <= at <= end for at in celled) for start, end in spans)
        if mine["name"] != other["name"] and group != another and both:
            places = (one.place(*mine.span("name")), two.place(*other.span("name")))
            edits = tuple(
                Edit(place.start, place.end, match["name"])
                for place, match in zip(places, (other, mine), strict=True)
            )
            yield Change(("amount", "label"), "names-swapped", edits, mine["name"])


def swapped_rows(source: Source, random: Random) -> Iterator[Change]:
    """The amounts of two rows of one 款 exchanged: the table adds up as before, other tables or the prose do not.

    A class that another table shows is the sum of both rows and tells nothing. One of the rows must be repeated by
    itself, or the general budget's part of a row must then be larger than all that was spent: else no reader can know.
    """
    repeated = repeats(source, alone=True)
    every = list(sound(source))
    for grid in every:
        leaves = sorted(code for code in grid.codes if len(code) == 7) if grid.kind in CHAINED else ()
        for one, two in pairwise(leaves):
            mine, other = (_row(grid, code) for code in (one, two))
            if one[:5] != two[:5] or set(mine) != set(other):
                continue
            pairs = [(mine[column], other[column]) for column in mine]
            told = any(each.start in repeated and _far(*pair) for pair in pairs for each in pair)
            if not told and not _overflows(grid, every, one, two):
                continue
            if any(_far(*pair) for pair in pairs) and all(
                _printed(source, each) for pair in pairs for each in pair
            ):
                edits = [edit for pair in pairs for edit in _exchanged(*pair)]
                yield Change(("cross-table", "amount", "table-sum"), "rows-swapped", tuple(edits), "")


def _overflows(grid: Grid, every: list[Grid], one: str, two: str) -> bool:
    """Whether one of two rows exchanged shows less than the general budget's part of it, or more than the whole."""
    kinds = {"expenditure": "general-expenditure", "general-expenditure": "expenditure"}
    mine = _sums(grid)
    others = [_sums(each) for each in every if each.kind == kinds.get(grid.kind)]
    sign = 1 if grid.kind == "general-expenditure" else -1
    pairs = [(mine[a], other[b]) for other in others for a, b in ((one, two), (two, one)) if b in other]
    return any(sign * (part - whole) * 10 > max(part, whole) for part, whole in pairs)


def _sums(grid: Grid) -> dict[str, Decimal]:
    """The largest amount of each row, its total, in 元."""
    return {
        code: max(each.quantity.yuan for each in _row(grid, code).values())
        for code in grid.codes
        if _row(grid, code)
    }


def _row(grid: Grid, code: str) -> dict[int, Figure]:
    return {
        each.place.column: each for each in grid.cells.values() if each.code == code and each.quantity.value
    }


def _far(one: Figure, two: Figure) -> bool:
    mine, other = one.quantity.value, two.quantity.value
    long = min(significant(mine), significant(other)) >= LEAST_DIGITS
    return long and abs(mine - other) * 10 > max(mine, other)


def _printed(source: Source, figure: Figure) -> bool:
    if figure.start is None or figure.end is None or figure.alternatives:
        return False
    return source.free(figure.start, figure.end)


def _exchanged(one: Figure, two: Figure) -> Iterator[Edit]:
    for each, other in ((one, two), (two, one)):
        if each.start is not None and each.end is not None:
            yield Edit(each.start, each.end, other.text.strip())
