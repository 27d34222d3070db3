"""Heads of items whose marks of level repeat: 农林水支出（类）水利（款）水文测报（款）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...narrative.model import Paragraph

_NAME = r"[^（）()。；;，,、：:\d\s]{2,30}"
_MARK = r"[（(](?P<{}>[类款项])级?[）)]"
_CHAIN = re.compile(
    _NAME + _MARK.format("first") + _NAME + _MARK.format("second") + _NAME + _MARK.format("third")
)
RIGHT = ("类", "款", "项")


@dataclass(frozen=True, slots=True)
class WrongMark:
    """One mark of three, at ``start`` to ``end`` of the paragraph's text, and what it should be."""

    start: int
    end: int
    stated: str
    right: str
    head: str


def wrong_marks(paragraph: Paragraph) -> Iterator[WrongMark]:
    """The one mark of each head of three names that is not that of its place."""
    text = paragraph.text
    for match in _CHAIN.finditer(text) if text.count("）") + text.count(")") > 2 else ():
        said = (match["first"], match["second"], match["third"])
        wrong = [i for i in range(3) if said[i] != RIGHT[i]]
        if len(wrong) == 1:
            name = ("first", "second", "third")[wrong[0]]
            yield WrongMark(*match.span(name), match[name], RIGHT[wrong[0]], match[0])
