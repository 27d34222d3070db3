"""The study: rates as statisticians compute them, the same bytes every time, a page that asks nobody for anything."""

from __future__ import annotations

import csv
import json
import math
import re
import shutil
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from pandas import DataFrame
from scipy.stats import binomtest, chi2_contingency, t

import gouji
from gouji.cli.main import run as command
from gouji.corpora.screening.model import Outcome, Progress, Screened, Source
from gouji.corpora.screening.rows import CLAIM, FINDING, REPORT
from gouji.corpora.screening.store import opened
from gouji.corpora.study.charts import shortened
from gouji.corpora.study.chisquare import independent, uniform
from gouji.corpora.study.rates import mean, ratio, share, wilson
from gouji.corpora.study.sample import draw, estimate, recall
from gouji.corpora.study.tables import tables

Values = dict[str, object]


def row(columns: dict[str, str], values: Values) -> tuple[object, ...]:
    assert set(values) <= set(columns)
    return tuple(values.get(name) for name in columns)


def outcome(
    name: str,
    organisation: str,
    year: int,
    *,
    errors: int,
    checked: int = 50,
    fails: bool = False,
    region: str | None = None,
) -> Outcome:
    """A report of that organisation and year with so many errors among its checked numbers."""
    checklist = [f"{'fail' if fails else 'pass'}:要素完整", "not-applicable:三公"]
    report: Values = {
        "format": "txt", "organisation": organisation, "year": year, "kind": "final-accounts", "profile": "generic",
        "numbers": checked + 30, "claims": checked + 10, "checked": checked, "errors": errors, "warnings": 0,
        "checklist": checklist, "reading_warnings": [], "unread": [],
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
    return Outcome(Source(name, region=region), name, screened)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten organisations with reports of two years; the odd ones have errors in the first year only."""
    with opened(tmp_path / "out") as store:
        store.commit(
            outcome(
                f"{i}-{year}",
                f"单位{i}",
                year,
                errors=3 if i % 2 and year == 2022 else 0,
                fails=i < 2,
                region="甲省" if i % 3 else "乙省",
            )
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


@pytest.mark.parametrize("clusters", [3, 8, 40])
def test_intervals_of_few_organisations_cover_the_truth(clusters: int) -> None:
    rng, times, covered = np.random.default_rng(3), 500, np.zeros(3)
    for _ in range(times):
        trials = rng.integers(1, 6, clusters)
        exposures = rng.integers(20, 200, clusters).astype(float)
        events = rng.poisson(rng.gamma(2.0, 0.02, clusters) * exposures).astype(float)
        found = (
            (
                share(rng.binomial(trials, rng.beta(1.2, 1.8, clusters)).astype(float), trials.astype(float)),
                0.4,
            ),
            (ratio(events, exposures), 4.0),
            (mean(rng.normal(1, 1, clusters)), 1.0),
        )
        covered += [not (each.low > truth or each.high < truth) for each, truth in found]
    assert covered.min() / times >= 0.88, covered / times


def test_the_linearised_interval_is_the_textbooks() -> None:
    events, exposures = np.array([3.0, 0, 5, 1]), np.array([100.0, 80, 120, 60])
    rate = events.sum() / exposures.sum()
    spread = np.sqrt(4 / 3 * ((events - rate * exposures) ** 2).sum()) / exposures.sum()
    found = ratio(events, exposures)
    assert found.high == pytest.approx(100 * (rate + t.ppf(0.975, 3) * spread))
    counts = share(events, exposures)
    effect = spread**2 / (rate * (1 - rate) / exposures.sum()) * (t.ppf(0.975, 3) / 1.959964) ** 2
    assert counts.low == pytest.approx(wilson(9 / effect, 360 / effect).low)


def test_what_no_report_has_is_not_proved_by_many_reports_of_few_organisations() -> None:
    none, all_ = share(np.zeros(4), np.full(4, 50.0)), share(np.full(4, 50.0), np.full(4, 50.0))
    assert (none.low, none.high) == (0.0, wilson(0, 4).high)
    assert (all_.low, all_.high) == (wilson(4, 4).low, 1.0)


def test_a_test_of_like_reports_finds_no_more_than_it_should() -> None:
    rng, times, digits, kinds = np.random.default_rng(4), 200, 0, 0
    for _ in range(times):
        drawn = [(i, digit) for i in range(60) for digit in np.repeat(rng.integers(0, 10, 3), 6)]
        counts = DataFrame(drawn, columns=["organisation", "digit"]).value_counts().rename("n").reset_index()
        digits += uniform(counts, "digit", 10).p < 0.05
        reports = DataFrame({"organisation": np.repeat(np.arange(60), 5)})
        reports["region"] = np.repeat(rng.integers(0, 3, 60), 5)
        reports["with_error"] = np.repeat(rng.random(60) < 0.4, 5)
        kinds += independent(reports, "region", "with_error").p < 0.05
    assert digits / times <= 0.1 and kinds / times <= 0.1


def test_a_test_of_single_reports_is_scipys() -> None:
    rng = np.random.default_rng(5)
    reports = DataFrame(
        {"organisation": range(400), "region": rng.integers(0, 3, 400), "with_error": rng.random(400) < 0.3}
    )
    found = independent(reports, "region", "with_error")
    plain = chi2_contingency(
        reports.groupby(["region", "with_error"]).size().unstack().to_numpy(), correction=False
    )
    assert found.chi2 == pytest.approx(plain.statistic) and found.effect == pytest.approx(1, abs=0.05)
    assert found.dof == 2


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


def test_one_name_in_two_regions_is_two_organisations(tmp_path: Path) -> None:
    with opened(tmp_path / "out") as store:
        store.commit(
            outcome(f"{region}{year}", "财政局", year, errors=0, region=region)
            for region in ("甲县", "乙县")
            for year in (2022, 2023)
        )
    found = tables(gouji.results(tmp_path / "out"))
    assert found["rates"]["organisations"][0] == 2 and found["changes"]["organisations"][0] == 2


def test_every_count_has_what_it_is_of(folder: Path) -> None:
    found = tables(gouji.results(folder))
    assert found["unchecked"]["share"].sum() == pytest.approx(1)
    assert found["overview"][["files", "reports", "unreadable", "partial"]].iloc[0].tolist() == [20, 20, 0, 0]
    assert {"checked", "reports", "organisations", "unchecked_share", "unrecognised_share"} <= set(
        found["rates"]
    )


def test_the_same_bytes_again(folder: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(folder, tmp_path / "elsewhere" / "moved")
    for name, results in (("one", folder), ("two", moved)):
        assert command(["study", str(results), "--out", str(tmp_path / name)]) == 0
    manifest = json.loads((tmp_path / "one" / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["outputs"]) == {path.name for path in (tmp_path / "one").iterdir()} - {
        "manifest.json"
    }
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
    judged(sheet, {"报出的问题": ["错", "对"], "核对相符": ["错", "对"], "未能核对": ["对"]})
    found = estimate(sheet)
    assert (found.judged, found.blank) == (30, 0)
    assert found.precision.rate == pytest.approx(0.9)
    right, missed = 0.9 * 15, 0.1 * 1000
    assert found.recall.rate == pytest.approx(right / (right + missed))
    assert found.recall.low <= found.recall.rate <= found.recall.high
    assert "查准率：90.0%" in found.text()
    about = json.loads(sheet.with_suffix(".json").read_text(encoding="utf-8"))
    assert (about["seed"], about["sizes"]) == (3, {"finding": 15, "passed": 1000, "unchecked": 200})
    assert about["inputs"]["files"] == 20 and "--sample 10 --seed 3" in about["command"]


def test_a_sample_without_a_miss_does_not_prove_that_there_is_none(folder: Path, tmp_path: Path) -> None:
    sheet = draw(gouji.results(folder), tmp_path, count=20, seed=3)
    judged(sheet, {"报出的问题": ["对"], "核对相符": ["对"], "未能核对": ["对"]})
    found = estimate(sheet)
    assert found.recall.rate == 1 and found.recall.high == 1
    assert found.recall.low < 0.25, "up to one in seven of a thousand may be missed"
    everything = draw(gouji.results(folder), tmp_path, count=2000, seed=4)
    judged(everything, {"报出的问题": ["对"], "核对相符": ["错", "对"], "未能核对": ["对"]})
    whole = estimate(everything)
    assert whole.recall.low == whole.recall.high == pytest.approx(15 / 16)


def test_the_interval_of_the_recall_covers_the_truth() -> None:
    rng, covered, times = np.random.default_rng(6), 0, 150
    sizes, truth = {"finding": 300, "passed": 10_000, "unchecked": 0}, 270 / (270 + 100)
    for _ in range(times):
        right, missed = rng.hypergeometric(270, 30, 100), rng.hypergeometric(100, 9900, 150)
        cases = {
            "finding": [True] * int(right) + [False] * int(100 - right),
            "passed": [False] * int(missed) + [True] * int(150 - missed),
            "unchecked": [],
        }
        found = recall(cases, sizes, ("passed",))
        covered += found.low <= truth <= found.high
    assert covered / times >= 0.9


def test_a_sheet_in_english_is_read_back(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "en"
    arguments = ["study", str(folder), "--lang", "en"]
    assert command([*arguments, "--sample", "3", "--out", str(out)]) == 0
    sheet = out / "sample-1.csv"
    text = sheet.read_text(encoding="utf-8-sig")
    assert text.startswith("number,stratum,report,place,") and ",character 1," not in text.splitlines()[0]
    sheet.write_text(re.sub(",,(?=\r?\n)", ",right,", text.replace("\r", "")), encoding="utf-8")
    assert estimate(sheet).judged == 9


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
            judged(sheet, {"报出的问题": ["也许"], "核对相符": [""], "未能核对": [""]})
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


def test_long_labels_keep_what_tells_them_apart() -> None:
    labels = [f"amounts as in the tables: {what}" for what in ("income", "expenditure", "basic spending")]
    labels += [f"正文金额与表一致：一般公共预算财政拨款{what}" for what in ("收入情况", "支出情况")]
    short = [shortened(label) for label in labels]
    assert len(set(short)) == 5 and shortened("金额") == "金额"
    assert all(sum(1 + (c > "⺀") for c in label) <= 30 for label in short)
