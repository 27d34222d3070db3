"""Rows of PDF tables: cut in two by a page's end or a narrow column, told by rules across, by halves of a line."""

from __future__ import annotations

import pytest

from gouji.corpora.synthesis.formats.pdf import Press, printed
from gouji.narrative.readers.document import CellText
from gouji.narrative.readers.pdf import read_pdf
from gouji.narrative.readers.pdf_block import is_torn, rejoined, text_of

TABLE = """支出决算表
单位：万元
科目编码\t项目\t本年支出合计\t基本支出\t项目支出
\t合计\t1,086.42\t760.18\t326.24
2012901\t行政运行\t588.16\t588.16\t
2012999\t其他群众团体事务支出（含离退休人员管理机构）\t254.14\t\t254.14
2080505\t机关事业单位基本养老保险缴费支出\t109.10\t109.10\t
2089999\t其他社会保障和就业支出\t72.10\t\t72.10
2210201\t住房公积金\t62.92\t62.92\t
"""


@pytest.mark.parametrize("narrow", [0.6, 0.75, 1.0])
@pytest.mark.parametrize("room", [0.05, 0.4, 0.9])
@pytest.mark.parametrize("across", [True, False])
def test_wrapped_names_stay_with_their_row(across: bool, room: float, narrow: float) -> None:
    press = Press(ruled=across, across=across, room=room, narrow=narrow, cell=9)
    lines = read_pdf(printed(TABLE, press)).text.split("\n")
    assert [line for line in TABLE.split("\n")[3:-1] if line not in lines] == []


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("31,537,366", ".30"),
        ("3,636,258.", "33"),
        ("1,348,144.9", "9"),
        ("103,39", "4.65"),
        ("31,537,", "366.30"),
    ],
)
def test_numbers_torn_in_two(upper: str, lower: str) -> None:
    assert is_torn(upper, lower)


@pytest.mark.parametrize(
    ("upper", "lower"),
    [("12.50", "3.25"), ("1,200", "350"), ("", "12.50"), ("12.50", ""), ("3", "12.50"), ("201", "20129")],
)
def test_numbers_of_two_rows(upper: str, lower: str) -> None:
    assert not is_torn(upper, lower)


def row(*texts: str) -> list[CellText]:
    return [CellText([(text, "page/1#0")], 1, 1) for text in texts]


@pytest.mark.parametrize(
    ("last", "first", "full", "whole"),
    [
        (("某某局", "1,200.", "3.5"), ("", "50", ""), (False, False, False), ("某某局", "1,200.50", "3.5")),
        (("（三）储备", "", ""), ("支出", "", ""), (True, False, False), ("（三）储备支出", "", "")),
        (("（三）储备", "", ""), ("支出", "", ""), (False, False, False), None),
        (("（三）储备", "", ""), ("（四）其他", "", ""), (True, False, False), None),
        (("（三）储备", "", ""), ("支出", "2.50", ""), (True, False, False), None),
        (("（三）储备", "", ""), ("合计", "", ""), (True, False, False), None),
    ],
)
def test_rows_cut_by_the_end_of_a_page(
    last: tuple[str, ...], first: tuple[str, ...], full: tuple[bool, ...], whole: tuple[str, ...] | None
) -> None:
    rows = rejoined([row(*last)], [row(*first)], full)
    texts = [tuple(text_of(cell) for cell in each) for each in rows]
    assert texts == ([whole] if whole else [last, first])
