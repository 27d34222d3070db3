"""写明的个数与列出的名称不符

检查什么：“内设机构4个，包括：A、B、C”“下设3个科室，分别是：……”“包括：A、B、C，共4个股室”“单位构成包括：本级、A、B。共3个单位”“内设A、B、C三个股室”“下属单位2家：……”：写明的个数
与逐一列出的名称个数核对；名单也可以是下面各段的“1.……2.……”。只核对列完的名单：以“等”收尾、名称不像机构名的不核对；名称
里的“和”“与”可能是连接词，也可能是名称的一部分，两种数法都对不上才报告；下属单位的名单里多一个本级或少一个本级都不算。
“安排项目5个，具体如下：”与下面逐段编号的项目、“项目4个，分别为甲补助、乙经费”与列出的项目也核对个数。
括号里的说明（挂牌、合署）不计。文中说某单位不独立核算，又把它算作编制范围的单位的，予以提示。

为什么：机构改革后改了名单没有改个数，或者改了个数没有改名单。

例：内设机构4个，包括：办公室、业务科、财务科。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...narrative.model import Paragraph
from ..findings import Blame, passage, remark
from ..model import Evidence, Exhibit, Finding, Severity
from ..prose.named_projects import named_projects
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_NUMBER_OF = re.compile(r"[\d一二两三四五六七八九十][个家所]")
"""What every stated number of bodies or projects holds."""
_COUNTED = re.compile(
    r"(?P<head>(?:内设|下设|下属|下辖|所属|直属|派出|派驻|设有|设置|设立|编报范围的|编制范围的|设(?<![建开增添]设)(?=[\d一二两三四五六七八九十]))"
    r"[^，。；：、\d]{0,16}?)"
    r"(?:共计|共有|共|有)?(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,3})(?P<unit>个|家|所)"
    r"(?P<noun>[^，。；：、\d（）]{0,10}?)"
    r"(?:[，,：:]?(?:(?:具体)?(?:分别)?(?:包括|是|为|即|有)|即|具体)[：:]?|[：:])"
    r"(?P<names>[^。；：\d]{3,600})[。；]"
)
_COUNTED_LAST = re.compile(
    r"(?P<head>(?:内设|下设|下属|所属|直属|设有|设置)[^，。；：、\d]{0,12}?)(?:分别)?(?:包括|是|为|有)[：:]?"
    r"(?P<names>[^。；：\d]{3,600}?)[，,；](?:总?共计?|合计)(?:有)?(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,3})(?P<unit>个|家|所)"
    r"(?P<noun>[^，。；：、\d（）]{0,10})"
)
_COUNTED_BEHIND = re.compile(
    r"(?P<head>(?:内设|下设|下属|所属|设有|设置|设(?<![建开增添假如]设)(?=[一-鿿]))(?:机构|科室|部门|单位)?(?:分别)?(?:包括|为|有)?[：:]?)"
    r"(?P<names>[^。；：，,\d（）()]{3,400}?)(?:[，,]?(?:共计|共有|共|合计))?"
    r"(?P<count>\d{1,2}|[两二三四五六七八九十]{1,3})(?P<unit>个|家)"
    r"(?P<noun>(?:内设|职能|业务|行政|中层|股级|科级|正股级|正科级)?(?:机构|科室|股室|处室|部室|部门|科|股|处|室|部|队|办公室)?)"
    r"(?:(?<![个家])(?=[。；，,：、])|(?=[。；])|$)"
)
"""The number behind its names: 内设办公室、人事股、业务股3个股室."""
_COUNTED_FIRST = re.compile(
    r"(?P<head>(?:和|及|与|[设辖有：:])?)(?P<count>\d{1,2}|[两二三四五六七八九十]{1,3})(?P<unit>个|家)"
    r"(?P<noun>(?:[局委厅院校区市县镇乡]属|下属|所属|直属|二级)[^，。；：、\d（）]{0,10})"
    r"(?:[，,：:]?(?:具体)?分别(?:包括|是|为|即|有)[：:]?|[：:])(?P<names>[^。；：\d]{3,600})[。；]"
)
"""The number before what the bodies are: 局机关和3个局属事业单位，分别是：甲站、乙所."""
_COUNTED_APART = re.compile(
    r"(?P<head>单位构成[^，。；：、\d]{0,8}?(?:包括|为|是)?[：:]?)(?P<names>[^。；：:，,\d]{3,400}?)"
    r"[。；，,](?:总?共计?有?|合计)(?P<count>\d{1,2}|[两二三四五六七八九十]{1,3})(?P<unit>个|家)"
    r"(?P<noun>(?:预算|决算|独立核算|编报)?单位)(?=[。；，,]|$)"
)
"""The number in a sentence of its own: 单位构成包括：本级、甲中心、乙中心。共3个单位."""
_ANNOUNCED = re.compile(
    r"(?P<head>(?:下属|所属|二级|编报范围|编制范围)[^，。；：\d]{0,16}?(?:单位|机构))(?:共计|共有|共|有)?"
    r"(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,3})(?P<unit>个|家)(?!行政|事业|参公)[^。；\d]{0,30}[：:]$"
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2})[.．、](?P<name>[^\d，。；：]{3,40})[。；]?$")
_PROJECTS = re.compile(
    r"(?P<head>(?:安排|实施|设立|编制|涉及|纳入|开展)(?!.{0,12}(?:主要|重点|部分|其中))[^，。；：\d]{0,12}?)"
    r"(?:项目(?:支出)?(?:共计|共有|共)?(?P<count>\d{1,2})(?P<unit>个)|(?P<behind>\d{1,2})个(?P<noun>项目(?:支出)?))"
    r"(?![^。；]{0,60}(?:主要|重点|部分|其中))[^。；]{0,60}(?:如下|分别(?:是|为)|包括|明细)[：:]$"
)
"""Announced and then listed a paragraph each: 安排项目5个，资金80万元，具体如下："""
_ITEM = re.compile(
    r"(?:[（(](?P<a>\d{1,2})[）)]|(?P<b>\d{1,2})[.．、](?!\d{1,3}[.．、]))(?P<name>[^，。；：:]{2,40})"
)
_DEPENDENT = re.compile(
    r"(?P<name>[一-鿿]{4,30})[^。；]{0,40}?(?:不|未|非)(?:进行|实行|单独|是)?独立(?:核算|编制|编报)"
)
_SUBORDINATE = re.compile("构成|[局委厅院校区市县镇乡]属|下属|所属|直属|二级|编[报制]范围")
_SELF = re.compile("本级|机关|本部")
_BRACKETS = re.compile(r"（[^（）]{0,80}）|\([^()]{0,80}\)")
_AND = re.compile(r"[和及与]|以及")
_OPEN = re.compile(r"等(?:等|\d+个)?(?:[一-鿿]{0,8})$")
_BODY = re.compile(
    r"(?:科|室|股|处|部|中心|站|所|局|队|院|系|校|馆|办|会|组|厅|委|园|庭|厂|司|基地|机关|本级|学|社|团|段|台|库|场|政府|门诊|药房|病房|病区|库房|诊室|窗口|专班|专柜)$"
)
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
LEAST = 2
LONGEST = 80
MOST = 60
"""How many paragraphs, or rows of a table, a list of units may run over."""
REACH = 4_000
"""How far below its number a table of units may stretch, in characters."""
MOST_SHOWN = 5
NEAR = 6
"""How many paragraphs before a list of units say what kind of units they are."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Count the names after every stated number of bodies."""
    spoken = [each for each in evidence.report.paragraphs if each.part in ("narrative", "organisation")]
    for i, paragraph in enumerate(spoken):
        if not _NUMBER_OF.search(paragraph.text):
            continue
        counted = {
            match.start("count"): match
            for pattern in (_COUNTED_FIRST, _COUNTED_BEHIND, _COUNTED_LAST, _COUNTED, _COUNTED_APART)
            for match in pattern.finditer(paragraph.text)
        }
        for match in counted.values():
            yield from _count(evidence, paragraph, match)
        for match, listed in named_projects(paragraph.text):
            if _number(match["count"]) != len(listed):
                yield _finding(evidence, paragraph, match, listed)
        if (announced := _ANNOUNCED.search(paragraph.text)) is not None:
            below = _below(spoken[i + 1 : i + 1 + MOST])
            names = [name for _, name in below] or _tabled(evidence, paragraph)
            yield from _count_below(evidence, paragraph, announced, names, below)
            yield from _dependent(evidence, spoken[max(0, i - NEAR) : i + 1], announced, below)
        if (announced := _PROJECTS.search(paragraph.text)) is not None:
            yield from _projects(evidence, paragraph, announced, spoken[i + 1 : i + 1 + MOST])


