"""说明的原因与增减方向相反

检查什么：写“减少”而原因只说新增人员、增加项目、提高标准，写“增加”而原因只说压减、厉行节约、人员减少；“决算数大于（小于）
预算数”后面的原因同样核对。一句里增减都有的、原因里还说了别的（上年、退休、次年支付、用于……）、说的是另一类支出的，都不判断；方向本身与数不符的，由“增减、大小的说法与数不符”负责。

为什么：换了数字和方向，原因一句还是上年的。

例：比上年减少 12.30 万元，下降 8.50%，主要原因是新增项目、人员增加。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...extract.model import Claim
from ...narrative.model import Paragraph, SectionKind
from ..findings import Blame, remark, text_exhibit
from ..model import Evidence, Finding, Severity
from ..prose.leanings import INTRODUCED, against
from ..prose.pairs import compared
from ..prose.paragraphs import by_paragraph
from ..wording import DIRECTIONS
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
_REASON = re.compile(rf"{INTRODUCED}|主要(?:是)?(?:由于|因为)")
_COMPARED = re.compile(
    r"决算数?(?P<word>大于|高于|超过|小于|低于)了?(?P<base>年初|全年|调整)?预算数?的?(?:主要)?$"
)
_WHY = re.compile(r"[^。；;\n]{2,80}")
_AFTERWARDS = re.compile("追加|年中|执行中")
"""In a budget this tells of last year, over whose outturn it is less."""
_BEHIND = re.compile(
    r"[\s，,。；;：:（）()]*(?:其中)?(?:增加|增长|减少|下降|变动|变化|增减)?(?:变动|变化)?的?"
)
"""What may stand between a change and its reason: 但仍在预算内 turns it."""
_KINDS: tuple[SectionKind, ...] = ("assets", "performance", "duties", "organisation")
"""Sections that speak of other things than of money spent."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Hold the reasons against the changes that they follow."""
    kinds = {section.id: section.kind for section in evidence.report.sections}
    claims = by_paragraph(evidence)
    for paragraph in evidence.report.paragraphs:
        told = [each for each in claims.get(paragraph.id, ()) if kinds.get(each.section) not in _KINDS]
        for reason in _REASON.finditer(paragraph.text) if told else ():
            yield from _reason(evidence, paragraph, told, reason)


def _reason(
    evidence: Evidence, paragraph: Paragraph, claims: list[Claim], reason: re.Match[str]
) -> Iterator[Finding]:
    text = paragraph.text
    begin = max(text.rfind(stop, 0, reason.start()) for stop in "。；;\n") + 1
    why = _WHY.match(text, reason.end())
    word = _COMPARED.search(text[begin : reason.start()])
    told = (
        _compared(paragraph, claims, begin + word.start(), word)
        if word
        else _moved(paragraph, claims, begin, reason.start())
    )
    if why is None or told is None or (evidence.report.kind == "budget" and _AFTERWARDS.search(why[0])):
        return
    direction, claim = told
    words = against(word[0] if word else text[begin : reason.start()], why[0], direction)
    if not words:
        return
    place = paragraph.place(reason.start(), why.end())
    stated = f"前面写的是“{word['word'] if word else DIRECTIONS[direction]}”，原因却是“{words}”"
    yield remark(
        evidence,
        place,
        Blame(CODE, RULE, "direction", SEVERITY, 0.6),
        message=f"{stated}。",
        expected="核对增减方向，或更正原因",
        workings=stated,
        within=paragraph,
        exhibits=[text_exhibit(evidence, claim)],
        diagnosis="沿用了模板或上年文稿",
    )


def _compared(
    paragraph: Paragraph, claims: list[Claim], at: int, word: re.Match[str]
) -> tuple[int, Claim] | None:
    """The direction of 决算数大于预算数 and the outturn, where the two amounts bear it out."""
    direction = 1 if word["word"] in ("大于", "高于", "超过") else -1
    pair = compared(claims, paragraph.offsets[at], word["base"] or "")
    if pair is None or (pair[0].quantity.yuan - pair[1].quantity.yuan) * direction <= 0:
        return None
    return direction, pair[0]


def _moved(paragraph: Paragraph, claims: list[Claim], begin: int, end: int) -> tuple[int, Claim] | None:
    """The one direction of all changes in the sentence and the last of them, which stands right before ``end``."""
    first, last = paragraph.offsets[begin], paragraph.offsets[end]
    mine = [each for each in claims if first <= each.start < last]
    moves = [each for each in mine if each.type in ("change-amount", "growth-rate") and each.quantity.value]
    if not moves or {each.direction for each in moves} not in ({1}, {-1}) or mine[-1] is not moves[-1]:
        return None
    behind = _BEHIND.fullmatch(paragraph.text, paragraph.index(moves[-1].end), end)
    return (moves[-1].direction, moves[-1]) if behind else None
