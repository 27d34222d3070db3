"""The table of doubts: what is asked of a mismatch before it accuses, in this order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ...extract.model import Claim, Figure
from ..diagnosis import miswritten
from ..model import Evidence
from ..prose.relations import rows_of
from ..slips import is_telling
from . import cells, numbers, sentences
from .case import Case
from .columns import misread_columns

_ELSEWHERE = "句中另有所指，对应的单元格不能确定"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a mismatch may be no error.

    ``firm``: also where a slip of the pen makes the number out of just this cell's. Elsewhere such a number testifies
    itself which cell was meant, whatever the words leave open.
    """

    name: str
    holds: Callable[[Case], bool]
    message: str
    firm: bool = False


REASONS: tuple[Reason, ...] = (
    Reason("head-unread", cells.head_unread, "单元格所在列的表头没有读出", firm=True),
    Reason("table-unknown", cells.table_unknown, "所在表格的种类不明", firm=True),
    Reason("elsewhere-open", cells.elsewhere_open, "单元格所在的列不能确定", firm=True),
    Reason(
        "without-institutions",
        cells.without_institutions,
        "机关运行经费不含事业单位，可以少于表中的公用经费",
    ),
    Reason("another-basis", cells.on_another_basis, "文字与表中所比的基数不同（预算数、执行数）"),
    Reason(
        "of-another-level", numbers.of_another_level, "本年数与表中该行不同，增减额可能是对另一个口径说的"
    ),
    Reason("bare-brackets", sentences.in_bare_brackets, "括号中的数没有写明是什么"),
    Reason("far-apart", cells.far_apart, "数额相差悬殊，可能是人均数或标准", firm=True),
    Reason("cell-blank", cells.cell_blank, "单元格为空白，不能据以判断", firm=True),
    Reason("of-an-indicator", cells.of_an_indicator, _ELSEWHERE, firm=True),
    Reason("beside-in-form", cells.beside_in_form, "自评表同一行的另一列有这个数", firm=True),
    Reason("of-a-projects-money", sentences.of_a_projects_money, _ELSEWHERE, firm=True),
    Reason("holds-another", sentences.holds_another, "文中写明合并了别的项目，口径不同"),
    Reason("holds-carried", cells.holds_carried, "表中的数含上年结转，文中为当年数"),
    Reason("fund-not-printed", cells.fund_not_printed, "表中没有分列资金来源"),
    Reason("of-other-money", cells.of_other_money, "单元格与文中所说的资金范围不同"),
    Reason("row-in-all", cells.row_in_all, "可能是指各项资金合计的数", firm=True),
    Reason("in-parts", numbers.in_parts, "文中写明由几部分组成，表中为其中一部分", firm=True),
    Reason("bare-total", cells.bare_total, "可能是指另一个合计数"),
    Reason("another-total", cells.another_total, "可能是指另一个合计数", firm=True),
    Reason("row-lost", cells.row_lost, "该行在另一张表中缺漏，文字说的可能是那一行", firm=True),
    Reason("other-side", cells.other_side, "可能是指收入或支出的另一个合计数", firm=True),
    Reason("names-another", cells.names_another, _ELSEWHERE, firm=True),
    Reason("names-no-total", sentences.names_no_total, _ELSEWHERE),
    Reason("bare-flow", sentences.bare_flow, _ELSEWHERE),
    Reason("of-another-body", sentences.of_another_body, "文中说的可能是下属单位或本级的数"),
    Reason("of-an-item", sentences.of_an_item, _ELSEWHERE, firm=True),
    Reason("of-several-items", sentences.of_several_items, "几个项合并说明，表中为其中一项", firm=True),
    Reason("of-a-project", sentences.of_a_project, _ELSEWHERE, firm=True),
    Reason("compared-with", sentences.compared_with, "文中用来比较的数，对应的单元格不能确定"),
    Reason("last-year-in-brackets", sentences.last_years_in_brackets, "括号中说的可能是上年的数"),
    Reason("the-rest", sentences.the_rest, "“其他”可以指表中没有的项目"),
    Reason("of-carried", sentences.of_carried, "结转结余的组成部分，对应的单元格不能确定"),
    Reason("part-of-year", sentences.part_of_year, "文中说的是年内的一段时间，不是全年", firm=True),
    Reason("of-change", sentences.of_change, "增减额的组成部分，对应的单元格不能确定"),
    Reason("within-reason", sentences.within_reason, "原因说明中的数，对应的单元格不能确定"),
    Reason("behind-count", sentences.behind_count, "紧接在数量之后的金额，对应的单元格不能确定"),
    Reason("narrower", sentences.narrower, "文中的名称比表中的更具体，对应的单元格不能确定"),
    Reason("said-already", numbers.said_already, "同一段已有与单元格相符的数，这里可能另有所指"),
    Reason("name-passed-on", numbers.name_passed_on, _ELSEWHERE),
    Reason("of-several-projects", numbers.of_several_projects, _ELSEWHERE, firm=True),
    Reason("nature-passed-on", numbers.nature_passed_on, "可能是指该项的合计数", firm=True),
    Reason("speaks-of-another", cells.speaks_of_another, _ELSEWHERE, firm=True),
)


class Doubts:
    """Reasons not to accuse."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._columns = misread_columns(evidence)
        self._rows = rows_of(evidence) if self._columns else {}

    def misread(self, figure: Figure) -> bool:
        """Whether its column may be another than its head says, and the row has another amount in another."""
        place = figure.place
        return (place.table, place.column) in self._columns and any(
            other.quantity.value not in (0, figure.quantity.value)
            for other in self._rows[place.table, place.row]
            if other.quantity.unit == figure.quantity.unit
        )

    def why(self, claim: Claim, figure: Figure) -> str:
        """Why a claim that differs from its cell is no error yet, ``""`` if nothing speaks against it."""
        case = Case(self._evidence, claim, figure)
        surely = _testifies(claim, figure)
        asked = (reason for reason in REASONS if reason.firm or not surely)
        return next((reason.message for reason in asked if reason.holds(case)), "")


def _testifies(claim: Claim, figure: Figure) -> bool:
    """Whether the number is the cell's but for a slip that no chance explains."""
    return any(is_telling(stated, right) for stated, right in miswritten(claim, figure))
