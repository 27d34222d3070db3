"""When a mismatch says less about the report than about the link: reasons not to accuse."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ..extract.cues import in_reason
from ..extract.interval import copies
from ..extract.model import FACTORS, Claim, Figure
from ..extract.subjects import clean_label
from .before import another_basis
from .index import index_of
from .model import Evidence
from .relations import rows_of
from .rivals import amounts
from .upkeep import upkeep_elsewhere
from .wording import squeeze

UNREAD = "？"
"""The name of a column whose head was not read."""
_AGAIN = 2
_BARE_SUM = re.compile(r"(?:金额|资金)?(?:合计|共计|总计|小计|共)(?:金额|资金)?")
_SORTS = ("本年", "总计", "合计", "财政拨款", "一般公共预算", "政府性基金", "国有资本")
_NAMES = (*_SORTS, "总额", "总收入", "总支出", "收入", "基本支出", "项目支出", "决算")
_SUMMARIES = ("income-expenditure", "fiscal-income-expenditure", "income", "expenditure")
_SHORTEST = 4
_TIMES = 1000
_OF_CHANGE = re.compile(
    r"(?:[增减](?:加|少|收|支|长)?|节约|压减|结余|超支|追加|差)(?:数?额|部分|金额|的?资金|的?经费)(?:[之当]?中|里|包括|由)"
)
"""增加额中，接待费2万元: a part of what was added."""
_BEHIND_COUNT = re.compile(
    r"\d(?:辆|台|套|座|栋|幢|处|个|件|起|名|人|户|家|项|公里|平方米|亩)(?:（[^（）]*）)?$"
)
"""囚车2辆12万元: what so many cost."""
_SAME_STILL = re.compile(
    r"(?:支出|收入|经费|费用?|项目|资金|决算|预算|数|总?额|方面|科目|等|的|[（）()：:“”]|财政拨款)*"
)
_BASE = re.compile(r"(?:比(?![重例率])|较|[与同](?=[^，。；：、]{2,12}的$))[^，。；：、\d比较和]{0,16}的?$")
"""比年初结转的12万元多3万元: what stands there to be compared with."""
_REST = ("其他", "其余", "其它", "另外")
_OF_CARRIED = re.compile(
    r"(?:结转|结余)(?:[^。；;收支]{0,40}(?:其中|(?<=[\d元])中[，,]|包括|主要(?:是|为)|由)|[^。；;（）()]{0,25}[（(][^（）()]*$)"
)
"""年末结转9万元，其中甲项目5万元: what is left of a project, not what was spent on it."""
_LAST_YEAR = re.compile(r"[（(](?:其中)?(?:[上去]年|上一年|20\d\d年)[^（）()]*$")
_LOOK_BACK = 160
_BRACKETS = 60
_MOST_PARTS = 4
_NEAR_BRACKET = 8
_TOTALLED = re.compile("收入|支出|收支|预算|决算|总|合计|财政|拨款|经费|资金|基金|资本|结转|采购")
_PLAIN = re.compile(
    r"20\d\d年度?|[上去本当今]年度?|[本我](?:单位|部门|局|院|校|委|办)|安排|连续|相比|调整|增加|减少|其中|分别|[，：、的为由比较与和共]"
)
_SOMETHING = re.compile(r"[一-鿿]{3}")
_BARE_BRACKET = re.compile(r"[\d０-９](?P<unit>[万亿]?元)[（(]$")
_HOLDING_BEFORE = re.compile(r"[（(](?:其中|包)?[含括]([^（）()。；]{2,50})[）)][^，。；]{0,8}$")
_HOLDING_BEHIND = re.compile(r"\s?[（(](?:其中|包)?[含括]([^（）()。；]{2,50})")


def misread_columns(evidence: Evidence) -> frozenset[tuple[str, int]]:
    """Columns (table, column) that the prose contradicts again and again with the numbers of one other column.

    Two such slips and fewer agreements: the head was read wrongly, or not as the author meant it.
    """
    rows = rows_of(evidence)
    agree: Counter[tuple[str, int]] = Counter()
    beside: Counter[tuple[str, int, int]] = Counter()
    for id_, link in evidence.links.items():
        claim, place = evidence.by_id[id_], link.figures[0].place
        if not claim.quantity.value:
            continue
        equal = {
            figure.place.column
            for figure in rows[place.table, place.row]
            if copies(claim.quantity, figure.quantity) == "equal"
        }
        if place.column in equal:
            agree[place.table, place.column] += 1
        else:
            beside.update((place.table, place.column, other) for other in equal)
    return frozenset(
        (table, column)
        for (table, column, _), count in beside.items()
        if count >= _AGAIN and count > agree[table, column]
    )


class Doubts:
    """Reasons not to accuse."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self.misread = misread_columns(evidence)
        self._paragraphs = {paragraph.id: paragraph for paragraph in evidence.report.paragraphs}

    def why(self, claim: Claim, figure: Figure) -> str:
        """Why a claim that differs from its cell is no error yet, ``""`` if nothing speaks against it."""
        if UNREAD in figure.column_path:
            return "单元格所在列的表头没有读出"
        if figure.table_kind == "unknown":
            return "所在表格的种类不明"
        if upkeep_elsewhere(self._evidence, claim, figure):
            return "机关运行经费不含事业单位，可以少于表中的公用经费"
        if another_basis(self._evidence, claim, figure):
            return "文字与表中所比的基数不同（预算数、执行数）"
        if self._in_bare_brackets(claim):
            return "括号中的数没有写明是什么"
        if _far(claim, figure):
            return "数额相差悬殊，可能是人均数或标准"
        equal = list(index_of(self._evidence).equal(claim))
        if figure.blank and (equal or figure.column == "change"):
            return "单元格为空白，不能据以判断"
        if self._holds_another(claim, figure):
            return "文中写明合并了别的项目，口径不同"
        if _of_one_fund(claim) and figure.table_kind == "project" and figure.facets.fund in ("", "all"):
            return "表中没有分列资金来源"
        if self._split(claim, figure):
            return "文中写明由几部分组成，表中为其中一部分"
        same = [other for other in equal if other.column in (claim.column, figure.column)]
        whole = not claim.facets.item and claim.facets.nature in ("", "total")
        if whole and _other_total(claim, figure, same):
            return "可能是指另一个合计数"
        if claim.facets.flow == "both" and any(_other_side(claim, figure, other) for other in equal):
            return "可能是指收入或支出的另一个合计数"
        own = clean_label(claim.facets.item)
        if (
            own
            and own != clean_label(figure.facets.item)
            and any(clean_label(each.facets.item) == own for each in same)
        ):
            return "句中另有所指，对应的单元格不能确定"
        if whole and not claim.facets.flow.startswith("carry") and self._speaks_of_something(claim):
            return "句中另有所指，对应的单元格不能确定"
        before = self._evidence.report.text[max(claim.start - _LOOK_BACK, 0) : claim.start]
        words = squeeze(before[before.rfind("。") + 1 :])
        if claim.column == "actual" and _BASE.search(words):
            return "文中用来比较的数，对应的单元格不能确定"
        if claim.column == "actual" and _LAST_YEAR.search(words):
            return "括号中说的可能是上年的数"
        if own in _REST:
            return "“其他”可以指表中没有的项目"
        if _OF_CARRIED.search(words) and not figure.facets.flow.startswith("carry"):
            return "结转结余的组成部分，对应的单元格不能确定"
        if _OF_CHANGE.search(words):
            return "增减额的组成部分，对应的单元格不能确定"
        if in_reason(words) and own != clean_label(figure.facets.item):
            return "原因说明中的数，对应的单元格不能确定"
        said = squeeze(self._evidence.report.text[claim.clause[0] : claim.start])
        if _BEHIND_COUNT.search(said):
            return "紧接在数量之后的金额，对应的单元格不能确定"
        if _narrower(own, clean_label(figure.facets.item)):
            return "文中的名称比表中的更具体，对应的单元格不能确定"
        named = own in said if own else any(word in said for word in _NAMES)
        if not named and self._told(claim, figure):
            return "同一段已有与单元格相符的数，这里可能另有所指"
        if _named_in(words, [figure]):
            return ""
        return "句中另有所指，对应的单元格不能确定" if _named_in(words, same) else ""

    def _told(self, claim: Claim, figure: Figure) -> bool:
        """Whether an amount before it in its paragraph is the cell's, so that this one may be a part of it."""
        return any(
            other.start < claim.start
            and other.column == claim.column
            and copies(other.quantity, figure.quantity) == "equal"
            for other in amounts(self._evidence).get(claim.paragraph, ())
        )

    def _holds_another(self, claim: Claim, figure: Figure) -> bool:
        """Whether brackets beside an item say that another is in it: 其他收入12万元（含上级补助收入5万元）."""
        text, item = self._evidence.report.text, figure.facets.item
        before = _HOLDING_BEFORE.search(text, max(claim.start - _BRACKETS, 0), claim.start)
        behind = _HOLDING_BEHIND.match(text, claim.end, claim.end + _BRACKETS)
        words = squeeze("".join(match[1] for match in (before, behind) if match))
        return bool(item and words) and any(
            other.quantity.value
            and len(other.facets.item) >= _SHORTEST
            and other.facets.item != item
            and other.facets.item in words
            for other in self._in_table(figure.place.table)
        )

    def _speaks_of_something(self, claim: Claim) -> bool:
        """Whether its sentence names something, but no total: 某项补助连续三年安排：2023年80万元，2024年96万元."""
        paragraph = self._paragraphs[claim.paragraph]
        before = paragraph.text[: bisect_left(paragraph.offsets, claim.start)]
        words = re.split("[。；]", before)[-1]
        return _TOTALLED.search(words) is None and _SOMETHING.search(_PLAIN.sub("", words)) is not None

    def _in_bare_brackets(self, claim: Claim) -> bool:
        """Whether it stands alone in brackets behind an amount of its unit, as last year's does: 9万元（8万元）."""
        text = self._evidence.report.text
        before = squeeze(text[max(claim.start - _NEAR_BRACKET, 0) : claim.start])
        behind = squeeze(text[claim.end : claim.end + _NEAR_BRACKET])
        match = _BARE_BRACKET.search(before)
        return match is not None and match["unit"] == claim.quantity.unit and behind[:1] in ("）", ")")

    def _split(self, claim: Claim, figure: Figure) -> bool:
        """Whether the amounts beside it make it up, one of them what the cell shows: 9万元（当年7万元、结转2万元）."""
        claims = self._evidence.claims
        at = bisect_left(claims, claim.start, key=lambda each: each.start)
        behind = claims[at + 1 : at + 1 + _MOST_PARTS]
        before = claims[max(at - _MOST_PARTS, 0) : at][::-1]
        return any(_makes_up(claim, parts, figure) for parts in (behind, before))

    def _in_table(self, table: str) -> Iterator[Figure]:
        return (figure for figure in self._evidence.figures if figure.place.table == table)


