"""What the columns of a table are called: read from the words of its head.

The head of a soft layout is scrambled by the extraction, so for the known kinds of tables the leaves are those of the
printed forms, in their order, as far as their words occur in the head; of an unknown table the words are
taken as they come. ``parent`` names the column that a column adds up to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .classes import by_class, classes_as_printed
from .flows import by_nature
from .forms import CURRENT, FINAL, FORMS, FUND_FLOW, FUNDS, INCOME, OUTLAY, PERIODS, PROCUREMENT, THREE, Spec
from .headwords import torn_words, whole_years
from .subtotals import subtotalled


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value column: its key, its header path, and the key of the column that it is a part of."""

    key: str
    path: tuple[str, ...]
    parent: str = ""


_WHOLE = re.compile(
    r"(?:收入|支出|经费|费|小计|合计|总计|结余|结转|拨款|预算|资金|补助|[预决]算数|执行数|金额|分值|得分|率|数)$"
)
_PERIOD = re.compile(r"(?:20\d\d年度?|上年度?|本年度?)(?:年初|全年|调整)?(?:预算|决算|执行)数?")
_STUB_WORD = re.compile(r"^(?:类款?项?|款|项|项目|栏次|科目|.{0,10}(?:编码|代码|名称)|\d+)$")
_COMPARED = (
    ("change-rate", re.compile(r"(?:增减|增长|变化).{0,4}(?:[（(]?[%％]|率|幅度|比例)")),
    ("change", re.compile(r"增减(?:额|金额|数|变化)?$")),
)
_YEAR = re.compile(r"20\d\d")
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
        return _leaves(list(flow))
    if kind in ("government-fund", "state-capital") and re.search(r"年初结转|本年收入|上年结转", head):
        return _leaves([spec for spec in FUND_FLOW if spec.finds(head)])
    if kind == "three-public":
        return _three_public(words, count)
    form = FORMS.get(kind)
    if kind == "economic-summary" and "一般公共" not in head and re.search(r"人员经费.*公用经费", head):
        form = OUTLAY
    if kind == "procurement" and all(any(map(spec.finds, words)) for spec in PROCUREMENT):
        return _present(PROCUREMENT, words, count)
    if form is None:
        return _periods(words)
    if by_part := subtotalled(kind, words):
        return _leaves(list(by_part))
    if form is OUTLAY:
        return _outlay(words, count)
    if _CARRIED.search(head) and sum("一般公共" in word for word in words) == 2:
        return _with_carried(words)
    if kind == "income":
        form = INCOME if "总计" in head and re.search(r"上年结转|合计", head) else INCOME[1:]
    if kind == "project" and "一般公共" not in head and any(map(CURRENT.finds, words)):
        form = (form[0], CURRENT, *form[1:])
    return _present(_with_shares(form) if re.search(r"其中[:：]?财政拨款", head) else form, words, count)


def summary_leaves(kind: str, words: Sequence[str]) -> tuple[tuple[Leaf, ...], tuple[Leaf, ...]]:
    """The value columns of the left and of the right side of a summary table."""
    words = whole_years(words)
    head = "".join(words)
    periods = _periods(words)
    several = len(periods) > 1 and kind == "income-expenditure" and "行次" not in head
    names = [leaf.path[0] for leaf in periods] if several else [periods[0].path[0] if periods else "金额"]
    left = tuple(Leaf(f"left{i}", ("收入", name)) for i, name in enumerate(names))
    right = tuple(Leaf(f"right{i}", ("支出", name)) for i, name in enumerate(names))
    if (
        re.search(r"一般公共预算(?:财政拨款|拨款|资金)?.{0,40}政府性基金", head)
        or kind == "fiscal-income-expenditure"
    ):
        funds = _leaves([spec for spec in FUNDS if spec.finds(head)])
        right = funds if len(funds) > 1 else right
    return left, right


