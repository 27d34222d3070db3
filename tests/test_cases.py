"""The literate cases of ``tests/cases``: prose and pipe tables in, findings out, through the product's own reader.

A case is a heading, optionally a block ``tables``, a block ``prose`` and a list of the findings expected
(``- CODE severity quote``; the quote is found in the finding's, or is all of it: ``=quote``). A case without a list
must stay silent. Tables before the first case hold for all cases of the file; so do the tables in blocks ``prior``
(last year's report) and ``budget`` (the same year's budget), which are given beside the report. Blocks
``unit NAME`` are the tables of a department's units. Consequences (findings with a
cause) are not listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from gouji.compare.audit import audit
from gouji.compare.checks import catalogue
from gouji.compare.model import Audit, Finding
from gouji.narrative.read import read_text

CASES = Path(__file__).parent / "cases"
BLOCK = re.compile(r"^~~~(\w+)\n(.*?)^~~~$", re.MULTILINE | re.DOTALL)
EXPECTED = re.compile(r"^- ([A-Z]{2}\d{3}) (error|warning|info) (.+)$", re.MULTILINE)
BESIDE = {
    "prior": "第一部分 2023年度部门决算表\n\n",
    "budget": "第一部分 2024年部门预算表\n\n",
}
UNIT = re.compile(r"^~~~unit (\S+)\n(.*?)^~~~$", re.MULTILINE | re.DOTALL)
"""What stands over the tables of another report."""
HEADINGS = ("检查什么", "为什么", "例")


@dataclass(frozen=True)
class Case:
    """One report and the findings that it must give."""

    code: str
    title: str
    text: str
    beside: dict[str, str]
    units: tuple[str, ...]
    expected: tuple[tuple[str, str, str], ...]


def cases() -> Iterator[Case]:
    """All cases of all files."""
    for path in sorted(CASES.glob("*.md")):
        head, *parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        shared = dict(BLOCK.findall(head))
        for part in parts:
            blocks = shared | dict(BLOCK.findall(part))
            tables = blocks.get("tables", "")
            text = f"第二部分 2024年度部门决算表\n\n{tables}\n\n第三部分 2024年度部门决算情况说明\n\n{blocks['prose']}"
            beside = {name: title + blocks[name] for name, title in BESIDE.items() if name in blocks}
            units = tuple(f"{name}2024年度部门决算\n\n{tables}" for name, tables in UNIT.findall(part))
            expected = tuple(EXPECTED.findall(BLOCK.sub("", part)))
            yield Case(path.stem, part.split("\n", 1)[0].strip(), text, beside, units, expected)


ALL = tuple(cases())


def said(finding: Finding) -> tuple[str, str, str]:
    """A finding as the cases write it."""
    return finding.code, finding.severity, "".join(finding.quote.split())


def fits(found: str, wanted: str) -> bool:
    """Whether a finding's quote is the one expected."""
    return found == wanted[1:] if wanted.startswith("=") else wanted in found


def check(case: Case) -> Audit:
    """The audit of a case."""
    beside = {name: read_text(text, path=f"{name}.md", format="md") for name, text in case.beside.items()}
    units = [read_text(text, path="unit.md", format="md") for text in case.units]
    return audit(read_text(case.text, format="md"), **beside, units=units)


@pytest.mark.parametrize("case", ALL, ids=[f"{case.code} {case.title}" for case in ALL])
def test_case(case: Case) -> None:
    found = [finding for finding in check(case).findings if finding.cause is None]
    left = [said(finding) for finding in found]
    for code, severity, quote in case.expected:
        matching = [each for each in left if each[:2] == (code, severity) and fits(each[2], quote)]
        assert matching, f"missing: {code} {severity} {quote}; found: {left}"
        left.remove(matching[0])
    assert not left, "unexpected"


@pytest.mark.parametrize("case", ALL, ids=[f"{case.code} {case.title}" for case in ALL])
def test_numbers_were_understood(case: Case) -> None:
    """A silent case is silent because its numbers were read, not because they were overlooked."""
    assert check(case).coverage.claims >= 1


@pytest.mark.parametrize("info", catalogue(), ids=lambda info: info.code)
def test_every_check_is_documented_and_has_cases(info: object) -> None:
    doc, code = str(getattr(info, "doc", "")), str(getattr(info, "code", ""))
    assert all(f"{heading}：" in doc for heading in HEADINGS), f"{code}: headings missing in the docstring"
    mine = [case for case in ALL if case.code == code]
    firing = [case for case in mine if any(each[0] == code for each in case.expected)]
    assert len(firing) >= 3, f"{code}: needs three cases that fire"
    assert sum(1 for case in mine if not case.expected) >= 3, f"{code}: needs three silent cases"


def test_every_case_file_belongs_to_a_check() -> None:
    assert {path.stem for path in CASES.glob("*.md")} == {info.code for info in catalogue()}
