"""What injection speaks of: sites where a defect may go, changes of the text, and the defects planted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ...compare.model import Audit, Kind


@dataclass(frozen=True, slots=True)
class Site:
    """A number of the prose that was checked and found consistent.

    ``celled``: it repeats a cell, ``exact``: to the last digit of it. ``rates``: how many rates are computed from it
    (for a rate: 1 if its operands are known). ``summed``: it takes part in a complete list. ``neighbours`` are other
    figures, in its unit, that a slip may have copied instead; ``group`` names those that it may be swapped with.
    ``bounds`` are those of a rate as its rounded operands allow it; ``spare`` is the part by which an amount may change
    without any of its rates showing it (3.35万元 of 6160万元 are 0.05 %, and so are 3.38).
    """

    start: int
    end: int
    type: str
    column: str
    value: Decimal
    unit: str | None
    celled: bool
    rates: int
    summed: bool
    neighbours: tuple[Decimal, ...] = ()
    group: str = ""
    exact: bool = False
    bounds: tuple[Decimal, Decimal] | None = None
    spare: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Source:
    """A report with what is known of it. ``taken`` are stretches that already have a defect."""

    audit: Audit
    sites: tuple[Site, ...]
    taken: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The report's text."""
        return self.audit.report.text

    def free(self, start: int, end: int) -> bool:
        """Whether no finding of the report stands there."""
        return not any(begin < end and start < finish for begin, finish in self.taken)


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:end]`` by ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A defect before it is planted. ``answers`` are the kinds that name it rightly, the kind itself first."""

    answers: tuple[Kind, ...]
    slip: str
    edits: tuple[Edit, ...]
    expected: str


@dataclass(frozen=True, slots=True)
class Defect:
    """A planted defect: ``places`` are those of its replacements in the changed text.

    ``slip`` is its root cause (``transposed-digits``, ``unit``, ``swapped`` …), ``stated`` what stands there now,
    ``expected`` what stood there ("" where nothing did, or any words would do). ``answers`` are the kinds of finding
    that name it rightly, its own first.
    """

    answers: tuple[Kind, ...]
    slip: str
    places: tuple[tuple[int, int], ...]
    stated: str
    expected: str


@dataclass(frozen=True, slots=True)
class Injected:
    """A changed text with the defects in it, in reading order; none if the changes are harmless."""

    text: str
    defects: tuple[Defect, ...]
