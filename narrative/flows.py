"""Heads of tables of what one fund took in, spent and left, each by its nature: 一般公共预算财政拨款收入支出决算表.

年初结转和结余 (合计 | 基本支出结转 | 项目支出结转和结余), 本年收入 (合计 | 基本支出 | 项目支出),
本年支出 (合计 | 基本支出: 小计 | 人员经费 | 公用经费 | 项目支出),
年末结转和结余 (合计 | 基本支出结转 | 项目支出结转和结余, or of that 项目支出结转 | 项目支出结余).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .forms import Spec

_BEFORE, _INCOME, _SPENT, _AFTER = "年初结转和结余", "本年收入", "本年支出", "年末结转和结余"
_OPENING = (
    Spec("carry-in", "", (_BEFORE, "合计")),
    Spec("carry-in.basic", "", (_BEFORE, "基本支出结转"), "carry-in"),
    Spec("carry-in.project", "", (_BEFORE, "项目支出结转和结余"), "carry-in"),
    Spec("income", "", (_INCOME, "合计")),
    Spec("income.basic", "", (_INCOME, "基本支出"), "income"),
    Spec("income.project", "", (_INCOME, "项目支出"), "income"),
    Spec("total", "", (_SPENT, "合计")),
)
_PLAIN = (Spec("basic", "", (_SPENT, "基本支出"), "total"),)
_PARTED = (
    Spec("basic", "", (_SPENT, "基本支出", "小计"), "total"),
    Spec("personnel", "", (_SPENT, "基本支出", "人员经费"), "basic"),
    Spec("public", "", (_SPENT, "基本支出", "公用经费"), "basic"),
)
_CLOSING = (
    Spec("project", "", (_SPENT, "项目支出"), "total"),
    Spec("carry-out", "", (_AFTER, "合计")),
    Spec("carry-out.basic", "", (_AFTER, "基本支出结转"), "carry-out"),
)
_LEFT = Spec("carry-out.project", "", (_AFTER, "项目支出结转和结余"), "carry-out")
_LEFT_APART = (
    Spec("carry-out.carried", "", (_AFTER, "项目支出结转和结余", "项目支出结转"), "carry-out"),
    Spec("carry-out.saved", "", (_AFTER, "项目支出结转和结余", "项目支出结余"), "carry-out"),
)
_FLOW = (
    re.compile("年初(?:财政拨款)?结转"),
    re.compile("本年收入"),
    re.compile("本年支出"),
    re.compile("年末(?:财政拨款)?结转"),
)


def is_flow(head: str) -> bool:
    """Whether the words of a head, one behind the other, name what stood at the beginning, came, went and is left."""
    return all(pattern.search(head) for pattern in _FLOW)


def by_nature(words: Sequence[str], count: int) -> tuple[Spec, ...]:
    """The columns of such a head, where ``count`` (as its 栏次 says) or its words tell which; none elsewhere."""
    head = "".join(words)
    if not is_flow(head) or not re.search("基本支出结转", head):
        return ()
    parted = "人员经费" in head
    left = _LEFT_APART if re.search("项目支出结余", head) else (_LEFT,)
    found = (*_OPENING, *(_PARTED if parted else _PLAIN), *_CLOSING, *left)
    return found if count in (0, len(found)) else ()
