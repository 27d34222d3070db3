"""Prose set to the full width of its lines: gaps about its numbers make no table, their lower digits no new size."""

from __future__ import annotations

from gouji.narrative.readers.document import Draft
from gouji.narrative.readers.pdf_flow import write
from gouji.narrative.readers.pdf_lines import TextLine, lines_of
from gouji.narrative.readers.pdf_page import Glyph
from gouji.narrative.readers.pdf_runs import blocks_of


def line_of(words: str, y: float, *, gap: float = 0.0, left: float = 74.0, size: float = 14.0) -> list[Glyph]:
    """A line of Hanzi with a gap between them, and a wider one about numbers; digits are lower than Hanzi."""
    glyphs: list[Glyph] = []
    x = left
    for i, char in enumerate(words):
        digit = char.isascii()
        if i and digit != words[i - 1].isascii():
            x += gap + (4.0 if gap else 0.0)
        wide = 0.6 * size if digit else size
        glyphs.append(
            Glyph(char, x, x + wide, y, (0.75 if digit else 1.0) * size, len(glyphs) + int(y) * 100)
        )
        x += wide + (0.0 if digit else gap)
    return glyphs


def lines() -> list[TextLine]:
    glyphs = line_of("2026年度馆藏修复收入合计516.30万元，与2025年度相比，减少", 100, gap=2.4, left=102)
    glyphs += line_of("835.40万元，降幅为13.92%。其中：门票收入25166.30万元，占99.50%", 128)
    glyphs += line_of("，讲座收入0.00万元，与2025年度相比减少0.00万元，下降0.00%。", 156)
    return lines_of(glyphs, 1)


def test_wide_gaps_about_numbers_make_no_table() -> None:
    blocks, rest = blocks_of(lines(), 595.0)
    assert not blocks and len(rest) == 3


def test_lines_of_one_paragraph() -> None:
    draft = Draft("-", "pdf")
    write(draft, lines(), {1: 595.0})
    assert draft.document().text.count("\n") == 1


def test_small_lines_about_tables_are_no_measure_of_prose() -> None:
    """Notes of a sheet reach farther to the right than the prose, which fills its lines all the same."""
    prose = [
        "古籍修复业务费（类）古籍保护与修复（款）其他古籍保护支出（项）",
        "年初预算数18.30万元，决算数12.20万元。",
    ]
    glyphs = [g for k, words in enumerate(prose) for g in line_of(words, 100 + 28 * k, left=102 - 28 * k)]
    for k in range(4):
        glyphs += line_of(
            "注：本表反映部门本年度各项收入和支出的总体情况，金额转换为万元时可能存在尾数误差，以报表为准",
            300 + 60 * k,
            left=70,
            size=11,
        )
    glyphs += [
        g
        for k in range(6)
        for g in line_of("古籍修复和保护的各项业务按计划开展，年内完成了全部既定目标。", 600 + 28 * k)
    ]
    draft = Draft("-", "pdf")
    write(draft, lines_of(glyphs, 1), {1: 595.0})
    assert "".join(prose) in draft.document().text
