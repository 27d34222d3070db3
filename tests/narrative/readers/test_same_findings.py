"""The same report in every format gives the same claims, links and findings."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Iterable
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from gouji.compare.audit import audit
from gouji.compare.model import Audit
from gouji.corpora.evaluation import audited
from gouji.corpora.synthesis.formats.office import (
    Part,
    as_aligned,
    as_cells,
    as_docx,
    as_html,
    as_led,
    as_lines,
    as_pipes,
    as_tabs,
    parts_of,
)
from gouji.corpora.synthesis.formats.workbook import as_workbook_and_text
from gouji.corpora.synthesis.report import Synthetic, synthesize
from gouji.narrative.read import read

SAMPLES = {
    name: files("gouji.corpora.samples").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    for name in ("final-accounts", "final-accounts-correct")
}
_AMOUNT = re.compile(r"\d[\d,]*\.\d+(?=万元|%)")
Writer = Callable[[Path, list[Part]], tuple[Path, list[Path]]]


def variant(text: str, seed: int) -> str:
    """The report with a few slips in the numbers of its prose."""
    rng = random.Random(seed)
    at = text.rindex("第三部分")
    places = list(_AMOUNT.finditer(text, at))
    for match in sorted(rng.sample(places, 5), key=lambda match: -match.start()):
        value = Decimal(match[0].replace(",", ""))
        slip = rng.choice((value / 10, value * 10, value + Decimal("1.23"), value * 2, value + 100))
        text = text[: match.start()] + f"{slip:.2f}" + text[match.end() :]
    return text


def _one(name: str, render: Callable[[list[Part]], bytes]) -> Writer:
    def write(folder: Path, parts: list[Part]) -> tuple[Path, list[Path]]:
        path = folder / name
        path.write_bytes(render(parts))
        return path, []

    return write


def _attached(folder: Path, parts: list[Part]) -> tuple[Path, list[Path]]:
    workbook, prose = as_workbook_and_text(parts)
    (folder / "prose.txt").write_bytes(prose)
    (folder / "附表.xlsx").write_bytes(workbook)
    return folder / "prose.txt", [folder / "附表.xlsx"]


def _bundled(folder: Path, parts: list[Part]) -> tuple[Path, list[Path]]:
    workbook, prose = as_workbook_and_text(parts)
    path = folder / "report.zip"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("附件1 附表.xlsx", workbook)
        bundle.writestr("决算说明.docx", as_docx(prose.decode().split("\n")))
    return path, []


WRITERS: dict[str, Writer] = {
    "tabs": _one("a.txt", as_tabs),
    "pipes": _one("a.md", as_pipes),
    "rows": _one("a.txt", as_lines),
    "rows with dashes": _one("a.txt", lambda parts: as_lines(parts, blank="—")),
    "cells": _one("a.txt", as_cells),
    "cells, blanks gone": _one("a.txt", lambda parts: as_cells(parts, kept=False)),
    "led": _one("a.txt", as_led),
    "aligned": _one("a.txt", as_aligned),
    "docx": _one("a.docx", as_docx),
    "html": _one("a.html", as_html),
    "gbk": _one("a.htm", lambda parts: as_html(parts, charset="gbk")),
    "xlsx": _attached,
    "zip": _bundled,
}


def findings(result: Audit) -> list[tuple[str, str, str, str, str]]:
    """What is found, without its place."""
    return sorted((f.code, f.kind, f.severity, f.stated, f.expected) for f in result.findings)


def claims(result: Audit, *, all_cells: bool = True) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """What is said and the cells that it is linked to, or the first of them alone."""
    found = []
    for claim in result.claims:
        link = result.links.get(claim.id)
        cells = [(figure.table_kind, figure.text) for figure in link.figures] if link else []
        found.append(
            (claim.type, str(claim.quantity.value), claim.subject, cells if all_cells else cells[:1])
        )
    return found


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("form", WRITERS)
def test_the_samples(name: str, form: str, tmp_path: Path) -> None:
    check(SAMPLES[name], form, tmp_path)


@pytest.mark.parametrize("seed", range(20))
def test_variants_with_slips(seed: int, tmp_path: Path) -> None:
    text = variant(SAMPLES[sorted(SAMPLES)[seed % 2]], seed)
    for form in ("docx", "html", "xlsx", "zip"):
        check(text, form, tmp_path)


TEXTS = ("tabs", "pipes", "rows", "rows with dashes", "cells", "cells, blanks gone", "led", "aligned")
"""The layouts of tables in a text."""
LOSSY = frozenset(("rows", "cells, blanks gone", "aligned"))
"""Layouts in which empty cells vanish, so that a number may stand in one of several cells with its amount."""


@pytest.mark.parametrize("seed", range(20))
def test_variants_in_every_layout_of_a_text(seed: int, tmp_path: Path) -> None:
    text = variant(SAMPLES[sorted(SAMPLES)[seed % 2]], seed)
    for form in TEXTS[seed % 4 :: 4]:
        check(text, form, tmp_path)


def check(text: str, form: str, folder: Path) -> None:
    plain = folder / "plain.txt"
    plain.write_text(text, encoding="utf-8")
    usual = audit(read(plain))
    path, tables = WRITERS[form](folder, parts_of(text))
    result = audit(read(path, tables=tables))
    assert findings(result) == findings(usual)
    assert claims(result, all_cells=form not in LOSSY) == claims(usual, all_cells=form not in LOSSY)
    assert len(result.report.tables) == len(usual.report.tables)
    for claim in result.claims:
        assert result.report.text[claim.start : claim.end].strip()


def of_text(name: str) -> Callable[[Synthetic, Path], Audit]:
    """The audit of a synthetic report in one layout of a text."""

    def made(report: Synthetic, folder: Path) -> Audit:
        path, _ = WRITERS[name](folder, parts_of(report.text))
        return audit(read(path))

    return made


FILES = ("docx", "xlsx", "pdf", "pdf-bare", "zip")
"""The formats of files, to be compared with the web page; the PDF is ruled or bare of rules."""


def same_in_formats(index: int, folder: Path, forms: Iterable[str]) -> None:
    """Claims, links and findings of an invented report are those of the web page, whatever the format.

    Where empty cells vanish, a claim may be linked to another cell with its amount: there claims and findings.
    """
    report = synthesize(77, index, format="html")
    usual = audited(report, folder)
    for form in forms:
        text = form in TEXTS
        result = (
            of_text(form)(report, folder) if text else audited(synthesize(77, index, format=form), folder)
        )
        assert findings(result) == findings(usual), form
        assert [claim[:3] for claim in claims(result)] == [claim[:3] for claim in claims(usual)], form
        if form not in LOSSY:
            assert not elsewhere(result, usual, unlinked=form == "cells"), form


def elsewhere(result: Audit, usual: Audit, *, unlinked: bool) -> list[object]:
    """The claims whose first cell is none of those that the web page links them to.

    An amount that two tables print may be linked to either where a column's name is read in other words. Where a
    lone row ends in empty cells, a cell a line proves no column: its numbers may be linked to nothing.
    """
    found = []
    for mine, theirs in zip(claims(result), claims(usual), strict=True):
        same = set(mine[3][:1]) <= set(theirs[3]) if mine[3] or unlinked else not theirs[3]
        if not same:
            found.append((mine, theirs))
    return found


@pytest.mark.parametrize("index", range(20))
def test_invented_reports_in_every_format(index: int, tmp_path: Path) -> None:
    """Word and Excel for every report; a PDF and two layouts of a text in turn, so that each is met often."""
    in_turn = (FILES[2 + index % 3], TEXTS[index % 8], TEXTS[(index + 3) % 8])
    same_in_formats(index, tmp_path, ("docx", "xlsx", *in_turn))


@pytest.mark.slow
@pytest.mark.parametrize("index", range(40))
def test_more_invented_reports_in_all_formats(index: int, tmp_path: Path) -> None:
    same_in_formats(index, tmp_path, (*FILES, *TEXTS))
