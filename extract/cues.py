"""Words beside a number that say its type, its column and the direction of a change."""

from __future__ import annotations

import re
from functools import lru_cache

UP = (
    "增加|增长|上升|提高|增支|增收|多支出|多支|净增|超出|超支(?!出)|追加|调增|上调|上涨|上浮|提升|扩大|递增|多出"
    "|增(?!殖|值|城)"
)
DOWN = (
    "减少|下降|降低|压缩|压减|节约|节省|减支|减收|调减|核减|缩减|少支出|少支|下调|下浮|下滑|递减|回落|节支|削减|砍掉"
    "|压降|减(?!排|灾|震|刑)"
)
_FILL = (
    r"(?:了|额度?|数额?|净额|金额|资金|率|幅度?|幅|比例|比率|百分比|的|约|近|逾|超过?|达到?|为|是|：|:"
    r"|各|均|分别|依次|共计?|合计|-|－|−|\s)*"
)
_END_FILL = r"(?:约|近|逾|超过?|达到?|为|是|：|:|均|各|分别|依次|共计?|合计|只有|仅|了|的|-|－|−|“|\s)*$"

CHANGE_END = re.compile(
    rf"(?:(?P<up>{UP}|升)|(?P<down>{DOWN}|降))(?P<other>[（(]?(?:增加|减少|增长|下降|降低"
    rf"|[增减降升])[）)]?)?{_FILL}$"
)
_RATE_END = re.compile(
    rf"(?P<up>增幅|升幅|增速|涨幅|增长率|增加率|超支率|超幅)?(?P<down>降幅|减幅|下降率|降低率"
    rf"|减少率)?(?P<flat>(?:预决算)?(?:差异|偏差|偏离|变动|增减)率|变动幅度|增减幅度|变化率|增减变动率|增减变[化动]额?|差额|变动|同比|环比"
    rf"|幅度)?{_END_FILL}"
)
_THAN_END = re.compile(
    r"(?<!不)(?:(?P<up>大于|高于|超过|超出|多于|超)|(?P<down>小于|低于|少于))"
    r"(?:年初|全年|调整后?|当年|本年)?(?:的)?(?:支出|收入)?(?:预算|决算|上年|(?<=年初)(?:批复|安排))(?:数|总额)?(?:的)?(?:为)?$"
)
_MORE_END = re.compile(
    r"(?:^[）)]?|相比|比较|对比|[上去]年|[同环]比|同期|[预决]算数?|执行数|20\d\d年度?|万元|亿元)(?:(?P<up>多|高)|(?P<down>少|低))"
    r"(?:安排|列支|支出|支|开支|拨付|拨|投入|收入|收|完成|编列|花费?|用|付)?了?(?:约|近)?$"
)
_SAME_END = re.compile(r"(?:一致|持平|不变|无变化)(?:，|为|,)?$")
CHANGE_NOUN = re.compile(
    rf"(?:(?P<up>{UP}|新增|增列|新增加)|(?P<down>{DOWN}"
    rf"|核销))了?(?P<noun>[^，。；：、增减]{{2,24}}?){_END_FILL}"
)
_NOUN_OK = re.compile(
    r"(?:费用?|支出|资金|经费|收入|补助|工资|预算|拨款|奖金|补贴|津贴|福利|项目|专项|养老金|公积金|投入"
    r"|成本|缴费)$"
)
_SPARED = re.compile(r"(?:接待|差旅|会议|培训|办公|印刷|用车|出国|用电|用水|用油|采购|消耗|开销)$")
"""压缩公务接待1万元: what is saved is named without 费 too."""
_LEVELLED = re.compile(r"[（(](?:2\d{2,6}|\d\d(?=[款项]))?(?:类|款|项)级?(?:科目)?[）)]")
_TYPES = re.compile(
    r"(?P<share>占(?!用|地)|占比|比重|所占比例|比例为|比例达|比率为"
    r"|(?:为|是)(?:本年|全年|当年)?(?:财政拨款)?(?:收入|支出|资金|资产)?(?:总额|总量|合计|总计|总支出|总收入)的)"
    r"|(?P<completion>完成(?!了)|执行率|完成率|支付率|支出率|执行进度|支出进度|支付进度|拨付进度|到位率"
    r"|使用率|覆盖率|达成率|合格率|达标率|及时率|准确率|通过率|验收率|发放率|就业率|完工率"
    r"|[预决]算(?:数|总额|安排)?的)"
    r"|(?P<growth>增长率?|增加率?|增幅|降幅|下降率?|降低率?|减少率?|上升|提高|压缩|压减|变动率|增减率"
    r"|差异率|偏差率|偏离率|超支率|节支率|上浮|下浮|变动幅度|同比|环比|增速|升幅|节约率?|减幅|缩减|增减)"
    r"|(?P<score>满意度|满意率|得分率|得分|评分)"
)

