"""Which lines are titles of tables, what kind they name, and where the tables under them begin and end."""

from __future__ import annotations

import pytest

from gouji.narrative.marked import regions_of
from gouji.narrative.read import read_text
from gouji.narrative.tables import find_tables
from gouji.narrative.textlines import is_note, is_part_heading, is_prose, split_lines
from gouji.narrative.titles import in_contents, is_table_number, is_title, kind_of, title_text, torn_title

ROWS = (
    "单位：万元\n项目 本年收入合计 财政拨款收入 其他收入\n"
    "合计 120.00 100.00 20.00\n2130104 事业运行 120.00 100.00 20.00\n"
)


@pytest.mark.parametrize(
    ("line", "title", "kind"),
    [
        ("收入支出决算总表", "收入支出决算总表", "income-expenditure"),
        ("收 入 决 算 表", "收入决算表", "income"),
        ("表一：部门支出总表", "部门支出总表", "expenditure"),
        ("表7 一般公共预算“三公”经费支出表", "一般公共预算“三公”经费支出表", "three-public"),
        ("附件2-1：财政拨款收支总表", "财政拨款收支总表", "fiscal-income-expenditure"),
        ("## 3. 一般公共预算支出表", "一般公共预算支出表", "general-expenditure"),
        (
            "一般公共预算财政拨款基本支出决算明细表 公开06表",
            "一般公共预算财政拨款基本支出决算明细表",
            "basic-expenditure",
        ),
        ("政府性基金预算支出表  部门：某局 单位：万元", "政府性基金预算支出表", "government-fund"),
        ("**国有资本经营预算财政拨款支出决算表**", "国有资本经营预算财政拨款支出决算表", "state-capital"),
        ("某市审计局2024年收支总体情况表", "某市审计局2024年收支总体情况表", "income-expenditure"),
        ("项目支出绩效自评表", "项目支出绩效自评表", "performance-project"),
        (
            "2024年综合预算一般公共预算支出明细表（按支出功能分类科目，不含上年结转）",
            "2024年综合预算一般公共预算支出明细表（按支出功能分类科目，不含上年结转）",
            "general-expenditure",
        ),
        (
            "一般公共预算支出明细表(按支出经济分类科目，不含上年结转)",
            "一般公共预算支出明细表（按支出经济分类科目，不含上年结转）",
            "economic-summary",
        ),
        ("专项业务经费支出表（不含上年结转）", "专项业务经费支出表（不含上年结转）", "project"),
        ("财政拨款上年结转资金支出表", "财政拨款上年结转资金支出表", "project"),
    ],
)
def test_a_title_is_read_by_its_words(line: str, title: str, kind: str) -> None:
    assert is_title(line)
    assert (title_text(line), kind_of(title_text(line))) == (title, kind)


@pytest.mark.parametrize(
    "line",
    [
        "详见附件收入支出决算总表。",
        "请按《收入决算表》填报",
        "收入决算",
        "如下表",
        "本年收入见收入决算表，支出见支出决算表",
        "本年收入见收入决算表，支出见支出决算表（按功能分类，不含结转）",
    ],
)
def test_a_line_that_speaks_of_a_table_is_no_title(line: str) -> None:
    assert not is_title(line)


def test_a_title_torn_in_two_is_put_together_only_if_it_is_a_usual_one() -> None:
    assert torn_title("财政拨款收入支", "出决算总表") == "财政拨款收入支出决算总表"
    assert torn_title("渔业管理", "明细表") == ""


def test_numbers_of_tables_and_pages() -> None:
    assert is_table_number("公开 03 表") and is_table_number("附表2") and not is_table_number("收入决算表")
    assert in_contents("收入决算表……………7") and not in_contents("收入决算表")


def test_lines_know_their_places_whatever_ends_them() -> None:
    text = "甲 乙\r\n丙\x0c丁"
    assert [(line.flat, text[line.start : line.end]) for line in split_lines(text)] == [
        ("甲乙", "甲 乙"), ("丙", "丙"), ("丁", "丁")
    ]  # fmt: skip


def test_notes_prose_and_headings_are_told_apart() -> None:
    assert (
        is_note("注：本表反映收入情况。")
        and is_note("本部门没有政府性基金收入，故本表无数据。")
        and not is_note("合计")
    )
    prose, cells = split_lines("全年收入为120.00万元，其中财政拨款占大部分。\n合计 120.00 100.00")
    assert is_prose(prose) and not is_prose(cells)
    assert (
        is_part_heading("第三部分情况说明")
        and is_part_heading("三、支出决算情况说明")
        and not is_part_heading("三、国防支出")
    )


