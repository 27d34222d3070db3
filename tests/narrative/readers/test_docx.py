"""Word: numbering, merged cells, tracked changes, notes, text boxes, and the way back to the run."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree

from gouji.corpora.synthesis.formats.office import docx, docx_table, paragraph
from gouji.narrative.errors import DocumentError
from gouji.narrative.readers.docx import document
from gouji.narrative.readers.numerals import numeral

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def lines(body: str, **others: str) -> list[str]:
    return document(docx(body, others=others)).text.splitlines()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


NUMBERING = """<w:numbering NS><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
<w:lvlText w:val="第%1部分"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""
STYLES = """<w:styles NS><w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/>
<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="own"/><w:basedOn w:val="a1"/></w:style>
<w:style w:type="paragraph" w:styleId="t1"><w:name w:val="toc 1"/></w:style></w:styles>"""


def listed(text: str, name: int, level: int) -> str:
    return paragraph(
        text, f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr></w:pPr>'
    )


def test_automatic_numerals_are_printed() -> None:
    body = "".join(
        [
            paragraph("部门概况", '<w:pPr><w:pStyle w:val="a1"/></w:pPr>'),
            listed("收入情况", 1, 0),
            listed("总体", 1, 1),
            listed("结构", 1, 1),
            listed("明细", 1, 2),
            listed("支出情况", 1, 0),
            listed("总体", 1, 1),
            listed("点", 3, 0),
            paragraph("决算情况说明", '<w:pPr><w:pStyle w:val="a2"/></w:pPr>'),
            listed("重新开始", 4, 0),
        ]
    )
    assert lines(body, numbering=NUMBERING, styles=STYLES) == [
        "第一部分 部门概况", "一、收入情况", "（一）总体", "（二）结构", "1.明细", "二、支出情况", "（一）总体", "点",
        "第二部分 决算情况说明", "一、重新开始",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (10, "chineseCounting", "十"), (12, "chineseCountingThousand", "十二"), (25, "japaneseCounting", "二十五"),
        (105, "chineseCounting", "一百零五"), (3, "decimalEnclosedCircleChinese", "③"), (4, "upperRoman", "IV"),
        (27, "lowerLetter", "aa"), (1, "ideographTraditional", "甲"), (5, "decimalZero", "05"), (7, "unheard-of", "7"),
    ],
)  # fmt: skip
def test_numerals(value: int, form: str, text: str) -> None:
    assert numeral(value, form) == text


def test_merged_cells_are_written_once_and_every_row_is_as_wide() -> None:
    rows = (
        '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{0}</w:tc>'
        '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{1}</w:tc></w:tr>'
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{2}</w:tc><w:tc>{3}</w:tc><w:tc>{4}</w:tc></w:tr>"
        "<w:tr><w:tc>{5}</w:tc><w:tc>{6}{7}</w:tc><w:tc>{2}</w:tc></w:tr>"
    ).format(*map(paragraph, ("项目", "本年支出", "", "基本支出", "项目支出", "教育", "1,200.50", "")))
    found = document(docx(paragraph("前文") + f"<w:tbl>{rows}</w:tbl>" + paragraph("后文")))
    assert found.text == "前文\n项目\t本年支出\t\n\t基本支出\t项目支出\n教育\t1,200.50\t\n后文\n"
    (table,) = found.tables
    assert found.text[table.start : table.end].count("\n") == 3
    assert table.spans == ((0, 0, 2, 1), (0, 1, 1, 2))


def test_a_column_too_narrow_for_a_character_is_no_column() -> None:
    """Borders drawn at not quite the same place leave slivers in Word's grid."""

    def cell(text: str, width: int, span: int) -> str:
        extent = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{span}"/></w:tcPr>'
        return f"<w:tc>{extent}{paragraph(text)}</w:tc>"

    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (900, 900, 4, 900))
    rows = (
        cell("科目", 900, 1) + cell("名称", 904, 2) + cell("金额", 900, 1),
        cell("合计", 1800, 2) + cell("3.50", 904, 2),
        cell("201", 900, 1) + cell("一般公共服务支出", 904, 2) + cell("3.50", 900, 1),
    )
    body = f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    assert document(docx(body)).text.split("\n")[:3] == [
        "科目\t名称\t金额",
        "合计\t\t3.50",
        "201\t一般公共服务支出\t3.50",
    ]