def _count(evidence: Evidence, paragraph: Paragraph, match: re.Match[str]) -> Iterator[Finding]:
    if match.re is _COUNTED_BEHIND and not match["noun"] and not _OFFICES.search(match["head"]):
        return  # 全县设立服务站、图书馆12个
    names = _BRACKETS.sub("", match["names"])
    if _OPEN.search(names) or "（" in names or "(" in names:
        return
    listed = [name.strip("，, ") for name in names.split("、")]
    stated = _number(match["count"])
    if len(listed) < LEAST or not all(_BODY.search(name) and 2 <= len(name) <= 24 for name in listed):
        return
    joined = sum(_joined(name, last=name is listed[-1]) for name in listed)
    commas = sum(name.count("，") + name.count(",") for name in listed)
    if commas or len(listed) <= stated <= len(listed) + joined:
        return
    said = match["head"] + match["noun"]
    if _SUBORDINATE.search(said) and _but_for_itself(said, match["names"].split("、"), stated):
        return
    yield _finding(evidence, paragraph, match, listed)


def _joined(name: str, *, last: bool) -> int:
    """How many more bodies the name may hold.

    Amid a list 和 joins two only behind a whole name (办公室和财务科), 与 and 及 do so at its end too (法规与宣传科).
    """
    joints = _AND.finditer(name)
    return sum(
        (last and each[0] in ("和", "以及")) or _BODY.search(name[: each.start()]) is not None
        for each in joints
    )


