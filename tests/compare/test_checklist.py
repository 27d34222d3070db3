"""The check list: what passes was checked, what fails names its findings, the rest says why it was not checked."""

from __future__ import annotations

from importlib.resources import files

import pytest

from gouji.compare.audit import audit
from gouji.compare.model import Audit, ChecklistItem
from gouji.narrative.read import read_text
from gouji.writers import ticks

SAMPLES = files("gouji.corpora.samples")


def audited(name: str) -> Audit:
    return audit(read_text(SAMPLES.joinpath(name).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def right() -> Audit:
    return audited("final-accounts-correct.txt")


@pytest.fixture(scope="module")
def wrong() -> Audit:
    return audited("final-accounts.txt")


def items(found: Audit) -> dict[str, ChecklistItem]:
    return {item.code: item for item in found.checklist}


def test_a_correct_report_fails_nothing(right: Audit) -> None:
    outcomes = {item.outcome for item in right.checklist}
    assert "fail" not in outcomes and "pass" in outcomes


def test_whatever_passes_was_checked_and_says_how_much(right: Audit, wrong: Audit) -> None:
    for item in (*right.checklist, *wrong.checklist):
        if item.outcome == "pass":
            assert item.checked > 0 and str(item.checked) in item.why
        assert bool(item.reason) == (item.outcome in ("not-checkable", "not-applicable"))


def test_what_fails_names_its_findings(wrong: Audit) -> None:
    known = {finding.id for finding in wrong.findings}
    failed = [item for item in wrong.checklist if item.outcome == "fail"]
    assert failed
    assert all(item.findings and set(item.findings) <= known for item in failed)
    assert all(not item.findings for item in wrong.checklist if item.outcome != "fail")


def test_every_alarm_is_somewhere_in_the_list(wrong: Audit) -> None:
    listed = {name for item in wrong.checklist for name in item.findings}
    assert {finding.id for finding in wrong.findings if finding.severity != "info"} <= listed


def test_a_text_without_tables_passes_nothing_that_needs_tables() -> None:
    text = "第三部分 2024年度部门决算情况说明\n\n二、收入决算情况说明\n\n2024年度收入合计900.00万元。\n"
    found = items(audit(read_text(text)))
    assert found["balance"].outcome == found["table-sums"].outcome == "not-checkable"
    assert found["cross-tables"].outcome == "not-checkable"
    assert found["amounts-income"].outcome == "not-checkable"
    assert found["complete"].outcome == "not-checkable"
    assert found["shares"].outcome == "not-applicable"


def test_a_table_sum_that_is_wrong_fails_its_item() -> None:
    rows = "|  | 合计 | 160.00 | 100.00 | 60.00 |\n| 2010301 | 行政运行 | 90.00 | 70.00 | 20.00 |\n"
    rows += "| 2010302 | 一般行政管理事务 | 41.00 | 10.00 | 30.00 |\n| 2010350 | 事业运行 | 30.00 | 20.00 | 10.00 |\n"
    head = (
        "| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |\n| --- | --- | ---: | ---: | ---: |\n"
    )
    text = f"第二部分 2024年度部门决算表\n\n支出决算表\n\n单位：万元\n\n{head}{rows}\n第三部分 情况说明\n\n支出情况。\n"
    assert items(audit(read_text(text, format="md")))["table-sums"].outcome == "fail"


def test_the_list_in_words(wrong: Audit) -> None:
    chinese = [body for _, _, body in ticks.ticks(wrong, "zh")]
    english = [body for _, _, body in ticks.ticks(wrong, "en")]
    assert len(chinese) == len(english) == len(wrong.checklist)
    assert any("不通过" in body for body in chinese) and any("fail" in body for body in english)
    assert not any("{" in body for body in (*chinese, *english))
