"""``gouji synthesize`` and ``gouji evaluate`` as their users run them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gouji.cli.main import run
from gouji.cli.synthesize import FORMATS
from gouji.corpora.synthesis import report


def test_the_command_offers_every_format() -> None:
    assert FORMATS == report.FORMATS


def test_synthesize_writes_reports_and_labels(tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    assert run(["synthesize", "--seed", "7", "--count", "2", "--format", "txt", "--out", str(out)]) == 0
    text = (out / "7-0001.txt").read_bytes().decode()
    claims = [
        json.loads(line) for line in (out / "7-0001.claims.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert claims
    for claim in claims:
        shown = "".join(text[claim["char_start"] : claim["char_end"]].split())
        assert float(claim["number"]) == claim["value"]
        assert claim["type"] == "count" or any(c.isdigit() for c in shown)
    assert json.loads((out / "7-0001.findings.json").read_text()) == {"findings": [], "acceptable": []}


def test_evaluate_prints_tables_of_figures(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["evaluate", "--count", "2", "--format", "txt", "--voice", "budget_plain", "--list"]
    assert run(arguments) == 0
    shown = capsys.readouterr().out
    assert "| all | 2 |" in shown
    assert "| budget_plain | 2 |" in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["synthesize", "--voice", "none-such", "--out", "OUT"],
        ["evaluate", "--voice", "none-such"],
        ["evaluate", "--format", "none-such"],
    ],
)
def test_an_unknown_name_is_one_line(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [str(tmp_path / "out") if word == "OUT" else word for word in arguments]
    assert run(arguments) == 2
    said = capsys.readouterr().err
    assert "none-such" in said or "只能是" in said
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()