def _of_one_fund(claim: Claim) -> bool:
    return not claim.facets.item and claim.facets.fund not in ("", "all", "fiscal")


def _makes_up(claim: Claim, beside: tuple[Claim, ...], figure: Figure) -> bool:
    value, shown = Decimal(0), False
    for many, part in enumerate(beside, 1):
        money = part.type == "amount" and part.quantity.unit in FACTORS and claim.quantity.unit in FACTORS
        if not money or part.paragraph != claim.paragraph:
            break
        value += part.quantity.yuan
        shown = shown or copies(part.quantity, figure.quantity) == "equal"
        if many > 1 and shown and value == claim.quantity.yuan:
            return True
    return False


def _narrower(mine: str, theirs: str) -> bool:
    """Whether a name is that of a cell and more than that: 水利工程建设结转 is not 水利工程建设."""
    return bool(theirs) and theirs in mine and _SAME_STILL.fullmatch(mine.partition(theirs)[2]) is None


def _far(claim: Claim, figure: Figure) -> bool:
    """Whether an amount in 元 beside a cell of thousands of times as much is one a head (月人均1,200元)."""
    small = claim.quantity.unit == "元" and claim.quantity.value and figure.quantity.unit in FACTORS
    return bool(small) and figure.quantity.yuan > _TIMES * claim.quantity.yuan


