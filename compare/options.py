"""What a user chooses: which checks speak and how loudly, and which findings are known and excused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import PurePath

from .model import Finding, Severity

KNOWN_BEFORE = re.compile(r"基线 .+ 中已有")
"""The reason of a suppression that says only that the finding is not new."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """One finding that is excused: its fingerprint and why; ``report`` narrows it to file names (``*`` wild)."""

    finding: str
    reason: str
    report: str = "*"

    def concerns(self, path: str) -> bool:
        """Whether it speaks of the report at ``path``."""
        return fnmatchcase(PurePath(path).name, self.report) or fnmatchcase(path, self.report)


@dataclass(frozen=True, slots=True)
class Options:
    """What :func:`gouji.compare.audit.audit` may be told.

    ``off`` are codes of checks; ``severities`` replace a check's own, by code, but for what is a note anyway;
    ``confidence`` is the least of a finding; ``aliases`` gives other names of an organisation, by its name;
    ``profiles`` are paths of further profiles of reports; ``calibration`` is that of counts instead of the shipped.
    """

    off: frozenset[str] = frozenset()
    severities: dict[str, Severity] = field(default_factory=dict)
    confidence: Decimal = Decimal(0)
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    profiles: tuple[str, ...] = ()
    calibration: str = ""
    suppressions: tuple[Suppression, ...] = ()


DEFAULTS = Options()


def chosen(findings: Iterable[Finding], options: Options) -> Iterator[Finding]:
    """The findings of the checks that are on, of enough confidence."""
    for finding in findings:
        if finding.code not in options.off and Decimal(str(finding.confidence)) >= options.confidence:
            yield finding


def weighed(findings: Iterable[Finding], options: Options) -> Iterator[Finding]:
    """All findings with the severities that the user gives their checks; what is a mere note stays one."""
    for finding in findings:
        severity = options.severities.get(finding.code, finding.severity)
        yield finding if finding.severity == "info" else replace(finding, severity=severity)


def excused(findings: Iterable[Finding], options: Options, path: str) -> Iterator[Finding]:
    """All findings, the suppressed ones marked with the reason; what follows from one is excused with it."""
    reasons: dict[str, str] = {}
    for suppression in options.suppressions:
        if suppression.concerns(path):
            reasons.setdefault(suppression.finding, suppression.reason)
    for finding in findings:
        reason = reasons.get(finding.id) or reasons.get(finding.cause or "")
        yield replace(finding, suppressed=reason) if reason else finding
