"""Truncated and altered files: a result or one line, never a traceback, never long."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Iterator

import pytest

from gouji.corpora.synthesis.formats.office import as_docx, as_html, parts_of, zipped
from gouji.corpora.synthesis.formats.workbook import as_workbook_and_text
from gouji.narrative.dispatch import load
from gouji.narrative.errors import DocumentError

from .test_same_findings import SAMPLES
from .test_sheet import ODS, XLS

PARTS = parts_of(SAMPLES["final-accounts"])
WORKBOOK, PROSE = as_workbook_and_text(PARTS)
FIXTURES = {
    "a.docx": as_docx(PARTS),
    "a.html": as_html(PARTS),
    "b.html": as_html(PARTS, charset="gbk"),
    "a.xlsx": WORKBOOK,
    "a.ods": zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ODS}),
    "a.xls": XLS,
    "a.zip": zipped({"说明.txt": PROSE, "附表.xlsx": WORKBOOK}),
    "a.mhtml": b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + as_html(PARTS),
    "a.txt": SAMPLES["final-accounts"].encode(),
}
EACH = 260
"""How many variants of each fixture are read: more than two thousand in all."""


def variants(data: bytes, seed: int) -> Iterator[bytes]:
    """Truncations, flipped bytes in the file, and flipped bytes inside of the parts of a zip."""
    rng = random.Random(seed)
    for i in range(EACH):
        if i % 4 == 0:
            yield data[: rng.randrange(len(data))]
        elif i % 4 == 1 or not data.startswith(b"PK"):
            yield flipped(data, rng, rng.choice((1, 4, 40)))
        else:
            yield repacked(data, rng)


def flipped(data: bytes, rng: random.Random, times: int) -> bytes:
    """The data with some bytes changed."""
    altered = bytearray(data)
    for _ in range(times):
        altered[rng.randrange(len(altered))] = rng.randrange(256)
    return bytes(altered)


def repacked(data: bytes, rng: random.Random) -> bytes:
    """The zip with one member altered, so that its checksums are right and its XML is wrong."""
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        files = {name: bundle.read(name) for name in bundle.namelist()}
    name = rng.choice([name for name in files if files[name]])
    content = files[name]
    cut = content[: rng.randrange(len(content))]
    files[name] = rng.choice((cut, flipped(content, rng, 3), _tagged(content, rng)))
    return zipped(files, level=1)


def _tagged(content: bytes, rng: random.Random) -> bytes:
    """The XML with a number in it replaced by one that nobody expects."""
    at = [i for i in range(len(content)) if content[i : i + 1].isdigit()]
    if not at:
        return content
    place = rng.choice(at)
    odd = rng.choice((b"-1", b"99999999999999999999", b"1e308", "１".encode(), b"", b"NaN"))
    return content[:place] + odd + content[place + 1 :]


@pytest.mark.parametrize("name", FIXTURES)
def test_every_variant_is_read_or_refused_in_one_line(name: str) -> None:
    for variant in variants(FIXTURES[name], len(name)):
        before = time.process_time()
        try:
            load(variant, name)
        except DocumentError as problem:
            assert "\n" not in str(problem)
        assert time.process_time() - before < 5


def test_a_zip_without_its_end_is_not_the_zip_inside_it() -> None:
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as bundle:
        bundle.writestr("说明.txt", "2024年度收入3.50万元。")
    with zipfile.ZipFile(outer, "w") as bundle:
        bundle.writestr("报告.txt", "2024年度支出3.50万元。")
        bundle.writestr("附件.zip", inner.getvalue())
    with pytest.raises(DocumentError, match="不完整"):
        load(outer.getvalue()[:-30], "报告.zip")
