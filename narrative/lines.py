"""The prose lines of a text: everything outside the tables, without page numbers and running heads."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from .record import record

SPACE = r"\s\u200b-\u200f\u2028\u2029\u2060\ufeff\xad"
_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_GLUED_HEADING = re.compile(
    r"。(?=(?:第[一二三四五六七八九十]{1,2}部分|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)"
    r"[^，。；：\d\n]{0,40}?(?:情况说明|情况|说明|解释|结果)(?:[。：:\s]|$|20\d\d年))"
)
_ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"
_BLANK = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + _ZERO_WIDTH
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\xad]")
_MARKS = re.compile(rf"[{SPACE}]+|\*\*|__|`|\\(?=[.\-#*_()|])")
_MARKDOWN_LEAD = re.compile(r"(#{1,6})\s+|>\s*|[-*+•·]\s+")
_DASH_PAGE = re.compile(
    r"[-–—－─―·]{1,2}\d{1,3}[-–—－─―·]{1,2}$|第\d{1,3}页(?:[,，/]?共\d{1,3}页)?$"
    r"|\d{1,3}/\d{1,3}$|[Pp](?:age)?\.?\d{1,3}$"
)
_LONE_NUMBER = re.compile(r"\d\d{0,2}$")
_UNIT = re.compile(r"[万亿元%％个台辆人家项次批分年月日名笔户套.,，、。）)\d]")
_NUMBER_END = re.compile(r"[\d.,]$")
_SEAMS = (re.compile(r"[\u4e00-\u9fff][0-9A-Za-z]"), re.compile(r"[0-9A-Za-z%][\u4e00-\u9fff]"))
_PROSE = re.compile(r"[，。；]|\d[万亿]?元|[%％]")
_CELLS = re.compile(r"\t\s*\S|^\s*\||(?<![\d,])\d[\d,]{0,19}\.\d{1,6}\s{1,40}-?\d")
_LONE_AMOUNT = re.compile(r"-?\d[\d,]*\.\d+$|-?\d{1,3}(?:,\d{3})+$")


@record
class Line:
    """A line with ink on it: ``start``/``end`` without outer white space, ``flat`` without any white space.

    ``units`` is its printed width (a Hanzi is 2), ``indent`` the columns of white space before it, ``gap``
    whether a table or the start of the text precedes it, ``top`` whether it is the first of a page, ``cells``
    whether it looks like part of a table, ``hashes`` its level as a Markdown heading.
    """

    start: int
    end: int
    flat: str
    units: int
    indent: int
    gap: bool
    top: bool
    cells: bool
    hashes: int = 0


def prose_lines(text: str, gaps: Sequence[tuple[int, int]] = (), *, markdown: bool = False) -> list[Line]:
    """The lines of ``text`` outside the ``gaps`` (sorted ranges of tables), page furniture left out."""
    lines: list[Line] = []
    edges = [0, *(edge for gap in gaps for edge in gap), len(text)]
    for start, end in list(pairwise(edges))[::2]:
        lines += _region(text, start, end, markdown=markdown)
    return _without_furniture(lines)


def squeeze(text: str, *, markdown: bool = False) -> str:
    """``text`` without white space and, for Markdown, without marks of emphasis."""
    if markdown:
        return _MARKS.sub("", text)
    flat = "".join(text.split())
    return flat if flat.isascii() or not _INVISIBLE.search(flat) else _INVISIBLE.sub("", flat)


def printed_width(flat: str) -> int:
    """How wide ``flat`` is in print: a Hanzi is 2, a digit 1, the seam between the two half of one."""
    width = len(flat.encode("gbk", "replace"))
    if flat.isascii() or width == 2 * len(flat):
        return width
    return width + sum([len(seam.findall(flat)) for seam in _SEAMS]) // 2


def page_of(breaks: Sequence[int], index: int) -> int | None:
    """The page at ``index``, given the places of the form feeds; None if there are none."""
    return bisect_right(breaks, index) + 1 if breaks else None


def page_breaks(text: str) -> list[int]:
    """The places of the form feeds."""
    return [match.start() for match in re.finditer("\f", text)]


def _region(text: str, start: int, end: int, *, markdown: bool) -> list[Line]:
    """The lines of one stretch between tables."""
    found: list[Line] = []
    previous = start
    for first, last in _spans(text, start, end):
        raw = text[first:last]
        inked = raw.lstrip(_BLANK)
        if not inked:
            continue
        begin, hashes = last - len(inked), 0
        end = begin + len(inked.rstrip(_BLANK))
        lead_text = raw[: begin - first]
        if markdown and (lead := _MARKDOWN_LEAD.match(text, begin)):
            begin, hashes = min(lead.end(), end - 1), len(lead.group(1) or "")
        flat = squeeze(text[begin:end], markdown=markdown)
        if not flat:
            continue
        between = text[previous:first]
        found.append(
            Line(
                start=begin,
                end=end,
                flat=flat,
                units=printed_width(flat),
                indent=sum(2 if char == "\u3000" else 1 for char in lead_text),
                gap=not found,
                top="\f" in between or (lead_text == " " and between in {"\n", "\r\n"}),
                cells=_is_cells(raw, flat),
                hashes=hashes,
            )
        )
        previous = last
    return found


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch; a heading behind a sentence begins one of its own."""
    for match in _LINE.finditer(text, start, end):
        first, last = match.span()
        for glued in _GLUED_HEADING.finditer(text, first, last):
            yield first, glued.start() + 1
            first = glued.start() + 1
        yield first, last


