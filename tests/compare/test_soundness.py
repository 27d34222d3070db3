"""A table none of whose sums hold was misread: said, and no reason to accuse."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from gouji.compare.audit import audit, gather
from gouji.compare.model import Finding
from gouji.compare.tables.soundness import sums
from gouji.compare.tables.torn import torn
from gouji.narrative.read import read_text

from .test_legibility import TEXT, alarms

MIXED = re.sub(
    r"(?<=\t)(\d{2,3})\.(\d\d)", lambda match: f"{int(match[1]) + 7 * int(match[2]) + 1}.{match[2]}", TEXT
)
"""The same report with all numbers of its table changed, the total's but for one."""


def test_sums_that_hold_are_no_reason_for_a_warning() -> None:
    (found,) = sums(gather(read_text(TEXT)))
    assert found.told == found.holding > 3
    assert not [warning for warning in audit(read_text(TEXT)).coverage.warnings if "合计" in warning]


def test_a_table_whose_sums_do_not_hold() -> None:
    (found,) = sums(gather(read_text(MIXED)))
    assert found.misread
    result = audit(read_text(MIXED))
    (warning,) = (warning for warning in result.coverage.warnings if "合计" in warning)
    assert re.fullmatch(r"《支出决算表》的\d+项合计只有\d项成立，可能没有读对，其中的数不据以判错", warning)
    assert not [
        finding
        for finding in result.findings
        if finding.severity != "info" and any(item.what == "cell" for item in finding.evidence)
    ]
    assert "336.24万元" not in alarms(result)


@pytest.mark.parametrize("cells", ["{}\t{} 1.50", "{}\t{}"])
def test_amounts_of_a_pdf_that_are_no_whole_cells_accuse_nobody(cells: str) -> None:
    rows = re.search(r"(\d+\.\d\d)\t(\d+\.\d)\d(?=\t|\n)", TEXT)
    assert rows
    spoilt = TEXT.replace(rows[0], cells.format(rows[1], rows[2]), 1)
    report = replace(read_text(spoilt), format="pdf")
    result = audit(report)
    assert "《支出决算表》里有没有分开或没有读全的金额，其中的数不据以判错" in result.coverage.warnings
    assert not [each for each in result.findings if each.severity != "info" and _by_cell(each)]
    assert not torn(gather(replace(read_text(TEXT), format="pdf"))) and not torn(gather(read_text(spoilt)))


def test_amounts_whose_last_digits_stand_below_are_torn() -> None:
    """Two amounts without a line between them, wrapped behind the point: 65,600. 34,400. and 00 00."""
    spoilt = re.sub(r"760\.18\t326\.24", "65,600. 34,400.\t", TEXT)
    assert spoilt != TEXT and torn(gather(replace(read_text(spoilt), format="pdf")))


def _by_cell(finding: Finding) -> bool:
    return any(item.what == "cell" for item in finding.evidence)


ANNEX = """甲乡2023年度部门决算

第三部分 2023年度部门决算情况说明

一、收入决算情况说明

本年收入合计20.00万元。

第五部分 附件

2023年度部门整体支出绩效自评报告

一、基本情况

{said}
"""


@pytest.mark.parametrize(
    ("said", "warned"),
    [
        ("全年预算18.00万元，执行17.10万元，执行率95%，得9.5分。", True),
        ("本年度工作正常开展，成立3个小组。", False),
    ],
)
def test_the_numbers_of_an_annex_are_not_passed_over_in_silence(said: str, warned: bool) -> None:
    coverage = audit(read_text(ANNEX.format(said=said))).coverage
    assert coverage.numbers == 1
    assert [("有数字 4 个" in each) for each in coverage.warnings if "附件" in each] == [True] * warned


TOGETHER = "2012901\t行政运行\t588.16\t588.16\t\n2012902\t一般行政管理事务\t317.06\t\t317.06\n"


@pytest.mark.parametrize(
    "spoilt",
    [
        TEXT.replace(TOGETHER, "2012901\t行政运行一般行政管理事务\t588.16\t588.16\t317.06\n"),
        TEXT.replace("1,086.42", "1,086.\n42", 1),
        TEXT.replace("1,086.42", "1 086.42", 1),
        TEXT.replace("\t588.16\t588.16\t", "│588.16│588.16│", 1),
        TEXT.replace("1,086.42", "1,086.4", 1).replace("201\t", "2\n201\t", 1),
    ],
)
def test_tables_of_a_text_that_lost_their_order_accuse_nobody(spoilt: str) -> None:
    assert spoilt != TEXT
    result = audit(read_text(spoilt))
    assert "《支出决算表》里有没有分开或没有读全的金额，其中的数不据以判错" in result.coverage.warnings
    assert not [each for each in result.findings if each.severity != "info" and _by_cell(each)]
    assert not torn(gather(read_text(TEXT)))


@pytest.mark.parametrize(
    "label",
    ["行政运行", "一般公共服务支出行政运行", "其他支出其他支出", "行政运行（一般行政管理事务）", "办公费等"],
)
def test_names_of_several_levels_are_a_label(label: str) -> None:
    assert not torn(gather(read_text(TEXT.replace("行政运行", label))))
