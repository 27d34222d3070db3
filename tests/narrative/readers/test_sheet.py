"""Spreadsheets: numbers as shown, merged and hidden cells, formulas never run."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from gouji.corpora.synthesis.formats.office import zipped
from gouji.narrative.dispatch import load
from gouji.narrative.errors import DocumentError
from gouji.narrative.readers.sheet import address, document
from gouji.narrative.readers.shown import general, shown


@pytest.mark.parametrize(
    ("raw", "code", "text"),
    [
        ("1234.5", "#,##0.00", "1,234.50"), ("1234.565", "0.00", "1234.57"), ("0.1234", "0.00%", "12.34%"),
        ("1234.5600000000001", "General", "1234.56"), ("0.30000000000000004", "", "0.3"),
        ("-12.3", "#,##0.00;(#,##0.00)", "-12.30"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"), ("-5", "#,##0.00_ ;[Red]-#,##0.00 ", "-5.00"),
        ("0", "0.00;-0.00;", ""), ("12345678", '0.00,,"百万"', "12.35百万"), ("12.5", "0.##", "12.5"),
        ("12", "0.##", "12"), ("785.140000000001", "General", "785.14"), ("1277.6199999999999", "", "1277.62"),
        ("0.000000000001", "General", "0"), ("2010301", "@", "2010301"),
        ("12345678901.52", "General", "12345678901.52"),
        ("45291", "yyyy\\年m\\月d\\日", "2023年12月31日"), ("45291", 'yyyy"年"m"月"', "2023年12月"),
        ("5", '0"个"', "5个"),
        ("1E-30", "0.00", "0.00"), ("1E400", "0.00", "1E400"), ("NaN", "0.00", "NaN"), ("abc", "0.00", "abc"),
        ("2.675", "0.00", "2.68"), ("-0.001", "0.00", "0.00"), ("7", "@", "7"),
    ],
)  # fmt: skip
def test_numbers_as_shown(raw: str, code: str, text: str) -> None:
    assert shown(raw, code) == text


@pytest.mark.parametrize("text", ["0", "1", "-1.5", "1234567890.12", "0.000001", "100"])
def test_general_loses_nothing(text: str) -> None:
    assert Decimal(general(Decimal(text))) == Decimal(text)


@pytest.mark.parametrize("amounts", [True, False])
def test_a_sheet_called_by_its_prose_is_read_and_one_of_notes_is_not(amounts: bool) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "说明"
    told = "，比上年增加12.50万元，增长3.20%" if amounts else "，由各单位如实填列，不得漏报"
    for name in ("收入预算情况", "支出预算情况", "财政拨款收支预算情况"):
        sheet.append([f"2024年本部门{name}的总体说明如下{told}。"])
    saved = io.BytesIO()
    book.save(saved)
    assert ("2024年本部门" in document(saved.getvalue()).text) is amounts


def workbook() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "收支总表"
    sheet.append(["项目", "本年支出", None, None])
    sheet.append([None, "基本支出", "项目支出", None])
    sheet.append(["教育", 1234.5, 0.125, None])
    sheet.append(["隐藏行", 9.99, 9.99, None])
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    sheet["B3"].number_format = "#,##0.00"
    sheet["C3"].number_format = "0.0%"
    sheet["C6"] = "=SUM(B3:C3)"
    sheet["A6"] = date(2023, 12, 31)
    sheet.row_dimensions[4].hidden = True
    book.create_sheet("秘密").append(["x", 1])
    book["秘密"].sheet_state = "hidden"
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_as_it_is_shown() -> None:
    found = document(saved(workbook()))
    assert found.text.splitlines() == [
        "收支总表", "项目\t本年支出\t", "\t基本支出\t项目支出", "教育\t1,234.50\t12.5%", "2023年12月31日\t\t#",
    ]  # fmt: skip
    said = "".join(found.warnings)
    assert all(word in said for word in ("隐藏的工作表", "秘密", "隐藏的行", "公式"))
    places = {anchor.place: found.text[anchor.start : anchor.end] for anchor in found.anchors}
    assert places["收支总表!B3"] == "1,234.50"


def test_addresses() -> None:
    assert [address(0, column) for column in (0, 25, 26, 701, 702)] == ["A1", "Z1", "AA1", "ZZ1", "AAA1"]


def test_two_cells_at_the_far_ends_are_two_cells() -> None:
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    sheet += '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' * 2
    text = document(xlsx(sheet + merge + "</worksheet>")).text
    assert "1" in text


def xlsx(sheet: str) -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'xmlns:r="{space}"><sheets><sheet name="表" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
            f'Type="{space}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="收入表">
<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>项目</text:p></table:table-cell>
<table:covered-table-cell/><table:table-cell><text:p>金额</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value="205"><text:p>205</text:p></table:table-cell>
<table:table-cell><text:p>教育</text:p></table:table-cell>
<table:table-cell office:value="12.345"><text:p>12.35</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16000"/></table:table-row>
<table:table-row table:number-rows-repeated="1048000">
<table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def test_ods_shows_its_own_texts() -> None:
    data = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ODS})
    assert document(data, form="ods").text == "收入表\n项目\t\t金额\n205\t教育\t12.35\n"


XLS = zlib.decompress(
    base64.b64decode(
        """
