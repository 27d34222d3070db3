"""What the words around the claim give to doubt."""

from __future__ import annotations

import re

from ...extract.cues import in_reason
from ...extract.drafts import CONTEXTS
from ..prose.bodies import speaks_of_another_body
from ..wording import squeeze
from .case import Case

_BRACKETS = 60
_NEAR_BRACKET = 8
_SHORTEST = 4
_OF_CHANGE = re.compile(
    r"(?:[增减](?:加|少|收|支|长)?|节约|压减|结余|超支|追加|差)(?:数?额|部分|金额|的?资金|的?经费)(?:[之当]?中|里|包括|由)"
)
_BEHIND_COUNT = re.compile(
    r"\d(?:辆|台|套|座|栋|幢|处|个|件|起|名|人|户|家|项|公里|平方米|亩)(?:（[^（）]*）)?$"
)
_BEHIND_PROJECTS = re.compile(
    r"\d个(?:子|二级)?项目[，,：:]?(?:共|合计|总计|计|预算|资金|总?金?额|安排|投入|支出|为)*$"
)
_SAME_STILL = re.compile(
    r"[类款项]?(?:支出|收入|经费|费用?|项目|资金|决算|预算|数|总?金?额|原值|方面|科目|等|的|[（）()：:“”]|财政拨款)*"
)
_BASE = re.compile(r"(?:比(?![重例率])|较|[与同](?=[^，。；：、]{2,12}的$))[^，。；：、\d比较和]{0,16}的?$")
_REST = ("其他", "其余", "其它", "另外")
_OF_CARRIED = re.compile(
    r"(?:结转|结余)(?:[^。；;收支]{0,40}(?:其中|(?<=[\d元])中[，,]|包括|主要(?:是|为)|由)|[^。；;（）()]{0,25}[（(][^（）()]*$)"
)
_CARRIED = re.compile("结转|结余")
_LAST_YEAR = re.compile(r"[（(](?:其中)?(?:[上去]年|上一年|20\d\d年)[^（）()]*$")
_PROJECTS_MONEY = re.compile(r"项目(?:年初|全年|总|支出)?(?:预算|资金|投资|投入)")
"""The money of one project: its parts are not those of the department."""
_OF_PROJECT = re.compile(
    r"(?:^|[）).．、：:，])(?:(?:20\d\d|本|当|上)年度?|年度|项目|资金|预算|安排|计划|投入|投资)*"
    r"(?:预算|安排|资金|投资|投入)(?:总?额|金额|规模|情况|额度|数额?|资金)?[为是]?[：:]?(?:人民币)?$"
)
_OF_ALL = re.compile("总|合计|收支|收入")
_TOTALLED = re.compile("收入|支出|收支|预算|决算|总|合计|财政|拨款|经费|资金|基金|资本|结转|采购")
_PLAIN = re.compile(
    r"20\d\d年度?|[上去本当今]年度?|[本我](?:单位|部门|局|院|校|委|办)|安排|连续|相比|调整|增加|减少|其中|分别|[，：、的为由比较与和共]"
)
_BARE_FLOW = re.compile(r"(?:共|实际|累计|全年|当年)?(?:支出|收入)")
_COUNTED = re.compile(r"\d(?:批次|人次|[次批期场台辆名户块套件个处间座])")
_SOMETHING = re.compile(r"[一-鿿]{3}")
_BARE_BRACKET = re.compile(r"[\d０-９](?P<unit>[万亿]?元)[（(]$")
_HOLDING_BEFORE = re.compile(r"[（(](?:其中|包)?[含括]([^（）()。；]{2,50})[）)][^，。；]{0,8}$")
_HOLDING_BEHIND = re.compile(r"\s?[（(](?:其中|包)?[含括]([^（）()。；]{2,50})")


_TWO_ITEMS = re.compile(r"（项）[、和及与,，](?:[^（）。；;：:\d]|（[类款]）){2,60}（项）")
_HEAD = 220


_PURPOSE = re.compile("主要是(?:为|用于|指|保障|维持)")

_TIMES = re.compile(
    r"(?P<part>[上下前后]半年|前[三3]个?季度|第?[一二三四1-4]季度|(?:[1-9]|10|11|[一二三四五六七八九十]|十一)月(?:底|末|份|\d{1,2}日)"
    r"|1?\d月?[-—－~至到](?:[1-9]|10|11)月|月均|每月|(?:逐|按)月)"
    r"|20\d\d年(?!\d{1,2}月|[上下]半年)|全年|本年|年[底末]|(?:12|十二)月"
)
"""The times that a sentence names; the last one counts."""


def in_bare_brackets(case: Case) -> bool:
    """Whether it stands alone in brackets behind an amount of its unit, as last year's does: 9万元（8万元）."""
    text, claim = case.evidence.report.text, case.claim
    before = squeeze(text[max(claim.start - _NEAR_BRACKET, 0) : claim.start])
    behind = squeeze(text[claim.end : claim.end + _NEAR_BRACKET])
    match = _BARE_BRACKET.search(before)
    return match is not None and match["unit"] == claim.quantity.unit and behind[:1] in ("）", ")")


def holds_another(case: Case) -> bool:
    """Whether brackets beside an item say that another is in it: 其他收入12万元（含上级补助收入5万元）."""
    text, claim, item = case.evidence.report.text, case.claim, case.figure.facets.item
    before = _HOLDING_BEFORE.search(text, max(claim.start - _BRACKETS, 0), claim.start)
    behind = _HOLDING_BEHIND.match(text, claim.end, claim.end + _BRACKETS)
    words = squeeze("".join(match[1] for match in (before, behind) if match))
    return bool(item and words) and any(
        other.quantity.value
        and len(other.facets.item) >= _SHORTEST
        and other.facets.item != item
        and other.facets.item in words
        for other in case.evidence.figures
        if other.place.table == case.figure.place.table
    )


