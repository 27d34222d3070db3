"""What became of planted defects: found with the right kind, named exactly, corrected, and what else was said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ...compare.audit import audit
from ...compare.model import Audit, Finding
from ...compare.wording import squeeze
from ...extract.interval import written_step
from ...extract.model import FACTORS
from ...narrative.read import read_text
from .model import Defect, Injected

_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
WORDS: dict[str, tuple[str, ...]] = {
    "unit": ("写成了“",),
    "ten-thousandfold": ("写成了“", "小数点", "一万倍"),
    "transposed-digits": ("颠倒",),
    "dropped-digit": ("漏写",),
    "doubled-digit": ("多写",),
    "moved-point": ("小数点",),
    "other-figure": ("写成了", "互换", "按", "重复"),
    "swapped": ("互换",),
    "reversed": ("写反",),
    "prior-figure": ("写成了", "上年", "重复"),
    "budget-for-final": ("写成了", "预算", "重复"),
    "wrong-base": ("除数", "基数"),
    "upside-down": ("除数", "颠倒"),
    "other-whole": ("计算的",),
    "head-unit": ("单位",),
}
"""The words by which a diagnosis names a slip; for slips not listed the finding's message says it all."""
TURNS = (
    ("增加", "增长", "上升", "提高"),
    ("减少", "下降", "降低", "压缩"),
    ("大于", "高于"),
    ("小于", "低于"),
)
"""Words that say the same."""
ALARMS = ("error", "warning")
LONGEST = 60
"""Longer stretches of evidence point at nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one defect.

    ``found``: some root finding touches it and has the right kind; ``exact``: only one does, it stands there and
    says the right value (or is one of several equally good explanations that it names); ``diagnosed``: it names the
    slip; ``corrected``: its suggestion restores what stood there.
    """

    defect: Defect
    found: bool
    exact: bool
    diagnosed: bool
    corrected: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Of all defects in one text, and the new root findings that answer none of them."""

    outcomes: tuple[Outcome, ...]
    extra: tuple[Finding, ...]


def check_text(text: str) -> Audit:
    """The audit of a text."""
    return audit(read_text(text))


def judge(before: Audit, injected: Injected, after: Audit) -> Outcomes:
    """Compare the findings of a report before and after the injection."""
    known = {finding.id for finding in before.findings} | {signature(each) for each in before.findings}
    new = (each for each in after.findings if each.id not in known and signature(each) not in known)
    roots = [each for each in new if each.cause is None]
    answered: set[str] = set()
    outcomes = []
    for defect in injected.defects:
        own = _own(after, defect, injected.defects, roots)
        answered.update(each.id for each in own)
        outcomes.append(_outcome(after, defect, own))
    extra = tuple(each for each in roots if each.severity in ALARMS and each.id not in answered)
    twice = tuple(_twice(after, injected.defects, roots))
    return Outcomes(tuple(outcomes), (*extra, *twice))


def signature(finding: Finding) -> tuple[str, ...]:
    """What makes two findings of two texts the same."""
    return (finding.code, finding.kind, finding.severity, squeeze(finding.quote), finding.expected)


def _own(audit: Audit, defect: Defect, defects: tuple[Defect, ...], roots: list[Finding]) -> list[Finding]:
    """The findings that answer a defect: none that stands at another, and only shows this one's place as evidence.

    An amount written for another and held against a cell that is wrong as well tells of the amount, not of the cell.
    """
    others = [each for each in defects if each is not defect]
    found = [each for each in roots if answers(audit, defect, each)]
    return [
        each
        for each in found
        if _at(audit, defect, each)
        or not any(_at(audit, other, each) and answers(audit, other, each) for other in others)
    ]


def _at(audit: Audit, defect: Defect, finding: Finding) -> bool:
    return any(_meet((finding.start, finding.end), place) for place in _places(audit, defect))


def _twice(audit: Audit, defects: tuple[Defect, ...], roots: list[Finding]) -> Iterator[Finding]:
    """Alarms that repeat an answered one."""
    for defect in defects:
        own = [each for each in _own(audit, defect, defects, roots) if each.severity in ALARMS]
        yield from sorted(own, key=lambda each: not _exact(audit, defect, each))[1:]


def answers(audit: Audit, defect: Defect, finding: Finding) -> bool:
    """Whether a finding touches a defect and has a kind that names it."""
    wanted = finding.severity in ALARMS or "other" in defect.answers
    return wanted and finding.kind in defect.answers and _touches(audit, defect, finding)


def _touches(audit: Audit, defect: Defect, finding: Finding) -> bool:
    spans = [(finding.start, finding.end)]
    spans += [
        (item.start, item.end)
        for item in finding.evidence
        if item.start is not None and item.end is not None and item.end - item.start <= LONGEST
    ]
    return any(_meet(span, place) for span in spans for place in _places(audit, defect))


def _places(audit: Audit, defect: Defect) -> list[tuple[int, int]]:
    """Where the defect stands; for words left out, the paragraph, which may be wrapped, or else the line.

    A lost row stands between two lines: pointing at either is pointing at it.
    """
    text = audit.report.text
    if defect.stated:
        return list(defect.places)
    at = defect.places[0][0]
    for paragraph in audit.report.paragraphs:
        if paragraph.offsets and paragraph.offsets[0] <= at <= paragraph.offsets[-1] + 1:
            return [(paragraph.offsets[0], paragraph.offsets[-1] + 1)]
    if defect.slip == "row-lost":
        return [_line_before(text, at), _line_behind(text, at)]
    return [_line_behind(text, text.rfind("\n", 0, at) + 1)]


def _line_before(text: str, at: int) -> tuple[int, int]:
    """The last line with anything in it that ends before ``at``."""
    end = len(text[:at].rstrip())
    return text.rfind("\n", 0, end) + 1, end


def _line_behind(text: str, at: int) -> tuple[int, int]:
    """The first line with anything in it that begins at ``at`` or behind it."""
    start = at + len(text[at:]) - len(text[at:].lstrip())
    end = text.find("\n", start)
    return start, end if end >= 0 else len(text)


def _meet(span: tuple[int, int], place: tuple[int, int]) -> bool:
    return span[0] < max(place[1], place[0] + 1) and min(place[0], place[1] - 1) < span[1]


def _outcome(audit: Audit, defect: Defect, own: list[Finding]) -> Outcome:
    if not own:
        return Outcome(defect, False, False, False, False, 0.0)
    best = min(own, key=lambda each: not _exact(audit, defect, each))
    exact = _exact(audit, defect, best) and sum(each.severity in ALARMS for each in own) <= 1
    named = WORDS.get(defect.slip)
    if named and _tenfold(defect):
        named = (*named, *WORDS["moved-point"])
    diagnosed = named is None or any(word in best.diagnosis for word in named)
    return Outcome(defect, True, exact, diagnosed, _corrected(audit, defect, best), best.confidence)


def _tenfold(defect: Defect) -> bool:
    """Whether a digit too many, or one too few, only moved the point: 100 % became 1000 %."""
    stated, right = _numbers(squeeze(defect.stated)), _numbers(squeeze(defect.expected))
    return bool(stated and right) and stated[0] in (right[0] * 10, right[0] / 10)


def _exact(audit: Audit, defect: Defect, finding: Finding) -> bool:
    """Whether a finding stands at the defect and says what should stand there.

    A row that is not there has no place: the sum that lacks it is as good as the rows around it.
    """
    shared = finding.diagnosis.startswith("或者") or "cross-table" in defect.answers[:1]
    shared = shared or defect.slip == "row-lost"
    return (_at(audit, defect, finding) or (shared and _touches(audit, defect, finding))) and _says(
        finding, defect.expected
    )


def _says(finding: Finding, expected: str) -> bool:
    """Whether it says what stood there; for a rate, also if that is one of those that its operands allow."""
    right = squeeze(expected)
    said = [squeeze(text) for text in (finding.expected, finding.message, finding.diagnosis)]
    if finding.suggestion:
        said.append(squeeze(finding.suggestion.replacement))
    numbers = _numbers(right)
    if numbers and _is_rate(right) and finding.bounds and _within(numbers[0], finding.bounds):
        return True
    if any(right in words and each in words for words in TURNS for each in said[:1]):
        return True
    if any(_same_amount(each, right) for each in said):
        return True
    return any(right in each or (numbers and _near(numbers[0], right, _numbers(each))) for each in said)


def _near(number: Decimal, text: str, others: list[Decimal]) -> bool:
    """Whether one of the numbers is the same, as finely as it was written; for rates, but for rounding of theirs."""
    step = written_step(number)
    spare = 2 * step if _is_rate(text) else step / 2
    return any(abs(number - other) <= spare for other in others)


def _is_rate(text: str) -> bool:
    return text.endswith(("%", "％")) or text.startswith("百分之")


def _within(rate: Decimal, bounds: tuple[Decimal, Decimal]) -> bool:
    return bounds[0] <= rate + written_step(rate) / 2 and rate - written_step(rate) / 2 <= bounds[1]


def _numbers(text: str) -> list[Decimal]:
    found = (match[0].replace(",", "").replace("，", "") for match in _NUMBER.finditer(text))
    return [Decimal(each) for each in found]


def _corrected(audit: Audit, defect: Defect, finding: Finding) -> bool:
    """Whether the suggestion, or for a pair of items the diagnosis, gives what stood there."""
    suggestion = finding.suggestion
    if suggestion is None or not defect.expected:
        return False
    place = (suggestion.start, suggestion.end)
    if not any(_meet(place, each) for each in _places(audit, defect)):
        return False
    mine, right = squeeze(suggestion.replacement), squeeze(defect.expected)
    if any(mine in words and right in words for words in TURNS):
        return True
    if mine == right or (not defect.stated and right in mine) or _same_amount(mine, right):
        return True
    numbers = _numbers(right)
    return bool(numbers) and _is_rate(right) and _near(numbers[0], right, _numbers(mine))


def _same_amount(mine: str, right: str) -> bool:
    """Whether two numbers with units are one amount: 12.50万元, 12.5万元 and 125000元 are."""
    sizes = []
    for text in (mine, right):
        match = _NUMBER.match(text)
        if match is None:
            return False
        unit = text[match.end() :]
        size = Decimal(match[0].replace(",", "").replace("，", "")) * FACTORS.get(unit, Decimal(1))
        sizes.append((size, "元" if unit in FACTORS else unit))
    return sizes[0] == sizes[1]
