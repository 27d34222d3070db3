"""How often findings are right: counted on planted defects and on annotated reports.

A root finding is right if it touches a planted defect with a kind that names it, or an annotated one; on a report
without annotation what it says of the unchanged text is not counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..compare.audit import audit, gather
from ..compare.causes.settle import settle
from ..compare.checks import run
from ..compare.confidence import Count, Sort, sort_of
from ..compare.linking.guessed import unaccused
from ..compare.model import Audit, Finding
from ..extract.figures import with_settled_tables
from ..narrative.read import read_text
from .injection import KINDS, Injected, plant, plant_several, source_of
from .injection.measure import ALARMS, answers, signature

BINS = (0.5, 0.75, 0.85, 0.9, 0.95, 1.01)


@dataclass(frozen=True, slots=True)
class Trial:
    """One root finding of a report (by name): its sort, and whether it was right."""

    report: str
    sort: Sort
    right: bool


def trials(name: str, text: str, quotes: Sequence[str] | None, seeds: int) -> Iterator[Trial]:
    """The findings on a text and on the same with defects planted. ``quotes`` are the annotated defects, if known."""
    before = raw(text)
    if quotes is not None:
        spans = [span for quote in quotes for span in _occurrences(quote, text)]
        for finding in _roots(before):
            yield Trial(name, sort_of(finding), _overlaps(finding, spans))
    source = source_of(audit(read_text(text)))
    known: set[object] = {mark for finding in before for mark in (finding.id, signature(finding))}
    for seed in range(seeds):
        planted = [plant(source, kind, seed=seed) for kind in KINDS]
        for injected in (*planted, plant_several(source, seed=seed)):
            if injected is not None:
                yield from _planted(name, injected, known)


def _planted(name: str, injected: Injected, known: set[object]) -> Iterator[Trial]:
    findings = raw(injected.text)
    after = audit(read_text(injected.text))
    for finding in _roots(findings):
        if finding.id not in known and signature(finding) not in known:
            yield Trial(name, sort_of(finding), _answers_any(after, injected, finding))


def _answers_any(after: Audit, injected: Injected, finding: Finding) -> bool:
    return any(answers(after, defect, finding) for defect in injected.defects)


def raw(text: str) -> tuple[Finding, ...]:
    """The findings with the confidence that their checks gave them."""
    evidence = gather(with_settled_tables(read_text(text)))
    return settle(evidence, unaccused(evidence, run(evidence))[1])


def _roots(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (finding for finding in findings if finding.cause is None and finding.severity in ALARMS)


def _occurrences(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a quote stand, white space aside."""
    for part in re.split("…|\\.\\.\\.\\.\\.\\.", quote):
        letters = [re.escape(char) for char in part if not char.isspace()]
        if letters:
            yield from (match.span() for match in re.finditer(r"\s*".join(letters), text))


def _overlaps(finding: Finding, spans: Iterable[tuple[int, int]]) -> bool:
    own = [(finding.start, finding.end)]
    own += [(e.start, e.end) for e in finding.evidence if e.start is not None and e.end is not None]
    return any(start < end_ and start_ < end for start, end in spans for start_, end_ in own)


def counted(found: Iterable[Trial]) -> dict[Sort, Count]:
    """How many of each sort were right."""
    right, of = Counter[Sort](), Counter[Sort]()
    for trial in found:
        of[trial.sort] += 1
        right[trial.sort] += trial.right
    return {sort: Count(right[sort], of[sort]) for sort in of}


def reliability(found: Sequence[Trial], folds: int = 5) -> list[tuple[float, float, int, float]]:
    """Stated against actual, on reports that the counts have not seen: (from, to, findings, share right) a bin."""
    names = sorted({trial.report for trial in found})
    fold = {name: i % folds for i, name in enumerate(names)}
    stated: list[tuple[float, bool]] = []
    for i in range(folds):
        counts = counted(trial for trial in found if fold[trial.report] != i)
        unseen = Count(0, 0)
        stated += [
            (counts.get(trial.sort, unseen).confidence, trial.right)
            for trial in found
            if fold[trial.report] == i
        ]
    rows = []
    for low, high in zip((0.0, *BINS), BINS, strict=False):
        inside = [right for confidence, right in stated if low <= confidence < high]
        if inside:
            rows.append((low, min(high, 1.0), len(inside), sum(inside) / len(inside)))
    return rows
