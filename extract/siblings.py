"""What the tables of a report say of one another: the same amounts stand in several of them.

Only cells that are certain are believed, only between tables of one unit, and a hint decides only between
placings that a row's own sums allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache

from ..narrative.lexicon import functional
from ..narrative.model import Table
from .cells import cell_value, plain_label
from .placings import Row, is_open, sure_amounts

_ZERO = Decimal(0)
_SOURCES = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        ("carry", r"^(?:上年|年初|财政拨款)?.{0,6}结转"),
        ("government-fund", r"政府性基金"),
        ("state-capital", r"国有资本"),
        ("general", r"一般公共"),
        ("special", r"财政专户|专户管理"),
        ("upper", r"上级补助"),
        ("attached", r"附属.{0,6}上[缴解]"),
        ("operating", r"经营收入"),
        ("business", r"事业收入"),
        ("fiscal", r"财政拨款"),
        ("other", r"其他收入"),
        ("own", r"单位资金"),
    )
)
_FUNDS = {
    "general-expenditure": "general",
    "government-fund": "government-fund",
    "state-capital": "state-capital",
}
_TOTALS = ("合计", "总计", "本年支出合计", "支出合计", "支出总计", "本年支出")
_FEES = (("出国", "30212"), ("购置费", "31013"), ("运行维护费", "30231"), ("接待费", "30217"))


@dataclass(slots=True)
class Ledger:
    """The certain amounts of the tables of one unit, by what they are."""

    sources: dict[str, Decimal] = field(default_factory=dict)
    classes: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    totals: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    items: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    economic: dict[str, Decimal] = field(default_factory=dict)
    carried: dict[str, Decimal] = field(default_factory=dict)


def is_total(row: Row, stubs: int) -> bool:
    """Whether a row is the row of totals by its label."""
    return plain_label(row[stubs - 1].text) in _TOTALS


@lru_cache(maxsize=8192)
def source_of(label: str) -> str:
    """The key of the source of income that a label names, ``""`` if none."""
    return next((key for key, pattern in _SOURCES if pattern.search(label)), "")


def ledger_of(tables: Iterable[Table], unit: str | None) -> Ledger:
    """What the tables of a unit say for certain."""
    ledger = Ledger()
    for table in tables:
        if table.unit == unit:
            _enter(ledger, table)
    return ledger


def _enter(ledger: Ledger, table: Table) -> None:
    rows = table.rows[table.header_rows :]
    if table.kind in ("income-expenditure", "fiscal-income-expenditure"):
        _enter_sources(ledger, table, rows)
    elif table.kind in _FUNDS:
        _enter_classes(ledger, table, rows)
    elif table.kind == "basic-expenditure" and table.stub_columns == 2:
        for row in rows:
            amounts = sure_amounts(row, 2)
            if row[0].text and 2 in amounts:
                ledger.economic.setdefault(row[0].text, amounts[2])
    if table.kind in ("expenditure", "general-expenditure") and table.stub_columns == 2:
        _enter_items(ledger, table, rows)


def _enter_sources(ledger: Ledger, table: Table, rows: tuple[Row, ...]) -> None:
    """The income side: each source, and whether anything was carried over from the year before."""
    column = next((j for j, path in enumerate(table.columns) if path[0] == "收入"), None)
    found: dict[str, Decimal] = {}
    carried: dict[str, Decimal] = {}
    for row in rows:
        label = plain_label(row[table.stub_columns - 1].text)
        key = source_of(label)
        amount = sure_amounts(row, table.stub_columns).get(column) if column is not None else None
        if (
            not key
            or amount is None
            or row[table.stub_columns - 1].text.startswith("其中")
            or "使用" in label
        ):
            continue
        (carried if "carry" in found else found).setdefault(key, amount)
    if table.kind == "income-expenditure":
        funds = [found[key] for key in ("general", "government-fund", "state-capital") if key in found]
        if funds:
            found.setdefault("fiscal", sum(funds, _ZERO))
        ledger.sources = ledger.sources or found
    else:
        ledger.carried = carried | ({"all": found["carry"]} if "carry" in found else {})


def _enter_classes(ledger: Ledger, table: Table, rows: tuple[Row, ...]) -> None:
    """The outlay of each 类 from one fund: as printed, or the sum of its lowest level."""
    fund, spent = _FUNDS[table.kind], _spent(table)
    total = next((row for row in rows if is_total(row, table.stub_columns)), None)
    amounts = sure_amounts(total, table.stub_columns) if total is not None else {}
    empty = not any(
        cell.start is not None and cell.columns for row in rows for cell in row[table.stub_columns :]
    )
    if spent in amounts or empty:
        ledger.totals[fund] = {table.columns[j][-1]: amount for j, amount in amounts.items()} | {
            "spent": amounts.get(spent, _ZERO)
        }
    if table.stub_columns != 2:
        if empty:
            ledger.classes[fund] = {}
        return
    codes = {row[0].text: sure_amounts(row, 2).get(spent) for row in rows if row[0].text}
    if None not in codes.values():
        ledger.classes[fund] = _by_class(
            {code: amount for code, amount in codes.items() if amount is not None}
        )


def _by_class(codes: dict[str, Decimal]) -> dict[str, Decimal]:
    lowest = max((len(code) for code in codes), default=0)
    found: dict[str, Decimal] = {}
    for code, amount in codes.items():
        if code[:3] not in codes and len(code) == lowest:
            found[code[:3]] = found.get(code[:3], _ZERO) + amount
    return found | {code: amount for code, amount in codes.items() if len(code) == 3}


def _enter_items(ledger: Ledger, table: Table, rows: tuple[Row, ...]) -> None:
    for row in rows:
        if row[0].text and not is_open(row):
            amounts = sure_amounts(row, 2)
            named = {table.columns[j][-1]: amount for j, amount in amounts.items()}
            ledger.items.setdefault(
                f"{table.kind}.{row[0].text}", named | {"spent": amounts.get(_spent(table), _ZERO)}
            )


def _spent(table: Table) -> int:
    names = [path[0] for path in table.columns]
    return names.index("本年支出") if "本年支出" in names else table.stub_columns


def hints(table: Table, row: Row, ledger: Ledger) -> dict[int, Decimal]:
    """What the other tables say of the columns of a row."""
    if table.kind == "income" and is_total(row, table.stub_columns):
        return _of_income(table, ledger)
    if table.kind == "fiscal-income-expenditure":
        return _of_funds(table, row, ledger)
    if table.kind in ("expenditure", "government-fund", "general-expenditure"):
        return _of_item(table, row, ledger)
    return {}


def _of_income(table: Table, ledger: Ledger) -> dict[int, Decimal]:
    found = {}
    for j in range(table.stub_columns, len(table.columns)):
        path = table.columns[j]
        key = source_of(path[-1])
        if key in ledger.sources and path[0] == path[-1]:
            found[j] = ledger.sources[key]
    return found


def _of_funds(table: Table, row: Row, ledger: Ledger) -> dict[int, Decimal]:
    """A row of 财政拨款收支总表: the fund's own table has the total and each 类."""
    label = plain_label(row[table.stub_columns - 1].text)
    found = {}
    for j, path in enumerate(table.columns):
        fund = source_of(path[-1]) if path[0] == "支出" else ""
        if label in ("本年支出合计", "支出合计", "本年支出") and fund in ledger.totals:
            found[j] = ledger.totals[fund]["spent"]
        elif fund in ledger.classes and label in _classes():
            found[j] = sum((v for c, v in ledger.classes[fund].items() if label in _class_names(c)), _ZERO)
    return found


