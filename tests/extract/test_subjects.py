"""Labels and phrases: facets, cleaning and likeness."""

from __future__ import annotations

import pytest

from gouji.extract.model import Facets
from gouji.extract.phrases import item_path
from gouji.extract.subjects import clean_label, facets_of, label_likeness
from gouji.narrative.lexicon import economic, functional


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("一、一般公共预算财政拨款收入", Facets("income", "general")),
        ("本年收入合计", Facets("income", nature="total")),
        ("收支总预算", Facets("both", nature="total")),
        ("财政拨款收支总预算", Facets("both", "fiscal", "total")),
        ("收支预算总额", Facets("both", nature="total")),
        ("部门收支总额", Facets("both", nature="total")),
        ("收入总预算", Facets("income", nature="total")),
        ("支出总预算", Facets("expenditure", nature="total")),
        ("收入预算总额", Facets("income", nature="total")),
        ("总收入", Facets("income", nature="total")),
        ("财政拨款总支出", Facets("expenditure", "fiscal", "total")),
        ("项目支出总额", Facets("expenditure", nature="project")),
        ("上年结转（结余）", Facets("carry-in")),
        ("上年结转（结余）资金", Facets("carry-in")),
        ("年初结转结余资金", Facets("carry-in")),
        ("结余分配", Facets("expenditure", item="结余分配")),
        ("使用非财政拨款结余", Facets("income", item="使用非财政拨款结余")),
        ("某县城乡社区支出", Facets("expenditure", item="城乡社区支出")),
        ("2024年其他法院支出", Facets("expenditure", item="其他法院支出")),
        ("法院支出", Facets("expenditure", item="法院支出")),
        ("某县人民法院支出预算", Facets("expenditure")),
        ("某市医院支出合计", Facets("expenditure", nature="total")),
        ("教育支出合计", Facets("expenditure", item="教育支出")),
        ("公务接待费财政拨款支出", Facets("expenditure", item="公务接待费")),
        ("某县第二中学（事业单位）公用经费", Facets("expenditure", nature="public")),
        ("年初结转和结余", Facets("carry-in")),
        ("年末财政拨款结转和结余", Facets("carry-out")),
        ("收、支总计", Facets("both", nature="total")),
        ("收入支出决算总表", Facets("both", nature="total")),
        ("财政拨款收入", Facets("income", "fiscal")),
        ("政府性基金预算财政拨款", Facets("", "government-fund")),
        ("国有资本经营预算支出", Facets("expenditure", "state-capital")),
        ("（一）基本支出", Facets("expenditure", nature="basic")),
        ("其中：人员经费", Facets("expenditure", nature="personnel")),
        ("2.公用经费", Facets("expenditure", nature="public")),
        ("一般公共服务支出", Facets("expenditure", item="一般公共服务支出")),
        ("其他收入", Facets("income", item="其他收入")),
        ("205教育支出", Facets("expenditure", item="教育支出")),
        ("机关运行经费支出决算", Facets("expenditure", item="机关运行经费")),
        ("因公出国（境）费", Facets("expenditure", item="因公出国（境）费")),
        ("中小企业发展专项（项）", Facets(item="中小企业发展专项", level="项")),
        ("某某市水务局2023年度支出总计", Facets("expenditure", nature="total")),
        ("一般公共预算财政拨款“三公”经费支出", Facets("expenditure", "general", item="三公经费")),
    ],
)
def test_facets(label: str, expected: Facets) -> None:
    assert facets_of(label) == expected


_NATURES = frozenset(("国有资本经营预算支出", "上缴上级支出", "对附属单位补助支出", "经营支出"))
_CODED = sorted(
    {name for table in (functional(), economic()) for group in table.values() for name in group} - _NATURES
)


@pytest.mark.parametrize("owner", ["", "2024年", "某县某某局"])
def test_every_known_name_is_an_item(owner: str) -> None:
    broken = [name for name in _CODED if not facets_of(owner + name).item]
    assert broken == []


def test_every_known_name_with_its_level_is_whole() -> None:
    whole = {name: facets_of(f"{name}（项）").item for name in _CODED}
    assert {name: item for name, item in whole.items() if label_likeness(name, item) < 0.95} == {}


def test_context_fills_what_is_not_said() -> None:
    context = Facets("expenditure", "general")
    assert facets_of("教育支出（类）", context=context) == Facets(
        "expenditure", "general", item="教育支出", level="类"
    )
    assert facets_of("财政拨款支出", context=context).fund == "general"
    assert facets_of("政府性基金支出", context=context).fund == "government-fund"


def test_the_last_of_several_levels_is_the_item() -> None:
    facets = facets_of("科学技术支出（类）应用研究（款）社会公益研究（项）")
    assert (facets.item, facets.level) == ("社会公益研究", "项")


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("（一）基本支出", "基本支出"),
        ("其中：1.办公费", "办公费"),
        ("30201 办公费", "办公费"),
        ("“三公”经费", "三公经费"),
        ("因公出国(境)费", "因公出国（境）费"),
        ("2023年度支出", "2023年度支出"),
    ],
)
def test_clean_label(label: str, expected: str) -> None:
    assert clean_label(label) == expected


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("一、科学技术支出", "科学技术支出（类）", 1.0, 1.0),
        ("科学技术", "科学技术支出", 0.96, 0.99),
        ("公务用车运行费", "公务用车运行维护费", 0.94, 0.96),
        ("使用非财政拨款结余", "使用非财政拨款结余（含专用结余）", 0.94, 0.96),
        ("行政运行", "事业运行", 0.0, 0.6),
        ("其他教育支出", "教育支出", 0.0, 0.6),
    ],
)
def test_label_likeness(one: str, other: str, low: float, high: float) -> None:
    assert low <= label_likeness(one, other) <= high
    assert label_likeness(one, other) == label_likeness(other, one)


def test_quotation_marks_are_no_part_of_a_name() -> None:
    quoted = item_path("3.“农林水支出（类）水利（款）水文测报（项）”")
    assert quoted == (("农林水支出", "类"), ("水利", "款"), ("水文测报", "项"))


@pytest.mark.parametrize(
    "words", ["相应安排支出", "相应安排支出预算", "相应支出预算", "计划安排支出", "拟安排支出预算"]
)
def test_what_is_arranged_in_turn_is_expenditure_as_a_whole(words: str) -> None:
    assert facets_of(words) == facets_of("支出预算")
