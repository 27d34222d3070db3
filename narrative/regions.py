"""Where tables with a title stand in a plain text: from the title line to the note under the table.

A region begins at a title line that is followed by words of a table head; it ends before the next title, the next
heading of prose, or the first line that reads like prose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from .lexicon import table_titles
from .readers.document import Span
from .record import record
from .titles import in_contents, is_table_number, is_title, kind_of, squeeze, title_text, torn_title


@record
class Line:
    """One line of the text without its line end; ``flat`` is it without white space."""

    start: int
    end: int
    text: str
    flat: str


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


HEAD_WORDS = re.compile(
    r"单位[:：](?:人民币)?[百千万亿]*元|栏次|行次|项目|科目(?:编码|代码|名称)|金额|决算数|预算数|年初预算|全年预算|执行数|"
    r"合计|小计|总计|一级指标|三级指标|分值|部门名称|单位名称|项目名称|名称|[\d,]+\.\d\d"
)
_PART = re.compile(r"^第[一二三四五六七八九十]+部分|^(?:目录|名词解释)$")
_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+[章节部分条]).{0,60}"
    r"(?:说明|解释|情况|职责|职能|设置|概况|构成)(?:[:：。].*)?$|(?:情况说明|情况的说明|名词解释)$"
)
_NOTE = re.compile(
    r"^(?:[（(]?(?:备?注|说明)[0-9]?[)）]?[:：.]|备注(?=.)|[0-9][.、．](?:本表|报表|表中)|本表|本(?:部门|单位)\d*年*(?:度)?(?:没有|无)|我(?:部门|单位).{0,12}(?:没有|无)|.{0,40}故本表|无.{0,40}(?:保留|填报))"
)
_ORDER = "一二三四五六七八九十"
_CHAPTER = re.compile(rf"^(?:([{_ORDER}])(?=、)|（([{_ORDER}])(?=）))([、）])[^。；：，\d]{{2,40}}$")
_SUB_HEADING = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、])[^。；：，\d]{2,30}$")
_COUNTS = re.compile(r"^(?:[（(]?[二三][)）、.]?)?相关统计(?:数据?|指标|信息)[:：]?$")
_EMPTY = re.compile(r"本表(?:为空|无数|没有数|空)")
"""What a note says under a title that nothing else stands under."""
_LINE_END = re.compile(r"\r\n|\n|\r|\x0c|\u2028|\u2029")
_UNIT_ONLY = re.compile(
    r"^(?:(?:编制|填报)?(?:部门|单位)(?:(?:编码|代码)[及和])?(?:名称)?[:：].{2,40}|[一-鿿（）]{3,29}[局委厅院校所站处会部办心府队团社室])?"
    r"(?:金额)?单位[:：](?:人民币)?[百千万亿]*元$"
)
_NUMBER_AND_UNIT = re.compile(r"^公开\d+(?:-\d+)?表.*单位[:：](?:人民币)?[百千万亿]*元$")
_AMOUNT = re.compile(r"\d\.\d\d|[。；]|^—?\d{1,3}—?$")
_APART = re.compile(r"\S {2,80}-?[\d,]{1,20}\.\d\d {2,80}\S")
_AMOUNTS = re.compile(r"\d\.\d\d\s+[\d-]")
_OUTLINED = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(]|\d+[.、．])")
_NO_TITLE_ABOVE = re.compile(r"[:：。；，]|\d\.\d|表$")
_UNTITLED = ("经费", "预算", "决算", "情况", "总体")
_LONGEST_UNTITLED = 32


def split_lines(text: str) -> list[Line]:
    """The lines of the text; form feeds end a line, too."""
    lines, start = [], 0
    for line in _LINE_END.split(text):
        end = start + len(line)
        lines.append(Line(start, end, line, squeeze(line) if line else ""))
        start = end + (2 if text.startswith("\r\n", end) else 1)
    return lines


@lru_cache(maxsize=8192)
def is_part_heading(flat: str) -> bool:
    """Whether a squeezed line begins a part (第三部分 …) or is a heading of prose."""
    return bool(_PART.match(flat)) or (
        len(flat) < 60 and bool(_HEADING.search(flat)) and "表" not in flat[-3:]
    )


@lru_cache(maxsize=8192)
def is_note(flat: str) -> bool:
    """Whether a squeezed line is a note under a table."""
    return bool(_NOTE.match(flat))


def is_prose(line: Line) -> bool:
    """Whether a line reads like running text rather than like cells."""
    flat, text = line.flat, line.text
    if not (len(flat) > 12 and (flat.endswith(("。", "；", "，")) or "。" in flat)) and not (
        len(flat) > 34 and "，" in flat and not _AMOUNTS.search(text)
    ):
        return False
    return "\t" not in text and "|" not in text and not ("  " in text and _APART.search(text))


def find_regions(lines: list[Line]) -> list[Region]:
    """The regions of tables with a title, in order and without overlap."""
    starts = _starts(lines)
    leads = [_head_above(lines, first) for first, _, _ in starts]
    chapters = _chapters(lines)
    regions: list[Region] = []
    for position, (first, body, title) in enumerate(starts):
        head = (leads[position] + 1, first) if leads[position] < first else (0, 0)
        limit = leads[position + 1] if position + 1 < len(starts) else len(lines)
        kind = kind_of(title)
        long_cells = kind.startswith("performance") or kind == "unknown" or "运行信息" in title
        limit = _next_chapter(lines, chapters, first, limit)
        last = _end(lines, body, limit, long_cells=long_cells)
        if kind.startswith("performance"):
            last = _cut_to_cells(lines, body, last)
        if _has_table(lines, body, last, least=2 if head == (0, 0) else 1):
            regions += _counts_apart(lines, Region(leads[position], last, body, title, kind, head))
    return regions


def _counts_apart(lines: list[Line], region: Region) -> list[Region]:
    """The region, of a table of 三公 parted from what is counted below its amounts (相关统计数)."""
    if region.kind != "three-public":
        return [region]
    at = next((i for i in range(region.body, region.last) if _COUNTS.match(lines[i].flat)), None)
    if at is None or not _has_table(lines, region.body, at, least=2) or not _head_follows(lines, at + 1):
        return [region]
    title = lines[at].flat.rstrip(":：")
    return [replace(region, last=at), Region(at, region.last, at + 1, title, region.kind)]


def _starts(lines: list[Line]) -> list[tuple[int, int, str]]:
    """(first line, first line after the title, title) of every title with a table under it."""
    found = []
    numbered = _below_numbers(lines)
    for i, line in enumerate(lines):
        text, after = line.text, i + 1
        if (
            not line.flat
            or len(line.flat) > 60
            or not ("表" in text or "清单" in text or i in numbered or _may_be_untitled(line.flat))
        ):
            continue
        whole = torn_title(_flat_above(lines, i), line.flat) if "表" in text else ""
        if whole and _head_follows(lines, after):
            found.append((_with_lead(lines, _above(lines, i)), after, title_text(whole)))
            continue
        named = is_title(text) or ((i in numbered or _above_unit(lines, i)) and _titles_a_table(line.flat))
        if not named:
            continue
        if not in_contents(text) and _head_follows(lines, after):
            found.append((_with_lead(lines, i), after, title_text(text)))
    return found


def _may_be_untitled(flat: str) -> bool:
    return len(flat) <= _LONGEST_UNTITLED and flat.endswith(_UNTITLED)


def _head_above(lines: list[Line], title: int) -> int:
    """The line 公开05表 … 单位：万元 that begins a head printed above its title; the title's own line if none does.

    Between the two stand words of a head alone: no amount, no sentence, no number of a page.
    """
    for i in range(title - 1, max(-1, title - 30), -1):
        flat = lines[i].flat
        if _NUMBER_AND_UNIT.match(flat):
            between = [line.flat for line in lines[i + 1 : title] if line.flat]
            return i if any(HEAD_WORDS.search(words) for words in between) else title
        if _AMOUNT.search(flat) or is_title(lines[i].text) or is_part_heading(flat):
            break
    return title


def _above(lines: list[Line], i: int) -> int:
    """The line above line i that holds text, itself if there is none."""
    return next((j for j in range(i - 1, max(-1, i - 4), -1) if lines[j].flat), i)


def _flat_above(lines: list[Line], i: int) -> str:
    j = i - 1 if lines[i].flat in table_titles() else _above(lines, i)
    above = lines[j].flat if 0 <= j < i else ""
    return above if 1 < len(above) < 45 and not _NO_TITLE_ABOVE.search(above) else ""


def _below_numbers(lines: list[Line]) -> set[int]:
    """The lines right below one that holds nothing but a table's number."""
    found = set()
    for i, line in enumerate(lines):
        if "表" in line.text and len(line.flat) < 16 and is_table_number(line.text):
            below = next((j for j in range(i + 1, min(i + 4, len(lines))) if lines[j].flat), None)
            found |= {below} if below is not None else set()
    return found


