"""Heads by economic class: what projects are spent on (合计 | 工资福利支出 | 商品和服务支出 | …)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .forms import Spec

_LEAST = 3
_TOTAL = Spec("grand", r"合计|小计|总计", ("合计",))
_CLASS = re.compile(
    r"(?:30[1-9]|31[0-3]|399)?(?P<name>工资福利支出|商品和服务支出|对个人和家庭的?补助(?:支出)?|债务利息及费用支出|"
    r"(?:其他)?资本性支出(?:[（(]基本建设[）)])?|对企业补助(?:[（(]基本建设[）)])?|对社会保障基金补助|其他支出)"
)
"""The names of the 类 of 部门预算支出经济分类 (301–399), with their codes or without."""


def by_class(kind: str, words: Sequence[str]) -> tuple[Spec, ...]:
    """The columns of such a head of a table of projects, as printed; none if it is no such head."""
    if kind != "project" or not any(map(_TOTAL.finds, words)):
        return ()
    names = [match["name"] for word in words if (match := _CLASS.fullmatch(word))]
    if len(names) < _LEAST or len(set(names)) != len(names):
        return ()
    return (_TOTAL, *(Spec(name, re.escape(name), (name,), "grand") for name in names))


def classes_as_printed(specs: Sequence[Spec], words: Sequence[str]) -> list[Spec]:
    """The columns with those of economic classes in the order of the head, where no 人员经费 and 公用经费 group them.

    小计 | 工资福利支出 | 商品和服务支出 | 对个人和家庭的补助: the form has 303 beside 301, this head prints it last.
    """
    own = [spec for spec in specs if spec.key in ("wages", "family", "goods", "capital")]
    places = {spec.key: next((i for i, word in enumerate(words) if spec.finds(word)), -1) for spec in own}
    if -1 in places.values() or any(re.search(r"人员|公用", word) for word in words):
        return list(specs)
    ordered = iter(sorted(own, key=lambda spec: places[spec.key]))
    return [next(ordered) if spec in own else spec for spec in specs]
