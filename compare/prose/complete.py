"""Which lists of parts are all that their total consists of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from ...extract.interval import base
from ...extract.model import Claim
from ..model import Evidence
from .valued import counted_out

_SETS = tuple(
    tuple(re.compile(part) for part in parts)
    for parts in (
        ("基本支出", "项目支出"),
        ("人员(?:经费|支出)", "公用(?:经费|支出)"),
        ("货物", "工程", "服务"),
        ("出国|出境", "公务?(?:用)?车.{0,4}购置.{1,3}(?:运行|维护)", "公务接待|招待"),
        ("出国|出境", "购置(?!.{0,8}运行)", "(?<!购置)(?<!购置[及和])运行", "公务接待|招待"),
        ("(?:公务)?用车.{0,3}购置(?!.{0,3}运行)", "(?:公务)?用车.{0,3}(?:运行|维护)"),
        ("外宾接待|外事接待|国（?境?）?外.{0,4}接待", "国内.{0,4}接待"),
        ("在职", "离休", "(?<!离)退休"),
        ("在职", "离退休"),
        ("加油|燃油|燃料", "维修", "保险", "其他"),
        ("流动资产", "固定资产", "对外投资", "在建工程", "无形资产", "其他资产"),
        ("行政(?:人员)?编制", "工勤(?:人员)?编制", "事业(?:人员)?编制"),
        ("行政单位", "(?<!管理)(?<!管理的)(?<!参公)事业单位"),
        ("行政单位", "参公|参照公务员", "(?<!管理)(?<!管理的)(?<!参公)事业单位"),
        ("行政单位", "参公|参照公务员", "(?<!管理)(?<!管理的)(?<!参公)(?<!其他)事业单位", "其他单位|企业"),
        ("[本当]年(?:财政|一般公共预算)拨款", "结转"),
        ("(?<!部门)集中采购", "分散采购|自行采购"),
        ("本级财力", "专项收入", "执法办案", "收费成本", "财政专户", "有偿使用"),
    )
)
FUNDS = tuple(re.compile(name) for name in ("一般公共预算", "政府性基金", "国有资本经营"))
_NAMED_WHOLES = tuple(
    (re.compile(whole), tuple(map(re.compile, parts)))
    for whole, parts in (
        ("离退休", ("离休", "(?<!离)退休")),
        ("义务教育(?:阶段)?学校", ("小学", "初中|中学")),
    )
)
_APART = (
    *_SETS,
    tuple(map(re.compile, ("(?:^|[有中为])(?:在编|编内|正式)", "编外|聘用|合同制|劳务派遣|临聘"))),
    tuple(map(re.compile, ("员额", "辅助人?员", "司法行政"))),
    tuple(map(re.compile, ("(?:^|[^部])男", "女"))),
    tuple(map(re.compile, ("本科", "研究生|硕士|博士", "专科|高职", "留学生"))),
    tuple(map(re.compile, (r"行政(?!区)", "参公|参照公务员", "事业", "工勤|机关工人|后勤"))),
    tuple(
        map(re.compile, ("中央", "省级|自治区", "市级|设区市", "县级|区级|县区|本级财政", "镇级|乡级|街道"))
    ),
    tuple(map(re.compile, ("幼儿园|学前|幼儿", "小学", "初中", "高中", "中职|中专|职高", "特教|特殊教育"))),
    FUNDS,
    tuple(
        map(
            re.compile,
            (
                "房屋|构筑物",
                "通用设备|^设备",
                "专用设备",
                "文物|陈列",
                "图书|档案",
                "家具|用具",
                "特种动植物",
                "^其他",
            ),
        )
    ),
    tuple(map(re.compile, ("[本当]年.{0,4}收入", "(?:上年|年初|期初).{0,4}结[转余]", "非财政拨款结余"))),
)
"""Kinds that do not overlap, so that some of them never come to more than the total."""
BOUGHT = next(names for names in _SETS if names[0].search("货物"))
EMPLOYED = next(names for names in _SETS if names[0].search("在职"))
RUNNING = next(names for names in _SETS if names[0].search("加油"))
RECEIVED = next(names for names in _SETS if names[0].search("外宾接待"))
GRADES = re.compile(r"为?[“‘]?(优秀|优|良好|良|中|合格|差|不合格)[”’]?$")
_COUNTED_SUM = re.compile("^(?:以上|上述)?(?P<many>[两二三四五六七八九十]|[1-9][0-9]?)[项类个]合计")
_COUNTED_BEHIND = re.compile(
    "[，、。；（(]?(?:合计|共计|共|等)(?P<many>[两二三四五六七八九十]|[1-9][0-9]?)个?(?:项目|项|类|方面)"
)
_BELOW = re.compile("下属|所属|下辖|下设|二级")
_EACH = re.compile(r"(?:各|均)(?:有|为|是)?(?:车辆)?\s*$")
_SORTS_OF_CARS = 3
_FEW_CARS = 10
_ALL_CARS = re.compile("车辆$|(?:^|[^般他障勤])公务用车$")
_BEHIND_LIST = 24
_NONE_BEHIND = 40
_REST = re.compile("其[他它余]")
_FEWEST_BESIDE_REST = 3
"""So many parts, with the rest, are a list that was meant to be whole."""
BEHIND = 200
"""How many characters after the last part its share may stand."""


def is_closed(evidence: Evidence, total: Claim, parts: tuple[Claim, ...]) -> bool:
    """Whether the parts are all of it: a known set, vehicle types, grades, as many as said, or shares that add to 100.

    Kinds that do not overlap and come to more than the total contradict it, whether they are all or not.
    """
    if _several_each(evidence, parts) or _counts_itself(total, parts):
        return False
    return (
        is_known_set(parts)
        or _as_many_as_said(evidence, total, parts)
        or overflowing(total, parts)
        or _of_one_kind(total, parts)
        or are_vehicles(total, parts)
        or _all_vehicles(evidence, total, parts)
        or _bought(evidence, total, parts)
        or _by_funds(total, parts)
        or is_graded(parts)
        or _with_the_rest(total, parts)
        or _counted_up(total, parts)
        or _all_shares(evidence, total, parts)
        or counted_out(evidence, total, parts)
    )


def _several_each(evidence: Evidence, parts: tuple[Claim, ...]) -> bool:
    """Whether a number counts for several: 机要通信用车和应急保障用车各1辆 are two."""
    return any(_EACH.search(evidence.report.text[part.clause[0] : part.start]) for part in parts)


def is_known_set(parts: tuple[Claim, ...]) -> bool:
    """Whether the parts are, by their names, all that some total consists of (基本支出 and 项目支出 …)."""
    return any(is_set(names, parts) for names in _SETS)


def is_set(names: tuple[re.Pattern[str], ...], parts: tuple[Claim, ...]) -> bool:
    """Whether each of the names is that of one part, and no part is left."""
    if len(parts) != len(names):
        return False
    return all(sum(1 for part in parts if name.search(part.subject)) == 1 for name in names)


def _of_one_kind(total: Claim, parts: tuple[Claim, ...]) -> bool:
    """Whether the total's own name tells of what it consists: 离退休人员13人，其中离休1人，退休12人."""
    return any(whole.search(total.subject) and is_set(names, parts) for whole, names in _NAMED_WHOLES)


