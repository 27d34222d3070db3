"""An annotated report: every number with a meaning, every real defect, and what looks odd and is right.

A field that is None was not said; an empty tuple says that there is none. ``rest`` keeps what the format does not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ...compare.model import Kind, Severity, Verdict
from ...extract.model import ClaimType, Column
from ...narrative.errors import GouJiError

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Rest = tuple[tuple[str, Json], ...]


class AnnotationError(GouJiError):
    """An annotation that cannot be used; ``lines`` has a line for each problem."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        """Keep the lines; the first one with their number is the message."""
        self.lines = lines
        more = f"（另有 {len(lines) - 1} 处）" if len(lines) > 1 else ""
        super().__init__(f"{lines[0]}{more}")

    def __reduce__(self) -> tuple[type[AnnotationError], tuple[tuple[str, ...]]]:
        """Let the error cross process boundaries whole."""
        return type(self), (self.lines,)


@dataclass(frozen=True, slots=True)
class CellLabel:
    """A table cell by its labels; ``start`` and ``end`` index the report's text, None for a blank cell."""

    table: str
    text: str
    start: int | None
    end: int | None
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class ClaimLabel:
    """A number in the prose: where it stands (``start``/``end`` with its unit), what it is, and whether it is right."""

    id: str
    start: int
    end: int
    quote: str
    type: ClaimType
    verdict: Verdict
    number: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    subject: str | None = None
    column: Column | None = None
    alt_verdicts: tuple[Verdict, ...] | None = None
    section: str | None = None
    page: int | None = None
    operands: tuple[str, ...] | None = None
    cell: CellLabel | None = None
    cells: tuple[CellLabel, ...] | None = None
    evidence: str | None = None
    note: str | None = None
    rest: Rest = ()

    @property
    def places(self) -> tuple[CellLabel, ...]:
        """The cells it may speak of, the most fitting first."""
        return self.cells or ((self.cell,) if self.cell else ())


@dataclass(frozen=True, slots=True)
class FindingLabel:
    """A real defect; ``quote`` marks it ("…" joins parts that stand apart), ``group`` ties those of one root cause."""

    id: str
    kind: Kind
    severity: Severity
    quote: str
    alt_kinds: tuple[Kind, ...] | None = None
    section: str | None = None
    page: int | None = None
    start: int | None = None
    end: int | None = None
    stated: str | None = None
    expected: str | None = None
    confidence: Decimal | None = None
    group: str | None = None
    evidence: str | None = None
    note: str | None = None
    rest: Rest = ()


@dataclass(frozen=True, slots=True)
class AcceptableLabel:
    """What looks odd and is right: it must not be reported as an error or a warning."""

    quote: str
    why: str | None = None
    page: int | None = None
    rest: Rest = ()


Label = ClaimLabel | FindingLabel | AcceptableLabel


@dataclass(frozen=True, slots=True)
class Annotation:
    """All labels of one report; ``document`` names its file."""

    document: str | None
    claims: tuple[ClaimLabel, ...] = ()
    findings: tuple[FindingLabel, ...] = ()
    acceptable: tuple[AcceptableLabel, ...] = ()
    rest: Rest = ()
