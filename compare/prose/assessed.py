"""What the prose on 绩效 computes in one sentence: grades, scores, coverage, returned questionnaires, rates of budgets.

Grades by scores: 《项目支出绩效评价管理办法》（财预〔2020〕10号）: 优 from 90, 良 from 80 (75 in some places).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from ...extract.interval import plain
from ...narrative.record import record
from ..model import Kind
from ..tables.scores import MARGIN

_N = r"\d+(?:\.\d+)?"
_GRADE = r"优秀|优良|优|良好|良|中等|中|一般|合格|较差|差|不合格"
_GRADED = re.compile(
    rf"(?:[为是“‘\"、，：:；（(及和级次果]|^)(?P<grade>{_GRADE})[”’\"]?(?:等次|等级|档次?)?的?(?:项目)?(?:有|共|为)?(?P<many>\d+)个"
)
_GRADED_AFTER = re.compile(
    r"(?<!\d)(?P<many>\d+)个(?:[一二]级)?(?:项目)?(?:支出)?(?:绩效)?(?:自评|评价|评定|考核)?(?:结果|等级|等次|得分)*"
    rf"均?(?:为|被?评为|达到|获评)[“‘\"]?(?P<grade>{_GRADE})"
)
_ALL = re.compile(r"(?<!\d)(?P<many>\d+)个[一-鿿]{0,8}?项目|项目(?:共计?|合计)?(?P<last>\d+)个")
_GOOD_RATE = re.compile(rf"(?P<name>优秀率|优良率)(?:为|达到?)?(?P<rate>{_N})%")
_SCORED = re.compile(
    rf"(?:[（(]|分值(?:为)?|满分(?:为)?|指标)(?P<weight>{_N})分[）)]?[，,]?(?:实际|自评)?得分?(?:为)?(?P<score>{_N})分"
    rf"(?:[，,]得分率(?:为)?(?P<rate>{_N})%)?"
)
_EACH = re.compile(r"(?:每|各)[^，。；]{0,8}$")
"""Words before the weight of one of several."""
_SCORED_BEFORE = re.compile(r"\d分[（(]?(?:(?:满分|分值|总分|权重)为?)?$")
"""得分9.91分（满分10分），自评得分97.91分: the weight of the score before it."""
_TOTAL = re.compile(
    rf"(?:综合|自评|总体?|最终|整体|评价)(?:评价|自评)?(?:得分|总分|评分)(?:为|是|达)?(?P<score>{_N})分"
)
_RANKED = re.compile(
    rf"(?:得分|总分|评分)(?:为|是|达)?(?P<score>{_N})分[，,、（(]?(?:自评|评价|评定|绩效|综合|考核)*(?:等级|等次|结果|评级)(?:评定)?为?[：:]?[“‘\"]?"
    r"(?P<grade>优秀|优(?!良)|良好|良)"
)
_OWN_SCALE = re.compile(r"\d分?(?:以上|及以上|（含）|\(含\)|分?[-~～—至])[^。]{0,24}(?:优|良)")
_COVERED = re.compile(
    rf"应[^，。；\d]{{0,14}}项目(?:共|有)?(?P<whole>\d+)个[，,]实际[^，。；\d]{{0,14}}(?P<part>\d+)个[，,][^，。；\d]{{0,10}}"
    rf"(?:覆盖率|完成率|自评率)(?:为|达到?)?(?P<rate>{_N})%"
)
_RETURNED = re.compile(
    rf"(?:发放|发出)[^，。；\d]{{0,10}}(?P<whole>\d+)份[，,](?:实际)?(?:收回|回收)[^，。；\d]{{0,8}}(?P<part>\d+)份[，,]"
    rf"[^，。；\d]{{0,8}}(?:回收|收回)率(?:为|达到?)?(?P<rate>{_N})%"
)
_ADJUSTED = re.compile(
    rf"年初预算(?:数|安排)?(?:为)?(?P<first>{_N})(?P<unit>万?元)[，,](?:调整后?|全年)(?:的)?预算(?:数)?(?:为)?(?P<last>{_N})(?P=unit)"
    rf"[，,；][^。；]{{0,60}}?预算调整率(?:为)?(?P<rate>{_N})%"
)
_POINTS = re.compile(
    rf"由(?:上年的?|年初的?)?(?P<then>{_N})%(?:提高|提升|上升|增长|增加|下降|降低|减少|降|升)(?:到|至|为)(?P<now>{_N})%"
    rf"[，,](?:提高|提升|上升|增长|增加|下降|降低|减少)了?(?P<by>{_N})个百分点"
)
_VERB_RATE = re.compile(
    r"(?P<whole>\d[\d,]*)(?P<unit>[件项宗起处个家条])[，,、][^，。；\d]{0,6}(?P<verb>[一-鿿]{2})(?P<part>\d[\d,]*)(?P=unit)"
    rf"[，,、](?P=verb)率(?:为|达到?)?(?P<rate>{_N})%"
)
"""发现隐患900处，整改880处，整改率97.8%."""
_UNGRADED = re.compile(
    r"另有|其余|其他|剩余|未(?:评|定|参|完成|验收|开展|实施|纳入)|尚未|暂未|[没不](?:有?参|评|纳入)|终止|取消|撤销"
)
"""Projects without a grade: 优8个、良1个，另有1个未评."""
_BEYOND = re.compile(r"加分|减分|扣减|附加|奖励|倒扣|折算|加权|平均|权重")
"""What makes a total other than the sum of the scores beside it."""
_QUALIFIED = re.compile(
    r"扣除|剔除|不含|按期|按时|及时|一次|质量|合格|不包括|不计|除外|政策性|上年|去年|目标|标准|要求|不(?:得)?[超高大]|控制在|合并|总体?(?:的)?(?:预算调整|回收|收回)|合计|平均"
)
"""Words beside a rate that make it one of other amounts than those before it."""
_BEGINS = (re.compile("年初预算"), re.compile("发[放出]"), re.compile("应[^，。；]{0,14}项目"))
_LIMIT = re.compile(r"(?:%|％)?(?:（含）)?(?:以内|以下|以上|及以)")
_LISTED = re.compile(r"(?<![\d.])(?P<many>\d+)(?P<unit>家|个|所|处|座|名|支)（(?P<parts>[^（）]{6,200})）")
_FULL = Decimal(100)


@record
class Statement:
    """A number of a text, at ``start``–``end``, with what it should be and how that is computed."""

    start: int
    end: int
    holds: bool
    right: str
    words: str
    kind: Kind
    confidence: float = 0.75


def statements(text: str, *, own_scale: bool) -> Iterator[Statement]:
    """What one sentence computes; ``own_scale``: the report says itself which scores are 优."""
    yield from _grades(text)
    yield from _scores(text)
    if not own_scale:
        yield from _ranks(text)
    for pattern in (_COVERED, _RETURNED):
        for match in _alone(pattern, text):
            part, whole = Decimal(match["part"]), Decimal(match["whole"])
            yield from rate(match, "rate", part, whole, "completion")
    for match in _alone(_ADJUSTED, text):
        first, last = Decimal(match["first"]), Decimal(match["last"])
        words = f"|{plain(last)}-{plain(first)}|÷{plain(first)}"
        if first:
            slack = (half_units(match["last"]) + half_units(match["first"]) * last / first) / first * 100
            yield from rate(match, "rate", abs(last - first), first, "completion", words, slack=slack)
    yield from _points(text)
    for match in _VERB_RATE.finditer(text):
        part, whole = (number(match[name]) for name in ("part", "whole"))
        if 0 < part <= whole:
            yield from rate(match, "rate", part, whole, "completion")
    yield from _lists(text)


def _points(text: str) -> Iterator[Statement]:
    """由92.5%提高到97.8%，提高5.3个百分点: the difference of two rates."""
    for match in _POINTS.finditer(text):
        then, now, by = (Decimal(match[name]) for name in ("then", "now", "by"))
        slack = half_units(*match.group("then", "now", "by"))
        off = abs(abs(now - then) - by)
        right = f"{plain(abs(now - then))}个百分点"
        words = f"{plain(max(now, then))}%−{plain(min(now, then))}%={right}"
        yield Statement(match.start("by"), match.end(), off <= slack, right, words, "growth")


def _alone(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where a rate and its two numbers stand, if it is surely theirs: no others beside them, nothing taken off."""
    for match in pattern.finditer(text):
        own = text[match.start() : match.start("rate")]
        more = any(len(each.findall(text, 0, match.start("rate"))) > 1 for each in _BEGINS)
        sifted = "有效" in own and re.search("剔除|扣除|无效|有效问卷", text[match.end() :])
        if not (more or sifted or _QUALIFIED.search(own) or _LIMIT.match(text, match.end())):
            yield match


