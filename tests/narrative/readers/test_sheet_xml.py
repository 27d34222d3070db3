"""Workbooks in Excel's XML of 2003, which accounting systems export with the suffix .xls."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.narrative.errors import DocumentError
from gouji.narrative.formats import format_of
from gouji.narrative.read import read
from gouji.narrative.readers.sheet import document

HEAD = '<?xml version="1.0" encoding="{}"?>\n<?mso-application progid="Excel.Sheet"?>\n'
BOOK = """<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="m"><NumberFormat ss:Format="#,##0.00_ "/></Style>
<Style ss:ID="f"><NumberFormat ss:Format="Standard"/></Style></Styles>
<Worksheet ss:Name="收入总表"><Table><Column ss:Index="4" ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">部门收入总表</Data></Cell></Row>
<Row><Cell ss:Index="3"><Data ss:Type="String">单位：万元</Data></Cell></Row>
<Row><Cell ss:MergeDown="1"><Data ss:Type="String">项目</Data></Cell>
<Cell ss:MergeAcross="1"><Data ss:Type="String">本年收入</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">合计</Data></Cell>
<Cell><Data ss:Type="String">事业<B>收入</B></Data></Cell></Row>
<Row ss:Index="6"><Cell><Data ss:Type="String">合计</Data></Cell>
<Cell ss:StyleID="m"><Data ss:Type="Number">1234.5</Data></Cell>
<Cell ss:StyleID="f"><Data ss:Type="Number">1234.5000000000002</Data></Cell>
<Cell><Data ss:Type="Number">9</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">甲</Data></Cell><Cell ss:Formula="=1"/>
<Cell><Data ss:Type="Error">#REF!</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="底稿"><Table><Row><Cell><Data ss:Type="Number">7</Data></Cell></Row></Table>
<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>
</Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_workbook_of_xml_reads_like_any_other(encoding: str, tmp_path: Path) -> None:
    data = (HEAD.format(encoding) + BOOK).encode(encoding)
    path = tmp_path / "公开表.xls"
    path.write_bytes(data)
    (table,) = read(path).tables
    assert (table.title, table.kind, table.unit) == ("部门收入总表", "income", "万元")
    assert table.columns[1:] == (("本年收入合计",), ("本年收入", "事业收入"))
    assert [[cell.text for cell in row] for row in table.rows[1:]] == [
        ["合计", "1,234.50", "1,234.50"],
        ["甲", "#", "#"],
    ]
    warnings = document(data, form="xls").warnings
    assert any("底稿" in warning for warning in warnings) and any("隐藏的行或列" in w for w in warnings)


@pytest.mark.parametrize("cut", [400, 1200])
def test_half_a_workbook_is_one_line(cut: int) -> None:
    data = (HEAD.format("utf-8") + BOOK).encode()[:cut]
    assert format_of(data, "a.xls") == "xls"
    with pytest.raises(DocumentError, match="损坏"):
        document(data, form="xls")
