"""What the desk hands around: uploads, drafts, marks, and what its workers are asked and answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..compare.model import Audit
from ..writers.style import Lang

Role = Literal["report", "tables", "prior", "budget"]
ROLES: tuple[Role, ...] = ("report", "tables", "prior", "budget")

Progress = Literal["queued", "reading", "checking", "done", "failed"]
Status = Literal["open", "accepted", "taken", "dismissed"]
STATUSES: tuple[Status, ...] = ("open", "accepted", "taken", "dismissed")


@dataclass(frozen=True, slots=True)
class File:
    """An uploaded file. ``name`` is for people and for its suffix only; no file is ever opened by it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Bundle:
    """A report and what was dropped with it."""

    report: File
    tables: tuple[File, ...] = ()
    prior: File | None = None
    budget: File | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A worker is to check a report."""

    bundle: Bundle
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A worker's answer to :class:`Check`."""

    audit: Audit


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a task has no result, in one line; ``locked`` if a password would help."""

    message: str
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What the reviewer decided about a finding: ``reason`` why it was dismissed, ``note`` anything else.

    ``carried``: the decision was made on an earlier draft.
    """

    status: Status = "open"
    reason: str = ""
    note: str = ""
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """A worker is to write an audit, with the decisions made, in one of the writers' formats."""

    audit: Audit
    source: File
    form: str
    lang: Lang
    marks: dict[str, Mark] = field(default_factory=dict)
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A worker's answer to :class:`Export`."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """One report on the desk. The fields from ``format`` on are known once it is ``done``.

    ``created`` is in seconds since 1970; ``previous`` is the draft before it; ``decided`` counts the root findings
    that are not open any more.
    """

    id: int
    name: str
    progress: Progress
    message: str
    locked: bool
    created: float
    previous: int | None
    format: str
    organisation: str
    year: int | None
    kind: str
    errors: int
    warnings: int
    infos: int
    decided: int
    attached: tuple[str, ...] = ()

    @property
    def findings(self) -> int:
        """How many root findings it has."""
        return self.errors + self.warnings + self.infos
