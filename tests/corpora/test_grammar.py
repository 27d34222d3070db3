"""The language of the voices, and that every voice that is shipped can be spoken."""

from __future__ import annotations

import pytest

from gouji.corpora.synthesis.grammar import GrammarError, parse, phrases, voices
from gouji.corpora.synthesis.report import synthesize
from gouji.corpora.synthesis.slots import SLOTS


def test_choices_nest_and_slots_have_arguments() -> None:
    assert parse("共[{amount total}|无[收|支]]。") == (
        "共",
        [[("amount", "total")], ["无", [["收"], ["支"]]]],
        "。",
    )


@pytest.mark.parametrize("text", ["共]", "共[甲", "共{amount", "共|", "{a{b}}"])
def test_brackets_that_do_not_match_are_said(text: str) -> None:
    with pytest.raises(GrammarError):
        parse(text)


def slots(nodes: object) -> set[str]:
    if (
        isinstance(nodes, tuple)
        and nodes
        and all(isinstance(part, str) for part in nodes)
        and nodes[0] in SLOTS
    ):
        return {str(nodes[0])}
    found: set[str] = set()
    if isinstance(nodes, (list, tuple)):
        for node in nodes:
            found |= slots(node)
    return found


@pytest.mark.parametrize("voice", voices(), ids=lambda voice: voice.id)
def test_every_voice_is_spoken_in_full(voice: object) -> None:
    assert hasattr(voice, "id")
    spoken = {
        label.placed.said.template
        for seed in range(12)
        for label in synthesize(1, seed, voice=voice.id).labels
    }
    assert len({template.split("+")[0] for template in spoken}) > 6
    assert all(template.startswith((f"{voice.id}/", "phrases/")) for template in spoken)


def test_templates_have_names_that_keep_training_and_test_apart() -> None:
    names = [v.id for voice in voices() for section in voice.sections for v in section.variants]
    names += [v.id for variants in phrases().values() for v in variants]
    assert len(names) == len(set(names))