@pytest.mark.parametrize(
    "contents",
    [
        "目录\n一、收入支出决算总表\n二、收入决算表\n三、支出决算表\n第三部分 情况说明\n一、收入情况说明\n",
        "目 录\n收入决算表……………………6\n支出决算表..........7\n第三部分 说明 10\n",
        "表1 部门收支总表\n表2 部门收入总表\n表8 项目支出表\n单位概况\n主要职能\n1.负责全市渔业。\n",
    ],
)
def test_a_page_of_contents_holds_no_table(contents: str) -> None:
    assert find_tables(contents) == ()


@pytest.mark.parametrize(
    "after",
    [
        "全年收入合计120.00万元，其中财政拨款收入100.00万元，占83.33%。\n支出合计120.00万元。\n",
        "三、关于支出的说明\n支出120.00万元\n",
        "第三部分 情况说明\n收入 120.00 万元\n",
    ],
)
def test_a_table_ends_where_prose_begins(after: str) -> None:
    (table,) = find_tables(f"收入决算表\n{ROWS}{after}")
    assert [row[1].text for row in table.rows[1:]] == ["合计", "事业运行"]


def test_a_label_like_a_heading_does_not_cut_a_table_short() -> None:
    text = f"收入决算表\n{ROWS}2011308 招商引资情况 20.00 20.00 0.00\n2130199 其他职能 1.00 1.00 0.00\n注：略。\n"
    (table,) = find_tables(text)
    assert [row[1].text for row in table.rows[3:]] == ["招商引资情况", "其他职能"]
    assert (table.note, text[table.start : table.end][-5:]) == ("注：略。", "\n注：略。")


def test_a_table_goes_on_under_its_title_on_the_next_page() -> None:
    head = "收入决算表（续）\n单位：万元\n项目 本年收入合计 财政拨款收入 其他收入\n"
    more = f"{head}2080505 养老保险缴费 7.00 7.00 0.00\n"
    (table,) = find_tables(f"收入决算表\n{ROWS}{more}")
    assert [row[0].text for row in table.rows[2:]] == ["2130104", "2080505"]


def test_a_title_without_the_word_table_is_known_by_the_unit_below() -> None:
    (table,) = find_tables(
        "2024年机关运行经费\n单位：元\n科目编码 科目名称 预算数\n合计 12.00\n30201 办公费 12.00\n"
    )
    assert (table.kind, table.unit, len(table.rows)) == ("operating-cost", "元", 3)


def test_blocks_of_pipes_are_tables_without_a_title() -> None:
    text = "正文。\n| 姓名 | 数量 |\n|---|---|\n| 甲 | 3.00 |\n| 乙 | 4.00 |\n正文。\n"
    (region,) = regions_of(split_lines(text), ())
    assert (region.first, region.last, region.title, region.kind) == (1, 5, "", "unknown")


@pytest.mark.parametrize(
    "note",
    [
        "本单位2020年度没有国有资本经营预算财政拨款支出，故本表无数据。",
        "注：本部门无国有资本经营预算收支，本表为空表。",
        "本表为空。",
    ],
)
def test_a_title_with_a_note_alone_is_an_empty_table_and_its_note_not_the_one_of_the_table_above(
    note: str,
) -> None:
    above = (
        "政府性基金预算财政拨款收入支出决算表\n公开08表\n单位：万元\n项目 本年收入 本年支出\n合计 6.00 6.00\n"
    )
    report = read_text(f"{above}国有资本经营预算财政拨款支出决算表\n公开09表\n{note}\n")
    assert [(table.kind, table.note) for table in report.tables] == [
        ("government-fund", ""), ("state-capital", note),
    ]  # fmt: skip


_TARGETS = "\n".join(
    (
        "一级指标\t二级指标\t三级指标\t指标值",
        "产出指标\t数量指标\t新建塘坝\t≥6座",
        "一、项目概况\t二、立项依据\t按规划实施\t\n效益指标\t社会效益\t受益人口\t2万人",
    )
)