def _periods(words: Sequence[str]) -> tuple[Leaf, ...]:
    """The columns of a table by years: those that the head names by their years, else by their words alone."""
    named = tuple(dict.fromkeys(word for word in words if _PERIOD.fullmatch(word)))
    if len(named) > 1 and any(_YEAR.match(word) for word in named):
        return tuple(Leaf(f"period{i}", (word,)) for i, word in enumerate(named)) + _behind("".join(words))
    return _present(PERIODS, words, 0)


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
        found += [Leaf(f"{key}.{spec.key}", (group, *spec.path), parent) for spec in _as_printed(inner, part)]
    return tuple(found)


def _present(form: tuple[Spec, ...], words: Sequence[str], count: int) -> tuple[Leaf, ...]:
    head, torn = "".join(words), torn_words(words)
    found = [spec for spec in form if spec.finds(head) or any(map(spec.finds, words)) or spec.finds(torn)]
    if count and len(found) != count and len(form) == count:
        return _leaves(list(form))
    return _leaves(_as_printed(found, words))


def _as_printed(found: list[Spec], words: Sequence[str]) -> list[Spec]:
    """The columns in the order of the head, where its words tell; the totals stay in front.

    A word that is wrapped over lines stands anywhere in the text: its column stays behind those before it
    in the form.
    """
    if not found or any(spec.key == "grand" for spec in found):
        return found
    first = found[:1] if found[0].key == "total" and not _grouped(found[0], words) else []
    rest = found[len(first) :]
    places = {spec.key: _place(spec, words) for spec in rest}
    ordered = sorted((spec for spec in rest if places[spec.key]), key=lambda spec: places[spec.key] or (0, 0))
    if ordered != [spec for spec in rest if spec in ordered] and not _unbroken(
        [p for p in places.values() if p], words
    ):
        ordered = [spec for spec in rest if spec in ordered]
    for at, spec in enumerate(rest):
        if not places[spec.key]:
            ordered.insert(max((ordered.index(other) + 1 for other in rest[:at]), default=0), spec)
    return first + ordered


def _unbroken(places: list[tuple[int, int]], words: Sequence[str]) -> bool:
    """Whether no words of the stub stand between those of the columns, as they do in a head whose lines are
    mixed up.
    """
    own = [place[1] for place in places]
    return not any(_STUB_WORD.match(word) for word in words[min(own) : max(own)])


def _grouped(spec: Spec, words: Sequence[str]) -> bool:
    return len(spec.path) > 1 and spec.path[0] in words


def _place(spec: Spec, words: Sequence[str]) -> tuple[int, int] | None:
    """Where a column's whole word stands, behind the word it stands under; None if only parts of words name it."""
    own = [i for i, word in enumerate(words) if spec.finds(word) and _WHOLE.search(word)]
    if len(spec.path) > 1:
        own = [i for i in own if words[i] != spec.path[0]]
    if not own:
        return None
    group = words.index(spec.path[0]) if _grouped(spec, words) else own[-1]
    return group, own[-1]


def _outlay(words: Sequence[str], count: int) -> tuple[Leaf, ...]:
    head = "".join(words)
    torn = torn_words(words)
    specs = [spec for spec in OUTLAY if spec.finds(head) or spec.finds(torn)]
    before, behind = _before(words), _behind(head)
    if before and {"basic", "project"} <= {spec.key for spec in specs} and specs[0].key != "total":
        specs = [OUTLAY[0], *specs]
    if count and len(before) + len(specs) + len(behind) < count:
        final = [spec for spec in OUTLAY if spec.key in FINAL]
        return _leaves(final if len(final) == count and not before and not behind else specs)
    specs = [spec for spec in specs if spec.key != "basic" or not _only_heads(words)]
    keys = {spec.key for spec in specs}
    if keys & {"wages", "goods"} and len(re.findall(r"合计|小计|总计", head)) < 5:
        specs = [spec for spec in specs if spec.key not in ("personnel", "public")]
    flat = not keys & {"wages", "family", "goods", "personnel", "public", "running", "specific"}
    found = _leaves(_as_printed(specs, words) if flat else classes_as_printed(specs, words))
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
        if not own and _PERIOD.fullmatch(word):
            own = [leaf for leaf in read if leaf.key == "total"]
        if len(own) != 1 or own[0] in named:
            return ()
        named.append(own[0])
    return tuple(named)