def test_lines_within_a_cell_are_joined() -> None:
    cells = "<w:tc>{}{}</w:tc><w:tc>{}{}</w:tc>".format(*map(paragraph, ("住房保障", "支出", "12.5", "30.5")))
    assert lines(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>") == ["住房保障支出\t12.5 30.5"]


def test_a_frame_of_one_column_is_paragraphs_and_a_nested_table_follows() -> None:
    inner = docx_table([["项目", "金额"], ["教育", "1.00"]])
    frame = f"<w:tbl><w:tr><w:tc>{paragraph('一、情况。')}{inner}{paragraph('完。')}</w:tc></w:tr></w:tbl>"
    assert lines(frame) == ["一、情况。", "项目\t金额", "教育\t1.00", "完。"]
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('甲')}{inner}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>"
    assert lines(outer) == ["甲\t乙", "项目\t金额", "教育\t1.00"]


def test_tracked_changes_are_accepted_and_said() -> None:
    body = (
        "<w:p>" + run("支出") + "<w:del><w:r><w:delText>10.00</w:delText></w:r></w:del>"
        "<w:ins>" + run("12.00") + "</w:ins>"
        "<w:moveFrom>" + run("旧") + "</w:moveFrom>" + run("万元。") + "</w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("前半，") + "</w:p>" + paragraph("后半。")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + paragraph("删") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    found = document(docx(body))
    assert found.text == "支出12.00万元。\n前半，后半。\n"
    assert any("修订" in warning for warning in found.warnings)


def test_hidden_text_fields_breaks_and_tabs() -> None:
    body = (
        "<w:p>"
        + run("看得见")
        + run("看不见9.99", "<w:vanish/>")
        + run("也看得见", '<w:vanish w:val="0"/>')
        + "</w:p>"
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE 7</w:instrText></w:r>'
        + run("字段结果")
        + "</w:p>"
        "<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:pStyle w:val="t1"/></w:pPr><w:r><w:t>一、收入</w:t><w:tab/><w:t>12</w:t></w:r></w:p>'
        "<w:p><w:r><w:tab/><w:t>缩进</w:t><w:tab/><w:t>正文</w:t></w:r></w:p>"
    )
    found = document(docx(body, others={"styles": STYLES}))
    assert found.text.splitlines() == ["看得见也看得见", "字段结果", "上", "下", "一、收入……12", "缩进 正文"]
    assert any("隐藏" in warning for warning in found.warnings)


def test_footnotes_and_text_boxes_follow_their_paragraph() -> None:
    notes = (
        f'<w:footnotes NS><w:footnote w:type="separator" w:id="0">{paragraph("线")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("含上年结转。")}</w:footnote></w:footnotes>'
    )
    box = f"<w:txbxContent>{paragraph('框内文字。')}</w:txbxContent>"
    body = (
        '<w:p><w:r><w:t>支出5.00万元</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t>。</w:t></w:r></w:p>"
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>框旁文字。</w:t></w:r></w:p>"
    )
    assert lines(body, footnotes=notes) == ["支出5.00万元。", "含上年结转。", "框旁文字。", "框内文字。"]


def test_every_offset_leads_back_to_its_text() -> None:
    body = paragraph("本年支出1,234.50万元。") + docx_table([["项目", "决算数"], ["教育支出", " 88.10 "]])
    data = docx(body)
    found = document(data)
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    texts = [text.text or "" for text in root.iter(f"{_W}t")]
    covered = 0
    for anchor in found.anchors:
        part, _, number = anchor.place.partition("#")
        assert part == "word/document.xml"
        text = found.text[anchor.start : anchor.end]
        assert texts[int(number)][anchor.offset : anchor.offset + len(text)] == text
        covered += len(text)
    assert covered == len(re.sub(r"[\t\n]", "", found.text))


def test_what_word_itself_writes() -> None:
    from docx import Document

    book = Document()
    book.add_heading("第一部分 概况", 1)
    table = book.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "收入"
    table.cell(1, 2).text = "3.50"
    out = io.BytesIO()
    book.save(out)
    assert document(out.getvalue()).text == "第一部分 概况\n收入\t\t\n\t\t3.50\n"


@pytest.mark.parametrize(
    "body", ["", "<w:p/>", "<w:tbl/>", "<w:tbl><w:tr/></w:tbl>", "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"]
)
def test_nothing_in_it_is_no_text(body: str) -> None:
    assert document(docx(body)).text == ""


def test_a_zip_that_only_looks_like_word() -> None:
    with pytest.raises(DocumentError, match="损坏"):
        document(docx("</w:body>"))
