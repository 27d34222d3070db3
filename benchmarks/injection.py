"""Plant defects into reports and print, for each kind, how many are found, named exactly and corrected.

    python benchmarks/injection.py REPORT.txt... [--seeds N] [--first-seed N] [--kinds KIND,KIND] [--list]

Each kind is planted with N seeds (3), from ``--first-seed`` (0) on: another first seed plants elsewhere.
Without reports the shipped sample is used. A report with ``NAME.claims.jsonl`` beside it (or in ``--gold FOLDER``,
by the first three characters of its name) is also planted into by that annotation, where ``--annotated`` asks for it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from gouji.corpora.injection import (
    HARMLESS,
    KINDS,
    Source,
    annotated_source,
    plant,
    plant_several,
    source_of,
    vary,
)
from gouji.corpora.injection.measure import Outcomes, check_text, judge

FIGURES = ("found", "exact", "diagnosed", "corrected")


def sources(options: argparse.Namespace) -> Iterator[tuple[str, Source]]:
    """The reports to plant into."""
    if not options.reports:
        sample = files("gouji.corpora.samples").joinpath("final-accounts-correct.txt")
        yield "sample", source_of(check_text(sample.read_text(encoding="utf-8")))
    for path in options.reports:
        audit = check_text(path.read_bytes().decode("utf-8"))
        gold = path.with_suffix(".claims.jsonl")
        if options.gold:
            gold = options.gold / f"{path.stem[:3]}.claims.jsonl"
        if options.annotated and gold.exists():
            lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line]
            yield path.stem, annotated_source(audit, lines)
        else:
            yield path.stem, source_of(audit)


class Tally:
    """Hits and misses of one kind."""

    def __init__(self) -> None:
        self.texts = self.defects = self.correctable = self.extra = 0
        self.hits: Counter[str] = Counter()

    def add(self, result: Outcomes) -> None:
        """Count one text."""
        self.texts += 1
        self.extra += len(result.extra)
        for outcome in result.outcomes:
            self.defects += 1
            self.hits.update(name for name in FIGURES if getattr(outcome, name))
            self.correctable += bool(outcome.defect.expected)

    def line(self, name: str) -> str:
        """One line of the table."""
        asked = dict.fromkeys(FIGURES, self.defects) | {"corrected": self.correctable}
        shares = (f"{each} {self.hits[each] / of:.3f}" for each, of in asked.items() if of)
        return (
            f"{name:20} texts {self.texts:4} defects {self.defects:4} {' '.join(shares)} extra {self.extra}"
        )


def remarks(name: str, kind: str, seed: int, result: Outcomes) -> Iterator[str]:
    """What went wrong."""
    for outcome in result.outcomes:
        asked = FIGURES if outcome.defect.expected else FIGURES[:-1]
        missing = [figure for figure in asked if not getattr(outcome, figure)]
        if missing:
            defect = outcome.defect
            yield f"{name} {kind} {seed} {defect.slip}: {defect.expected!r} -> {defect.stated!r} not {missing}"
    for finding in result.extra:
        yield f"{name} {kind} {seed} extra: {finding.code} {finding.kind} {finding.severity} {finding.message}"


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", nargs="*", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--annotated", action="store_true")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--kinds", default="")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    wanted = options.kinds.split(",") if options.kinds else [*KINDS, "several", *HARMLESS]
    tallies = {kind: Tally() for kind in wanted}
    for name, source in sources(options):
        for kind in wanted:
            for seed in range(options.first_seed, options.first_seed + options.seeds):
                if kind == "several":
                    injected = plant_several(source, seed=seed)
                else:
                    injected = (vary if kind in HARMLESS else plant)(source, kind, seed=seed)
                if injected is None:
                    continue
                result = judge(source.audit, injected, check_text(injected.text))
                tallies[kind].add(result)
                if options.list:
                    print(*remarks(name, kind, seed, result), sep="\n", end="\n" if result else "")
    for kind, tally in tallies.items():
        print(tally.line(kind))


if __name__ == "__main__":
    main()
