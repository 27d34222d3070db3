"""Pages to a document: running heads and page numbers aside, paragraphs and tables joined over lines and pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..headings import head
from .document import Draft, Pieces
from .pdf_block import Block, appended, continues
from .pdf_columns import block_of, gone_on
from .pdf_lines import TextLine, needs_blank, pieces_of
from .pdf_runs import PRINTED, head_run

_PAGE = re.compile(
    r"[-–—－─―·]*\d{1,3}[-–—－─―·]*|第?\d{1,3}页?[,，/]?共?\d{1,3}页?|第\d{1,3}页|[Pp](?:age)?\.?\d{1,3}(?:of\d+)?"
)
_LEADER = re.compile(r"[.．…·•]{3,}[（(]?\d{0,3}[)）]?$")
_CONTINUED = re.compile(r"[（(]?续(?:表|\d)?[)）]?|\d+$")
_INNER = re.compile(r"[，。；：,;:]")
_ENDS = frozenset("。！？：:!?")
_OPEN = frozenset("，、,（(“‘《〔【")
_TOKEN = re.compile(r"[\w.,%]+[，。、；：！？）”%]*|.[，。、；：！？）”％]*", re.ASCII)
_EDGE = 0.13  # the part of a page's height at its ends where running heads and page numbers stand
_MOST = 0.78  # the part of the frame that a line without an end mark fills if the next one goes on with it
_NARROWEST = 0.68  # the part of a page's width that prose reaches at least, if there is enough of it to tell
_LEADS = 5  # the lines above a table that may be its title

Item = TextLine | Block


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines and tables of a page from top to bottom; ``blurred`` are characters not read with certainty."""

    page: int
    width: float
    height: float
    items: tuple[Item, ...]
    blurred: frozenset[int] = frozenset()


def without_furniture(sheets: Sequence[Sheet]) -> tuple[list[Sheet], int]:
    """The pages without running heads and page numbers, and how many lines those were."""
    edges = [_edge_lines(sheet) for sheet in sheets]
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for sheet, lines in zip(sheets, edges, strict=True):
        for line in lines:
            places[re.sub(r"\d+", "#", line.text), round(line.y / 8)].add(sheet.page)
    kept: list[Sheet] = []
    dropped = 0
    for sheet, lines in zip(sheets, edges, strict=True):
        aside = {
            id(line) for line in lines if _is_page_number(line) or _is_running(line, places, len(sheets))
        }
        dropped += len(aside)
        kept.append(replace(sheet, items=tuple(item for item in sheet.items if id(item) not in aside)))
    return kept, dropped


def _edge_lines(sheet: Sheet) -> list[TextLine]:
    """The lines near the upper and lower end that no other item lies beyond, but lines of that kind."""
    low, high = _EDGE * sheet.height, (1 - _EDGE) * sheet.height
    items = sheet.items
    found: list[TextLine] = []
    for order in (items[:3], items[::-1][:3]):
        for item in order:
            if not isinstance(item, TextLine) or low < item.y < high:
                break
            found.append(item)
    return found


def _is_page_number(line: TextLine) -> bool:
    return len(line.segments) < 4 and bool(_PAGE.fullmatch(line.text) or PRINTED.match(line.text))


def _is_running(line: TextLine, places: dict[tuple[str, int], set[int]], pages: int) -> bool:
    """Whether the same words stand at the same height of several pages; of a table's title, of most pages."""
    key, level = re.sub(r"\d+", "#", line.text), round(line.y / 8)
    seen = set().union(*(places.get((key, near), set()) for near in (level - 1, level, level + 1)))
    titled = key.endswith("表") or "单位" in key
    return len(seen) >= (max(5, 0.6 * pages) if titled else 3)


