"""Charts as SVG text: dots with their intervals, and bars. No fonts, scripts or colours from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

WIDTH, LABEL, VALUE, COUNT, ROW, TOP, AXIS = 840, 200, 145, 155, 22, 26, 34
"""Pixels: the whole width, the columns of labels, rates and counts, a row, the space above, and the axis below."""
LONGEST = 30
"""Halves of a character that fit the column of labels: Hanzi take two, Latin letters one."""


class Dot(NamedTuple):
    """A row of a chart of intervals; NaN ends are not drawn. ``note`` is the rate in words, ``of`` what it is of."""

    label: str
    rate: float
    low: float
    high: float
    note: str
    of: str = ""


class Group(NamedTuple):
    """Rows of a chart that belong together, under a heading of their own if there is one."""

    title: str
    dots: Sequence[Dot]


def intervals(
    groups: Sequence[Group], *, title: str, percent: bool, heads: tuple[str, str], reference: float = math.nan
) -> str:
    """Dots with their intervals, one below the other, on an axis that begins at 0.

    ``heads`` name the columns of rates and counts; a dashed line stands at ``reference``.
    """
    known = [Group(group.title, [dot for dot in group.dots if math.isfinite(dot.rate)]) for group in groups]
    known = [group for group in known if group.dots]
    dots = [dot for group in known for dot in group.dots]
    most = max((value for dot in dots for value in dot[1:4] if math.isfinite(value)), default=0.0)
    ticks = _ticks(min(most, 1.0) if percent else most)
    height = TOP + ROW * (len(dots) + sum(bool(group.title) for group in known)) + AXIS
    parts = list(_axis(ticks, height, percent=percent))
    parts.append(_text(WIDTH - VALUE - COUNT + 14, TOP - 10, heads[0], "start", "head"))
    parts.append(_text(WIDTH, TOP - 10, heads[1], "end", "head"))
    if math.isfinite(reference):
        x = _x(min(reference, ticks[-1]), ticks[-1])
        parts.append(
            f'<line class="expected" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{height - AXIS + 6}"/>'
        )
    y = TOP + ROW / 2
    for group in known:
        if group.title:
            parts.append(_text(0, y + 4, group.title, "start", "head"))
            y += ROW
        for dot in group.dots:
            parts += _row(dot, y, ticks[-1], indent=14 if group.title else 0)
            y += ROW
    return _svg(parts, height, title)


def _row(dot: Dot, y: float, most: float, *, indent: int) -> Iterator[str]:
    yield _text(indent, y + 4, shortened(dot.label), "start")
    if math.isfinite(dot.low) and math.isfinite(dot.high):
        low, high = _x(dot.low, most), _x(min(dot.high, most), most)
        yield f'<line class="interval" x1="{low:.1f}" y1="{y}" x2="{high:.1f}" y2="{y}"/>'
    yield f'<circle class="dot" cx="{_x(dot.rate, most):.1f}" cy="{y}" r="4"/>'
    yield _text(WIDTH - VALUE - COUNT + 14, y + 4, dot.note, "start", "note")
    yield _text(WIDTH, y + 4, dot.of, "end", "note")


def shortened(label: str) -> str:
    """A label that fits its column: the end tells more than the middle (amounts as in the tables: purchases)."""
    if sum(map(_halves, label)) <= LONGEST:
        return label
    begin, end = label[: LONGEST // 5], label
    while sum(map(_halves, begin + end)) > LONGEST - 2:
        end = end[1:]
    return f"{begin.rstrip()}…{end.lstrip()}"


def _halves(character: str) -> int:
    return 1 if character < "\u2000" else 2


def bars(values: Sequence[tuple[str, float]], *, title: str, expected: float | None = None) -> str:
    """Upright bars of shares, with a line where they would all end if nothing were special."""
    height, base, top = 220, 186, 12
    most = max([value for _, value in values] + [expected or 0.0, 0.01])
    step = (WIDTH - 60) / max(len(values), 1)
    parts = []
    for i, (label, value) in enumerate(values):
        x, tall = 40 + i * step, (base - top) * value / most
        parts.append(
            f'<rect class="bar" x="{x + step * 0.15:.1f}" y="{base - tall:.1f}" width="{step * 0.7:.1f}" '
            f'height="{tall:.1f}"/>'
        )
        parts.append(_text(x + step / 2, base + 17, label, "middle"))
        inside = tall > 24
        y = base - tall + (15 if inside else -4)
        parts.append(_text(x + step / 2, y, f"{value:.1%}", "middle", "inside" if inside else "note"))
    if expected is not None:
        y = base - (base - top) * expected / most
        parts.append(f'<line class="expected" x1="40" y1="{y:.1f}" x2="{WIDTH - 20}" y2="{y:.1f}"/>')
    return _svg(parts, height, title)


def _axis(ticks: Sequence[float], height: int, *, percent: bool) -> Iterator[str]:
    bottom = height - AXIS + 6
    places = 0 if all(round(100 * tick, 6).is_integer() for tick in ticks) else 1
    for tick in ticks:
        x = _x(tick, ticks[-1])
        yield f'<line class="grid" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{bottom}"/>'
        yield _text(x, bottom + 16, f"{tick:.{places}%}" if percent else f"{tick:g}", "middle", "note")


def _x(value: float, most: float) -> float:
    return LABEL + (WIDTH - LABEL - VALUE - COUNT) * value / most


def _ticks(most: float) -> list[float]:
    """Round numbers from 0 to at least ``most``."""
    if most <= 0 or not math.isfinite(most):
        return [0.0, 1.0]
    rough = most / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    return [round(step * i, 10) for i in range(math.ceil(most / step - 0.001) + 1)]


def _text(x: float, y: float, text: str, anchor: str, kind: str = "label") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(parts: Sequence[str], height: int, title: str) -> str:
    name = escape(title)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{name}" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{name}</title>{''.join(parts)}</svg>"
    )
