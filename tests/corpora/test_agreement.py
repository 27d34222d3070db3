"""Agreement: the measures by hand, their intervals by simulation, matching as the scores match."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from pathlib import Path

import pytest

from gouji.cli.main import run as command
from gouji.corpora.annotation.agreement import agreement, kappa, positive
from gouji.corpora.annotation.model import Annotation, ClaimLabel, FindingLabel
from gouji.corpora.annotation.sheet import write_sheet

TEXT = "收入10万元，支出20万元，结余30万元，占40%，增长50%。"


def claim(name: str, start: int, end: int, **labels: str) -> ClaimLabel:
    given = {"type": "amount", "verdict": "consistent", "column": "actual"} | labels
    return ClaimLabel(name, start, end, TEXT[start:end], **given)


CLAIMS = (
    claim("1", 2, 6),
    claim("2", 9, 13),
    claim("3", 16, 20),
    claim("4", 22, 25, type="share", column="none"),
)
FINDINGS = (
    FindingLabel("1", "amount", "error", "收入10万元"),
    FindingLabel("2", "label", "warning", "占40%"),
    FindingLabel("3", "growth", "info", "增长50%"),
)


def test_cohens_example() -> None:
    """Two raters, 50 cases: 20 yes and yes, 15 no and no, 5 and 10 otherwise: κ = 0.4."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    found = kappa(pairs)
    assert found.rate == pytest.approx(0.4)
    assert found.low < 0.4 < found.high


def test_full_agreement_of_few_cases_is_not_certain() -> None:
    found = kappa([("a", "a"), ("b", "b"), ("a", "a")])
    assert found.rate == found.high == 1 and found.low < 0.5
    assert math.isnan(kappa([]).rate) and math.isnan(kappa([("a", "a")] * 9).rate)
    assert math.isnan(positive(0, 0).rate)
    assert positive(6, 4).rate == pytest.approx(12 / 16)


def test_the_interval_of_kappa_covers_the_truth_about_nineteen_times_in_twenty() -> None:
    rng, covered, times = random.Random(3), 0, 500
    truth = (0.8 + 0.2 / 3 - 1 / 3) / (1 - 1 / 3)
    for _ in range(times):
        first = [rng.choice("abc") for _ in range(120)]
        pairs = [(label, label if rng.random() < 0.8 else rng.choice("abc")) for label in first]
        found = kappa(pairs)
        covered += found.low <= truth <= found.high
    assert 0.92 <= covered / times <= 0.98


def test_claims_and_findings_are_matched_where_they_overlap() -> None:
    one = Annotation("a", CLAIMS, FINDINGS)
    theirs = (
        replace(CLAIMS[0], start=3),
        replace(CLAIMS[1], verdict="inconsistent"),
        CLAIMS[3],
        claim("9", 28, 31),
    )
    found = (
        replace(FINDINGS[0], kind="unit", quote="10万元"),
        replace(FINDINGS[1], kind="amount"),
        FindingLabel("x", "growth", "error", "增长50%"),
    )
    measures = {each.name: each for each in agreement(one, Annotation("a", theirs, found), TEXT)}
    assert measures["数据是否标出（一致率）"].estimate.rate == pytest.approx(2 * 3 / (2 * 3 + 2))
    assert measures["数据的类型（κ）"].estimate.rate == 1
    assert measures["数据的判断（κ）"].cases == 3
    assert measures["错误和疑点（一致率）"].estimate.rate == pytest.approx(2 / (2 + 3))


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    write_sheet(Annotation("a.txt", CLAIMS, FINDINGS), tmp_path / "a.csv")
    write_sheet(Annotation("a.txt", CLAIMS[:2], ()), tmp_path / "b.csv")
    assert command(["annotate", "--agree", str(tmp_path / "a.csv"), str(tmp_path / "b.csv")]) == 0
    said = capsys.readouterr().out
    assert "数据是否标出（一致率）：0.667（95% 区间" in said and "数据的判断（κ）：无法计算（2 例）" in said
    assert command(["annotate", "--agree", str(tmp_path / "a.csv")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
