"""The names in the heads of items, 甲（类）乙（款）丙（项）, and what the catalogue knows of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import zip_longest

from ...extract.named import key
from ...extract.phrases import joined_names
from ...extract.subjects import clean_label
from ...narrative.lexicon import functional
from ...narrative.model import Paragraph, Report
from ...narrative.record import record

_MARK = re.compile(r"[”’\"]?[（(](?:2\d{2,6}|\d\d(?=[款项]))?(类|款|项)级?(?:科目)?[）)]")
_NAME = re.compile(r"(?:[^，。；：、“”\"（）()\s]|、(?=[^\d])|（[^类款项（）]{1,8}）|“[^“”]{1,12}”){2,40}$")


_DOTS = ".．、·"
"""What may be left of a number in front of a name: （1）．教育支出（类）."""
_OPTIONAL = re.compile("（室）")
_LEAD = re.compile(r"(?:其中)?(?:主要|全部|均)?(?:用于|是|为|包括|列入|列支|反映)(?=.{2})")
"""Words of the sentence that stand before a name: 主要用于行政事业单位养老支出（款）."""


@record
class Name:
    """A name in an item's head, with its level and place in the paragraph; ``mark`` is where its level mark ends."""

    level: str
    text: str
    start: int
    end: int
    mark: int


def names(paragraph: Paragraph) -> tuple[Name | None, ...]:
    """Every name that a level mark follows, None for a mark without a name."""
    return _names(paragraph.text)


@lru_cache(maxsize=1024)
def _names(text: str) -> tuple[Name | None, ...]:
    return tuple(_named(text))


def _named(text: str) -> Iterator[Name | None]:
    before = 0
    if _MARK.search(text) is None:
        yield from _joined(text)
    for mark in _MARK.finditer(text):
        start = max(before, mark.start() - 40)
        match = _NAME.search(text[start : mark.start()])
        own = _without_lead(clean_label(match[0]).lstrip(_DOTS)) if match else ""
        before = mark.end()
        yield Name(mark[1], own, mark.start() - len(own), mark.start(), mark.end()) if own else None


def _joined(text: str) -> Iterator[Name]:
    """Names joined by dashes in place of the marks of their levels: 公共安全支出-公安-行政运行：."""
    for path in joined_names(text):
        for level, (name, start, end) in zip("类款项", path, strict=True):
            yield Name(level, name, start, end, end)


def _without_lead(name: str) -> str:
    """The name alone; one that begins with such a word itself (用于残疾人事业的彩票公益金支出) is left whole."""
    lead = _LEAD.match(name)
    return name[lead.end() :] if lead and not any(is_known(name, digits) for digits in (3, 5, 7)) else name


def heads(paragraph: Paragraph) -> Iterator[dict[str, Name]]:
    """The heads 款–项, with their 类 if it is named, whose names stand one behind the other."""
    found: dict[str, Name] = {}
    for name in names(paragraph):
        if name is None:
            found = {}
            continue
        if "类" in found and name.level == "款" and not _follows(found["类"], name):
            del found["类"]
        found[name.level] = name
        if name.level == "项":
            if "款" in found and _follows(found["款"], name):
                yield found
            found = {}


def items_of_groups(paragraph: Paragraph) -> Iterator[tuple[Name, Name]]:
    """Each 项 with the last 款 named before it, or the 类 where no 款 is.

    甲（款）50万元，其中：乙（项）20万元，丙（项）30万元; 甲（类）乙（项）20万元.
    """
    upper: Name | None = None
    for name in names(paragraph):
        if name is None or name.level in ("类", "款"):
            upper = name
        elif upper is not None and (upper.level == "款" or _follows(upper, name)):
            yield name, upper


def _follows(upper: Name, name: Name) -> bool:
    return 0 < name.start - upper.end <= 8


def headed(report: Report) -> Iterator[tuple[Paragraph, Paragraph | None]]:
    """The paragraphs of the 情况说明 with what stands below each; headings of items as paragraphs of their own."""
    spoken = [each for each in report.paragraphs if each.part == "narrative"]
    yield from zip_longest(spoken, spoken[1:])
    first = {each.section: each for each in reversed(spoken)}
    begun = {each.offsets[0] for each in spoken}
    for section in report.sections:
        below = first.get(section.id)
        if section.part != "narrative" or below is None:
            continue
        place = section.heading
        kept = tuple([at for at in range(place.start, place.end) if not report.text[at].isspace()])
        if begun.intersection(kept[:12]):
            continue
        text = "".join([report.text[at] for at in kept])
        yield Paragraph(below.id, text, kept, section.id, section.part, section.page), below


@cache
def keys(length: int) -> dict[str, tuple[str, ...]]:
    """The codes of each known name of a level (类 3, 款 5, 项 7 digits)."""
    found: dict[str, tuple[str, ...]] = {}
    for code, known in functional().items():
        if len(code) == length:
            for form in dict.fromkeys(form for name in known for form in forms(name)):
                found[form] = (*found.get(form, ()), code)
    return found


def forms(name: str) -> tuple[str, ...]:
    """How a name may be written: 政府办公厅（室）及相关机构事务 also with 办公厅 or 办公室 alone."""
    short = _OPTIONAL.sub("", name)
    return (key(name), key(short), key(short.replace("办公厅", "办公室"))) if short != name else (key(name),)


def is_known(name: str, length: int) -> bool:
    """Whether the catalogue has the name on a level."""
    return key(name) in keys(length)
