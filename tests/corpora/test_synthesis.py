"""Synthetic reports: labels quote right, the same seed is the same bytes, the program agrees in every format."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.compare.audit import audit
from gouji.compare.model import Audit
from gouji.corpora.evaluation import evaluate
from gouji.corpora.synthesis.report import FORMATS, synthesize
from gouji.corpora.synthesis.write import rendered, write
from gouji.narrative.read import read

SEEDS = range(30)


@pytest.mark.parametrize("seed", SEEDS)
def test_labels_quote_the_text(seed: int) -> None:
    report = synthesize(seed, 0, format=("txt", "md")[seed % 2])
    assert len(report.labels) > 15
    for label in report.labels:
        shown = "".join(report.text[label.placed.start : label.placed.end].split())
        assert shown == label.placed.said.text
        for cell in label.cells:
            assert report.text[cell.start : cell.end] == cell.truth.text
    for cell in report.cells:
        assert report.text[cell.start : cell.end] == cell.truth.text


@pytest.mark.parametrize("seed", SEEDS)
def test_amounts_are_those_of_their_cells(seed: int) -> None:
    report = synthesize(seed, 1, format="txt")
    for label in report.labels:
        said = label.placed.said
        units = {"万元": Decimal(10_000), "元": Decimal(1), "亿元": Decimal(10**8)}
        for cell in label.cells:
            shown = Decimal(cell.truth.text.replace(",", "")) * units[cell.unit]
            assert abs(said.value * units[said.unit or "元"] - shown) <= Decimal(5_000)


def test_operands_are_what_a_rate_is_computed_from() -> None:
    computed = 0
    for seed in SEEDS:
        report = synthesize(seed, 2, format="txt")
        by_id = {label.id: label.placed.said for label in report.labels}
        for label in report.labels:
            said, operands = label.placed.said, [by_id[name] for name in label.operands]
            if said.type == "share" and len(operands) == 2 and operands[1].value:
                part, whole = (each.value * (10_000 if each.unit == "亿元" else 1) for each in operands)
                gap = Decimal(100) / whole + Decimal("0.06")
                assert abs(part / whole * 100 - said.value) <= gap
                computed += 1
    assert computed > 100


BYTES = """
import hashlib
from gouji.corpora.synthesis.report import FORMATS, synthesize
from gouji.corpora.synthesis.write import rendered

for form in FORMATS:
    files = rendered(synthesize(5, 3, format=form))
    print(form, *(hashlib.sha256(content).hexdigest() for content in files.values()))
"""


def test_the_same_seed_is_the_same_bytes(tmp_path: Path) -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", BYTES],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
        ).stdout
        for hash_seed in ("1", "2")
    ]
    assert runs[0].count("\n") == len(FORMATS)
    assert runs[0] == runs[1]


def test_another_seed_is_another_report() -> None:
    assert synthesize(1, 0, format="txt").text != synthesize(2, 0, format="txt").text


def test_all_files_are_written(tmp_path: Path) -> None:
    for form in FORMATS:
        folder = tmp_path / form
        folder.mkdir()
        report = synthesize(2, 0, format=form)
        write(report, folder)
        names = {path.name for path in folder.iterdir()}
        assert {
            *rendered(report),
            "2-0000.claims.jsonl",
            "2-0000.cells.jsonl",
            "2-0000.findings.json",
        } <= names


@pytest.mark.parametrize("name", ["voice", "layout", "format"])
def test_unknown_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="none-such"):
        synthesize(1, 0, **{name: "none-such"})


def audited(seed: int, form: str, folder: Path) -> Audit:
    paths = []
    for name, content in rendered(synthesize(seed, 0, voice="budget_plain", format=form)).items():
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return audit(read(paths[0], tables=paths[1:]))


@pytest.mark.parametrize("seed", [3, pytest.param(8, marks=pytest.mark.slow)])
def test_every_format_is_understood_alike(seed: int, tmp_path: Path) -> None:
    usual = None
    for form in FORMATS:
        if form in ("txt", "pdf-bare"):
            continue  # their tables leave columns open, so that fewer cells are linked
        found = audited(seed, form, tmp_path)
        said = Counter((claim.type, claim.quantity.value) for claim in found.claims)
        told = sorted((finding.code, finding.stated) for finding in found.findings)
        usual = usual or (said, told)
        assert (said, told) == usual, form


def test_the_evaluation_counts_what_is_lost(tmp_path: Path) -> None:
    report = synthesize(4, 0, voice="final_plain", format="txt", layout="tabs")
    path = tmp_path / "a.txt"
    path.write_bytes(report.text.encode())
    whole = audit(read(path))
    score = evaluate(report, whole)
    assert score.cases["recall"] == len(report.labels)
    lost = Audit(**{name: getattr(whole, name) for name in Audit.__dataclass_fields__} | {"claims": ()})
    assert evaluate(report, lost).hits["recall"] == 0
    assert evaluate(report, lost).cases["precision"] == 0
