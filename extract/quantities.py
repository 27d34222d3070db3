"""Quantities in a paragraph: every number with its unit that can carry a meaning."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ..narrative.record import record
from .model import Quantity
from .numerals import CHINESE, parse_arabic, parse_chinese
from .units import PATTERN, Family, is_duration, unit_of


@record
class Number:
    """A quantity in a paragraph's text: ``start``/``end`` with its unit.

    ``sign`` is −1 for a minus or an arrow down written before it, 1 otherwise; ``marked`` tells that a plus or an arrow
    says that it is a change (+5.96%, ↓3%).
    """

    start: int
    end: int
    digits_end: int
    quantity: Quantity
    family: Family
    sign: int = 1
    borrowed: bool = False
    is_torn: bool = False
    marked: bool = False


_D = "[0-9０-９]"
_POINT = "[.．]"
_GROUPED = rf"{_D}{{1,3}}(?:(?:[,，]| ,|, ){_D}(?:{_D}{{2}}| {_D}{{2}}|{_D} {_D}))+(?!{_D})"
_TORN_UNIT = "(?=[万亿元%％])"
_MISGROUPED = rf"{_D}{{1,3}}(?:,{_D}{{3}})+,{_D}{{1,2}}(?:{_POINT}{_D}{{1,2}})(?=[万亿]?元)"
"""2,179,43.56元: the marks of the thousands show that a digit was lost; it is one number all the same."""
_ARABIC = (
    rf"{_MISGROUPED}|"
    # torn behind the point (12. 98万元); an item's number (1. 12万元) has no word or thousands mark before it
    rf"(?:(?:(?<=[一-鿿）)”])(?<!第)(?:{_GROUPED}|{_D}+)|{_GROUPED}|{_D}{{3,}}){_POINT} {_D}(?: ?{_D})?{_TORN_UNIT}"
    rf"|(?:{_GROUPED}|{_D}+)"
    rf"(?:{_POINT}{_D} {_D}(?:{_TORN_UNIT}|(?=、 ?{_D}+[.．]))|{_POINT}{_D}+| {_POINT}{_D}+"
    rf"|(?<!19{_D}{{2}})(?<!20{_D}{{2}}) {_D}+(?:{_POINT}{_D}+)?(?=[万亿%％]))?)"
)
_SCAN = re.compile(
    rf"(?=[0-9０-９{CHINESE}\-－−﹣+＋↑↓])(?:百分之(?:(?P<percent>[{CHINESE}点]{{1,12}})|(?P<hundredths>{_D}+(?:{_POINT}{_D}+)?))"
    rf"|(?P<sign>(?<![0-9０-９年月日])[-－−﹣]|(?<![0-9０-９A-Za-z%％）)元])[+＋↑↓])?(?P<arabic>{_ARABIC})(?P<more>[余多])?(?P<unit>{PATTERN})?"
    rf"|(?P<chinese>(?<![{CHINESE}])[{CHINESE}]{{1,12}}(?:点[零一二三四五六七八九]{{1,6}})?)(?P<cmore>[余多])?"
    r"(?P<cunit>亿元|万元|元(?=[，。、；：）]|$)|[个家名辆台次批](?=[，。、；]|内设|科|处|股|职能|直属"
    r"|下属|所属|单位|部门|机构|综合|办事|业务|工作机构|派出|派驻|参公|行政村|社区|乡镇|街道|预算|二级|重点|项目|团组|企业|事业|学院|系)|人次|批次|倍))"
)
_BEFORE_BAD = re.compile(
    r"(?:[A-Za-z+＋×*～~–_#№.．]|(?<!元)/|[0-9０-９][:：]|第|前|[A-Za-z]-|[0-9０-９][-至到~～]|[前第]\s)$"
)
_AFTER_BAD = re.compile(
    r"[A-Za-z+＋×*/_#]|[-－—–~～至][0-9０-９]|[:：][0-9０-９]"
    r"|[年月日号岁届级强后时点层楼](?!度?[预决]算数?为)"
)
_CODE = re.compile(r"[（(]2\d\d(?:\d\d){0,2}[类款项]级?(?:科目)?[）)]")
_INNER_CODE = re.compile(r"[（(]\d\d[款项]级?[）)]")
_OUTER = re.compile(r"[类款]级?[）)][^，。；：（()）]{2,40}[（(]$")
_NAME_REACH = 48
_MARKS = ("+", "＋", "↑", "↓")
"""Written before a number, they say that it is a change."""
_THRESHOLD = re.compile(
    r"[）)]?[（(]?(?:含|不含)?[）)]?(?:以上|以下|以内|之内|及以上|及以下|起)|[（(](?:含"
    r"|不含)[^）)]{0,6}[）)]"
)
_ABOUT = re.compile(r"(?:(?<!节)约|近|超(?!支)|超过|逾|大约|将近|接近|不足|突破|高达)为?$")
_ABOUT_AFTER = re.compile(r"左右|上下|有余|以上|多")
_BORROW = re.compile(r"\s?(?:[、，,；和与及/]|以及)\s?$")
_GOVERN_DECIMAL = re.compile(
    r"(?:为|是|达到?|增加|减少|增长|下降|降低|上升|支出|收入|占|[预决]算数?|预算的|合计|总计|共计|比重"
    r"|金额|总额|经费|费)(?:了|约)?$"
)
_GOVERN_WHOLE = re.compile(r"(?:[预决]算数?|总计|合计|支出|收入|金额|总额|预算的)(?:均?[为是])?$")
_END = re.compile(r"\s?(?:[，。；、：）]|$)")
_DISPLACED = re.compile(r"([一-鿿（）]{2,18}?(?:费|支出|收入|经费))(万元|元)(?![0-9])")
_SENTENCE_START = re.compile(r"^\s?$|[。；，：]\s?$")
_QUOTES = {"“": "”", "《": "》", "「": "」", "『": "』"}
_QUOTED = re.compile(r"[“《「『]")


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where quoted names and titles stand, marks left out; a quotation is at most 60 characters in one sentence."""
    spans = []
    for match in _QUOTED.finditer(text):
        close = text.find(_QUOTES[match.group()], match.end(), match.end() + 60)
        if close > 0 and "。" not in text[match.end() : close]:
            spans.append((match.end(), close))
    return tuple(spans)


