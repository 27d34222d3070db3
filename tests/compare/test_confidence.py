"""The confidence of a finding is the counted share of right ones of its sort."""

from __future__ import annotations

import pytest

from gouji.compare.confidence import Count, as_lines, calibrated, severity_of
from gouji.compare.model import Finding
from gouji.corpora.calibration import Trial, counted, reliability


def finding(code: str, confidence: float) -> Finding:
    return Finding(code, "rule", "amount", "error", "", None, 0, 1, "", "", "", "", (), confidence=confidence)


def test_few_findings_are_drawn_towards_the_common_belief() -> None:
    assert Count(1, 1).confidence == pytest.approx(0.86, abs=0.01)
    assert Count(500, 500).confidence == 0.99
    assert Count(0, 40).confidence < 0.2


def test_an_unknown_check_keeps_its_own_confidence() -> None:
    assert calibrated(finding("ZZ999", 0.63)).confidence == 0.63


def test_a_counted_check_has_its_count() -> None:
    assert calibrated(finding("NT101", 0.95)).confidence != 0.95


def test_what_is_wrong_too_often_is_no_error() -> None:
    assert severity_of("error", Count(95, 100)) == "error"
    assert severity_of("error", Count(60, 100)) == "warning"
    assert severity_of("error", Count(5, 100)) == "info"
    assert severity_of("warning", Count(60, 100)) == "warning"


def test_counts_come_from_trials_and_are_told_apart_by_report() -> None:
    sort = ("NT101", "error", 2)
    found = [Trial(f"r{i % 10}", sort, i % 10 != 0) for i in range(200)]
    assert counted(found) == {sort: Count(180, 200)}
    assert sum(row[2] for row in reliability(found)) == 200
    assert as_lines(counted(found))[-1] == "NT101\terror\t2\t180\t200"