def bare_flow(case: Case) -> bool:
    """Whether a mere 支出 stands where no totals are spoken of, or behind what was counted: 办班1次，支出9万元.

    A rate that is right of the cell alone tells what it is of: 预算38万元，支出8万元，执行率100%.
    """
    said = (squeeze(case.claim.subject), case.clause)
    if not case.whole or case.borne_out or not any(_BARE_FLOW.fullmatch(each) for each in said):
        return False
    return not _of_totals(case) or _COUNTED.search(case.segment) is not None


def _of_totals(case: Case) -> bool:
    """Whether the section, or one around it, is on income, expenditure or one of their sorts."""
    sections = {section.id: section for section in case.evidence.report.sections}
    section = sections.get(case.claim.section)
    while section is not None and section.kind not in CONTEXTS:
        section = sections.get(section.parent or "")
    return section is not None


def names_no_total(case: Case) -> bool:
    """Whether its sentence names something, but no total: 某项补助连续三年安排：2023年80万元，2024年96万元."""
    if not case.whole or case.claim.facets.flow.startswith("carry"):
        return False
    return _TOTALLED.search(case.segment) is None and bool(_SOMETHING.search(_PLAIN.sub("", case.segment)))


def of_another_body(case: Case) -> bool:
    """县信息中心2024年度支出9万元: of one of the bodies below, or of the 本级 alone."""
    return case.whole and speaks_of_another_body(case.segment, case.evidence.report.organisation)


def of_an_item(case: Case) -> bool:
    """专项资金9万元，其中上年结转2万元，支出8万元: what was carried over and spent of this item alone."""
    total = case.evidence.by_id.get(case.claim.part_of or "")
    named = total is not None and bool(total.facets.item) and total.id not in case.evidence.links
    return case.whole and total is not None and named and _OF_ALL.search(total.subject) is None


def of_several_items(case: Case) -> bool:
    """甲（项）、乙（项）。支出决算为9万元: one amount for two rows, unless it is told 分别."""
    text, start = case.evidence.report.text, case.claim.start
    before = squeeze(text[max(0, start - _HEAD) : start])
    match = _TWO_ITEMS.search(before)
    return match is not None and "（项" not in before[match.end() :] and "分别" not in before[match.end() :]


def of_a_project(case: Case) -> bool:
    """（2）年度预算安排：9万元, where a project is described: no total of income or expenditure."""
    if case.figure.table_kind == "project" and case.figure.facets.item:
        return False
    return case.whole and not case.claim.facets.flow and _OF_PROJECT.search(squeeze(case.segment)) is not None


def of_a_projects_money(case: Case) -> bool:
    """项目全年预算174万元，其中财政拨款162万元: a part of a project's money is no total of the accounts."""
    said = squeeze(case.evidence.report.text[max(0, case.claim.start - 90) : case.claim.start])
    said = said[said.rfind("。") + 1 :]
    project = _PROJECTS_MONEY.search(said)
    return case.whole and project is not None and "其中" in said[project.end() :]


def compared_with(case: Case) -> bool:
    """比年初结转的12万元多3万元: whether it stands there to be compared with."""
    return case.claim.column == "actual" and _BASE.search(case.words) is not None


def last_years_in_brackets(case: Case) -> bool:
    """Whether the brackets that it stands in speak of last year."""
    return case.claim.column == "actual" and _LAST_YEAR.search(case.words) is not None


def the_rest(case: Case) -> bool:
    """Whether it is 其他, which may hold what no table names."""
    return case.own in _REST


def of_carried(case: Case) -> bool:
    """年末结转9万元，其中甲项目5万元: what is left of a project, not what was spent on it."""
    labels = "".join((*case.figure.row_path[-1:], *case.figure.column_path[-1:]))
    carried = case.figure.facets.flow.startswith("carry") or _CARRIED.search(labels) is not None
    return not carried and _OF_CARRIED.search(case.words) is not None


def part_of_year(case: Case) -> bool:
    """Whether the amount is of a part of the year: 上半年支出9万元; 截至6月底支出9万元; 月均支出9万元."""
    named = list(_TIMES.finditer(case.segment))
    return bool(named) and named[-1]["part"] is not None


def of_change(case: Case) -> bool:
    """增加额中，接待费2万元: a part of what was added."""
    return _OF_CHANGE.search(case.words) is not None


def within_reason(case: Case) -> bool:
    """Whether it belongs to the explanation of a difference, and names no item, or not the cell's.

    How many vehicles are held explains nothing (主要原因是规范派车，年末公务用车保有4辆), nor does what expenditure is
    for (主要是为保障部门正常运转而发生的支出，包括…等公用经费9万元).
    """
    if "保有" in case.own or not in_reason(case.words) or (case.own and case.own == case.theirs):
        return False
    purpose = _PURPOSE.search(case.words)
    nature = case.claim.facets.nature
    return not (purpose and nature and nature == case.figure.facets.nature and "原因" not in case.words)


def behind_count(case: Case) -> bool:
    """囚车2辆12万元, 安排4个项目，60万元: what so many cost, and no total."""
    if case.whole and _BEHIND_PROJECTS.search(squeeze(case.words)):
        return True
    return _BEHIND_COUNT.search(case.clause) is not None


def narrower(case: Case) -> bool:
    """Whether its name is that of the cell and more than that: 水利工程建设结转 is not 水利工程建设."""
    own, theirs = case.own, case.theirs
    return bool(theirs) and theirs in own and _SAME_STILL.fullmatch(own.partition(theirs)[2]) is None
