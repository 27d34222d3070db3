"""The lines of a text, and what one reads like: a heading, a note under a table, running text."""

from __future__ import annotations

import re
from functools import lru_cache

from .record import record
from .titles import squeeze

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
_EMPTY = re.compile(r"本表(?:为空|无数|没有数|空)")
"""What a note says under a title that nothing else stands under."""
_LINE_END = re.compile(r"\r\n|\n|\r|\x0c|\u2028|\u2029")
_APART = re.compile(r"\S {2,80}-?[\d,]{1,20}\.\d\d {2,80}\S")
_AMOUNTS = re.compile(r"\d\.\d\d\s+[\d-]")


@record
class Line:
    """One line of the text without its line end; ``flat`` is it without white space."""

    start: int
    end: int
    text: str
    flat: str


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


def says_empty(line: Line) -> bool:
    """Whether a line is the note of a table without a head: 本单位没有……，故本表无数据。"""
    return is_note(line.flat) and _EMPTY.search(line.flat) is not None
