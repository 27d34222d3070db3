"""Choosing a defect and putting it into the text; the same source, kind and seed choose the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random

from . import bases, cells, harmless, names, numbers, pieces, stale, tables, words
from .model import Change, Defect, Edit, Injected, Source

Planter = Callable[[Source, Random], Iterator[Change]]

PLANTERS: Mapping[str, Planter] = {
    "unit": numbers.unit_slips,
    "amount": numbers.amount_slips,
    "swapped": numbers.swapped_items,
    "exchanged": numbers.exchanged_amounts,
    "operand": numbers.operand_slips,
    "share": numbers.rate_slips("share", "share"),
    "growth": numbers.rate_slips("growth", "growth-rate"),
    "completion": numbers.rate_slips("completion", "completion-rate"),
    "direction": words.directions,
    "sum": numbers.sum_slips,
    "table-sum": cells.table_sums,
    "cross-table": cells.cross_tables,
    "year": words.years,
    "count": numbers.counts,
    "label": words.labels,
    "list": words.lists,
    "zero-statement": words.absences,
    "placeholder": words.placeholders,
    "missing-explanation": words.reasons,
    "other": words.repetitions,
    "copied-figure": bases.copied_figures,
    "wrong-base": bases.wrong_bases,
    "level": names.levels,
    "organisation": names.other_bodies,
    "names": names.counted_names,
    "head-unit": tables.head_units,
    "row-lost": tables.lost_rows,
    "old-sentence": stale.old_sentences,
    "old-table": stale.old_tables,
    "compared-year": stale.compared_years,
    "turned-years": stale.turned_years,
    "repeated": pieces.repeated_figures,
    "names-swapped": pieces.swapped_names,
    "rows-swapped": pieces.swapped_rows,
    "counts-swapped": pieces.swapped_counts,
}
KINDS = tuple(PLANTERS)
"""What can be planted: the kinds of finding, and slips that show in findings of several kinds."""
MIXED = tuple(kind for kind in KINDS if kind != "old-table")
"""What is planted beside others: a whole table of last year would stand against whatever is planted into the prose."""

HARMLESS: Mapping[str, Planter] = harmless.VARIATIONS
"""Changes that are no defects."""

FEWEST, MOST = 3, 6
TRIES = 40


def plant(source: Source, kind: str, *, seed: int) -> Injected | None:
    """One defect of ``kind``, None where the report offers no place for it. Raises KeyError for another kind."""
    change = _chosen(source, PLANTERS[kind], Random(f"{seed}|{kind}"))
    return _applied(source, (change,)) if change else None


def vary(source: Source, variation: str, *, seed: int) -> Injected | None:
    """One harmless change, None where the report offers no place. Raises KeyError for another variation."""
    change = _chosen(source, HARMLESS[variation], Random(f"{seed}|{variation}"))
    return Injected(_edited(source.text, change.edits)[0], ()) if change else None


def plant_several(source: Source, *, seed: int, kinds: Iterable[str] = MIXED) -> Injected | None:
    """Three to six defects on different lines, None where the report has no room for three."""
    random, wanted = Random(f"{seed}|several"), tuple(kinds)
    number = random.randint(FEWEST, MOST)
    chosen: list[Change] = []
    for _ in range(TRIES):
        kind = random.choice(wanted)
        change = _chosen(source, PLANTERS[kind], random)
        if change and _apart(source, change, chosen):
            chosen.append(change)
        if len(chosen) == number:
            break
    return _applied(source, tuple(chosen)) if len(chosen) >= FEWEST else None


def _chosen(source: Source, planter: Planter, random: Random) -> Change | None:
    """A change of a slip chosen first, so that frequent slips do not crowd out the others."""
    slips: dict[str, list[Change]] = {}
    for change in planter(source, random):
        if any(source.text[edit.start : edit.end] != edit.text for edit in change.edits):
            slips.setdefault(change.slip, []).append(change)
    return random.choice(slips[random.choice(sorted(slips))]) if slips else None


def _apart(source: Source, change: Change, others: Iterable[Change]) -> bool:
    """Whether a change shares no paragraph, or line of a table, with the others."""
    taken = {_block(source, edit) for other in others for edit in other.edits}
    return not taken & {_block(source, edit) for edit in change.edits}


def _block(source: Source, edit: Edit) -> int:
    """Where the paragraph, or else the line, of an edit begins."""
    paragraphs = source.audit.report.paragraphs
    i = bisect_right(paragraphs, edit.start, key=lambda each: each.offsets[0]) - 1
    if i >= 0 and edit.start <= paragraphs[i].offsets[-1] + 1:
        return paragraphs[i].offsets[0]
    return source.text.rfind("\n", 0, edit.start)


def _edited(text: str, edits: Iterable[Edit]) -> tuple[str, dict[Edit, tuple[int, int]]]:
    """The text with all edits made, and where each now stands."""
    parts, places, at, length = [], {}, 0, 0
    for edit in sorted(edits, key=lambda each: each.start):
        parts += [text[at : edit.start], edit.text]
        length += edit.start - at
        places[edit] = (length, length + len(edit.text))
        length += len(edit.text)
        at = edit.end
    return "".join((*parts, text[at:])), places


def _applied(source: Source, changes: tuple[Change, ...]) -> Injected:
    text, places = _edited(source.text, (edit for change in changes for edit in change.edits))
    defects = (
        Defect(
            change.answers,
            change.slip,
            tuple(places[edit] for edit in change.edits),
            change.edits[0].text,
            change.expected,
        )
        for change in changes
    )
    return Injected(text, tuple(sorted(defects, key=lambda defect: defect.places[0])))
