"""Words of heads that run over their cell are put back into it; rows of their own stay where they are."""

from __future__ import annotations

from gouji.corpora.synthesis.formats.font import font_for
from gouji.corpora.synthesis.formats.pdf import Press, Sheet
from gouji.narrative.readers.pdf import read_pdf
from gouji.narrative.readers.pdf_page import Glyph
from gouji.narrative.readers.pdf_spilt import Box, put_back

XS = (60.0, 160.0, 200.0, 300.0, 340.0, 440.0)
HEAD = ("预算数", "合计", "因公出国（境）费", "公务用车费", "小计", "购置费用", "公务接待费")
AMOUNTS = ("36.09", "2.00", "24.06", "3.00", "10.03")


def printed() -> bytes:
    """A table with heads of two rows; 因公出国（境）费 is set in four lines over cells of two rows, 购置费用 in two."""
    sheet = Sheet(Press(), font_for("".join(HEAD) + "“三公”经费支出表单位：万元"))
    for line in ("“三公”经费支出表", "单位：万元"):
        sheet.paragraph(line)
    ys = [sheet.y + 15 * n for n in range(5)]
    for y in (ys[0], ys[1], ys[3], ys[4]):
        sheet.rule(XS[0], y, XS[-1], y)
    sheet.rule(XS[2], ys[2], XS[4], ys[2])
    for k, x in enumerate(XS):
        sheet.rule(x, ys[0 if k in (0, 5) else 2 if k == 3 else 1], x, ys[-1])

    def words(lines: tuple[str, ...], left: float, right: float, top: float, bottom: float) -> None:
        for n, line in enumerate(lines):
            middle = (top + bottom) / 2 + 13 * (n - (len(lines) - 1) / 2)
            sheet.text(line, (left + right - 10 * len(line)) / 2, middle + 3.5, 10)

    words(("预算数",), XS[0], XS[-1], ys[0], ys[1])
    words(("合计",), XS[0], XS[1], ys[1], ys[3])
    words(("公务用车费",), XS[2], XS[4], ys[1], ys[2])
    words(("小计",), XS[2], XS[3], ys[2], ys[3])
    words(("公务接待费",), XS[4], XS[5], ys[1], ys[3])
    for j, amount in enumerate(AMOUNTS):
        sheet.text(amount, XS[j + 1] - 3 - 5 * len(amount), ys[4] - 4, 10)
    words(("因公", "出国", "（境", "）费"), XS[1], XS[2], ys[1], ys[3])
    words(("购置", "费用"), XS[3], XS[4], ys[2], ys[3])
    return sheet.finished()


def test_heads_that_run_over_their_cells() -> None:
    lines = read_pdf(printed()).text.split("\n")
    assert "合计\t因公出国（境）费\t公务用车费\t\t公务接待费" in lines
    assert "\t\t小计\t购置费用\t" in lines
    assert "\t".join(AMOUNTS) in lines


def box(words: str, row: int, place: int) -> Box:
    """A cell of one row, 13 points high and 40 wide, with words of 10 points in its middle."""
    left, y = 20 - 5 * len(words), 13 * row + 10.0
    glyphs = [Glyph(c, left + 10 * k, left + 10 * k + 10, y, 10.0, place + k) for k, c in enumerate(words)]
    return Box(0, 40, 13 * row, 13 * row + 13, row, row + 1, glyphs)


def test_rows_of_their_own_stay() -> None:
    """Names of three rows below each other in one column, printed one after the other."""
    boxes = [box("甲项", 0, 0), box("乙项", 1, 4), box("丙项", 2, 8), box("1.00", 3, 12)]
    put_back(boxes)
    assert ["".join(g.char for g in each.glyphs) for each in boxes] == ["甲项", "乙项", "丙项", "1.00"]
