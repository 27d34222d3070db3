"""Wrapped lines joined to blocks (headings and paragraphs), and a block's logical text with its offsets.

Blank lines mean nothing here: extracted texts have them between all lines or between none. What decides
is whether a line ends a sentence, whether it is as long as a line can be, and whether the next one starts
something new.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .headings import (
    CONTINUES,
    FIELD,
    STARTS,
    STRONG_END,
    WEAK_END,
    head,
    is_annex_name,
    is_bare_heading,
    is_item_head,
    is_leader,
    is_title_like,
    plain_title,
)
from .lines import SPACE, Line, prose_lines
from .record import record
from .wrapping import INDENTED, Measure, is_ended, is_full, measure

_OPEN_ENDS = tuple("，、,（(“‘《〔【第")
_NO_START = frozenset("，。、；：！？）)”’》」】％%,;")
_REMAINDER = re.compile(
    r"(?:.{0,4}情况)?(?:的)?说?明[。：]?$|.{0,3}(?:概况|情况|解释|释|况|职能|职责)[。：]?$"
)
_EXPLAINED = re.compile(r"的?(?:情况)?说明[。：]?$")
_TITLES = frozenset(("名词解释", "情况说明"))
_COMPLETE = tuple("元%％个台辆人次批家项套名分)）")
_CONTENTS = frozenset(("目录", "目次"))
_LABEL = re.compile(r"(?:部门|单位|编制|填报|日期|时间|联系)[\w（）()]{0,8}[：:]")
_KEPT = re.compile(rf"[^{SPACE}]+")
_KEPT_MARKDOWN = re.compile(rf"(?:[^{SPACE}*_`\\]|\*(?!\*)(?<!\*\*)|_(?!_)(?<!__)|\\(?![.\-#*_()|]))+")
_TITLE_LINES = 6  # the most lines that a title runs over
_TITLE_LENGTH = 75  # and the most characters
_NUMBERISH = frozenset("0123456789.,%")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_BLANKED = _NUMBERISH | _LETTERS


@record
class Block:
    """A heading or a paragraph: the places of its lines and its text without white space.

    ``title`` tells whether it is nothing but a heading; ``gap`` whether a table stands before it.
    """

    ranges: tuple[tuple[int, int], ...]
    flat: str
    title: bool
    gap: bool
    top: bool
    hashes: int = 0

    @property
    def start(self) -> int:
        """Where the block starts in the text."""
        return self.ranges[0][0]

    @property
    def end(self) -> int:
        """Where the block ends in the text."""
        return self.ranges[-1][1]


def blocks(text: str, gaps: Sequence[tuple[int, int]] = (), *, markdown: bool = False) -> list[Block]:
    """The headings and paragraphs of ``text`` outside the ``gaps`` (ranges of its tables)."""
    lines = prose_lines(text, gaps, markdown=markdown)
    found: list[Block] = []
    for segment in _segments(lines):
        wrap = measure(segment)
        group: list[Line] = []
        for line in segment:
            if group and _breaks(group, line, wrap):
                found.append(_block(group))
                group = []
            group.append(line)
        found.append(_block(group))
    return found


def logical(
    text: str, ranges: Sequence[tuple[int, int]], *, markdown: bool = False
) -> tuple[str, tuple[int, ...]]:
    """The text of the ranges without white space, and each character's place.

    One blank is kept, at the place of the first one dropped, between two digits and two Latin letters; a number
    that the end of a line cuts in two is whole again.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    kept = _KEPT_MARKDOWN if markdown else _KEPT
    last, after = "", -1
    for start, end in ranges:
        cut = after >= 0 and _cuts_number(text[max(0, after - 16) : after], text[start : start + 6].lstrip())
        for match in kept.finditer(text, start, end):
            piece, place = match.group(), match.start()
            blank = last in _BLANKED and place > after >= 0 and text[after].isspace() and not cut
            cut = False
            if blank and _keeps_blank(last, piece[0]):
                pieces.append(" ")
                offsets.append(after)
            pieces.append(piece)
            after = match.end()
            offsets.extend(range(place, after))
            last = piece[-1]
    return "".join(pieces), tuple(offsets)


def _cuts_number(before: str, after: str) -> bool:
    """Whether a line ends within a number that goes on in the next; cents end one, a year begins another."""
    if not after or before[-1:] not in _NUMBERISH or before[-1:] == "%" or after[0] not in _NUMBERISH:
        return False
    return not (re.search(r"\.\d\d$", before) or re.match(r"20\d\d年", after))


def _keeps_blank(before: str, after: str) -> bool:
    """A percent sign belongs to the number before it: 98.80 % is 98.80%."""
    return (before in _NUMBERISH and after in _NUMBERISH - {"%"}) or (
        before in _LETTERS and after in _LETTERS
    )


def _segments(lines: list[Line]) -> list[list[Line]]:
    """The lines in runs between tables."""
    runs: list[list[Line]] = []
    for line in lines:
        if line.gap or not runs:
            runs.append([])
        runs[-1].append(line)
    return runs


