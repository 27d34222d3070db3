"""What a number of people, vehicles or occasions is a number of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .drafts import Draft
from .model import Facets
from .openings import State
from .phrases import subject_words

_GUESTS = re.compile(r"接待(?:人次|人数)")
_NOUN_BEHIND = re.compile(r"[^，。；、：（）]{0,14}")
_LONGEST = 20


def name_count(draft: Draft, after: str, drafts: Sequence[Draft], state: State) -> None:
    """Fill in what a count is of: the words around it, else what has been counted or named before it."""
    words = subject_words(draft.piece, "count")
    noun = _NOUN_BEHIND.match(after)
    right = noun.group() if noun else ""
    words = right if right and len(words) > _LONGEST else words + right
    draft.named = bool(words)
    previous = drafts[-1] if drafts else None
    beside = previous is not None and previous.type == "count" and previous.sentence == draft.sentence
    if not words and previous is not None and beside:
        words = previous.subject
    elif _GUESTS.fullmatch(words) and (received := _received(draft, drafts)) is not None:
        words = f"{received.subject}{words.removeprefix('接待')}"
    draft.subject = words or state.subject
    draft.facets = Facets(item=draft.subject)


def _received(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The receptions whose guests are counted: 国内公务接待4批次（其中：外事接待0批次），接待人次36人."""
    sentence = (each for each in reversed(drafts) if each.sentence == draft.sentence)
    return next(
        (each for each in sentence if each.type == "count" and each.subject.endswith("公务接待")), None
    )
