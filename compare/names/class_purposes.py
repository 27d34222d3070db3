"""What the money of a whole 类 is for, where the sentence says only what another 类 is for.

Of the three 类 of the staff's insurance and housing alone, and of words that cannot be meant by the 类 itself:
“卫生健康支出”科目20万元，主要用于住房公积金。 A list that says something of its own as well is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...narrative.model import Paragraph
from .heads import Name

_SENTENCE = re.compile(
    r"(?:^|[。；\n）)．.、])\s?[“\"]?(?P<name>社会保障和就业支出|卫生健康支出|住房保障支出)[”\"]?"
    r"(?:（类）|[（(]类[)）])?(?:科目)?(?:支出|预算|预算数|年初预算|20\d\d年|为|：){0,4}[\d,.]{1,16}(?:万元|元)"
    r"[^。；\n]{0,80}?(?P<use>主要?用于[：:]?(?P<what>[^。；\n]{4,40}))(?=[。；\n]|$)"
)
_FUND, _ALLOWANCE = re.compile("住房公积金"), re.compile("购房补贴|提租补贴|住房公积金")
_PENSION = re.compile("养老保险|职业年金")
_MEDICAL = re.compile("医疗保险|医疗补助")
_OWN = {
    "社会保障和就业支出": re.compile(
        "养老|年金|离退休|退休|抚恤|就业|残|社会?保|工伤|失业|民政|救|优抚|生活|遗属|项目"
    ),
    "卫生健康支出": re.compile("医|卫生|健康|生育|疾|体检|计划|项目"),
    "住房保障支出": re.compile("住房|购房|提租|公积金|房改|棚户|安居|项目"),
}
_OTHERS = {
    "社会保障和就业支出": (_FUND,),
    "卫生健康支出": (_ALLOWANCE, _PENSION),
    "住房保障支出": (_PENSION, _MEDICAL),
}


def foreign_purposes(paragraph: Paragraph) -> Iterator[tuple[Name, re.Match[str], str]]:
    """Each 类 whose purpose is another's, with the sentence and the words that are the other's."""
    if paragraph.part != "narrative" or "用于" not in paragraph.text:
        return
    for match in _SENTENCE.finditer(paragraph.text):
        name, what = match["name"], match["what"]
        other = next((found for pattern in _OTHERS[name] if (found := pattern.search(what))), None)
        if other and not _OWN[name].search(what):
            yield Name("类", name, match.start("name"), match.end("name"), match.end("name")), match, other[0]
