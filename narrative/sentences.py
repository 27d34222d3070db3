"""Sentences and clauses of a paragraph's text, as index ranges."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^。；！？;!?]*(?:[。；！？;!?]+[”’」』）)》]*|$)")
# Brackets, quotes and grouped numbers first, so that a comma inside them is passed over.
_COMMA = re.compile(
    r"[（(][^（）()]{0,120}(?:[（(][^（）()]{0,60}[）)][^（）()]{0,120}){0,4}[）)]"
    r"|“[^“”]{0,120}”|《[^《》]{0,120}》"
    r"|(?<![\d.])\d{1,3}(?:[,，] ?\d{3})+(?!\d)"
    r"|([，,])"
)
_EDGE = "。；！？;!?"


def sentences(text: str) -> list[tuple[int, int]]:
    """Ranges of the sentences of ``text``, end mark included; together they cover it."""
    return [match.span() for match in _SENTENCE.finditer(text) if match.end() > match.start()]


def clauses(text: str) -> list[tuple[int, int]]:
    """Ranges of the clauses of ``text``: sentences cut at commas outside brackets, quotes and numbers.

    The comma or end mark after a clause is not part of its range; empty clauses are left out.
    """
    found: list[tuple[int, int]] = []
    for start, end in sentences(text):
        begin = start
        for match in _COMMA.finditer(text, start, end):
            if match.group(1):
                found.append((begin, match.start()))
                begin = match.end()
        found.append((begin, _without_mark(text, begin, end)))
    return [(start, end) for start, end in found if end > start]


def _without_mark(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return end
