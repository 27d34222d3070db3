"""What a document says: quantities, claims (from prose) and figures (from tables)."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from ..narrative.model import CellRef
from ..narrative.record import record

ClaimType = Literal[
    "amount", "share", "growth-rate", "change-amount", "completion-rate", "count", "score", "other"
]
Column = Literal["budget", "adjusted-budget", "actual", "change", "prior", "none"]

FACTORS: dict[str, Decimal] = {
    "元": Decimal(1),
    "万": Decimal(10_000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千元": Decimal(1_000),
    "亿": Decimal(100_000_000),
    "亿元": Decimal(100_000_000),
}
"""How many 元 one of each money unit is."""


@record
class Quantity:
    """A number as written: unsigned ``value`` in ``unit`` and ``step``, one unit of the last digit written.

    ``unit`` is None for a bare number. 减少417.27万元 has value 417.27, unit 万元, step 0.01.
    ``approximate`` is set by 约, 近, 余, 超, 左右 and the like.
    """

    value: Decimal
    unit: str | None
    step: Decimal
    approximate: bool = False

    @property
    def yuan(self) -> Decimal:
        """The value in 元; only for money units."""
        return self.value * FACTORS[self.unit or "元"]

    @property
    def exact(self) -> Quantity:
        """The value as it stands, without regard to its rounding."""
        return Quantity(self.value, self.unit, Decimal(0), self.approximate)

    def of(self, value: Decimal) -> Quantity:
        """Another value written in the same way."""
        return Quantity(value, self.unit, self.step, self.approximate)


@record
class Facets:
    """What an amount is about, in the few dimensions that the tables have; ``""`` where not said.

    flow: income, expenditure, carry-in (年初结转), carry-out (年末结转), both (收、支总计)
    fund: all, fiscal (财政拨款), general (一般公共预算), government-fund, state-capital, special-account, own ...
    nature: total, basic, project, personnel, public, business (经营), upward (上缴上级), subsidy (对附属单位补助)
    item: the 科目 or item name, without numerals and level marks, e.g. 社会公益研究, 因公出国（境）费
    level: 类, 款, 项 or ""
    """

    flow: str = ""
    fund: str = ""
    nature: str = ""
    item: str = ""
    level: str = ""


@record
class Operand:
    """A claim that another is computed from. Roles: part, whole; level, change, prior; actual, budget."""

    role: str
    claim: str


@record
class Claim:
    """A number with a meaning in the prose.

    ``start``/``end`` cover the number with its unit in the report's text; ``clause`` the whole clause (for quoting).
    ``subject`` is what is counted, in the report's own words, with what the sentence or item heading supplies:
    ``path`` are the 类/款/项 names of the item it stands under, outermost first. ``direction`` is +1 for 增加, −1 for
    减少, 0 where no direction is said. ``part_of`` is the total of which an 其中-list makes it a part.
    """

    id: str
    start: int
    end: int
    clause: tuple[int, int]
    paragraph: str
    section: str
    type: ClaimType
    subject: str
    facets: Facets
    path: tuple[str, ...]
    column: Column
    year: int | None
    quantity: Quantity
    direction: int
    operands: tuple[Operand, ...]
    part_of: str | None
    rule: str
    confidence: float
    page: int | None = None


@record
class Figure:
    """A number in a table, or a blank cell where a number could stand (``start`` None, value 0, ``blank``).

    ``row_path`` and ``column_path`` are labels, outermost first, without numerals; ``code`` the 科目编码 if any.
    ``alternatives`` are other columns of the table where the number may stand: empty when certain.
    """

    id: str
    place: CellRef
    start: int | None
    end: int | None
    text: str
    quantity: Quantity
    table_kind: str
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    code: str | None
    facets: Facets
    column: Column
    blank: bool
    alternatives: tuple[int, ...] = ()
    page: int | None = None

    @property
    def signed(self) -> Decimal:
        """The value with its sign, in the figure's unit (columns of changes have negative cells)."""
        negative = self.text.startswith(("-", "−", "－", "﹣", "—"))
        return -self.quantity.value if negative else self.quantity.value
