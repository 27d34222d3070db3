"""Charts as SVG text: dots with their intervals, and bars. No fonts, scripts or colours from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

WIDTH, LABEL, VALUE, ROW, TOP, AXIS = 740, 190, 170, 24, 8, 34
"""Pixels: the whole width, the label's and the value's columns, a row, the space above, and the axis below."""


class Dot(NamedTuple):
    """A row of a chart of intervals; NaN ends are not drawn."""

    label: str
    rate: float
    low: float
    high: float
    note: str


def intervals(dots: Sequence[Dot], *, title: str, percent: bool) -> str:
    """Dots with their intervals, one below the other, on an axis that begins at 0."""
    known = [dot for dot in dots if math.isfinite(dot.rate)]
    most = max((value for dot in known for value in dot[1:4] if math.isfinite(value)), default=0.0)
    ticks = _ticks(min(most, 1.0) if percent else most)
    height = TOP + ROW * len(known) + AXIS
    parts = list(_axis(ticks, height, percent=percent))
    for i, dot in enumerate(known):
        y = TOP + ROW * i + ROW / 2
        parts.append(_text(LABEL - 10, y + 4, dot.label, "end"))
        if math.isfinite(dot.low) and math.isfinite(dot.high):
            low, high = _x(dot.low, ticks[-1]), _x(min(dot.high, ticks[-1]), ticks[-1])
            parts.append(f'<line class="interval" x1="{low:.1f}" y1="{y}" x2="{high:.1f}" y2="{y}"/>')
        parts.append(f'<circle class="dot" cx="{_x(dot.rate, ticks[-1]):.1f}" cy="{y}" r="4.5"/>')
        parts.append(_text(WIDTH - VALUE + 14, y + 4, dot.note, "start", "note"))
    return _svg(parts, height, title)


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
        parts.append(_text(x + step / 2, base - tall - 4, f"{value:.1%}", "middle", "note"))
    if expected is not None:
        y = base - (base - top) * expected / most
        parts.append(f'<line class="expected" x1="40" y1="{y:.1f}" x2="{WIDTH - 20}" y2="{y:.1f}"/>')
    return _svg(parts, height, title)


def _axis(ticks: Sequence[float], height: int, *, percent: bool) -> Iterator[str]:
    bottom = height - AXIS + 6
    for tick in ticks:
        x = _x(tick, ticks[-1])
        yield f'<line class="grid" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{bottom}"/>'
        yield _text(x, bottom + 16, f"{tick:.0%}" if percent else f"{tick:g}", "middle", "note")


def _x(value: float, most: float) -> float:
    return LABEL + (WIDTH - LABEL - VALUE) * value / most


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
