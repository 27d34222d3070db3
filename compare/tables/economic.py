"""The table of basic expenditure by economic item: what each 科目 shows, and which names mean it.

Only rows with a code of 部门预算支出经济分类 (301–399) count; a code that stands in two rows is not certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from ...extract.interval import sums_to
from ...extract.model import Figure, Quantity
from ...extract.subjects import clean_label
from ...narrative.lexicon import economic
from ..model import Evidence
from ..once import once
from ..wording import squeeze
from .grids import row_label

GROUPS = {
    "personnel": ("301", "303"),
    "public": ("302", "307", "309", "310", "311", "312", "313", "399"),
    "wages": ("301",),
    "goods": ("302",),
    "family": ("303",),
}
"""The 类 of 人员经费 and 公用经费, and those that some reports list by themselves."""
_WITHIN = {"wages": "personnel", "family": "personnel", "goods": "public"}
"""In whose column of the table a 类 stands."""
LEAST, FEW = 4, 2
"""So many items make a table of them, and so many that add up to its total."""
_KINDS = ("basic-expenditure", "basic-detail")
_VALUE = re.compile(
    r"^(?:本年)?(?:支出)?(?:合计|小计|总计)$|^(?:决算|预算)数?$|^金额$|^支出(?:决算|预算)?数?$"
)
_NATURE = {"personnel": re.compile("^人员(?:经费|支出)"), "public": re.compile("^(?:日常)?公用(?:经费|支出)")}
_BRACKETS = re.compile(r"（[^（）]*）")
_ENDS = (("费用", "费"), ("缴费支出", "费"), ("缴费", "费"), ("补助支出", "补助"), ("费支出", "费"))
_SAME = (("部门", "单位"), ("招待", "接待"), ("其它", "其他"), ("公务车", "公务用车"), ("公车", "公务用车"),
         ("运行维修", "运行维护"), ("对其他个人和家庭", "其他对个人和家庭"))  # fmt: skip
_OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "基本养老保险费": ("30108",), "养老保险费": ("30108",), "机关事业单位养老保险费": ("30108",),
    "养老保险": ("30108",), "基本养老保险": ("30108",), "职业年金": ("30109",), "职业年金费": ("30109",),
    "基本医疗保险费": ("30110",), "职工医疗保险费": ("30110",), "医疗保险费": ("30110",), "医疗保险": ("30110",),
    "基本医疗保险": ("30110",), "公务员医疗补助": ("30111",), "其他社会保险费": ("30112",), "津补贴": ("30102",),
    "其他工资福利": ("30199",), "医疗费": ("30114", "30307"), "离退休费": ("30301", "30302"),
    "水电费": ("30205", "30206"), "物业费": ("30209",), "公务用车运行费": ("30231",), "其他交通费": ("30239",),
    "因公出国费": ("30212",), "出国费": ("30212",), "维修费": ("30213",), "维护费": ("30213",),
    "办公设备购置费": ("31002",), "专用设备购置费": ("31003",), "其他商品服务支出": ("30299",),
    "办公设备购置": ("31002", "30902"), "专用设备购置": ("31003", "30903"), "公务用车购置": ("31013", "30913"),
    "基础设施建设": ("31005", "30905"), "大型修缮": ("31006", "30906"), "房屋建筑物购建": ("31001", "30901"),
    "信息网络及软件购置更新": ("31007", "30907"), "无形资产购置": ("31022", "30922"), "奖励工资": ("30103",),
}  # fmt: skip
"""Names in use beside the official ones; a name for two items is wrong only where both are 0."""


@dataclass(frozen=True, slots=True)
class Items:
    """One nature's items: ``rows`` by 5-digit code; ``complete``: they add up to the table's own total.

    ``alone``: that is all the table has, so that the other nature has no items.
    """

    rows: dict[str, Figure]
    totals: tuple[Figure, ...]
    complete: bool
    alone: bool = False

    @property
    def whole(self) -> Quantity:
        """The total of all items."""
        return _whole(self.totals)

    @property
    def gap(self) -> Decimal:
        """How much of the total the items leave open, as a part of it: 0 where they agree, 1 without a total."""
        if self.complete:
            return Decimal(0)
        total = sum((figure.quantity.yuan for figure in self.totals), Decimal(0))
        shown = sum((figure.quantity.yuan for figure in self.rows.values()), Decimal(0))
        return abs(total - shown) / total if total else Decimal(1)


def items(evidence: Evidence, nature: str) -> Items | None:
    """The items of ``personnel`` or ``public`` in the report's table of basic expenditure, or None if not sure."""
    return _items(evidence).get(nature)


