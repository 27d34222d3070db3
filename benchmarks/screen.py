"""Screening and study at size: rates for one and two workers against a plain loop, memory, resuming, and the study.

python benchmarks/screen.py [FOLDER]        reports to screen; default: 200 invented ones, texts and Word files in turn
python benchmarks/screen.py --sample        200 variants of the shipped sample
python benchmarks/screen.py --pdf           200 invented PDFs of 25 pages
python benchmarks/screen.py --driver        how many reports a second one driver keeps up with
python benchmarks/screen.py --cluster       the same with dask and ray between it and two processes
python benchmarks/screen.py --curve [MOST]  reports against time for 10², 10³ … up to MOST (10⁴), with 1 and 2 workers
python benchmarks/screen.py --resume        a run over 10⁴ reports that has nothing to do
python benchmarks/screen.py --study         a study over the results of 10⁵ reports
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator
from decimal import Decimal
from pathlib import Path

from corpus import long_pdfs, mixed, variants

import gouji
from gouji.corpora.screening import engines
from gouji.corpora.screening.model import Limits, Outcome, Screened, Source, Task
from gouji.corpora.screening.rows import CLAIM, FINDING, REPORT
from gouji.corpora.screening.run import screen as run
from gouji.corpora.screening.store import opened

CLAIMS = 110
"""How many claims a report has, about as many as real ones have."""
LOOP = "import sys, gouji\nfor path in sys.argv[1:]:\n    gouji.check(path)"
"""The plain loop that screening is compared with, starts included."""


def timed(what: Callable[[], object]) -> float:
    """Seconds that it takes."""
    started = time.perf_counter()
    what()
    return time.perf_counter() - started


def plain(paths: list[Path]) -> None:
    """The same checks in a loop, in a process of its own: this one has invented the reports and filled its caches."""
    subprocess.run([sys.executable, "-c", LOOP, *map(str, paths)], check=True)


def busy(what: Callable[[], object]) -> float:
    """Seconds of the processor that it takes, in this process and those it starts and ends."""
    before = os.times()
    what()
    return sum(os.times()[:4]) - sum(before[:4])


class Largest:
    """Watches the worker processes while a block runs; ``megabytes`` is the most that any of them held (Linux)."""

    def __init__(self) -> None:
        self.megabytes = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        while not self._over.wait(0.5):
            for line in Path("/proc").glob("[0-9]*/cmdline"):
                with contextlib.suppress(OSError, ValueError):
                    parent = (line.parent / "stat").read_text().rpartition(")")[2].split()[1]
                    if int(parent) == os.getpid() and b"screening.worker" in line.read_bytes():
                        held = (line.parent / "status").read_text().partition("VmHWM:")[2].split()[0]
                        self.megabytes = max(self.megabytes, int(held) // 1024)

    def __enter__(self) -> Largest:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def rates(paths: list[Path], work: Path) -> None:
    """Print reports a second in a loop and with one and two workers, and the largest worker.

    The cost of screening is a ratio of processor time, which other users of the machine disturb less.
    """
    size = sum(path.stat().st_size for path in paths) / len(paths) / 1000
    started = time.perf_counter()
    own = busy(lambda: plain(paths))
    loop = (time.perf_counter() - started) / len(paths)
    print(
        f"{len(paths)} reports of {size:.0f} kB: loop {1 / loop:.1f}/s, "
        f"{1000 * own / len(paths):.0f} ms of the processor each"
    )
    single = 0.0
    for workers in (1, 2):
        started = time.perf_counter()
        with Largest() as largest:
            spent = busy(lambda: gouji.screen(paths, work / f"out{workers}", workers=workers))  # noqa: B023 - called at once
        taken = (time.perf_counter() - started) / len(paths)
        single = single or taken
        versus = "" if workers == 1 else f", × {single / taken:.2f} of one worker"
        print(
            f"  {workers} worker(s): {1 / taken:.1f}/s, cost × {spent / own:.2f}{versus}, "
            f"largest worker {largest.megabytes} MB"
        )


def curve(work: Path, most: int) -> None:
    """Print the seconds and the largest worker for 10², 10³ … reports, up to ``most``."""
    counts = [count for count in (100, 1000, 10_000, 100_000) if count <= most]
    paths = mixed(work / "in", most)
    for workers in (1, 2):
        for count in counts:
            out = work / f"out{workers}-{count}"
            with Largest() as largest:
                taken = timed(lambda: gouji.screen(paths[:count], out, workers=workers))  # noqa: B023 - called at once
            print(
                f"{workers} worker(s), {count} reports: {taken:.0f} s, {count / taken:.1f}/s, "
                f"largest worker {largest.megabytes} MB",
                flush=True,
            )


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


def at_once(tasks: Iterator[Task], limits: Limits) -> Generator[Outcome, None, None]:
    """An engine that checks nothing: each outcome comes pickled, as from a worker."""
    answer = pickle.dumps(fabricated("report.txt", 0).result, protocol=5)
    for task in tasks:
        yield Outcome(task.source, task.sha256, pickle.loads(answer))


def driven(work: Path) -> None:
    """Print how many reports a second one driver reads, hashes, unpickles and writes."""
    paths = [str(path) for path in variants(work / "in", 5000)]
    run(paths[:10], work / "warm", at_once, limits=Limits())
    spent = busy(lambda: run(paths, work / "out", at_once, limits=Limits()))
    print(f"driver: {len(paths) / spent:.0f} reports of {CLAIMS} claims for a second of the processor")


def batch(tasks: list[Task], limits: Limits) -> list[Outcome]:
    """What a cluster's worker is given here instead of :func:`~gouji.corpora.screening.engines.check_batch`."""
    answer = fabricated("report.txt", 0).result
    return [Outcome(task.source, task.sha256, answer) for task in tasks]


