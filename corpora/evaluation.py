"""How well the program understands reports whose truth is known: claims, links, operands, verdicts, false findings."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..compare.audit import audit
from ..compare.model import Audit, Finding
from ..extract.model import Claim
from ..narrative.read import read
from .synthesis.labels import Label
from .synthesis.report import Synthetic, synthesize
from .synthesis.typesetting import Placed
from .synthesis.write import rendered

FIGURES = ("recall", "precision", "type", "value", "column", "links", "operands", "verdict", "checked")


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing understood wrongly. ``figure`` is one of FIGURES or ``finding``."""

    figure: str
    report: str
    voice: str
    layout: str
    format: str
    template: str
    quote: str
    wanted: str
    got: str


@dataclass(slots=True)
class Score:
    """Hits and cases of each figure, and every miss."""

    hits: Counter[str] = field(default_factory=Counter)
    cases: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)
    reports: int = 0

    def count(self, figure: str, hit: bool) -> None:
        self.cases[figure] += 1
        self.hits[figure] += hit

    def add(self, other: Score) -> None:
        self.hits += other.hits
        self.cases += other.cases
        self.misses += other.misses
        self.reports += other.reports

    def rate(self, figure: str) -> float | None:
        """Hits by cases, or None where there was no case."""
        return self.hits[figure] / self.cases[figure] if self.cases[figure] else None


@dataclass(frozen=True, slots=True)
class Aligned:
    """A label with the claim that stands where it stands, and that place in the text as read."""

    label: Label
    claim: Claim | None


def evaluate(report: Synthetic, result: Audit) -> Score:
    """Compare an audit of a synthetic report (in any format) with its labels."""
    score = Score(reports=1)
    places = _Places(report, result)
    pairs = places.pairs()
    found = {pair.claim.id: pair.label for pair in pairs if pair.claim}
    for pair in pairs:
        _compare(score, report, result, pair, found)
    inside = [claim for claim in result.claims if places.narrated(claim)]
    for claim in inside:
        hit = claim.id in found
        score.count("precision", hit)
        if not hit:
            quote = result.report.text[claim.clause[0] : claim.clause[1]]
            score.misses.append(_miss("precision", report, None, quote, "", f"{claim.type} {claim.subject}"))
    for finding in _alarms(result.findings):
        wanted = f"{finding.severity} {finding.code} {finding.kind}"
        score.misses.append(_miss("finding", report, None, finding.quote, wanted, finding.message))
        score.hits["findings"] += 1
    score.cases["findings"] += 1
    return score


