"""Profiles: recognised by data, a user's files checked key by key, and nothing missing where nothing is certain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gouji.compare.audit import audit
from gouji.compare.options import Options
from gouji.compare.profiles.files import ProfileError, load_profiles
from gouji.compare.profiles.profile import recognise
from gouji.narrative.read import read_text

DOCUMENT = Path(__file__).parents[2] / "docs" / "profiles.md"
TITLES = (
    "收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算表", "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款支出决算表", "财政拨款“三公”经费支出决算表",
)  # fmt: skip
HEAD = "| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |\n| --- | --- | ---: | ---: | ---: |\n"
ROWS = "|  | 合计 | 30.00 | 20.00 | 10.00 |\n| 2010301 | 行政运行 | 30.00 | 20.00 | 10.00 |\n"


def report(
    titles: tuple[str, ...] = TITLES, *, year: int = 2024, level: str = "部门", what: str = "决算"
) -> str:
    """A report whose tables all look alike; only their titles matter here."""
    tables = "\n".join(f"{title}\n\n单位：万元\n\n{HEAD}{ROWS}" for title in titles)
    return (
        f"{year}年度云岭县林业局{level}{what}\n\n第一部分 {level}概况\n\n一、主要职责\n\n负责林业工作。\n\n"
        f"第二部分 {year}年度{level}{what}表\n\n{tables}\n第三部分 {year}年度{level}{what}情况说明\n\n"
        f"三、支出{what}情况说明\n\n{year}年度支出合计30.00万元。\n"
    )


def name_of(text: str, *paths: Path) -> str | None:
    match = recognise(read_text(text, format="md"), load_profiles(paths))
    return match.profile.name if match else None


def test_departments_and_units_are_told_apart() -> None:
    assert name_of(report()) == "final-accounts"
    assert name_of(report(level="单位")) == "final-accounts-unit"


def test_budgets_with_functional_titles() -> None:
    titles = (
        "部门收支总表",
        "部门收入总表",
        "部门支出总表",
        "部门一般公共预算支出功能分类预算表",
        "项目支出表",
    )
    assert name_of(report(titles, what="预算")) == "budget-functional"
    assert name_of(report((*titles[:3], "一般公共预算支出表"), what="预算")) == "budget"


def test_few_tables_are_no_family() -> None:
    assert name_of(report(TITLES[:2])) is None


def test_state_capital_is_not_asked_for_in_old_years() -> None:
    old = read_text(report(tuple(each for each in TITLES if "国有资本" not in each), year=2018), format="md")
    new = read_text(report(tuple(each for each in TITLES if "国有资本" not in each)), format="md")
    profiles = load_profiles()
    # a report without a family would fail the test as well
    assert [part.kind for part in recognise(old, profiles).missing_tables] == []
    assert [part.kind for part in recognise(new, profiles).missing_tables] == ["state-capital"]


def test_one_missing_table_is_one_note() -> None:
    found = audit(read_text(report(tuple(each for each in TITLES if "国有资本" not in each)), format="md"))
    missing = [each for each in found.findings if each.kind == "missing-section"]
    assert [each.severity for each in missing] == ["info"]
    assert "国有资本经营预算财政拨款支出决算表" in missing[0].message


def test_an_unknown_template_is_never_called_incomplete() -> None:
    titles = ("经费收支一览表", "人员情况一览表", "物资采购一览表", "设备台账汇总表")
    found = audit(read_text(report(titles), format="md"))
    assert found.profile == "generic"
    assert not [each for each in found.findings if each.kind == "missing-section"]
    complete = next(item for item in found.checklist if item.code == "complete")
    assert complete.outcome == "not-checkable"


def test_the_worked_example_of_the_documentation(tmp_path: Path) -> None:
    example = DOCUMENT.read_text(encoding="utf-8").partition("## A worked example")[2]
    lines = [line[4:] for line in example.splitlines() if line.startswith("    ") or not line.strip()]
    path = tmp_path / "town.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    profile = {each.name: each for each in load_profiles([path])}["town-budget"]
    assert profile.kind == "budget" and profile.years == (2021, 2030)
    assert {part.title: part.unit for part in profile.tables}["村级项目支出表"] == "元"
    assert len(profile.tables) == 12
    text = report(
        ("部门收支总表", "收入总表", "部门支出总表", "一般公共预算支出表", "村级项目预算表"), what="预算"
    )
    text = text.replace("云岭县林业局", "云岭县白石乡人民政府")
    assert name_of(text, path) == "town-budget"


def test_a_unit_from_the_profile_is_used(tmp_path: Path) -> None:
    path = tmp_path / "yuan.toml"
    path.write_text(
        'name = "yuan"\nextends = "final-accounts"\n[recognise]\nany = ["云岭县"]\n'
        '[[tables]]\nkind = "expenditure"\ntitle = "支出决算表"\nunit = "元"\n',
        encoding="utf-8",
    )
    bare = read_text(report().replace("支出决算表\n\n单位：万元", "支出决算表\n\n"), format="md")
    units = {
        figure.quantity.unit
        for figure in audit(bare, options=Options(profiles=(str(path),))).figures
        if figure.table_kind == "expenditure"
    }
    assert units == {"元"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('name = "x"\nkind = "budget"\nextra = 1', "extra 不是可用的键"),
        ('name = "x"\nkind = "budgets"', "kind 应为 final-accounts 或 budget"),
        ('kind = "budget"', "缺少 name"),
        ('name = "x"\nextends = "nothing"', "extends 的“nothing”不存在"),
        ('name = "x"\nkind = "budget"\n[recognise]\nyears = [2020]', "recognise.years 应为两个年份"),
        ('name = "x"\nkind = "budget"\n[recognise]\nyears = [2020, 2019]', "recognise.years 应为先后两个年份"),
        ('name = "x"\nkind = "budget"\n[recognise]\nleast = true', "recognise.least 应为不小于 0 的整数"),
        ('name = "x"\nkind = "budget"\n[recognise]\nany = "预算"', "recognise.any 应为文字的列表"),
        ('name = "x"\nkind = "budget"\ntables = 3', "tables 应写成 [[tables]]"),
        ('name = "x"\nkind = "budget"\n[[tables]]\ntitle = "表"\nrequierd = true', "是否要写 required"),
        ('name = "x"\nkind = "budget"\n[[tables]]\ntitle = "表"\nkind = "incomes"', "是否要写 income"),
        ('name = "x"\nkind = "budget"\n[[tables]]\ntitle = "表"\nunit = "角"', "unit 应为 元"),
        ('name = "x"\nkind = "budget"\n[[sections]]\ntitle = "节"\nrequired = "yes"', "required 应为 true 或 false"),
        ('name = "x"\nkind = "budget"\n[[sections]]\ntitle = 5', "title 应为文字"),
        ("name = ", "不合 TOML 语法"),
    ],
)  # fmt: skip
def test_mistakes_are_one_clear_line(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ProfileError, match=re.escape(words)) as caught:
        load_profiles([path])
    assert "\n" not in str(caught.value) and str(caught.value).startswith(str(path))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="无法读取样式文件"):
        load_profiles([tmp_path / "none.toml"])
    (tmp_path / "gbk.toml").write_bytes('name = "预算"'.encode("gbk"))
    with pytest.raises(ProfileError, match="不是 UTF-8 编码"):
        load_profiles([tmp_path / "gbk.toml"])
