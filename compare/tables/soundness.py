"""Whether tables were read soundly: where sums hardly ever hold, the reading is doubted, not the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...narrative.titles import title_text
from ..model import Evidence
from .identities import judged

_FEWEST = 3
"""Sums that a table must have for them to tell anything of its reading."""


@dataclass(frozen=True, slots=True)
class Sums:
    """How many sums of a table say anything (two parts at least are not zero), and how many of them hold."""

    table: str
    told: int
    holding: int

    @property
    def doubtful(self) -> bool:
        """Whether fewer than half of them hold."""
        return self.told >= _FEWEST and self.holding * 2 < self.told

    @property
    def misread(self) -> bool:
        """Whether so few hold that the table was most likely misread."""
        return self.told >= _FEWEST and self.holding * 5 < self.told


def sums(evidence: Evidence) -> Iterator[Sums]:
    """The sums of each table with money in it."""
    for table, members in judged(evidence).items():
        telling = [how for each, how in members if each.telling]
        yield Sums(table, len(telling), sum(how != "differs" for how in telling))


def warnings(evidence: Evidence, found: tuple[Sums, ...]) -> tuple[str, ...]:
    """A line for each table whose reading is doubtful."""
    titles = {table.id: title_text(table.title) for table in evidence.report.tables}
    return tuple(
        f"《{titles.get(each.table, each.table)}》的{each.told}项合计只有{each.holding}项成立，可能没有读对"
        + ("，其中的数不据以判错" if each.misread else "")
        for each in found
        if each.doubtful
    )
