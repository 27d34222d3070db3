"""What screening hands around: a source, what a worker is given, and what it gives back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Folder = Literal["reports", "claims", "findings", "tables", "errors"]
FOLDERS: tuple[Folder, ...] = ("claims", "findings", "tables", "errors", "reports")
"""The folders of a result, ``reports`` last: its part is what makes a batch count."""

ABOUT = "screen.json"
"""The file in a folder of results that says which version made them."""

SCHEMA = 2
"""Which folders and columns the results have: another number, other ones."""

Reason = Literal["missing", "unreadable", "timeout", "memory", "crash", "defect"]
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One report to be screened and what its manifest says of it (None where it says nothing).

    ``path`` is how the results name it; ``file`` is where it lies if its name is no text that can be written down;
    ``container`` is the archive that holds it, ``member`` its name in there.
    """

    path: str
    container: str | None = None
    member: str | None = None
    organisation: str | None = None
    region: str | None = None
    level: str | None = None
    year: int | None = None
    sector: str | None = None
    file: str | None = None

    @property
    def is_local(self) -> bool:
        """Whether any process of a machine that has the file can read it by its path."""
        return self.container is None and self.file is None and "://" not in self.path


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is given. ``content`` is None for a local file, which the worker reads itself."""

    source: Source
    sha256: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a report has no result; ``message`` is one line."""

    reason: Reason
    message: str


@dataclass(frozen=True, slots=True)
class Screened:
    """A report's rows, in the order of the columns in :mod:`rows`, without those that name the source.

    ``errors`` and ``warnings`` are how many root findings it has of each severity, ``checked`` and ``unverifiable`` how
    many of its numbers could be judged and could not; ``unread`` are its parts that could not be read.
    """

    report: Row
    errors: int
    warnings: int
    claims: tuple[Row, ...] = ()
    findings: tuple[Row, ...] = ()
    tables: tuple[Row, ...] = ()
    checked: int = 0
    unverifiable: int = 0
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source. ``duplicate_of`` names the path whose content is the same and was checked."""

    source: Source
    sha256: str | None
    result: Screened | Failure
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """What a worker is at, told before its answer."""

    name: Literal["reading", "checking"]


@dataclass(frozen=True, slots=True)
class Ended:
    """A worker that ended without an answer: its exit status, and whether it was ended for being too slow."""

    status: int
    late: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """What one report may cost: seconds of the processor (:mod:`deadline`) and bytes of address space."""

    seconds: float = 60.0
    memory: int = 2 * 1024**3


@dataclass(slots=True)
class Progress:
    """How far a run is: ``before`` sources were done by earlier runs, ``done`` by this one.

    The other numbers are those of the whole folder: reports with the content of another; of the others those checked,
    those with errors or warnings, how many of these, how many numbers were judged and how many not, and the reports
    with parts that could not be read; and failures. ``unchecked`` has a line for each failure and each such part,
    ``notes`` one for whatever of the command's paths was not understood.
    """

    total: int = 0
    before: int = 0
    done: int = 0
    duplicates: int = 0
    reports: int = 0
    alarming: int = 0
    errors: int = 0
    warnings: int = 0
    checked: int = 0
    unverifiable: int = 0
    partial: int = 0
    failures: Counter[Reason] = field(default_factory=Counter)
    unchecked: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Take one more outcome into account."""
        self.done += 1
        result = outcome.result
        if isinstance(result, Failure):
            self.failed_with(result.reason, result.message)
        else:
            self.count(result, duplicate=outcome.duplicate_of is not None)

    def failed_with(self, reason: Reason, message: str) -> None:
        """Take a report into account that could not be checked."""
        self.failures[reason] += 1
        self.unchecked.append(message)

    def count(self, found: Screened, *, duplicate: bool) -> None:
        """Take a report into account; what was found in one that repeats another is found already."""
        self.duplicates += duplicate
        if duplicate:
            return
        self.reports += 1
        self.errors += found.errors
        self.warnings += found.warnings
        self.alarming += bool(found.errors or found.warnings)
        self.checked += found.checked
        self.unverifiable += found.unverifiable
        self.partial += bool(found.unread)
        self.unchecked += found.unread

    @property
    def failed(self) -> int:
        """How many could not be checked."""
        return sum(self.failures.values())
