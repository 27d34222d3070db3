"""Budgets whose prose and tables hold what last year left beside what this year grants."""

from __future__ import annotations

import pytest

from gouji.compare.audit import audit
from gouji.narrative.read import read_text


def said(text: str) -> list[tuple[str, str]]:
    """The codes and quotes of the findings above rounding."""
    found = audit(read_text(text)).findings
    return [(each.code, each.quote) for each in found if each.severity != "info"]


@pytest.mark.parametrize(
    "sources",
    [
        "按资金年度分为：当年财政拨款收入500.00万元、上年结转0万元",
        "包括：本年财政拨款收入500.00万元，上年结转结余0万元",
        "其中：当年拨款收入480.00万元、上年结转20.00万元",
        "收入包括：一般公共预算拨款480.00万元；上年结转20.00万元",
        "收入为本年收入500.00万元、年初结转和结余0.00万元",
    ],
)
@pytest.mark.parametrize(
    "opener",
    [
        "支出按功能分类分为：",
        "支出包括：",
        "支出按功能科目划分，其中：",
        "相应安排支出：",
    ],
)
def test_what_was_carried_over_is_no_whole_of_the_classes(sources: str, opener: str) -> None:
    listed = "教育支出{}万元，占80.0%；卫生健康支出60.00万元，占12.0%；住房保障支出40.00万元，占8.0%。"
    text = (
        f"某区教师进修学校2024年部门预算\n四、财政拨款收支总表说明\n"
        f"某区教师进修学校2024年财政拨款收支预算500.00万元。{sources}。{opener}{listed}\n"
    )
    assert said(text.format("400.00")) == []
    assert said(text.format("450.00")) != []


SUMMARY = """财政拨款收支总表
单位：{unit}
收入\t预算数\t支出\t合计\t一般公共预算\t政府性基金预算
一、本年收入\t400.00\t一、本年支出\t490.00\t430.00\t60.00
一般公共预算拨款\t360.00\t教育支出\t{school}\t{school}\t
政府性基金预算拨款\t40.00\t城乡社区支出\t60.00\t\t60.00
二、上年结转\t90.00\t住房保障支出\t50.00\t50.00\t
一般公共预算拨款\t70.00\t二、年终结转结余\t\t\t
政府性基金预算拨款\t20.00\t\t\t\t
收入总计\t490.00\t支出总计\t490.00\t430.00\t60.00
一般公共预算支出表
单位：{unit}
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t{all}\t200.00\t{projects}
205\t教育支出\t{detail}\t150.00\t{rest}
221\t住房保障支出\t50.00\t50.00\t
"""


@pytest.mark.parametrize("unit", ["元", "万元"])
@pytest.mark.parametrize(
    ("school", "detail", "wrong"),
    [
        ("380.00", "310.00", False),  # 310.00 of this year and 70.00 of last year
        ("380.00", "380.00", False),
        ("380.00", "830.00", True),
        ("380.00", "210.00", True),  # more is missing than was carried over
    ],
)
def test_a_table_of_this_years_grant_shows_less_of_a_class(
    unit: str, school: str, detail: str, wrong: bool
) -> None:
    rest, whole = float(detail) - 150, float(detail) + 50
    text = "某县中学2025年部门预算\n" + SUMMARY.format(
        unit=unit,
        school=school,
        detail=detail,
        rest=f"{rest:.2f}",
        projects=f"{rest:.2f}",
        all=f"{whole:.2f}",
    )
    assert bool(said(text)) is wrong, said(text)


@pytest.mark.parametrize(("share", "codes"), [("25.00", []), ("33.33", []), ("52.00", ["NN202"])])
@pytest.mark.parametrize("words", ["占项目支出预算的{}%", "占项目支出的比重为{}%", "占全部项目支出{}%"])
def test_project_spending_may_be_of_all_funds(share: str, words: str, codes: list[str]) -> None:
    text = f"""某镇人民政府2023年部门预算情况说明
三、部门预算情况说明
2023年一般公共预算财政拨款支出500.00万元，其中：基本支出200.00万元，项目支出300.00万元。
2023年政府性基金预算支出100.00万元，主要用于征地补偿。
六、重点项目情况
1.环境卫生整治项目：2023年安排预算100.00万元，{words.format(share)}。
附表
部门支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t600.00\t200.00\t400.00
201\t一般公共服务支出\t500.00\t200.00\t300.00
212\t城乡社区支出\t100.00\t\t100.00
一般公共预算支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t500.00\t200.00\t300.00
201\t一般公共服务支出\t500.00\t200.00\t300.00
"""
    assert [code for code, _ in said(text)] == codes


@pytest.mark.parametrize("second, wrong", [("28.60", False), ("28.80", True)])
def test_parts_of_what_was_carried_over_are_added_up(second: str, wrong: bool) -> None:
    text = (
        "某渔政站2024年度部门决算\n一、收入支出决算总体情况说明\n"
        f"年初结转和结余40.60万元，其中：基本支出结转12.00万元，项目支出结转和结余{second}万元。\n"
    )
    assert [code for code, _ in said(text)] == ["NN205"] * wrong


SOURCES = """某县图书馆2024年部门预算
财政拨款收支总表
单位：万元
收入\t\t支出\t\t\t
项目\t预算数\t项目\t合计\t一般公共预算\t政府性基金预算
一、本年收入\t510.00\t一、本年支出\t522.00\t492.00\t30.00
（一）一般公共预算拨款\t480.00\t（一）文化旅游体育与传媒支出\t492.00\t492.00\t
（二）政府性基金预算拨款\t30.00\t（二）其他支出\t30.00\t\t30.00
二、上年结转\t12.00\t\t\t\t
（一）一般公共预算拨款\t12.00\t\t\t\t
（二）政府性基金预算拨款\t\t\t\t\t
收入总计\t522.00\t支出总计\t522.00\t492.00\t30.00

四、财政拨款收支总体情况
2024年财政拨款收支总预算522.00万元。收入包括：{}。
"""


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("一般公共预算当年拨款收入480.00万元、上年结转12.00万元；政府性基金当年拨款收入30.00万元、上年结转0万元", []),
        ("一般公共预算拨款收入480.00万元，上年结转12.00万元，政府性基金拨款收入30.00万元，上年结转0.00万元", []),
        ("一般公共预算拨款收入480.00万元、上年结转21.00万元；政府性基金拨款收入30.00万元、上年结转0万元", ["21.00"]),
        # said once, behind the last fund, it is of all
        ("一般公共预算当年拨款收入480.00万元、政府性基金预算当年拨款收入30.00万元、上年结转12.00万元", []),
        ("一般公共预算当年拨款收入480.00万元、政府性基金预算当年拨款收入30.00万元、上年结转21.00万元", ["21.00"]),
    ],
)  # fmt: skip
def test_what_was_carried_over_is_of_the_fund_before_it(words: str, wrong: list[str]) -> None:
    quotes = [quote for code, quote in said(SOURCES.format(words)) if code == "NT101"]
    assert len(quotes) == len(wrong) and all(each in quote for each, quote in zip(wrong, quotes, strict=True))
