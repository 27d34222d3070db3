"""The review sheet as rows of texts: what CSV and workbook have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..compare.model import Audit
from .phrases import Entry, Phrases
from .places import squeezed

_NUMBER = re.compile(r"[-+]\d[\d.,]*[%\u4e00-\u9fff]*")
_UNFIT = re.compile(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
COLUMNS = (
    "number", "severity", "code", "title", "section", "place", "quote", "stated", "expected", "basis",
    "diagnosis", "suggestion",
)  # fmt: skip
"""The columns of a finding, by the names of their words."""


def head(phrases: Phrases) -> list[str]:
    """The heads of :data:`COLUMNS`."""
    return [phrases.words[f"col-{name}"] for name in COLUMNS]


def row(entry: Entry) -> list[str]:
    """The cells of one finding."""
    return [
        entry.number, entry.severity, entry.finding.code, entry.title, entry.section, entry.place, entry.quote,
        entry.stated, entry.expected, entry.basis, entry.diagnosis, entry.suggestion,
    ]  # fmt: skip


def checklist_head(phrases: Phrases) -> list[str]:
    """The heads of the check list's columns."""
    return [phrases.words[name] for name in ("item", "outcome", "why", "related")]


def checklist(audit: Audit, phrases: Phrases) -> Iterator[list[str]]:
    """The filled check list; findings by their number in the sheet."""
    numbers = {entry.finding.id: entry.number for entry in phrases.entries()}
    for item in audit.checklist:
        related = "、".join(numbers[name] for name in item.findings if name in numbers)
        yield [squeezed(item.item), phrases.words[item.outcome], squeezed(item.why), related]


def coverage(audit: Audit, phrases: Phrases) -> Iterator[tuple[str, int]]:
    """How many numbers were seen, understood, found and checked; then each reason why others were not."""
    found = audit.coverage
    for name in ("numbers", "claims", "linked", "checked"):
        yield phrases.words[name], int(getattr(found, name))
    for reason, count in sorted(found.unverifiable.items(), key=lambda item: (-item[1], item[0])):
        yield f"{phrases.words['unchecked']}{phrases.words['colon']}{reason}", count


def inert(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula; plain numbers with a sign stay as they are."""
    shown = clean(text)
    return f"'{shown}" if shown[:1] in ("=", "+", "-", "@") and not _NUMBER.fullmatch(shown) else shown


def clean(text: str) -> str:
    """The text with blanks for characters that XML cannot hold."""
    return _UNFIT.sub(" ", text)
