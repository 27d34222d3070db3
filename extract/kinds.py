"""What kind of number it is: amount, change, rate of growth, share, completion, count or score."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .cues import LEVEL_AFTER_VERB, change_at_end, change_of_noun, left_behind, type_cues
from .drafts import Draft
from .known import name_at_end
from .model import ClaimType
from .quantities import Number
from .scoring import Candidate, choose

Decision = tuple[ClaimType, str, float]
"""The type, the rule that proposed it, and how sure it is."""

OPEN = "rate-without-cue"
"""The rule of percentages that no words explain."""
_RATIO = re.compile(r"负债率|结余率|结转率|增值率")
_MACRO = re.compile(r"产值|增加值|生产总值|投资额?$|零售总额|GDP")
_LIST_GAPS = frozenset(("、", "和", "及", "与", "以及", "，", "；"))
_LIST_MARKS = re.compile(r"[，、：:∶和及与（(的约即/\s]|分别|以及")
_WORDS = re.compile(r"[一-鿿]")
_PART_OF = re.compile(
    r"占(?!用|地|(?:年初|全年|调整后?|本年|当年)?的?预算(?:数|总额)?的?(?:比重|比例)?$)[^，。；占]{2,40}$"
)
_GIVEN_WHOLE = re.compile(
    r"(?:^|[^，。；])占(?!用|地|比|(?:年初|全年|调整后?|本年|当年)?的?预算)[^，。；占]{2,40}$"
)
_OF_WHOLE = re.compile(
    r"占(?!用|地|比|(?:年初|全年|调整后?|本年|当年)?的?预算)[^，。；占]{2,40}的(?:比重|比例|百分比|份额)?(?:约|为|达|达到)?$"
)
"""占扣除人员经费后财政性资金总额的: a share, however far the word for it."""
_NOMINAL = re.compile(r"[一-鿿]{2}(?:提升|提高|扩大|压缩|追加)$")
_ABILITY = re.compile(
    r"^[、；：]?[一-鿿]{2,}(?:能力|水平|质量|品质|素质|效能|环境|形象|功能)(?:建设)?(?:提升|提高)$"
)
_OPENED = re.compile(r"(?:[；：、]|^)$")
_DONE = re.compile(r"完成|执行|支付|到位")
_COVERED = re.compile(r"[^，。；]{0,6}(?:覆盖|完成)")
_RATES: dict[str, ClaimType] = {
    "share": "share",
    "completion": "completion-rate",
    "growth": "growth-rate",
    "score": "score",
}
_PRIORS = {"share": 0.3, "completion": 0.25, "growth": 0.3, "score": 0.2}
_PERFORMANCE_PRIORS = {"share": 0.3, "completion": 0.35, "growth": 0.3, "score": 0.45}


def decide(
    number: Number, piece: str, gap: str, after: str, *, previous: Draft | None, section: str
) -> Decision:
    """The type of ``number`` behind ``gap``, of which ``piece`` is the last clause, and before ``after``."""
    family = number.family
    if family == "score":
        return "score", "score-unit", 0.95
    if family == "count":
        return "count", "count-measure", 0.95
    if family == "points":
        return "change-amount", "points", 0.8
    if family == "times":
        grown = change_at_end(piece) is not None
        return ("growth-rate" if grown else "completion-rate" if "预算" in piece else "other"), "times", 0.7
    if number.marked or (number.sign < 0 and previous is not None and not _WORDS.search(gap)):
        return ("change-amount" if family == "money" else "growth-rate"), "signed", 0.9
    if family == "money" or (family == "bare" and not type_cues(piece)):
        return _money(piece, previous, gap)
    return _rate(piece, previous, gap, after, section)


def _money(piece: str, previous: Draft | None, gap: str) -> Decision:
    if previous is not None and gap.strip() in _LIST_GAPS and previous.number.family == "money":
        return previous.type, "amount-list", 0.85
    if change_at_end(piece) is not None and not _is_name(piece, previous, gap):
        return "change-amount", "change-verb", 0.95
    noun = change_of_noun(piece)
    if noun is not None and noun[2] < name_at_end(piece):
        return "change-amount", "change-noun", 0.75
    return "amount", "amount", 0.95


def _is_name(piece: str, previous: Draft | None, gap: str) -> bool:
    """Whether the verb ends a project's name in a list of amounts: 网点管理20万元、设施改造提升30万元."""
    if previous is None or not previous.is_level:
        return False
    if _ABILITY.search(piece) is not None and _OPENED.search(gap[: len(gap) - len(piece)]) is not None:
        return True
    return gap.lstrip().startswith(("、", "；", "和")) and _NOMINAL.search(piece) is not None


def _rate(piece: str, previous: Draft | None, gap: str, after: str, section: str) -> Decision:
    cues = _rate_cues(piece)
    if left_behind(piece, after):
        return "other", "rate-left-behind", 0.75
    if previous is not None and previous.rule == "rate-left-behind" and LEVEL_AFTER_VERB.search(piece):
        return ("share" if "占" in previous.piece else "other"), "rate-reached", 0.75
    if not cues and previous is not None and (inherited := _inherited(previous, gap)) is not None:
        return inherited, "rate-after-amount", 0.75
    if not cues:
        cues = {name: distance + 6 for name, distance in type_cues(gap[-60:])}
    if not cues and _COVERED.match(after):
        cues = {"completion": 4}
    performance = section in ("performance", "projects", "other")
    best, probability = choose(_rate_candidates(cues, gap, section, performance=performance))
    if best.distance >= 0:
        return _RATES[best.label], f"{best.label}-cue", probability
    if _MACRO.search(piece):
        return "growth-rate", "indicator", 0.5
    usual: ClaimType = "completion-rate" if performance and not _RATIO.search(piece) else "other"
    return usual, OPEN, 0.5


def _rate_cues(piece: str) -> dict[str, int]:
    cues = dict(type_cues(piece))
    if change_at_end(piece) is not None:
        cues["growth"] = 0
        if "占" not in piece:
            cues.pop("share", None)  # 增长比例为3%
    if "completion" in cues and (part := _PART_OF.search(piece)) and not _DONE.search(part.group()):
        del cues["completion"]
    if "share" in cues and len(cues) == 1 and _OF_WHOLE.search(piece):
        cues["share"] = 0
    return cues


def _rate_candidates(
    cues: Mapping[str, int], gap: str, section: str, *, performance: bool
) -> list[Candidate]:
    where = (("section", section), ("bracket", "yes" if gap.endswith(("（", "(")) else "no"))
    priors = _PERFORMANCE_PRIORS if performance else _PRIORS
    return [Candidate("type", name, cues.get(name, -1), prior, where) for name, prior in priors.items()]


def gives_whole(draft: Draft) -> bool:
    """Whether a number is the whole that a share right behind it is of: 占支出合计100万元的…, 占全部项目6个的…."""
    return (draft.is_level or draft.type == "count") and _GIVEN_WHOLE.search(draft.piece) is not None


def _inherited(previous: Draft, gap: str) -> ClaimType | None:
    """The type of a rate that nothing but marks separates from the number before it."""
    if _LIST_MARKS.sub("", gap):
        return None
    if previous.number.family == "percent":
        return previous.type
    if gap.strip() == "的" and gives_whole(previous):
        return "share"
    if "的" in gap and previous.column in ("budget", "adjusted-budget"):
        return "completion-rate"
    if previous.type == "change-amount":
        return "growth-rate"
    return "share" if previous.type == "amount" and gap.strip() in ("（", "(", "，", "、", "/") else None
