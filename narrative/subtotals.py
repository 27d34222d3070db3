"""Heads of budgets with a 小计 under the 合计: income with what is carried over, expenditure by fund.

合计 | 本年收入（小计 | 一般公共预算 | …） | 上年结转结余
合计 | 一般公共预算（小计 | 基本支出 | 项目支出） | 政府性基金预算 | … | 单位资金
"""

from __future__ import annotations

from collections.abc import Sequence

from .forms import FUNDS, INCOME, OUTLAY, Spec

_GENERAL = ("一般公共预算",)
_GRAND = Spec("total", r"合计|总计", ("合计",))
_FUNDS = tuple(spec for spec in FUNDS if spec.key not in ("total", "general", "fiscal-share"))
_NATURES = tuple(spec for spec in OUTLAY if spec.key in ("basic", "project"))


def subtotalled(kind: str, words: Sequence[str]) -> tuple[Spec, ...]:
    """The columns of such a head in their order; none if it is no such head."""
    if list(words).count("小计") != 1 or not {"合计", "总计"} & set(words):
        return ()
    if kind == "income" and "本年收入" in words:
        return _income(words)
    return _by_fund(words) if kind == "expenditure" else ()


def _income(words: Sequence[str]) -> tuple[Spec, ...]:
    carry = next((i for i, word in enumerate(words) if INCOME[-1].finds(word)), -1)
    inner = [spec for spec in INCOME[2:-1] if spec.key != "fiscal" and any(map(spec.finds, words))]
    year = [Spec("year", "本年收入", ("本年收入", "小计"), "total")]
    year += [Spec(spec.key, spec.pattern, ("本年收入", *spec.path), "year") for spec in inner]
    carried = [Spec("carry", INCOME[-1].pattern, INCOME[-1].path, "total")] if carry >= 0 else []
    first = carry < list(words).index("本年收入")
    return (_GRAND, *(carried + year if first else year + carried))


def _by_fund(words: Sequence[str]) -> tuple[Spec, ...]:
    """合计 by fund, of which only the first is printed by nature."""
    places = {spec: [i for i, word in enumerate(words) if spec.finds(word)] for spec in _FUNDS}
    others = sorted((spec for spec in _FUNDS if places[spec]), key=lambda spec: places[spec][0])
    once = all(len(places[spec]) == 1 for spec in others)
    general = sum("一般公共" in word for word in words)
    natures = all(sum(map(spec.finds, words)) == 1 for spec in _NATURES)
    if len(others) < 2 or not once or general != 1 or not natures:
        return ()
    inner = [Spec(spec.key, spec.pattern, (*_GENERAL, *spec.path), "general") for spec in _NATURES]
    outer = [Spec(spec.key, spec.pattern, spec.path[1:], "total") for spec in others]
    return (_GRAND, Spec("general", "一般公共", (*_GENERAL, "小计"), "total"), *inner, *outer)
