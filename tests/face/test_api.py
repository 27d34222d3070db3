"""The public functions."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import gouji

SAMPLE = Path(__file__).parents[2] / "corpora" / "samples" / "final-accounts.txt"


def test_all_names_what_there_is() -> None:
    assert gouji.__all__ == sorted(gouji.__all__)
    assert all(hasattr(gouji, name) for name in gouji.__all__)
    assert gouji.__version__.count(".") == 2


def test_check_takes_paths_and_text_alike() -> None:
    by_path, by_name = gouji.check(SAMPLE), gouji.check(str(SAMPLE))
    by_text = gouji.check_text(SAMPLE.read_text(encoding="utf-8"))
    by_bytes = gouji.check_bytes(SAMPLE.read_bytes(), path="粘贴")
    assert by_path == by_name
    assert by_path.findings == by_text.findings == by_bytes.findings != ()
    assert (by_text.report.path, by_bytes.report.path) == ("-", "粘贴")


def test_the_same_input_gives_the_same_audit() -> None:
    assert gouji.check(SAMPLE) == gouji.check(SAMPLE)


def test_read_gives_the_report() -> None:
    report = gouji.read(SAMPLE)
    assert (report.organisation, report.year, report.kind) == ("青岚市古籍保护中心", 2023, "final-accounts")
    assert len(report.tables) == 9


def test_errors_are_one_tree_and_one_line(tmp_path) -> None:
    for problem in (tmp_path, tmp_path / "missing.txt"):
        with pytest.raises(gouji.GouJiError) as caught:
            gouji.check(problem)
        assert str(problem) in str(caught.value)
        assert "\n" not in str(caught.value)


def test_frames(audit) -> None:
    claims, findings = audit.to_frame(), audit.findings_frame()
    assert list(claims["id"]) == ["c1", "c2", "c3"]
    assert list(claims["verdict"][:2]) == ["inconsistent", "unverifiable"]
    assert list(claims["value"].map(str)) == ["38.60", "5.00", "1.23"]
    assert list(claims["unit"]) == ["万元", "%", "%"]
    assert list(findings["id"]) == ["r1", "r2", "r3", "k1", "x1"]
    assert findings["cause"][3] == "r1"


def test_frames_of_nothing_have_their_columns(silent_audit) -> None:
    assert len(silent_audit.findings_frame()) == 0
    assert "severity" in silent_audit.findings_frame().columns


def test_frames_without_pandas_name_the_extra(audit, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ModuleNotFoundError, match=r"gouji\[study\]") as caught:
        audit.to_frame()
    assert "\n" not in str(caught.value)
