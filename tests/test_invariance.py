"""The layout of the prose changes nothing: re-wrapped lines, blank lines between them, other line ends."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.compare.audit import audit
from gouji.compare.model import Audit
from gouji.narrative.read import read_text

SAMPLE = files("gouji.corpora.samples").joinpath("final-accounts.txt").read_text(encoding="utf-8")
TABLES, NARRATIVE = SAMPLE.rsplit("第三部分  2023年度部门决算情况说明", 1)
Finding = tuple[str, str, str, str, str]


def findings(report: Audit) -> list[Finding]:
    """What each finding says, without its place."""
    return [(f.code, f.severity, _flat(f.stated), _flat(f.expected), _flat(f.quote)) for f in report.findings]


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def check(text: str) -> Audit:
    report = audit(read_text(text))
    for claim in report.claims:
        assert report.report.text[claim.start : claim.end].strip()
    return report


USUAL = findings(check(SAMPLE))


def wrapped(paragraph: str, width: int, between: str) -> str:
    """A paragraph as a page prints it: lines of one width, the last one shorter."""
    return between.join(paragraph[i : i + width] for i in range(0, len(paragraph), width))


def rewrapped(width: int, between: str) -> str:
    """The sample with every long paragraph of the narrative wrapped."""
    lines = [wrapped(line, width, between) if len(line) > width else line for line in NARRATIVE.split("\n")]
    return TABLES + "第三部分  2023年度部门决算情况说明" + "\n".join(lines)


def test_the_sample_has_findings() -> None:
    assert len(USUAL) > 5


@pytest.mark.parametrize("width", [26, 31, 33, 38, 44])
@pytest.mark.parametrize("between", ["\n", "\n\n", "\n　　\n"])
def test_wrapping_changes_no_finding(width: int, between: str) -> None:
    assert findings(check(rewrapped(width, between))) == USUAL


@given(st.lists(st.integers(min_value=0, max_value=3), min_size=20, max_size=20))
@settings(max_examples=15, deadline=None)
def test_blank_lines_between_paragraphs_change_no_finding(blanks: list[int]) -> None:
    lines = NARRATIVE.split("\n")
    spaced = "".join(line + "\n" * (1 + blanks[i % len(blanks)]) for i, line in enumerate(lines))
    assert findings(check(TABLES + "第三部分  2023年度部门决算情况说明" + spaced)) == USUAL


def test_windows_line_ends_change_no_finding() -> None:
    assert findings(check(SAMPLE.replace("\n", "\r\n"))) == USUAL


@pytest.mark.parametrize("marks", ["", ".,", ".,%"])
def test_full_width_digits_change_no_finding(marks: str) -> None:
    wide = {ord(each): ord(each) + 0xFEE0 for each in "0123456789" + marks}
    report = check(
        re.sub(rf"(?:[0-9]|(?<=[0-9])[{marks}0-9](?=[0-9])|%)+", lambda m: m[0].translate(wide), SAMPLE)
    )
    usual = [finding[:2] for finding in USUAL]
    assert [finding[:2] for finding in findings(report)] == usual
    printed = [figure.text for figure in report.figures if figure.start is not None]
    assert all(report.report.text[f.start : f.end] == f.text for f in report.figures if f.start is not None)
    assert any("２" in text for text in printed)


@pytest.mark.parametrize("spaced", [" {0} ", " {0}"])
def test_blanks_around_numbers_change_no_finding(spaced: str) -> None:
    narrative = re.sub(r"(?<=[一-鿿])(\d[\d,.]*)(?=万元)", lambda match: spaced.format(match[1]), NARRATIVE)
    assert findings(check(TABLES + "第三部分  2023年度部门决算情况说明" + narrative)) == USUAL


def test_every_offset_gives_its_text_back() -> None:
    report = check(SAMPLE)
    text = report.report.text
    for finding in report.findings:
        assert text[finding.start : finding.end] == finding.quote or _flat(text[finding.start : finding.end])
        for exhibit in finding.evidence:
            if exhibit.start is not None and exhibit.what == "cell":
                assert text[exhibit.start : exhibit.end].strip() == exhibit.text.strip()
    for figure in report.figures:
        if figure.start is not None:
            assert text[figure.start : figure.end] == figure.text