def numbers_in(text: str) -> tuple[Number, ...]:
    """All quantities of a paragraph in order; years, dates, ordinals, codes, thresholds and quoted names left out."""
    spans = quoted_spans(text)
    found = [n for match in _SCAN.finditer(text) if (n := _number(text, match, spans)) is not None]
    return tuple(_accept(text, _lend(text, found)))


def _number(text: str, match: re.Match[str], spans: tuple[tuple[int, int], ...]) -> Number | None:
    start, end = match.span()
    if any(a <= start and end <= b and (start, end) != (a, b) for a, b in spans):
        return None
    if match["percent"]:
        parsed = parse_chinese(match["percent"])
        return _make(text, match, parsed, "%", end) if parsed else None
    if match["hundredths"]:
        return _make(text, match, parse_arabic(match["hundredths"]), "%", end)
    if match["chinese"]:
        return _chinese_number(text, match)
    if (
        _CODE.match(text, max(0, start - 1))
        or _is_part_of_code(text, start)
        or _BEFORE_BAD.search(text, max(0, start - 3), start)
        or _AFTER_BAD.match(text, match.end("arabic"))
    ):
        return None
    unit = match["unit"] or ""
    if (match["sign"] or "") in _MARKS and unit_of(unit)[1] not in ("money", "percent"):
        return None
    if not unit and is_duration(text[end : end + 3]):
        return None
    if _is_threshold(text, end, unit):
        return None
    return _make(text, match, parse_arabic(match["arabic"]), unit, match.end("arabic"))


def _is_part_of_code(text: str, start: int) -> bool:
    """Whether a number is the last part of a code: 公共卫生（04款）疾病预防控制机构（01项） behind a 类."""
    inner = _INNER_CODE.match(text, max(0, start - 1))
    return inner is not None and _OUTER.search(text, max(0, start - _NAME_REACH), start) is not None


def _is_threshold(text: str, end: int, unit: str) -> bool:
    if not unit or unit in "%％":
        return False
    found = _THRESHOLD.match(text, end)
    return bool(found) and not _END.match(text, found.end()) if found else False


