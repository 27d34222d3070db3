"""Screening a corpus of which 1 % is hostile: the rest must come out as without it, and all of it in ``errors``.

python benchmarks/hostile.py [COUNT]      default 1000 reports and 10 hostile files beside them; fails if a row differs
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from corpus import hostile, variants

import gouji
from gouji.corpora.screening import supervised

SECONDS, MEMORY = 5.0, 512 * 1024**2
NAMES = ("reports", "claims", "findings", "tables")


def main(count: int, bad: int) -> None:
    """Screen the good reports alone and with the bad files among them, and compare."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        good = variants(work / "in", count)
        supervised.PROGRAM = (sys.executable, str(Path(__file__).with_name("hostile_worker.py")))
        started = time.perf_counter()
        alone = gouji.screen(good, work / "alone", workers=2, seconds=SECONDS, memory=MEMORY)
        between = time.perf_counter()
        step = max(count // bad, 1)
        mixed = list(good)
        for i, path in enumerate(hostile(work / "bad", bad)):
            mixed.insert(i * (step + 1), path)
        among = gouji.screen(mixed, work / "among", workers=2, seconds=SECONDS, memory=MEMORY)
        ended = time.perf_counter()
        for run in (alone, among):
            spoilt = run.errors[run.errors["path"].isin(set(map(str, good)))]
            if len(spoilt):
                sys.exit(f"not hostile, and yet in errors:\n{spoilt[['path', 'reason']].to_string()}")
        for table in NAMES:
            if (
                getattr(alone, table).map(str).values.tolist()
                != getattr(among, table).map(str).values.tolist()
            ):
                sys.exit(f"{table}: the rows differ")
        if len(among.errors) != bad:
            sys.exit(f"{bad} hostile files, {len(among.errors)} errors")
        kinds = Counter(
            (Path(row.path).stem.rstrip("0123456789"), row.reason) for row in among.errors.itertuples()
        )
        print(f"{count} reports: {between - started:.0f} s; with {bad} hostile files {ended - between:.0f} s")
        print(f"  rows of the rest: the same; at most {SECONDS:g} s a file")
        for (kind, reason), times in sorted(kinds.items()):
            print(f"  {kind}: {reason} × {times}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", nargs="?", type=int, default=1000, help="how many good reports")
    reports = parser.parse_args().count
    main(reports, max(reports // 100, 10))
