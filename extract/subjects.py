"""What a label or a phrase is about: one reading for a claim's words and for rows, columns and titles of tables.

A phrase is read from the left as far as it consists of words for fund, flow and nature (一般公共预算财政拨款
and 基本支出); what is left over is the item's own name (科学技术支出).
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from .known import guarded, is_known
from .model import Facets

NOTHING = Facets()
"""No facet said."""

_KEPT = {"(": "（", ")": "）", ":": "：", ",": "，", ";": "；"}
_UNIFY = str.maketrans(
    {chr(i): chr(i - 0xFEE0) for i in range(0xFF01, 0xFF5F) if chr(i - 0xFEE0) not in _KEPT}
    | _KEPT
    | dict.fromkeys("[［【〔", "（")
    | dict.fromkeys("]］】〕", "）")
    | {"﹒": "."}
    | dict.fromkeys("\"'“”‘’「」『』《》＂＇", "")
)
_SPACE = re.compile(r"[\s\u3000\u00a0\u200b\ufeff]+")
_NUMERAL = re.compile(
    r"(?:[（][一二三四五六七八九十\d]{1,3}[）]|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}(?:[、）]|\.(?!\d))"
    r"|\d{1,2}\.(?=[23]\d{2}(?:\d{2}){0,2}[-—－]?(?![万亿千百元人个辆])[一-鿿])"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}(?=[一-鿿])(?![万亿千百元])"
    r"|第[一二三四五六七八九十\d]{1,3}[、，]|[一二三四五六七八九]是(?=[一-鿿]{2})|[①-⑳●○■□◆◇▪►★☆※▲△▶◎◉]|其中：?|包括：?|加：|减：|[-—－·•]+"
    r"|\d{3,9}(?=[-—－]?[一-鿿])(?!\d{0,4}年))"
)
_LEVEL = re.compile(r"（(?:2\d{2,6}|\d\d(?=[款项]))?(类|款|项)级?(?:科目)?）")
_TAIL = re.compile(
    r"(?:（(?:万?元|千元|亿元|单位：[^（）]*|\d{1,9}|[A-Z])）|(?:支出)?(?:年初|全年|调整)?(?:预算"
    r"|决算)数?|(?<=费)(?:一般公共预算)?财政拨款(?:支出)?|(?<=支出|收入)(?:合计|总计|小计|总额)|(?<=[收支])[入出]?数|情况(?:说明)?)$"
)

_TOKENS: tuple[tuple[str, str, str], ...] = (
    # pattern, facet, value; tried in this order at each position
    (r"收(?:入)?[、/和与及，]?支(?:出)?(?:总体|预算|决算)*(?:总计|合计|总额|总数|总预算|总决算|总表)",
     "flow", "both+total"),
    (r"收入(?:总计|总额|合计)[、和与及，]?支出(?:总计|总额|合计)", "flow", "both+total"),
    (r"(?:预算|决算)?总收入?[、和与及]?总?支出?(?=$|的|为|[预决]算)", "flow", "both+total"),
    (r"收入(?:预算|决算)*(?:总预算|总决算|总额|总数)|(?:预算|决算)?总收入", "flow", "income+total"),
    (r"支出(?:预算|决算)*(?:总预算|总决算|总额|总数)|(?:预算|决算)?总支出", "flow", "expenditure+total"),
    (r"(?:年初|上年|期初|以前年度)(?:度)?(?:一般公共预算|政府性基金预算|国有资本经营预算)?(?:财政(?:拨款)?)?(?:资金)?"
     r"(?:结转(?:（结余）|[和与及、/]?结余)?|结余(?:[和与及、/]?结转)?)(?:资金|收入)?", "flow", "carry-in"),
    (r"(?:年末|期末|年终)(?:一般公共预算|政府性基金预算|国有资本经营预算)?(?:财政(?:拨款)?)?"
     r"(?:结转(?:（结余）|[和与及、/]?结余)?|结余(?:[和与及、/]?结转)?)(?:资金)?", "flow", "carry-out"),
    (r"(?:年初|上年|期初)(?:财政拨款)?基本支出结转(?:[和与及、/]?结余)?", "flow", "carry-in+basic"),
    (r"(?:年初|上年|期初)(?:财政拨款)?项目支出结转(?:[和与及、/]?结余)?", "flow", "carry-in+project"),
    (r"(?:年末|期末|年终)(?:财政拨款)?基本支出结转(?:[和与及、/]?结余)?", "flow", "carry-out+basic"),
    (r"(?:年末|期末|年终)(?:财政拨款)?项目支出结转(?:[和与及、/]?结余)?", "flow", "carry-out+project"),
    (r"结转(?:和结余)?(?:到|至)?下年(?:度)?(?:支出)?", "flow", "carry-out"),
    (r"国有资本经营(?:预算)?(?:当年)?(?:财政)?(?:拨款|补助)?(?:安排的?)?", "fund", "state-capital"),
    (r"政府性基金(?:预算)?(?:当年)?(?:财政)?(?:拨款|补助)?(?:安排的?)?", "fund", "government-fund"),
    (r"一般公共预算(?:当年)?(?:财政)?(?:拨款|补助)?(?:安排的?)?", "fund", "general"),
    (r"公共(?:财政)?预算(?:财政)?拨款", "fund", "general"),
    (r"(?:纳入)?财政专户(?:管理)?(?:的)?(?:非税)?(?:资金|核拨|拨款)?", "fund", "special-account"),
    (r"非(?:同级)?财政(?:性)?(?:拨款)?(?:资金)?", "fund", "own"),
    (r"(?:同级|本级)?财政(?:性)?(?:资金)?(?:预算)?拨款(?:资金)?(?:安排的)?", "fund", "fiscal"),
    (r"单位(?:自有)?资金|自有资金", "fund", "own"),
    (r"(?:人员|人员类)经费(?:支出)?|人员支出", "nature", "personnel"),
    (r"(?:日常|基本)?公用经费(?:支出)?|公用支出|商品和服务公用经费", "nature", "public"),
    (r"基本支出", "nature", "basic"),
    (r"项目支出", "nature", "project"),
    (r"(?:事业单位)?经营支出", "nature", "business"),
    (r"上[缴解]上级(?:单位|部门)?支出", "nature", "upward"),
    (r"对(?:附属|下级)(?:单位|部门)(?:的)?补助(?:支出)?", "nature", "subsidy"),
    (r"合计|总计|小计|总额|总数|总盘子", "nature", "total"),
    (r"(?:部门|单位)?整体支出", "flow", "expenditure+total"),
    (r"收、?支(?=$|预算|决算)", "flow", "both"),
    (r"收入", "flow", "income"),
    (r"支出|用款", "flow", "expenditure"),
    (r"\d{2,4}年(?:度)?|本年(?:度)?|当年(?:度)?|今年|全年|年初|上年(?:度)?|年度", "", ""),
    (
        r"(?:我|本)?(?:部门|单位|局|委|厅|校|院|中心|处|办)(?=[^一-鿿]|使用(?:财政|一般|政府性|国有)|收|支|财|一般|政府性|国有|本年"
        r"|基本|项目|总[收支预]|[预决]算[收支]|政府采购|机关运行|三公|公务|因公|人员经费|公用经费|\d)", "", ""),
    (r"(?:预计|计划|拟|相应)(?=(?:安排)?(?:收|支|总|采购))", "", ""),
    (r"(?:涉及|安排|使用|实现|完成|来自|用于)(?=收|支|财|一般|政府性|国有|基本|项目支)", "", ""),
    (r"全(?:部门|系统|县|市|区|省|校|院)(?=收|支|财|一般|政府|国有)", "", ""),
    (
        r"(?:年初|全年|调整|部门|综合|总体|总)?(?:预算|决算)(?:数|总额|安排)?(?=$|收|支|财|一般|政府性"
        r"|国有|总|合|小|基|项|的|数)|计划(?:数|总额)?$", "", ""),
    (r"（[^（）]{0,6}含[^（）]{0,16}结[转余][^（）]{0,8}）", "", ""),
    (
        r"[、，：。（）/的之和与及]|其中|当中|累计|总的|数(?=$|的|为)|共计|共有?|[为是](?=$)|中(?=$"
        r"|[，、：]|基本|人员|公用|项目|一般|财政)", "", ""),
)  # fmt: skip
_FUND_WORDS = {"一般公共预算": "general", "政府性基金": "government-fund", "国有资本": "state-capital"}
_TOPIC = (
    r"收(?:入)?[、和与及，]?支|(?:收入|支出)(?:总|合|预算|决算|$)|[预决]算(?:总[收支]|收入总|支出总|收支)|财政拨款|一般公共预算|公共预算"
    r"|政府性基金|国有资本|本年(?:收|支)|总(?:收|支)"
    r"|基本支出|项目支出|人员经费|(?:日常)?公用经费|“?三公|机关运行经费|机关（机构）运行|整体支出|政府采购|年初(?:预算|结转)"
    r"|部门(?:预算|决算|整体)|因公出国|公务接待|公务用车"
)
_BODY = (
    r"(?:局|委|厅|部|院|校|办|室|中心|学院|大学|中学|小学|所|站|处|会|馆|社"
    r"|队|园|台|团|公司|政府|机关|本级|部门|单位|系统|县|区|市|镇|乡|街道)"
)
_OWNED = re.compile(rf"(?:{_BODY}(?:本级|机关)?的?|20\d\d年度?)$")
_OWNER = re.compile(
    rf"^(?:[^，。；：（）]{{0,40}}?20\d\d年度?(?={_TOPIC})"
    rf"|[^，。；：（）]{{1,30}}?{_BODY}(?:（[^（）]{{1,12}}）)?(?:本级|机关)?的?(?={_TOPIC}))"
)
_TOKEN = re.compile("|".join(f"({p})" for p, _, _ in _TOKENS))
_MIXED = re.compile("[、，和与及]|本年|当年")
_FILLER_END = "、，：。的中为是和与及共达计于"
_USED_FOR = re.compile("用于(?P<name>.+?)(?:的(?:支出|资金|经费))?")
_CALLED = re.compile("[类款项]?级?科目$")
_FEE_TAIL = re.compile(r"(?<=费)(?:支出|用)$")
_OUT_END = ("支出", "费", "经费", "费用")
_IN_ITEMS = ("使用非财政拨款结余", "用事业基金弥补收支差额")


@lru_cache(maxsize=16384)
def clean_label(text: str) -> str:
    """The label without numerals (一、（一）1.), 其中：, 加：, codes, quotes and white space; brackets full width."""
    label = _SPACE.sub("", text).translate(_UNIFY)
    while (match := _NUMERAL.match(label)) and match.end() < len(label):
        label = label[match.end() :]
    return label.strip("：:，、;；")


def without_owner(words: str) -> str:
    """``words`` without whose money it is: 某市水务局2023年度收入总计 becomes 收入总计.

    A 科目 name is nobody: 某县城乡社区支出 becomes 城乡社区支出.
    """
    owner = None if words.startswith("用于") else _OWNER.match(words)
    if owner is None:
        return words
    name = guarded(words, owner.end())
    if name is None:
        return words[owner.end() :]
    before = words[:name]
    return words[name:] if _OWNED.search(before) else words


def _read_tokens(label: str) -> tuple[dict[str, str], str]:
    """The facets that the words on the left say, and the rest."""
    said: dict[str, str] = {}
    at, carried = 0, 0
    while at < len(label) and (match := _TOKEN.match(label, at)) and match.end() > at:
        if is_known(label[at:]):
            break
        _, facet, value = _TOKENS[(match.lastindex or 1) - 1]
        if value.startswith("carry") and (fund := _fund_within(match.group())):
            said["fund"] = fund
        if value == "carry-in":
            carried = match.end()
        if value == "income" and carried and not _MIXED.search(label, carried, at):
            pass  # 上年结转的一般公共预算收入: what was left of it, not all of it
        elif facet and "+" in value:
            said["flow"], said["nature"] = value.split("+")
        elif facet and not (facet == "nature" and value == "total" and said.get("nature")):
            said[facet] = value
        at = match.end()
    return said, label[at:]


def _fund_within(carried: str) -> str:
    """The fund of what is carried over, where its name stands between: 年末政府性基金预算财政拨款结转和结余."""
    return next((fund for word, fund in _FUND_WORDS.items() if word in carried), "")


def _item_of(rest: str) -> str:
    if "三公" in rest:
        return "三公经费"
    item = rest
    while (match := _TAIL.search(item)) and match.start() > 1:
        item = item[: match.start()]
    item = item.lstrip("、，：。")
    if (bare := _CALLED.sub("", item)) != item and is_known(bare):
        item = bare
    if (used := _USED_FOR.fullmatch(item)) and is_known(used["name"]):
        item = used["name"]
    if not (item.endswith("费支出") and is_known(item)):
        item = _FEE_TAIL.sub("", item)
    return item if is_known(item) else item.rstrip(_FILLER_END)


def _names_with_levels(label: str) -> tuple[str, str]:
    """The last name marked （类）/（款）/（项） and its level, or the label itself and ``""``."""
    marks = list(_LEVEL.finditer(label))
    if not marks:
        return label, ""
    last = marks[-1]
    start = marks[-2].end() if len(marks) > 1 else 0
    return label[start : last.start()].strip("、，：-— "), last.group(1)


@lru_cache(maxsize=16384)
def facets_of(text: str, *, context: Facets = NOTHING) -> Facets:
    """What ``text`` is about; fund, flow and nature that it does not say are taken from ``context``.

    财政拨款 alone does not widen a context that already names one fund. The item is never inherited.
    """
    name, level = _names_with_levels(without_owner(clean_label(text)))
    if level:
        said, rest = _read_tokens(name)
        item = _item_of(rest if rest not in ("", "支出") else name) or name
        if not rest:
            said = {}
    else:
        said, rest = _read_tokens(name)
        item = _item_of(rest)
    fund = said.get("fund", "")
    if not fund or (fund == "fiscal" and context.fund in ("general", "government-fund", "state-capital")):
        fund = context.fund or fund
    flow = said.get("flow", "")
    if item.endswith("收入") or item.startswith(_IN_ITEMS):
        flow = "income"
    elif not flow and (item.endswith(_OUT_END) or item == "结余分配" or said.get("nature") in _OUT_NATURES):
        flow = "expenditure"
    return Facets(flow or context.flow, fund, said.get("nature", "") or context.nature, item, level)


_OUT_NATURES = frozenset({"basic", "project", "personnel", "public", "business", "upward", "subsidy"})

_ENDING = re.compile(r"(?:支出|费用|经费|费|资金)$")
_BRACKETED = re.compile(r"（[^（）]*）")
_CANON = (
    ("公车", "公务用车"),
    ("运行维护", "运行"),
    ("运行维修", "运行"),
    ("和结余", "结余"),
    ("与", "和"),
    ("及", "和"),
    ("、", "和"),
    ("等支出", "支出"),
    ("境外", "境"),
)


@lru_cache(maxsize=8192)
def _canonical(label: str) -> str:
    for old, new in _CANON:
        label = label.replace(old, new)
    return _ENDING.sub("", label.replace("（", "").replace("）", ""))


@lru_cache(maxsize=65536)
def label_likeness(a: str, b: str) -> float:
    """How surely two labels name the same thing, 0 to 1; 1 when they are equal after cleaning."""
    a, b = _LEVEL.sub("", clean_label(a)), _LEVEL.sub("", clean_label(b))
    if a == b:
        return 1.0 if a else 0.0
    if not a or not b:
        return 0.0
    if _ENDING.sub("", a) == _ENDING.sub("", b):
        return 0.97
    if _canonical(a) == _canonical(b) or _canonical(_BRACKETED.sub("", a)) == _canonical(
        _BRACKETED.sub("", b)
    ):
        return 0.95
    ratio = fuzz.ratio(_canonical(a), _canonical(b)) / 100
    if a.startswith("其他") != b.startswith("其他"):
        ratio = min(ratio, 0.6)
    return min(ratio, 0.94)
