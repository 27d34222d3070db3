"""Which characters of a PDF page its clipping paths leave to be seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .pdf_calls import Floats, call
from .pdf_drawing import SEGMENTS, upright

if TYPE_CHECKING:
    from .pdf_page import Glyph

_EDGE = 2.0  # points: characters whose middle lies so near outside a path are seen


def unclipped(
    text: int, glyphs: list[Glyph], turn: int, corner: tuple[float, float], *, sure: bool
) -> list[Glyph]:
    """The characters of the text page ``text`` that no clipping path hides; ``corner`` is where the page begins.

    Asking costs time, so only the ends of a page's outer lines are asked about unless one of them is hidden or the
    page's edge hides any (``sure`` is false).
    """
    rows: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        rows.setdefault(round(glyph.y), []).append(glyph)
    order = sorted(rows)
    is_shown = _shown_in(text, turn, corner)
    outer = (rows[key] for key in (*order[:3], *order[-4:]))
    if sure and all(is_shown(row[0]) and is_shown(row[-1]) for row in outer):
        return glyphs
    shown: list[Glyph] = []
    for key in order:
        row = sorted(rows[key], key=lambda glyph: glyph.x0)
        told = [is_shown(glyph) for glyph in (row[0], row[-1], row[len(row) // 2])]
        if any(told):
            shown += row if all(told) else [glyph for glyph in row if is_shown(glyph)]
    return shown


def _shown_in(text: int, turn: int, corner: tuple[float, float]) -> Callable[[Glyph], bool]:
    """What tells whether the middle of a character lies within each of its clipping paths."""
    owner_of = call("FPDFText_GetTextObject", "handle", "handle", "number")
    clip_of = call("FPDFPageObj_GetClipPath", "handle", "handle")
    paths_of = call("FPDFClipPath_CountPaths", "number", "handle")
    left, top = corner

    def is_shown(glyph: Glyph) -> bool:
        owner = owner_of(text, glyph.place)
        clip = owner and clip_of(owner)
        x, y = upright(turn, (glyph.x0 + glyph.x1) / 2 + left, glyph.middle + top)
        return all(_is_within(clip, path, x, y) for path in range(paths_of(clip) if clip else 0))

    return is_shown


def _is_within(clip: int, path: int, x: float, y: float) -> bool:
    """Whether a point lies within the outline of a path."""
    segment_of = call("FPDFClipPath_GetPathSegment", "handle", "handle", "number", "number")
    point_of = call("FPDFPathSegment_GetPoint", "number", "handle", "handle", "handle")
    point = Floats(2)
    size = call("FPDFClipPath_CountPathSegments", "number", "handle", "number")(clip, path)
    xs, ys = [], []
    for s in range(min(size, SEGMENTS)):
        point_of(segment_of(clip, path, s), *point.places)
        xs.append(point.values[0])
        ys.append(point.values[1])
    return not xs or (min(xs) - _EDGE < x < max(xs) + _EDGE and min(ys) - _EDGE < y < max(ys) + _EDGE)