_NEUTRAL = (
    "一般公共预算|政府性基金预算|国有资本经营预算|公共财政预算|公共预算|社会保险基金预算|财政预算拨款"
    "|部门预算项目|部门预算支出|预算绩效|预算管理|预算单位|预算部门|预算资金|预算内|预算外|"
    "涉及预算金额|预算编制|预算执行|预算批复|预算公开|预算收支(?=[^，。；]*预算)|决算编制|纳入部门预算"
    "|预算法|决算中|预算中|政府预算|预算支出"
)
_COLUMNS = re.compile(
    rf"(?P<neutral>{_NEUTRAL})"
    r"|(?P<adjusted>(?:全年|本年|当年|调整后?的?|追加后|最终|变更后)预算(?:数|总额)?|预算调整后?数?|调整后(?=为|是|达)"
    r"|调整预算数?|调整数|预算调整)"
    r"|(?P<budget>年初(?:部门|批复|安排)?(?:的)?(?:收入|支出)?(?:预算|安排|批复)|期初预算|年初预算"
    r"|预算批复数|批复预算|预算总额)"
    r"|(?P<bare>预算)"
    r"|(?P<actual>决算|执行数|实际(?:支出|完成|执行|使用|收入|支付|到位)|支出完成|完成支出|实际|实支"
    r"|累计支出|支付|使用资金)"
)
PRIOR = re.compile(
    r"(?:上年度?|上一年度?|去年|上期|20\d\d年度?)(?!结转|结余|转入|度?结转|财政(?:性)?(?:拨款|资金)?结[转余]|一般公共预算(?:财政)?(?:拨款|资金)?结[转余])"
    r"(?=$|决算|预算|支出|收入|实际|全年|年初|末|底|期末|度?末|执行|完成|为|是|同期|[同亦也均则仅只共约达]|安排|批复|“?三公|财政"
    r"|一般公共|政府|国有|总|基本|项目|数|的|，|12月|合计|机关运行|公务|本|收[、支]|人员经费|公用经费|因公|\d)"
)
_OTHER = r"上年|上一年|去年|20\d\d|年初|全年|往年|预算|调整"
COMPARE = re.compile(
    rf"(?:与(?={_OTHER})|同(?={_OTHER})|和(?={_OTHER})|比(?!重|例|率)"
    r"|较(?![好大高低少多])|相较于?|对比|相比于?|大于|小于|高于|低于|超|少于|多于)"
    r"(?P<base>[^，。；：]{0,16}?(?:上年|上一年|去年|往年|上期|同期|20\d\d年?|预算|年初)"
    r"(?:[^，。；：增减上下降提压相多少节]|上年|上期){0,16}?)"
    r"(?=相比|比较|对比|相较|增|减|上[升浮涨]|下[降浮调滑]|降|提|压|多|少|节|持平|一致|[，。；：]|[\d０-９]|$|各|分别"
    r"|均|净|追|调|缩|略|有所|变)"
)
SAME_PERIOD = re.compile(r"同比|环比")
REASON = re.compile(r"原因(?!(?:分析|说明|情况)?20\d\d年)|主要是|主要由于|主要因|是由于|是因为|系因|主要系")
_ENUMERATED = re.compile(
    r"\s*(?:[一二三四五六七八九十]是|其[一二三四五六]|[（(]?[\d一二三四五六七八九][）).、．]|[①-⑨]|另"
    r"|同时|此外)"
)
_MARKED = re.compile(r"\s*[（(]?[\d一二三四五六七八九]{1,2}(?P<style>[）).、．])(?!\d)")
_MARKED_INSIDE = re.compile(r"(?:^|[：:；;])\s*[（(]?[\d一二三四五六七八九]{1,2}(?P<style>[）).、．])(?!\d)")
OPENER = re.compile(
    r"其中|包(?<!不包)括(?:：|:|以下)?|主要用于(?:以下|如下)(?:几个)?方面|具体(?:情况|构成|支出)?(?:如下|为|是)"
    r"|构成(?:如下|情况|为)|组成(?:如下|情况|为)|主要用于：|分别是|按[^，。；：]{2,14}(?:分类|划分|分|类别|科目|性质|来源|用途)(?:分为|来?看|划分|分)?[，：]|从[^，。；：]{2,12}看[，：]"
)
HEADER_END = re.compile(
    r"(?:其中|包括|如下|以下方面|具体情况|具体为|方面|主要用于|构成|(?:主要|具体)?安排(?:为|如下)?[：:])(?:情况)?(?:如下)?[：:，,。；]?\s*$"
)
WHOLE_IN = re.compile(
    r"(?P<whole>[^，。；：]{4,40}(?:支出|决算|预算|收入|总额|合计|总计|经费|费用?)(?:决算|预算)?(?:数"
    r"|总额)?)(?:当?中|里)[，：,:]"
)
TOGETHER = re.compile(
    r"(?P<many>[两二三四五六七八九])(?:项|类|者)(?:支出|收入|经费|费用|资金)?(?:合计|共计|总计|之和|相加|加总)"
    r"(?:为|是|共|达到?)?$"
)
"""两项合计: how many amounts right before it a number adds up."""
AMOUNT_OF_SHARE = re.compile(r"^\s?[，,、（(]\s?(?:共?计|合计|金额|即|数额|总额)?(?:为|是|有|达)?(?:约)?$")
"""占90%，计80万元: the amount of what the share before it is of."""
DISTRIBUTED = re.compile(r"分别|依次|各自|占比各|各(?=[占为是有计达]|支出|列支|安排)")
LEVEL_AFTER_VERB = re.compile(
    r"(?:(?:增加|增长|减少|下降|压缩|压减|降低|提高|上升|调整|追加|调增|调减|上调|下调)(?:到|至|为|成)|[增减升降涨](?:到|至|为))"
    r"(?:了|约)?$"
)