def _as_many_as_said(evidence: Evidence, total: Claim, parts: tuple[Claim, ...]) -> bool:
    """Whether the words at the end of the list count its members: 四项合计90万元; …、丁20万元，合计4个项目."""
    if len(parts) < 2:
        return False
    text, last = evidence.report.text, max(parts, key=lambda part: part.end)
    said = _COUNTED_SUM.search(total.subject) if total.start > last.start else None
    behind = _COUNTED_BEHIND.match("".join(text[last.end : last.end + _BEHIND_LIST].split()))
    found = said or behind
    return found is not None and _number(found["many"]) == len(parts)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else "一二三四五六七八九十".find(text.replace("两", "二")) + 1


def overflowing(total: Claim, parts: tuple[Claim, ...]) -> bool:
    """Whether parts of kinds that do not overlap come to more than the total, by more than rounding."""
    return are_apart(parts) and _more(total, parts)


def are_apart(parts: tuple[Claim, ...]) -> bool:
    """Whether the parts, two at least, are kinds that do not overlap (行政编制, 事业编制; 初中, 高中)."""
    return len(parts) > 1 and any(
        all(any(name.search(part.subject) for name in names) for part in parts)
        and all(sum(1 for part in parts if name.search(part.subject)) <= 1 for name in names)
        for names in _APART
    )


def _counts_itself(total: Claim, parts: tuple[Claim, ...]) -> bool:
    """Whether kinds of 单位 hold the body itself too, which is none of those below it (本级和3个下属单位)."""
    many = sum((part.quantity.value for part in parts), Decimal(0))
    below = _BELOW.search(total.subject) is not None and many == total.quantity.value + 1
    return below and all("单位" in part.subject for part in parts)


def _more(total: Claim, parts: tuple[Claim, ...]) -> bool:
    (whole, step), sizes = base(total.quantity), [base(part.quantity) for part in parts]
    counted = total.type == "count"
    spare = Decimal(0) if counted else (step + sum((each for _, each in sizes), Decimal(0))) / 2
    return sum((value for value, _ in sizes), Decimal(0)) > whole + spare


def are_vehicles(total: Claim, parts: tuple[Claim, ...]) -> bool:
    """Whether the parts are sorts of vehicles, to the last (其他用车) or more than there are."""
    if total.quantity.unit not in ("辆", "台") or len(parts) < 2:
        return False
    more = sum(part.quantity.value for part in parts) > total.quantity.value
    return all("车" in part.subject for part in parts) and (
        more or any("其他" in part.subject for part in parts)
    )