def _is_cells(raw: str, flat: str) -> bool:
    """Whether a line is a row or a cell of a table rather than prose."""
    if "\t" in raw or "|" in raw or flat[0] in "-0123456789" or flat[-1].isdigit():
        return bool(_CELLS.search(raw)) or bool(_LONE_AMOUNT.match(flat))
    return False


def _without_furniture(lines: list[Line]) -> list[Line]:
    """The lines without page numbers and running heads, whose gap passes to the line after them."""
    heads = _running_heads(lines)
    kept: list[Line] = []
    gap = top = False
    for i, line in enumerate(lines):
        if _is_page_number(lines, i) or (line.flat in heads and _at_edge(lines, i)):
            gap, top = gap or line.gap, True
            continue
        if gap or top:
            line = replace(line, gap=line.gap or gap, top=line.top or top)
            gap = top = False
        kept.append(line)
    return kept


def _is_page_number(lines: list[Line], i: int) -> bool:
    flat = lines[i].flat
    if len(flat) > 12 or lines[i].hashes:
        return False
    if _DASH_PAGE.match(flat):
        return True
    if not _LONE_NUMBER.match(flat):
        return False
    before = lines[i - 1].flat if i else ""
    after = lines[i + 1].flat if i + 1 < len(lines) else ""
    return not (_UNIT.match(after) and not _NUMBER_END.search(before) and not before.endswith(("。", "；")))


def _running_heads(lines: list[Line]) -> set[str]:
    """Short lines that stand at page edges three times or more, and nowhere else."""
    counts = Counter(line.flat for line in lines if len(line.flat) < 40 and not _PROSE.search(line.flat))
    repeated = {flat for flat, count in counts.items() if count >= 3}
    if not repeated:
        return set()
    edges = Counter(line.flat for i, line in enumerate(lines) if line.flat in repeated and _at_edge(lines, i))
    return {flat for flat in repeated if edges[flat] >= 3 and edges[flat] == counts[flat]}


def _at_edge(lines: list[Line], i: int) -> bool:
    """Whether a line is the first or last of a page, page numbers aside."""
    if lines[i].top or lines[i].gap or i + 1 == len(lines) or lines[i + 1].top:
        return True
    return _is_page_number(lines, i - 1) or _is_page_number(lines, i + 1)
