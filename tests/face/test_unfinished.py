"""A check that a defect of ours ends costs itself alone, and nothing looks checked that may not have been."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import gouji
from gouji.cli.main import run
from gouji.compare import checks
from gouji.compare.model import Evidence, Finding, Judgement

SAMPLE = str(Path(__file__).parents[2] / "corpora" / "samples" / "final-accounts.txt")


@pytest.fixture
def lenient():
    token = checks.STRICT.set(False)
    yield
    checks.STRICT.reset(token)


@pytest.fixture
def broken(monkeypatch):
    def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
        raise KeyError("辆")
        yield

    made = tuple(replace(info, check=check) if info.code == "NN205" else info for info in checks.catalogue())
    monkeypatch.setattr(checks, "catalogue", lambda: made)


def test_the_other_checks_are_made(lenient, broken, monkeypatch) -> None:
    audit = gouji.check(SAMPLE)
    (said,) = audit.coverage.unfinished
    assert said == "NN205 没有核对完：gouji 自身出错（KeyError: '辆'）；其余项目照常核对，请反馈"
    assert said in audit.coverage.warnings
    codes = {finding.code for finding in audit.findings}
    assert "NT101" in codes and "NN205" not in codes
    assert {item.outcome for item in audit.checklist} == {"fail", "not-checkable", "not-applicable"}


def test_it_is_said_on_standard_error_and_by_the_status(lenient, broken, capfd) -> None:
    assert run(["check", SAMPLE]) == 2
    shown = capfd.readouterr()
    (line,) = shown.err.splitlines()
    assert "NN205 没有核对完" in line and "Traceback" not in line
    assert "NT101" in shown.out
    assert run(["--lang", "en", "check", SAMPLE]) == 2
    assert "NN205 was not finished" in capfd.readouterr().err


def test_debug_shows_where(lenient, broken) -> None:
    with pytest.raises(KeyError, match="辆"):
        run(["check", SAMPLE, "--debug"])