_COUNTED_LEFT = re.compile(
    r"(?:内设|下设|设有|设置|设|现有|共有|共|下辖|所属|下属|包括|包含|辖|有|纳入|拥有"
    r"|共计)[^，。；]{0,12}$"
)
_ASSESSED_LEFT = re.compile(r"(?:对|就|组织|选取|选择|涉及|开展|完成|实施|将|本级)[^，。；]{0,12}$")
_ASSESSED = re.compile(r"(?:一级|二级|三级|预算|部门|重点|财政|支出|绩效|专项)*项目(?!部|办)")
_DIGIT = re.compile(r"[一二两三四五六七八九]")
_GROWN = re.compile(r"(?:增长|增加|提高|上升|扩大)了?(?:约|近)?$")
_MERGED = re.compile(r"[^，。；]{0,8}(?:合并|整合|划转|挂牌|牌子)")


def _chinese_number(text: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    unit = match["cunit"]
    if start and text[start - 1] in "第十百千万亿几每这那之“":
        return None
    parsed = parse_chinese(match["chinese"])
    money = unit in ("亿元", "万元", "元")
    if parsed is None or (money and not _DIGIT.search(match["chinese"])) or _is_threshold(text, end, unit):
        return None
    left = text[max(0, start - 20) : start]
    if unit == "倍":
        return (
            _make(text, match, parsed, unit, start + len(match["chinese"])) if _GROWN.search(left) else None
        )
    assessed = unit == "个" and _ASSESSED_LEFT.search(left) and _ASSESSED.match(text, end)
    if not money and not assessed and (not _COUNTED_LEFT.search(left) or _MERGED.match(text, end)):
        return None
    return _make(text, match, parsed, unit, start + len(match["chinese"]))


def _make(
    text: str, match: re.Match[str], parsed: tuple[Decimal, Decimal], unit_text: str, digits_end: int
) -> Number:
    start, end = match.span()
    unit, family = unit_of(unit_text)
    value, step = parsed
    around = _ABOUT.search(text, max(0, start - 4), start) or _ABOUT_AFTER.match(text, end)
    about = bool(match["more"] or match["cmore"] or around)
    mark = match["sign"] or ""
    sign = -1 if mark and mark not in "+＋↑" else 1
    return Number(
        start, end, digits_end, Quantity(value, unit, step, about), family, sign, marked=mark in _MARKS
    )


def _lend(text: str, found: list[Number]) -> list[Number]:
    """Give the unit of a list's last number to the bare ones before it (分别为10.5、3.2和0万元)."""
    lent = list(found)
    for i in range(len(lent) - 2, -1, -1):
        one, following = lent[i], lent[i + 1]
        between = text[one.end : following.start]
        if (
            one.family != "bare"
            or following.family == "bare"
            or not _BORROW.match(between)
            or len(between) > 3
        ):
            continue
        clause = text[max(0, one.start - 40) : one.start]
        if "分别" in clause or "依次" in clause or "各" in clause or (i and lent[i - 1].family == "bare"):
            quantity = replace(one.quantity, unit=following.quantity.unit)
            lent[i] = replace(one, quantity=quantity, family=following.family, borrowed=True)
    return lent


def _accept(text: str, found: list[Number]) -> list[Number]:
    kept = []
    for one in found:
        if one.family != "bare":
            kept.append(one)
        elif (shifted := _displaced(text, one)) is not None:
            kept.append(shifted)
        elif _is_governed(text, one):
            kept.append(one)
    return kept


def _displaced(text: str, one: Number) -> Number | None:
    """A number that extraction has torn from its unit: 0公务用车运行费万元."""
    if not _SENTENCE_START.search(text[max(0, one.start - 2) : one.start]):
        return None
    match = _DISPLACED.match(text, one.end)
    if match is None:
        return None
    unit, family = unit_of(match[2])
    return replace(one, quantity=replace(one.quantity, unit=unit), family=family, is_torn=True)


def _is_governed(text: str, one: Number) -> bool:
    """A number without a unit that a verb or noun of amounts governs directly: its unit was forgotten."""
    if not _END.match(text, one.end):
        return False
    left = text[max(0, one.start - 8) : one.start].rstrip()
    if one.quantity.step < 1:
        return _GOVERN_DECIMAL.search(left) is not None
    is_year = 1990 < one.quantity.value < 2100
    return not is_year and one.quantity.value < 10**9 and _GOVERN_WHOLE.search(left) is not None
