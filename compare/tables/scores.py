"""The 绩效自评 tables as far as they are certain: the funds, and each indicator's weight, score and deviation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ...extract.interval import rate_agrees, share_of
from ...extract.model import Figure, Quantity
from ..model import Evidence
from ..once import once
from ..wording import squeeze
from .grids import row_label

MARGIN = Decimal("0.06")
"""What the rounding of scores explains."""
_FULL_FROM = Decimal("0.9")
"""In some places the full mark is given from this rate on."""
KINDS = ("performance-department", "performance-project")
_TARGET = re.compile(r"(?P<sign>[≥≤=＝><])\s*(?P<value>\d+(?:\.\d+)?)%?$")
_FUND = re.compile(r"资金(?!.*率)|拨款|预算总额|结转$")
_OWN = re.compile(r"(?:单位|自有)资金")
_TOTALS = ("总分", "总计", "合计", "自评总分")
_NATURES = ("年初预算", "全年预算", "执行数", "分值", "执行率", "得分")


def usual_scores(weight: Decimal, share: Decimal) -> tuple[Decimal, Decimal]:
    """What a rate of execution (``share`` of 1) scores of ``weight``: in proportion, or in full from 90 % on."""
    return weight * share, min(weight, weight * share / _FULL_FROM)


def as_written(figure: Figure) -> Quantity:
    """A rate with the step of its own digits: in a form the column of a rate holds other things too."""
    digits = "".join(each for each in figure.text if each.isdigit() or each == ".")
    places = len(digits.partition(".")[2])
    return Quantity(figure.quantity.value, "%", Decimal(1).scaleb(-places))


def off(stated: Quantity, right: Decimal, value: Decimal | None = None) -> bool:
    """Whether a rate is more than two of its last digits from the right one, whole percents a whole one."""
    gap = abs((stated.value if value is None else value) - right)
    return gap > 2 * stated.step if stated.step < 1 else gap >= stated.step


@dataclass(frozen=True, slots=True)
class Funds:
    """The row of all funds; every cell stands in its column for certain."""

    budget: Figure | None
    adjusted: Figure | None
    actual: Figure | None
    weight: Figure | None
    rate: Figure | None
    score: Figure | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator's row: its label with the target, and its numbers in reading order."""

    label: str
    numbers: tuple[Figure, ...]
    weight: Figure | None
    score: Figure | None
    deviation: Figure | None

    @property
    def target(self) -> tuple[str, Decimal] | None:
        """The target's sign and value, where the label ends in it."""
        match = _TARGET.search(self.label)
        return (match["sign"], Decimal(match["value"])) if match else None

    @property
    def actual(self) -> Figure | None:
        """The value reached, where the label ends in the target and the row is complete."""
        return self.numbers[0] if self.target and len(self.numbers) >= 3 else None


