"""The words of a head that the extraction has torn apart, and heads that are read as they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .forms import head_words

_YEAR = re.compile(r"20\d\d")
_ROWS = re.compile(r"^(?:类|款|项)$|(?:项目|名称|类别|序号|编码|类型|内容|科目|品目|目录|指标)$")
_CAPTIONED = re.compile(r"^(?:公开|(?:编制|填报)?(?:部门|单位)(?:名称)?[:：]|20\d\d年度?$)")
_NAMED = re.compile(
    r"(?:数量|个数|人数|辆数|次数|批次|人次|面积|价值|金额|原值|净值|单价|总价|收入|支出|经费|费|小计|合计|总计|结余|结转|拨款|"
    r"预算|资金|补助|[预决]算数|执行数|年初数|年末数|期初数|期末数|分值|得分|率|额)(?:[（(][^（()）]{1,6}[）)])?$"
)


def whole_years(words: Sequence[str]) -> Sequence[str]:
    """The words with a year and what it is the year of, which a line break parts (2024 | 年预算数), as one."""
    if not any(map(_YEAR.fullmatch, words)):
        return words
    found: list[str] = []
    for word in words:
        if found and _YEAR.fullmatch(found[-1]) and word.startswith("年"):
            found[-1] += word
        else:
            found.append(word)
    return found


def torn_words(words: Sequence[str]) -> str:
    """The usual words of a head whose two halves other words stand between."""
    halves = [word for word in words if len(word) > 1]
    return "，".join(
        a + b for i, a in enumerate(halves) for b in halves[i + 2 : i + 16] if a + b in head_words()
    )


def plain_names(words: Sequence[str], width: int) -> tuple[str, ...]:
    """The last words of a head as they stand, where they are whole, as many as the rows have values, and those in front
    of them name rows; else none.
    """
    stubs, names = words[: len(words) - width], words[len(words) - width :]
    if not stubs or len(names) != width or len(set(names)) != width:
        return ()
    named = all(_ROWS.search(word) or _CAPTIONED.match(word) for word in stubs)
    whole = all(_NAMED.search(word) and not _ROWS.search(word) for word in names)
    return tuple(names) if named and whole else ()
