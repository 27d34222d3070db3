"""Sentences and clauses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gouji.narrative.sentences import clauses, sentences


def pieces(text: str, ranges: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in ranges]


def test_sentences_end_at_their_marks_with_closing_quotes() -> None:
    text = "评价为“优。”支出10万元；收入9万元。。结余0"
    assert pieces(text, sentences(text)) == ["评价为“优。”", "支出10万元；", "收入9万元。。", "结余0"]


def test_clauses_are_cut_at_commas_only_outside_brackets_quotes_and_numbers() -> None:
    text = "支出1,234.56万元（含结转，不含基金），增长2%,其中“三公，接待”1，234万元。"
    assert pieces(text, clauses(text)) == [
        "支出1,234.56万元（含结转，不含基金）",
        "增长2%",
        "其中“三公，接待”1，234万元",
    ]


def test_an_unclosed_bracket_hides_no_comma() -> None:
    text = "车辆（不含执法车0辆，设备1台，其他2台。"
    assert len(clauses(text)) == 3


def test_a_comma_between_years_and_amounts_cuts() -> None:
    text = "支出10,收入20，结余3"
    assert pieces(text, clauses(text)) == ["支出10", "收入20", "结余3"]


@given(st.text(alphabet="收支1，,。；（）()“”万元 .%", max_size=80))
def test_sentences_cover_the_text_and_clauses_lie_inside_them(text: str) -> None:
    found = sentences(text)
    assert "".join(pieces(text, found)) == text
    edges = [edge for start, end in clauses(text) for edge in (start, end)]
    assert edges == sorted(edges)
    for start, end in clauses(text):
        assert any(first <= start < end <= last for first, last in found)
