"""The words of a clause that name what a number is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .cues import COMPARE, change_at_end, change_of_noun
from .joined import is_class, joined_path
from .known import is_known
from .subjects import without_owner

_EDGES = "，。；：！？,;:"
_VERBS = re.compile(
    r"(?:约|近|逾|为|是|共有|共|(?<![合总小])计|达到?|(?<!保)有|(?<![人生户亩车床])均|各|分别|依次|了|：|全部|只|仅|总共|合共"
    r"|一共|累计|完成|的|数为|(?<!合)同|亦|也|约合|折合|\s)+$"
)
_TAIL = re.compile(
    r"(?:(?<=[费）])(?:支出|开支))?(?:年初|全年|调整后?的?|本年"
    r"|当年)?(?<!公共)(?<!基金)(?<!经营)(?<!部门)(?<!总)(?:预算|决算|执行)"
    r"(?:数额?|安排|安排数|数合计|批复|支出数?|收入数|执行数)?$"
)
_BOTH_TAIL = re.compile(r"(?:(?<=[费）])|^|年初|全年|调整)预算数?(?:[和与及、/]|以及)(?:支出|全年)?$")
"""年初预算和支出决算均为9万元: one number in two columns, said of no item of its own."""
_ACTUAL_TAIL = re.compile(
    r"(?:规模|实际(?:支出|完成|执行|使用|发生)|(?<=[费）])(?:全年|本年|当年|累计)?(?:支出|开支|安排)|安排)$"
)
_HEAD = re.compile(
    r"^(?:[、，,；;：:。\s/）)]|即(?=[^将日便可]|$)|[和及与](?!上年|上一年|去年|往年|20\d\d|年初|全年|预算|调整)"
    r"|以及|同时|此外|另外|另有|还有|具体(?:[是为]|包括)?|主要(?:是|包括|用于|为)|包括)+"
)
_AMONG = re.compile(r".*其中[：:，,]?(?:的)?")
_SHARE = re.compile(r"[，、]?(?:分别|各)?(?:约)?占(?!用).*$")
_OF_WHOLE = re.compile(r"(?:为|是)(?=[^，。；：为是]{2,16}的$).*$")
_COMPLETION = re.compile(r"(?:完成|预算执行率|执行率|为(?:年初|全年|调整)?预算|占(?:年初|全年)?预算).*$")
_NOISE = re.compile(
    r"^(?:与|同|和|比|较).*|(?:同比|环比|总体|整体|有所|略有|均|各|净|合计|共|分别|较|比|相比)+$"
)
_COMPARED = re.compile(r"^(?:相比较?|对比|比较|相较|比)(?:而言|来看)?")
_RUNNING = re.compile(r"(?:用于|为)?保障[^，。；：]{0,60}?(?:正常运[转行]|日常工作)[^，。；：]{0,12}?支出$")
_TASKS = re.compile(
    r"(?:用于|为)?(?:保障[^，。；：]{0,60}?)?为完成特定的?[^，。；：]{0,30}?(?:任务|目标)[^，。；：]{0,12}?支出$"
    r"|用于专项业务工作的?(?:经费|专项)?支出$|用于专项业务工作的经费$"
)
_FOR = re.compile(
    r"^(?:主要)?(?:用于|保障?|维持|满足)[^，。；：]{2,24}的(?=(?:基本支出|项目支出|人员经费|公用经费)$)"
)
"""用于专项任务的项目支出: what it is for stands before its name."""
_MADE_OF = re.compile(r"^由(?=基本|项目|财政|一般公共|政府性|国有资本|人员|公用|事业收入|其他收入)")
"""由基本支出9万元和项目支出1万元构成."""
_COMPOSED = re.compile(r"^(?:收入|支出)(?:预算)?(?:主要|全部)?(?:包括|包含|来源于)(?=[^，。；：]{3})")
"""收入包括一般公共预算拨款收入9万元: the first of what the income consists of."""
_YEAR_END = re.compile(r"[”\"]?20\d\d(?:年度?)?$")
_LEAD = re.compile(r"^(?:20\d\d年度?)?(?:共|拟|计划|预计|实际|全年)?(?:安排|列支|发生)(?=[^，。；：的]{2})")
_IN_WHOLE = re.compile(
    r"^(?:在|占)(?=(?:20\d\d年|本年|当年|全年|今年|年初)?度?(?:本|我)?(?:部门|单位)?(?:收|支|财政|一般公共|政府性|国有|部门|总|基本|项目|[预决]算|“?三公))"
)
"""在本年收入100万元中, 占本年支出合计100万元的: the whole comes before its part."""
_WHOLLY = re.compile(r"^(?:全部|全|均|都|皆)(?:为|是|系|来自于?|来源于|属于)(?=[^，。；：]{2})")
_PLUS = re.compile(r"^(?:加上?|减去?)(?=(?:年初|上年|上年度|年末|本年|使用|非财政|结余)[^，。；：])")
_HOLDS = re.compile(
    r"^(?:不?包?含|不包括)(?=上年|年初|年末|本年|结余分配|使用非财政|用事业基金|财政|一般公共|政府性)"
)
_TOGETHER = re.compile(r"^(?:总?共计?|合计|总计)(?=涉及|安排|支出|接待|投入|使用|开支)")
_SINCE = re.compile(
    r"(?:由|从)(?:上年度?|去年|上一年度?|20\d\d年度?|年初)?的?$|(?:增加|减少|增长|下降|压减|压缩|降低"
    r"|提高|上升|(?<![上下])[增减升降涨])(?:到|至|为)$|^(?:增加|减少|增长|下降|压减|压缩|降低|提高|上升|[增减升降涨])$"
)
_TIME = re.compile(
    r"^(?:截至|截止|到)?(?:20\d\d年)?(?:度)?(?:(?:期|年)?末|底|\d{1,2}月(?:\d{1,2}日)?|全年"
    r"|上年期末)+(?!(?:一般公共预算|政府性基金预算|国有资本经营预算|基本支出|项目支出)?(?:财政(?:拨款)?)?结[转余])"
)
_COUNTED = re.compile(r"[（(]\d\d项[）)]$")
"""评价项目（12项）: a number of them, not the last part of a code, which stands behind a 类 or 款 alone."""
LEVELLED = re.compile(
    r"(?P<name>[^，。；：\s]{2,60}?)[（(](?:2\d{2,6}|\d\d(?=[款项]))?(?P<level>类|款|项)级?(?:科目)?[）)]"
)
_BARE_LEVELS = re.compile(
    r"(?P<a>[一-鿿（）、]{2,24}?)类(?P<b>[一-鿿（）、]{2,24}?)款(?P<c>[一-鿿（）、]{2,30}?)项(?=[，。：:（支年2]"
    r"|$)"
)
_JOINED = re.compile(
    r"(?P<a>[一-鿿][一-鿿（）、]{1,23}?支出)[-—－–─/·・•](?P<b>[一-鿿][一-鿿（）、“”]{1,29}?)[-—－–─/·・•]"
    r"(?P<c>[一-鿿“][一-鿿（）、“”]{1,29}?)(?=[，。：:\s]|[（(]2\d{4,6}[）)]|年初|全年|20\d\d|支出?决算|决算|$)"
)
_CODED_PATH = re.compile(
    r"(?P<a>[一-鿿][一-鿿、]{1,23}?)[（(](?P<code>2\d\d)[）)](?P<b>[一-鿿“][一-鿿（）、“”]{1,29}?)[（(](?:(?P=code))?\d\d[）)]"
    r"(?P<c>[一-鿿“][一-鿿（）、“”]{1,39}?)[（(](?:(?P=code)\d\d)?\d\d[）)]"
)
"""公共安全支出（204）法院（05）案件审判（04）: codes in place of the names of the levels."""
_NUMERAL = re.compile(
    r"^(?:[（(][\d一二三四五六七八九十]{1,3}[）)]|\d{1,2}(?:[.．]\d{1,2}){0,3}[.．、](?!\d)"
    r"|\d{1,2}(?:[.．]\d{1,2}){1,3}(?=\s?[一-鿿])(?!\s?[万亿千百元])|[一二三四五六七八九十]{1,3}[、.]"
    r"|[①-⑳●○■□◆◇▪►★☆※▲△▶◎◉])[ \u3000]?"
)


@lru_cache(maxsize=4096)
def last_piece(gap: str) -> str:
    """What stands behind the last comma or stronger mark that is outside brackets."""
    depth = 0
    for i in range(len(gap) - 1, -1, -1):
        char = gap[i]
        if char in "）)":
            depth += 1
        elif char in "（(":
            depth = max(0, depth - 1)
        elif not depth and char in _EDGES:
            return gap[i + 1 :] if i + 1 < len(gap) else _before_colon(gap, i)
    return gap


def _before_colon(gap: str, i: int) -> str:
    """收入合计：12万元 names its subject before the colon."""
    return last_piece(gap[:i]) if gap[i] in "：:" and not gap[:i].endswith(("其中", "原因")) else ""


@lru_cache(maxsize=4096)
def subject_words(piece: str, kind: str) -> str:
    """What a number of the given claim type is about, as far as its own clause says; ``""`` if it does not."""
    words = _HEAD.sub("", _AMONG.sub("", piece))
    if kind in ("change-amount", "growth-rate"):
        words = _change_subject(words)
    elif kind == "share":
        words = _OF_WHOLE.sub("", _SHARE.sub("", words))
        words = re.sub(r"(?:占比|比重|比例|的)?(?:为|是|达到?)?$", "", words)
    elif kind == "completion-rate":
        words = _COMPLETION.sub("", words)
    words = COMPARE.sub("", words)
    return _trim(words)


def _change_subject(words: str) -> str:
    found = change_at_end(words)
    if found is not None:
        words = words[: found[1]]
    elif (noun := change_of_noun(words)) is not None:
        return noun[1]
    match = COMPARE.search(words)
    if match is not None:
        words = words[: match.start()] or _COMPARED.sub("", words[match.end() :])
    return _NOISE.sub("", words)


def _trim(words: str) -> str:
    words = _TOGETHER.sub("", _HOLDS.sub("", _NUMERAL.sub("", words.strip()).lstrip("（(“")))
    words = _COMPOSED.sub("", _MADE_OF.sub("", words))
    words = _PLUS.sub("", _WHOLLY.sub("", _IN_WHOLE.sub("", words)))
    before = None
    while words and words != before:
        before = words
        words = _SINCE.sub("", _VERBS.sub("", words))
        words = _BOTH_TAIL.sub("", _TAIL.sub("", words))
        words = _ACTUAL_TAIL.sub("", words)
    words = _LEAD.sub("", without_owner(_TIME.sub("", words)))
    words = _FOR.sub("", words)
    if words.endswith(("支出", "经费")):
        words = _RUNNING.sub("基本支出", _TASKS.sub("项目支出", words))
    return _YEAR_END.sub("", words).strip("，。；：、,;: \u3000的").rstrip("”")


_SUCH_AS = re.compile(r"等(人员经费|(?:日常)?公用经费)$")
"""用于基本工资、津贴补贴等人员经费."""


def purpose(gap: str, words: str) -> str:
    """项目支出 for 为完成特定的行政工作任务，用于专项业务的支出, where a clause stands between; else ``words``."""
    if (kind := _SUCH_AS.search(words)) is not None:
        return kind[1]
    if not words.startswith("用于") or not words.endswith(("支出", "经费")):
        return words
    sentence = gap[max(gap.rfind(mark) for mark in "。；") + 1 :]
    if "为完成特定" in sentence:
        return "项目支出"
    return "基本支出" if "正常运转" in sentence or "正常运行" in sentence else words


@lru_cache(maxsize=2048)
def item_path(words: str) -> tuple[tuple[str, str], ...]:
    """(name, level) of the 类/款/项 names in ``words``, outermost first, as one item's path."""
    found = [
        (_NUMERAL.sub("", _AMONG.sub("", m["name"])).strip('、—- 。“”"'), m["level"])
        for i, m in enumerate(LEVELLED.finditer(words))
        if i or not _COUNTED.search(m[0])
    ]
    if not found and (match := _BARE_LEVELS.search(words) or _joined(words) or _CODED_PATH.search(words)):
        return tuple(zip((_NUMERAL.sub("", match["a"]), match["b"], match["c"]), "类款项", strict=True))
    if not found and (names := joined_path(words)):
        return tuple(zip(names, "类款项", strict=True))
    path: list[tuple[str, str]] = []
    for name, level in found:
        while path and "类款项".index(path[-1][1]) >= "类款项".index(level):
            path.pop()
        path.append((name, level))
    return tuple(path)


def _joined(words: str) -> re.Match[str] | None:
    """卫生健康支出-公立医院-综合医院: three names of 科目 in a row."""
    match = _JOINED.search(words)
    upper = _NUMERAL.sub("", match["a"]) if match else ""
    return match if match and (is_class(upper) or (is_known(upper) and is_known(match["b"]))) else None


def joined_names(text: str) -> Iterator[tuple[tuple[str, int, int], ...]]:
    """The names of each 类-款-项 in ``text`` with their places, outermost first."""
    for match in _JOINED.finditer(text):
        upper = _NUMERAL.sub("", match["a"])
        if is_class(upper):
            first = (upper, match.end("a") - len(upper), match.end("a"))
            yield first, (match["b"], *match.span("b")), (match["c"], *match.span("c"))
