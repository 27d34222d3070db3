"""Claims of single sentences: the cases are data (cases/*.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gouji.extract.claims import claims
from gouji.extract.model import Claim
from gouji.narrative.model import Paragraph, Report, Section, TextRange

CASES = Path(__file__).parent / "cases"


def load() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            kind = case.get("kind", "budget" if path.stem == "budgets" else "final-accounts")
            year = case.get("year", 2024 if kind == "budget" else 2023)
            found.append(pytest.param(case, year, kind, id=f"{path.stem}: {case['name']}"))
    return found


def report_of(case: dict[str, str], year: int, kind: Any) -> Report:
    """A report of one section that holds the case's paragraphs, a line each."""
    text = case["text"].strip("\n")
    part: Any = case.get("part", "narrative")
    about: Any = case["section"]
    section = Section("s1", "一", case.get("title", ""), 1, about, part, 0, len(text), TextRange(0, 0))
    paragraphs, start = [], 0
    for number, line in enumerate(text.split("\n")):
        offsets = tuple(range(start, start + len(line)))
        paragraphs.append(Paragraph(f"p{number}", line, offsets, "s1", part))
        start += len(line) + 1
    return Report("case.txt", "", "text", text, "", year or None, kind, (section,), tuple(paragraphs), ())


def line_of(claim: Claim, text: str, order: dict[str, int]) -> list[str]:
    ties = [f"{operand.role}={order[operand.claim]}" for operand in claim.operands]
    if claim.part_of:
        ties.append(f"in={order[claim.part_of]}")
    direction = "0+-"[claim.direction]
    quote = text[claim.start : claim.end].lstrip("-")
    return [quote, claim.type, claim.column, direction, " ".join(ties)]


@pytest.mark.parametrize(("case", "year", "kind"), load())
def test_claims_of_case(case: dict[str, str], year: int, kind: str) -> None:
    report = report_of(case, year, kind)
    found = claims(report)
    order = {claim.id: number for number, claim in enumerate(found, 1)}
    lines = [[field.strip() for field in line.split("|")] for line in case["claims"].strip().splitlines()]
    got = [line_of(claim, report.text, order) for claim in found]
    assert got == [line[:5] for line in lines]
    for claim, line in zip(found, lines, strict=True):
        assert line[5] in claim.subject
