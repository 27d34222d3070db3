"""The picture of a page: set straight, its ruled lines found, the ink of its characters without them.

Coordinates here are dots of the picture, y growing downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .pdf_drawing import Rule

Picture = Any
"""An array of dots as OpenCV has them: grey (height × width) or in colours (height × width × 3)."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, ends exclusive."""

MOST_SKEW = 3.0
"""Degrees: pages that lie more askew are read as they are."""
_SMALL = 800  # dots of the longer side of the picture that tells the skew
_RULE_ACROSS, _RULE_DOWN = 30.0, 14.0  # points: what is shorter is the stroke of a character
_LONG = 42.0  # points: from this length on a rule needs no other that it meets
_MEETS = 4.0  # points
_GAP = 1.5  # points: gaps of rules that dirt or a faint print makes
_SIDE = (1.5, 2.5)  # points: how far from a rule its sides are looked at
_CROWDED = 0.3  # the part of a rule's side that ink takes if it is no rule but a line of characters
_SOLID = 0.8  # the least part of a rule that is ink


@dataclass(frozen=True, slots=True)
class Straight:
    """A page's picture upright: ``grey`` without its ruled lines, ``ink`` (255 where there is any), the rules in dots.

    ``scale`` is the number of dots in a point.
    """

    grey: Picture
    ink: Picture
    rules: list[Rule]
    scale: float


def straightened(picture: Picture, scale: float) -> Straight:
    """The picture turned upright by the little that scanners turn pages."""
    import cv2

    grey = picture if picture.ndim == 2 else _without_colours(picture)
    angle = skew(grey)
    if abs(angle) >= 0.04:
        grey = turned(grey, angle)
    ink = _ink(grey, scale)
    across, down = _strokes(ink, scale, across=True), _strokes(ink, scale, across=False)
    drawn = _rules(across, across=True) + _rules(down, across=False)
    rules = _true_rules([rule for rule in drawn if _is_rule(rule, ink, scale)], scale)
    cover = _cover(rules, cv2.bitwise_or(across, down), scale)
    clean = grey.copy()
    clean[cv2.bitwise_and(cover, cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))) > 0] = (
        int(_paper(grey))
    )
    return Straight(clean, cv2.bitwise_and(ink, cv2.bitwise_not(cover)), rules, scale)


def _without_colours(picture: Picture) -> Picture:
    """The picture in grey as the reddest light shows it: red seals fade, black and blue print stays."""
    import cv2

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    blue, green, red = (picture[:, :, k].astype("int16") for k in range(3))
    sealed = (red - green > 50) & (red - blue > 50)
    grey[sealed] = cv2.max(grey, picture[:, :, 2])[sealed]
    return grey


def turned(picture: Picture, angle: float, *, rough: bool = False) -> Picture:
    """The picture turned by some degrees, counterclockwise, about its middle."""
    import cv2

    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    way = cv2.INTER_LINEAR if rough else cv2.INTER_CUBIC
    return cv2.warpAffine(picture, matrix, (width, height), flags=way, borderMode=cv2.BORDER_REPLICATE)


def skew(grey: Picture) -> float:
    """By how many degrees the page must be turned, counterclockwise, for its lines to lie level."""
    import cv2
    import numpy as np

    factor = _SMALL / max(grey.shape)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    dark = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1]

    def sharpness(angle: float) -> float:
        sums = turned(dark, angle, rough=True).sum(axis=1, dtype=np.float64)
        return float(((sums[1:] - sums[:-1]) ** 2).sum())

    best = 0.0
    for step, reach in ((0.5, MOST_SKEW), (0.1, 0.4), (0.03, 0.09)):
        count = round(reach / step)
        best = max((best + k * step for k in range(-count, count + 1)), key=sharpness)
    return best if abs(best) < MOST_SKEW else 0.0


def _paper(grey: Picture) -> float:
    import numpy as np

    return float(np.median(grey))


