"""Tables ruled from side to side only: the stretches of a page between rules of one length, and the rules in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .pdf_drawing import Rule
from .pdf_grid import Grid, merged
from .pdf_lines import TextLine

_SAME = 6.0  # points that the ends of rules of one table lie apart
_LEAST = 90.0  # points: shorter rules are no table's
_MOST = 0.4  # the part of a frame's width that an interrupted rule covers
_FEWEST = 3  # rules of one length that are a table: above the head, below it, below the last row


@dataclass(frozen=True, slots=True)
class Frame:
    """Rules of one length ``ys`` from top to bottom, and the shorter ones between them: those of heads.

    ``broken`` are the parts of those rules that merged cells interrupt.
    """

    ys: tuple[float, ...]
    shorter: tuple[Rule, ...] = ()
    broken: tuple[Rule, ...] = ()

    def is_cut(self, level: int) -> bool:
        """Whether shorter rules stand below this many long ones and above the next."""
        if not 0 < level < len(self.ys):
            return False
        return any(self.ys[level - 1] < rule.at < self.ys[level] for rule in self.shorter)

    def level(self, x: float, y: float, size: float) -> tuple[int, int]:
        """How many rules stand above words: long ones, and shorter ones below the last of these.

        Words beside the parts of an interrupted rule are of the upper of the cells merged there.
        """
        long = bisect_right(self.ys, y)
        if long and y - self.ys[long - 1] < size / 2:
            parts = [rule for rule in self.broken if rule.at == self.ys[long - 1]]
            long -= bool(parts) and not any(rule.low <= x <= rule.high for rule in parts)
        top = self.ys[long - 1] if long else -1.0
        return long, sum(top < rule.at < y and rule.low <= x <= rule.high for rule in self.shorter)

    def is_over(self, low: float, high: float, y: float, size: float) -> Rule | None:
        """The shorter rule right below words, wider than they are: it stands over the columns they name."""
        near = (r for r in self.shorter if y < r.at < y + size and r.low <= low and high <= r.high)
        return next(near, None)


OPEN = Frame(())
"""No rules at all."""


def frames_of(rules: Sequence[Rule], grids: Sequence[Grid]) -> list[Frame]:
    """The frames of a page, without what belongs to tables with rules in both directions."""
    loose = [
        rule
        for rule in merged([rule for rule in rules if rule.across and rule.high - rule.low > _SAME])
        if not any(_is_in(rule, grid) for grid in grids)
    ]
    groups: list[list[Rule]] = []
    for rule in loose:
        if rule.high - rule.low < _LEAST:
            continue
        own = next((group for group in groups if _is_alike(group[0], rule)), None)
        if own is None:
            groups.append([rule])
        else:
            own.append(rule)
    return [_frame(group, loose) for group in groups if len(group) >= _FEWEST]


def _is_in(rule: Rule, grid: Grid) -> bool:
    within = grid.ys[0] - _SAME < rule.at < grid.ys[-1] + _SAME
    return within and rule.low < grid.xs[-1] and rule.high > grid.xs[0]


def _is_alike(a: Rule, b: Rule) -> bool:
    return abs(a.low - b.low) < _SAME and abs(a.high - b.high) < _SAME


def _frame(group: Sequence[Rule], loose: Sequence[Rule]) -> Frame:
    """The frame of rules of one length; those that merged cells interrupt are as good as whole ones."""
    low, high = group[0].low, group[0].high
    ys = [rule.at for rule in group]
    within: dict[float, list[Rule]] = {}
    for rule in loose:
        inside = ys[0] < rule.at < ys[-1] and low - _SAME < rule.low and rule.high < high + _SAME
        if inside and rule.at not in ys:
            within.setdefault(rule.at, []).append(rule)
    whole = {at for at, parts in within.items() if _is_whole(parts, low, high)}
    shorter = tuple(rule for at, parts in within.items() if at not in whole for rule in parts)
    broken = tuple(rule for at in whole for rule in within[at])
    return Frame(tuple(sorted((*ys, *whole))), shorter, broken)


def _is_whole(parts: Sequence[Rule], low: float, high: float) -> bool:
    """Whether a rule reaches from side to side but for what merged cells interrupt."""
    ends = parts[0].low - low < _SAME and high - parts[-1].high < _SAME
    return ends and sum(part.high - part.low for part in parts) > _MOST * (high - low)


def stretches_in(
    frame: Frame, lines: Sequence[TextLine], is_plain: Callable[[int], bool]
) -> list[tuple[int, int, Frame]]:
    """The lines of each table in a frame, and its rules: what stands between two rules and is prose parts tables."""
    middles = [line.y - 0.3 * line.size for line in lines]
    found: list[tuple[int, int, Frame]] = []
    ys: list[float] = []
    for top, bottom in pairwise(frame.ys):
        inside = range(bisect_right(middles, top), bisect_right(middles, bottom))
        if all(is_plain(i) for i in inside):
            ys = [*(ys or [top]), bottom]
            continue
        found += _stretch(ys, middles, frame)
        ys = []
    return found + _stretch(ys, middles, frame)


def _stretch(ys: list[float], middles: list[float], frame: Frame) -> list[tuple[int, int, Frame]]:
    if len(ys) < _FEWEST:
        return []
    first, last = bisect_right(middles, ys[0]), bisect_right(middles, ys[-1])
    return [(first, last, replace(frame, ys=tuple(ys)))] if last > first else []