@dataclass(frozen=True, slots=True)
class Group:
    """A first-level indicator with its weight as printed, and the indicators under it."""

    weight: Figure
    indicators: tuple[Indicator, ...]

    @property
    def sum(self) -> Decimal:
        """The weights of the indicators under it."""
        return sum((each.weight.quantity.value for each in self.indicators if each.weight), Decimal(0))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of self-assessment. ``total``: 总分 with the sum of weights and of scores as stated.

    ``own`` is what was spent of the unit's own money (单位资金), if a row says so.
    """

    table: str
    funds: Funds | None
    indicators: tuple[Indicator, ...]
    total: tuple[Figure, Figure] | None
    own: Figure | None
    groups: tuple[Group, ...]

    @property
    def over(self) -> tuple[Figure, Figure] | None:
        """Weight and score of the one row that scores more than its weight, if it is what the weights lack."""
        if self.funds is None or self.funds.weight is None:
            return None
        rows = [each.numbers[-2:] for each in self.indicators if not each.weight and len(each.numbers) >= 2]
        known = [each.weight.quantity.value for each in self.indicators if each.weight]
        rest = 100 - sum(known, self.funds.weight.quantity.value)
        if len(rows) != 1 or not all(map(_plain, rows[0])) or rows[0][0].quantity.value != rest:
            return None
        return rows[0][0], rows[0][1]

    @property
    def is_complete(self) -> bool:
        """Whether the weights of the rows that were read come to 100, the weight of the funds included."""
        if self.funds is None or not (self.funds.weight and self.funds.score):
            return False
        weights = [each.weight.quantity.value for each in self.indicators if each.weight and each.score]
        return sum(weights, self.funds.weight.quantity.value) == 100


@once
def sheets(evidence: Evidence) -> tuple[Sheet, ...]:
    """All tables of self-assessment."""
    return tuple(_sheets(evidence))


def _sheets(evidence: Evidence) -> Iterator[Sheet]:
    texts = {table.id: evidence.report.text[table.start : table.end] for table in evidence.report.tables}
    tables: dict[str, dict[int, list[Figure]]] = {}
    for figure in evidence.figures:
        if figure.table_kind in KINDS and not figure.blank:
            rows = tables.setdefault(figure.place.table, {})
            rows.setdefault(figure.place.row, []).append(figure)
    for name, rows in tables.items():
        deviates = "偏差度" in squeeze(texts.get(name, ""))
        yield _sheet(name, list(rows.values()), deviates=deviates)


def _sheet(name: str, rows: list[list[Figure]], *, deviates: bool) -> Sheet:
    funds: Funds | None = None
    total: tuple[Figure, Figure] | None = None
    own: Figure | None = None
    indicators: list[Indicator] = []
    for row in rows:
        label = row_label(row[0])
        by_column = {_nature(figure): figure for figure in row if not figure.alternatives}
        if label in _TOTALS and "分值" in by_column and "得分" in by_column:
            total = by_column["分值"], by_column["得分"]
        elif (pair := _whole(label, row)) is not None:
            total = pair
        elif len(by_column) == len(row) >= 5 and funds is None and not indicators:
            funds = Funds(*(by_column.get(nature) for nature in _NATURES))
        elif _is_fund(label) and (len(by_column) == len(row) >= 4 or not indicators):
            own = own or _spent_of_own(label, row)
        else:
            indicators.append(_indicator(label, row, deviates=deviates))
    return Sheet(name, funds, tuple(indicators), total, own, tuple(_groups(indicators)))


def _whole(label: str, row: list[Figure]) -> tuple[Figure, Figure] | None:
    """总分 100 98.5 under heads that are those of the funds: the merged cells of the rows between shift them."""
    numbers = sorted(row, key=lambda figure: figure.start or 0)
    if label not in _TOTALS or len(numbers) != 2 or not all(map(_plain, numbers)):
        return None
    weight, score = numbers
    return (weight, score) if weight.quantity.value == 100 else None


def _is_fund(label: str) -> bool:
    """Whether a row is about money: not an indicator, which has a target or says what it is."""
    return bool(_FUND.search(label)) and not re.search(r"指标|\d", label)


def _spent_of_own(label: str, row: list[Figure]) -> Figure | None:
    """What was spent of 单位资金: the third of the row's numbers, proved by the rate behind it."""
    numbers = sorted(row, key=lambda figure: figure.start or 0)
    if not _OWN.search(label) or len(numbers) < 4 or not numbers[3].text.strip().endswith("%"):
        return None
    rate = as_written(numbers[3])
    bounds = share_of(numbers[2].quantity, numbers[1].quantity)
    return numbers[2] if bounds is not None and rate_agrees(rate, bounds) != "differs" else None


def _groups(indicators: list[Indicator]) -> Iterator[Group]:
    """Rows that hold a weight alone, each with the complete rows down to the next one."""
    heads = [i for i, each in enumerate(indicators) if len(each.numbers) == 1 and _plain(each.numbers[0])]
    for head, end in pairwise([*heads, len(indicators)]):
        yield Group(indicators[head].numbers[0], tuple(indicators[head + 1 : end]))


def _nature(figure: Figure) -> str:
    head = squeeze("".join(figure.column_path))
    named = next((nature for nature in reversed(_NATURES) if nature in head), head)
    return "全年预算" if named.endswith("预算数") else named


def _indicator(label: str, row: list[Figure], *, deviates: bool) -> Indicator:
    """Weight and score are the last two numbers, or stand before the deviation; neither has a unit."""
    numbers = tuple(sorted(row, key=lambda figure: figure.start or 0))
    deviation = numbers[-1] if deviates and len(numbers) >= 3 else None
    pair = numbers[:-1] if deviation else numbers
    if len(pair) >= 2 and all(_plain(figure) for figure in pair[-2:]):
        weight, score = pair[-2:]
        if score.quantity.value <= weight.quantity.value:
            return Indicator(label, numbers, weight, score, deviation)
    return Indicator(label, numbers, None, None, None)


def _plain(figure: Figure) -> bool:
    return figure.text.strip().replace(".", "", 1).isdigit()
