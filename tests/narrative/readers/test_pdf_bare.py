"""PDF tables with few rules or none: heads near the only row, notes near the last one, watermarks across."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from gouji.corpora.synthesis.formats.font import font_for
from gouji.narrative.readers.pdf import read_pdf

Word = tuple[float, float, str]
"""Where a word is set: the middle of a name or the end of a number, the distance from the top, the text."""
SIZE = 8.0


def sheet(
    words: Sequence[Word], rules: Sequence[float] = (), marks: Sequence[tuple[float, float]] = ()
) -> str:
    """The text that is read of a page of words, rules across and a watermark of sizes and angles."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(842, 595))
    font = font_for("".join(text for _, _, text in words) + "内部资料")
    for size, angle in marks:
        canvas.saveState()
        canvas.setFont(font, size)
        canvas.translate(260, 595 - 170)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()
    canvas.setFont(font, SIZE)
    for x, y, text in words:
        draw = canvas.drawRightString if text[0].isdigit() else canvas.drawCentredString
        draw(x, 595 - y, text)
    for y in rules:
        canvas.line(50, 595 - y, 790, 595 - y)
    canvas.save()
    return read_pdf(buffer.getvalue()).text


COSTS = (("合计", 150.0), ("因公出国（境）费", 210.0), ("公务接待费", 430.0))
CARS = (("小计", 270.0), ("公务用车购置费", 320.0), ("公务用车运行维护费", 380.0))
AMOUNTS = ("30.60", "0.00", "26.10", "15.20", "10.90", "4.50")
ENDS = (165.0, 235.0, 285.0, 345.0, 405.0, 440.0)


def halves(*, apart: float = 11.0) -> list[Word]:
    """The table of the three expenses: budget and final side by side, the lines of its head ``apart``."""
    words: list[Word] = [(400, 60, "财政拨款“三公”经费支出决算表"), (700, 80, "单位：万元")]
    for shift, name in ((0.0, "预算数"), (330.0, "决算数")):
        words += [(295 + shift, 100, name), (325 + shift, 100 + apart, "公务用车购置及运行维护费")]
        words += [(x + shift, 100 + 1.5 * apart, text) for text, x in COSTS]
        words += [(x + shift, 100 + 2 * apart, text) for text, x in CARS]
        words += [(x + shift, 100 + 3 * apart, text) for text, x in zip(AMOUNTS, ENDS, strict=True)]
    return words


@pytest.mark.parametrize("apart", [10.0, 11.0, 12.0, 20.0])
def test_the_only_row_is_apart_from_the_head_above(apart: float) -> None:
    lines = sheet(halves(apart=apart)).split("\n")
    assert "\t".join(AMOUNTS * 2) in lines
    head = [line for line in lines if "公务用车购置及运行维护费" in line]
    assert len(head) == 1 and "预算数" not in head[0]


def rows(top: float) -> list[Word]:
    found: list[Word] = [
        (120, top, "科目名称"),
        (400, top, "合计"),
        (520, top, "基本支出"),
        (640, top, "项目支出"),
    ]
    for i, name in enumerate(("行政运行", "事业运行", "住房公积金"), 1):
        y = top + 12 * i
        found += [(120, y, name), (415, y, f"{i}2.50"), (540, y, f"{i}0.50"), (660, y, "2.00")]
    return found


ROWS = ["行政运行\t12.50\t10.50\t2.00", "事业运行\t22.50\t20.50\t2.00", "住房公积金\t32.50\t30.50\t2.00"]


@pytest.mark.parametrize(
    "below", ["注：本表反映各项支出。", "说明：无结转。", "公开04表", "财政拨款收支总表"]
)
def test_what_stands_close_below_a_table_is_not_of_it(below: str) -> None:
    words = [
        (400.0, 60.0, "支出决算表"),
        *rows(90),
        (300.0, 137.0, below),
        (470.0, 148.0, "财政拨款收入支出决算总表"),
    ]
    for rules in ((), (81, 93, 105, 117, 129)):
        lines = sheet(words, rules).split("\n")
        assert [row for row in ROWS if row not in lines] == []


@pytest.mark.parametrize("marks", [[(60, 30)], [(60, -40)], [(9, 45), (9, -45)], [(40, 20), (12, 20)]])
def test_a_watermark_is_no_text(marks: list[tuple[float, float]]) -> None:
    words = [(400.0, 60.0, "支出决算表"), *rows(150)]
    assert sheet(words, marks=marks) == sheet(words)


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_text_set_square_is_kept(angle: float) -> None:
    assert set("内部资料") <= set(sheet(rows(150), marks=[(9, angle)]))