def _finding(
    evidence: Evidence,
    paragraph: Paragraph,
    match: re.Match[str],
    listed: list[str],
    exhibits: tuple[Exhibit, ...] = (),
) -> Finding:
    words = f"列出{len(listed)}个：{'、'.join(listed)}"
    start, end = match.start("head"), match.end("noun" if "noun" in match.groupdict() else "unit")
    whole = max(end, match.end())
    return remark(
        evidence,
        paragraph.place(start, whole)
        if whole - start <= LONGEST
        else paragraph.place(start, min(end, start + LONGEST)),
        Blame(CODE, RULE, "count", "error", 0.9),
        message=f"文中写{match['count']}{match['unit']}，{words}。",
        expected=f"{len(listed)}{match['unit']}，或补全名单",
        workings=words,
        within=paragraph,
        exhibits=exhibits,
        stated=f"{match['count']}{match['unit']}",
    )


def _below(paragraphs: list[Paragraph]) -> list[tuple[Paragraph, str]]:
    """The list 1.甲 2.乙 in the paragraphs that follow: a name a paragraph, numbered without a gap."""
    found: list[tuple[Paragraph, str]] = []
    for paragraph in paragraphs:
        match = _NUMBERED.match(paragraph.text)
        if match is None or int(match["number"]) != len(found) + 1:
            break
        found.append((paragraph, match["name"]))
    return found


_HEAD = re.compile(r"^序\s*号[\s|]+\S{0,10}名\s*称")
_ROW = re.compile(r"(?P<number>\d{1,2})[\s|]+(?P<name>[^\s|\d，。；：]{3,40})(?=[\s|]|$)")
_LINED = re.compile(r"^[\s|:-]+$")
_OFFICES = re.compile("机构|科室|部门|单位")