def _other_side(claim: Claim, figure: Figure, other: Figure) -> bool:
    """Whether 收支总预算 may mean another total of its fund: with what is carried over, or of the other side."""
    mine = claim.facets.fund
    return not other.facets.item and bool(mine) and mine == figure.facets.fund == other.facets.fund


def _other_total(claim: Claim, figure: Figure, equal: Iterable[Figure]) -> bool:
    """Whether a total that the claim does not name in full repeats another total of the tables, or its own list.

    A table of no known kind may be the rest of one that a page's end has parted from its head.
    """
    subject = squeeze(claim.subject)
    if _BARE_SUM.fullmatch(subject):
        return True
    named = [word for word in _SORTS if word in subject]
    if named and any(word in "".join(figure.row_path) for word in named):
        return False
    flow = claim.facets.flow
    carried = flow if flow.startswith("carry") else ""
    return any(
        other.table_kind in (*_SUMMARIES, "unknown")
        and not other.facets.item
        and carried in ("", other.facets.flow)
        for other in equal
    )


def _named_in(words: str, figures: Iterable[Figure]) -> bool:
    """Whether the words name the item or the code of one of the figures."""
    for figure in figures:
        item = clean_label(figure.facets.item)
        if (len(item) >= _SHORTEST and item in words) or (
            len(figure.code or "") == 7 and str(figure.code) in words
        ):
            return True
    return False
