"""The parts of one report, from an archive or a folder: which is the report itself, and all of them as one document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath

from ..formats import SHEETS
from ..identity import identity
from .document import Document, joined

ASIDE = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
"""Names of files that are no part of a report."""

_NUMBER = re.compile(r"(\d+)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NARRATIVE = re.compile(r"情况的?说明")
_WHOLE = re.compile(r"第[一二三四五]部分|名词解释|(?:部门|单位)(?:基本)?概况")
_SAID = re.compile(r"\d\s{0,4}[百千万亿]{0,3}元[^\S\t]{0,4}[，。；、]")
_ENOUGH = 3

_SHOWN = 8
"""So many files are named in a warning."""
_TOLD = 5
"""Of so many files a warning tells why they cannot be read."""
Part = tuple[str, Document]
"""A part with its name."""


def bundled(parts: Sequence[Part], passed: Sequence[str], failures: Sequence[str], what: str) -> Document:
    """The parts as one document, the main one first; ``what`` they are parts of.

    ``passed`` are the names of the files not read, ``failures`` say why those could not be read that should have been.
    """
    main = max(parts, key=lambda pair: (_weight(pair[1]), len(pair[1].text)))
    rest = [pair for pair in parts if pair is not main]
    stale = _of_other_years(main, rest)
    rest = [pair for pair in rest if pair not in stale]
    found = joined(main[1], [part for _, part in rest])
    warnings = [f"{name}：{warning}" for name, part in rest for warning in part.warnings]
    if rest:
        warnings.append(f"{what}中以{main[0]}为正文，附件：{'、'.join(name for name, _ in rest[:_SHOWN])}")
    if stale:
        warnings.append(f"{what}中其他年度的附表，没有用：{'、'.join(name for name, _ in stale[:_SHOWN])}")
    if passed:
        many = f"共{len(passed)}个，如" if len(passed) > _SHOWN else "："
        warnings.append(f"{what}中没有读的文件{many}{'、'.join(passed[:_SHOWN])}")
    warnings += [f"{what}中有文件读不了：{failure}" for failure in failures[:_TOLD]]
    within = [f"{name}/{failure}" for name, part in parts for failure in part.unread]
    return replace(found, warnings=(*main[1].warnings, *warnings), unread=(*failures, *within))


def _of_other_years(main: Part, rest: Sequence[Part]) -> list[Part]:
    """The workbooks named after another year than the report's, where there are tables of its own year, too."""
    year = str(identity(main[1].text, main[0]).year)
    dated = [(part, _YEAR.findall(PurePosixPath(part[0]).name)) for part in rest if part[1].format in SHEETS]
    if not main[1].tables and not any(year in years for _, years in dated):
        return []
    return [part for part, years in dated if years and year not in years]


def is_whole(part: Document) -> bool:
    """Whether a part reads like a whole report rather than like one of several pieces."""
    return is_narrative(part) and len(set(_WHOLE.findall(part.text))) > 2


def is_narrative(part: Document) -> bool:
    """Whether a part holds a 情况说明 rather than naming one in its contents: amounts stand in sentences."""
    if part.format in SHEETS or not _NARRATIVE.search(part.text):
        return False
    return sum(1 for _ in islice(_SAID.finditer(part.text), _ENOUGH)) == _ENOUGH


def _weight(part: Document) -> int:
    if part.format in SHEETS:
        return 0
    return 3 if is_narrative(part) else 2 if _NARRATIVE.search(part.text) else 1


def in_order(name: str) -> list[tuple[int, int, str]]:
    """A key for names in the order that people expect: 附件2 before 附件10."""
    words = _NUMBER.split(str(PurePosixPath(name)))
    return [(1, int(word), "") if word.isdecimal() and len(word) < 12 else (0, 0, word) for word in words]