def has_own_scale(text: str) -> bool:
    """Whether a text says which scores are 优 or 良."""
    return _OWN_SCALE.search(text) is not None


def _grades(text: str) -> Iterator[Statement]:
    """评价项目10个，优8个、良1个、中1个: how many there are, and how many of them are good."""
    found = [*_GRADED.finditer(text)] or [*_GRADED_AFTER.finditer(text)]
    many = {match["grade"]: Decimal(match["many"]) for match in found}
    if len(found) < 2 or len(many) != len(found):
        return
    value = sum(many.values(), Decimal(0))
    wholes = [
        (Decimal(match[name]), match.span(name))
        for match in _ALL.finditer(text, 0, found[0].start("many"))
        for name in ("many", "last")
        if match[name]
    ]
    if not wholes and not _UNGRADED.search(text):
        yield from _good(text, many, value)
    fitting = [each for each in wholes if each[0] == value] or wholes
    if not wholes or (fitting is wholes and len(wholes) > 1):
        return
    stated, place = fitting[0]
    if stated != value and _UNGRADED.search(text):
        return
    if stated == value or value > stated or len(many) >= 3:
        words = "+".join(plain(each) for each in many.values()) + f"={plain(value)}"
        yield Statement(*place, stated == value, f"{plain(value)}个", words, "sum")
    if stated == value and stated:
        yield from _good(text, many, stated)


