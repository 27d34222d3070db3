"""Names beside the code of an item in the prose: 2101102-事业单位医疗8.12万元, 事业单位医疗（2101102）8.12万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...extract.named import key
from ...narrative.lexicon import functional
from ...narrative.model import Paragraph
from .heads import Name, is_known

_CODE = re.compile(r"(?P<code>2(?<!\d2)\d{6})(?P<between>[-—－–、．.:：\s]?)(?P<name>[一-鿿“”（）]{3,40})")
_BRACKETED = re.compile(r"(?P<name>[一-鿿“”]{3,40})[（(](?P<code>2\d{6})[）)]")
_DIGITS = re.compile(r"2\d{6}[）)]")
_CHAINED = re.compile(
    r"[（(](?P<a>2\d\d)[）)][^（）()，。；：]{2,30}(?:（室）[^（）()，。；：]{2,20})?[（(](?P<b>\d\d)[）)]"
    r"(?P<name>[一-鿿“”]{2,40})[（(](?P<c>\d\d)[）)]"
)
"""公共安全支出（204）法院（05）案件审判（04）: the code of the item in three pieces."""
_AFTER = re.compile(
    r"(?:科目|支出|经费|资金|年初|本年|全年|当年|年度|20\d\d|预算|决算|项目|（[类款项]|(?![一-鿿“”（]))"
)
"""What may stand behind a name that is at its end."""
ITEM = 7


def coded_names(paragraph: Paragraph) -> Iterator[tuple[str, Name]]:
    """The codes of items with the longest known name of an item that stands right behind them, or before them."""
    yield from _bracketed(paragraph)
    yield from _chained(paragraph)
    for match in _CODE.finditer(paragraph.text):
        words = match["name"]
        for length in range(len(words), 2, -1):
            if is_known(words[:length], ITEM) and _AFTER.match(paragraph.text, match.start("name") + length):
                start = match.start("name")
                yield (
                    match["code"],
                    Name("项", words[:length], start, start + length, start + length),
                )
                break


def _bracketed(paragraph: Paragraph) -> Iterator[tuple[str, Name]]:
    for match in _BRACKETED.finditer(paragraph.text) if _DIGITS.search(paragraph.text) else ():
        for start in range(match.start("name"), match.end("name") - 2):
            end = match.end("name")
            if is_known(paragraph.text[start:end], ITEM):
                yield match["code"], Name("项", paragraph.text[start:end], start, end, end)
                break


def _chained(paragraph: Paragraph) -> Iterator[tuple[str, Name]]:
    for match in _CHAINED.finditer(paragraph.text):
        if is_known(match["name"], ITEM):
            start, end = match.span("name")
            yield f"{match['a']}{match['b']}{match['c']}", Name("项", match["name"], start, end, end)


def is_other(code: str, name: str) -> bool:
    """Whether a known name is that of other items alone: not the code's in any year, nor a part of one of them."""
    own = [key(each) for each in functional().get(code, ())]
    mine = key(name)
    return bool(own) and not any(mine in each or each in mine for each in own)
