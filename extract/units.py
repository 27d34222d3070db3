"""Units as they are written behind a number, and what family each belongs to."""

from __future__ import annotations

import re
from typing import Literal

from .model import FACTORS

Family = Literal["money", "percent", "points", "times", "score", "count", "bare"]

_MEASURES = (
    r"台[（(/]?套[）)]?|套[（(/]?台[）)]?|[台辆套][（(][台套辆件][）)]|人[（(]次[）)]"
    r"|个[（(][次批项家][）)]|批[（(]次[）)]|人天|人日|人次|批次|班次|团组|场次|车次|件次|课时|学时|"
    r"平方米|平方公里|立方米|公顷|公里|千米|平米|"
    r"辆次|个(?![月工百小])|家|名|人(?![均民大事员才])|次(?!日|年|月|序)|批(?![复准])|辆|台(?!账)|套(?!取)"
    r"|项(?!级)|户|件|处(?![室级理])|所(?![有属以需])|组(?!织)|"
    r"艘|架|份(?!额)|篇|场(?!所|地)|栋|幢|座|间(?!接|隔)|亩|吨|㎡|条|支(?![出付付持])|本(?![级部年单])"
    r"|册|笔(?![记试者画])|卷(?=[，。、；）]|档案)|枚|人份|部(?![门分])|株|头|只|期(?=[，。、；）]|$)|"
    r"位(?=[，。、；]|专家|老|同志|教|领导)|班|门(?=课|，|、)|米|张|床|棵|块|盏|口(?=[，。、；]|井)|公斤|千克|[起宗例](?=[，。、；）]|案|事|火|$)|剂次|类(?=[，。、；]|项目|资)"
)
PATTERN = (
    r"亿元|百万元|千万元|万元|千元|(?:亿|万)(?=[，。、；：（）和与及]|$)|元|"
    r"[%％]|‰|个百分点|百分点|倍|分(?=[，。、；：（）()”]|$|左右|以上|，|等|的|优|为)|"
    r"万[余多]?(?:" + _MEASURES + r")|" + _MEASURES
)  # fmt: skip
"""A linear pattern for a unit at the start of a text."""

_PERCENT = {"%": "%", "％": "%", "‰": "‰", "百分点": "个百分点"}
_DURATION = re.compile(r"个?(?:月|年|日|天|小时|分钟|秒|周|季度|工作日|号|岁|届|级)")


def unit_of(text: str) -> tuple[str | None, Family]:
    """The unit's customary name and its family; ``(None, "bare")`` for no unit."""
    if not text:
        return None, "bare"
    text = _PERCENT.get(text, text)
    if text in FACTORS or text == "千万元":
        return text, "money"
    if text in ("%", "‰"):
        return text, "percent"
    if text == "个百分点":
        return text, "points"
    if text == "倍":
        return text, "times"
    if text == "分":
        return text, "score"
    return text, "count"


def is_duration(after: str) -> bool:
    """Whether a number is followed by a word for time, age or rank (24小时, 3年, 12号), which is no claim."""
    return _DURATION.match(after) is not None