def _texts(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(_CONTINUED.sub("", item.text) for item in items if isinstance(item, TextLine))


def joined_tables(sheets: Sequence[Sheet]) -> list[Item]:
    """Everything in order, a table that goes on over pages once, at its first place."""
    flow: list[Item] = []
    open_at = -1  # the place in the flow of the table that may go on
    for sheet in sheets:
        first = next((i for i, item in enumerate(sheet.items) if isinstance(item, Block)), None)
        start = 0
        if first is not None and open_at >= 0:
            block, table = sheet.items[first], flow[open_at]
            between = (*_texts(flow[open_at + 1 :]), *_texts(sheet.items[:first]))
            whole = _whole(table, block, between)
            if whole is not None:
                flow[open_at] = whole
                start = first + 1
        if start == first == 0:
            start = _with_head_before(flow, sheet.items[0])
            open_at = len(flow) - 1 if start else open_at
        for item in sheet.items[start:]:
            if isinstance(item, Block):
                flow.append(replace(item, lead=_texts(flow[: -_LEADS - 1 : -1])))
                open_at = len(flow) - 1
            else:
                flow.append(item)
    return flow


def _with_head_before(flow: list[Item], block: Item) -> int:
    """Put a page's first table at the end of the flow with its head, where that stands on the page before; 1 if so."""
    if not isinstance(block, Block) or not block.runs or block.runs[0].data.index(True) > 3:
        return 0
    above = [item for item in flow[-_LEADS:] if isinstance(item, TextLine) and item.page == block.page - 1]
    if flow[-len(above) :] != above:
        return 0
    head = head_run(above, block.runs[0].lines[0].size)
    whole = head and block_of((head, *block.runs))
    if head is None or not whole:
        return 0
    del flow[-len(head.lines) :]
    flow.append(replace(whole, page=block.page, lead=_texts(flow[: -_LEADS - 1 : -1])))
    return 1


def _whole(table: Item, block: Item, between: Sequence[str]) -> Block | None:
    """The table with the part of it on the next page, None if that is another table.

    Between them there may be nothing but what stands above the table, too.
    """
    if not isinstance(table, Block) or not isinstance(block, Block) or block.page != table.page + 1:
        return None
    if not set(between) <= set(table.lead):
        return None
    if table.ruled:
        return appended(table, block) if continues(table, block) else None
    return gone_on(table, block)


@dataclass(frozen=True, slots=True)
class _Frame:
    """How the prose of pages of one width is set: its left and right end, whether first lines are set in."""

    left: float
    right: float
    outdented: bool


def _frames(flow: Sequence[Item], widths: dict[int, float]) -> dict[int, _Frame]:
    """The frame for each width of page, in whole points."""
    lines: dict[int, list[TextLine]] = defaultdict(list)
    for item in flow:
        if isinstance(item, TextLine) and len(item.text) > 12 and not _LEADER.search(item.text):
            lines[round(widths[item.page])].append(item)
    frames = {width: _frame(found) for width, found in lines.items()}
    return {width: frame for width, frame in frames.items() if frame.right > _NARROWEST * width}


def _frame(lines: Sequence[TextLine]) -> _Frame:
    """The frame of the lines set in the size of most: what stands about tables is often smaller and reaches farther."""
    usual = Counter(round(line.size) for line in lines).most_common(1)[0][0]
    lines = [line for line in lines if abs(line.size - usual) < 0.15 * usual]
    rights, lefts = (
        Counter(round(line.x1 / 6) for line in lines),
        Counter(round(line.x0 / 6) for line in lines),
    )
    need = min(3, max(1, len(lines) // 8))
    right = max(
        (k for k in rights if rights[k] + rights.get(k - 1, 0) + rights.get(k + 1, 0) >= need), default=0
    )
    left = min((k for k in lefts if lefts[k] + lefts.get(k + 1, 0) >= need), default=0)
    edge = max((line.x1 for line in lines if round(line.x1 / 6) <= right), default=0.0)
    start = min((line.x0 for line in lines if round(line.x0 / 6) >= left), default=0.0)
    set_in = sum(line.x0 - start > 1.4 * line.size for line in lines)
    return _Frame(start, edge, set_in * 12 > len(lines))


def write(draft: Draft, flow: Sequence[Item], widths: dict[int, float]) -> None:
    """Write the items into the document: a paragraph a line, a table row a line."""
    frames = _frames(flow, widths)
    group: list[TextLine] = []
    for item in flow:
        if isinstance(item, Block):
            _paragraph(draft, group)
            group = []
            draft.table(item.rows)
        else:
            if group and not _goes_on(group, item, frames.get(round(widths[item.page]))):
                _paragraph(draft, group)
                group = []
            group.append(item)
    _paragraph(draft, group)


def _paragraph(draft: Draft, group: Sequence[TextLine]) -> None:
    pieces: Pieces = []
    before = ""
    for line in group:
        glyphs = [glyph for segment in line.segments for glyph in segment.glyphs]
        if before and needs_blank(before, line.text):
            pieces.append((" ", ""))
        pieces += pieces_of(glyphs, line.page)
        before = line.text
    if pieces:
        draft.line(pieces)


def _goes_on(group: Sequence[TextLine], line: TextLine, frame: _Frame | None) -> bool:
    """Whether a line goes on with the paragraph of the lines before it."""
    last = group[-1]
    if frame is None or not _is_set_alike(last, line):
        return False
    if _LEADER.search(last.text) or _LEADER.search(line.text) or not _is_near(last, line):
        return False
    ended = last.text.rstrip("”’）)")[-1:] in _ENDS
    if last.x0 - frame.left > 4.5 * line.size or not _had_to_end(last, line, frame, ended=ended):
        return False
    if line.x0 - frame.left > 1.2 * line.size and (ended or abs(line.x0 - last.x0) > 1.2 * line.size):
        return False
    if last.text[-1:] in _OPEN:
        return True
    if ended and line.text.endswith("表"):
        return False
    return not (ended and not frame.outdented) and not _begins(
        line.text, 4 if ended or not frame.outdented else 3
    )


def _is_set_alike(last: TextLine, line: TextLine) -> bool:
    """Whether two lines are of one size; in lines full of digits, which may be lower, the width of Hanzi tells."""
    if abs(last.size - line.size) <= 0.15 * line.size:
        return True
    a, b = _em(last), _em(line)
    return a > 0 and abs(a - b) < 0.02 * a


def _em(line: TextLine) -> float:
    """The width of most Hanzi of a line, 0 if there are none."""
    wide = sorted(g.x1 - g.x0 for segment in line.segments for g in segment.glyphs if g.char > "\u4dff")
    return wide[len(wide) // 2] if wide else 0.0


def _begins(text: str, level: int) -> bool:
    """Whether a text starts with a heading's numeral of at most this level."""
    found = head(text)
    return found is not None and found.level <= level


def _is_near(last: TextLine, line: TextLine) -> bool:
    if last.page != line.page:
        return line.page == last.page + 1
    return 0 < line.y - last.y < 3.2 * line.size


def _had_to_end(last: TextLine, line: TextLine, frame: _Frame, *, ended: bool) -> bool:
    """Whether the last line had no room for the first word of this one.

    A long line that ends in mid-sentence need not reach the frame's end: some paragraphs are set narrower. A title
    is no such line: it has no marks within.
    """
    long = last.x1 - frame.left > _MOST * (frame.right - frame.left)
    if long and not ended and _INNER.search(last.text) and line.x0 < last.x0 + 0.8 * line.size:
        return True
    token = _TOKEN.match(line.text)
    count = len(token.group()) if token else 1
    glyphs = line.segments[0].glyphs[:count]
    need = glyphs[-1].x1 - glyphs[0].x0
    return last.x1 + need > frame.right - 0.6 * line.size