@once
def _items(evidence: Evidence) -> dict[str, Items | None]:
    tables = list(_tables(evidence))
    return {nature: _items_of(tables, nature) for nature in GROUPS}


def _items_of(tables: list[list[Figure]], nature: str) -> Items | None:
    for table in tables:
        rows = dict(_rows(table, nature))
        figures = {code: figure for code, figure in rows.items() if len(code) == 5}
        totals = _totals(table, rows, nature)
        whole = bool(totals) and _adds_up(totals, figures.values())
        if totals and len(figures) >= (FEW if whole else LEAST):
            greatest = max(abs(figure.quantity.yuan) for figure in table)
            return Items(figures, totals, whole, whole and greatest == _whole(totals).yuan)
    return None


def _tables(evidence: Evidence) -> Iterator[list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in evidence.figures:
        if figure.table_kind in _KINDS:
            found.setdefault(figure.place.table, []).append(figure)
    yield from found.values()


def _rows(table: list[Figure], nature: str) -> Iterator[tuple[str, Figure]]:
    """The codes of the nature's 类 that stand in one row only, each with its certain value."""
    own, places = _own(table, _WITHIN.get(nature, nature)), _places(table)
    shaky = {figure.place.row for figure in table if figure.alternatives}
    for figure in own:
        code = figure.code or ""
        mine = code[:3] in GROUPS[nature] and len(code) in (3, 5) and len(places[code]) == 1
        if mine and figure.place.row not in shaky and figure.signed >= 0:
            yield code, figure


def _places(table: list[Figure]) -> dict[str, set[int]]:
    places: dict[str, set[int]] = {}
    for figure in table:
        if figure.code:
            places.setdefault(figure.code, set()).add(figure.place.row)
    return places


def _own(table: list[Figure], nature: str) -> list[Figure]:
    """The figures of the nature's own column, or of the one value column there is."""
    own = [figure for figure in table if _is_own(figure.column_path, nature)]
    if own:
        return own
    columns = {figure.place.column: figure.column_path for figure in table}
    values = {column for column, path in columns.items() if path and _VALUE.match(squeeze(path[-1]))}
    wanted = values if len(values) == 1 else set(columns) if len(columns) == 1 else set()
    return [figure for figure in table if figure.place.column in wanted]


@lru_cache(maxsize=1024)
def _is_own(column_path: tuple[str, ...], nature: str) -> bool:
    """Whether a column is the nature's (人员经费, or 决算数 under 人员经费)."""
    return any(_NATURE[nature].match(name) for name in column_path)


def _totals(table: list[Figure], rows: dict[str, Figure], nature: str) -> tuple[Figure, ...]:
    """What the items add up to: the 类 rows, or 人员经费合计, or the total of the nature's own column."""
    groups = tuple(rows[code] for code in GROUPS[nature] if code in rows)
    if (groups and not groups[0].blank) or nature in _WITHIN:
        return groups
    for figure in _own(table, nature):
        name = row_label(figure)
        if _NATURE[nature].match(name) or (_is_own(figure.column_path, nature) and name in ("合计", "总计")):
            return (figure,) if not figure.alternatives and not figure.blank else ()
    return ()


def _adds_up(totals: tuple[Figure, ...], figures: Iterable[Figure]) -> bool:
    quantity = _whole(totals)
    return sums_to(quantity, [figure.quantity for figure in figures if figure.quantity.value]) != "differs"


def _whole(totals: tuple[Figure, ...]) -> Quantity:
    first = totals[0].quantity
    value = sum((figure.quantity.value for figure in totals), Decimal(0))
    return Quantity(value, first.unit, first.step * len(totals))


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """A name without what differs between custom and catalogue: brackets, 缴费/费, 费用/费."""
    key = _BRACKETS.sub("", clean_label(name))
    for old, new in _SAME:
        key = key.replace(old, new)
    for old, new in _ENDS:
        if key.endswith(old):
            return key[: -len(old)] + new
    return key


@cache
def _official() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, names in economic().items():
        if len(code) == 5 and code < "40000":
            for name in names:
                found[name_key(name)] = (*found.get(name_key(name), ()), code)
    return found


def codes_of(name: str, own: dict[str, Figure], nature: str) -> tuple[str, ...]:
    """The codes that ``name`` may mean, by the table's own names first; none if it is not known."""
    key = name_key(name)
    mine = tuple(code for code, figure in own.items() if name_key(row_label(figure)) == key)
    if mine:
        return mine
    known = _OTHER_NAMES.get(key) or _official().get(key, ())
    return tuple(code for code in known if code[:3] in GROUPS[nature]) or known
