"""Which family of reports a report belongs to, by the titles of its tables and sections, its kind and its year.

The families are data: TOML files in ``compare/profiles`` and files of the user (docs/profiles.md). A report that
none of them fits is checked as far as it is certain, and its coverage says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import islice

from ...narrative.model import Report, Table
from ..headline import same_title, squeezed_title

GENERIC = "generic"
_HEAD = 60
_LINE = re.compile(r"[^\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A table or a section that the family holds: by ``kind``, or by one of its ``titles`` where that is empty.

    ``since`` is the first year in which it must be there; ``unit`` is that of a table that does not print one.
    """

    title: str
    kind: str = ""
    titles: tuple[str, ...] = ()
    required: bool = True
    since: int = 0
    unit: str | None = None

    def names(self, kind: str, title: str) -> bool:
        """Whether a table or section of that kind and title is meant."""
        return (bool(self.kind) and self.kind == kind) or any(
            same_title(title, each) for each in (self.title, *self.titles)
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """A family of reports. ``kind`` is that of the report, ``any``/``none`` are words of its titles.

    ``years``: first and last year, ends included; ``least``: how many of the tables must be found.
    """

    name: str
    title: str
    kind: str
    tables: tuple[Part, ...]
    sections: tuple[Part, ...]
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    years: tuple[int, int] = (0, 9999)
    least: int = 3

    @property
    def narrow(self) -> int:
        """How much it asks for beside tables: of two families that fit, the narrower is meant."""
        return bool(self.any) + bool(self.none) + (self.years != (0, 9999))


@dataclass(frozen=True, slots=True)
class Match:
    """A report as one of a family: the tables found, and those and the sections that it should hold but does not."""

    profile: Profile
    found: int
    missing_tables: tuple[Part, ...]
    missing_sections: tuple[Part, ...]


def recognise(report: Report, profiles: tuple[Profile, ...]) -> Match | None:
    """The family that fits best: most tables found, then fewest missing, then the narrower; None if none fits."""
    heads = _heads(report)
    fitting = [_match(report, profile) for profile in profiles if _admits(profile, report, heads)]
    enough = [each for each in fitting if each.found >= each.profile.least]
    return max(
        enough,
        key=lambda each: (each.profile.narrow, each.found, -len(each.missing_tables)),
        default=None,
    )


def _admits(profile: Profile, report: Report, heads: str) -> bool:
    if report.kind not in (profile.kind, "unknown"):
        return False
    if report.year is not None and not profile.years[0] <= report.year <= profile.years[1]:
        return False
    return (not profile.any or any(word in heads for word in profile.any)) and not any(
        word in heads for word in profile.none
    )


def _match(report: Report, profile: Profile) -> Match:
    tables = {(table.kind, table.title) for table in report.tables}
    sections = {(section.kind, section.title) for section in report.sections}
    found = [part for part in profile.tables if _is_among(part, tables)]
    due = [part for part in profile.tables if part.required and part not in found and _due(part, report)]
    absent = [
        part
        for part in profile.sections
        if part.required and _due(part, report) and not _is_among(part, sections)
    ]
    return Match(profile, len(found), tuple(due), tuple(absent))


def _is_among(part: Part, heads: Collection[tuple[str, str]]) -> bool:
    """Whether one of tables or sections, by kind and title, is meant; of most the kind tells."""
    known = bool(part.kind) and any(part.kind == kind for kind, _ in heads)
    return known or any(part.names(*each) for each in heads)


def _due(part: Part, report: Report) -> bool:
    return part.since <= (report.year or 0) if part.since else True


def _heads(report: Report) -> str:
    """The words of the report's first lines and of all its titles."""
    written = (match[0] for match in _LINE.finditer(report.text, 0, 20000))
    lines = islice((line for line in written if line.strip()), _HEAD)
    titles = [*(table.title for table in report.tables), *(section.title for section in report.sections)]
    return "\n".join(squeezed_title(each) for each in (*lines, *titles) if len(each) <= 120)


def with_units(report: Report, match: Match | None) -> Report:
    """The report, its tables that print no unit with the one that the family gives them."""
    units = [part for part in match.profile.tables if part.unit] if match else []
    if not units:
        return report
    return replace(report, tables=tuple(_with_unit(table, units) for table in report.tables))


def _with_unit(table: Table, units: list[Part]) -> Table:
    part = next((each for each in units if each.names(table.kind, table.title)), None)
    return replace(table, unit=part.unit) if part and table.unit is None else table