eNrtWF1IFFEU/u6dWXcVf1ZTQQMRISsT+rPoRaei8ilxQ+gXSnPAUDSWiCxIyxaEEIIeouhF8KUX+4N+KKJeoodAq4cgCNYiCIQo
KIhQp3POzNSaBi6kYMw33DPnnnvP/Tnn3J+Z0ZH85ODN0jH8gToYmHIykZEiU5Qy/UwUVO44zPrvCCUnwKJCZoQcmRHCg5znYfYh
+3sMGjfMJ0SBd5QO4Cgaujrt8gXEVhlDs+Ix1CqTYk/jKqVclMi4CoQeFrpE6HWp+1DoZpEMCK2lukm1DyNWQ9UmL4736AopyyWq
cFd03ohkLYrwjOO454Jy64awJX6kuWORFZSZ2RgCubTe7rTjzR1JFJJvh/DNKQe++ov4cXkgX1i5Asm/T5eH/yKPwJwhv6hNoBfO
IcWRm6AIrjG5xFAbbTvW1p9AFrZlcCAo9XT/BBo4BiSFIFVuxy6dauunhl90fzpe3KNOeGxO0+duajLSNHieJBUDlv2xpa7dANat
2UCCvfat3tX2j1gWnwGyZ0Sn7Rk5spKyibYiT/h8WU9RmsXEtS8vd7Y0WgdF0ivnhHuaLOPZwMEZ1iDlXCkxhHJJlWisEnpWWl0q
fKnQQpoTvSsbizxmR5/UOSelldTPesEra3kKv4L4xHjsXlnivbWS+OH6sZOFw6+tQVTQ6dbKlqOnD9WqWl25zLhv+W/l7TtvhZbM
2IMiOuqN3fGOzDxMIkvYfKGPyEYQ6/BjiIaaRUOJBlM359vTzWnR9XMG5Uyvdz1LW1raCnn1Xd+wz05rzmma03h/GIbm3dCgXI1n
qQ/eOFyf1OkC3OGmaHf9jYWIB/WLLtZ4UCkeYau78cB2EqtiNqsGCBAgQIAAAQLMD/hWpb07tylfCe79Lez915mkNBX8JvlvsQtd
9Byjr8zt6KR3HN1pxU8xQspvS81Rx/9fyNhNvcfRjhYZR3va8Uv3b5U6nzkrRv/dEkq3/6l0xjnP/f8E7rcRgA==
"""
    )
)
"""A small workbook that xlwt has written: a merged title, 科目编码 as text, two amounts as #,##0.00, a hidden sheet."""


def test_an_old_workbook_shows_its_decimals() -> None:
    found = document(XLS, form="xls")
    assert (
        found.text == "收入决算表\t\t\t\n科目编码\t科目名称\t合计\t财政拨款\n205\t教育支出\t1,234.50\t0.30\n"
    )
    assert found.tables[0].spans == ((0, 0, 1, 4),)
    assert any("密" in warning for warning in found.warnings)


_STRINGS, _SHEET = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"


def without(*lost: str) -> bytes:
    """A workbook of two sheets that lacks some of its files."""
    book = workbook()
    book.create_sheet("支出表").append(["科目", "金额"])
    with zipfile.ZipFile(io.BytesIO(saved(book))) as whole:
        files = {name: whole.read(name) for name in whole.namelist() if name not in lost}
    if _STRINGS in lost:
        cell = b'<c r="E1" t="s"><v>0</v></c></row>'
        files[_SHEET] = files[_SHEET].replace(b"</row>", cell, 1)
    return zipped(files)


@pytest.mark.parametrize(
    "lost",
    [
        ("xl/workbook.xml",), ("xl/_rels/workbook.xml.rels",), (_STRINGS,),
        (_SHEET, "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"),
        ("xl/workbook.xml", "[Content_Types].xml"),
    ],
)  # fmt: skip
def test_a_workbook_that_has_lost_its_content_is_damaged(lost: tuple[str, ...]) -> None:
    with pytest.raises(DocumentError, match="已损坏或不完整；请重新下载或另存"):
        load(without(*lost), "附表.xlsx")


def test_a_workbook_that_has_lost_a_sheet_says_which() -> None:
    found = document(without(_SHEET))
    assert "科目" in found.text
    assert any("缺少工作表：" in warning for warning in found.warnings)
    assert load(without("[Content_Types].xml"), "附表.xlsx").text == document(without()).text


def test_an_old_workbook_that_is_none() -> None:
    with pytest.raises(DocumentError, match="损坏"):
        document(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), form="xls")
