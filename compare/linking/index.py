"""Figures to be looked up by what they are about, or by their amount.

The same cell printed many times (a text that holds several reports) is one entry: a claim is shown the
one nearest to it, or that of the set of tables which the prose there copies again and again. Rows of one name
in one table of 科目 without codes (行政运行 of two 款) are different cells.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import chain

from rapidfuzz import fuzz, process

from ...extract.known import is_known
from ...extract.model import FACTORS, Claim, Figure, Quantity
from ...extract.named import CODED
from ...extract.subjects import clean_label, label_likeness
from ...narrative.model import Table
from ...narrative.titles import of_performance
from ..model import Evidence
from ..once import once

LIKE = 0.86
"""Labels at least this alike name one thing."""
MISSPELT = 0.72
"""A label this alike to one other, and clearly less to all the rest, is taken for it."""
MOST_SETS = 40
"""Of a cell printed more often than this the nearest is shown: no prose copies one of so many sets of tables."""
_BOUGHT = re.compile("^(?:政府)?采购(?:预算)?(?:总?金?额|合计|总计)$")
_NAMED = 3
"""A row of purchases with a name has so many characters; 合计 and blanks have fewer."""
_HUNDREDTH = Decimal("0.01")
_HALF = Decimal("0.5")


class Entry:
    """The figures that say the same of the same place in a table, in the order of the text.

    ``differ``: not all of them show one amount. ``sort`` is what they share with many others: kind of table, column
    and nature.
    """

    __slots__ = ("differ", "figures", "places", "sort")

    def __init__(self, sort: tuple[str, str, str]) -> None:
        self.sort = sort
        self.figures: list[Figure] = []
        self.places: list[int] = []
        self.differ = False

    def nearest(self, place: int) -> int:
        """Which of the figures is nearest to a place in the text."""
        at = min(bisect_left(self.places, place), len(self.places) - 1)
        closer = at > 0 and place - self.places[at - 1] <= self.places[at] - place
        return at - 1 if closer else at


class FigureIndex:
    """The figures of a report, so that a claim meets only those that could be meant."""

    def __init__(
        self, figures: tuple[Figure, ...], tables: tuple[Table, ...], claims: tuple[Claim, ...] = ()
    ) -> None:
        self._starts = {table.id: table.start for table in tables}
        entries: dict[tuple[object, ...], Entry] = {}
        met: Counter[tuple[object, ...]] = Counter()
        self._by_item: dict[str, list[Entry]] = {}
        self._by_amount: dict[int | str, dict[Entry, None]] = {}
        for figure in figures:
            signature = _signature(figure)
            if figure.table_kind in CODED and not figure.code:
                printed = (figure.place.table, *signature)
                met[printed] += 1
                signature = (*signature, met[printed])
            entry = entries.get(signature)
            if entry is None:
                sort = (figure.table_kind, figure.column, figure.facets.nature)
                entry = entries[signature] = Entry(sort)
                item = item_of(figure)
                if item or not of_performance(figure.table_kind):
                    self._by_item.setdefault(item, []).append(entry)
            elif figure.quantity != entry.figures[0].quantity:
                entry.differ = True
            if not figure.blank:
                self._note_amount(entry, figure)
            entry.figures.append(figure)
            entry.places.append(self._starts.get(figure.place.table, 0))
        self.kinds = frozenset(figure.table_kind for figure in figures)
        self._items = [item for item in self._by_item if item]
        self._names = "\n".join(self._items)
        self._similar: dict[str, list[tuple[str, float]]] = {}
        several = any(entry.differ for entry in entries.values())
        self._meant: dict[int, int] = self._copied(claims) if several else {}

    def _copied(self, claims: tuple[Claim, ...]) -> dict[int, int]:
        """The set of tables that the prose near each set copies, where that is another one.

        Sets are counted as their cells are printed; one is meant if the amounts that the sets do not share
        agree with it more than twice as often as with the nearest.
        """
        votes: dict[int, Counter[int]] = {}
        for claim in claims:
            if claim.quantity.unit in FACTORS and claim.quantity.value:
                for near, meant in self._agreeing(claim):
                    votes.setdefault(near, Counter())[meant] += 1
        best = {near: counted.most_common(1)[0] for near, counted in votes.items()}
        return {near: meant for near, (meant, count) in best.items() if count > 2 * votes[near][near]}

    def _agreeing(self, claim: Claim) -> set[tuple[int, int]]:
        """The nearest set and each set that has the claim's amount in a cell, where the sets differ there."""
        found = set()
        for entry in self._by_amount.get(_amount_key(claim.quantity), ()):
            several = entry.differ and len(entry.figures) <= MOST_SETS
            same = [same_amount(claim, each) for each in entry.figures] if several else []
            if not all(same):
                near = entry.nearest(claim.start)
                found |= {(near, i) for i, is_same in enumerate(same) if is_same}
        return found

    def _shown(self, entry: Entry, place: int) -> Figure:
        if len(entry.figures) == 1:
            return entry.figures[0]
        near = entry.nearest(place)
        return entry.figures[min(self._meant.get(near, near), len(entry.figures) - 1)]

    def _note_amount(self, entry: Entry, figure: Figure) -> None:
        self._by_amount.setdefault(_amount_key(figure.quantity), {})[entry] = None

    def named(
        self, item: str, place: int, may_be: Callable[[Figure], bool] = lambda figure: True
    ) -> Iterator[tuple[Figure, float]]:
        """The figures whose item reads like this one, with the likeness; for no item those without one.

        ``may_be`` asks one figure of each sort what is alike in all of its sort.
        """
        asked: dict[tuple[str, str, str], bool] = {}
        for name, likeness in [("", 1.0)] if not item else self._alike(item):
            for entry in self._by_item.get(name, ()):
                if entry.sort not in asked:
                    asked[entry.sort] = may_be(entry.figures[0])
                if asked[entry.sort]:
                    yield self._shown(entry, place), likeness

    def all(self, place: int) -> Iterator[Figure]:
        """All figures; of a cell printed many times the one nearest to a place in the text."""
        for entry in chain.from_iterable(self._by_item.values()):
            yield self._shown(entry, place)

    def of_kind(self, kind: str, place: int) -> Iterator[Figure]:
        """All figures of the tables of one kind, as :meth:`all` shows them."""
        if kind in self.kinds:
            entries = chain.from_iterable(self._by_item.values())
            yield from (self._shown(entry, place) for entry in entries if entry.sort[0] == kind)

    def equal(
        self, quantity: Quantity, place: int, may_be: Callable[[Figure], bool] = lambda figure: True
    ) -> Iterator[Figure]:
        """The figures that hold an amount, as :meth:`all` shows them; ``may_be`` asks the first of an entry."""
        for entry in self._by_amount.get(_amount_key(quantity), ()):
            if may_be(entry.figures[0]):
                figure = self._shown(entry, place)
                if _same(quantity, figure.quantity):
                    yield figure

    def places(self, figure: Figure) -> int:
        """How many different cells hold the figure's amount."""
        return len(self._by_amount.get(_amount_key(figure.quantity), ()))

    def _alike(self, item: str) -> list[tuple[str, float]]:
        if item not in self._similar:
            self._similar[item] = self._compared(item)
        return self._similar[item]

    def _compared(self, item: str) -> list[tuple[str, float]]:
        core = item.removesuffix("项目").removesuffix("经费") or item
        close = {
            name
            for name, _, _ in process.extract(
                item, self._items, scorer=fuzz.ratio, score_cutoff=50, limit=None
            )
        }
        if core in self._names:
            close |= {name for name in self._items if core in name}
        ends = {item[i:] + more for i in range(len(item) - 4) for more in ("", "支出")}
        close |= ends & self._by_item.keys()
        scored = sorted(
            ((name, _likeness(item, core, name)) for name in sorted(close)), key=lambda pair: -pair[1]
        )
        alike = [(name, likeness) for name, likeness in scored if likeness >= LIKE]
        if alike or not scored or len(item) < 6:
            return alike
        (name, first), (_, second) = [*scored, ("", 0.0)][:2]
        clear = first - second > (0.03 if first >= 0.8 else 0.08)
        return [(name, LIKE)] if first >= MISSPELT and clear else []


