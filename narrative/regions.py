"""Where tables with a title stand in a plain text: from the title line to the note under the table.

A region begins at a title line that is followed by words of a table head; it ends before the next title, the next
heading of prose, or the first line that reads like prose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import NamedTuple

from .beginnings import head_above, head_follows, starts_of
from .readers.document import Span
from .textlines import HEAD_WORDS, Line, is_note, is_part_heading, is_prose, says_empty
from .titles import is_table_number, kind_of, of_performance


class Marked(NamedTuple):
    """The lines ``first`` to ``last`` (exclusive) that the file marks as a table's rows, and its merged cells."""

    first: int
    last: int
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """The lines ``first`` to ``last`` (exclusive) that hold one table; ``body`` is the first line after the title.

    ``head`` are the lines of the table's head that stand above the title, as some PDFs print them.
    """

    first: int
    last: int
    body: int
    title: str
    kind: str
    head: tuple[int, int] = (0, 0)


_ORDER = "一二三四五六七八九十"
_CHAPTER = re.compile(rf"^(?:([{_ORDER}])(?=、)|（([{_ORDER}])(?=）))([、）])[^。；：，\d]{{2,40}}$")
_SUB_HEADING = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、])[^。；：，\d]{2,30}$")
_COUNTS = re.compile(r"^(?:[（(]?[二三][)）、.]?)?相关统计(?:数据?|指标|信息)[:：]?$")
_MARKED = re.compile(
    r" {0,3}(?:#{1,6}[ \t\u3000]*(?:[\u4e00-\u9fff（(]|\d{1,2}[.、．])|\*\*[（(]?[一二三四五六七八九十]{1,3}[、.．）)])"
)
"""A heading of Markdown: with #, or numbered and in bold."""


def find_regions(lines: list[Line]) -> list[Region]:
    """The regions of tables with a title, in order and without overlap."""
    starts = starts_of(lines)
    leads = [head_above(lines, first) for first, _, _ in starts]
    chapters = _chapters(lines)
    regions: list[Region] = []
    for position, (first, body, title) in enumerate(starts):
        head = (leads[position] + 1, first) if leads[position] < first else (0, 0)
        limit = leads[position + 1] if position + 1 < len(starts) else len(lines)
        kind = kind_of(title)
        long_cells = of_performance(kind) or kind == "unknown" or "运行信息" in title
        limit = _next_chapter(lines, chapters, first, limit)
        last = _end(lines, body, limit, long_cells=long_cells)
        if of_performance(kind):
            last = _cut_to_cells(lines, body, last)
        if _has_table(lines, body, last, least=2 if head == (0, 0) else 1):
            regions += _counts_apart(lines, Region(leads[position], last, body, title, kind, head))
    return regions


def _counts_apart(lines: list[Line], region: Region) -> list[Region]:
    """The region, of a table of 三公 parted from what is counted below its amounts (相关统计数)."""
    if region.kind != "three-public":
        return [region]
    at = next((i for i in range(region.body, region.last) if _COUNTS.match(lines[i].flat)), None)
    if at is None or not _has_table(lines, region.body, at, least=2) or not head_follows(lines, at + 1):
        return [region]
    title = lines[at].flat.rstrip(":：")
    return [replace(region, last=at), Region(at, region.last, at + 1, title, region.kind)]


def _end(lines: list[Line], body: int, limit: int, *, long_cells: bool) -> int:
    """The line after the table's last: its note is part of it."""
    last, noted = body, False
    for i in range(body, limit):
        flat = lines[i].flat
        if not flat:
            continue
        if is_part_heading(flat) and not (long_cells and not flat.startswith("第")):
            break
        if _is_marked_heading(lines[i]):
            break
        if is_note(flat):
            noted = True
        elif noted:
            if lines[last - 1].flat.endswith(("。", "！")) and not _continues_note(lines[i]):
                break
        elif not long_cells and is_prose(lines[i]):
            break
        last = i + 1
    return last


def _is_marked_heading(line: Line) -> bool:
    """Whether a line is a heading of Markdown (## 三、支出情况) and not the number or unit of a table."""
    if line.text[:1] not in {"#", "*", " "} or not _MARKED.match(line.text) or "|" in line.text:
        return False
    return not (
        is_table_number(line.text.lstrip("# *").rstrip("* ")) or "表" in line.flat or "单位" in line.flat[:12]
    )


def _chapters(lines: list[Line]) -> list[tuple[int, str, str]]:
    """The lines that read like headings of chapters (五、… or （五）…), with their mark and numeral."""
    numbered = (
        (i, line.flat) for i, line in enumerate(lines) if line.flat[1:2] == "、" or line.flat[2:3] == "）"
    )
    return [(i, match[3], match[1] or match[2]) for i, flat in numbered if (match := _CHAPTER.match(flat))]


def _next_chapter(lines: list[Line], chapters: list[tuple[int, str, str]], first: int, limit: int) -> int:
    """The line of the chapter after the one a table stands in: 六、 after 五、 above it, with prose under it.

    A table under （二） ends before （三）, too. Cells have lists of their own: 六、 behind a 五、 in the table is
    one of theirs.
    """
    behind = bisect_right(chapters, first, key=itemgetter(0))
    above: dict[str, str] = {}
    for _, mark, numeral in chapters[:behind]:
        above = {**above, mark: numeral} if mark == "）" else {mark: numeral}
    known = {(mark, numeral) for mark, numeral in above.items()}
    following = {
        (mark, _ORDER[_ORDER.index(numeral) + 1]) for mark, numeral in known if numeral != _ORDER[-1]
    }
    for i, mark, numeral in chapters[behind:]:
        if i >= limit:
            break
        if (mark, numeral) in known | following and "\t" not in lines[i].text:
            return i if (mark, numeral) in following and _prose_below(lines, i) else limit
    return limit


def _prose_below(lines: list[Line], i: int) -> bool:
    """Whether running text stands under a heading, be it under a heading of its own or wrapped over lines."""
    below = [line for line in lines[i + 1 : i + 8] if line.flat]
    while below and _SUB_HEADING.match(below[0].flat):
        below = below[1:]
    if not below or is_prose(below[0]):
        return bool(below)
    words = "".join(line.flat for line in below[:3])
    wrapped = len(below[0].flat) > 20 and not any(c in line.text for line in below[:3] for c in "\t|")
    return wrapped and "，" in words and "。" in words


def _cut_to_cells(lines: list[Line], body: int, last: int) -> int:
    """The end of a table whose cells each begin with a tab: nothing after its last such line is of the table."""
    led = [i for i in range(body, last) if lines[i].text.startswith("\t")]
    return led[-1] + 1 if len(led) > 20 and led[0] < body + 12 else last


def _continues_note(line: Line) -> bool:
    """Whether a line after a finished note still belongs to the table: another note, or the table going on."""
    return bool(re.match(r"^(?:\d+[.、]|[（(]\d|国（境）|公务用车)", line.flat)) or (
        not is_prose(line)
        and bool(re.match(r"^\d{3,7}[一-鿿]", line.flat))
        and bool(re.search(r"\d\.\d\d", line.text))
    )


def _has_table(lines: list[Line], body: int, last: int, *, least: int) -> bool:
    filled = [line for line in lines[body:last] if line.flat]
    if filled and says_empty(filled[-1]):
        return True
    return len(filled) >= least and any(HEAD_WORDS.search(line.flat) for line in filled)
