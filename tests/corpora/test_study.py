"""The study: rates as statisticians compute them, the same bytes every time, a page that asks nobody for anything."""

from __future__ import annotations

import csv
import json
import math
import re
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binomtest

import gouji
from gouji.cli.main import run as command
from gouji.corpora.screening.model import Outcome, Progress, Screened, Source
from gouji.corpora.screening.rows import CLAIM, FINDING, REPORT
from gouji.corpora.screening.store import opened
from gouji.corpora.study.rates import mean, ratio, share, wilson
from gouji.corpora.study.run import study
from gouji.corpora.study.sample import draw, estimate
from gouji.corpora.study.tables import tables

Values = dict[str, object]


def row(columns: dict[str, str], values: Values) -> tuple[object, ...]:
    assert set(values) <= set(columns)
    return tuple(values.get(name) for name in columns)


def outcome(
    name: str, organisation: str, year: int, *, errors: int, checked: int = 50, fails: bool = False
) -> Outcome:
    """A report of that organisation and year with so many errors among its checked numbers."""
    checklist = [f"{'fail' if fails else 'pass'}:要素完整", "not-applicable:三公"]
    report: Values = {
        "format": "txt", "organisation": organisation, "year": year, "kind": "final-accounts", "profile": "generic",
        "numbers": checked + 30, "claims": checked + 10, "checked": checked, "errors": errors, "warnings": 0,
        "checklist": checklist, "reading_warnings": [],
    }  # fmt: skip
    claims = tuple(
        row(CLAIM, {
            "id": f"c{i}", "start": i, "text": f"{i}.{i % 100:02}万元", "type": "amount", "unit": "万元",
            "value": Decimal(i), "verdict": "consistent" if i < checked else "unverifiable", "section_kind": "income",
        })
        for i in range(checked + 10)
    )  # fmt: skip
    findings = tuple(
        row(FINDING, {
            "id": f"{name}{i}", "kind": "amount", "severity": "error", "root": True, "start": i, "quote": "=1+1",
            "message": "不一致", "expected": "2.00万元",
        })
        for i in range(errors)
    )  # fmt: skip
    screened = Screened(row(REPORT, report), errors, 0, claims, findings)
    return Outcome(Source(name, region="甲省" if errors else "乙省"), name, screened)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten organisations with reports of two years; the odd ones have errors in the first year only."""
    with opened(tmp_path / "out") as store:
        store.commit(
            outcome(f"{i}-{year}", f"单位{i}", year, errors=3 if i % 2 and year == 2022 else 0, fails=i < 2)
            for i in range(10)
            for year in (2022, 2023)
        )
    return tmp_path / "out"


@pytest.mark.parametrize(("hits", "trials"), [(0, 10), (3, 10), (10, 10), (42, 1000)])
def test_wilson_is_scipys(hits: int, trials: int) -> None:
    expected = binomtest(hits, trials).proportion_ci(0.95, method="wilson")
    found = wilson(hits, trials)
    assert found.rate == hits / trials
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_independent_reports_get_the_plain_interval_and_like_ones_a_wider_one() -> None:
    rng = np.random.default_rng(1)
    alone = (rng.random(400) < 0.3).astype(float)
    plain = wilson(float(alone.sum()), 400)
    found = share(alone, np.ones(400))
    assert found.high - found.low == pytest.approx(plain.high - plain.low, rel=0.01)
    alike = share(alone * 5, np.full(400, 5.0))
    assert alike.high - alike.low == pytest.approx(plain.high - plain.low, rel=0.01)


def test_the_interval_of_a_ratio_covers_the_truth_nineteen_times_in_twenty() -> None:
    rng, covered, times = np.random.default_rng(2), 0, 600
    for _ in range(times):
        exposures = rng.integers(20, 200, 120).astype(float)
        rates = rng.gamma(2.0, 0.02, 120)
        found = ratio(rng.poisson(rates * exposures).astype(float), exposures)
        covered += found.low <= 4.0 <= found.high
    assert 0.915 <= covered / times <= 0.975


def test_edges_of_rates() -> None:
    assert math.isnan(share(np.zeros(0), np.zeros(0)).rate)
    assert ratio(np.zeros(3), np.array([10.0, 20, 70])) == (0, 0, 3.0)
    assert math.isnan(ratio(np.ones(1), np.ones(1)).low)
    assert mean(np.array([1.0, 1.0, 1.0])) == (1, 1, 1)


def test_the_tables_count_what_is_there(folder: Path) -> None:
    found = tables(gouji.results(folder))
    whole = found["rates"].iloc[0]
    assert (whole["reports"], whole["organisations"], whole["with_error"]) == (20, 10, 5)
    assert whole["per_100"] == pytest.approx(100 * 15 / 1000)
    assert whole["unchecked_share"] == pytest.approx(10 / 60)
    change = found["changes"].iloc[0]
    assert (change["organisations"], change["errors_gone"], change["errors_new"]) == (10, 5, 0)
    assert change["difference_per_100"] == pytest.approx(-3.0)
    kind = found["kinds"].iloc[0]
    assert (kind["kind"], kind["findings"], kind["reports"]) == ("amount", 15, 5)
    item = found["completeness"].set_index("item").loc["要素完整"]
    assert (item["pass"], item["fail"]) == (16, 4)
    assert set(found["associations"]["dimension"]) == {"region", "year"}
    assert found["last_digits"]["amounts"].sum() == 20 * 60
    assert found["unchecked"]["claims"].sum() == 200


def test_the_same_bytes_again(folder: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        study(gouji.results(folder), tmp_path / name, command="gouji study")
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert "study.html" in names and "rates.parquet" in names
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_page_needs_nothing_from_elsewhere(folder: Path) -> None:
    assert command(["study", str(folder)]) == 0
    page = (folder / "study" / "study.html").read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=|url\(|@import|<script", page)
    assert "甲省" in page and "<svg" in page
    manifest = json.loads((folder / "study" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["inputs"]["files"] == 20


def test_results_without_errors_or_claims_give_a_page(tmp_path: Path) -> None:
    with opened(tmp_path / "out") as store:
        store.commit([outcome("a", "甲", 2023, errors=0, checked=0)])
    assert command(["study", str(tmp_path / "out")]) == 0


def judged(sheet: Path, verdict: dict[str, list[str]]) -> None:
    """Fill in the sheet: of each stratum the given words in turn, the last one for the rest."""
    rows = list(csv.DictReader(sheet.read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    for each in rows:
        words = verdict[each["层"]]
        each["判断"] = words.pop(0) if len(words) > 1 else words[0]
    with sheet.open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def test_hand_validation(folder: Path, tmp_path: Path) -> None:
    sheet = draw(gouji.results(folder), tmp_path, count=10, seed=3)
    text = sheet.read_text(encoding="utf-8-sig")
    assert "'=1+1" in text and ",=1+1" not in text
    assert (
        draw(gouji.results(folder), tmp_path / "again", count=10, seed=3).read_bytes() == sheet.read_bytes()
    )
    judged(sheet, {"finding": ["错", "对"], "passed": ["错", "对"], "unchecked": ["对"]})
    found = estimate(sheet)
    assert (found.judged, found.blank) == (30, 0)
    assert found.precision.rate == pytest.approx(0.9)
    right, missed = 0.9 * 15, 0.1 * 1000
    assert found.recall.rate == pytest.approx(right / (right + missed))
    assert found.recall.low <= found.recall.rate <= found.recall.high
    assert "查准率：90.0%" in found.text()


@pytest.mark.parametrize("spoil", ["word", "column", "sizes", "twice", "none"])
def test_a_sheet_that_is_none_is_one_line(
    spoil: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(["study", str(folder), "--sample", "5"]) == 0
    sheet = folder / "study" / "sample-1.csv"
    capsys.readouterr()
    if spoil == "twice":
        assert command(["study", str(folder), "--sample", "5"]) == 2
    else:
        if spoil == "word":
            judged(sheet, {"finding": ["也许"], "passed": [""], "unchecked": [""]})
        elif spoil == "column":
            sheet.write_text("a,b\n1,2\n", encoding="utf-8")
        elif spoil == "sizes":
            sheet.with_suffix(".json").unlink()
        else:
            sheet = sheet.with_name("no.csv")
        assert command(["study", str(folder), "--verdicts", str(sheet)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "；" in said


def test_progress_counts() -> None:
    progress = Progress()
    progress.add(outcome("a", "甲", 2023, errors=2))
    assert (progress.done, progress.alarming, progress.errors, progress.failed) == (1, 1, 2, 0)
