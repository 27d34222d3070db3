"""Short names in sections that have a table of their own: 接待费, 出国支出, 车辆支出; 货物, 工程, 服务.

A section on “三公” or on purchases says 货物0万元 where its table has 政府采购货物支出. Which row or column is meant
is certain; that the amount must be the table's is not (国内接待 is a part): an equal cell confirms, none accuses.
"""

from __future__ import annotations

import re

from ...extract.model import Claim, Figure

_SORTS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "three-public": (
        ("reception", re.compile(r"接待")),
        ("abroad", re.compile(r"出国|出境")),
        ("cars", re.compile(r"购置(?:费|支出)?[及和与、].{0,6}(?:运行|维护)")),
        ("purchase", re.compile(r"购置")),
        ("running", re.compile(r"运行|维护")),
        ("cars", re.compile(r"公车|用车|车辆")),
    ),
    "procurement": (
        ("total", re.compile(r"^(?:合计|总计|小计|本|我)?$|采购(?:支出|预算|计划|总额|金额|合计|总计)*$")),
        ("goods", re.compile(r"货物")),
        ("works", re.compile(r"工程")),
        ("services", re.compile(r"服务(?!中心|局|站|处|所)")),
    ),
}
_BOUGHT = re.compile(
    r"(?:[一二三四ABC1-3]、?|拟|政府|采购|支出|预算|类|项目|[:：])*(?:货物|工程|服务)(?:[ABC]|类|采购|支出|预算)*"
)
"""A row of 货物, 工程 or 服务 that holds all of its sort."""
_TOTALS = ("", "合计", "总计", "小计", "本年合计")
_CARS = "公务用车购置及运行维护费"


def sort_of(kind: str, words: str) -> str:
    """Which sort of expense or purchase short words name in a section or table of this kind, ``""`` if none."""
    return next((sort for sort, pattern in _SORTS.get(kind, ()) if pattern.search(words)), "")


def same_sort(section: str, claim: Claim, figure: Figure) -> bool:
    """Whether a claim of a section and a cell of that section's own table are of one sort, and no other words."""
    if figure.table_kind != section or section not in _SORTS:
        return False
    asked = sort_of(section, claim.subject)
    return bool(asked) and asked == _sort_of_cell(section, figure)


def sorts_apart(section: str, claim: Claim, figure: Figure) -> bool:
    """Whether a claim on purchases names another of 货物, 工程 and 服务 than the cell does."""
    if section != "procurement" or figure.table_kind != section:
        return False
    sorts = {sort_of(section, claim.subject), _sort_of_cell(section, figure)}
    return len(sorts) == 2 and sorts <= {"goods", "works", "services"}


def whole_sort(figure: Figure) -> bool:
    """Whether the row is called by nothing but its sort: 货物, 工程采购支出, 三、服务C."""
    return bool(figure.row_path) and _BOUGHT.fullmatch(figure.row_path[-1]) is not None


def _sort_of_cell(section: str, figure: Figure) -> str:
    """The sort of a cell by its row or, where rows are totals, by its column."""
    row = figure.row_path[-1] if figure.row_path else ""
    head = figure.column_path[-1] if figure.column_path else ""
    if section == "procurement":
        inner = sort_of(section, head)
        named = [sort for sort, pattern in _SORTS[section][1:] if pattern.search(row)]
        by_row = sort_of(section, row) if len(named) < 2 else ""  # 工程 without an amount above 服务
        return inner if inner in ("goods", "works", "services") else by_row if by_row != "total" else "total"
    if row not in _TOTALS and (found := sort_of(section, row)):
        return found
    return "cars" if head in ("小计", "合计") and _CARS in figure.column_path else sort_of(section, head)
