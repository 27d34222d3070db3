"""A screened finding in the words of the review sheet; the report itself is not read again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import PurePath

from ..compare.checks import catalogue
from ..writers.places import squeezed
from ..writers.words import WORDS
from .cases import Case, Dossier, ReportRow

_UNFIT = re.compile(r'[\x00-\x20<>:"/\\|?*#%\x7f\ud800-\udfff\u2028\u2029]+')
_LONGEST = 150  # bytes of a file name, so that prefix and suffix fit everywhere
SHOWN = WORDS["zh"]


@cache
def _titles() -> dict[str, str]:
    return {info.code: info.title for info in catalogue()}


def title(case: Case) -> str:
    """What is found, in a few words."""
    return _titles().get(case.code) or squeezed(case.message)


def report_name(report: ReportRow) -> str:
    """A report by its year and kind, or else by its file's name."""
    if report.kind not in ("final-accounts", "budget"):
        return f"报告“{PurePath(report.path).name}”"
    year = SHOWN["year"].format(year=report.year) if report.year else ""
    return f"{year}{SHOWN[report.kind]}"


def report_labels(dossier: Dossier) -> dict[str, str]:
    """What each report is called beside the others, by its path: two of one year and kind by their files, too."""
    names = {report.path: report_name(report) for report in dossier.reports}
    often = Counter(names.values())
    return {
        path: name if often[name] == 1 else f"{name}（{PurePath(path).name}）" for path, name in names.items()
    }


def report_names(dossier: Dossier) -> str:
    """All reports with findings, each name once."""
    return "、".join(dict.fromkeys(map(report_name, dossier.wrong)))


def place(case: Case) -> str:
    """The page, or the line where there are no pages."""
    if case.page is not None:
        return SHOWN["page"].format(page=case.page)
    return SHOWN["line"].format(line=case.line) if case.line is not None else ""


def basis(case: Case) -> str:
    """The computation, or what else says why."""
    return squeezed(case.workings) or squeezed(case.message)


def suggestion(case: Case) -> str:
    """What to write instead, if that is known."""
    if case.replacement is None:
        return ""
    return f"改为“{squeezed(case.replacement)}”" if case.replacement else "删去"


def counted(dossier: Dossier) -> str:
    """How much was found, of how much that was checked."""
    parts = [
        SHOWN[f"{severity}s"].format(count=number)
        for severity in ("error", "warning", "info")
        if (number := dossier.count(severity))
    ]
    found = SHOWN["found"].format(parts=SHOWN["and"].join(parts))
    checked = sum(report.checked for report in dossier.reports)
    unverifiable = sum(report.unverifiable for report in dossier.reports)
    return f"{found}；已核对数据{checked}个，另有{unverifiable}个无法核对"


def file_name(dossier: Dossier, width: int) -> str:
    """The start of the organisation's file names: safe on every system, and unique by its rank."""
    name = unicodedata.normalize("NFC", PurePath(dossier.name).name if "/" in dossier.name else dossier.name)
    safe = _UNFIT.sub("_", name).strip("._ ") or "未识别单位"
    while len(safe.encode()) > _LONGEST:
        safe = safe[:-1]
    return f"{dossier.rank:0{width}}_{safe}"