_FROM_END = re.compile(r"[由从](?:原来?的?|原先的?|[^，。；：由从]{2,8}的)?$")
_TO = re.compile(
    r"[，,]?(?:增加?|增长|上升|提高|升高?|上调|扩大|减少?|下降|下调|降低?|压减|压缩|缩减|调[整增减])(?:到|至|为)"
)


def left_behind(piece: str, after: str) -> bool:
    """Whether a number is what another has risen or sunk from: 由9万元降至8万元."""
    return _TO.match(after) is not None and _FROM_END.search(piece) is not None


@lru_cache(maxsize=4096)
def change_at_end(piece: str) -> tuple[int, int] | None:
    """Direction and start of the verb of change that governs the number behind ``piece``, or None.

    增加（减少）, left over from a template, has direction 0; 增加到 is no change.
    """
    if LEVEL_AFTER_VERB.search(piece):
        return None
    match = _last(CHANGE_END, piece)
    if match is None and (than := _THAN_END.search(piece)) is not None:
        return (1 if than["up"] else -1), than.start()
    if match is None and (more := _MORE_END.search(piece)) is not None:
        return (1 if more["up"] else -1), more.start("up" if more["up"] else "down")
    if match is None and (same := _SAME_END.search(piece)) is not None:
        return 0, same.start()
    if match is None:
        rate = _RATE_END.search(piece)
        if rate is None or not (rate["up"] or rate["down"] or rate["flat"]):
            return None
        return (1 if rate["up"] else -1 if rate["down"] else 0), rate.start()
    if match["other"]:
        return 0, match.start()
    return (1 if match["up"] else -1), match.start()


def _last(pattern: re.Pattern[str], piece: str) -> re.Match[str] | None:
    return pattern.search(piece, max(0, len(piece) - 24))


@lru_cache(maxsize=4096)
def change_of_noun(piece: str) -> tuple[int, str, int] | None:
    """Direction, noun and start for 增加人员经费12万元, where the noun is what changed."""
    match = CHANGE_NOUN.search(piece)
    if (
        match is None
        or _LEVELLED.search(match["noun"])
        or ("”" in match["noun"] and "“" not in match["noun"])  # a project's name: “提升服务能力”项目
        or not (_NOUN_OK.search(match["noun"]) or (match["down"] and _SPARED.search(match["noun"])))
        or _COLUMNS.search(match["noun"].replace("预算", ""))
    ):
        return None
    return (1 if match["up"] else -1), match["noun"], match.start()


@lru_cache(maxsize=4096)
def type_cues(piece: str) -> tuple[tuple[str, int], ...]:
    """The last cue of each type of rate in ``piece``, with its distance from the end."""
    found: dict[str, int] = {}
    for match in _TYPES.finditer(piece):
        found[match.lastgroup or ""] = len(piece) - match.end()
    return tuple(found.items())


@lru_cache(maxsize=4096)
def column_cues(piece: str) -> tuple[tuple[str, int], ...]:
    """The last cue of each column in ``piece`` (``bare`` for 预算 alone), with its distance from the end."""
    found: dict[str, int] = {}
    for match in _COLUMNS.finditer(piece):
        if match.lastgroup != "neutral":
            found[match.lastgroup or ""] = len(piece) - match.end()
    return tuple(found.items())


def base_of(words: str, year: int | None) -> str:
    """What a change is measured against: prior, budget, adjusted-budget or bare (预算 alone).

    2023年年初预算 is the budget of a report of 2023, and of an earlier year in one of 2024.
    """
    words = words.replace(f"{year}年", "")
    if re.search(r"上年|上一年|去年|往年|上期|同期|20\d\d", words):
        return "prior"
    if re.search(r"全年|调整", words):
        return "adjusted-budget"
    return "budget" if "年初" in words else "bare"


def in_reason(sentence: str) -> bool:
    """Whether the end of ``sentence`` still belongs to the explanation of a difference."""
    reasons = list(REASON.finditer(sentence))
    if not reasons:
        return False
    told, rest = sentence[: reasons[-1].start()], sentence[reasons[-1].end() :]
    return all(
        _ENUMERATED.match(part) and not _continues(told, part) for part in re.split(r"[；;]", rest)[1:]
    )


def _continues(told: str, part: str) -> bool:
    """Whether ``part`` goes on with a numbered list that began before the reason: 1、甲…原因是…；2、乙."""
    here, first = _MARKED.match(part), _MARKED_INSIDE.search(told)
    return here is not None and first is not None and here["style"] == first["style"]
