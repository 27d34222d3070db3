"""A finding keeps its id when text elsewhere in the report changes."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import gouji

SAMPLE = (Path(__file__).parents[2] / "corpora" / "samples" / "final-accounts.txt").read_text(
    encoding="utf-8"
)
HEAD = "第三部分  2023年度部门决算情况说明"
TABLES, NARRATIVE = SAMPLE.rsplit(HEAD, 1)
FILLER = "本年度本单位按照批复的预算组织收支，各项工作有序开展，未发生重大变化。"


def ids(text: str) -> list[str]:
    """The ids of all findings, roots and consequences, but for notes."""
    return sorted(each.id for each in gouji.check_text(text).findings if each.severity != "info")


def with_narrative(narrative: str) -> str:
    return TABLES + HEAD + narrative


USUAL = ids(SAMPLE)


def test_there_is_something_to_identify() -> None:
    assert len(USUAL) > 8
    assert len(set(USUAL)) == len(USUAL)


@given(st.lists(st.booleans(), min_size=12, max_size=12))
@settings(max_examples=12, deadline=None)
def test_paragraphs_in_between_change_no_id(inserted: list[bool]) -> None:
    lines = NARRATIVE.split("\n")
    wanted = [
        f"{line}\n{FILLER}" if line.endswith("。") and inserted[i % 12] else line
        for i, line in enumerate(lines)
    ]
    assert ids(with_narrative("\n".join(wanted))) == USUAL


def test_renumbered_sections_change_no_id() -> None:
    numerals = "一二三四五六七八九十"
    later = {numeral: following for numeral, following in zip(numerals, [*numerals[1:], "十一"], strict=True)}
    renumbered = re.sub(
        rf"(?m)^([{numerals}])、(?=\S{{2,20}}情况说明)", lambda match: f"{later[match[1]]}、", NARRATIVE
    )
    assert renumbered != NARRATIVE
    assert ids(with_narrative(f"\n一、其他情况说明\n{FILLER}\n{renumbered}")) == USUAL


def test_renumbered_items_change_no_id() -> None:
    renumbered = re.sub(r"(?m)^(\d)．", lambda match: f"{int(match[1]) + 1}．", NARRATIVE)
    assert renumbered != NARRATIVE
    assert ids(with_narrative(renumbered)) == USUAL


@given(st.integers(min_value=24, max_value=50))
@settings(max_examples=6, deadline=None)
def test_reflowed_lines_change_no_id(width: int) -> None:
    lines = (
        "\n".join(line[i : i + width] for i in range(0, max(len(line), 1), width))
        for line in NARRATIVE.split("\n")
    )
    assert ids(with_narrative("\n".join(lines))) == USUAL


def test_a_defect_elsewhere_adds_its_id_and_changes_no_other() -> None:
    """Every growth rate of the prose is spoilt in turn, one at a time."""
    spots = [match for match in re.finditer(r"增长(\d+\.\d\d)%", NARRATIVE)]
    assert len(spots) > 2
    for spot in spots:
        spoilt = NARRATIVE[: spot.start(1)] + "77.77" + NARRATIVE[spot.end(1) :]
        found = ids(with_narrative(spoilt))
        lost = set(USUAL) - set(found)
        assert len(lost) <= 1, "only a finding about this very rate may go"


def test_mending_one_figure_of_a_sentence_leaves_the_others() -> None:
    sentence = "事业收入22.00元，占2.02%"
    twice = with_narrative(NARRATIVE.replace(sentence, "事业收入22.00元，占9.02%"))
    before = set(ids(twice))
    after = set(ids(twice.replace("22.00元，", "22.00万元，")))
    assert len(before - set(USUAL)) == 1, "the share is a defect of its own"
    assert before - set(USUAL) <= after
