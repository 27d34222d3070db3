"""What prose on 绩效 works out by itself from numbers beside it: 完成目标300块的88.33%, 比计划20次多2次, 结余9万元.

Each pattern takes the numbers of one stretch without another number between them, so that what belongs together is
certain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ...extract.interval import plain
from ..tables.scores import MARGIN
from .assessed import Statement, half_units, number, rate

_N = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_U = r"(?!万元|亿元)[^\d\s，。；、：（）%]{1,3}?"
_NO = r"[^\d。；]{0,20}?"
_OF_TARGET = re.compile(
    rf"(?<![\d.,])(?P<a>{_N})(?P<u>{_U}){_NO}[，,](?:完成|占|为|达到?)了?(?:年度|全年|年初|绩效)?(?:目标|计划|任务)(?:值|数|任务)?(?P<t>{_N})(?P=u)的(?P<r>{_N})%"
)
_COMPARED = re.compile(
    rf"(?<![\d.,])(?P<a>{_N})(?P<u>%|{_U})(?:/[一-鿿·]{{1,6}})?[，,](?:比|较)(?P<base>[^\d，。；]{{2,10}}?)(?P<t>{_N})(?P=u)(?:相比)?"
    rf"(?P<way>节约|少|提前|低|降低|减少|下降|多|超|高|提高|增加|上升|高出|超出)了?(?P<d>{_N})(?:(?P=u)(?!点)|个百分点)"
)
_UP = ("多", "超", "高", "提高", "增加", "上升", "高出", "超出")
_RAISED = re.compile(
    rf"由[^\d，。；]{{0,8}}?(?P<t>{_N})(?P<u>{_U})(?:提升|提高|增加|增长|扩大)(?:至|到)了?(?P<a>{_N})(?P=u)[，,]"
    rf"(?:提升|提高|增加|增长|扩大)了?(?P<m>{_N})(?P<by>倍|%)"
)
_LEFT = re.compile(
    rf"预算数?为?(?P<b>{_N})(?P<m>万?元)[^。；\d]{{0,12}}(?:执行数?|支出数?)为?(?P<e>{_N})(?P=m)[，,][^。；\d]{{0,14}}(?:{_N}%[，,])?"
    rf"(?:资金)?(?:结余|结转|未执行|剩余)(?:资金)?为?(?P<d>{_N})(?P=m)"
)
_SPENT_OF = re.compile(
    rf"(?:支出|执行数?)(?:资金)?为?(?P<e>{_N})(?P<m>万?元)[，,](?:资金)?(?:结余|结转|剩余)(?:资金)?为?(?P<d>{_N})(?P=m)[，,](?:预算)?执行率(?:为|达到?)?(?P<r>{_N})%"
)
_OVERALL = re.compile(
    rf"(?:涉及|预算|财政)资金(?P<b>{_N})(?P<m>万?元)[，,](?:实际支出|执行)(?P<e>{_N})(?P=m)[，,](?:[^\d，。；]{{2,24}}{_N}%[，,])?"
    rf"(?:总体|预算)?(?:执行率|支出率)(?:为|达到?)?(?P<r>{_N})%"
)
_ADJUSTED = re.compile(
    rf"年初预算(?:数|安排)?为?(?P<b>{_N})(?P<m>万?元)[，,](?:年中|年度中|执行中)[^\d，。；]{{0,10}}?(?P<way>追加|调增|增加|调减|追减|压减|核减)(?:预算)?(?P<d>{_N})(?P=m)"
    rf"[，,](?:调整后)?的?全年预算数?为?(?P<f>{_N})(?P=m)"
)
_ADJUSTED_INSIDE = re.compile(
    rf"全年预算数?为?(?P<f>{_N})(?P<m>万?元)（(?:其中)?[:：]?年初预算(?:数|安排)?为?(?P<b>{_N})(?P=m)[，,、](?:年中|年度中|执行中)[^\d，。；]{{0,6}}?"
    rf"(?P<way>追加|调增|增加|调减|追减|压减|核减)(?:预算)?(?P<d>{_N})(?P=m)）"
)
_LESS = ("调减", "追减", "压减", "核减")
_UNDONE = re.compile(
    rf"(?:计划|目标)[^\d。；]{{0,14}}(?P<t>{_N})(?P<u>{_U})[，,]实际[^\d。；]{{0,8}}?(?P<a>{_N})(?P=u)[，,]"
    rf"(?:未完成(?P<d>{_N})(?P=u)|(?:完成率|任务完成率)(?:为|达到?)?(?P<r>{_N})%)"
)
_BAND = re.compile(
    r"(?:\d分?(?:以上|以下)|\d[-~～—至]\d+分)(?:（[^（）]{1,8}）)?[^\d，。；]{0,6}?(?P<many>\d+)个"
)
_WHOLE = re.compile(r"(?<!\d)(?P<many>\d+)个(?:[一-鿿]{0,6})?项目")
_GRADED_SHARE = re.compile(
    rf"(?:为|是)[“‘\"]?(?:优|良|中|差)[”’\"]?(?:等次|等级)?的?(?:项目)?(?:有|共)?(?P<many>\d+)个[，,]占(?P<r>{_N})%"
)
_FULL_MARKED = re.compile(rf"得?(?P<score>{_N})分（(?:满分|分值)(?:为)?(?P<weight>{_N})分）")
_ALL = re.compile(rf"(?:总|综合|自评|评价)?得分(?:合计|为)*(?P<score>{_N})分(?!（)")
_MADE_OF = re.compile(
    rf"(?<![\d.,])(?P<n>{_N})(?P<u>场|人次|次|名|人|个|辆|台|套|处|座|所|家|期|件|份|批|万?亩|公里|平方米|吨|株)"
    rf"(?:[，,][^\d，。；]{{2,6}}{_N}%)?[，,]其中[:：]?(?P<parts>[^。；]{{6,160}})"
)
_LOOSE = re.compile(
    r"(?:(?<!节)约|近|超)(?=\d)|\d[万亿]?[余多]|\d[^\d，。；]{1,3}(?:以上|以下|左右)|累计|平均"
)
_AIM = re.compile(r"(?:目标|计划|不少于|不低于|不超过|至少|应)[^，。；\d]*$")
"""Words that make the number behind them one that was aimed at."""
_SKIP = re.compile(r"等|包括|主要|其他|另")
_OVERLAP = re.compile(r"党员|团员|学历|学位|女|少数民族")
"""Traits that one and the same person may have together."""


def worked(text: str) -> Iterator[Statement]:
    """What one sentence works out."""
    for reader in _READERS:
        for match in reader.pattern.finditer(text):
            if not (_LOOSE.search(match[0]) or reader.passes_over(match)):
                yield from reader.read(match)
    yield from _bands(text)
    yield from _shares(text)
    yield from _made_of(text)


def full_marked(text: str) -> Iterator[Statement]:
    """决策19分（满分20分）、…: the scores of a paragraph against its total, where the full marks come to 100."""
    found = list(_FULL_MARKED.finditer(text)) if "分（" in text else []
    if len(found) < 3 or sum(number(each["weight"]) for each in found) != 100:
        return
    marked = {each.start("score") for each in found}
    totals = [each for each in _ALL.finditer(text) if each.start("score") not in marked]
    if len(totals) != 1:
        return
    scores = [number(each["score"]) for each in found]
    value, stated = sum(scores, Decimal(0)), number(totals[0]["score"])
    words = "+".join(plain(each) for each in scores) + f"={plain(value)}"
    yield Statement(
        *totals[0].span("score"), abs(value - stated) <= MARGIN, f"{plain(value)}分", words, "sum"
    )


def _of_target(match: re.Match[str]) -> Iterator[Statement]:
    yield from rate(match, "r", number(match["a"]), number(match["t"]), "completion")


def _compared(match: re.Match[str]) -> Iterator[Statement]:
    a, t, d, unit = number(match["a"]), number(match["t"]), number(match["d"]), match["u"]
    said = "个百分点" if unit == "%" else unit
    holds, up = abs(a - t) == d, match["way"] in _UP
    words = f"{plain(max(a, t))}-{plain(min(a, t))}={plain(abs(a - t))}"
    yield Statement(*match.span("d"), holds, f"“{plain(abs(a - t))}{said}”", words, "sum", 0.7)
    if holds and a != t and up != (a > t):
        right = "增加" if a > t else "减少"
        yield Statement(
            *match.span("way"), False, f"“{right}”", f"{plain(a)}与{plain(t)}相比{right}", "direction", 0.7
        )


def _raised(match: re.Match[str]) -> Iterator[Statement]:
    a, t, m = number(match["a"]), number(match["t"]), number(match["m"])
    if not t:
        return
    right = (a - t) / t * (100 if match["by"] == "%" else 1)
    step = Decimal(1).scaleb(int(m.as_tuple().exponent))
    shown = f"{plain(right.quantize(min(step, Decimal('0.01'))))}{match['by']}"
    words = f"（{plain(a)}-{plain(t)}）÷{plain(t)}={shown}"
    yield Statement(
        *match.span("m"),
        abs(right - m) <= (step if match["by"] == "%" else step / 2),
        shown,
        words,
        "growth",
        0.7,
    )


def _left(match: re.Match[str]) -> Iterator[Statement]:
    b, e = number(match["b"]), number(match["e"])
    yield from _sum(match, "d", b - e, f"{plain(b)}-{plain(e)}={plain(b - e)}", (match["b"], match["e"]))


def _within(place: int, match: re.Match[str]) -> bool:
    return match.start() <= place < match.end()


def _spent_of(match: re.Match[str]) -> Iterator[Statement]:
    """Spent and left over without the budget: the rate is of their sum, which a budget before them would tell."""
    spent = number(match["e"])
    yield from rate(match, "r", spent, spent + number(match["d"]), "completion")


def _overall(match: re.Match[str]) -> Iterator[Statement]:
    yield from rate(match, "r", number(match["e"]), number(match["b"]), "completion")


def _adjusted(match: re.Match[str]) -> Iterator[Statement]:
    b, d, less = number(match["b"]), number(match["d"]), match["way"] in _LESS
    value, stated = b - d if less else b + d, number(match["f"])
    other = b + d if less else b - d
    if value != stated and other == stated:
        right = "追加" if less else "调减"
        words = f"{plain(b)}变为{plain(stated)}是{'增加' if less else '减少'}"
        yield Statement(*match.span("way"), False, f"“{right}”", words, "direction", 0.75)
        return
    words = f"{plain(b)}{'-' if less else '+'}{plain(d)}={plain(value)}"
    gap = abs(stated - b)
    if abs(value - stated) <= half_units(match["b"], match["d"], match["f"]):
        yield Statement(*match.span("d"), True, f"{plain(gap)}{match['m']}", words, "sum")
    else:
        words = f"{plain(max(stated, b))}-{plain(min(stated, b))}={plain(gap)}"
        yield Statement(*match.span("d"), False, f"{plain(gap)}{match['m']}", words, "sum")


def _sum(
    match: re.Match[str], name: str, value: Decimal, words: str, others: tuple[str, ...]
) -> Iterator[Statement]:
    holds = abs(value - number(match[name])) <= half_units(match[name], *others)
    yield Statement(*match.span(name), holds, f"{plain(value)}{match['m']}", words, "sum")


def _undone(match: re.Match[str]) -> Iterator[Statement]:
    a, t = number(match["a"]), number(match["t"])
    if match["r"]:
        yield from rate(match, "r", a, t, "completion")
    elif a <= t:
        words = f"{plain(t)}-{plain(a)}={plain(t - a)}"
        yield Statement(
            *match.span("d"), t - a == number(match["d"]), f"“{plain(t - a)}{match['u']}”", words, "sum"
        )


def _bands(text: str) -> Iterator[Statement]:
    """6个项目中，90分以上的4个，80-90分的1个，80分以下的1个."""
    found = list(_BAND.finditer(text))
    wholes = list(_WHOLE.finditer(text, 0, found[0].start())) if found else []
    if len(found) < 3 or len(wholes) != 1 or _SKIP.search(text, wholes[0].end(), found[-1].end()):
        return
    many = [int(each["many"]) for each in found]
    words = "+".join(map(str, many)) + f"={sum(many)}"
    yield Statement(
        *wholes[0].span("many"), sum(many) == int(wholes[0]["many"]), f"{sum(many)}个", words, "sum", 0.7
    )


def _shares(text: str) -> Iterator[Statement]:
    """6个项目中，自评为“优”的5个，占83.33%."""
    found = list(_GRADED_SHARE.finditer(text))
    wholes = list(_WHOLE.finditer(text, 0, found[0].start())) if found else []
    if len({each["many"] for each in wholes}) == 1:
        for match in found:
            yield from rate(match, "r", number(match["many"]), number(wholes[0]["many"]), "completion")


def _made_of(text: str) -> Iterator[Statement]:
    """62场，其中广场演出28场、公益讲座16场、…: parts that come to more than the whole."""
    for match in _MADE_OF.finditer(text) if "其中" in text else ():
        parts = re.split("[、和]", re.split("[，,]", match["parts"])[0])
        parts = parts if len(parts) > 1 else re.split("[，,]", match["parts"])
        counted = [re.fullmatch(rf"[^\d]{{2,14}}?({_N}){match['u']}", each) for each in parts]
        numbers = [number(each[1]) for each in counted if each]
        if (
            len(numbers) < 3
            or len(numbers) != len(parts)
            or _SKIP.search(match["parts"])
            or _OVERLAP.search(match["parts"])
            or _LOOSE.search(match[0])
        ):
            continue
        whole, value = number(match["n"]), sum(numbers, Decimal(0))
        words = "+".join(map(plain, numbers)) + f"={plain(value)}"
        if value >= whole:
            yield Statement(
                *match.span("n"), value == whole, f"“{plain(value)}{match['u']}”", words, "sum", 0.6
            )


@dataclass(frozen=True, slots=True)
class _Reader:
    """A pattern and what its words work out.

    ``of_done``: it tells of what was done, which a number that was aimed at is not. ``told_by`` is a pattern that works
    out the same where it has more of the sentence.
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Iterator[Statement]]
    of_done: bool = False
    told_by: re.Pattern[str] | None = None

    def passes_over(self, match: re.Match[str]) -> bool:
        """Whether a match says nothing, or nothing more."""
        text, start = match.string, match.start()
        if self.of_done and _AIM.search(text, max(0, start - 30), start):
            return True
        return self.told_by is not None and any(_within(start, each) for each in self.told_by.finditer(text))


_READERS = (
    _Reader(_OF_TARGET, _of_target, of_done=True),
    _Reader(_COMPARED, _compared, of_done=True),
    _Reader(_RAISED, _raised, of_done=True),
    _Reader(_LEFT, _left),
    _Reader(_SPENT_OF, _spent_of, told_by=_LEFT),
    _Reader(_OVERALL, _overall),
    _Reader(_ADJUSTED, _adjusted),
    _Reader(_ADJUSTED_INSIDE, _adjusted),
    _Reader(_UNDONE, _undone),
)
