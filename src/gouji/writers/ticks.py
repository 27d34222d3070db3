"""The check list in words: a mark, its colour and a line for each item, in the language that the audit is in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..compare.model import Audit, Outcome
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


def ticks(audit: Audit, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """Mark, colour and words of every item; a failed one names its findings' fingerprints."""
    for item in audit.checklist:
        mark, colour = MARKS[item.outcome]
        outcome = OUTCOMES[lang][item.outcome]
        found = "".join(f" {name}" for name in item.findings[:MOST]) + (
            " …" if len(item.findings) > MOST else ""
        )
        shape = "{}：{}。{}{}" if lang == "zh" else "{}: {}; {}{}"
        yield mark, colour, shape.format(item.item, outcome, item.why, found)
