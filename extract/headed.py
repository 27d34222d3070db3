"""What stands before a colon, with or without the code of an item: 机关服务：支出20万元."""

from __future__ import annotations

import re

from .phrases import subject_words

NUMBERED = re.compile(r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）).．、])")
YEARS = re.compile(r"(?:20\d\d年|本年|当年|今年|全年|年初|上年|上一年|去年)度?")
EMPTY_WORDS = frozenset(
    ("", "支出", "收入", "实际支出", "项目", "该项目", "资金", "金额", "数", "决算", "预算", "决算总额",
     "预算总额", "支出总额", "费用", "费用支出", "总额", "实际支出总额", "执行总额", "支出决算总额")
)  # fmt: skip
_NAMELESS = re.compile(
    r"其中|包括|(?:如下|情况|方面|说明|为|看|来[看说]|[划区]?分|分类|分别|原因|口径|构成|组成|部分)$"
)
"""What before a colon names no item."""
EXPENSES = {
    "公务接待": "公务接待费",
    "国内公务接待": "公务接待费",
    "因公出国": "因公出国（境）费",
    "因公出国（境）": "因公出国（境）费",
    "公务用车": "公务用车购置及运行维护费",
    "公务用车购置及运行": "公务用车购置及运行维护费",
    "公务用车购置及运行维护": "公务用车购置及运行维护费",
    "公务用车购置": "公务用车购置费",
    "公务用车运行": "公务用车运行维护费",
    "公务用车运行维护": "公务用车运行维护费",
}
"""The three public expenses without the word 费, as they stand before a colon."""
_CODED = re.compile(
    r"^(?P<before>2\d\d(?:\d\d){0,2})\s?(?=[一-鿿])|[（(](?P<behind>2\d\d(?:\d\d){0,2})[）)]$"
)
_CODE_LEVELS = {3: "类", 5: "款", 7: "项"}


def headed(gap: str) -> str:
    """机关服务：支出20万元 is of what stands before the colon, known or not; 按性质分：, 其中： name nothing."""
    clause = gap[max(gap.rfind(mark) for mark in "。；！？") + 1 :]
    head, colon, _ = clause.rpartition("：")
    words = NUMBERED.sub("", subject_words(head.rpartition("，")[2], "amount")) if colon else ""
    name = coded(words)[0]
    return "" if YEARS.sub("", words) in EMPTY_WORDS or _NAMELESS.search(words) else EXPENSES.get(name, name)


def coded(words: str) -> tuple[str, str]:
    """The name of an item without its 功能分类 code, and the level that the code says; 2021 is no code."""
    match = _CODED.search(NUMBERED.sub("", words))
    code = (match["before"] or match["behind"]) if match is not None else ""
    if match is None or len(code) not in _CODE_LEVELS:
        return words, ""
    return _CODED.sub("", NUMBERED.sub("", words)), _CODE_LEVELS[len(code)]
