"""The whole process, cold: medians of wall time, processor time and peak memory, and how time grows with length.

Modules are compiled beforehand, as an installed program's are.

python benchmarks/process.py [REPORT...]      default: the shipped sample, three times over (about 50 kB)
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import gouji

RUNS = 9
SAMPLE = Path(__file__).parents[1] / "corpora" / "samples" / "final-accounts.txt"


def once(path: Path) -> tuple[float, float, float]:
    """Seconds, seconds of the processor and peak megabytes of one ``gouji check`` in a process of its own."""
    started = time.perf_counter()
    setting = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with open(os.devnull, "w") as null:
        arguments = [sys.executable, "-m", "gouji", "check", str(path)]
        pid = os.posix_spawn(
            sys.executable, arguments, setting, file_actions=[(os.POSIX_SPAWN_DUP2, null.fileno(), 1)]
        )
        _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise RuntimeError(f"gouji check {path} failed")
    per_megabyte = 1024 * 1024 if sys.platform == "darwin" else 1024
    busy = usage.ru_utime + usage.ru_stime
    return time.perf_counter() - started, busy, usage.ru_maxrss / per_megabyte


def cold(path: Path) -> None:
    """Print the medians of :data:`RUNS` processes, after one that fills the caches."""
    once(path)
    runs = [once(path) for _ in range(RUNS)]
    seconds, busy, megabytes = (statistics.median(column) for column in zip(*runs, strict=True))
    size = path.stat().st_size / 1000
    print(
        f"{path.name}: {size:.0f} kB: cold {seconds:.2f} s, processor {busy:.2f} s, peak {megabytes:.0f} MB"
    )


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


def given(about: str | None) -> list[Path]:
    """The reports of the command line; ``--help`` tells ``about`` the benchmark."""
    parser = argparse.ArgumentParser(
        description=about, usage="%(prog)s [REPORT...]", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", nargs="*", type=Path, metavar="REPORT")
    return list(parser.parse_args().reports)


if __name__ == "__main__":
    main(given(__doc__))
