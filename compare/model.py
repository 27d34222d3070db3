"""What the comparison says: links, judgements, findings and the audit of one report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from ..extract.model import Claim, Figure
from ..narrative.model import Report
from ..narrative.record import record

if TYPE_CHECKING:
    from pandas import DataFrame

    from .notebook import Drawing
    from .profiles.profile import Match

Verdict = Literal["consistent", "inconsistent", "rounding", "unverifiable"]
Severity = Literal["error", "warning", "info"]
Outcome = Literal["pass", "fail", "not-applicable", "not-checkable"]
Kind = Literal[
    "unit", "amount", "share", "growth", "direction", "completion", "sum", "table-sum", "cross-table", "year",
    "count", "label", "list", "zero-statement", "placeholder", "rounding", "missing-section",
    "missing-explanation", "other",
]  # fmt: skip

CERTAIN = 0.75
"""From this probability on a link accuses, and confirms."""


@dataclass(frozen=True, slots=True)
class Link:
    """The cells a claim speaks of, the most fitting first, and why.

    ``near`` counts those of the first rank, any of which the claim may copy; the rest only say nearly the same.
    """

    claim: str
    figures: tuple[Figure, ...]
    reasons: tuple[str, ...]
    probability: float

    @property
    def certain(self) -> bool:
        """Whether what differs from its cells is wrong, and what agrees with them right: three times in four."""
        return bool(self.figures) and self.probability >= CERTAIN

    near: int = 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """The one argument of every check.

    ``prior`` and ``budget`` are last year's report and this year's budget, ``units`` those a department adds up;
    ``profile`` is the family of reports that the report belongs to, if known; ``units_of_tables`` the right units of
    tables whose heads print another (see :mod:`compare.headunits`), in which ``figures`` are read. ``kept`` holds what
    was computed from all this already (see :mod:`compare.once`); :func:`dataclasses.replace` starts it anew.
    ``unfinished`` says of each check that a defect of ours ended what it was.
    """

    report: Report
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    links: dict[str, Link]
    by_id: dict[str, Claim]
    prior: Evidence | None = None
    budget: Evidence | None = None
    units: tuple[Evidence, ...] = ()
    profile: Match | None = None
    units_of_tables: dict[str, str] = field(default_factory=dict)
    kept: dict[Callable[..., object], object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    unfinished: dict[str, str] = field(default_factory=dict, init=False)


@record
class Judgement:
    """What one check makes of one claim."""

    claim: str
    code: str
    verdict: Verdict
    workings: str = ""
    expected: str | None = None
    bounds: tuple[Decimal, Decimal] | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A place that a finding rests on: a cell or a stretch of text."""

    what: Literal["cell", "text"]
    text: str
    start: int | None
    end: int | None
    table: str | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Replace ``text[start:end]`` by ``replacement``."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect. Fields as in the contract; ``id`` and ``cause`` are filled in by :mod:`compare.causes`.

    ``sort`` is what its confidence was counted under, by :mod:`compare.confidence`.
    """

    code: str
    rule: str
    kind: Kind
    severity: Severity
    message: str
    section: str | None
    start: int
    end: int
    quote: str
    stated: str
    expected: str
    workings: str
    evidence: tuple[Exhibit, ...]
    bounds: tuple[Decimal, Decimal] | None = None
    diagnosis: str = ""
    suggestion: Suggestion | None = None
    confidence: float = 0.9
    claims: tuple[str, ...] = ()
    id: str = ""
    cause: str | None = None
    page: int | None = None
    suppressed: str | None = None
    sort: str = ""


@record
class Assessment:
    """A claim's final verdict, put together from all judgements."""

    verdict: Verdict
    reason: str | None = None
    expected: str | None = None
    bounds: tuple[Decimal, Decimal] | None = None
    workings: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was understood: number tokens seen in the narrative, claims made of them, linked, checked.

    ``unfinished`` are sentences on checks that a defect of ours ended, ``unread`` on parts (files of a folder or a zip)
    of the report and of those it was compared with that could not be read, ``warnings`` on all that limits the audit.
    """

    numbers: int
    claims: int
    linked: int
    checked: int
    unverifiable: dict[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line of the reviewer's check list.

    ``code`` names the item and ``reason`` why it was not checked, for other languages; ``checked`` counts what was.
    """

    item: str
    outcome: Outcome
    why: str
    findings: tuple[str, ...] = ()
    code: str = ""
    checked: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything gouji has to say about one report."""

    report: Report
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    links: dict[str, Link]
    assessments: dict[str, Assessment]
    findings: tuple[Finding, ...]
    checklist: tuple[ChecklistItem, ...]
    coverage: Coverage
    profile: str = "generic"

    def to_frame(self) -> DataFrame:
        """The claims as a pandas data frame, one row each; needs the extra ``gouji[study]``."""
        from .frames import claims_frame

        return claims_frame(self)

    def findings_frame(self) -> DataFrame:
        """The findings as a pandas data frame, one row each; needs the extra ``gouji[study]``."""
        from .frames import findings_frame

        return findings_frame(self)

    def to_displacy(self, *, label: Literal["type", "verdict"] = "type") -> Drawing:
        """The claims for ``spacy.displacy.render(…, style="ent", manual=True)``; spaCy itself is not needed."""
        from .notebook import displacy

        return displacy(self, label=label)

    def _repr_html_(self) -> str:
        """The findings as a table, which a notebook shows."""
        from .notebook import notebook_html

        return notebook_html(self)
