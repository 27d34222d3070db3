"""绩效文字里的个数、得分和比率前后不符

检查什么：绩效一节、绩效自评报告和自评表里成句的文字：各等级的项目数相加等于项目总数，优秀率、优良率按个数重算；指标得分不大于
分值，分值合计100分时各项得分相加等于总分，得分率＝得分÷分值；得分与等级（一般90分以上为优、80分以上为良，文中另有标准的
不核对）；应自评、实际自评的个数与覆盖率；问卷发放、收回的份数与回收率；预算调整率；括号里逐个列名的个数；完成目标的百分比、比目标或上年的增减、翻了几倍、预算与执行的
差额、年中追加或调减、各分数段的个数、“其中”各项的个数。除满分合计为 100 的各项得分看一段话外，都只看同一句话。

为什么：这些数不在任何表里，只能由同一句话里的数互相印证；上年的文字改了一处、漏改一处，就对不上。

例：对 10 个项目开展自评，等级为优的 8 个、良的 1 个、中的 0 个、差的 0 个：8+1+0+0=9。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ...narrative.model import Paragraph
from ...narrative.sentences import sentences
from ..asides import asides
from ..findings import Blame, passage, remark
from ..model import Evidence, Finding, Judgement, Severity
from ..prose.assessed import Statement, has_own_scale, statements
from ..prose.complete import is_graded
from ..prose.lists import enumerations
from ..prose.worked import full_marked, worked
from ..wording import inner
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
LONGEST = 40
"""So many characters before a number are quoted."""
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(r"^\d{1,2}[.．、]")
_MARKS = ("个", "分", "份", "率", "家", "所", "处", "座", "名", "支")


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Compute again what one sentence on 绩效 computes."""
    aside = asides(evidence)
    spoken = _spoken(evidence)
    told = aside.report.paragraphs
    own_scale = any(has_own_scale(each.text) for each in (*spoken, *told))
    graded = {
        each.total.paragraph
        for known in (evidence, aside)
        for each in enumerations(known)
        if is_graded(each.parts)
    }
    claims = {claim.start: claim.id for claim in evidence.claims}
    seen: set[tuple[str, str]] = set()
    for paragraph in (*spoken, *told):
        for start, each in _statements(paragraph, own_scale=own_scale):
            if each.kind == "sum" and paragraph.id in graded:
                continue  # NN205 adds those up
            claim = claims.get(paragraph.offsets[start + each.start])
            if claim is not None:
                yield Judgement(claim, CODE, "consistent" if each.holds else "inconsistent", each.words)
            if not each.holds and (each.right, each.words) not in seen:
                seen.add((each.right, each.words))
                yield _finding(evidence, paragraph, start, each)


def _spoken(evidence: Evidence) -> list[Paragraph]:
    """The paragraphs of the sections on 绩效 and of those under them."""
    sections = evidence.report.sections
    known: set[str | None] = set()
    for section in sections:  # a section stands behind the one it is under
        if section.kind == "performance" or section.parent in known:
            known.add(section.id)
    return [each for each in evidence.report.paragraphs if each.part == "narrative" and each.section in known]


def _statements(paragraph: Paragraph, *, own_scale: bool) -> Iterator[tuple[int, Statement]]:
    """The statements of a paragraph, each with the place where its sentence begins; a semicolon ends none."""
    begin = 0
    for _, end in sentences(paragraph.text):
        if paragraph.text[end - 1] in "；;" and end < len(paragraph.text):
            continue
        sentence = paragraph.text[begin:end]
        if _DIGIT.search(sentence):
            for each in chain(statements(sentence, own_scale=own_scale), worked(sentence)):
                yield begin, each
        begin = end
    for each in full_marked(paragraph.text):
        yield 0, each


def _finding(evidence: Evidence, paragraph: Paragraph, begin: int, each: Statement) -> Finding:
    start, end = begin + each.start, begin + each.end
    text = paragraph.text
    behind = end + 1 if text[end : end + 1] in (*_MARKS, "%") else end
    left = max(0, start - LONGEST, *(text.rfind(mark, 0, start) + 1 for mark in "，。；："))
    left += len(text[left:start]) - len(_NUMBERED.sub("", text[left:start]))
    stated = text[start:behind]
    return remark(
        evidence,
        paragraph.place(left, behind),
        Blame(CODE, RULE, each.kind, SEVERITY, each.confidence),
        message=f"文中写“{inner(text[left:behind])}”，按{each.words}，应为{each.right}。",
        expected=each.right,
        workings=each.words,
        within=paragraph,
        exhibits=(passage(evidence, paragraph, max(begin, start - 80), min(len(text), behind + 80)),),
        stated=stated,
    )
