"""The whole process, cold: medians of wall time and peak memory, and how time grows with length.

python benchmarks/process.py [REPORT...]      default: the shipped sample, three times over (about 50 kB)
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import gouji

RUNS = 9
SAMPLE = Path(__file__).parents[1] / "corpora" / "samples" / "final-accounts.txt"


def once(path: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one ``gouji check`` in a process of its own."""
    started = time.perf_counter()
    with open(os.devnull, "w") as null:
        arguments = [sys.executable, "-m", "gouji.cli.main", "check", str(path)]
        pid = os.posix_spawn(
            sys.executable, arguments, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null.fileno(), 1)]
        )
        _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise RuntimeError(f"gouji check {path} failed")
    per_megabyte = 1024 * 1024 if sys.platform == "darwin" else 1024
    return time.perf_counter() - started, usage.ru_maxrss / per_megabyte


def cold(path: Path) -> None:
    """Print the medians of :data:`RUNS` processes, after one that fills the caches."""
    once(path)
    runs = [once(path) for _ in range(RUNS)]
    seconds, megabytes = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB: cold {seconds:.2f} s, peak {megabytes:.0f} MB")


def warm(text: str) -> float:
    """The median of seconds to check a text in a warm process."""
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        gouji.check_text(text)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds[1:])


def main(paths: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        default = Path(folder) / "sample-x3.txt"
        default.write_text("\n".join([SAMPLE.read_text(encoding="utf-8")] * 3), encoding="utf-8")
        for path in paths or [default]:
            cold(path)
            text = path.read_bytes().decode("utf-8")
            single, tenfold = warm(text), warm("\n".join([text] * 10))
            print(
                f"  warm {single * 1000:.0f} ms; ten copies {tenfold * 1000:.0f} ms, × {tenfold / single:.1f}"
            )


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
