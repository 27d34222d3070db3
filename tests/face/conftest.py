"""A small audit made by hand: one table, one section, a finding of each severity and a consequence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji.compare.model import (
    Assessment,
    Audit,
    ChecklistItem,
    Coverage,
    Exhibit,
    Finding,
    Link,
    Suggestion,
)
from gouji.extract.model import Claim, Facets, Figure, Operand, Quantity
from gouji.narrative.model import Cell, CellRef, Paragraph, Report, Section, Table, TextRange

TEXT = (
    "表一、支出决算表\n项目\t合计\n住房保障支出\t36.80\n"
    "一、支出情况说明\n住房保障支出决算为38.60万元，\n增长5.00%，占总支出的1.23%。\n"
)


def place(fragment: str) -> tuple[int, int]:
    start = TEXT.index(fragment)
    return start, start + len(fragment)


def claim(name: str, fragment: str, unit: str, **fields: object) -> Claim:
    start, end = place(fragment)
    value = Decimal(fragment.removesuffix(unit))
    defaults: dict[str, object] = {
        "clause": place("住房保障支出决算为38.60万元"),
        "paragraph": "p1",
        "section": "s1",
        "type": "amount",
        "subject": "住房保障支出",
        "facets": Facets(),
        "path": (),
        "column": "actual",
        "year": 2023,
        "quantity": Quantity(value, unit, Decimal("0.01")),
        "direction": 0,
        "operands": (),
        "part_of": None,
        "rule": "amount",
        "confidence": 0.9,
    }
    return Claim(id=name, start=start, end=end, **(defaults | fields))


def cell(text: str) -> Cell:
    start, end = place(text)
    return Cell(text, start, end, (0,))


def make_report() -> Report:
    prose = TEXT.index("住房保障支出决算")
    offsets = tuple(i for i in range(prose, len(TEXT)) if TEXT[i] != "\n")
    heading = TextRange(*place("一、支出情况说明"))
    rows = ((cell("项目"), cell("合计")), (cell("住房保障支出"), cell("36.80")))
    return Report(
        path="样例.txt",
        sha256="0" * 64,
        format="text",
        text=TEXT,
        organisation="青石县测绘院",
        year=2023,
        kind="final-accounts",
        sections=(
            Section(
                "s1", "一", "支出情况说明", 1, "expenditure", "narrative", heading.start, len(TEXT), heading
            ),
        ),
        paragraphs=(Paragraph("p1", "".join(TEXT[i] for i in offsets), offsets, "s1", "narrative"),),
        tables=(
            Table(
                "t1",
                "支出决算表",
                "expenditure",
                "万元",
                0,
                heading.start,
                (("项目",), ("合计",)),
                rows,
                1,
                1,
            ),
        ),
    )


def finding(name: str, fragment: str, **fields: object) -> Finding:
    start, end = place(fragment)
    defaults: dict[str, object] = {
        "code": "NT101",
        "rule": "value-mismatch",
        "kind": "amount",
        "severity": "error",
        "message": "说明中的金额与表中不一致",
        "section": "s1",
        "quote": fragment,
        "stated": fragment,
        "expected": "",
        "workings": "",
        "evidence": (),
    }
    return Finding(id=name, start=start, end=end, **(defaults | fields))


def make_audit(*findings: Finding) -> Audit:
    start, end = place("36.80")
    figure = Figure(
        "f1",
        CellRef("t1", 1, 1),
        start,
        end,
        "36.80",
        Quantity(Decimal("36.80"), "万元", Decimal("0.01")),
        "expenditure",
        ("住房保障支出",),
        ("合计",),
        None,
        Facets(),
        "actual",
        False,
    )
    amount = claim("c1", "38.60万元", "万元")
    rate = claim("c2", "5.00%", "%", type="growth-rate", operands=(Operand("level", "c1"),))
    share = claim("c3", "1.23%", "%", type="share", operands=(Operand("part", "c1"),))
    return Audit(
        report=make_report(),
        claims=(amount, rate, share),
        figures=(figure,),
        links={"c1": Link("c1", (figure,), ("名称相同",), 0.97)},
        assessments={
            "c1": Assessment(
                "inconsistent", None, "36.80", (Decimal("36.795"), Decimal("3.6805E+1")), "表中为36.80万元"
            ),
            "c2": Assessment("unverifiable", "上年数不在本报告"),
        },
        findings=findings,
        checklist=(ChecklistItem("说明与表一致", "fail", "有1处不一致", ("r1",)),),
        coverage=Coverage(3, 3, 1, 1, {"上年数不在本报告": 1, "总额未写明": 1}, ("第2个表格无法读取",)),
    )


@pytest.fixture
def audit() -> Audit:
    """Three roots (error, warning, info), one consequence of the first and one that was suppressed."""
    start, end = place("36.80")
    exhibit = Exhibit("cell", "36.80", start, end, "t1", 1, 1)
    return make_audit(
        finding(
            "r1",
            "38.60万元",
            claims=("c1",),
            evidence=(exhibit,),
            expected="36.80",
            bounds=(Decimal("36.795"), Decimal("36.805")),
            workings="表中为36.80万元，说明为38.60万元",
            diagnosis="数字6与8写颠倒",
            suggestion=Suggestion(*place("38.60万元"), "36.80万元"),
        ),
        finding(
            "r2", "5.00%", kind="growth", severity="warning", message="增长率与金额不符", expected="4.80%"
        ),
        finding("r3", "36.80", kind="rounding", severity="info", message="四舍五入"),
        finding("k1", "1.23%", code="NN202", kind="share", message="占比随金额出错", cause="r1"),
        finding("x1", "占总支出", kind="share", message="已忽略的问题", suppressed="已人工复核"),
    )


@pytest.fixture
def silent_audit() -> Audit:
    return make_audit()


@pytest.fixture
def info_audit() -> Audit:
    return make_audit(finding("r3", "36.80", kind="rounding", severity="info", message="四舍五入"))
