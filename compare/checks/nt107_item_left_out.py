"""逐项说明漏写了一项

检查什么：一般公共预算支出“具体情况”逐项说明各项级科目，其余各项都与支出表的项级科目一一对应，只有一个不为零的项
没有任何一段说到。表中各项相加应等于合计；不足三项的、写明只说“主要”“部分”项目的、所缺的项由它的类、款一并说明
的，都不算；所缺的项在这一节里另有名称、数额的，也不算。

为什么：逐项说明多在上年的稿子上改，今年新增的科目容易漏写，各项相加就不等于总数。

例：支出表有养老保险、行政运行、防汛、住房公积金四项，具体情况只写了前三项，漏了住房公积金 33.55 万元。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...extract.interval import plain, sums_to
from ...extract.model import FACTORS, Claim, Figure
from ...narrative.model import Section
from ..findings import Blame, cell_exhibit, remark
from ..model import Evidence, Finding, Severity
from ..once import once
from ..tables.grids import is_total
from ..wording import amount, cell_words, inner, squeeze
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
LEAST = 3
"""So many items told one by one are a list that was meant to be whole."""
TABLE = "general-expenditure"
_OWN_COLUMNS = {"final-accounts": ("actual",), "budget": ("budget", "none", "actual")}
_PARTLY = re.compile(r"主要|部分|重点|较大|例如|如下?几|典型|以上的|其余|不再|略")
_LEAD = 90
"""So much of the paragraph before the first item may say that only some are told."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Find the one row of the table of expenditure that the paragraphs about its rows leave out."""
    lists = list(_lists(evidence))
    rows = _rows(evidence) if lists else {}
    for items in lists:
        absent = _absent(evidence, items, rows)
        around = _around(evidence, items) if absent else None
        if absent and around and not _told_otherwise(evidence, items, around, absent):
            yield _finding(evidence, around, absent)


def _lists(evidence: Evidence) -> Iterator[list[Claim]]:
    """The amounts of this year of 项, by the part of the prose (一、 …) that they stand in."""
    columns = _OWN_COLUMNS.get(evidence.report.kind, ())
    items = [
        claim
        for claim in evidence.claims
        if claim.facets.level == "项" and claim.type == "amount" and claim.column in columns
    ]
    sections = {section.id: section for section in evidence.report.sections} if len(items) >= LEAST else {}
    lists: dict[str, list[Claim]] = {}
    for claim in items if sections else ():
        lists.setdefault(_top(sections, claim.section), []).append(claim)
    return (each for each in lists.values() if len(each) >= LEAST)


def _top(sections: dict[str, Section], name: str) -> str:
    """The outermost numbered section of the prose that holds a section."""
    above = sections[name].parent if name in sections else None
    while above in sections and above is not None and sections[above].kind == sections[name].kind:
        name, above = above, sections[above].parent
    return name


@once
def _rows(evidence: Evidence) -> dict[str, Figure]:
    """The 项 of the general budget above 0, by code, in the column of totals; none where they do not add up."""
    columns = _OWN_COLUMNS.get(evidence.report.kind, ())
    cells = [each for each in evidence.figures if each.table_kind == TABLE and each.quantity.unit in FACTORS]
    wholes = [each for each in cells if each.column in columns and not each.blank and is_total(each)]
    if not wholes or len({each.place.table for each in cells}) != 1:
        return {}
    whole = min(wholes, key=lambda each: each.place.column)
    found: dict[str, Figure] = {}
    for figure in cells:
        code = figure.code or ""
        if len(code) != 7 or figure.place.column != whole.place.column or not figure.quantity.value:
            continue
        if figure.alternatives or found.setdefault(code, figure) is not figure:
            return {}
    fits = found and sums_to(whole.quantity, [each.quantity for each in found.values()]) == "equal"
    return found if fits else {}


def _absent(evidence: Evidence, items: Sequence[Claim], rows: dict[str, Figure]) -> Figure | None:
    """The one row that no item tells of, if each item is surely of a row of its own."""
    told: dict[str, str] = {}
    for claim in items:
        code = _row_of(evidence, claim, rows, told)
        if code is None or told.setdefault(code, claim.paragraph) != claim.paragraph:
            return None
    absent = [figure for code, figure in rows.items() if code not in told]
    return absent[0] if len(absent) == 1 and len(told) >= LEAST else None


