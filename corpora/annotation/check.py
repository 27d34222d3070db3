"""Whether an annotation fits its report: places, texts and references, a line for each problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ...extract.numerals import CHINESE, parse_arabic, parse_chinese
from .model import Annotation, CellLabel, ClaimLabel, FindingLabel
from .quotes import Squeezed, overlap


def problems(annotation: Annotation, text: str) -> Iterator[str]:
    """A line for each problem with the annotation of a report that reads ``text``."""
    squeezed = Squeezed(text)
    yield from _twice(annotation)
    yield from _overlapping(annotation)
    known = {claim.id for claim in annotation.claims}
    for claim in annotation.claims:
        for what in _claim(claim, squeezed, known):
            yield f"数据 {claim.id}：{what}"
    for finding in annotation.findings:
        for what in _finding(finding, squeezed):
            yield f"问题 {finding.id}：{what}"
    for number, each in enumerate(annotation.acceptable, 1):
        if not squeezed.places(each.quote):
            yield f"可以 第{number}条：原句不在报告中：“{_short(each.quote)}”"


def _twice(annotation: Annotation) -> Iterator[str]:
    for what, labels in (("数据", annotation.claims), ("问题", annotation.findings)):
        if any(not label.id.strip() for label in labels):
            yield f"{what}：有一条的编号是空的"
        if any(label.page is not None and label.page < 1 for label in labels):
            yield f"{what}：页应从 1 数起"
        for name, count in Counter(label.id for label in labels).items():
            if count > 1:
                yield f"{what} {name}：编号用了 {count} 次"


def _overlapping(annotation: Annotation) -> Iterator[str]:
    ordered = sorted(annotation.claims, key=lambda claim: (claim.start, claim.end))
    for before, after in pairwise(ordered):
        if after.start < before.end and before.start < before.end:
            yield f"数据 {after.id}：与 {before.id} 的位置重叠"


def _claim(claim: ClaimLabel, report: Squeezed, known: set[str]) -> Iterator[str]:
    place = _range(claim.start, claim.end, report)
    if place:
        yield place
        return
    there = report.text[claim.start : claim.end]
    if claim.number is not None:
        if _plain(claim.number) not in _plain(there):
            yield f"报告 {claim.start}–{claim.end} 处是“{_short(there)}”，不是“{claim.number}”"
        elif claim.value is not None and _value(claim.number) not in (None, claim.value):
            yield f"数值 {claim.value} 与数字“{claim.number}”不符"
    quoted = report.places(claim.quote)
    if not quoted:
        yield f"原句不在报告中：“{_short(claim.quote)}”"
    elif not overlap(quoted, [(claim.start, claim.end)]):
        yield f"原句不在位置 {claim.start}–{claim.end} 处：“{_short(claim.quote)}”"
    for name in claim.operands or ():
        if name not in known or name == claim.id:
            yield f"算自 {name}：没有这个编号的数据" if name != claim.id else "算自自己"
    if claim.cell is not None and claim.cells is not None:
        yield "“单元格”和“各单元格”只能填一个"
    for cell in claim.places:
        yield from _cell(cell, report)


def _cell(cell: CellLabel, report: Squeezed) -> Iterator[str]:
    if cell.start is None or cell.end is None:
        if cell.start != cell.end:
            yield f"单元格 {cell.row} {cell.column} 的 start 和 end 应同时为空"
        return
    place = _range(cell.start, cell.end, report)
    if place:
        yield f"单元格 {cell.row} {cell.column}：{place}"
    elif _plain(report.text[cell.start : cell.end]) != _plain(cell.text):
        there = _short(report.text[cell.start : cell.end])
        yield f"单元格：报告 {cell.start}–{cell.end} 处是“{there}”，不是“{cell.text}”"


def _finding(finding: FindingLabel, report: Squeezed) -> Iterator[str]:
    quoted = report.places(finding.quote)
    if not quoted:
        yield f"原句不在报告中：“{_short(finding.quote)}”"
    if finding.confidence is not None and not 0 <= finding.confidence <= 1:
        yield f"把握应在 0 与 1 之间，不是 {finding.confidence}"
    if finding.start is None and finding.end is None:
        return
    if finding.start is None or finding.end is None:
        yield "起、止应同时填写或同时不填"
        return
    place = _range(finding.start, finding.end, report)
    if place:
        yield place
    elif quoted and not overlap(quoted, [(finding.start, finding.end)]):
        yield f"原句不在位置 {finding.start}–{finding.end} 处：“{_short(finding.quote)}”"


def _range(start: int, end: int, report: Squeezed) -> str:
    if 0 <= start < end <= len(report.text):
        return ""
    return (
        f"位置 {start}–{end} 不在报告之内（全文 {len(report.text)} 字）"
        if start < end
        else (f"位置 {start}–{end} 是空的")
    )


def _value(number: str) -> object:
    """The number's value, None if it is written in a way that is not read here."""
    plain = _plain(number)
    if plain and all(char in CHINESE + "点" for char in plain):
        found = parse_chinese(plain)
        return found[0] if found else None
    if (
        plain
        and all(char in "0123456789.,，０１２３４５６７８９．" for char in plain)
        and plain.count(".") < 2
    ):
        return parse_arabic(plain)[0]
    return None


def _plain(text: str) -> str:
    return "".join(text.split())


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 30 else f"{plain[:30]}…"
