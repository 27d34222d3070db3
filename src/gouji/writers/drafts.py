"""Two drafts compared, for the terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from rich.text import Text

from ..compare.model import Audit, Finding
from ..drafts import Drafts
from ..version import __version__
from .json import SCHEMA, Object, finding_object
from .style import Style
from .text import Page


def text_of(drafts: Drafts, style: Style) -> Iterator[str]:
    """What is new and what is still there in full, what is fixed a line each."""
    page = Page(drafts.new, style)
    words = page.words
    page.title()
    page.line(Text(words["old"].format(path=drafts.old.report.path), "dim"))
    page.line(Text(words["new"].format(path=drafts.new.report.path), "dim"))
    if unlike(drafts):
        page.line(Text(words["unlike"], "yellow"))
    still = [finding for _, finding in drafts.still]
    counts = {"fixed": _alarms(drafts.fixed), "added": _alarms(drafts.added), "still": _alarms(still)}
    page.line(Text(words["drafts"].format(**counts), "bold"))
    page.line(Text())
    for name, findings in (("added", drafts.added), ("still", still)):
        if findings and (counts[name] or style.verbose):
            page.line(Text(f"■ {words[name].format(count=counts[name])}", "bold"))
            page.findings(findings)
    yield page.text()
    if counts["fixed"] or (drafts.fixed and style.verbose):
        yield _fixed(drafts, style, counts["fixed"])


def _fixed(drafts: Drafts, style: Style, count: int) -> str:
    """The fixed findings, where they stood in the old draft."""
    page = Page(drafts.old, style)
    page.line(Text(f"■ {page.words['fixed'].format(count=count)}", "bold"))
    for finding in drafts.fixed:
        if finding.severity != "info" or style.verbose:
            page.brief(finding)
    return page.text()


def _alarms(findings: Sequence[Finding]) -> int:
    return sum(finding.severity != "info" for finding in findings)


def unlike(drafts: Drafts) -> bool:
    old, new = drafts.old.report, drafts.new.report
    return (old.organisation, old.year) != (new.organisation, new.year)


def json_of(drafts: Drafts) -> Iterator[str]:
    """``{"old", "new", "fixed", "added", "still": [{"old", "new"}]}``, the findings as in the contract."""
    content: Object = {
        "schema": SCHEMA,
        "gouji": __version__,
        "old": _draft(drafts.old),
        "new": _draft(drafts.new),
        "fixed": [finding_object(finding) for finding in drafts.fixed],
        "added": [finding_object(finding) for finding in drafts.added],
        "still": [{"old": finding_object(old), "new": finding_object(new)} for old, new in drafts.still],
    }
    yield json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _draft(audit: Audit) -> Object:
    report = audit.report
    return {
        "path": report.path,
        "sha256": report.sha256,
        "organisation": report.organisation,
        "year": report.year,
        "kind": report.kind,
    }
