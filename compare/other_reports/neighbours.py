"""Reports beside the one that is checked: last year's, and the same year's budget; whether they belong to it."""

from __future__ import annotations

import re
from typing import Literal

from ...narrative.errors import GouJiError
from ...narrative.model import Report

Role = Literal["prior", "budget"]
_WANTED = {"prior": "--prior 应给出上年度的报告", "budget": "--budget 应给出同一年度的部门预算"}
_DECORATION = re.compile(r"[（(][^）)]*[）)]|(?:部门|单位|本级|机关|汇总)+$|\s")


class UnrelatedReport(GouJiError):
    """The report given beside another is of another organisation, year or kind. One line in Chinese."""


def require_related(report: Report, other: Report, role: str, aliases: dict[str, tuple[str, ...]]) -> None:
    """Raise UnrelatedReport unless ``other`` is last year's report (``prior``) or this year's ``budget``.

    What could not be read off a report (its year, its organisation) is taken on trust, but not for the year of both.
    """
    for problem in (_wrong_year(report, other, role), _wrong_kind(report, other, role)):
        if problem:
            raise UnrelatedReport(f"{other.path}：{problem}；{_WANTED[role]}")
    if not same_organisation(report.organisation, other.organisation, aliases):
        raise UnrelatedReport(
            f"{other.path}：单位是“{other.organisation}”，与所核对报告的“{report.organisation}”不同；"
            "确是同一单位的，请在 gouji.toml 的 [organisations] 中写明别名"
        )


def _wrong_year(report: Report, other: Report, role: str) -> str:
    if report.year is None or other.year is None:
        return f"没有读出{'所核对报告' if report.year is None else '它'}的年度"
    wanted = report.year - 1 if role == "prior" else report.year
    return "" if other.year == wanted else f"是{other.year}年度的报告，应为{wanted}年度"


def _wrong_kind(report: Report, other: Report, role: str) -> str:
    names = {"budget": "部门预算", "final-accounts": "部门决算", "unknown": "报告"}
    if role == "budget" and report.kind == "budget":
        return "所核对的报告本身就是部门预算"
    wanted = report.kind if role == "prior" else "budget"
    wrong = "unknown" not in (wanted, other.kind) and other.kind != wanted
    return f"是{names[other.kind]}，应为{names[wanted]}" if wrong else ""


def same_organisation(name: str, other: str, aliases: dict[str, tuple[str, ...]]) -> bool:
    """Whether two names are one organisation's: equal but for （本级）, 部门 and the like, or aliases."""
    mine, theirs = _plain(name), _plain(other)
    if not mine or not theirs or mine == theirs:
        return True
    groups = ({_plain(each) for each in (main, *others)} for main, others in aliases.items())
    return any(mine in group and theirs in group for group in groups)


def _plain(name: str) -> str:
    return _DECORATION.sub("", name)