def _good(text: str, many: dict[str, Decimal], whole: Decimal) -> Iterator[Statement]:
    best = many.get("优", many.get("优秀", Decimal(0)))
    good = best + many.get("良", many.get("良好", Decimal(0)))
    for match in _GOOD_RATE.finditer(text):
        yield from rate(match, "rate", best if match["name"] == "优秀率" else good, whole, "share")


def _scores(text: str) -> Iterator[Statement]:
    """产出指标（50分）得47分: no score is above its weight; all together they are the total."""
    found = [
        each
        for each in _SCORED.finditer(text)
        if not _EACH.search(text, 0, each.start())
        and not _SCORED_BEFORE.search(text, 0, each.start("weight"))
    ]
    weights = [Decimal(match["weight"]) for match in found]
    scores = [Decimal(match["score"]) for match in found]
    for match, weight, score in zip(found, weights, scores, strict=True):
        if score > weight and "加分" not in text:
            words = f"分值{plain(weight)}分，得{plain(score)}分"
            yield Statement(*match.span("score"), False, f"不大于{plain(weight)}分", words, "sum")
        elif match["rate"]:
            yield from rate(match, "rate", score, weight, "completion")
    totals = [each for each in _TOTAL.finditer(text) if not _within(each, found)]
    if len(found) >= 3 and len(totals) == 1 and sum(weights) == _FULL:
        stated, value = Decimal(totals[0]["score"]), sum(scores, Decimal(0))
        words = "+".join(plain(each) for each in scores) + f"={plain(value)}"
        holds = abs(stated - value) <= MARGIN
        if not holds and _BEYOND.search(text):
            return
        yield Statement(*totals[0].span("score"), holds, f"{plain(value)}分", words, "sum")


def _within(match: re.Match[str], others: list[re.Match[str]]) -> bool:
    return any(each.start() < match.end() and match.start() < each.end() for each in others)


def _ranks(text: str) -> Iterator[Statement]:
    for match in _RANKED.finditer(text):
        score = Decimal(match["score"])
        best = match["grade"].startswith("优")
        if score > _FULL or "满分" in text:
            continue
        holds = score >= 90 if best else 75 <= score < 90
        right = grade_of(score)
        words = f"{plain(score)}分，一般90分以上为优，80分以上不到90分为良"
        yield Statement(*match.span("grade"), holds, f"“{right}”", words, "other", 0.6)


def grade_of(score: Decimal) -> str:
    """The grade of a score on the usual scale."""
    return "优" if score >= 90 else "良" if score >= 80 else "中" if score >= 60 else "差"


def rate(
    match: re.Match[str],
    name: str,
    part: Decimal,
    whole: Decimal,
    kind: Kind,
    words: str = "",
    *,
    slack: Decimal = Decimal(0),
) -> Iterator[Statement]:
    """What the rate ``name`` of a match should be: ``part`` of ``whole`` in percent, by any common rounding."""
    if not whole:
        return
    stated = number(match[name])
    step = Decimal(1).scaleb(int(stated.as_tuple().exponent))
    right = part / whole * 100
    printed = plain(right.quantize(min(step, Decimal("0.01")), rounding=ROUND_HALF_UP))
    words = f"{words or f'{plain(part)}÷{plain(whole)}'}={printed}%"
    yield Statement(*match.span(name), abs(right - stated) <= step + slack, f"{printed}%", words, kind)


def number(text: str) -> Decimal:
    """A number as written, with or without thousands commas."""
    return Decimal(text.replace(",", ""))


def half_units(*numbers: str) -> Decimal:
    """Half a unit of the last digit written, of all the numbers together."""
    return sum((Decimal(1).scaleb(int(number(each).as_tuple().exponent)) / 2 for each in numbers), Decimal(0))


def _lists(text: str) -> Iterator[Statement]:
    """建成基地6家（省级2家-甲、乙，市级1家-丙）: every part with as many names as it counts."""
    for match in _LISTED.finditer(text):
        part = re.compile(rf"[^\d，,；]{{1,20}}(\d+){match['unit']}[-—－：:](.{{2,}})")
        parts = [part.fullmatch(each) for each in re.split("[，,；;]", match["parts"])]
        if len(parts) < 2 or re.search("其中|等|包括|主要", match["parts"]):
            continue
        named = [(int(each[1]), each[2].count("、") + 1) for each in parts if each]
        if len(named) < len(parts) or any(many != names for many, names in named):
            continue
        names = [name for each in parts if each for name in each[2].split("、")]
        if len(set(names)) < len(names):
            continue
        value = sum(many for many, _ in named)
        words = "+".join(str(many) for many, _ in named) + f"={value}"
        unit = match["unit"]
        yield Statement(
            *match.span("many"), value == int(match["many"]), f"{value}{unit}", words, "count", 0.5
        )
