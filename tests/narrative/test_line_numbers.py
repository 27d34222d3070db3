"""行次 in plain text: on each page, on both sides, with and without a name in front of them."""

from __future__ import annotations

from gouji.narrative.read import read_text

FIRST = """第二部分 2024年度部门决算表

                         收入支出决算总表
                                                        公开01表
部门：示例市渔政管理站                                  金额单位：万元
          收入                                      支出
    项目            行次    金额         项目                  行次    金额
一、财政拨款收入      1      310.20      一、一般公共服务支出      8      201.10
二、事业收入          2      12.40       二、教育支出              9
                      3                  三、社会保障和就业支出    10     60.35
"""
SECOND = """
                                   — 5 —

                         收入支出决算总表
                                                        公开01表
部门：示例市渔政管理站                                  金额单位：万元
          收入                                      支出
    项目            行次    金额         项目                  行次    金额
                      4                  四、住房保障支出          11
                      5                  五、其他支出              12     61.15
本年收入合计          6      322.60      本年支出合计              13     322.60
总计                  7      322.60      总计                      14     322.60
"""


def rows_of(text: str) -> dict[str, list[str]]:
    return {row[0].text: [cell.text for cell in row[1:]] for row in read_text(text).tables[0].rows[1:]}


def test_line_numbers_that_go_on_over_a_page_are_no_amounts() -> None:
    rows = rows_of(FIRST + SECOND)
    assert rows["三、社会保障和就业支出"] == ["", "60.35"]
    assert rows["四、住房保障支出"] == ["", ""]
    assert rows["五、其他支出"] == ["", "61.15"]
    assert rows["二、教育支出"] == ["", ""]
    assert not {cell for cells in rows.values() for cell in cells} & set("4567")


def test_a_wrapped_name_does_not_take_in_the_total_below_it() -> None:
    head, total = SECOND.split("本年收入合计")
    wrapped = "                      6                  六、抗疫特别国            13\n"
    wrapped += (
        "                                         债安排的支\n                                         出\n"
    )
    rows = rows_of(FIRST + head + wrapped + "本年收入合计" + total)
    assert rows["本年收入合计"][0] == "322.60"


def test_numbers_of_columns_are_no_row() -> None:
    text = """第二部分 2024年度部门决算表

政府性基金预算财政拨款收入支出决算表
单位：万元

| 项目 |  | 年初结转 | 本年收入 | 本年支出 |
| --- | --- | --- | --- | --- |
| 科目代码 | 科目名称 |  |  | 小计 年末结转 |
|  | 栏次 | 1 | 2 | 3 4 |
|  | 合计 | 5.00 | 2.00 | 1.00 |
"""
    assert [row[0].text for row in read_text(text).tables[0].rows[1:]] == ["合计"]