def _ink(grey: Picture, scale: float) -> Picture:
    """255 where it is darker than what is around it."""
    import cv2

    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    size = round(12 * scale) | 1
    local = cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, size, 18)
    dark = cv2.threshold(smooth, max(60.0, _paper(grey) - 28), 255, cv2.THRESH_BINARY_INV)[1]
    return cv2.bitwise_and(local, dark)


def _strokes(ink: Picture, scale: float, *, across: bool) -> Picture:
    """The ink that goes on straight for longer than any stroke of a character."""
    import cv2

    least = round((_RULE_ACROSS if across else _RULE_DOWN) * scale)
    gap = max(3, round(_GAP * scale))

    def line(length: int) -> Picture:
        return cv2.getStructuringElement(cv2.MORPH_RECT, (length, 1) if across else (1, length))

    wide = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3) if across else (3, 1)))
    closed = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, line(gap))
    return cv2.morphologyEx(closed, cv2.MORPH_OPEN, line(least))


def _rules(strokes: Picture, *, across: bool) -> list[Rule]:
    import cv2

    found: list[Rule] = []
    for x, y, width, height, _ in cv2.connectedComponentsWithStats(strokes)[2][1:].tolist():
        if across:
            found.append(Rule(True, y + height / 2, x, x + width))
        else:
            found.append(Rule(False, x + width / 2, y, y + height))
    return found


def _is_rule(rule: Rule, ink: Picture, scale: float) -> bool:
    """Whether there is ink all along and, but for crossing rules, none at the sides: a line of characters has some."""
    dots = ink if rule.across else ink.T
    at, low, high = round(rule.at), round(rule.low), round(rule.high)
    near, far = (round(side * scale) for side in _SIDE)
    below, above = dots[at + near : at + far, low:high], dots[max(at - far, 0) : max(at - near, 0), low:high]
    crowded = any(side.size and side.mean() > 255 * _CROWDED for side in (below, above))
    return not crowded and bool(dots[max(at - 2, 0) : at + 3, low:high].max(axis=0).mean() > 255 * _SOLID)


def _true_rules(rules: list[Rule], scale: float) -> list[Rule]:
    """The rules without strokes of large characters: short ones must meet others at their ends.

    Where a page ends within a row, nothing is there to meet: such rules end side by side with long ones.
    """
    sure = [rule for rule in rules if rule.high - rule.low >= _LONG * scale]
    near = _MEETS * scale

    def meets(rule: Rule, end: float) -> bool:
        return any(
            other.across != rule.across
            and abs(other.at - end) <= near
            and other.low - near <= rule.at <= other.high + near
            for other in sure
        )

    def is_cut(rule: Rule) -> bool:
        beside = [other for other in sure if other.across == rule.across and not rule.across]
        above = sum(abs(other.low - rule.low) <= near for other in beside) > 1
        below = sum(abs(other.high - rule.high) <= near for other in beside) > 1
        return (above and meets(rule, rule.high)) or (below and meets(rule, rule.low))

    short = [rule for rule in rules if rule.high - rule.low < _LONG * scale]
    return sure + [
        rule for rule in short if (meets(rule, rule.low) and meets(rule, rule.high)) or is_cut(rule)
    ]


def _cover(rules: list[Rule], strokes: Picture, scale: float) -> Picture:
    """255 where rules lie: along each, and where strokes near it show that it wavers or has blurred."""
    import cv2
    import numpy as np

    def along(half: int) -> Picture:
        cover = np.zeros(strokes.shape, dtype=np.uint8)
        for across, at, low, high in rules:
            a, b, c = round(at), round(low) - 2, round(high) + 2
            first, last = ((b, a - half), (c, a + half)) if across else ((a - half, b), (a + half, c))
            cv2.rectangle(cover, first, last, 255, -1)
        return cover

    wavering = cv2.dilate(cv2.bitwise_and(strokes, along(round(2.5 * scale))), np.ones((5, 5), np.uint8))
    return cv2.bitwise_or(along(max(2, round(1.2 * scale))), wavering)
