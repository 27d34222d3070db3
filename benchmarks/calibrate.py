"""Count how often findings are right and print the reliability; with --write, ship the counts.

    python benchmarks/calibrate.py REPORT.txt... [--gold FOLDER] [--seeds N] [--write]

Annotated defects are read from NAME.findings.json beside a report, or from FOLDER by the first three characters of its
name. The reliability is that of reports which the counts have not seen (five folds). ``--write`` replaces
compare/confidence.tsv of the source tree.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from gouji.compare.confidence import NAME, as_lines
from gouji.corpora.calibration import Trial, counted, reliability, trials

TABLE = Path(__file__).parents[1] / "compare" / NAME


def quotes_of(path: Path, gold: Path | None) -> list[str] | None:
    """The quotes of the annotated defects, None if the report is not annotated."""
    known = gold / f"{path.stem[:3]}.findings.json" if gold else path.with_suffix(".findings.json")
    if not known.exists():
        known = path.with_suffix(".findings.json")
    if not known.exists():
        return None
    return [finding["quote"] for finding in json.loads(known.read_text(encoding="utf-8"))["findings"]]


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found: list[Trial] = []
    for path in options.reports:
        text = path.read_bytes().decode("utf-8")
        found += trials(path.stem, text, quotes_of(path, options.gold), options.seeds)
    for low, high, number, share in reliability(found):
        print(f"confidence {low:.2f}–{high:.2f}: {number:5} findings, {share:.3f} right")
    counts = counted(found)
    for sort, count in sorted(counts.items()):
        print(*sort, f"{count.right}/{count.of}", f"{count.confidence:.2f}")
    if options.write:
        TABLE.write_text("\n".join(as_lines(counts)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
