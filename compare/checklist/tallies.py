"""How much of each item of the check list there is, and how much of it was really checked."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...extract.named import CODED
from ...narrative.model import SectionKind
from ..prose.reasons import explained_items
from ..tables.economic import GROUPS, items, name_key
from ..tables.equation import Identity
from ..tables.grids import row_label
from ..tables.scores import sheets
from .inspection import Count, Inspection

_STATEMENTS = ("income-expenditure", "fiscal-income-expenditure")
_SUMS = frozenset({*CODED, "three-public", "project"}) - {"basic-detail"}
_LIST = re.compile(r"主要(?:包括|用于)|包括[：:]")
_YEAR = re.compile(r"20\d\d年")
_FUNDS = ("government-fund", "state-capital", "three-public")
LEAST_NAMES = 4


def statements(inspection: Inspection) -> Count:
    """The statements of income and expenditure, and those with an identity that was computed."""
    return _tables(inspection, _STATEMENTS)


def table_sums(inspection: Inspection) -> Count:
    """The other tables with amounts that add up."""
    return _tables(inspection, tuple(_SUMS))


def _tables(inspection: Inspection, kinds: tuple[str, ...]) -> Count:
    filled = {table for table, kind in inspection.filled.items() if kind in kinds}
    if not filled:
        tables = inspection.evidence.report.tables
        if not tables:
            return Count(0, 0, "张表", reason="no-tables")
        return Count(
            0, 0, "张表", reason="unread" if any(each.kind in kinds for each in tables) else "absent"
        )
    judged: set[str] = set()
    for each in _judged(inspection):
        table = each.total.place.table
        if each.scope == "table" and table in filled and table not in judged and each.telling:
            judged.add(table)
    return Count(len(filled), len(judged), "张表")


def _judged(inspection: Inspection) -> tuple[Identity, ...]:
    return (
        *inspection.account.holding,
        *(each for fault in inspection.account.faults for each in fault.broken),
    )


def accounts(inspection: Inspection) -> Count:
    """The identities between tables."""
    number = sum(1 for each in _judged(inspection) if each.scope != "table")
    if number:
        return Count(number, number, "处")
    if not inspection.evidence.report.tables:
        return Count(0, 0, reason="no-tables")
    filled = {figure.place.table for figure in inspection.evidence.figures if figure.quantity.value}
    return Count(0, 0, reason="unread" if len(filled) > 1 else "absent")


def section_amounts(kind: SectionKind) -> Callable[[Inspection], Count]:
    """The amounts of the sections of one kind: those compared with a cell were checked."""

    def count(inspection: Inspection) -> Count:
        links = inspection.evidence.links
        amounts = inspection.amounts.get(kind, [])
        checked = sum(1 for claim in amounts if claim.id in links and inspection.checked(claim.id))
        if not amounts:
            present = any(each.kind == kind for each in inspection.evidence.report.sections)
            return Count(0, 0, reason="no-amounts" if present else "absent")
        if not checked:
            return Count(len(amounts), 0, reason="missing-cells")
        return Count(len(amounts), checked, "个金额")

    return count


def claims_of(*types: str) -> Callable[[Inspection], Count]:
    """The claims of some types."""

    def count(inspection: Inspection) -> Count:
        mine = [claim for claim in inspection.evidence.claims if claim.type in types]
        return Count(len(mine), sum(1 for claim in mine if inspection.checked(claim.id)), "个")

    return count


def sums(inspection: Inspection) -> Count:
    """The numbers of the prose that are parts of a total."""
    mine = [claim for claim in inspection.evidence.claims if claim.part_of]
    return Count(len(mine), sum(1 for claim in mine if inspection.checked(claim.id)), "个分项")


def three_public(inspection: Inspection) -> Count:
    """The numbers of the section on the three public expenses, and the sums of their table."""
    mine = [
        claim
        for claim in inspection.evidence.claims
        if inspection.section_kind(claim.section) == "three-public"
    ]
    added = sum(1 for each in _judged(inspection) if each.family == "three-public")
    checked = sum(1 for claim in mine if inspection.checked(claim.id))
    return Count(len(mine) + added, checked + added, "处")


def names(inspection: Inspection) -> Count:
    """The items under 具体情况 whose names could be held against a row of a table."""
    links = inspection.evidence.links
    mine = {claim.path: False for claim in inspection.evidence.claims if claim.path}
    for claim in inspection.evidence.claims:
        link = links.get(claim.id)
        if claim.path and link and any(figure.code for figure in link.figures):
            mine[claim.path] = True
    return Count(len(mine), sum(mine.values()), "个科目")


def lists(inspection: Inspection) -> Count:
    """The lists under 基本支出; checked are those of whose names the table shows several."""
    evidence = inspection.evidence
    shown = [found for nature in GROUPS if (found := items(evidence, nature))]
    keys = {name_key(row_label(figure)) for found in shown for figure in found.rows.values()}
    texts = [
        paragraph.text
        for paragraph in evidence.report.paragraphs
        if inspection.section_kind(paragraph.section) == "basic" and _LIST.search(paragraph.text)
    ]
    if texts and not shown:
        return Count(len(texts), 0, reason="missing-cells")
    known = [text for text in texts if sum(1 for key in keys if key and key in text) >= LEAST_NAMES]
    return Count(len(texts), len(known), "处列举")


def years(inspection: Inspection) -> Count:
    """The years in titles and at the beginning of sentences, which are held against the report's own."""
    report = inspection.evidence.report
    if report.year is None:
        return Count(0, 0, reason="no-year")
    titles = [*(each.title for each in report.sections), *(each.title for each in report.tables)]
    sentences = [part for each in report.paragraphs for part in each.text.split("。") if _YEAR.match(part)]
    number = sum(1 for title in titles if _YEAR.search(title)) + len(sentences)
    return Count(number, number, "处标题和句首的年份")


def absences(inspection: Inspection) -> Count:
    """The tables of funds and of the three public expenses, which statements of absence speak of."""
    mine = [table for table in inspection.evidence.report.tables if table.kind in _FUNDS]
    return Count(len(mine), len(mine), "张表")


def scores(inspection: Inspection) -> Count:
    """The tables of self-assessment; checked are those whose row of funds was read with certainty."""
    found = sheets(inspection.evidence)
    return Count(len(found), sum(1 for sheet in found if sheet.funds), "张自评表")


def explanations(inspection: Inspection) -> Count:
    """The items whose budget and actual amounts differ."""
    differing = [item for item in explained_items(inspection.evidence) if item.differs]
    return Count(len(differing), len(differing), "项")


def completeness(inspection: Inspection) -> Count:
    """The tables and sections that the family of the report asks for."""
    match = inspection.match
    if match is None:
        return Count(0, 0, reason="no-profile")
    absent = [part.title for part in (*match.missing_tables, *match.missing_sections)]
    wanted = sum(part.required for part in (*match.profile.tables, *match.profile.sections))
    if absent:
        named = "、".join(f"“{title}”" for title in absent[:4]) + ("等" if len(absent) > 4 else "")
        return Count(wanted, wanted - len(absent), "项", reason="incomplete", missing=named)
    return Count(wanted, wanted, "项")


def paragraphs(*parts: str) -> Callable[[Inspection], Count]:
    """The paragraphs that were read in some parts of the report."""

    def count(inspection: Inspection) -> Count:
        number = sum(1 for each in inspection.evidence.report.paragraphs if each.part in parts)
        return Count(number, number, "段")

    return count
