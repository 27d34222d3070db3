"""The picture of a page to what a page of a PDF is: characters with their places, and ruled lines."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from .pdf_drawing import Rule
from .pdf_page import Glyph, PageContent
from .scan_engine import Char, read, text_boxes
from .scan_image import Box, Picture, Straight, straightened
from .scan_lines import crop, line_boxes
from .scan_numbers import Line, doubted

UNREADABLE = "□"
"""Stands in a table for ink that could not be read: the cell is not blank."""
_POOR = 0.5  # what is read with less sureness outside of tables is dirt, a stamp or a signature
_TURNED = 0.85  # a page read with less sureness may stand on its head
_CLOSE = 0.45  # heights: digits nearer than this to each other are of one number
_FULL = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
_HALF = {full: half for half, full in _FULL.items()} | {"．": ".", "％": "%", "－": "-", "。": "."}


def scanned_page(picture: Picture, number: int, width: float, height: float) -> PageContent:
    """What stands on a page of which ``picture`` is seen, ``width`` by ``height`` points large.

    A page that lies on its side or on its head is turned first.
    """
    page = straightened(picture, picture.shape[1] / width)
    found = text_boxes(page.grey)
    if _is_on_its_side(found):
        picture, width, height = picture.swapaxes(0, 1)[::-1].copy(), height, width
        page = straightened(picture, picture.shape[1] / width)
        found = text_boxes(page.grey)
    lines = _lines(page, found)
    if lines and _sureness(lines) < _TURNED:
        other = straightened(picture[::-1, ::-1].copy(), page.scale)
        turned = _lines(other, text_boxes(other.grey))
        if _sureness(turned) > _sureness(lines):
            page, lines = other, turned
    return _content(page, lines, number, (width, height))


def _is_on_its_side(boxes: list[Box]) -> bool:
    """Whether lines of text run upwards or downwards."""
    long = [
        box
        for box in boxes
        if max(box[2] - box[0], box[3] - box[1]) > 3 * min(box[2] - box[0], box[3] - box[1])
    ]
    return len(long) > 2 and 2 * sum(box[3] - box[1] > box[2] - box[0] for box in long) > len(long)


def _sureness(lines: list[Line]) -> float:
    """The mean sureness of the characters that are no marks."""
    sure = [char.sureness for _, chars in lines for char in chars if char.char.isalnum()]
    return sum(sure) / len(sure) if sure else 0.0


def _lines(page: Straight, boxes: list[Box]) -> list[Line]:
    """The lines of a page with text in the boxes or in ink that they passed over."""
    found, passed = line_boxes(page, boxes)
    return _read(page, found + passed)


def _content(page: Straight, lines: list[Line], number: int, size: tuple[float, float]) -> PageContent:
    """The lines and rules as those of a page in points."""
    scale = page.scale
    sizes = _sizes(lines, scale)
    told = doubted([(box, _punctuated(chars)) for box, chars in lines], [size * scale for size in sizes])
    glyphs: list[Glyph] = []
    for (box, chars), high in zip(told, sizes, strict=True):
        glyphs += _glyphs(box, chars, high, scale, len(glyphs))
    return PageContent(
        number=number,
        width=size[0],
        height=size[1],
        turn=0,
        glyphs=glyphs,
        rules=[Rule(rule.across, *(place / scale for place in rule[1:])) for rule in page.rules],
        pictures=((0.0, 0.0, *size),),
        sureness=dict(enumerate(char.sureness for _, chars in told for char in chars)),
    )


def _read(page: Straight, boxes: list[Box]) -> list[Line]:
    """The lines in reading order, the middles of their characters in dots of the page."""
    crops = [crop(page, box) for box in boxes]
    lines: list[Line] = []
    for box, (_, left, right), seen in zip(boxes, crops, read([each[0] for each in crops]), strict=True):
        chars = _kept(page, box, seen)
        if chars:
            lines.append((box, [c._replace(middle=left + c.middle * (right - left)) for c in chars]))
    return sorted(lines, key=lambda line: (line[0][1], line[0][0]))


def _kept(page: Straight, box: Box, chars: list[Char]) -> list[Char]:
    """The characters, one that says so if they cannot be read within a table, none if they are dirt."""
    good = sum(char.sureness for char in chars) / len(chars) if chars else 0.0
    if good >= _POOR:
        return chars
    return [Char(UNREADABLE, 0.5, 0.0)] if _is_enclosed(page, box) else []


def _is_enclosed(page: Straight, box: Box) -> bool:
    """Whether a ruled table is around a box."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    sides = {
        (rule.across, rule.at > (y if rule.across else x))
        for rule in page.rules
        if rule.low <= (x if rule.across else y) <= rule.high
    }
    return len(sides) == 4


def _is_wide(char: str) -> bool:
    return ord(char) > 0x2E7F or char in "“”‘’—…"


def _sizes(lines: list[Line], scale: float) -> list[float]:
    """The heights of the characters of each line in points; short lines take that of a long one, if it is near."""
    sizes = [_size(box, chars) / scale for box, chars in lines]
    usual = [size for size, (_, chars) in zip(sizes, lines, strict=True) if sum(map(_hanzi, chars)) > 5]
    return [_nearest(size, usual) for size in sizes]


def _hanzi(char: Char) -> bool:
    return "一" <= char.char <= "鿿"


def _nearest(size: float, usual: list[float]) -> float:
    near = [other for other in usual if abs(other - size) < 0.22 * size]
    return median(near) if near else size


def _size(box: Box, chars: list[Char]) -> float:
    """The height in dots of an em of a line's font, told by the height of its ink."""
    high = float(box[3] - box[1])
    if any(map(_hanzi, chars)):
        return high / 0.94
    return high / (0.85 if any(char.char in ",，()（）" for char in chars) else 0.72)


def _punctuated(chars: list[Char]) -> list[Char]:
    """The marks as wide as their neighbours ask: the recogniser does not see whether they are full width."""
    found: list[Char] = []
    for i, char in enumerate(chars):
        before = chars[i - 1].char if i else ""
        after = chars[i + 1].char if i + 1 < len(chars) else ""
        between = before.isdigit() and after.isdigit()
        mark = char.char
        if between and mark in _HALF:
            mark = _HALF[mark]
        elif mark in _FULL and not between:
            latin = before.isascii() and after.isascii() and before.isalpha() and after.isalpha()
            mark = mark if latin else _FULL[mark]
        elif mark == "％":
            mark = "%"
        found.append(Char(mark, char.middle, char.sureness))
    return found


def _glyphs(box: Box, chars: list[Char], size: float, scale: float, first: int) -> list[Glyph]:
    """The characters with their places in points; those of one number without the small gaps of a guess."""
    left, right, bottom = box[0] / scale, box[2] / scale, box[3] / scale
    halves = [size / 2 if _is_wide(char.char) else size / 4 for char in chars]
    middles = [char.middle / scale for char in chars]
    ends: list[tuple[float, float]] = []
    for (a, b), (p, q) in zip(pairwise(middles), pairwise(halves), strict=True):
        gap = b - a - p - q
        if gap < _CLOSE * size:
            cut = a + (b - a) * p / (p + q)
            ends.append((cut, cut))
        else:
            ends.append((a + p, b - q))
    bounds = [left, *(start for _, start in ends)]
    closes = [*(end for end, _ in ends), right]
    base = bottom - (0.08 * size if any(map(_hanzi, chars)) else 0.0)
    return [
        Glyph(char.char, x0, max(x1, x0), base, size, first + i)
        for i, (char, x0, x1) in enumerate(zip(chars, bounds, closes, strict=True))
    ]