def clustered(work: Path) -> None:
    """Print the driver's rate with dask and ray between it and two processes that check nothing."""
    import ray
    from distributed import Client, LocalCluster

    paths = [str(path) for path in variants(work / "in", 5000)]
    engines.check_batch = batch
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster),
    ):
        engine = engines.engine("dask")
        run(paths[:100], work / "warm", engine, limits=Limits())
        taken = timed(lambda: run(paths, work / "dask", engine, limits=Limits()))
        print(f"dask: {len(paths) / taken:.0f} reports/s")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
    engine = engines.engine("ray")
    run(paths[:100], work / "warm-ray", engine, limits=Limits())
    taken = timed(lambda: run(paths, work / "ray", engine, limits=Limits()))
    print(f"ray: {len(paths) / taken:.0f} reports/s")
    ray.shutdown()


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
    line = [sys.executable, "-m", "gouji", "screen", str(folder), "--out", str(work / "out")]
    seconds = sorted(timed(lambda: subprocess.run(line, check=False, capture_output=True)) for _ in range(3))
    print(f"nothing to do over {len(paths)} reports: {seconds[1]:.2f} s")


def studied(work: Path) -> None:
    """Print the seconds and the peak memory of a study over 10⁵ reports, and of a sample of it."""
    out = work / "out"
    with opened(out) as store:
        for at in range(0, 100_000, 2000):
            store.commit(fabricated(f"reports/{at + i:06}.pdf", at + i) for i in range(2000))
    for what, options in (("study", ()), ("sample", ("--sample", "100"))):
        before = time.perf_counter()
        line = [sys.executable, "-m", "gouji", "study", str(out), *options]
        pid = os.posix_spawn(sys.executable, line, os.environ)
        _, status, usage = os.wait4(pid, 0)
        if os.waitstatus_to_exitcode(status):
            raise RuntimeError(f"gouji {what} failed")
        taken, held = time.perf_counter() - before, usage.ru_maxrss / 1024**2
        print(f"{what} over 100000 reports, {100_000 * CLAIMS} claims: {taken:.1f} s, {held:.2f} GB")


OPTIONS: dict[str, Callable[[Path], None]] = {
    "sample": lambda work: rates(variants(work / "in", 200), work),
    "pdf": lambda work: rates(long_pdfs(work / "in", 200), work),
    "driver": driven,
    "cluster": clustered,
    "resume": resumed,
    "study": studied,
}


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--curve", nargs="?", type=int, const=10_000, metavar="MOST")
    for option in OPTIONS:
        what.add_argument(f"--{option}", dest="measure", action="store_const", const=option)
    return parser.parse_args()


def main(given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        if given.curve:
            curve(work, given.curve)
            return
        if given.measure:
            OPTIONS[given.measure](work)
            return
        folder = given.folder
        found = (
            sorted(path for path in folder.rglob("*") if path.is_file())
            if folder
            else mixed(work / "in", 200)
        )
        if not found:
            sys.exit(f"{folder}: no files to screen")
        rates(found, work)


if __name__ == "__main__":
    main(options())
