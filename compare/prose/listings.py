"""Lists of names without amounts, 主要包括基本工资、津贴补贴…, and the 经济分类科目 that each may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...narrative.model import Paragraph
from ..tables.economic import Items, codes_of

_OPENER = re.compile(r"(?:主要)?(?:包括|用于|包含|具体为|具体包括)(?:以下)?[：:]?(?=[一-鿿])")
HEADS = {
    "personnel": re.compile("(?<![退离]休)(?<!编外)(?<!聘用)(?<!临聘)(?<!遗属)人员(?:经费|支出)"),
    "public": re.compile("公用(?:经费|支出)"),
    "wages": re.compile("工资福利支出"),
    "goods": re.compile("商品和服务支出"),
    "family": re.compile("对个人和家庭的?补助"),
}
_BROAD = 2
"""The first so many of them hold the others: 人员经费（工资福利支出）80万元，主要包括 is of 人员经费."""
_SENTENCES = re.compile("[。；;]")
_NAME = re.compile(r"[^、，,；;。：:]+")
_AND = re.compile("[和及与]")
_AMOUNT = re.compile(r"\d[\d.]*(?:亿元|万元|元|%)?$")
_OPEN = re.compile(r"等(?:等|支出|费用|方面|项目|经费|各项支出|方面支出|方面的支出|日常支出)*$")
LEAST = 3
"""A list has at least so many names that are items of the table."""


@dataclass(frozen=True, slots=True)
class Named:
    """One name of a list with its place in the paragraph and the codes that it may mean."""

    text: str
    start: int
    end: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of names; ``open``: it ends in 等. ``read``: all of its names are known."""

    paragraph: Paragraph
    nature: str
    names: tuple[Named, ...]
    open: bool

    @property
    def read(self) -> bool:
        return all(name.codes for name in self.names)


def listings(
    paragraph: Paragraph, above: str, tables: dict[str, Items | None]
) -> Iterator[tuple[Listing, Items]]:
    """The lists of a paragraph; ``above`` is what stands before it."""
    text = paragraph.text
    for opener in _OPENER.finditer(text):
        nature = _nature(text[: opener.start()]) or _nature_before(text[: opener.start()], above)
        shown = tables.get(nature)
        if shown is None:
            continue
        end = min((at for mark in "；;。" if (at := text.find(mark, opener.end())) >= 0), default=len(text))
        names, is_open = _names(text, opener.end(), end, shown, nature)
        if sum(bool(name.codes) for name in names) >= max(LEAST, len(names) * 4 // 5):
            yield Listing(paragraph, nature, names, is_open), shown


def _nature(text: str) -> str:
    """Whose list begins behind the text: the only nature named in its last sentence."""
    sentence = _SENTENCES.split(text)[-1]
    said = [nature for nature, head in HEADS.items() if head.search(sentence)]
    broad = [nature for nature in said if nature in tuple(HEADS)[:_BROAD]]
    return (broad or said)[0] if len(broad or said) == 1 else ""


def _nature_before(text: str, above: str) -> str:
    """Whose list it is that is a sentence by itself: that of the sentence before (人员经费5万元。主要包括：…)."""
    *before, own = _SENTENCES.split(text or f"{above}。")
    return "" if own else _nature(next((each for each in reversed(before) if each), ""))


def _names(text: str, start: int, end: int, shown: Items, nature: str) -> tuple[tuple[Named, ...], bool]:
    names: list[Named] = []
    last = end
    if tail := _OPEN.search(text, start, end):
        last = tail.start()
    for match in _NAME.finditer(text, start, last):
        name = _AMOUNT.sub("", match[0])
        names += _resolved(name, match.start(), shown, nature)
    return tuple(names), last != end


def _resolved(name: str, at: int, shown: Items, nature: str) -> list[Named]:
    """The name, or the two names that 和 joins where it is none itself."""
    codes = codes_of(name, shown.rows, nature)
    if not codes:
        for match in _AND.finditer(name):
            left, right = name[: match.start()], name[match.end() :]
            both = codes_of(left, shown.rows, nature), codes_of(right, shown.rows, nature)
            if all(both):
                first = Named(left, at, at + len(left), both[0])
                return [first, Named(right, at + match.end(), at + len(name), both[1])]
    return [Named(name, at, at + len(name), codes)] if name else []
