"""Official codes and names of 政府收支分类科目, row labels and table titles, as data.

Source: published 政府收支分类科目 lists and the tables of published reports; the ``note`` column of each
file says which. A hint for recognising a name, never a proof that a report is wrong: names change over the
years.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

EXTRA_LABELS = (
    "合计", "小计", "收入合计", "支出合计", "本年收入", "本年支出", "人员经费合计", "公用经费合计",
    "人员经费", "公用经费", "基本支出", "项目支出", "经营支出", "上缴上级支出", "对附属单位补助支出",
    "基本支出结转", "项目支出结转和结余", "经营结余", "财政专户管理资金", "单位资金", "预备费", "转移性支出",
    "债务发行费用支出", "社会保险基金支出", "财政拨款", "三公经费合计", "因公出国（境）费",
    "因公出国（境）费用", "公务用车购置及运行维护费", "公务用车购置及运行费", "公务用车购置费",
    "公务用车运行维护费", "公务用车运行费", "公务接待费", "国内接待费", "国（境）外接待费", "会议费",
    "培训费", "机关运行经费", "财政拨款（补助）", "教育收费（财政专户）",
    "单位上年结余（不包括国库集中支付额度结余）", "一般公共预算拨款收入", "政府性基金预算拨款收入",
    "国有资本经营预算拨款收入", "一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款",
    "财政专户管理资金收入", "单位资金收入", "一般公共预算资金", "政府性基金预算资金", "国有资本经营预算资金",
)  # fmt: skip
"""Row labels of the main tables beside those in ``rows.tsv``."""


def _rows(name: str) -> list[list[str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:] if line]


@cache
def functional() -> dict[str, tuple[str, ...]]:
    """Names of each 支出功能分类 code (类 3, 款 5, 项 7 digits), the usual one first."""
    return _by_code(_rows("functional.tsv"))


@cache
def functional_names(year: int) -> dict[str, str]:
    """The name of each 支出功能分类 code in a year; codes that were not valid then are left out."""
    found: dict[str, str] = {}
    for code, name, _, since, until, *_ in _rows("functional.tsv"):
        if int(since or 0) <= year <= int(until or 9999):
            found.setdefault(code, name)
    return found


@cache
def former_names(year: int) -> dict[str, tuple[str, ...]]:
    """The names of each 支出功能分类 code that were given up before a year."""
    return _by_code([row for row in _rows("functional.tsv") if row[4] and int(row[4]) < year])


@cache
def fund_codes() -> frozenset[str]:
    """Codes of 政府性基金 and 国有资本经营 expenditure, which 一般公共预算 never has."""
    return frozenset(row[0] for row in _rows("functional.tsv") if "fund/other budget" in row[-1])


@cache
def economic() -> dict[str, tuple[str, ...]]:
    """Names of each 部门预算 (301–399) and 政府预算 (501–599) 支出经济分类 code."""
    return _by_code(_rows("economic_department.tsv") + _rows("economic_government.tsv"))


@cache
def row_labels() -> frozenset[str]:
    """Labels of rows of the main tables that are complete in themselves."""
    return frozenset(row[3] for row in _rows("rows.tsv") if row[1] != "column") | frozenset(EXTRA_LABELS)


@cache
def column_labels() -> frozenset[str]:
    """Words that stand above the columns of the main tables."""
    return frozenset(row[3] for row in _rows("rows.tsv") if row[1] == "column")


@cache
def table_titles() -> frozenset[str]:
    """Titles of the disclosure tables as they are usually printed."""
    return frozenset(row[2] for row in _rows("tables.tsv"))


@cache
def subjects() -> frozenset[str]:
    """Every known name of a 科目."""
    return frozenset(
        name for table in (functional(), economic()) for group in table.values() for name in group
    )


@cache
def names() -> frozenset[str]:
    """Every known name: 科目 and row labels."""
    return row_labels() | subjects()


@cache
def prefixes() -> frozenset[str]:
    """Every proper beginning of a known name."""
    return frozenset(name[:i] for name in names() for i in range(1, len(name)))


def names_of(code: str) -> tuple[str, ...]:
    """The known names of a code, or none."""
    return functional().get(code) or economic().get(code) or ()


def _by_code(rows: list[list[str]]) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row[1] not in table.get(row[0], ()):
            table[row[0]] = (*table.get(row[0], ()), row[1])
    return table