def test_the_next_chapter_ends_a_table_of_cells_with_lists_of_their_own() -> None:
    """六、 behind a table under 五、 is a chapter; 一、 in its cells is none."""
    text = (
        f"五、绩效预算信息\n塘坝整治绩效目标表\n{_TARGETS}\n\n六、政府采购预算情况\n\n"
        "2024年，我部门安排政府采购预算88.00万元。具体内容见下表。\n\n部门政府采购预算\n某市水务局\t单位：万元\n"
        "项目名称\t金额\n合  计\t88.00\n塘坝物资\t88.00\n\n七、国有资产信息\n\n"
        "某市水务局上年末固定资产金额为300.00万元，详见下表。\n"
    )
    tables = find_tables(text)
    assert [(table.kind, text[table.end - 8 : table.end].strip()) for table in tables] == [
        ("performance-target", "受益人口\t2万人"),
        ("procurement", "物资\t88.00"),
    ]
    assert "政府采购预算88.00" not in text[tables[0].start : tables[0].end]


def test_a_row_numbered_like_a_chapter_ends_no_table() -> None:
    text = (
        "五、其他说明\n收支预算总表\n单位：万元\n项目 金额 项目 金额\n一、本年收入 9.00 一、教育支出 4.00\n"
        "二、上年结转 1.00 二、科学技术支出 6.00\n六、其他收入\n收入总计 10.00 支出总计 10.00\n"
    )
    (table,) = find_tables(text)
    assert text[table.start : table.end].rstrip().endswith("支出总计 10.00")


@pytest.mark.parametrize(
    ("chapter", "following"),
    [
        (
            "七、绩效目标",
            "八、其他事项说明\n（一）办公用房\n某市水务局现有办公用房1200平方米，其中闲置30平方米。\n",
        ),
        (
            "七、绩效目标",
            "八、其他事项\n1.车辆\n截至上年末，某市水务局及所属各单位共有公务用车\n3辆，均为应急抢险用车。\n",
        ),
        ("（四）绩效目标", "（五）债务情况\n本部门无债务，也没有对外担保。\n"),
        ("六、说明\n（四）绩效目标", "七、名词\n财政拨款，指本级财政拨付的资金。\n"),
    ],
)
def test_a_chapter_ends_the_table_above_though_a_heading_or_a_wrapped_line_follows_it(
    chapter: str, following: str
) -> None:
    text = f"{chapter}\n塘坝整治绩效目标表\n{_TARGETS}\n{following}"
    (table,) = find_tables(text)
    assert text[table.start : table.end].rstrip().endswith("受益人口\t2万人")


def test_a_list_in_a_cell_that_goes_on_with_the_chapters_number_stays_in_the_table() -> None:
    text = f"（四）绩效目标\n塘坝整治绩效目标表\n{_TARGETS}\n（五）保障灌溉\n满意度指标\t满意度\t农户\t≥90%\n"
    (table,) = find_tables(text)
    assert text[table.start : table.end].rstrip().endswith("≥90%")


def test_a_list_of_earmarked_funds_is_a_table_of_its_own() -> None:
    text = (
        "一、“三公”经费支出预算表\n单位：万元\n项目 上年数 本年数\n合计 2.00 3.00\n公务接待费 2.00 3.00\n"
        "二、部门专项资金管理清单目录\n部门：某市水务局\n单位：万元\n序号 专项资金名称 资金规模\n1 塘坝整治 90.00\n"
    )
    assert [(table.title, table.kind) for table in find_tables(text)] == [
        ("“三公”经费支出预算表", "three-public"), ("部门专项资金管理清单目录", "project"),
    ]  # fmt: skip


_CODINGS = """\
某县水务局支出明细表（按经济分类科目分）
单位：万元
部门预算支出经济科目编码
部门预算支出经济科目名称
政府预算支出经济科目编码
政府预算支出经济科目名称
合计
人员经费支出
公用经费支出
专项业务经费支出
备注

合计


30.00
20.00
4.00
6.00

301
工资福利支出


20.00
20.00



30101
基本工资
50501
工资福利支出
20.00
20.00



302
商品和服务支出


10.00

4.00
6.00

30201
办公费
50502
商品和服务支出
10.00

4.00
6.00

"""


def test_a_column_of_notes_ends_no_table_of_two_codings_with_a_cell_a_line() -> None:
    (table,) = find_tables(_CODINGS)
    rows = [[cell.text for cell in row] for row in table.rows[1:]]
    assert [path[-1] for path in table.columns[2:]] == ["本年支出合计", "人员经费", "公用经费", "项目支出"]
    assert rows[0] == ["", "合计", "30.00", "20.00", "4.00", "6.00"]
    assert ["302", "商品和服务支出", "10.00"] in [row[:3] for row in rows]
    assert [row[2] for row in rows if row[1] == "基本工资"] == ["20.00"]
