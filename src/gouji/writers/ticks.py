"""The check list in words: a mark, its colour and a line for each item, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..compare.model import Audit, ChecklistItem, Outcome
from .style import Lang

MOST = 6
MARKS: Mapping[Outcome, tuple[str, str]] = {
    "pass": ("✓", "bold green"),
    "fail": ("✗", "bold red"),
    "not-checkable": ("？", "bold yellow"),
    "not-applicable": ("－", "dim"),
}
OUTCOMES: Mapping[Lang, Mapping[Outcome, str]] = {
    "zh": {"pass": "通过", "fail": "不通过", "not-checkable": "无法核对", "not-applicable": "不适用"},
    "en": {
        "pass": "pass",
        "fail": "fail",
        "not-checkable": "not checkable",
        "not-applicable": "not applicable",
    },
}
ITEMS: Mapping[str, str] = {
    "balance": "statements of income and expenditure balance",
    "table-sums": "sums within the tables",
    "cross-tables": "tables agree with each other",
    "amounts-overview": "amounts as in the tables: income and expenditure",
    "amounts-income": "amounts as in the tables: income",
    "amounts-expenditure": "amounts as in the tables: expenditure",
    "amounts-fiscal-overview": "amounts as in the tables: fiscal appropriations",
    "amounts-general-budget": "amounts as in the tables: general public budget",
    "amounts-basic": "amounts as in the tables: basic expenditure",
    "amounts-government-fund": "amounts as in the tables: government funds",
    "amounts-state-capital": "amounts as in the tables: state capital",
    "amounts-three-public": "amounts as in the tables: three public expenses",
    "amounts-operating-cost": "amounts as in the tables: operating costs",
    "amounts-procurement": "amounts as in the tables: procurement",
    "amounts-projects": "amounts as in the tables: projects",
    "amounts-performance": "amounts as in the tables: performance",
    "units": "units of money",
    "changes": "direction and size of changes",
    "shares": "shares",
    "completion": "completion rates",
    "sums": "parts and totals in the text",
    "three-public": "three public expenses: parts and total",
    "labels": "names and codes of items, name of the organisation",
    "lists": "items listed under basic expenditure",
    "counts": "counts of bodies, vehicles, batches",
    "years": "years and dates",
    "absences": "statements of nothing, and empty tables",
    "scores": "self-assessment: weights, scores, rates",
    "reasons": "reasons for differences",
    "complete": "required tables and sections",
    "leftovers": "no leftovers of the template",
    "wording": "punctuation, doubled words, numbering",
    "other": "other problems",
}
REASONS: Mapping[str, str] = {
    "absent": "not in this report",
    "no-amounts": "no amounts are stated there",
    "unread": "cells not read or not certain",
    "unlinked": "only {checked} could be checked",
    "no-profile": "family of report not recognised",
    "incomplete": "not found: {missing}",
    "no-year": "year of the report not recognised",
    "missing-cells": "no table to compare with",
}


def ticks(audit: Audit, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """Mark, colour and words of every item; a failed one names its findings' fingerprints."""
    for item in audit.checklist:
        mark, colour = MARKS[item.outcome]
        outcome = OUTCOMES[lang][item.outcome]
        found = "".join(f" {name}" for name in item.findings[:MOST]) + (
            " …" if len(item.findings) > MOST else ""
        )
        if lang == "zh":
            yield mark, colour, f"{item.item}：{outcome}。{item.why}{found}"
        else:
            yield mark, colour, f"{ITEMS.get(item.code, item.item)}: {outcome}; {_why(item)}{found}"


def _why(item: ChecklistItem) -> str:
    if item.outcome == "pass":
        return f"{item.checked} checked"
    if item.outcome == "fail":
        return f"findings: {len(item.findings)}"
    missing = "、".join(item.why.removeprefix("没有找到").partition("，请")[:1])
    return REASONS.get(item.reason, item.reason).format(checked=item.checked, missing=missing)
