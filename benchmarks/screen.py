"""Screening and study at size: rates for one and two workers against a plain loop, memory, resuming, and the study.

python benchmarks/screen.py [FOLDER]        reports to screen; default: 200 variants of the shipped sample
python benchmarks/screen.py --curve         reports against time for 10², 10³ and 10⁴ of them, with 1 and 2 workers
python benchmarks/screen.py --resume        a run over 10⁴ reports that has nothing to do
python benchmarks/screen.py --study         a study over the results of 10⁵ reports
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import gouji
from gouji.corpora.screening.model import Outcome, Screened, Source
from gouji.corpora.screening.rows import CLAIM, FINDING, REPORT
from gouji.corpora.screening.store import opened

SAMPLE = Path(__file__).parents[1] / "corpora" / "samples" / "final-accounts.txt"
CLAIMS = 110
"""How many claims a report has, about as many as real ones have."""


def timed(what: Callable[[], object]) -> float:
    """Seconds that it takes."""
    started = time.perf_counter()
    what()
    return time.perf_counter() - started


def variants(folder: Path, count: int) -> list[Path]:
    """That many reports that differ in a few digits, so that none repeats another."""
    text = SAMPLE.read_text(encoding="utf-8")
    folder.mkdir()
    paths = [folder / f"{i:06}.txt" for i in range(count)]
    for i, path in enumerate(paths):
        path.write_text(text.replace("古籍保护中心", f"古籍保护中心{i}"), encoding="utf-8")
    return paths


def plain(paths: list[Path]) -> None:
    """The same checks in a loop."""
    for path in paths:
        gouji.check(path)


def rates(paths: list[Path], work: Path) -> None:
    """Print reports a second in a loop and with one and two workers, and the largest worker."""
    size = sum(path.stat().st_size for path in paths) / len(paths) / 1000
    plain(paths[:5])
    loop = timed(lambda: plain(paths)) / len(paths)
    print(f"{len(paths)} reports of {size:.0f} kB: loop {1 / loop:.1f}/s")
    single = 0.0
    for workers in (1, 2):
        taken = timed(lambda: gouji.screen(paths, work / f"out{workers}", workers=workers)) / len(paths)  # noqa: B023 - called at once
        single = single or taken
        versus = f"cost × {taken / loop:.2f}" if workers == 1 else f"× {single / taken:.2f} of one worker"
        print(f"  {workers} worker(s): {1 / taken:.1f}/s, {versus}")
    print(f"  largest worker {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


def curve(work: Path) -> None:
    """Print the seconds for 10², 10³ and 10⁴ reports."""
    paths = variants(work / "in", 10_000)
    for workers in (1, 2):
        for count in (100, 1000, 10_000):
            out = work / f"out{workers}-{count}"
            taken = timed(lambda: gouji.screen(paths[:count], out, workers=workers))  # noqa: B023 - called at once
            print(f"{workers} worker(s), {count} reports: {taken:.0f} s, {count / taken:.1f}/s", flush=True)
        print(f"  largest worker {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


def fabricated(path: str, number: int) -> Outcome:
    """An outcome as large as a real one, of nothing."""
    errors = number % 3 == 0
    report = {
        "format": "pdf", "organisation": f"单位{number // 4}", "year": 2020 + number % 4, "kind": "final-accounts",
        "profile": "final-accounts", "numbers": 130, "claims": CLAIMS, "checked": 90, "errors": int(errors),
        "warnings": 0, "checklist": ["pass:要素完整", "fail:收支平衡" if errors else "pass:收支平衡"],
        "reading_warnings": [],
    }  # fmt: skip
    finding = tuple(
        {"id": path, "kind": "amount", "severity": "error", "root": True}.get(name) for name in FINDING
    )
    screened = Screened(
        tuple(report.get(name) for name in REPORT), int(errors), 0, _CLAIMS, (finding,) if errors else ()
    )
    return Outcome(Source(path, region=f"省{number % 31}"), f"{number:064x}", screened)


_CLAIM: dict[str, object] = {
    "type": "amount", "unit": "万元", "verdict": "consistent", "section_kind": "income"
}  # fmt: skip
_CLAIMS = tuple(
    tuple(
        (_CLAIM | {"id": f"c{i}", "start": i, "text": f"{i}.{i % 100:02}万元", "value": Decimal(i)}).get(name)
        for name in CLAIM
    )
    for i in range(CLAIMS)
)


def resumed(work: Path) -> None:
    """Print the seconds of a whole process that finds 10⁴ reports done."""
    folder = work / "in"
    folder.mkdir()
    paths = [folder / f"{i:06}.txt" for i in range(10_000)]
    for path in paths:
        path.touch()
    with opened(work / "out") as store:
        for at in range(0, len(paths), 200):
            store.commit(fabricated(str(path), at + i) for i, path in enumerate(paths[at : at + 200]))
    line = [sys.executable, "-m", "gouji.cli.main", "screen", str(folder), "--out", str(work / "out")]
    seconds = sorted(timed(lambda: subprocess.run(line, check=False, capture_output=True)) for _ in range(3))
    print(f"nothing to do over {len(paths)} reports: {seconds[1]:.2f} s")


def studied(work: Path) -> None:
    """Print the seconds and the peak memory of a study over 10⁵ reports."""
    out = work / "out"
    with opened(out) as store:
        for at in range(0, 100_000, 2000):
            store.commit(fabricated(f"reports/{at + i:06}.pdf", at + i) for i in range(2000))
    before = time.perf_counter()
    pid = os.posix_spawn(
        sys.executable, [sys.executable, "-m", "gouji.cli.main", "study", str(out)], os.environ
    )
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError("gouji study failed")
    taken = time.perf_counter() - before
    print(
        f"study over 100000 reports, {100_000 * CLAIMS} claims: {taken:.1f} s, {usage.ru_maxrss / 1024**2:.2f} GB"
    )


def main(arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for option, run in (("--curve", curve), ("--resume", resumed), ("--study", studied)):
            if option in arguments:
                run(work)
                return
        folder = Path(arguments[0]) if arguments else None
        found = (
            sorted(path for path in folder.rglob("*") if path.is_file())
            if folder
            else variants(work / "in", 200)
        )
        if not found:
            sys.exit(f"{folder}: no files to screen")
        rates(found, work)


if __name__ == "__main__":
    main(sys.argv[1:])