@once
def by_table(evidence: Evidence) -> dict[str, list[Figure]]:
    """The figures of each table, in reading order."""
    tables: dict[str, list[Figure]] = {}
    for figure in evidence.figures:
        tables.setdefault(figure.place.table, []).append(figure)
    return tables


@once
def index_of(evidence: Evidence) -> FigureIndex:
    """The figures of the report."""
    return FigureIndex(evidence.figures, evidence.report.tables, evidence.claims)


def item_of(figure: Figure) -> str:
    """The item a figure is about; ``""`` for a total, also where it is printed as 三公经费合计 or 部门预算总额."""
    item = clean_label(figure.facets.item)
    if not item:
        return ""
    if figure.table_kind == "three-public" and ("三公" in item or item in ("支出合计", "合计")):
        return ""
    if figure.table_kind == "procurement" and _BOUGHT.search(item) and len(figure.row_path[-1]) < _NAMED:
        return ""
    if of_performance(figure.table_kind) and item.endswith(("资金总额", "预算总额", "支出总额")):
        return ""
    return item


def same_amount(claim: Claim, figure: Figure) -> bool:
    """Whether claim and figure hold one amount, within half of the coarser step."""
    return _same(claim.quantity, figure.quantity)


def _same(mine: Quantity, theirs: Quantity) -> bool:
    if mine.unit not in FACTORS or theirs.unit not in FACTORS:
        return mine.value == theirs.value
    if mine.unit == theirs.unit:
        return abs(mine.value - theirs.value) <= max(mine.step, theirs.step) / 2
    step = max(mine.step * FACTORS[mine.unit or ""], theirs.step * FACTORS[theirs.unit or ""])
    return abs(mine.yuan - theirs.yuan) <= step / 2


def _signature(figure: Figure) -> tuple[object, ...]:
    table = figure.place.table if of_performance(figure.table_kind) or figure.table_kind == "unknown" else ""
    kind = (figure.table_kind, table, figure.column, figure.code)
    return (*kind, figure.row_path, figure.column_path, figure.alternatives, figure.quantity.unit)


def _likeness(item: str, core: str, name: str) -> float:
    """Label likeness; a project may stand in a row that names type and unit as well, an item behind a verb.

    A 科目 within another's name is none: 社会福利 is not 用于社会福利的彩票公益金支出.
    """
    if len(name.removesuffix("支出")) > 4 and item.endswith(name.removesuffix("支出")):
        return 0.9
    within = len(core) >= 4 and len(name) >= len(core) + 4 and core in name
    if within and not (is_known(item) and is_known(name)):
        return 0.87
    return label_likeness(item, name)


def _amount_key(quantity: Quantity) -> int | str:
    """Amounts of money by hundreds of 元 (0.01万元), everything else as written."""
    if quantity.unit in FACTORS:
        return int(quantity.yuan * _HUNDREDTH + _HALF)
    return str(quantity.value.normalize())
