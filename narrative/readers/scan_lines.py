"""Which parts of a page's picture are lines of text: what the detector finds, cut at ruled lines, and left-over ink."""

from __future__ import annotations

from itertools import pairwise

from .pdf_drawing import Rule
from .scan_image import Box, Picture, Straight

_SPECK = 1.8  # points: ink less high and less wide is dirt
_LOWEST, _HIGHEST = 3.0, 40.0  # points: the heights of characters
_WORD = 7.0  # points: ink nearer to other ink is of one word
_THIN, _NEAR = 2.2, 3.5  # points: remnants of ruled lines are this thin and this near to them
_EDGE, _BESIDE = 1.3, 1.7  # points: such strokes at the end of a line are this thin and this near to a rule
_MARGIN = 0.7  # points around a line
_SHORT = 2.2  # widths per height: lines shorter than this are one or two characters


def line_boxes(page: Straight, found: list[Box]) -> tuple[list[Box], list[Box]]:
    """The lines that were found, each within one cell of a ruled table, and those of ink that was passed over."""
    boxes = [tight for box in found for part in _cut(page, box) for tight in _lines(page, part)]
    return boxes, _left_over(page, boxes)


def _cut(page: Straight, box: Box) -> list[Box]:
    """The box in pieces where ruled lines cross it."""
    left, top, right, bottom = box
    near = page.scale
    xs = [left, *_crossing(page.rules, False, (left, right), (top, bottom), near), right]
    ys = [top, *_crossing(page.rules, True, (top, bottom), (left, right), near), bottom]
    return [(x0, y0, x1, y1) for y0, y1 in pairwise(ys) for x0, x1 in pairwise(xs)]


def _crossing(
    rules: list[Rule], across: bool, span: tuple[int, int], side: tuple[int, int], near: float
) -> list[int]:
    middle = (side[0] + side[1]) / 2
    return sorted(
        round(rule.at)
        for rule in rules
        if rule.across == across
        and span[0] + near < rule.at < span[1] - near
        and rule.low - near <= middle <= rule.high + near
    )


def _lines(page: Straight, box: Box) -> list[Box]:
    """The box drawn close around its ink, one for each line if it holds several."""
    left, top, right, bottom = box
    ink = page.ink[top:bottom, left:right]
    if not ink.size:
        return []
    bands = [(a, b) for a, b in _bands(ink.max(axis=1) > 0, round(page.scale))]
    tall = [band for band in bands if band[1] - band[0] >= _LOWEST * page.scale]
    if len(tall) > 1:
        cuts = [top, *(top + (a[1] + b[0]) // 2 for a, b in pairwise(tall)), bottom]
        return [tight for y0, y1 in pairwise(cuts) if (tight := _tight(page, (left, y0, right, y1)))]
    tight = _tight(page, box)
    return [tight] if tight else []


def _bands(filled: Picture, least: int) -> list[tuple[int, int]]:
    """The runs of rows that have ink, those nearer than ``least`` to each other as one."""
    import numpy as np

    rows = np.flatnonzero(filled)
    if not rows.size:
        return []
    breaks = np.flatnonzero(np.diff(rows) > least)
    starts = [rows[0], *rows[breaks + 1]]
    ends = [*rows[breaks], rows[-1]]
    return [(int(a), int(b) + 1) for a, b in zip(starts, ends, strict=True)]


def _tight(page: Straight, box: Box) -> Box | None:
    """The box around its ink, None if that is dirt."""
    import numpy as np

    left, top, right, bottom = box
    ink = page.ink[top:bottom, left:right] > 0
    xs = _without_edges(page, np.flatnonzero(ink.any(axis=0)), left, (top + bottom) / 2)
    if not xs.size:
        return None
    ys = np.flatnonzero(ink[:, xs[0] : xs[-1] + 1].any(axis=1))
    found = (left + int(xs[0]), top + int(ys[0]), left + int(xs[-1]) + 1, top + int(ys[-1]) + 1)
    wide, high = found[2] - found[0], found[3] - found[1]
    return found if max(wide, high) >= _SPECK * page.scale else None


def _without_edges(page: Straight, xs: Picture, left: int, y: float) -> Picture:
    """The columns that have ink, without a thin stroke at an end that is what is left of a ruled line there."""
    import numpy as np

    thin, near = _EDGE * page.scale, _BESIDE * page.scale
    rules = [rule.at - left for rule in page.rules if not rule.across and rule.low <= y <= rule.high]
    for end in (0, -1):
        breaks = np.flatnonzero(np.diff(xs) > 1)
        if not rules or not breaks.size:
            break
        cut = breaks[0] + 1 if end == 0 else breaks[-1] + 1
        edge, rest = (xs[:cut], xs[cut:]) if end == 0 else (xs[cut:], xs[:cut])
        middle = (edge[0] + edge[-1]) / 2
        if edge[-1] - edge[0] < thin and any(abs(at - middle) < near for at in rules):
            xs = rest
    return xs


def _left_over(page: Straight, boxes: list[Box]) -> list[Box]:
    """Words of ink that no box covers."""
    import cv2

    rest = page.ink.copy()
    reach = round(1.5 * page.scale)
    for left, top, right, bottom in boxes:
        rest[max(top - reach, 0) : bottom + reach, max(left - reach, 0) : right + reach] = 0
    if not rest.any():
        return []
    bridge = cv2.getStructuringElement(cv2.MORPH_RECT, (round(_WORD * page.scale), round(page.scale) | 1))
    parts = cv2.connectedComponentsWithStats(cv2.dilate(rest, bridge))[2][1:].tolist()
    found = (
        _tight(Straight(page.grey, rest, page.rules, page.scale), piece)
        for x, y, width, height, _ in parts
        for piece in _cut(page, (x, y, x + width, y + height))
    )
    low, high = _LOWEST * page.scale, _HIGHEST * page.scale
    return [
        box
        for box in found
        if box is not None and low <= box[3] - box[1] <= high and not _is_remnant(page, box)
    ]


def _is_remnant(page: Straight, box: Box) -> bool:
    """Whether ink is what is left of a ruled line that wavers: thin, along it and near it."""
    left, top, right, bottom = box
    thin, near = _THIN * page.scale, _NEAR * page.scale
    upright = right - left < thin
    if not upright and bottom - top >= thin:
        return False
    x, y = (left + right) / 2, (top + bottom) / 2
    return any(
        rule.across != upright and abs(rule.at - (x if upright else y)) < near
        for rule in page.rules
        if rule.low - near <= (y if upright else x) <= rule.high + near
    )


def crop(page: Straight, box: Box) -> tuple[Picture, int, int]:
    """The picture of a line with a little around it, and where its left and right ends are.

    One or two characters alone get more: the recogniser looks for more of them where there is no paper at the sides.
    """
    import cv2
    import numpy as np

    margin = max(1, round(_MARGIN * page.scale))
    left, top, right, bottom = box
    side = margin if right - left > _SHORT * (bottom - top) else bottom - top
    height, width = page.grey.shape
    seen = page.grey[
        max(top - margin, 0) : min(bottom + margin, height),
        max(left - margin, 0) : min(right + margin, width),
    ]
    begin, end = max(left - margin, 0), min(right + margin, width)
    more = side - margin
    if more:
        paper = int(np.median(page.grey[:: page.grey.shape[0] // 64 + 1]))
        seen = cv2.copyMakeBorder(seen, 0, 0, more, more, cv2.BORDER_CONSTANT, value=paper)
    return seen, begin - more, end + more
