"""The heuristic alone, the trained model alone and both, on what no model was trained on."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..compare.audit import audit
from ..compare.model import Audit
from ..extract.model import Claim
from ..extract.scoring import SCORERS, Scorer, scoring_by
from ..narrative.errors import GouJiError
from ..narrative.model import Report
from ..narrative.read import read, read_text
from .evaluation import evaluate
from .injection import KINDS, plant, source_of
from .injection.measure import judge
from .synthesis.report import Synthetic, synthesize
from .training import HELD_OUT

SHIPPABLE: tuple[Scorer, ...] = ("heuristic", "both")
COPIES = 3
"""How many wrong copies are tried in a report."""
Counts = dict[str, tuple[int, int]]
"""Hits and cases by figure."""


@dataclass(slots=True)
class Column:
    """The counts of each report under one scorer."""

    reports: list[Counts] = field(default_factory=list)

    def counts(self, figure: str) -> list[tuple[int, int]]:
        """Hits and cases of a figure, report by report."""
        return [each[figure] for each in self.reports if figure in each]


Table = dict[Scorer, Column]


def table(rows: Iterator[tuple[Scorer, Counts]]) -> Table:
    """Counts put together by scorer."""
    found: Table = {name: Column() for name in SCORERS}
    for name, counts in rows:
        found[name].reports.append(counts)
    return found


def on_unseen_voices(seed: int, count: int) -> Iterator[tuple[Scorer, Counts]]:
    """Correct synthetic texts of the voices that are held out; ``silent``: reports without a false finding."""
    for index in range(count):
        report = synthesize(seed, index, voice=HELD_OUT[index % len(HELD_OUT)], format="txt")
        for name in SCORERS:
            with scoring_by(name):
                score = evaluate(report, audit(read_text(report.text)))
            counts = {figure: (score.hits[figure], score.cases[figure]) for figure in score.cases}
            yield name, counts | {"silent": (not score.hits["findings"], 1)}


def on_injected(seed: int, count: int) -> Iterator[tuple[Scorer, Counts]]:
    """One defect of every kind planted into such texts: found, and texts without another complaint (``clean``)."""
    for index in range(count):
        text = synthesize(seed, index, voice=HELD_OUT[index % len(HELD_OUT)], format="txt").text
        source = source_of(audit(read_text(text)))
        planted = [made for kind in KINDS if (made := plant(source, kind, seed=index)) is not None]
        for name in SHIPPABLE:
            with scoring_by(name):
                before = audit(read_text(text))
                results = [judge(before, each, audit(read_text(each.text))) for each in planted]
            outcomes = [outcome for result in results for outcome in result.outcomes]
            yield (
                name,
                {
                    "found": (sum(outcome.found for outcome in outcomes), len(outcomes)),
                    "exact": (sum(outcome.exact for outcome in outcomes), len(outcomes)),
                    "clean": (sum(not result.extra for result in results), len(results)),
                },
            )


def on_copied(seed: int, count: int) -> Iterator[tuple[Scorer, Counts]]:
    """Amounts without a cell by the heuristic, each replaced by what another cell holds: how many stay unconfirmed."""
    for index in range(count):
        report = synthesize(seed, index, voice=HELD_OUT[index % len(HELD_OUT)], format="txt")
        texts = list(_miscopied(report, random.Random(f"copied/{seed}/{index}")))
        for name in SHIPPABLE:
            with scoring_by(name):
                audits = [(audit(read_text(text)), start) for text, start in texts]
            verdicts = [
                result.assessments[claim.id].verdict
                for result, start in audits
                for claim in result.claims
                if claim.start == start
            ]
            yield name, {"unconfirmed": (sum(v != "consistent" for v in verdicts), len(verdicts))}


def _miscopied(report: Synthetic, rng: random.Random) -> Iterator[tuple[str, int]]:
    """Texts with one such amount replaced each, at most three of a report, and where it stands."""
    with scoring_by("heuristic"):
        result = audit(read_text(report.text))
    own = {label.placed.start: label.cells[0].truth.text for label in report.labels if label.cells}
    open_ones = [c for c in result.claims if c.id not in result.links and c.start in own and c.quantity.value]
    printed = sorted({cell.truth.text for cell in report.cells if cell.truth.text.strip("0.,")})
    for claim in rng.sample(open_ones, min(COPIES, len(open_ones))):
        wrong = rng.choice([text for text in printed if text != own[claim.start]])
        unit = next(cell.unit for cell in report.cells)
        yield report.text[: claim.start] + wrong + unit + report.text[claim.end :], claim.start


def annotated(folder: Path) -> list[Annotated]:
    """Annotated texts: ``NAME.claims.jsonl`` with the text ``NAME.txt`` beside it or ``../reports/NAME_*.txt``.

    Raises GouJiError if there are none, or for a file that is no annotation or no text.
    """
    found: list[Annotated] = []
    for path in sorted(folder.glob("*.claims.jsonl")):
        name = path.name.removesuffix(".claims.jsonl")
        beside = folder / f"{name}.txt"
        texts = [beside] if beside.exists() else sorted((folder.parent / "reports").glob(f"{name}_*.txt"))
        found += [(read(texts[0]), _annotation(path))] if texts else []
    if not found:
        raise GouJiError(f"{folder}：没有标注过的文本（NAME.claims.jsonl 和 NAME.txt）；请检查 --gold 的路径")
    return found


def on_annotated(reports: Sequence[Annotated]) -> Iterator[tuple[Scorer, Counts]]:
    """How well each scorer agrees with the annotations."""
    for report, truth in reports:
        for scorer in SCORERS:
            with scoring_by(scorer):
                yield scorer, _agreement(truth, audit(report))


@dataclass(frozen=True, slots=True)
class Known:
    """What an annotator says of one number."""

    type: str
    column: str
    verdicts: tuple[str, ...]
    cells: tuple[tuple[int, int], ...]


Annotated = tuple[Report, Mapping[int, Known]]
"""A report and what is known of its numbers, by where they begin."""


def _annotation(path: Path) -> dict[int, Known]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines if line.strip()]
        return {record["char_start"]: _known(record) for record in records}
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise GouJiError(
            f"{path}：不是标注文件（每行一个 JSON 对象，格式见 docs/annotation.md）"
        ) from problem


def _known(record: Mapping[str, object]) -> Known:
    cells = record.get("cells") or [record["cell"]] if record.get("cell") or record.get("cells") else []
    other = record.get("alt_verdicts") or []
    if not isinstance(cells, list) or not isinstance(other, list):
        raise TypeError("cells")
    spans = tuple((cell["start"], cell["end"]) for cell in cells if cell.get("start") is not None)
    return Known(
        str(record["type"]), str(record["column"]), (str(record["verdict"]), *map(str, other)), spans
    )


def _agreement(truth: Mapping[int, Known], result: Audit) -> Counts:
    claims = {claim.start: claim for claim in result.claims}
    pairs = [(known, claims[start]) for start, known in truth.items() if start in claims]
    asked = [start for start, known in truth.items() if known.type != "other" or start in claims]
    amounts = [(known, claim) for known, claim in pairs if known.type == "amount"]
    linked = [(known, claim) for known, claim in pairs if known.cells]
    return {
        "recall": (len(pairs), len(asked)),
        "type": (sum(known.type == claim.type for known, claim in pairs), len(pairs)),
        "column": (sum(known.column == claim.column for known, claim in amounts), len(amounts)),
        "links": (sum(_linked(known, claim, result) for known, claim in linked), len(linked)),
        "verdict": (sum(result.assessments[c.id].verdict in k.verdicts for k, c in pairs), len(pairs)),
    }


def _linked(known: Known, claim: Claim, result: Audit) -> bool:
    link = result.links.get(claim.id)
    figures = link.figures if link else ()
    return any(
        f.start is not None and f.end is not None and f.start < end and start < f.end
        for f in figures[:1]
        for start, end in known.cells
    )