def _before(words: Sequence[str]) -> tuple[Leaf, ...]:
    """The column of the year before, in front of this year's."""
    periods = [word for word in words if _PERIOD.fullmatch(word)]
    compared = any("增减" in word or "比上年" in word for word in words)
    if not periods or not (compared or len(periods) > 1):
        return ()
    return (Leaf("prior", (min(periods, key=lambda word: (not word.startswith("上年"), word[:4])),)),)


def _behind(head: str) -> tuple[Leaf, ...]:
    """The columns of the change against the year before, behind this year's."""
    amount = re.search(r"增减额|增减金额|增减数|增减变化(?!率)", head)
    rate = re.search(r"增减(?:变化)?[（(]?[%％]|增减率|增减幅度|增减比例|增长率|变化率", head)
    found = [Leaf("change", (amount[0],))] if amount else []
    return (*found, Leaf("change-rate", ("增减%",))) if rate else tuple(found)


def _three_public(words: Sequence[str], count: int) -> tuple[Leaf, ...]:
    head = "".join(words)
    parts = [spec for spec in THREE if spec.finds(head)]
    two = bool(re.search(r"决算数", head)) and bool(re.search(r"预算数", head))
    by_row = two and not re.search(r"小计", head) and len(re.findall(r"因公出国", head)) < 1
    periods = [word for word in words if _PERIOD.fullmatch(word)]
    if len(set(periods)) > 1 and not any("小计" in word for word in words):
        return tuple(Leaf(f"period{i}", (word,)) for i, word in enumerate(dict.fromkeys(periods))) + _behind(
            head
        )
    if "上年数" in words and "本年数" in words and not any("小计" in word for word in words):
        two_years = sorted(("上年数", "本年数"), key=list(words).index)
        return tuple(Leaf(f"period{i}", (word,)) for i, word in enumerate(two_years)) + _behind(head)
    if by_row or len(parts) < 3:
        return _present(PERIODS, words, 0)
    if count in (6, 12) and len(parts) != 6:
        parts = list(THREE)
    if 0 <= head.find("公务接待") < head.find("公务用车"):
        parts = [
            *parts[:2],
            *(p for p in parts[2:] if p.key == "reception"),
            *(p for p in parts[2:] if p.key != "reception"),
        ]
    extra = [Leaf("operating-cost", ("机关运行经费",))] if "机关运行经费" in head else []
    meeting = [Leaf("meeting", ("会议费",))] if "会议费" in head else []
    training = [Leaf("training", ("培训费",))] if "培训费" in head else []
    if not two and count != 12 and not re.search(r"上年|20\d\d年.*20\d\d年", head):
        return (*_leaves(parts), *meeting, *training, *extra)
    beside = [leaf for leaf in (*meeting, *training) if head.count(leaf.path[0]) > 1]
    half = (*_leaves(parts), *beside)
    years = sorted(set(re.findall(r"(20\d\d)年", head)))
    halves = (("预算数", "budget"), ("决算数", "actual"))
    if not two and (len(years) == 2 or "上年" in head):
        first, second = (f"{year}年预算数" for year in years) if len(years) == 2 else ("上年预算数", "预算数")
        halves = ((first, "prior"), (second, "budget"))
    if head.count("预算数") > 2:
        return tuple(
            Leaf(f"{key}.{leaf.key}", (*leaf.path, name), leaf.parent and f"{key}.{leaf.parent}")
            for leaf in half for name, key in halves
        )  # fmt: skip
    return tuple(
        Leaf(f"{key}.{leaf.key}", (name, *leaf.path), leaf.parent and f"{key}.{leaf.parent}")
        for name, key in halves for leaf in half
    )  # fmt: skip


def _leaves(specs: list[Spec]) -> tuple[Leaf, ...]:
    keys = {spec.key for spec in specs}
    return tuple(
        Leaf(spec.key, spec.path, next((p for p in spec.parent.split("|") if p in keys), ""))
        for spec in specs
    )
