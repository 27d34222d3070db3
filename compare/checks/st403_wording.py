"""标点、重复字和序号

检查什么：重复的标点（。。，，；。），一节最后一段以分号收尾，重复的词（“万元万元”“年度年度”），
（一）与（三）之间缺（二）、一、与三、之间缺二、的序号，相邻两节重复的序号。只作提示：序号可能在文本提取时丢失。

为什么：这些是改稿留下的痕迹，不影响数字，但公开前应当改掉。

例：压缩费用支出，厉行节约。。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ...extract.known import is_known
from ...narrative.model import Paragraph, Section, TextRange
from ..findings import Blame, remark
from ..model import Evidence, Finding, Severity, Suggestion
from . import identity

SEVERITY: Severity = "info"
CODE, RULE = identity(__name__)
_TWICE = (
    *(
        "一般公共预算",
        "主要原因",
        "主要用于",
        "完成预算",
        "财政拨款",
        "支出决算",
        "预算数",
        "决算数",
        "原因是",
    ),
    *("比上年", "与上年", "万元", "年度", "情况", "主要", "增加", "减少", "用于", "占比", "共有", "自评"),
)
_SLIPS = re.compile(
    r"。。+|，，+|；；+|、、+|：：+|%%+|％％+|，。|。，|；。|、。|、，|的的(?!确)|了了|日日(?<=\d日日)|支出支出(?=（)|"
    r"其中[：:]?(?:其中[：:]?)+|" + "|".join(f"{word}(?:{word})+" for word in _TWICE)
)
_USED_FOR = re.compile("用于[一-鿿]{2,20}?支出")
_NUMBER = re.compile(
    r"（([一二三四五六七八九十]{1,3})）$|(?:^|[^（一二三四五六七八九十])([一二三四五六七八九十]{1,3})$"
)
_ORDER = {name: i for i, name in enumerate("一二三四五六七八九十", 1)}
AROUND = 12
MANY = 5
"""So many sections 一、二、… make a whole report, in which a gap tells something."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Find doubled marks and words, a semicolon at the end, and gaps in the numbering."""
    paragraphs = [each for each in evidence.report.paragraphs if each.part in ("narrative", "organisation")]
    for paragraph in paragraphs:
        for match in _SLIPS.finditer(paragraph.text):
            mark, right = match[0], _once(match[0])
            if _begins_name(paragraph.text, match):
                continue
            yield replace(
                _note(
                    evidence,
                    _clause(paragraph, match.start(), match.end()),
                    f"“{mark}”重复或多余",
                    paragraph.section,
                    right,
                ),
                stated=mark,
                suggestion=_correction(paragraph.place(*match.span()), mark, right),
            )
    yield from _semicolons(evidence, paragraphs)
    yield from _gaps(evidence)


def _begins_name(text: str, slip: re.Match[str]) -> bool:
    """Whether the second of two words begins the name of an item: 主要用于用于体育事业的彩票公益金支出."""
    name = _USED_FOR.match(text, slip.end() - len("用于"))
    return name is not None and is_known(name[0])


def _semicolons(evidence: Evidence, paragraphs: list[Paragraph]) -> Iterator[Finding]:
    """The last paragraph of a section that ends in a semicolon, where none before it in the section does."""
    for here, below in pairwise(each for each in paragraphs if each.part == "narrative"):
        if here.text.endswith("；") and here.section != below.section and not _enumerated(here):
            last = len(here.text) - 1
            yield replace(
                _note(
                    evidence,
                    _clause(here, last, last + 1),
                    "一节的末尾用了分号，应为句号",
                    here.section,
                    "。",
                ),
                stated="；",
                suggestion=_correction(here.place(last, last + 1), "；", "。"),
            )


def _clause(paragraph: Paragraph, start: int, end: int) -> TextRange:
    """The place of a slip with a few characters before it, from a pause on if there is one; no number is cut."""
    low = max(0, start - AROUND)
    while 0 < low < start and paragraph.text[low - 1] in "0123456789.,":
        low -= 1
    pause = max(paragraph.text.rfind(mark, low, start) for mark in "，；。、")
    return paragraph.place(max(low, pause + 1), end)


def _once(mark: str) -> str:
    """What is meant by a doubled word or by two marks: the word once, the stronger mark."""
    for n in range(1, len(mark)):
        if mark == mark[:n] * (len(mark) // n):
            return mark[:n]
    if mark.startswith("其中"):
        return "其中：" if mark[-1] in "：:" else "其中"
    return max(mark, key="、，；。".find)


def _correction(place: TextRange, mark: str, right: str) -> Suggestion | None:
    return Suggestion(place.start, place.end, right) if place.end - place.start == len(mark) else None


def _enumerated(paragraph: Paragraph) -> bool:
    return bool(re.match(r"[（(]?[一二三四五六七八九十\d①-⑳]{1,3}[）).、．]", paragraph.text))


def _gaps(evidence: Evidence) -> Iterator[Finding]:
    """One numeral missing between two headings of one kind under one parent, or used twice."""
    last: dict[tuple[str | None, bool], tuple[int, Section, bool]] = {}
    ordered = [(each, _order(each)) for each in evidence.report.sections]
    tops = sum(
        1 for each, order in ordered if each.part == "narrative" and order is not None and not order[1]
    )
    for section, order in ordered:
        if order is None or not (order[1] or tops >= MANY):
            continue
        value, bracketed = order
        before, above, told = last.get((section.parent, bracketed), (None, section, False))
        words = ("", "")
        if section.part == "narrative" and before is not None and not told:
            words = _gap(evidence.report.text, above, section, value - before, order)
        if words[0]:
            yield _note(evidence, section.heading, words[0], section.id, words[1])
        last[section.parent, bracketed] = value, section, bool(words[0])


def _gap(text: str, above: Section, section: Section, step: int, order: tuple[int, bool]) -> tuple[str, str]:
    """What is wrong with a numeral behind the one above it, and what to do; of 二、四、四 only the first is told."""
    value, bracketed = order
    title = section.title.strip()
    if step == 2:
        missing = "一二三四五六七八九十"[value - 2]
        between = text[above.heading.start : section.heading.start]
        words = f"缺序号“（{missing}）”" if bracketed else f"缺序号“{missing}、”"
        if not re.search(rf"(?m)^\s{{0,9}}[（(]?{missing}[）)、．.]", between):
            return f"“{title}”之前{words}", "补上缺的一节，或改正序号"
    elif step == 0 and (value > 1 or bracketed):
        return f"“{title}”的序号与前一节重复", "改正序号"
    return "", ""


def _order(section: Section) -> tuple[int, bool] | None:
    match = _NUMBER.search(section.number)
    if match is None:
        return None
    numeral = match[1] or match[2]
    return (_ORDER[numeral], bool(match[1])) if numeral in _ORDER else None


def _note(evidence: Evidence, place: TextRange, words: str, section: str | None, right: str) -> Finding:
    return remark(
        evidence,
        place,
        Blame(CODE, RULE, "other", SEVERITY, 0.7),
        message=f"{words}。",
        expected=right,
        section=section,
    )
