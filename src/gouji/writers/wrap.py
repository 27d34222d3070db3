"""Breaking lines of Chinese with figures: anywhere between Hanzi, never in a number or before a comma."""

from __future__ import annotations

from rich.cells import get_character_cell_size
from rich.text import Text

_NEVER_FIRST = frozenset("，。；：、！？）》”’】%％›,.;:)]}·… ")
_UNITS = frozenset("万亿元个人次批辆台套年月日")
_NEVER_LAST = frozenset("（《“‘【([{")


def wrap(text: Text, width: int, *, hang: int = 0) -> list[Text]:
    """The lines of ``text``, the first at most ``width`` columns, the others ``hang`` less.

    A stretch that cannot be broken is cut at the width.
    """
    lines = list(text.divide(_breaks(text.plain, width, hang)))
    for line in lines:
        line.rstrip()
    return lines


def _breaks(plain: str, width: int, hang: int) -> list[int]:
    breaks: list[int] = []
    while (end := _line_end(plain, breaks[-1] if breaks else 0, width - (hang if breaks else 0))) < len(
        plain
    ):
        breaks.append(end)
    return breaks


def _line_end(plain: str, start: int, width: int) -> int:
    possible, used = start, 0
    for i in range(start, len(plain)):
        if i > start and _may_break(plain[i - 1], plain[i]):
            possible = i
        size = get_character_cell_size(plain[i])
        if used + size > width and plain[i] != " " and i > start:
            return possible if possible > start else i
        used += size
    return len(plain)


def _may_break(before: str, after: str) -> bool:
    if after in _NEVER_FIRST or before in _NEVER_LAST or (before.isdigit() and after in _UNITS):
        return False
    return before == " " or _wide(before) or _wide(after)


def _wide(character: str) -> bool:
    return get_character_cell_size(character) == 2
