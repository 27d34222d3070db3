"""Names wrapped over the lines above and below their numbers: pdftotext -layout, cells centred."""

from __future__ import annotations

import pytest

from gouji.narrative.read import read_text

PRINTED = """甲院2023年度部门决算

收入支出决算总表

单位：万元
收入                                    支出
项目                 行次   决算数      项目                 行次   决算数
一、一般公共预算财                      一、一般公共服务支
                     1           96.43                      7
政拨款收入                              出
                                        二、社会保障和就业
二、事业收入         2           40.00                      8            18.27
                                        支出
三、其他收入         3            3.57  三、卫生健康支出     9           121.73
本年收入合计         4          140.00  本年支出合计         10          140.00
年初结转和结余       5                  年末结转和结余       11
总计                 6          140.00  总计                 12          140.00

一般公共预算财政拨款支出决算表

单位：万元
科目编码           科目名称             本年支出合计   基本支出   项目支出
                   合计                        96.43      90.00       6.43
                   机关事业单位基本养
2080505                                        18.27      18.27
                   老保险缴费支出
                   突发公共卫生事件应
2100410                                        78.16      71.73       6.43
                   急处置
"""


def _rows(text: str, at: int) -> dict[str, list[str]]:
    table = read_text(text).tables[at]
    return {
        row[table.stub_columns - 1].text: [cell.text for cell in row[table.stub_columns :]]
        for row in table.rows
    }


@pytest.mark.parametrize("narrow", [False, True])
def test_both_sides_of_a_summary(narrow: bool) -> None:
    text = _in_characters(PRINTED) if narrow else PRINTED
    rows = _rows(text, 0)
    assert rows["一、一般公共预算财政拨款收入"] == ["96.43", ""]
    assert rows["一、一般公共服务支出"] == ["", ""]
    assert rows["二、事业收入"] == ["40.00", ""]
    assert rows["二、社会保障和就业支出"] == ["", "18.27"]


def test_names_of_codes() -> None:
    rows = _rows(PRINTED, 1)
    assert rows["机关事业单位基本养老保险缴费支出"] == ["18.27", "18.27", ""]
    assert rows["突发公共卫生事件应急处置"] == ["78.16", "71.73", "6.43"]


def _in_characters(text: str) -> str:
    """The same page from a tool for which a Hanzi is one column wide."""
    lines = []
    for line in text.splitlines():
        wide = 0
        kept = []
        for char in line:
            if char == " " and wide and kept[-1:] == [" "] and kept[-2:-1] == [" "]:
                kept += [" ", " "]
                wide -= 1
                continue
            wide += ord(char) > 255
            kept.append(char)
        lines.append("".join(kept))
    return "\n".join(lines)


@pytest.mark.parametrize("named", ["“三公”经费合计", "合计"])
def test_the_last_fee_of_a_head_is_no_row(named: str) -> None:
    head = (
        f"{named}\n因公出国（境）费\n公务用车购置及运行费\n小计\n公务用车购置费\n公务用车运行费\n公务接待费\n"
    )
    text = f"一般公共预算“三公”经费支出表\n单位：万元\n{head}24.14\n0.00\n19.47\n0.00\n19.47\n4.67\n"
    table = read_text(f"第二部分 部门预算表\n\n{text}").tables[0]
    assert [cell.text for cell in table.rows[1]][1:] == ["24.14", "0.00", "19.47", "0.00", "19.47", "4.67"]
    assert table.rows[1][0].text == ""
    assert [path[-1] for path in table.columns[-1:]] == ["公务接待费"]
