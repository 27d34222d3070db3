"""An audit in a notebook: a short table of its findings, and its claims in the form that displaCy draws."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Literal, TypedDict

from .model import Audit, Finding

_HEAD = ("", "检查", "原文", "应为", "依据")
_SIGNS = {"error": "错误", "warning": "疑点", "info": "提示"}


class Entity(TypedDict):
    """A marked stretch of text."""

    start: int
    end: int
    label: str


class Drawing(TypedDict):
    """What ``spacy.displacy.render(…, style="ent", manual=True)`` draws."""

    text: str
    ents: list[Entity]
    title: str | None


def displacy(audit: Audit, *, label: Literal["type", "verdict"] = "type") -> Drawing:
    """The report's text with its claims marked by what they are or by what was found about them."""
    found: list[Entity] = []
    for claim in sorted(audit.claims, key=lambda claim: claim.start):
        assessment = audit.assessments.get(claim.id)
        verdict = assessment.verdict if assessment is not None else "unverifiable"
        found.append(
            {"start": claim.start, "end": claim.end, "label": claim.type if label == "type" else verdict}
        )
    return {"text": audit.report.text, "ents": found, "title": audit.report.organisation or None}


def notebook_html(audit: Audit) -> str:
    """A heading, how much was checked, and a row for each finding that is no consequence of another."""
    report, coverage = audit.report, audit.coverage
    shown = [each for each in audit.findings if each.cause is None and each.suppressed is None]
    head = " ".join(
        filter(None, (report.organisation or report.path, f"{report.year}年度" if report.year else ""))
    )
    said = f"{len(shown)} 条意见；数字 {coverage.numbers} 个，识别 {coverage.claims} 个，核对 {coverage.checked} 个"
    rows = "".join(_row("td", _cells(each)) for each in shown)
    table = f"<table>{_row('th', _HEAD)}{rows}</table>" if shown else ""
    return f"<p><strong>{escape(head)}</strong> {escape(said)}</p>{table}"


def _cells(finding: Finding) -> tuple[str, ...]:
    reason = finding.workings or finding.message
    return _SIGNS[finding.severity], finding.code, finding.quote, finding.expected, reason


def _row(tag: str, cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"