def _block(group: list[Line]) -> Block:
    flat = "".join(line.flat for line in group)
    return Block(
        ranges=tuple((line.start, line.end) for line in group),
        flat=flat,
        title=bool(group[0].hashes) or _is_title(flat),
        gap=group[0].gap,
        top=group[0].top,
        hashes=group[0].hashes,
    )


def _is_title(flat: str) -> bool:
    """Whether a whole block is nothing but a heading."""
    numbered = head(flat)
    if numbered is None:
        return is_bare_heading(flat)
    title = flat[numbered.cut :]
    if numbered.level == 1:
        return not title or is_title_like(title, longest=60)
    name = plain_title(title)
    if is_item_head(name):
        return True
    if not is_title_like(title):
        return False
    if STRONG_END.search(name):
        return True
    if flat.endswith(("：", ":")) and numbered.level > 2:
        return False
    if WEAK_END.search(name):
        return len(name) <= 40
    return numbered.level <= 3 and len(name) <= 25 and not is_ended(flat)


def _breaks(group: list[Line], line: Line, wrap: Measure) -> bool:
    """Whether ``line`` starts a new block after the lines of ``group``."""
    last = group[-1]
    if line.hashes or last.hashes or line.cells or last.cells:
        return True
    if _stands_alone(line.flat) or _stands_alone(last.flat) or FIELD.match(line.flat):
        return True
    if line.flat[0] in _NO_START:
        return False
    flat = last.flat if len(group) == 1 else "".join(each.flat for each in group[:_TITLE_LINES])
    if head(line.flat):
        return not (last.flat.endswith(_OPEN_ENDS) or _names_a_kind(last, line))
    if _indented(group, line, wrap):
        return not last.flat.endswith(_OPEN_ENDS) and not _wants_title(flat, line)
    if len(flat) <= _TITLE_LENGTH and _is_complete_heading(flat, group, line, wrap):
        return True
    if is_ended(last.flat) and not last.flat.endswith(("；", ";")):
        if is_bare_heading(line.flat):
            return True
        return not is_full(group, line, wrap) or _LABEL.match(line.flat) is not None
    return _breaks_open(group, line, wrap)


def _names_a_kind(last: Line, line: Line) -> bool:
    """Whether a line goes on with the number in a name of the economic 科目: 机关资本性支出（一）0.85万元."""
    return last.flat.endswith("资本性支出") and line.flat.startswith(("（一）", "（二）", "(一)", "(二)"))


def _stands_alone(flat: str) -> bool:
    """Whether a line belongs to no other: the word 目录, a line of the contents, the name of an annex."""
    return flat in _CONTENTS or is_leader(flat) or is_annex_name(flat)


def _breaks_open(group: list[Line], line: Line, wrap: Measure) -> bool:
    """Whether ``line`` starts a block although the line before ends in mid-sentence or without a mark."""
    last = group[-1]
    if last.flat.endswith(_OPEN_ENDS):
        return False
    if _LABEL.match(last.flat) and len(group) == 1:
        return True
    if is_full(group, line, wrap):
        return False
    if is_bare_heading(line.flat) and (line.top or len(line.flat) > 5 or line.flat in _TITLES):
        return True
    return last.units >= 24 and last.flat.endswith(_COMPLETE) and bool(STARTS.match(line.flat))


def _indented(group: list[Line], line: Line, wrap: Measure) -> bool:
    """Whether ``line`` is set in as the first line of a paragraph is."""
    return line.indent >= INDENTED and (wrap.outdented or line.indent > group[-1].indent + 2)


def _wants_title(flat: str, line: Line) -> bool:
    """Whether ``flat`` is a part's numeral alone or a title whose rest is in ``line``."""
    numbered = head(flat)
    if numbered is None or numbered.level > 1:
        return False
    rest = flat[numbered.cut :]
    if not rest:
        return is_title_like(line.flat)
    return not STRONG_END.search(rest) and len(line.flat) <= 8 and bool(_REMAINDER.match(line.flat))


def _is_complete_heading(flat: str, group: list[Line], line: Line, wrap: Measure) -> bool:
    """Whether ``flat`` is a whole heading, so that ``line`` stands under it."""
    numbered = head(flat)
    title = flat[numbered.cut :] if numbered else flat
    if not title:
        return not is_title_like(line.flat)
    if not is_title_like(title) or flat.endswith(_OPEN_ENDS):
        return False
    if _wants_title(flat, line):
        return False
    name = plain_title(title)
    remainder = len(line.flat) <= 8 and bool(_REMAINDER.match(line.flat))
    whole = STRONG_END.search(name) and not (name.endswith("情况") and _EXPLAINED.match(line.flat))
    if numbered is None:
        return is_bare_heading(flat) and (bool(whole) or not remainder) and not CONTINUES.match(line.flat)
    if remainder and not whole:
        return False
    short = len(group) == 1 and group[-1].units < (32 if numbered.level <= 3 else 24)
    if CONTINUES.match(line.flat) and not (short and whole):
        return False
    if STRONG_END.search(name):
        return True
    if short:
        return True
    if wrap.width:
        return not is_full(group, line, wrap) and (numbered.level <= 3 or bool(WEAK_END.search(name)))
    return bool(WEAK_END.search(name)) and bool(STARTS.match(line.flat))
