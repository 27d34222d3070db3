"""What the check list is drawn up from: the evidence, what was made of it, and where each finding stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ...extract.model import Claim
from ...narrative.model import SectionKind
from ..model import Assessment, Evidence, Finding
from ..profiles.profile import Match
from ..tables.faults import Account


@dataclass(frozen=True, slots=True)
class Count:
    """How many things of one sort there are and how many were checked; ``what`` they are called.

    ``reason`` says why nothing of the sort can be said to be checked; ``missing`` names what is not there.
    """

    seen: int
    checked: int
    what: str = "处"
    reason: str = ""
    missing: str = ""


@dataclass(frozen=True)
class Inspection:
    """One report with everything that was found out about it."""

    evidence: Evidence
    assessments: dict[str, Assessment]
    findings: tuple[Finding, ...]
    account: Account
    match: Match | None

    @cached_property
    def alarms(self) -> tuple[Finding, ...]:
        """What must be looked at: errors and warnings that are not excused; notes on form count too."""
        return tuple(
            each
            for each in self.findings
            if each.suppressed is None and (each.severity != "info" or each.kind in ("other", "placeholder"))
        )

    def checked(self, claim: str) -> bool:
        """Whether the claim was compared with something."""
        assessment = self.assessments.get(claim)
        return assessment is not None and assessment.verdict != "unverifiable"

    @cached_property
    def _sections(self) -> dict[str, tuple[SectionKind, str | None]]:
        return {each.id: (each.kind, each.parent) for each in self.evidence.report.sections}

    def section_kind(self, section: str | None) -> SectionKind:
        """The kind of the section, or of the nearest one above that has one."""
        while section is not None and section in self._sections:
            kind, parent = self._sections[section]
            if kind != "other":
                return kind
            section = parent
        return "other"

    @cached_property
    def amounts(self) -> dict[SectionKind, list[Claim]]:
        """The amounts that the prose states, by the kind of their section."""
        found: dict[SectionKind, list[Claim]] = {}
        for claim in self.evidence.claims:
            if claim.type == "amount":
                found.setdefault(self.section_kind(claim.section), []).append(claim)
        return found

    @cached_property
    def filled(self) -> dict[str, str]:
        """The kinds of the tables that show some amount, by their id."""
        return {
            each.place.table: each.table_kind
            for each in self.evidence.figures
            if each.quantity.value and each.column != "change"
        }

    @cached_property
    def _tables(self) -> dict[str, str]:
        return {each.id: each.kind for each in self.evidence.report.tables}

    def table_kind(self, finding: Finding) -> str:
        """The kind of the table whose cell the finding is about, ``""`` if it is about text."""
        cell = next((item for item in finding.evidence if item.what == "cell"), None)
        return self._tables.get(cell.table or "", "") if cell and cell.start == finding.start else ""