def _all_vehicles(evidence: Evidence, total: Claim, parts: tuple[Claim, ...]) -> bool:
    """Whether sorts of vehicles end their sentence, or come to a number of vehicles that stands elsewhere.

    Two sorts do so if they lack one vehicle of a few: more may be of a sort that is not told.
    """
    if (
        total.quantity.unit not in ("辆", "台")
        or len(parts) < 2
        or not all("车" in part.subject for part in parts)
    ):
        return False
    many = sum(part.quantity.value for part in parts)
    ends = evidence.report.text[parts[-1].end : parts[-1].end + 2].strip()[:1] in ("。", "；", ";")
    few = total.quantity.value <= _FEW_CARS and many == total.quantity.value - 1
    return (ends and (few or len(parts) >= _SORTS_OF_CARS)) or any(
        each.quantity.value == many and _ALL_CARS.search(each.subject)
        for each in evidence.claims
        if each.quantity.unit == total.quantity.unit
        and each.id not in {total.id, *(part.id for part in parts)}
    )


def _bought(evidence: Evidence, total: Claim, parts: tuple[Claim, ...]) -> bool:
    """货物, 工程 and 服务, of which the sentence may say that there was none: 货物5万元、服务7万元，未安排工程采购."""
    if "采购" not in total.subject or len(parts) < 2:
        return False
    text = evidence.report.text[total.start : parts[-1].clause[1] + _NONE_BEHIND]
    sentence = text[: text.find("。") + 1] or text
    named = [sum(1 for part in parts if name.search(part.subject)) for name in BOUGHT]
    said = [re.search(rf"(?:未|无|没有)[^，。；]{{0,8}}(?:{name.pattern})", sentence) for name in BOUGHT]
    return sum(named) == len(parts) and all(
        n == 1 or (n == 0 and no) for n, no in zip(named, said, strict=True)
    )


def _by_funds(total: Claim, parts: tuple[Claim, ...]) -> bool:
    """Whether an expense is told by all three funds: 会议费8万元（其中：一般公共预算8万元；政府性基金0；国有资本0）."""
    same = all(part.facets.item in ("", total.facets.item) for part in parts)
    return bool(total.facets.item) and same and is_set(FUNDS, parts)


def is_graded(parts: tuple[Claim, ...]) -> bool:
    """Whether the parts are counts of grades, three at least."""
    grades = [match[1] for part in parts if (match := GRADES.search(part.subject))]
    return len(grades) == len(parts) == len(set(grades)) >= 3


def _with_the_rest(total: Claim, parts: tuple[Claim, ...]) -> bool:
    """Whether the last of some counts is that of the rest: 火警30起、救援20起、其他5起."""
    others = [bool(_REST.match(part.subject)) for part in parts]
    listed = total.type == "count" and len(parts) >= _FEWEST_BESIDE_REST
    return listed and others[-1] and sum(others) == 1 and all(p.paragraph == total.paragraph for p in parts)


def _counted_up(total: Claim, parts: tuple[Claim, ...]) -> bool:
    """Whether a bare 合计 behind some counts says what they come to: 在职66人、离休5人，合计71人."""
    behind = total.type == "count" and total.start > max(part.end for part in parts)
    return behind and len(parts) > 1 and total.subject in ("合计", "共计", "总计", "总共")


def _all_shares(evidence: Evidence, total: Claim, parts: tuple[Claim, ...]) -> bool:
    shares = [claim for claim in shares_of(evidence, total, parts)]
    if len(parts) < 2 or len(shares) != len(parts):
        return False
    slack = sum((share.quantity.step for share in shares), Decimal(0))
    return abs(sum((share.quantity.value for share in shares), Decimal(0)) - 100) <= max(
        slack, Decimal("0.1")
    )


def shares_of(evidence: Evidence, total: Claim, parts: tuple[Claim, ...]) -> list[Claim]:
    """The shares of ``total`` that are stated for ``parts``, one each."""
    wanted = {part.id for part in parts}
    found: dict[str, Claim] = {}
    last = max(part.end for part in parts)
    for claim in _after(evidence, total, last):
        if claim.type != "share":
            continue
        roles = {item.role: item.claim for item in claim.operands}
        if roles.get("part") in wanted and roles.get("whole") == total.id:
            found.setdefault(roles["part"], claim)
    return list(found.values())


def _after(evidence: Evidence, total: Claim, last: int) -> Iterator[Claim]:
    """The claims from the total to a little behind the last part."""
    first = bisect_left(evidence.claims, total.start, key=lambda claim: claim.start)
    for claim in islice(evidence.claims, first, None):
        if claim.start > last + BEHIND:
            return
        yield claim
