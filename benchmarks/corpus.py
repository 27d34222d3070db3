"""Reports to screen in benchmarks: invented texts and Word files, variants of the shipped sample, invented PDFs of 25
pages, and hostile files.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from gouji.corpora.synthesis.formats.pdf import Press, printed
from gouji.corpora.synthesis.report import synthesize
from gouji.corpora.synthesis.write import rendered

SAMPLE = Path(__file__).parents[1] / "corpora" / "samples" / "final-accounts.txt"
LARGE = Press(wide=True, numbers="- {} -", size=16.0, cell=6.0, align="centre", room=5.2)
"""So printed, an invented report takes about as many pages as published ones do."""


def mixed(folder: Path, count: int, *, seed: int = 7) -> list[Path]:
    """That many invented reports of all voices and layouts, texts and Word files in turn."""
    folder.mkdir()
    paths = []
    for i in range(count):
        ((name, content),) = rendered(synthesize(seed, i, format=("txt", "docx")[i % 2])).items()
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return paths


def variants(folder: Path, count: int) -> list[Path]:
    """That many texts that differ in a name, so that none repeats another."""
    text = SAMPLE.read_text(encoding="utf-8")
    folder.mkdir()
    paths = [folder / f"{i:06}.txt" for i in range(count)]
    for i, path in enumerate(paths):
        path.write_text(text.replace("古籍保护中心", f"古籍保护中心{i}"), encoding="utf-8")
    return paths


def long_pdfs(folder: Path, count: int, *, seed: int = 3) -> list[Path]:
    """That many invented PDFs, every other one without upright rules."""
    folder.mkdir()
    paths = []
    for i in range(count):
        press = replace(LARGE, ruled=i % 2 == 0)
        path = folder / f"{i:06}.pdf"
        path.write_bytes(printed(synthesize(seed, i, format="pdf").text, press))
        paths.append(path)
    return paths


def hostile(folder: Path, count: int) -> list[Path]:
    """That many files that no reader can read: each kind in turn, no two the same.

    The names ``hang…`` and ``crash…`` are what ``hostile_worker.py`` does when it is given them.
    """
    folder.mkdir()
    paths = []
    kinds = list(_kinds())
    for i in range(count):
        name, content = kinds[i % len(kinds)]
        stem, dot, suffix = name.partition(".")
        path = folder / f"{stem}{i:04}{dot}{suffix}"
        path.write_bytes(content + (f"\n{i}".encode() if content else b""))
        paths.append(path)
    return paths


def _kinds() -> Iterator[tuple[str, bytes]]:
    pdf = printed(synthesize(5, 0, format="pdf").text, LARGE)
    yield "hang.txt", b"x"
    yield "crash.txt", b"x"
    yield "truncated.pdf", pdf[: len(pdf) // 3]
    yield "bomb.docx", _package("word/document.xml", 300)
    yield "foreign.pdf", b"MZ\x90\x00" + bytes(range(256)) * 40
    yield "swell.txt", b"x"
    yield "foreign.docx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
    yield "bomb.xlsx", _package("xl/worksheets/sheet1.xml", 300)
    yield "truncated.docx", _package("word/document.xml", 1)[:200]
    yield "binary.txt", bytes(range(256)) * 40


def _package(name: str, megabytes: int) -> bytes:
    """A zip archive of one part that is so large unpacked."""
    buffer = BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package,
        package.open(name, "w", force_zip64=True) as part,
    ):
        for _ in range(megabytes):
            part.write(b"<a>" * (1024 * 1024 // 3))
    return buffer.getvalue()
