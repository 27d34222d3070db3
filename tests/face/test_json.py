"""The JSON contract: every field, its type, and offsets that give the text back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

import gouji
from gouji.writers.json import render
from gouji.writers.style import Remark, Style

REPORT = (
    "path sha256 format organisation year kind profile text sections tables claims findings checklist "
    "coverage"
)
SECTION = "id number title start end page"
TABLE = "id title kind unit page start end rows header_rows stub_columns"
CLAIM = (
    "id start end page section type subject column year value unit verdict reason expected bounds links "
    "operands workings confidence rule"
)
LINK = "table row column start end text value"
FINDING = (
    "id code rule kind severity message section page start end quote stated expected bounds workings "
    "evidence diagnosis suggestion confidence cause suppressed accepted sort"
)
EVIDENCE = "what table row column start end page text"
COVERAGE = "numbers claims linked checked unverifiable warnings"
TYPES = {"amount", "share", "growth-rate", "change-amount", "completion-rate", "count", "score", "other"}
COLUMNS = {"budget", "adjusted-budget", "actual", "change", "prior", "none"}
VERDICTS = {"consistent", "inconsistent", "rounding", "unverifiable"}
KINDS = (
    "unit amount share growth direction completion sum table-sum cross-table year count label list zero- "
    "statement placeholder rounding missing-section missing-explanation other"
)

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
SHARED = Path(__file__).parents[3] / "shared" / "reports"
REPORTS = sorted(SAMPLES.glob("*.txt")) + sorted(SHARED.glob("*.txt"))


def document(audits: Iterable[object]) -> dict[str, object]:
    def refuse(literal: str) -> None:
        raise AssertionError(f"a float in the JSON: {literal}")

    return json.loads("".join(render(audits, Style())), parse_float=refuse)


def fields(value: object) -> str:
    assert isinstance(value, dict)
    return " ".join(value)


def assert_decimal(text: object) -> None:
    assert isinstance(text, str)
    assert "E" not in text.upper()
    Decimal(text)


def assert_bounds(bounds: object) -> None:
    if bounds is not None:
        low, high = bounds
        assert_decimal(low)
        assert_decimal(high)
        assert Decimal(low) <= Decimal(high)


def assert_report(report: dict) -> None:
    assert fields(report) == REPORT
    assert all(
        isinstance(report[name], str) for name in ("path", "format", "organisation", "profile", "text")
    )
    assert len(report["sha256"]) == 64
    assert report["kind"] in {"final-accounts", "budget", "unknown"}
    assert report["year"] is None or isinstance(report["year"], int)
    text, names = report["text"], {claim["id"] for claim in report["claims"]}
    tables = {table["id"]: table for table in report["tables"]}
    for section in report["sections"]:
        assert fields(section) == SECTION
        assert 0 <= section["start"] <= section["end"] <= len(text)
    for table in tables.values():
        assert fields(table) == TABLE
        assert 0 <= table["start"] <= table["end"] <= len(text)
        assert all(isinstance(cell, str) for row in table["rows"] for cell in row)
    for claim in report["claims"]:
        assert_claim(claim, text, names, tables)
    assert len(names) == len(report["claims"])
    known = {finding["id"] for finding in report["findings"]}
    assert len(known) == len(report["findings"])
    for finding in report["findings"]:
        assert_finding(finding, text, known, tables)
    for item in report["checklist"]:
        assert fields(item) == "item outcome why findings"
        assert item["outcome"] in {"pass", "fail", "not-applicable", "not-checkable"}
        assert set(item["findings"]) <= known
    coverage = report["coverage"]
    assert fields(coverage) == COVERAGE
    assert all(isinstance(count, int) for count in coverage["unverifiable"].values())
    assert all(isinstance(warning, str) for warning in coverage["warnings"])


def assert_claim(claim: dict, text: str, names: set[str], tables: dict) -> None:
    assert fields(claim) == CLAIM
    assert claim["type"] in TYPES
    assert claim["column"] in COLUMNS
    assert claim["verdict"] in VERDICTS
    assert (claim["reason"] is None) == (claim["verdict"] != "unverifiable")
    assert_decimal(claim["value"])
    assert not claim["value"].startswith("-")
    assert 0 <= float(claim["confidence"]) <= 1
    assert_bounds(claim["bounds"])
    assert set(claim["operands"]) <= names - {claim["id"]}
    stretch = text[claim["start"] : claim["end"]]
    assert stretch.strip() == stretch != ""
    for link in claim["links"]:
        assert fields(link) == LINK
        assert_decimal(link["value"])
        assert_cell(link, text, tables)


def assert_cell(cell: dict, text: str, tables: dict) -> None:
    assert tables[cell["table"]]["rows"][cell["row"]][cell["column"]] == cell["text"]
    if cell["start"] is None:
        assert cell["end"] is None
        assert not cell["text"].strip()
    else:
        assert "".join(text[cell["start"] : cell["end"]].split()) == "".join(cell["text"].split())


def assert_finding(finding: dict, text: str, known: set[str], tables: dict) -> None:
    assert fields(finding) == FINDING
    assert finding["kind"] in KINDS.split()
    assert finding["severity"] in {"error", "warning", "info"}
    assert finding["message"]
    assert 0 <= finding["start"] < finding["end"] <= len(text)
    assert finding["cause"] is None or finding["cause"] in known - {finding["id"]}
    assert finding["suppressed"] is None or fields(finding["suppressed"]) == "reason"
    assert 0 <= float(finding["confidence"]) <= 1
    assert_bounds(finding["bounds"])
    if finding["suggestion"] is not None:
        assert fields(finding["suggestion"]) == "start end replacement"
        assert 0 <= finding["suggestion"]["start"] <= finding["suggestion"]["end"] <= len(text)
        inserts = finding["suggestion"]["start"] == finding["suggestion"]["end"]
        assert finding["suggestion"]["replacement"] or not inserts
    for exhibit in finding["evidence"]:
        assert fields(exhibit) == EVIDENCE
        assert exhibit["what"] in {"cell", "text"}
        if exhibit["what"] == "cell" and exhibit["start"] is not None:
            assert exhibit["table"] in tables


def test_a_hand_made_audit_meets_the_contract(audit) -> None:
    whole = document([audit])
    assert fields(whole) == "schema gouji reports"
    assert (whole["schema"], whole["gouji"]) == (1, gouji.__version__)
    (report,) = whole["reports"]
    assert_report(report)


def test_values_are_written_as_they_stand(audit) -> None:
    (report,) = document([audit])["reports"]
    amount = report["claims"][0]
    assert (amount["value"], amount["unit"], amount["bounds"]) == ("38.60", "万元", ["36.795", "36.805"])
    assert report["text"][amount["start"] : amount["end"]] == "38.60万元"
    assert report["claims"][1]["operands"] == ["c1"]
    assert report["findings"][3]["cause"] == "r1"
    assert report["findings"][4]["suppressed"] == {"reason": "已人工复核"}


def test_no_report_and_two_reports_are_documents_too(audit, silent_audit) -> None:
    assert document([])["reports"] == []
    assert len(document([audit, silent_audit])["reports"]) == 2


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem[:20])
def test_real_reports_meet_the_contract(path: Path) -> None:
    (report,) = document([gouji.check(path)])["reports"]
    assert report["text"].encode() == path.read_bytes()
    assert report["claims"] and report["tables"] and report["sections"]
    assert_report(report)


def test_what_a_reviewer_accepted_is_marked(audit) -> None:
    first, *others = [finding.id for finding in audit.findings]
    remarks = {first: Remark("accepted")} | dict.fromkeys(others, Remark("open"))
    (report,) = json.loads("".join(render([audit], Style(remarks=remarks))))["reports"]
    assert [finding["accepted"] for finding in report["findings"]] == [True, *(False for _ in others)]