def _row_of(evidence: Evidence, claim: Claim, rows: dict[str, Figure], told: dict[str, str]) -> str | None:
    """The code of the claim's row; of several of one name the one with its amount that is not told yet."""
    link = evidence.links.get(claim.id)
    figures = [each for each in link.figures if each.table_kind == TABLE] if link else []
    codes = [code for code in dict.fromkeys(each.code or "" for each in figures) if code in rows]
    if len(codes) > 1:
        fitting = [code for code in codes if sums_to(claim.quantity, [rows[code].quantity]) == "equal"]
        codes = [code for code in fitting if code not in told][:1] or fitting[:1]
    return codes[0] if len(codes) == 1 else None


def _around(evidence: Evidence, items: Sequence[Claim]) -> Section | None:
    """The innermost section that holds all the items."""
    start, end = items[0].start, items[-1].end
    holding = [
        each
        for each in evidence.report.sections
        if each.title and each.heading.end <= start and end <= each.end
    ]
    return max(holding, key=lambda each: each.start, default=None)


def _told_otherwise(evidence: Evidence, items: Sequence[Claim], around: Section, row: Figure) -> bool:
    """Whether only some items are meant to be told, or the row is told there in another way."""
    paragraphs = [each for each in evidence.report.paragraphs if each.part == "narrative" and each.text]
    at = next((i for i, each in enumerate(paragraphs) if each.id == items[0].paragraph), 0)
    lead = paragraphs[at - 1].text if at and paragraphs[at - 1].offsets[0] >= around.start else ""
    if _PARTLY.search(around.title + lead[-_LEAD:]) or _within_another(evidence, items, around, row):
        return True
    text = squeeze(_without_items(evidence, items, around)).replace(",", "")
    name = re.escape(squeeze(row.row_path[-1]))
    wan = (row.quantity.yuan / FACTORS["万元"]).quantize(Decimal("0.01"))
    values = "|".join(map(_written, sorted({row.quantity.value, wan})))
    named = rf"{name}(?:[（(]?项(?!目)|[^，。；]{{0,14}}[\dXx×＊*_元])"
    return re.search(rf"{named}|(?<![\d.])(?:{values})(?![\d.])", text) is not None


def _without_items(evidence: Evidence, items: Sequence[Claim], around: Section) -> str:
    """The text of a section without the numbers of the 项 that agree with their row: one may be as large as the row.

    An amount that does not agree stays: it may be the row's, under a wrong name.
    """
    rows = _rows(evidence)
    agreeing = {each.facets.item for each in items if _agrees(evidence, each, rows)}
    pieces, at = [], around.start
    for claim in sorted(evidence.claims, key=lambda each: each.start):
        if claim.facets.item in agreeing and at <= claim.start and claim.end <= around.end:
            pieces.append(evidence.report.text[at : claim.start])
            at = claim.end
    return "…".join((*pieces, evidence.report.text[at : around.end]))


def _agrees(evidence: Evidence, claim: Claim, rows: dict[str, Figure]) -> bool:
    code = _row_of(evidence, claim, rows, {})
    return code is not None and sums_to(claim.quantity, [rows[code].quantity]) == "equal"


def _written(value: Decimal) -> str:
    """A pattern of a number with or without zeros at its end."""
    digits = plain(value.normalize())
    return re.escape(digits) + ("0*" if "." in digits else r"(?:\.0+)?")


def _within_another(evidence: Evidence, items: Sequence[Claim], around: Section, row: Figure) -> bool:
    """Whether the list tells of the 类 or 款 of the row as a whole: 住房改革支出（款）108万元."""
    for claim in evidence.claims:
        if claim.facets.level in ("类", "款") and items[0].clause[0] <= claim.start <= around.end:
            link = evidence.links.get(claim.id)
            names = claim.path[-1:]
            codes = {figure.code or "-" for figure in link.figures} if link else {"-"}
            if any((row.code or "").startswith(code) for code in codes) or set(names) & set(row.row_path):
                return True
    return False


def _finding(evidence: Evidence, around: Section, row: Figure) -> Finding:
    name, words = inner(squeeze(row.row_path[-1])), cell_words(evidence, row)
    return remark(
        evidence,
        around.heading,
        Blame(CODE, RULE, "list", SEVERITY, 0.8),
        message=f"逐项说明漏写了“{name}”：{words}，其余各项都有说明。",
        expected=f"补写“{name}”{amount(row.quantity)}",
        workings=words,
        section=around.id,
        page=around.page,
        exhibits=(cell_exhibit(row),),
    )
