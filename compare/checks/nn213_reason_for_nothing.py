"""没有差异却说明了差异的原因

检查什么：预算数与决算数完全相同，却写“存在差异的主要原因是……”；比上年“增加0万元”，原因却说人员增加、经费压减；写“增加”，接着却说“减少的主要原因”。写“持平”并
说明如何控制的，原因里说增减相抵、没有发生的，不算。

为什么：原因一句是上年或模板留下的，数字变了，这句话应当删去；也可能是数字没有更新。

例：年初预算为 60 万元，支出决算为 60 万元。决算数与年初预算数存在差异的主要原因是项目追加。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...extract.model import FACTORS, Claim
from ...narrative.model import Paragraph, TextRange
from ..causes.turned import UNDECIDED
from ..findings import Blame, remark, text_exhibit
from ..model import Evidence, Finding, Severity
from ..prose.contrary import contrary
from ..prose.leanings import INTRODUCED, one_way
from ..prose.pairs import compared
from ..prose.paragraphs import by_paragraph
from ..wording import DIRECTIONS, as_written, squeeze
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
_DIFFERS = re.compile(
    r"决算数?[与和同较](?P<base>年初|全年|调整)?预算数?(?:之间|相比)?(?<!不)(?:存在|产生|有)(?:较大|一定)?(?:的)?(?:差异|差距|偏差)"
    rf"(?:的)?{INTRODUCED}"
)
_SAME = re.compile(
    r"决算数?[与和同较](?P<base>年初|全年|调整)?预算数?(?:基本)?(?:持平|一致|相同|相等)"
    rf"[，,。]?{INTRODUCED}(?P<why>[^。；]{{2,80}})"
)
_REASON = re.compile(rf"^[，,。]?[^，。；]{{0,12}}?{INTRODUCED}(?P<why>[^。；]{{2,80}})")
_MOVED = re.compile(r"增加|减少|新增|追加|压缩|压减|调增|调减|下降|上升|增长|缩减")
_STILL = re.compile(r"无|未|没有|持平|一致|不变|相抵|抵消|增减|严格|相同|变化不大|控制|0")


def check(evidence: Evidence) -> Iterator[Finding]:
    """Find reasons for differences of nothing, or of the other direction."""
    yield from _reasons(evidence)
    claims = by_paragraph(evidence)
    for paragraph in evidence.report.paragraphs:
        if "原因" in paragraph.text and paragraph.id in claims:
            yield from _alike(evidence, paragraph, claims[paragraph.id])
            yield from _unmoved(evidence, paragraph, claims[paragraph.id])


def _alike(evidence: Evidence, paragraph: Paragraph, claims: Sequence[Claim]) -> Iterator[Finding]:
    """A difference between two amounts that are the same to the last digit."""
    for match in (*_DIFFERS.finditer(paragraph.text), *_SAME.finditer(paragraph.text)):
        if match.re is _SAME and not one_way(match["why"]):
            continue
        place = paragraph.place(*match.span())
        pair = compared(claims, place.start, match["base"] or "")
        if pair is None or pair[0].quantity.yuan != pair[1].quantity.yuan:
            continue
        if pair[0].quantity.step == pair[1].quantity.step and all(
            each.quantity.unit in FACTORS for each in pair
        ):
            subject = next((f"“{squeeze(each.subject)}”的" for each in reversed(pair) if each.subject), "")
            words = f"{subject}预算数与决算数都是{as_written(evidence, pair[-1])}，没有差异"
            yield _finding(evidence, paragraph, place, words, "差异", pair)


def _unmoved(evidence: Evidence, paragraph: Paragraph, claims: Sequence[Claim]) -> Iterator[Finding]:
    """A change of nothing, explained by what has changed."""
    for i, claim in enumerate(claims):
        if claim.type != "change-amount" or claim.quantity.value or not claim.direction:
            continue
        last = claim
        for other in claims[i + 1 :]:
            if other.type != "growth-rate" or other.start - last.end > 12:
                break
            last = other
        if last.quantity.value:
            continue
        behind = paragraph.index(last.end)
        match = _REASON.match(paragraph.text[behind:])
        if match and match[0].startswith("。") and _of_the_whole(claims[:i]):
            continue
        if match and _MOVED.search(match["why"]) and not _STILL.search(match["why"]):
            place = paragraph.place(behind, behind + match.end())
            words = f"文中写{DIRECTIONS[claim.direction]}{as_written(evidence, claim)}"
            yield _finding(evidence, paragraph, place, words, "增减", (claim,))


def _of_the_whole(before: Sequence[Claim]) -> bool:
    """Whether changes of something stand before one of nothing: a sentence of reasons behind is of those."""
    return any(claim.type == "change-amount" and claim.quantity.value for claim in before)


def _finding(
    evidence: Evidence,
    paragraph: Paragraph,
    place: TextRange,
    words: str,
    what: str,
    claims: tuple[Claim, ...],
) -> Finding:
    return remark(
        evidence,
        place,
        Blame(CODE, RULE, "zero-statement", SEVERITY, 0.65),
        message=f"{words}，却说明了{what}的原因。",
        expected="删去原因，或更正数字",
        workings=words,
        within=paragraph,
        exhibits=[text_exhibit(evidence, claim) for claim in claims],
        diagnosis="沿用了模板或上年文稿",
        claims=claims,
    )


def _reasons(evidence: Evidence) -> Iterator[Finding]:
    for found in contrary(evidence):
        said = DIRECTIONS[found.change.direction]
        yield remark(
            evidence,
            found.place,
            Blame(CODE, RULE, "direction", "warning", 0.8),
            message=f"前面写“{said}”，后面写的却是“{found.word}”的原因。",
            expected=UNDECIDED,
            within=found.change,
            exhibits=(text_exhibit(evidence, found.change),),
            diagnosis="增减方向写反",
        )
