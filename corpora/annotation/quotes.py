"""Where quotes stand in a report, white space aside."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

Span = tuple[int, int]


class Squeezed:
    """A text and the same without white space, so that a quote is found across line ends."""

    def __init__(self, text: str) -> None:
        """Drop the white space and remember where each character stood."""
        self.text = text
        self._at = [i for i, char in enumerate(text) if not char.isspace()]
        self._flat = "".join(text[i] for i in self._at)

    def places(self, quote: str) -> list[Span]:
        """Every place of the quote; "…" joins parts that stand apart, each of which has places of its own.

        Empty if one of the parts stands nowhere.
        """
        found: list[Span] = []
        for part in quote.replace("......", "…").split("…"):
            needle = "".join(part.split())
            if needle:
                places = self._of(needle)
                if not places:
                    return []
                found += places
        return found

    def _of(self, needle: str) -> list[Span]:
        found: list[Span] = []
        at = self._flat.find(needle)
        while at >= 0:
            found.append((self._at[at], self._at[at + len(needle) - 1] + 1))
            at = self._flat.find(needle, at + 1)
        return found


def shared(one: Span, other: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def overlap(some: Iterable[Span], others: Iterable[Span]) -> bool:
    """Whether any of the spans shares a character with any of the others."""
    return any(shared(one, other) for one, other in product(some, [*others]))
