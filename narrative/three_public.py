"""The head of a table of 三公: its parts by year, by budget and outturn, or in rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .forms import PERIODS, THREE
from .leaves import Leaf, leaves_of, present
from .periods import PERIOD, a_column_each


def three_public(words: Sequence[str], count: int) -> tuple[Leaf, ...]:
    """The value columns that the words of such a head name; ``count`` as its 栏次 says."""
    head = "".join(words)
    parts = [spec for spec in THREE if spec.finds(head)]
    two = bool(re.search(r"决算数", head)) and bool(re.search(r"预算数", head))
    by_row = two and not re.search(r"小计", head) and len(re.findall(r"因公出国", head)) < 1
    periods = [word for word in words if PERIOD.fullmatch(word)]
    if len(set(periods)) > 1 and not any("小计" in word for word in words):
        return a_column_each(dict.fromkeys(periods), head)
    if "上年数" in words and "本年数" in words and not any("小计" in word for word in words):
        return a_column_each(sorted(("上年数", "本年数"), key=list(words).index), head)
    if by_row or len(parts) < 3:
        return present(PERIODS, words, 0)
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
        return (*leaves_of(parts), *meeting, *training, *extra)
    beside = [leaf for leaf in (*meeting, *training) if head.count(leaf.path[0]) > 1]
    half = (*leaves_of(parts), *beside)
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