def _class_names(code: str) -> tuple[str, ...]:
    return functional().get(code, ())


@cache
def _classes() -> frozenset[str]:
    """The names of all 类."""
    return frozenset(name for code, names in functional().items() if len(code) == 3 for name in names)


def floors(table: Table, row: Row, ledger: Ledger) -> dict[int, Decimal]:
    """What a row of 支出总表 has at least of 基本 and 项目: as much as in 一般公共预算支出表."""
    if table.kind != "expenditure":
        return {}
    code = row[0].text if table.stub_columns == 2 else ""
    least = ledger.items.get(f"general-expenditure.{code}", {}) if code else {}
    if is_total(row, table.stub_columns):
        least = ledger.totals.get("general", {})
    return {
        j: least[path[-1]] for j, path in enumerate(table.columns) if _nature(path[-1]) and path[-1] in least
    }


def _of_item(table: Table, row: Row, ledger: Ledger) -> dict[int, Decimal]:
    """A row of an outlay table: the same code with the same total in another table has the same 基本 and 项目."""
    spent, found = _spent(table), dict[int, Decimal]()
    sure = sure_amounts(row, table.stub_columns)
    if table.kind == "government-fund":
        names = [path[0] for path in table.columns]
        carried = ledger.carried.get("government-fund", _ZERO if ledger.carried.get("all") == 0 else None)
        if carried is not None and "年初结转和结余" in names:
            found[names.index("年初结转和结余")] = carried
        others: tuple[str, ...] = ("expenditure",)
    else:
        others = ("general-expenditure" if table.kind == "expenditure" else "expenditure",)
    if table.stub_columns == 2 and row[0].text:
        models = [ledger.items[key] for kind in others if (key := f"{kind}.{row[0].text}") in ledger.items]
    else:
        totals = (
            ledger.totals.get("general")
            if table.kind == "expenditure" and is_total(row, table.stub_columns)
            else None
        )
        models = [totals] if totals else []
    for model in models:
        if sure.get(spent, _only(row, table)) == model.get("spent"):
            found |= {
                j: model[path[-1]]
                for j, path in enumerate(table.columns)
                if path[-1] in model and _nature(path[-1])
            }
    return found


def _only(row: Row, table: Table) -> Decimal | None:
    """The amount of a row that prints one and the same number throughout."""
    values = {cell_value(cell.text) for cell in row[table.stub_columns :] if cell.start is not None}
    return values.pop() if len(values) == 1 else None


def _nature(name: str) -> bool:
    return name in ("基本支出", "项目支出")


def echoes(table: Table, row: Row, ledger: Ledger) -> dict[int, Decimal]:
    """Amounts that other tables have for what is nearly the same: they tell the column where they are just
    the same.
    """
    if table.kind == "income" and table.stub_columns == 2 and row[0].text:
        spent = ledger.items.get(f"general-expenditure.{row[0].text}", {}).get("spent")
        names = [path[-1] for path in table.columns]
        return {names.index("财政拨款收入"): spent} if spent and "财政拨款收入" in names else {}
    return _fees(table, ledger)


def _fees(table: Table, ledger: Ledger) -> dict[int, Decimal]:
    """Of the last half of a 三公 table what the items of 基本支出 say."""
    if table.kind != "three-public":
        return {}
    found = {}
    for words, code in _FEES:
        j = max((j for j, path in enumerate(table.columns) if path[-1].endswith(words)), default=None)
        if j is not None and ledger.economic.get(code):
            found[j] = ledger.economic[code]
    return found
