"""Where tables begin in a plain text: at a title that is followed by words of a table head, and the lines above it."""

from __future__ import annotations

import re

from .lexicon import table_titles
from .textlines import HEAD_WORDS, Line, is_part_heading, is_prose, says_empty
from .titles import in_contents, is_table_number, is_title, kind_of, title_text, torn_title

_UNIT_ONLY = re.compile(
    r"^(?:(?:编制|填报)?(?:部门|单位)(?:(?:编码|代码)[及和])?(?:名称)?[:：].{2,40}|[一-鿿（）]{3,29}[局委厅院校所站处会部办心府队团社室])?"
    r"(?:金额)?单位[:：](?:人民币)?[百千万亿]*元$"
)
_NUMBER_AND_UNIT = re.compile(r"^公开\d+(?:-\d+)?表.*单位[:：](?:人民币)?[百千万亿]*元$")
_AMOUNT = re.compile(r"\d\.\d\d|[。；]|^—?\d{1,3}—?$")
_OUTLINED = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(]|\d+[.、．])")
_NO_TITLE_ABOVE = re.compile(r"[:：。；，]|\d\.\d|表$")
_UNTITLED = ("经费", "预算", "决算", "情况", "总体")
_LONGEST_UNTITLED = 32


def starts_of(lines: list[Line]) -> list[tuple[int, int, str]]:
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
        if whole and head_follows(lines, after):
            found.append((_with_lead(lines, _above(lines, i)), after, title_text(whole)))
            continue
        named = is_title(text) or ((i in numbered or _above_unit(lines, i)) and _titles_a_table(line.flat))
        if not named:
            continue
        if not in_contents(text) and head_follows(lines, after):
            found.append((_with_lead(lines, i), after, title_text(text)))
    return found


def _may_be_untitled(flat: str) -> bool:
    return len(flat) <= _LONGEST_UNTITLED and flat.endswith(_UNTITLED)


def head_above(lines: list[Line], title: int) -> int:
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


def head_follows(lines: list[Line], start: int) -> bool:
    """Whether words of a table head stand in the next lines, before another title or heading."""
    seen = 0
    for line in lines[start : start + 60]:
        if not line.flat:
            continue
        if is_part_heading(line.flat) or (is_title(line.text) and seen < 2):
            return False
        if HEAD_WORDS.search(line.flat) and not is_prose(line):
            return True
        if says_empty(line):
            return seen < 2
        seen += 1
        if seen > 12:
            return False
    return False
