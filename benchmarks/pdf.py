"""PDFs: milliseconds of the processor a page to read and to check whole in a warm process, and the cold process.

python benchmarks/pdf.py REPORT.pdf...
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from process import cold, given

import gouji
from gouji.narrative.readers.pdf import read_pdf

RUNS = 9


def median(action: Callable[[], object]) -> float:
    """The median of milliseconds of the processor, after one run that fills the caches."""
    action()
    found = []
    for _ in range(RUNS):
        gc.collect()
        started = time.process_time()
        action()
        found.append((time.process_time() - started) * 1000)
    return statistics.median(found)


def main(paths: list[Path]) -> None:
    for path in paths:
        data = path.read_bytes()
        pages = len(read_pdf(data).pages)
        reading, whole = median(partial(read_pdf, data)), median(partial(gouji.check, path))
        print(f"{path.name}: {pages} pages: read {reading / pages:.1f} ms a page; whole check {whole:.0f} ms")
        cold(path)


if __name__ == "__main__":
    main(given(__doc__))
