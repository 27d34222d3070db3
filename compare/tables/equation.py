"""An identity that the tables of a report must satisfy, and what each of its cells would have to be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from ...extract.interval import Agreement, base_signed, plain, sums_to, to_unit
from ...extract.model import Figure, Quantity
from ...narrative.record import record
from ..wording import amount

Scope = Literal["table", "tables", "classes"]
MOST_SHOWN = 10
_WHOLE = frozenset({"incomes", "classes", "balance", "grand", "carried", "same", "groups"})
"""Families whose identities say something even where only one of the parts is not zero."""


@record
class Identity:
    """``total`` = Σ ``parts`` − Σ ``minus``; identities of one ``family`` and table stand or fall together.

    ``scope``: within a table, between two tables, or between a summary table and the classes of another.
    """

    family: str
    total: Figure
    parts: tuple[Figure, ...]
    minus: tuple[Figure, ...] = ()
    scope: Scope = "table"

    @property
    def cells(self) -> tuple[Figure, ...]:
        """All cells that take part."""
        return (self.total, *self.parts, *self.minus)

    @property
    def agreement(self) -> Agreement:
        """Whether it holds."""
        return sums_to(self.total.quantity, self._addends())

    @property
    def telling(self) -> bool:
        """Whether it says anything: at least two parts, or the only one that there may be, are not zero."""
        filled = len([part for part in (*self.parts, *self.minus) if part.quantity.value])
        return filled > 1 or (self.family in _WHOLE and filled == 1)

    @property
    def empty(self) -> bool:
        """Whether all its cells are zero."""
        return not (
            self.total.quantity.value
            or any([part.quantity.value for part in self.parts])
            or any([part.quantity.value for part in self.minus])
        )

    @property
    def sum(self) -> Decimal:
        """What the parts come to, in 元."""
        return sum((base_signed(each)[0] for each in self._addends()), Decimal(0))

    @property
    def added(self) -> str:
        """The sum of the parts in the unit of the total, without the unit."""
        return plain(to_unit(self.sum, self.total.quantity.unit, self.total.quantity.step))

    @property
    def slack(self) -> Decimal:
        """How far rounding may move the sum, in 元."""
        return (
            sum((base_signed(each.quantity)[1] for each in self.cells if each.quantity.value), Decimal(0)) / 2
        )

    def corrections(self) -> dict[str, Decimal]:
        """What each cell would have to be for the identity to hold, in 元, by the figure's id."""
        gap = base_signed(self.total.quantity)[0] - self.sum
        signed = [(part, gap) for part in self.parts] + [(part, -gap) for part in self.minus]
        mended = {
            part.id: base_signed(part.quantity)[0] + each
            for part, each in signed
            if part.quantity.value and base_signed(part.quantity)[0] + each >= 0
        }
        return mended | {self.total.id: self.sum}

    def words(self) -> str:
        """The computation, e.g. 7.05+5.00=12.05万元，表中为12.50万元; of a single part both amounts."""
        if self.of_two:
            return _two_cells(next(part for part in self.parts if part.quantity.value), self.total)
        return f"{self.addition()}，表中为{amount(self.total.quantity)}"

    @property
    def of_two(self) -> bool:
        """Whether it says of two cells that they are equal."""
        return sum(part.quantity.value != 0 for part in self.parts) == 1 and not self.minus

    def addition(self) -> str:
        """The sum alone, e.g. 7.05+5.00=12.05万元."""
        plus = [part for part in self.parts if part.quantity.value]
        text = "+".join(plain(part.quantity.value) for part in plus[:MOST_SHOWN]) or "0"
        text += "+…" if len(plus) > MOST_SHOWN else ""
        text += "".join(f"-{plain(part.quantity.value)}" for part in self.minus)
        return f"{text}={self.added}{self.total.quantity.unit or ''}"

    def _addends(self) -> tuple[Quantity, ...]:
        parts = [part.quantity for part in self.parts]
        return (*parts, *self._negated()) if self.minus else tuple(parts)

    def _negated(self) -> Iterator[Quantity]:
        return (part.quantity.of(-part.quantity.value) for part in self.minus)


def _two_cells(part: Figure, total: Figure) -> str:
    """Two cells that should be equal, by the names of their rows where these tell them apart."""
    one, other = ("".join(each.row_path[-1:]) for each in (part, total))
    if one and other and one != other:
        return f"“{one}”为{amount(part.quantity)}，“{other}”为{amount(total.quantity)}"
    return f"一处为{amount(part.quantity)}，另一处为{amount(total.quantity)}"


Judged = tuple[Identity, Agreement]
"""An identity and whether it holds."""
