"""Scans: seconds a page to read by OCR, and how many of a report's numbers come out as its text layer has them.

python benchmarks/scan.py REPORT.pdf...

Each page is drawn at 200 dots per inch and read as a scan would be; nothing of its text layer is used but to compare.
"""

from __future__ import annotations

import re
import statistics
import time
from collections import Counter
from pathlib import Path

from process import given
from pypdfium2 import PdfDocument

from gouji.narrative.readers.pdf_lines import lines_of
from gouji.narrative.readers.pdf_page import PageContent, page_content
from gouji.narrative.readers.pdf_scans import DPI
from gouji.narrative.readers.scan_page import scanned_page

_NUMBER = re.compile(r"\d[\d,]*\.\d+")


def numbers(content: PageContent) -> Counter[str]:
    """The numbers with decimals, in no order."""
    lines = lines_of(content.glyphs, content.number)
    return Counter(word for line in lines for part in line.segments for word in _NUMBER.findall(part.text))


def main(paths: list[Path]) -> None:
    for path in paths:
        taken, used, there, right = [], [], 0, 0
        for number, page in enumerate(PdfDocument(path), 1):
            picture = page.render(scale=DPI / 72).to_numpy()[:, :, :3].copy()
            started, busy = time.perf_counter(), time.process_time()
            seen = numbers(scanned_page(picture, number, *page.get_size()))
            taken.append(time.perf_counter() - started)
            used.append(time.process_time() - busy)
            wanted = numbers(page_content(page, number))
            there += wanted.total()
            right += (wanted & seen).total()
        print(
            f"{path.name}: {len(taken)} pages: {statistics.median(taken):.1f} s a page (median; slowest "
            f"{max(taken):.1f}; processor {statistics.median(used):.1f}); {right} of {there} numbers equal"
        )


if __name__ == "__main__":
    main(given(__doc__))
