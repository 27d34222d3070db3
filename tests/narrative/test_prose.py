"""Paragraphs and sections: samples of several styles, and what must hold for every text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gouji.narrative.lines import printed_width
from gouji.narrative.model import Paragraph, Section
from gouji.narrative.prose import prose

EXCERPTS = Path(__file__).parent / "excerpts"

SENTENCES = (
    "2022年度收入合计1,204.35万元，其中：财政拨款收入1,190.35万元，占98.84%。",
    "与上年度相比，收、支总计各减少25.40万元，下降2.07%，主要原因是培训班次减少。",
    "其中：基本支出903.26万元（含人员经费812.10万元），占“支出合计”的75.00%；",
    "年初预算为88万元，支出决算为79.5万元，完成年初预算的90.34%，",
    "本单位共有车辆3辆，其他用车0辆；单位价值100万元以上设备2台（套）。",
    "公务接待费4.2万元，国内接待31批次、268人次，人均156元！",
)
bodies = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=9).map(
    lambda body: "".join(body)[:-1] + "。",
)
breaks = ("\n", "\n\n", "\r\n", "\r\n\r\n", "\n \n", "\f", "\n\n- 7 -\n\n", "\n第 3 页\n\f")


def read(name: str) -> tuple[str, tuple[Section, ...], tuple[Paragraph, ...]]:
    text = (EXCERPTS / name).read_bytes().decode("utf-8")
    return text, *prose(text, markdown=name.endswith(".md"))


def wrapped(body: str, width: int, *, between: str = "\n") -> str:
    """``body`` in lines ``width`` Hanzi wide as a typesetter breaks them: numbers whole, no mark in front."""
    words = re.findall(r"(?:[\d.,%]+|[^\d.,%])[，。、；：！？）”]*", body)
    lines = [""]
    for word in words:
        if printed_width(lines[-1] + word) > 2 * width and not lines[-1].endswith(("（", "“")):
            lines.append("")
        lines[-1] += word
    return between.join(lines)


def plain(*blocks: str) -> bool:
    """Whether every line that ends a sentence is as long as the document's others, unless it is its block's last.

    A line that ends a sentence short of the edge cannot be told from the last line of a paragraph.
    """
    inner = []
    for block in blocks:
        *lines, _ = [
            line for line in re.split(r"[\r\n\f]+", block) if line.strip() and not re.search("[-页]", line)
        ]
        inner += lines
    edge = max(map(printed_width, inner), default=0)
    return all(printed_width(line) == edge or line[-1] not in "。；：！？）" for line in inner)


def texts(document: str) -> list[str]:
    return [paragraph.text for paragraph in prose(document)[1]]


@given(
    body=bodies,
    width=st.integers(20, 60),
    between=st.sampled_from(breaks),
)
def test_wrapping_blank_lines_and_pages_change_no_paragraph(body: str, width: int, between: str) -> None:
    document = "一、收入决算情况说明\n{}\n二、支出决算情况说明\n{}\n"
    long = "".join(SENTENCES)[:-1] + "。"
    first, second = wrapped(body, width, between=between), wrapped(long, width, between=between)
    assume(plain(first, second))
    assert texts(document.format(first, second)) == texts(document.format(body, long)) == [body, long]


@given(body=bodies, width=st.integers(24, 40), indent=st.sampled_from(["\u3000\u3000", "    "]))
def test_indented_paragraphs_stay_apart(body: str, width: int, indent: str) -> None:
    document = indent + wrapped(body, width) + "\n" + indent + wrapped(SENTENCES[4], width) + "\n"
    found = texts(document)
    assert "".join(found) == body + SENTENCES[4]
    assert found[-1] == SENTENCES[4]


MESS = "一二、（）()1９2.．,，。；：\n\r\f\t \u3000\u200b\ufeff#-*情况说明支出第部分目录年万元%aB"


@given(st.text(alphabet=MESS, max_size=160))
def test_offsets_lead_back_to_the_text(text: str) -> None:
    for markdown in (False, True):
        sections, paragraphs = prose(text, markdown=markdown)
        spots = [offset for paragraph in paragraphs for offset in paragraph.offsets]
        assert spots == sorted(set(spots))
        known = {section.id: section for section in sections}
        for paragraph in paragraphs:
            assert len(paragraph.text) == len(paragraph.offsets)
            for char, offset in zip(paragraph.text, paragraph.offsets, strict=True):
                assert text[offset] == char or (char == " " and text[offset].isspace())
            section = known[paragraph.section]
            assert section.part == paragraph.part
            assert section.start <= paragraph.offsets[0] < section.end
        for section in sections[1:]:
            assert section.start == section.heading.start < section.heading.end <= section.end


@given(st.text(alphabet="收支1.年\n\f \u3000", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_nothing_is_read_from_the_gaps(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    for paragraph in prose(text, [(start, end)] if end > start else [])[1]:
        assert not any(start <= offset < end for offset in paragraph.offsets)


def test_one_blank_is_kept_between_digits_and_between_letters_only() -> None:
    """A percent sign belongs to the number before it, however far it stands."""
    text = "支出 2024  395.87 万元，\u3000A B\u200b类 5\nG 1\n2，合计\xa03 %。"
    assert texts(text) == ["支出2024 395.87万元，A B类5G12，合计3%。"]


def test_a_number_cut_by_a_page_is_whole_again() -> None:
    text = "2022年度支出合计12345.\n\n- 12 -\n\n67万元，其中：基本支出40\n6\n万元。"
    assert texts(text) == ["2022年度支出合计12345.67万元，其中：基本支出40万元。"]


def test_paragraphs_of_one_line_each_stay_apart() -> None:
    lines = [
        "公务用车购置支出0万元，购置车辆0台",
        "公务用车运行维护费支出1.20万元。年末公务用车保有量为1辆。",
        "公务接待费支出0.30万元。共接待国内来访团组2个、来宾16人次（不包括陪同人员）。",
        "外宾接待支出0万元。共接待国外来访团组0个、来访外宾0人次（不包括陪同人员）。",
    ]
    assert texts("\n\n".join(lines)) == lines


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["六、一般公共预算财政拨款基本支出决算情", "况说明"], "一般公共预算财政拨款基本支出决算情况说明"),
        (["九、“三公”经费支出决算情况", "说明"], "“三公”经费支出决算情况说明"),
        (["第三部分", "2022年度部门决算情况说", "明"], "2022年度部门决算情况说明"),
        (["第三部分  2022年度部门决算", "        情 况 说 明"], "2022年度部门决算情况说明"),
        (["（二）一般公共预算支出决算具", "体情况说明。"], "一般公共预算支出决算具体情况说明"),
    ],
)
def test_headings_over_several_lines(lines: list[str], title: str) -> None:
    sections, paragraphs = prose("\n".join([*lines, "2022年度支出合计3万元。"]))
    assert [section.title for section in sections[1:]] == [title]
    assert [paragraph.text for paragraph in paragraphs] == ["2022年度支出合计3万元。"]


def test_a_glued_heading_makes_a_section_and_stays_in_its_paragraph() -> None:
    text = (
        "三、一般公共预算支出情况说明\n（一）具体情况。年初预算为9万元，支出决算为8万元。其中：\n"
        "1．农林水支出（类）水利（款）防汛（项）。年初预算为9万元，支出决算为8万元。\n"
        "2.公务接待费0.5万元，主要用于：接待检查组。\n"
    )
    sections, paragraphs = prose(text)
    assert [(section.number, section.title) for section in sections[2:]] == [
        ("三（一）", "具体情况"),
        ("三（一）1", "农林水支出（类）水利（款）防汛（项）"),
        ("三（一）2", "公务接待费"),
    ]
    assert {section.kind for section in sections[1:]} == {"general-budget"}
    assert paragraphs[1].text.startswith("1．农林水支出（类）")
    heading = sections[3].heading
    assert text[heading.start : heading.end] == "1．农林水支出（类）水利（款）防汛（项）"


def test_lost_numerals_are_siblings_of_their_neighbours() -> None:
    text = (
        "五、支出情况说明\n（一）总体情况。\n支出5万元。\n结构情况。\n教育支出5万元。\n"
        "（三）具体情况。\n支出5万元。\n"
    )
    assert [(section.title, section.level, section.parent) for section in prose(text)[0][1:]] == [
        ("支出情况说明", 2, None),
        ("总体情况", 3, "s1"),
        ("结构情况", 3, "s1"),
        ("具体情况", 3, "s1"),
    ]


def outline(name: str) -> list[tuple[str, str, str, str]]:
    return [(section.number, section.title, section.kind, section.part) for section in read(name)[1][1:]]


def test_budget_with_everything_under_one_title() -> None:
    found = {(number, title): (kind, part) for number, title, kind, part in outline("guanyu.txt")}
    assert found["二", "部门预算单位构成"] == ("organisation", "organisation")
    assert found["三", "关于收支预算总体情况说明"] == ("overview", "narrative")
    assert found["四", "财政拨款收支预算情况说明"] == ("fiscal-overview", "narrative")
    assert found["五（二）1", "农林水支出（类）水利（款）行政运行（项）"] == ("general-budget", "narrative")
    assert found["七", "其他重要事项的情况说明"] == ("other", "narrative")
    assert found["七（一）", "机关运行经费"] == ("operating-cost", "narrative")
    assert found["八", "名词解释"] == ("other", "glossary")


def test_markdown() -> None:
    assert outline("marks.md") == [
        ("第一部分", "云岭市体育局概况", "other", "organisation"),
        ("一", "主要职责", "duties", "organisation"),
        ("第三部分", "2022年度部门决算情况说明", "other", "narrative"),
        ("一", "收入支出决算总体情况说明", "overview", "narrative"),
        ("五", "一般公共预算财政拨款支出决算情况说明", "general-budget", "narrative"),
        ("五（一）", "总体情况", "general-budget", "narrative"),
        ("五（二）", "结构情况", "general-budget", "narrative"),
        ("第四部分", "名词解释", "other", "glossary"),
    ]
    words = [paragraph.text for paragraph in read("marks.md")[2]]
    assert "2022年度收、支总计1,204.50万元。与2021年相比，收、支总计各增加4.50万元，增长0.38%。" in words
    assert words[-1].startswith("1.财政拨款收入")


def test_pages_with_running_heads_and_numbers() -> None:
    _, sections, paragraphs = read("pages.txt")
    assert [paragraph.text.count("档案馆") for paragraph in paragraphs] == [0, 0, 0]
    assert "取暖费增加12.30万元，物业费增加20.10万元" in paragraphs[0].text
    assert "财政拨款收入1,290.00万元" in paragraphs[1].text
    assert [(section.title, section.page) for section in sections[2:]] == [
        ("收入支出决算总体情况说明", 1),
        ("收入决算情况说明", 3),
        ("“三公”经费支出决算情况说明", 4),
    ]


def test_headings_without_any_numeral() -> None:
    found = [(title, part) for _, title, _, part in outline("bare.txt")]
    assert found == [
        ("部门概况", "organisation"),
        ("主要职能", "organisation"),
        ("机构设置", "organisation"),
        ("部门预算情况说明", "narrative"),
        ("收入支出总体情况说明", "narrative"),
        ("收入总体情况说明", "narrative"),
        ("政府性基金预算支出情况说明", "narrative"),
        ("“三公”经费支出情况说明", "narrative"),
        ("因公出国（境）费", "narrative"),
        ("公务接待费", "narrative"),
        ("名词解释", "glossary"),
    ]


def test_contents_with_dots_are_front_matter() -> None:
    _, sections, paragraphs = read("chapters.txt")
    parts = [section.title for section in sections if section.level == 1]
    assert parts == ["单位概况", "单位决算情况说明", "名词解释"]
    assert sum(paragraph.part == "front" for paragraph in paragraphs) == 6
    numbers = [section.number for section in sections if section.level == 3]
    assert numbers == ["一（一）", "一（二）", "三（一）"]


def test_an_annex_in_between_does_not_swallow_the_narrative() -> None:
    _, _, paragraphs = read("indent.txt")
    parts = {paragraph.text: paragraph.part for paragraph in paragraphs}
    assert parts["自评项目3个，涉及资金36.00万元。"] == "narrative"
    assert parts["占政府采购支出总额的100%。"] == "narrative"


def test_contents_without_dots_end_where_the_first_entry_comes_again() -> None:
    text = (
        "河口镇2022年度部门决算\n目 录\n第一部分 河口镇概况\n一、主要职责\n第二部分 决算情况说明\n"
        "一、收入支出总体情况说明\n第一部分 河口镇概况\n一、主要职责\n发展经济。\n"
        "第二部分 决算情况说明\n一、收入支出总体情况说明\n收入总计8万元。\n"
    )
    sections, paragraphs = prose(text)
    titles = [section.title for section in sections[1:]]
    assert titles == ["河口镇概况", "主要职责", "决算情况说明", "收入支出总体情况说明"]
    assert sections[1].start > text.index("收入支出总体")
    assert paragraphs[-1].text == "收入总计8万元。"


@pytest.mark.parametrize("blank", [" ", "\u3000", "\xa0", "\n"])
@pytest.mark.parametrize("sign", ["%", "％"])
def test_a_blank_before_a_percent_sign_is_none(blank: str, sign: str) -> None:
    shares = f"基本支出8.00万元，占 80.00{blank}{sign}；项目支出2.00万元，占 20.00{blank}{sign}。"
    text = f"第三部分 情况说明\n一、支出决算情况说明\n{shares}"
    _, paragraphs = prose(text)
    assert f"占80.00{sign}；" in paragraphs[-1].text and paragraphs[-1].text.endswith(f"占20.00{sign}。")


def test_a_number_that_ends_a_name_begins_no_item() -> None:
    lines = [
        "一般公共预算基本支出120.40万元，按政府预算经济分类：机关工资福利支出110.00万元，机关资本性支出",
        "（一）0.40万元，对个人和家庭的补助10.00万元。",
        "（二）项目支出20.00万元。",
    ]
    text = "六、基本支出情况\n\n" + "\n\n".join(lines) + "\n"
    _, paragraphs = prose(text)
    assert any("机关资本性支出（一）0.40万元，对个人" in each.text for each in paragraphs)
    assert any(each.text.startswith("（二）项目支出") for each in paragraphs)
