"""What the columns of a table are called: read from the words of its head.

The head of a soft layout is scrambled by the extraction, so for the known kinds of tables the leaves are those of the
printed forms, in their order, as far as their words occur in the head; of an unknown table the words are
taken as they come. ``parent`` names the column that a column adds up to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from .classes import by_class, classes_as_printed
from .flows import by_nature
from .forms import CURRENT, FINAL, FORMS, FUND_FLOW, FUNDS, INCOME, OUTLAY, PROCUREMENT, Spec
from .headwords import torn_words, whole_years
from .leaves import Leaf, as_printed, leaves_of, present
from .periods import PERIOD, by_years, change_columns, prior_column
from .subtotals import subtotalled
from .three_public import three_public

_COMPARED = (
    ("change-rate", re.compile(r"(?:增减|增长|变化).{0,4}(?:[（(]?[%％]|率|幅度|比例)")),
    ("change", re.compile(r"增减(?:额|金额|数|变化)?$")),
)
_CARRIED = re.compile(r"(?:上年|年初|财政拨款)结转(?:和?结余)?")


SUMMARY = ("income-expenditure", "fiscal-income-expenditure")
"""Kinds with income on the left and outlay on the right."""


def leaves(kind: str, words: Sequence[str], *, count: int = 0) -> tuple[Leaf, ...]:
    """The value columns of a table of this kind with these squeezed words in its head; ``count`` as its 栏次 says."""
    return _value_columns(kind, tuple(words), count)


@lru_cache(maxsize=512)
def _value_columns(kind: str, printed: tuple[str, ...], count: int) -> tuple[Leaf, ...]:
    words = whole_years(printed)
    head = "".join(words)
    if flow := by_nature(words, count) or by_class(kind, words):
        return leaves_of(list(flow))
    if kind in ("government-fund", "state-capital") and re.search(r"年初结转|本年收入|上年结转", head):
        return leaves_of([spec for spec in FUND_FLOW if spec.finds(head)])
    if kind == "three-public":
        return three_public(words, count)
    form = FORMS.get(kind)
    if kind == "economic-summary" and "一般公共" not in head and re.search(r"人员经费.*公用经费", head):
        form = OUTLAY
    if kind == "procurement" and all(any(map(spec.finds, words)) for spec in PROCUREMENT):
        return present(PROCUREMENT, words, count)
    if form is None:
        return by_years(words)
    if by_part := subtotalled(kind, words):
        return leaves_of(list(by_part))
    if form is OUTLAY:
        return _outlay(words, count)
    if _CARRIED.search(head) and sum("一般公共" in word for word in words) == 2:
        return _with_carried(words)
    if kind == "income":
        form = INCOME if "总计" in head and re.search(r"上年结转|合计", head) else INCOME[1:]
    if kind == "project" and "一般公共" not in head and any(map(CURRENT.finds, words)):
        form = (form[0], CURRENT, *form[1:])
    return present(_with_shares(form) if re.search(r"其中[:：]?财政拨款", head) else form, words, count)


def summary_leaves(kind: str, words: Sequence[str]) -> tuple[tuple[Leaf, ...], tuple[Leaf, ...]]:
    """The value columns of the left and of the right side of a summary table."""
    words = whole_years(words)
    head = "".join(words)
    periods = by_years(words)
    several = len(periods) > 1 and kind == "income-expenditure" and "行次" not in head
    names = [leaf.path[0] for leaf in periods] if several else [periods[0].path[0] if periods else "金额"]
    left = tuple(Leaf(f"left{i}", ("收入", name)) for i, name in enumerate(names))
    right = tuple(Leaf(f"right{i}", ("支出", name)) for i, name in enumerate(names))
    if (
        re.search(r"一般公共预算(?:财政拨款|拨款|资金)?.{0,40}政府性基金", head)
        or kind == "fiscal-income-expenditure"
    ):
        funds = leaves_of([spec for spec in FUNDS if spec.finds(head)])
        right = funds if len(funds) > 1 else right
    return left, right


def _with_shares(form: tuple[Spec, ...]) -> tuple[Spec, ...]:
    """The form with 其中：财政拨款 after 一般公共预算, as in income tables of budgets, if it has a place for it."""
    share = Spec("fiscal-share", r"其中[:：]?财政拨款", ("一般公共预算", "其中：财政拨款"))
    if not any(spec.key == "general" for spec in form):
        return form
    at = next(i for i, spec in enumerate(form) if spec.key == "general") + 1
    return tuple(spec for spec in (*form[:at], share, *form[at:]) if spec.key != "fiscal")


def _with_carried(words: Sequence[str]) -> tuple[Leaf, ...]:
    """The funds of this year and, printed behind them once more, those carried over (本年收入 | 上年结转结余)."""
    first, second = (i for i, word in enumerate(words) if "一般公共" in word)
    cut = next(
        (i for i in range(second, first, -1) if words[i] == "小计" or _CARRIED.search(words[i])), second
    )
    subtotals = words.count("小计") > 1
    found: list[Leaf] = [Leaf("grand", ("合计",))]
    halves = [("本年收入", "total"), ("上年结转结余", "carry")]
    carried = next((i for i, word in enumerate(words) if _CARRIED.search(word)), cut)
    if carried < next((i for i, word in enumerate(words) if "本年收入" in word), 0):
        halves.reverse()
    for (group, key), part in zip(halves, (words[:cut], words[cut:]), strict=True):
        named = [spec for spec in INCOME if spec.key not in ("grand", "total", "fiscal", "carry")]
        inner = [spec for spec in named if spec.finds("".join(part)) or any(map(spec.finds, part))]
        found += [Leaf(key, (group, "小计"), "grand")] if subtotals else []
        parent = key if subtotals else "grand"
        found += [Leaf(f"{key}.{spec.key}", (group, *spec.path), parent) for spec in as_printed(inner, part)]
    return tuple(found)


def _outlay(words: Sequence[str], count: int) -> tuple[Leaf, ...]:
    head = "".join(words)
    torn = torn_words(words)
    specs = [spec for spec in OUTLAY if spec.finds(head) or spec.finds(torn)]
    before, behind = prior_column(words), change_columns(head)
    if before and {"basic", "project"} <= {spec.key for spec in specs} and specs[0].key != "total":
        specs = [OUTLAY[0], *specs]
    if count and len(before) + len(specs) + len(behind) < count:
        final = [spec for spec in OUTLAY if spec.key in FINAL]
        return leaves_of(final if len(final) == count and not before and not behind else specs)
    specs = [spec for spec in specs if spec.key != "basic" or not _only_heads(words)]
    keys = {spec.key for spec in specs}
    if keys & {"wages", "goods"} and len(re.findall(r"合计|小计|总计", head)) < 5:
        specs = [spec for spec in specs if spec.key not in ("personnel", "public")]
    flat = not keys & {"wages", "family", "goods", "personnel", "public", "running", "specific"}
    found = leaves_of(as_printed(specs, words) if flat else classes_as_printed(specs, words))
    read = (*before, *found, *behind) if found else ()
    return (_in_order(read, specs, words) if flat else ()) or read


def _only_heads(words: Sequence[str]) -> bool:
    """Whether 基本支出 stands over its parts in a row above them and has no column of its own.

    合计 | 基本支出 | 项目支出 over 人员支出 | 公用支出: no second 小计 or 合计, and the parts behind 项目支出.
    """
    told = [spec for spec in OUTLAY if spec.key in ("total", "personnel", "public", "project")]
    places = {spec.key: [i for i, word in enumerate(words) if spec.finds(word)] for spec in told}
    parts = [*places["personnel"], *places["public"]]
    apart = len(places["personnel"]) == len(places["public"]) == 1 and len(places["total"]) == 1
    return apart and bool(places["project"]) and min(parts) > max(places["project"])


def _in_order(read: tuple[Leaf, ...], specs: Sequence[Spec], words: Sequence[str]) -> tuple[Leaf, ...]:
    """The columns as the last words of the head name them, each word one of them; none if they do not."""
    named: list[Leaf] = []
    for word in words[-len(read) :] if read else ():
        keys = [key for key, pattern in _COMPARED if pattern.search(word)]
        keys += [spec.key for spec in specs if spec.finds(word)]
        own = [leaf for leaf in read if leaf.key in keys or (leaf.key == "prior" and leaf.path[-1] == word)]
        if not own and PERIOD.fullmatch(word):
            own = [leaf for leaf in read if leaf.key == "total"]
        if len(own) != 1 or own[0] in named:
            return ()
        named.append(own[0])
    return tuple(named)
