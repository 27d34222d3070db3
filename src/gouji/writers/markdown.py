"""Markdown: findings under their sections, the check list and the coverage, a report after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ..compare.model import Audit
from .phrases import Entry, Phrases
from .sheet import checklist, checklist_head, coverage
from .style import Style

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LIST = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+=])")
_FIELDS = ("stated", "expected", "basis", "diagnosis", "suggestion")


def render(audits: Iterable[Audit], style: Style) -> Iterator[str]:
    """One document for all reports."""
    for i, audit in enumerate(audits):
        phrases = Phrases(audit, style.lang, style.remarks)
        lines = [*_head(audit, phrases), *_findings(phrases), *_checklist(audit, phrases)]
        lines += [f"## {phrases.words['sheet-coverage']}", "", *_coverage(audit, phrases)]
        yield ("\n---\n\n" if i else "") + "\n".join(lines) + "\n"


def _head(audit: Audit, phrases: Phrases) -> Iterator[str]:
    yield f"# {escaped(phrases.headline())}"
    yield ""
    yield f"`{audit.report.path.replace('`', '')}`"
    yield ""
    yield f"**{escaped(phrases.summary()[0])}**" + escaped("".join(phrases.summary()[1:]))
    yield ""
    for warning in phrases.warnings():
        yield f"> {phrases.words['caution']}{phrases.words['colon']}{escaped(warning)}"
        yield ""


def _findings(phrases: Phrases) -> Iterator[str]:
    for section, entries in groupby(phrases.entries(), key=lambda entry: entry.section):
        yield f"## {escaped(section)}"
        yield ""
        for entry in entries:
            yield from _finding(entry, phrases)


def _finding(entry: Entry, phrases: Phrases) -> Iterator[str]:
    title = f"{entry.severity}{phrases.words['colon']}{escaped(entry.title)}"
    yield f"### {entry.number} {title} `{entry.finding.code}` {entry.place}".rstrip()
    yield ""
    part = entry.excerpt
    yield f"> {escaped(part.before)}**{escaped(part.marked.strip())}**{escaped(part.after)}"
    yield ""
    for name in _FIELDS:
        text = getattr(entry, name)
        if text:
            label = "suggestion" if name == "expected" and phrases.advises(text) else name
            yield f"- {phrases.words[f'col-{label}']}{phrases.words['colon']}{escaped(text)}"
    if decision := phrases.decision(entry.finding):
        yield f"- {phrases.words['decision']}{phrases.words['colon']}{escaped(decision)}"
    yield ""


def _checklist(audit: Audit, phrases: Phrases) -> Iterator[str]:
    if audit.checklist:
        yield f"## {phrases.words['sheet-checklist']}"
        yield ""
        yield from _table(checklist_head(phrases), checklist(audit, phrases))
        yield ""


def _coverage(audit: Audit, phrases: Phrases) -> Iterator[str]:
    heads = [phrases.words["measure"], phrases.words["count"]]
    yield from _table(heads, ((name, str(count)) for name, count in coverage(audit, phrases)))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(escaped, heads))} |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield f"| {' | '.join(map(escaped, row))} |"


def escaped(text: str) -> str:
    """The text as it stands, whatever Markdown would make of it."""
    return _LIST.sub(r"\1\\\2\3" if text[:1].isdigit() else r"\\\3", _SPECIAL.sub(r"\\\1", text))
