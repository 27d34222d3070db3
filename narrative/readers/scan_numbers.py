"""Numbers that were recognised but are not written as numbers are, or have holes: read with doubt, however sure.

Points and commas are what poor scans lose first, and a recogniser does not doubt what it does not see.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .scan_engine import Char
from .scan_image import Box

Line = tuple[Box, list[Char]]
"""A line's ink and the characters in it, their middles in dots of the page."""

_NUMBER = re.compile(r"[OoIlSB]?\d[\d.,，．OoIlSB]*")
_WELL_WRITTEN = re.compile(r"(?:\d+|\d{1,3}(?:[,，]\d{3})+)(?:\.\d+)?[.,，]?|\d+(?:\.\d+)+\.?")
_DECIMALS = re.compile(r"[\d,，]+\.(\d+)")
_HOLE = 1.4  # steps between digits, to the median of those of one number
_STEP = 0.68  # heights: the most between the middles of two digits
_END = 0.62  # heights: the most between the middle of a digit at a line's end and the end of the ink
_USUAL = 0.8  # the part of a page's numbers that have equally many decimals, if they do


def doubted(lines: Sequence[Line], sizes: Sequence[float]) -> list[Line]:
    """The lines with no sureness in doubtful numbers; ``sizes`` are the heights of the characters in dots."""
    texts = ["".join(char.char for char in chars) for _, chars in lines]
    usual = _usual_decimals(texts)
    return [
        (box, _doubted(box, chars, size, text, usual))
        for (box, chars), size, text in zip(lines, sizes, texts, strict=True)
    ]


def _usual_decimals(texts: Sequence[str]) -> int | None:
    """How many decimals the numbers of the page have, None if they differ."""
    counts = Counter(len(match[1]) for text in texts if (match := _DECIMALS.fullmatch(text)))
    most = counts.most_common(1)
    return most[0][0] if most and most[0][1] > 4 and most[0][1] >= _USUAL * counts.total() else None


def _doubted(box: Box, chars: list[Char], size: float, text: str, usual: int | None) -> list[Char]:
    found = list(chars)
    for match in _NUMBER.finditer(text):
        number = chars[match.start() : match.end()]
        ends = (
            number[0].middle - box[0] if match.start() == 0 else 0.0,
            box[2] - number[-1].middle if match.end() == len(text) else 0.0,
        )
        alone = match[0] == text and _DECIMALS.fullmatch(text)
        if (
            not _WELL_WRITTEN.fullmatch(match[0])
            or max(ends) > _END * size
            or _has_hole(number, size)
            or (alone and usual is not None and len(alone[1]) != usual)
        ):
            found[match.start() : match.end()] = [char._replace(sureness=0.0) for char in number]
    return found


def _has_hole(number: Sequence[Char], size: float) -> bool:
    """Whether two digits stand further apart than the others do."""
    steps = [b.middle - a.middle for a, b in pairwise(number) if a.char.isdigit() and b.char.isdigit()]
    return bool(steps) and max(steps) > max(_HOLE * median(steps), _STEP * size)
