"""What a report announces and does not hold: lines of its contents page and of its list of annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from rapidfuzz import fuzz

from ...narrative.model import Report, TextRange
from ...narrative.titles import kind_of
from ..headline import gist, is_entry, squeezed_title, title_key

_CONTENTS = re.compile(r"(?:目录|目次)(?:页)?$")
_SENTENCE = re.compile(r"[。；！？]")
_FIGURES = re.compile(r"\t|\d[,，]?\d{3}\.\d|\d\.\d{2}")
_ANNEX = re.compile(r"附件[一二三四五六七八九十\d]{1,2}[:：、.]?《?(?P<name>[^《》]{4,40})》?$")
_USUAL = re.compile(
    r"绩效|评价|报告|表|情况|项目|年度|自评|部门|单位|支出|收入|整体|汇总|部分|目标|预算|决算|说明|公开|结果|\d{4}"
)
_ALL_TABLES = re.compile(
    r"(?:20\d\d年度?)?(?:部门|单位|本级)?(?:收支)?(?:预算|决算)?(?:公开|情况)?(?:明细|附|报)?表格?$"
)
"""A part that holds the report's tables and is called by no one table's name."""
_UNENDED = ("决算", "预算", "明细")
LONGEST = 60
MOST = 120
FIRST = 200
"""A contents page begins within so many lines."""
LIKE = 60.0
MOST_ABSENT = 3
"""More absent lines, or more than a third, mean that the report is not whole, not that parts are missing."""
LEAST = 4
FEWEST = 300


@dataclass(frozen=True, slots=True)
class Announced:
    """A line that announces a part: its text without numeral and page number, and its place."""

    title: str
    place: TextRange


def absent_parts(report: Report) -> list[Announced]:
    """The lines of the contents page whose title stands nowhere else; none where that is so of too many.

    Where a report is put together from several files, its contents may stand behind its parts.
    """
    entries, after = _contents(_lines(report.text), _body(report))
    if len(entries) < LEAST:
        return []
    rest = report.text[: entries[0].place.start] + report.text[after:]
    body = squeezed_title(rest)
    unseen = [each for each in entries if each.title not in body]
    heads = _heads(rest) if unseen else []
    tables = _tables(unseen)
    shown = _kinds_shown(report, rest) if tables else frozenset()
    lone = _lone(each for each in tables if kind_of(each.title) not in shown) if shown else None
    absent = [
        each
        for each in unseen
        if each is lone
        or not (
            _present(each.title, heads)
            or _among_prose(report, each.title)
            or (each in tables and kind_of(each.title) in shown)
        )
    ]
    return absent if len(absent) <= min(MOST_ABSENT, len(entries) // 3) else []


def _tables(entries: list[Announced]) -> list[Announced]:
    """The lines that name one table, of a kind that is known."""
    return [each for each in entries if each.title.endswith("表") and kind_of(each.title) != "unknown"]


def _lone(absent: Iterator[Announced]) -> Announced | None:
    """The one table of whose kind there is none; where there are more, the report is but part of one."""
    found = list(absent)
    return found[0] if len(found) == 1 else None


def _kinds_shown(report: Report, rest: str) -> frozenset[str]:
    """The kinds of table that the report holds, or that a short line names; none if too few tables were read.

    A title may end without 表: 财政拨款“三公”经费支出决算.
    """
    if len(report.tables) < LEAST:
        return frozenset()
    lines = [line.strip() for line in rest.splitlines() if "表" in line or line.rstrip().endswith(_UNENDED)]
    titles = (f"{title_key(line)}{'表' * line.endswith(_UNENDED)}" for line in lines if "。" not in line)
    return frozenset(table.kind for table in report.tables) | set(map(kind_of, titles))


def _among_prose(report: Report, title: str) -> bool:
    """Whether a part of all tables is listed and the tables stand in the prose, each behind what is said of it."""
    return len(report.tables) >= LEAST and _ALL_TABLES.match(title) is not None


def _heads(text: str) -> list[str]:
    """What tells each short line from others."""
    return [gist(line) for line in map(squeezed_title, text.splitlines()) if 1 < len(line) <= LONGEST]


def _body(report: Report) -> list[int]:
    """Where the headings of the text itself stand."""
    return sorted(each.heading.start for each in report.sections if each.title.strip())


def _contents(lines: Iterator[tuple[str, TextRange]], body: list[int]) -> tuple[list[Announced], int]:
    """The entries of the contents page and where it ends."""
    start = next((place.start for flat, place in islice(lines, FIRST) if _CONTENTS.match(flat)), None)
    if start is None:
        return [], 0
    end = next((place for place in body if place > start), 0)
    entries: list[Announced] = []
    for flat, place in islice(lines, MOST):
        title = title_key(flat)
        again = bool(entries) and title in (entries[0].title, entries[-1].title)
        if (
            place.end > end
            or again
            or len(title) > LONGEST
            or _SENTENCE.search(flat)
            or _FIGURES.search(flat)
        ):
            return entries, place.start
        if len(title) > 1 and is_entry(flat):
            entries.append(Announced(title, place))
    return [], 0


def _present(title: str, heads: list[str]) -> bool:
    core = gist(title)
    return len(core) < 2 or any(core in head or fuzz.ratio(core, head) >= LIKE for head in heads)


def absent_annexes(report: Report) -> Iterator[Announced]:
    """Annexes of a list whose telling words come nowhere after it, where the annexes are in the file at all."""
    text = report.text
    listed = [(match, place) for flat, place in _lines(text, "附") if (match := _ANNEX.match(flat))]
    touching = [not squeezed_title(text[a.end : b.start]) for (_, a), (_, b) in pairwise(listed)]
    runs = [each for i, each in enumerate(listed) if any(touching[max(i - 1, 0) : i + 1])]
    if len(runs) < 2:
        return
    rest = squeezed_title(text[runs[-1][1].end :])
    if len(rest) < FEWEST:
        return
    for match, place in runs:
        telling = [part for part in _USUAL.split(match["name"]) if len(part) > 1]
        if telling and not any(part in rest for part in telling):
            yield Announced(match["name"], place)


def _lines(text: str, word: str = "") -> Iterator[tuple[str, TextRange]]:
    """The lines that hold something, ``word`` among it, without white space, with their places."""
    end = -1
    for line in text.replace("\r", "\n").replace("\f", "\n").split("\n"):
        start, end = end + 1, end + 1 + len(line)
        if flat := squeezed_title(line) if word in line else "":
            yield flat, TextRange(end - len(line.lstrip()), start + len(line.rstrip()))
