"""The truth about a synthetic report, in the format of annotated reports (``NNN.claims.jsonl``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .printing import Truth
from .typesetting import Placed

ALIASES = {
    "eco": "general.basic",
    "eco.people": "general.people",
    "eco.public": "general.public",
    "general.basic": "eco",
    "general.people": "eco.people",
    "general.public": "eco.public",
    "income.fiscal": "earned.fiscal",
}
"""Facts that are one amount under two names."""


@dataclass(frozen=True, slots=True)
class LabelledCell:
    """A printed table cell: what it says (``fact``) and where it stands."""

    start: int
    end: int
    truth: Truth
    unit: str


@dataclass(frozen=True, slots=True)
class Label:
    """A claim as it should be understood. ``verdicts``: the right one first, then what is accepted besides."""

    id: str
    placed: Placed
    cells: tuple[LabelledCell, ...]
    operands: tuple[str, ...]
    verdicts: tuple[str, ...]


def labelled(name: str, placed: Sequence[Placed], cells: Iterable[LabelledCell]) -> tuple[Label, ...]:
    """Labels of the numbers of a report's prose."""
    by_fact: dict[str, list[LabelledCell]] = {}
    for cell in cells:
        by_fact.setdefault(cell.truth.fact, []).append(cell)
    ids = [f"{name}-C{i:03}" for i in range(1, len(placed) + 1)]
    labels = []
    for i, here in enumerate(placed):
        fact = here.said.fact
        found = by_fact.get(fact, []) + by_fact.get(ALIASES.get(fact, "-"), [])
        mine = tuple(found) if here.said.type == "amount" else ()
        operands = tuple(ids[j] for need in here.said.needs if (j := _nearest(placed, i, need)) is not None)
        labels.append(Label(ids[i], here, mine, operands, _verdicts(here, mine, operands, placed)))
    return tuple(labels)


def _nearest(placed: Sequence[Placed], i: int, fact: str) -> int | None:
    """The nearest number of the same section that says a fact, before the i-th rather than behind it."""
    same = [
        j
        for j, other in enumerate(placed)
        if j != i and other.said.fact == fact and other.section == placed[i].section and _speaks(other)
    ]
    before = [j for j in same if j < i]
    return before[-1] if before else same[0] if same else None


def _speaks(placed: Placed) -> bool:
    return placed.said.type in ("amount", "change-amount")


def _verdicts(
    here: Placed, cells: tuple[LabelledCell, ...], operands: tuple[str, ...], placed: Sequence[Placed]
) -> tuple[str, ...]:
    """A correct report's numbers are consistent; what nothing in it can prove may also be called unverifiable."""
    if here.said.type == "amount" and cells:
        return ("consistent", "rounding")
    if here.said.type == "growth-rate" and not here.said.value:
        return ("consistent", "rounding", "unverifiable")
    if here.said.type == "count" or not (operands or cells):
        return ("unverifiable", "consistent", "rounding")
    if here.said.type not in ("amount", "change-amount", "growth-rate") and _nothing(here, placed):
        return ("unverifiable", "consistent", "rounding")
    proved = len(operands) == len(here.said.needs) and len(here.said.needs) > 1
    return ("consistent", "rounding") if proved else ("consistent", "rounding", "unverifiable")


def _nothing(here: Placed, placed: Sequence[Placed]) -> bool:
    """Whether a rate is of nothing: 0/0 has no value, however it is written."""
    whole = here.said.needs[-1]
    return any(other.said.fact == whole and not other.said.value for other in placed)


def claim_record(label: Label) -> Mapping[str, object]:
    """A label as a line of ``NNN.claims.jsonl``."""
    said, verdict = label.placed.said, label.verdicts[0]
    return {
        "id": label.id,
        "section": label.placed.section,
        "quote": label.placed.sentence,
        "char_start": label.placed.start,
        "char_end": label.placed.end,
        "number": str(said.value),
        "value": float(said.value),
        "unit": said.unit,
        "type": said.type,
        "subject": said.subject,
        "column": said.column,
        "year": said.year,
        "verdict": verdict,
        "alt_verdicts": list(label.verdicts[1:]),
        "evidence": said.fact,
        "template": said.template,
        "operands": list(label.operands),
        "cells": [cell_record(cell) for cell in label.cells],
    }


def cell_record(cell: LabelledCell) -> Mapping[str, object]:
    """A cell as it stands in the labels."""
    truth = cell.truth
    return {
        "table": truth.title,
        "kind": truth.kind,
        "code": truth.code,
        "row": truth.label,
        "column": truth.column,
        "text": truth.text,
        "start": cell.start,
        "end": cell.end,
        "unit": cell.unit,
        "fact": truth.fact,
    }
