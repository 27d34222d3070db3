"""What the page's script shows beside a selected number, cell or finding: plain data, put into the page as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...compare.model import Assessment, Audit, Exhibit, Link
from ...extract.model import Claim
from ..phrases import Entry, Phrases
from ..places import squeezed
from .grids import key_of
from .prose import LOOKS
from .words import PAGE

Value = str | Sequence["Value"] | Mapping[str, "Value"]
Object = dict[str, Value]

_MOST_CELLS = 4
_MISSING = Assessment("unverifiable")


def facts(audit: Audit, phrases: Phrases, entries: Sequence[Entry]) -> Object:
    """The numbers and findings by id, the cells by the name they have in the page, and the words in use.

    ``good`` are the labels of what is right.
    """
    cells: Object = {}
    return {
        "claims": {claim.id: _claim(claim, audit, phrases, cells) for claim in audit.claims},
        "findings": {entry.finding.id: _finding(entry, phrases, cells) for entry in entries},
        "cells": cells,
        "words": PAGE[phrases.lang],
        "good": [phrases.words["expected"], phrases.words["suggestion"]],
    }


def _claim(claim: Claim, audit: Audit, phrases: Phrases, cells: Object) -> Object:
    found = audit.assessments.get(claim.id, _MISSING)
    return {
        "look": LOOKS[found.verdict],
        "subject": claim.subject,
        "text": squeezed(audit.report.text[claim.start : claim.end]),
        "workings": squeezed(found.workings),
        "expected": found.expected or "",
        "reason": found.reason or "",
        "cells": list(_linked(audit.links.get(claim.id), phrases, cells)),
        "operands": [operand.claim for operand in claim.operands],
    }


def _linked(link: Link | None, phrases: Phrases, cells: Object) -> Iterator[str]:
    """The cells that a claim may copy, the most fitting first."""
    for figure in link.figures[: min(link.near, _MOST_CELLS)] if link is not None else ():
        place = figure.place
        exhibit = Exhibit("cell", figure.text, figure.start, figure.end, place.table, place.row, place.column)
        yield _named(exhibit, phrases, cells)


def _finding(entry: Entry, phrases: Phrases, cells: Object) -> Object:
    shown = (each for each in entry.finding.evidence if each.what == "cell" and each.start is not None)
    return {
        "head": phrases.head(entry),
        "severity": entry.finding.severity,
        "place": " · ".join(filter(None, (entry.section, entry.place))),
        "lines": list(phrases.points(entry)),
        "cells": [name for each in shown if (name := _named(each, phrases, cells))],
    }


def _named(exhibit: Exhibit, phrases: Phrases, cells: Object) -> str:
    """The name of a cell, which is described the first time."""
    if exhibit.table is None or exhibit.row is None or exhibit.column is None:
        return ""
    name = key_of(exhibit.table, exhibit.row, exhibit.column)
    if name not in cells:
        cells[name] = phrases.cell(exhibit)
    return name
