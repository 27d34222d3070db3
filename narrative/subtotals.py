"""Heads of budgets with a 小计 under the 合计: income with what is carried over, expenditure by fund.

合计 | 本年收入（小计 | 一般公共预算 | …） | 上年结转结余
合计 | 一般公共预算（小计 | 基本支出 | 项目支出） | 政府性基金预算 | … | 单位资金（小计 | 事业支出 | …）
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .forms import FUNDS, INCOME, OUTLAY, Spec

_GENERAL = ("一般公共预算",)
_GRAND = Spec("total", r"合计|总计", ("合计",))
_FUNDS = tuple(spec for spec in FUNDS if spec.key not in ("total", "general", "fiscal-share"))
_NATURES = tuple(spec for spec in OUTLAY if spec.key in ("basic", "project"))

_FUND_KEYS = ("general", "government-fund", "state-capital", "special")
_OWN = "单位资金"
_OWN_WORD = re.compile("单位资金|自有资金|其他资金|非财政拨款(?:资金)?")
_ENOUGH = re.compile("结转|结余|合计")


def subtotalled(kind: str, words: Sequence[str]) -> tuple[Spec, ...]:
    """The columns of such a head in their order; none if it is no such head."""
    words = list(words)
    many = words.count("小计")
    if many not in (1, 2) or not {"合计", "总计"} & set(words) or (many == 2 and "单位资金" not in words):
        return ()
    if kind == "income" and "本年收入" in words:
        return _income(words, parted=many == 2)
    return (_by_fund(words, parted=many == 2) or _of_fiscal(words)) if kind == "expenditure" else ()


def _income(words: Sequence[str], *, parted: bool) -> tuple[Spec, ...]:
    carry = next((i for i, word in enumerate(words) if INCOME[-1].finds(word)), -1)
    if parted and sum("一般公共" in word for word in words) > 1:
        return ()
    inner = [spec for spec in INCOME[2:-1] if spec.key != "fiscal" and any(map(spec.finds, words))]
    own = tuple(_own(words, "收入")) if parted else ()
    if parted:
        inner = [spec for spec in inner if spec.key in _FUND_KEYS]
    year = [Spec("year", "本年收入", ("本年收入", "小计"), "total")]
    year += [Spec(spec.key, spec.pattern, ("本年收入", *spec.path), "year") for spec in inner]
    year += [
        replace(spec, path=("本年收入", *spec.path), parent=spec.parent.replace("total", "year"))
        for spec in own
    ]
    carried = [Spec("carry", INCOME[-1].pattern, INCOME[-1].path, "total")] if carry >= 0 else []
    first = carry < list(words).index("本年收入")
    return (_GRAND, *(carried + year if first else year + carried))


def _own(words: Sequence[str], ending: str) -> list[Spec]:
    """单位资金 with what it is made of, whose words stand behind the last 小计."""
    last = len(words) - 1 - list(words)[::-1].index("小计")
    parts = [word for word in words[last + 1 :] if word.endswith(ending) and not _ENOUGH.search(word)]
    named = [Spec(f"own{i}", re.escape(word), (_OWN, word), "own") for i, word in enumerate(parts)]
    return [Spec("own", _OWN, (_OWN, "小计"), "total"), *named] if parts else []


def _by_fund(words: Sequence[str], *, parted: bool) -> tuple[Spec, ...]:
    """合计 by fund, of which only the first is printed by nature, and the last may be by what it is spent on."""
    places = {spec: [i for i, word in enumerate(words) if spec.finds(word)] for spec in _FUNDS}
    others = sorted((spec for spec in _FUNDS if places[spec]), key=lambda spec: places[spec][0])
    once = all(len(places[spec]) == 1 for spec in others)
    general = sum("一般公共" in word for word in words)
    natures = all(sum(map(spec.finds, words)) == 1 for spec in _NATURES)
    if len(others) < 2 or not once or general != 1 or not natures:
        return ()
    inner = [Spec(spec.key, spec.pattern, (*_GENERAL, *spec.path), "general") for spec in _NATURES]
    outer = [Spec(spec.key, spec.pattern, spec.path[1:], "total") for spec in others]
    if parted:
        outer = [spec for spec in outer if spec.key != "own"] + _own(words, "支出")
    return (_GRAND, Spec("general", "一般公共", (*_GENERAL, "小计"), "total"), *inner, *outer)


def _of_fiscal(words: Sequence[str]) -> tuple[Spec, ...]:
    """合计 | 财政拨款 (小计 | 基本支出 | 项目支出) | 单位资金."""
    natures = all(sum(map(spec.finds, words)) == 1 for spec in _NATURES)
    fiscal, own = list(words).count("财政拨款"), [word for word in words if _OWN_WORD.fullmatch(word)]
    if fiscal != 1 or len(own) != 1 or not natures or list(words).count("小计") != 1:
        return ()
    inner = [Spec(spec.key, spec.pattern, ("财政拨款", *spec.path), "fiscal") for spec in _NATURES]
    outer = [Spec("own", own[0], (own[0],), "total")]
    return (_GRAND, Spec("fiscal", "财政拨款", ("财政拨款", "小计"), "total"), *inner, *outer)
