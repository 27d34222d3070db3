"""Which year, and which column of the year, a number speaks of."""

from __future__ import annotations

import re

from .cues import COMPARE, PRIOR

_YEAR = re.compile(r"(20\d\d)年")
_OWN_YEAR = re.compile(r"\s*(?:(?P<year>20\d\d)年度?|本年度?|当年|今年)(?!度?[末底终初]|\d{1,2}月|以来|期末)")
_PREFACE = re.compile(
    r"^\s*(?:截至|截止)?(?:到)?(?P<when>上年|去年|20\d\d年)(?:度)?(?:期?末|底|终"
    r"|\d{1,2}月(?:\d{1,2}日)?|年末)*[，,]"
)


def without_comparisons(words: str) -> str:
    """``words`` with every 与…相比, 比上年 blanked, its length kept."""
    return COMPARE.sub(lambda match: "＿" * len(match.group()), words)


def stated_year(words: str) -> int | None:
    """The last year that ``words`` name outside a comparison."""
    if "年" not in words:
        return None
    years = _YEAR.findall(without_comparisons(words))
    return int(years[-1]) if years else None


def prior_year(words: str, year: int | None) -> int | None:
    """The year before ``year`` if ``words`` name it (上年决算数, 2022年度) outside a comparison, else None."""
    if "年" not in words and "上期" not in words:
        return None
    found = list(PRIOR.finditer(without_comparisons(words)))
    if not found:
        return None
    last = found[-1][0]
    if not last.startswith("20"):
        return (year or 1) - 1
    return int(last[:4]) if year is not None and int(last[:4]) == year - 1 else None


def preface_year(sentence: str, year: int | None) -> int | None:
    """The year of a sentence's opening 上年期末，/ 截至2023年12月31日，, or None."""
    match = _PREFACE.match(sentence)
    if match is None:
        return None
    when = match["when"]
    return (year or 1) - 1 if when in ("上年", "去年") else int(when[:4])


def opens_year(sentence: str, year: int | None) -> bool:
    """Whether a sentence turns to the report's own year behind what there was before it: 2023年预算安排购置…."""
    match = _OWN_YEAR.match(sentence)
    return match is not None and match["year"] in (None, str(year))


_LIST_FOLLOWS = re.compile(r"[为是：:]$")
_LISTED = re.compile(r"^\s*(?:[（(]?\d{1,2}[）)]?[.、．)）]?|[①-⑳])(?=[^\d.%])")


def listed_year(text: str, year: int | None, standing: int | None) -> int | None:
    """The year that stands over the next paragraph's list: 截至2023年底，国有资产占用情况为 | 1.房屋…价值9万元.

    ``standing`` is the one over this paragraph; it stays as long as the list goes on.
    """
    if _LIST_FOLLOWS.search(text.rstrip()):
        return preface_year(text, year)
    return standing if _LISTED.match(text) else None
