"""Web pages: encodings, spans, layout tables, what surrounds the report, pages saved as mail."""

from __future__ import annotations

import base64

import pytest

from gouji.narrative.errors import DocumentError
from gouji.narrative.readers.html import document

HEAD = "<html><head><meta charset='{}'><title>x</title></head><body>"
TABLE = (
    "<table><tr><th rowspan=2>项目</th><th colspan=2>本年支出</th></tr><tr><th>基本<br>支出</th><th>项目支出</th></tr>"
    "<tr><td>教育</td><td>1,200.50</td><td>&nbsp;</td></tr></table>"
)


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "gb18030", "big5"])
@pytest.mark.parametrize("said", [True, False])
def test_encodings(charset: str, said: bool) -> None:
    words = "部門決算，支出合計" if charset == "big5" else "部门决算情况说明，支出合计"
    if charset == "big5" and not said:
        return
    page = (HEAD.format(charset if said else "") + f"<p>{words}12.50</p>").encode(charset)
    assert document(page).text == f"{words}12.50\n"


def test_a_wrong_charset_is_not_believed() -> None:
    page = (HEAD.format("gb2312") + "<p>部门决算情况说明㐂</p>").encode("utf-8")
    assert document(page).text == "部门决算情况说明㐂\n"


def test_spans_and_breaks_in_cells() -> None:
    found = document((HEAD.format("utf-8") + TABLE).encode())
    assert found.text == "项目\t本年支出\t\n\t基本支出\t项目支出\n教育\t1,200.50\t\n"
    assert found.tables[0].spans == ((0, 0, 2, 1), (0, 1, 1, 2))


def test_hidden_rows_and_cells_of_a_pasted_spreadsheet_are_left_out() -> None:
    page = (
        "<table><tr><td colspan=2>支出决算表</td><td style='display:none'>0</td></tr>"
        "<tr style='display:none'><td>校验</td><td>9.99</td><td>1</td></tr>"
        "<tr><td>教育</td><td>1.50</td><td style='DISPLAY: none'>7.77</td></tr>"
        "<tr><td>合计</td><td>1.50</td><td hidden>8.88</td></tr></table>"
    )
    assert document((HEAD.format("utf-8") + page).encode()).text == "支出决算表\t\n教育\t1.50\n合计\t1.50\n"


def test_layout_tables_flow_and_data_tables_stand() -> None:
    inner = f"<table><tr><td><p>一、说明</p>{TABLE}<p>完。</p></td></tr></table>"
    page = f"<table><tr><td>左</td><td>{inner}</td></tr></table>"
    found = document((HEAD.format("utf-8") + page).encode())
    assert found.text.splitlines() == [
        "左", "一、说明", "项目\t本年支出\t", "\t基本支出\t项目支出", "教育\t1,200.50\t", "完。",
    ]  # fmt: skip
    assert len(found.tables) == 1


def test_what_surrounds_the_report_is_left_out() -> None:
    page = (
        "<div class='top-nav'>首页</div><nav>导航</nav><script>var a='支出1.00万元'</script><style>p{}</style>"
        "<p style='display:none'>隐藏2.00</p><p>正文&amp;表<br>第二行</p><!-- 注释 --><div id='footer'>版权</div>"
    )
    assert document((HEAD.format("utf-8") + page).encode()).text == "正文&表\n第二行\n"


def test_a_report_inside_of_what_calls_itself_navigation_is_read() -> None:
    page = "<div class='menu'>" + "<p>部门决算情况说明，支出合计12.50万元。</p>" * 20 + "</div>"
    assert document((HEAD.format("utf-8") + page).encode()).text.count("12.50") == 20


def test_pages_saved_as_mail() -> None:
    page = base64.encodebytes((HEAD.format("gbk") + "<p>部门决算支出12.50</p>").encode("gbk")).decode()
    mail = (
        'From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        f'Content-Type: text/html; charset="gbk"\r\nContent-Transfer-Encoding: base64\r\n\r\n{page}\r\n--b--\r\n'
    )
    found = document(mail.encode())
    assert (found.format, found.text) == ("mhtml", "部门决算支出12.50\n")


def test_nested_without_end_is_one_line() -> None:
    deep = b"<html><body>" + b"<div>" * 100_000 + "字".encode() + b"</div>" * 100_000
    with pytest.raises(DocumentError, match="嵌套"):
        document(deep)


@pytest.mark.parametrize("span", ["0", "-1", "99999999999", "x", "65534"])
def test_odd_spans(span: str) -> None:
    page = f"<table><tr><td colspan='{span}' rowspan='{span}'>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>"
    text = document((HEAD.format("utf-8") + page).encode()).text
    assert all(word in text for word in "甲乙丙")


def test_spans_that_multiply_are_refused() -> None:
    row = "<tr>" + "<td colspan=1000 rowspan=60000>甲</td>" * 50 + "</tr>"
    with pytest.raises(DocumentError, match="单元格"):
        document((HEAD.format("utf-8") + f"<table>{row * 60}</table>").encode())


def test_lines_that_are_printed_as_they_stand() -> None:
    page = "<pre>收入总表\n单位：万元\n项目      合计     事业收入\n合计      9.00     <b>9.00</b>\n</pre><p>正文。</p>"
    assert document((HEAD.format("utf-8") + page).encode()).text == (
        "收入总表\n单位：万元\n项目      合计     事业收入\n合计      9.00     9.00\n正文。\n"
    )


def boxes(rows: str, row: str, cell: str) -> str:
    """Rows of words apart from each other by | as boxes in boxes."""
    lines = ("".join(f"<{cell}>{word}</{cell}>" for word in line.split("|")) for line in rows.split())
    return "".join(f"<{row}>{line}</{row}>" for line in lines)


ROWS = "科目编码|科目名称|合计|基本支出 |合计|31.20|20.00 205|教育支出|31.20|20.00"
TEXT = "科目编码\t科目名称\t合计\t基本支出\n\t合计\t31.20\t20.00\n205\t教育支出\t31.20\t20.00\n"


@pytest.mark.parametrize(
    "page",
    [
        f"<div class=t>{boxes(ROWS, 'div', 'div')}</div>",
        f"<div>{boxes(ROWS, 'ul', 'li')}</div>",
        f"<ul>{boxes(ROWS, 'li', 'span')}</ul>",
        f"<div role=table><div>{boxes(ROWS.split()[0], 'div', 'div')}</div><div>"
        f"{boxes(' '.join(ROWS.split()[1:]), 'div', 'div')}</div></div>",
    ],
)
def test_tables_made_of_boxes(page: str) -> None:
    found = document((HEAD.format("utf-8") + "<div>支出表</div>" + page).encode())
    assert found.text == "支出表\n" + TEXT
    assert len(found.tables) == 1


@pytest.mark.parametrize(
    "page",
    [
        "<div><div><span>首页</span><span>公开</span></div><div><span>预算</span><span>决算</span></div></div>",
        "<div><p>一、收入<b>31.20</b>万元</p><p>二、支出<b>31.20</b>万元</p><p>其中<b>20.00</b>万元</p></div>",
        "<div><div><p>收入</p><p>31.20</p></div><div><p>支出</p></div><div><p>31.20</p><p>20.00</p></div></div>",
    ],
)
def test_boxes_that_are_no_tables(page: str) -> None:
    assert not document((HEAD.format("utf-8") + page).encode()).tables