def _above_unit(lines: list[Line], i: int) -> bool:
    """Whether the line right below holds nothing but the unit of a table (单位：万元)."""
    below = next((lines[j].flat for j in range(i + 1, min(i + 3, len(lines))) if lines[j].flat), "")
    return bool(_UNIT_ONLY.match(below)) and not _OUTLINED.match(lines[i].flat)


def _titles_a_table(flat: str) -> bool:
    """Whether a line under a table's number reads like its title, though it does not end in 表."""
    if re.search(r"[:：。；]|\d\.\d|数$", flat) or not re.search(r"决算|预算|经费|情况|总体|绩效|明细", flat):
        return False
    return 3 < len(flat) < 40 and kind_of(flat) != "unknown"


def _with_lead(lines: list[Line], i: int) -> int:
    """The title's first line: 单位：, 部门：, 公开01表 and 表1 lines above it belong to the table."""
    first = i
    for back in range(i - 1, max(-1, i - 8), -1):
        flat = lines[back].flat
        if not flat:
            continue
        if not re.match(
            r"^(?:单位[:：]|部门(?:名称)?[:：]|编制(?:部门|单位)[:：]|(?:财决|部门|单位|预算|决算)?(?:公开|预算|决算)\s*\d+(?:-\d+)?表$|附?表[0-9一二三四五六七八九十-]+[:：]?$|附件.{0,40}表$)",
            flat,
        ):
            break
        first = back
    return first


def _head_follows(lines: list[Line], start: int) -> bool:
    """Whether words of a table head stand in the next lines, before another title or heading."""
    seen = 0
    for line in lines[start : start + 60]:
        if not line.flat:
            continue
        if is_part_heading(line.flat) or (is_title(line.text) and seen < 2):
            return False
        if HEAD_WORDS.search(line.flat) and not is_prose(line):
            return True
        if _says_empty(line):
            return seen < 2
        seen += 1
        if seen > 12:
            return False
    return False


def _says_empty(line: Line) -> bool:
    """Whether a line is the note of a table without a head: 本单位没有……，故本表无数据。"""
    return is_note(line.flat) and _EMPTY.search(line.flat) is not None


def _end(lines: list[Line], body: int, limit: int, *, long_cells: bool) -> int:
    """The line after the table's last: its note is part of it."""
    last, noted = body, False
    for i in range(body, limit):
        flat = lines[i].flat
        if not flat:
            continue
        if is_part_heading(flat) and not (long_cells and not flat.startswith("第")):
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
    if filled and _says_empty(filled[-1]):
        return True
    return len(filled) >= least and any(HEAD_WORDS.search(line.flat) for line in filled)