def _alarms(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings that a reviewer would have to look at: a correct report has none."""
    return (f for f in findings if f.severity != "info" and f.cause is None and f.suppressed is None)


class _Places:
    """Where the label's numbers stand in the text as read: the same offsets, or found by the words around them."""

    def __init__(self, report: Synthetic, result: Audit) -> None:
        self.report, self.result = report, result
        self.same = result.report.text == report.text
        self.kept = [i for i, char in enumerate(result.report.text) if not char.isspace()]
        self.text = "".join(result.report.text[i] for i in self.kept)
        self.moved = {} if self.same else self._moved()

    def _moved(self) -> dict[int, int]:
        """Offsets of labels' starts as read: each sentence is looked for once, behind the one before it."""
        found: dict[int, int] = {}
        flat, at = _flat(self.report.text)
        position = {offset: i for i, offset in enumerate(at)}
        last = 0
        for label in sorted(self.report.labels, key=lambda label: label.placed.start):
            i = position[label.placed.start]
            around = flat[max(0, i - 12) : i + 12]
            where = self.text.find(around, max(0, last - 12))
            if where >= 0:
                last = where + min(12, i)
                found[label.placed.start] = self.kept[last]
        return found

    def start(self, placed: Placed) -> int | None:
        return placed.start if self.same else self.moved.get(placed.start)

    def pairs(self) -> list[Aligned]:
        by_start = {claim.start: claim for claim in self.result.claims}
        ends = sorted((claim.start, claim.end, claim.id) for claim in self.result.claims)
        by_id = {claim.id: claim for claim in self.result.claims}
        pairs = []
        for label in self.report.labels:
            start = self.start(label.placed)
            claim = by_start.get(start) if start is not None else None
            if claim is None and start is not None:
                covering = next((c for a, b, c in ends if a <= start < b), None)
                claim = by_id[covering] if covering else None
            pairs.append(Aligned(label, claim))
        return pairs

    def narrated(self, claim: Claim) -> bool:
        section = next((s for s in self.result.report.sections if s.id == claim.section), None)
        return section is not None and section.part in ("narrative", "organisation")


def _flat(text: str) -> tuple[str, list[int]]:
    at = [i for i, char in enumerate(text) if not char.isspace()]
    return "".join(text[i] for i in at), at


def _miss(figure: str, report: Synthetic, label: Label | None, quote: str, wanted: str, got: str) -> Miss:
    template = label.placed.said.template if label else ""
    return Miss(figure, report.name, report.voice, report.layout, report.format, template, quote, wanted, got)


def _compare(score: Score, report: Synthetic, result: Audit, pair: Aligned, found: dict[str, Label]) -> None:
    label, claim, said = pair.label, pair.claim, pair.label.placed.said
    quote = f"{label.placed.sentence} | {said.text}"

    def judge(figure: str, hit: bool, wanted: object, got: object) -> None:
        score.count(figure, hit)
        if not hit:
            score.misses.append(_miss(figure, report, label, quote, str(wanted), str(got)))

    judge("recall", claim is not None, said.type, "nothing")
    if claim is None:
        return
    judge("type", claim.type == said.type, said.type, claim.type)
    judge("value", claim.quantity.value == said.value, said.value, claim.quantity.value)
    if said.type == "amount":
        judge("column", claim.column == said.column, said.column, claim.column)
    if label.cells:
        judge("links", *_links(label, claim, result, report))
    if label.operands:
        facts = {label.id: label.placed.said.fact for label in report.labels}
        mine = {found[o.claim].placed.said.fact for o in claim.operands if o.claim in found}
        wanted = {facts[name] for name in label.operands}
        judge("operands", mine >= wanted, sorted(wanted), sorted(mine))
    verdict = result.assessments[claim.id].verdict
    judge("verdict", verdict in label.verdicts, label.verdicts, verdict)
    if "unverifiable" not in label.verdicts:
        judge("checked", verdict != "unverifiable", label.verdicts[0], result.assessments[claim.id].reason)


def _links(label: Label, claim: Claim, result: Audit, report: Synthetic) -> tuple[bool, str, str]:
    """Whether one of the claim's cells is one of those that the label names: by place, else by table and text."""
    link = result.links.get(claim.id)
    figures = link.figures if link else ()
    if result.report.text == report.text:
        places = {(cell.start, cell.end) for cell in label.cells}
        hit = any((figure.start, figure.end) in places for figure in figures)
    else:
        shown = {(cell.truth.kind, cell.truth.text) for cell in label.cells}
        hit = any((figure.table_kind, figure.text) in shown for figure in figures)
    wanted = "; ".join(f"{c.truth.title} {c.truth.label}/{c.truth.column}" for c in label.cells[:3])
    got = "; ".join(f"{f.table_kind} {'/'.join(f.row_path)} {'/'.join(f.column_path)}" for f in figures[:3])
    return hit, wanted, got


def audited(report: Synthetic, folder: Path) -> Audit:
    """What the program makes of a synthetic report, read from files in its format."""
    paths = []
    for name, content in rendered(report).items():
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return audit(read(paths[0], tables=paths[1:]))


def grouped(scores: Iterable[tuple[Synthetic, Score]]) -> dict[str, dict[str, Score]]:
    """The scores summed over everything, by kind, year, format, layout and voice; keys are the groups' names."""
    groups: dict[str, dict[str, Score]] = {}
    for report, score in scores:
        names = {
            "all": "all",
            "kind": report.kind,
            "year": str(report.year),
            "format": report.format,
            "layout": report.layout,
            "voice": report.voice,
        }
        for group, name in names.items():
            groups.setdefault(group, {}).setdefault(name, Score()).add(score)
    return groups


def scored(seed: int, count: int, form: str | None, voice: str | None) -> Iterator[tuple[Synthetic, Score]]:
    """Synthetic reports with their scores; needs what renders their formats."""
    with tempfile.TemporaryDirectory() as folder:
        for index in range(count):
            report = synthesize(seed, index, voice=voice, format=form)
            yield report, evaluate(report, audited(report, Path(folder)))