def _tabled(evidence: Evidence, paragraph: Paragraph) -> list[str]:
    """The names in a table right below with a column 序号, a row a line: 序号 单位名称 | 1 甲局本级 | 2 甲中心."""
    text, at = evidence.report.text, paragraph.offsets[-1] + 1
    lines = [line.strip(" \t|") for line in text[at : at + REACH].splitlines()[:MOST]]
    rows = [line for line in lines if line and not _LINED.match(line)]
    found: list[str] = []
    for row in rows[1:] if rows and _HEAD.match(rows[0]) else ():
        match = _ROW.match(row)
        if match is None or int(match["number"]) != len(found) + 1:
            break
        found.append(match["name"])
    return found


def _count_below(
    evidence: Evidence,
    paragraph: Paragraph,
    match: re.Match[str],
    names: list[str],
    below: list[tuple[Paragraph, str]],
) -> Iterator[Finding]:
    stated = _number(match["count"])
    if len(names) >= LEAST and len(names) != stated and not _but_for_itself(match["head"], names, stated):
        exhibits = tuple(passage(evidence, each, 0, len(each.text)) for each, _ in below[:MOST_SHOWN])
        yield _finding(evidence, paragraph, match, names, exhibits)


def _projects(
    evidence: Evidence, paragraph: Paragraph, match: re.Match[str], following: list[Paragraph]
) -> Iterator[Finding]:
    """As many projects as paragraphs, numbered from 1 on, name behind the announcement."""
    listed: list[str] = []
    for each in following:
        item = _ITEM.match(each.text)
        if item is None or int(item["a"] or item["b"]) != len(listed) + 1:
            break
        listed.append(item["name"])
    stated = match["count"] or match["behind"]
    rest = (_ITEM.match(each.text) for each in following[len(listed) :])
    if any(item is not None and int(item["a"] or item["b"]) == len(listed) + 1 for item in rest):
        return  # what is said of one of them takes more than a paragraph
    if len(listed) >= LEAST and len(listed) != int(stated):
        words = f"列出{len(listed)}个：{'、'.join(listed[:MOST_SHOWN])}{'等' * (len(listed) > MOST_SHOWN)}"
        yield remark(
            evidence,
            paragraph.place(match.start("head"), match.end("unit") if match["unit"] else match.end("noun")),
            Blame(CODE, RULE, "count", "warning", 0.7),
            message=f"文中写{stated}个项目，{words}。",
            expected=f"{len(listed)}个，或补全名单",
            workings=words,
            within=paragraph,
            exhibits=tuple(passage(evidence, each, 0, len(each.text)) for each in following[:MOST_SHOWN]),
            stated=f"{stated}个",
        )


def _but_for_itself(head: str, names: list[str], stated: int) -> bool:
    """Whether the list is right but for the body itself, which is counted among those of a 编制范围 or not."""
    itself = sum(bool(_SELF.search(name)) for name in names)
    left_out = "范围" in head and not itself and stated == len(names) + 1
    return left_out or stated == len(names) - itself


def _dependent(
    evidence: Evidence,
    paragraphs: list[Paragraph],
    match: re.Match[str],
    below: list[tuple[Paragraph, str]],
) -> Iterator[Finding]:
    """A unit counted among those that draw up accounts, and said to keep none of its own."""
    for paragraph in paragraphs:
        said = _DEPENDENT.search(paragraph.text)
        unit = next((each for each in below if said and each[1] in paragraph.text[: said.end()]), None)
        if said is None or unit is None:
            continue
        exhibits = [passage(evidence, each, 0, len(each.text)) for each, _ in below[:MOST_SHOWN]]
        yield remark(
            evidence,
            paragraphs[-1].place(match.start("head"), match.end()),
            Blame(CODE, RULE, "count", "warning", 0.6),
            message=f"文中说“{unit[1]}”不独立核算，却算作编制范围的{match['count']}{match['unit']}单位之一。",
            expected="核对编制范围的单位个数与名单",
            within=paragraph,
            exhibits=(*exhibits, passage(evidence, paragraph, said.start(), said.end())),
            stated=f"{match['count']}{match['unit']}",
        )
        return


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, found, ones = text.partition("十")
    if not found:
        return _DIGITS[text[0]]
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
