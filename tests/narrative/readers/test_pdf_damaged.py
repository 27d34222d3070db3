"""Hostile and damaged PDFs: a result or one line, in bounded time and memory."""

from __future__ import annotations

import random
import time
import zlib
from collections.abc import Iterator

import pytest

from gouji.corpora.synthesis.formats.pdf import Press, printed
from gouji.narrative.errors import DocumentError
from gouji.narrative.readers.pdf import read_pdf

from .test_same_findings import SAMPLES

TEXT = SAMPLES["final-accounts"]
LONGEST = 10.0
"""Seconds of the processor that no file may take."""


def built(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a right cross-reference table."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page(box: bytes = b"0 0 595 842", more: bytes = b"") -> bytes:
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [" + box + b"] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> " + more + b">>"
    )


def with_content(content: bytes, box: bytes = b"0 0 595 842", more: bytes = b"") -> bytes:
    return built(CATALOG, PAGES, page(box, more), stream(content), FONT)


WORDS = b"BT /F1 12 Tf 72 700 Td (Total 12.30) Tj ET\n"
LINES = b"".join(b"%d %d m %d %d l S\n" % (i % 590, i % 840, i % 590 + 5, i % 840) for i in range(100_000))
CROSSES = b"".join(
    b"10 %d.5 m 580 %d.5 l S %d.5 10 m %d.5 830 l S\n" % (n, n, n % 585, n % 585) for n in range(10, 830, 4)
)
HOSTILE = {
    "100000 lines": with_content(WORDS + LINES),
    "100000 texts": with_content(b"BT /F1 6 Tf\n" + b"1 0 0 1 72 700 Tm (12.30) Tj\n" * 100_000 + b"ET"),
    "a grid of 40000 cells": with_content(WORDS + CROSSES),
    "one path of 200000 segments": with_content(WORDS + b"0 0 m\n" + b"5 9 l 90 9 l\n" * 100_000 + b"S"),
    "a huge page": with_content(WORDS, b"0 0 100000000 100000000"),
    "a page without size": with_content(WORDS, b"0 0 0 0"),
    "a page from infinity": with_content(WORDS, b"-1e38 -1e38 1e38 1e38"),
    "a crop box outside": with_content(WORDS, more=b"/CropBox [9000 9000 9100 9100] "),
    "odd rotation": with_content(WORDS, more=b"/Rotate 17 "),
    "a hundred megabytes of blanks": with_content(WORDS + b" " * 100_000_000),
    "pages in a loop": built(CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"),
    "no pages": built(CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"),
    "a million pages announced": built(CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>", page()),
    "content in a loop": built(CATALOG, PAGES, page(), b"<< /Length 4 0 R >>\nstream\nendstream", FONT),
    "forms in a loop": built(
        CATALOG,
        PAGES,
        page().replace(b"/Font", b"/XObject << /X 6 0 R >> /Font"),
        stream(WORDS + b"/X Do"),
        FONT,
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 5 >>\n"
        b"stream\n/X Do\nendstream",
    ),
    "deep arrays": built(
        CATALOG, PAGES, page(more=b"/A " + b"[" * 50_000 + b"]" * 50_000), stream(WORDS), FONT
    ),
    "xref to itself": b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Prev 9 /Size 1 >>\nstartxref\n9\n%%EOF",
    "not a pdf": b"%PDF-1.7\n" + bytes(range(256)) * 40,
}


def outcome(content: bytes) -> str:
    """The text, or the line that says why there is none."""
    before = time.process_time()
    try:
        said = read_pdf(content, path="a.pdf").text
    except DocumentError as error:
        said = str(error)
        assert "\n" not in said and said.startswith("a.pdf：")
    assert time.process_time() - before < LONGEST
    return said


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_soon(name: str) -> None:
    assert outcome(HOSTILE[name])


def variants(content: bytes, seed: int, count: int) -> Iterator[bytes]:
    rng = random.Random(seed)
    for i in range(count):
        if i % 4 == 0:
            yield content[: rng.randrange(len(content))]
            continue
        altered = bytearray(content)
        for _ in range(rng.choice((1, 3, 12, 60))):
            altered[rng.randrange(len(altered))] = rng.randrange(256)
        yield bytes(altered)


@pytest.mark.parametrize(
    "press", [Press(), Press(ruled=False), Press(encrypt="abc")], ids=["ruled", "bare", "locked"]
)
def test_every_variant_is_read_or_refused(press: Press) -> None:
    content = printed("\n".join(TEXT.split("\n")[:60]), press)
    for variant in variants(content, 7, 350):
        assert outcome(variant)
