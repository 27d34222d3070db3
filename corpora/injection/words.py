"""Slips in words: directions, years, names, lists, absence, leftovers of templates, reasons, repetitions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from random import Random

from ...compare.prose.reasons import SMALL
from ...compare.wording import squeeze
from ...extract.interval import significant
from ...narrative.model import Paragraph
from .model import Change, Edit, Source

_FLIPPED = {
    "增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "上升": "下降", "降低": "增长",
    "大于": "小于", "小于": "大于", "高于": "低于", "低于": "高于",
}  # fmt: skip
_MOVED = re.compile(r"(增加|减少|增长|下降|上升|降低)(?:了|额)?$")
_COMPARED = re.compile(r"决算数?(大于|小于|高于|低于)(?:年初|全年)?预算数?")
LEVEL = re.compile(r"(?P<name>[^（）()。；;，,、：:\d.．\s]{3,30})（(?P<level>类|款|项)）")
_LIST = re.compile(r"主要(?:包括|用于)[：:]?(?P<names>[^。；：\d]{6,400})[。；]")
_REASON = re.compile(
    r"(?:[，,。]?(?:支出)?决算数?[大小高低于多少]{2}[^，。；]{0,10})?[，,]?(?:主要)?原因(?:是|为|：)[^。；]{2,200}(?=。)"
)
_OPENING = re.compile(r"20\d\d(?=年度?(?!.{0,12}(?:相比|比|末|底|初)))")
_TURN = re.compile(r"。|20\d\d年")
"""Where the year at the head of a sentence no longer holds."""
_TITLE_YEAR = re.compile(r"20\d\d(?=年度?[^，。；：\d]{0,30}情况(?:的)?说明$)")
_DEPTH = {"类": 3, "款": 5, "项": 7}
_ABSENT = (
    ("government-fund", "没有使用政府性基金预算财政拨款安排的支出"),
    ("three-public", "无“三公”经费支出"),
    ("state-capital", "没有使用国有资本经营预算财政拨款安排的支出"),
)
_NOT_SPENT = ("咨询费", "手续费", "租赁费", "抚恤金", "医疗费补助", "救济费")
NEAR = 6
LEAST_LISTED = 4
LEAST_DIGITS = 3
LEAST_REASONS = 4


def directions(source: Source, random: Random) -> Iterator[Change]:
    """增加 for 减少 in one half of a pair, 大于 for 小于."""
    for site in source.sites:
        if site.type in ("change-amount", "growth-rate") and site.rates:
            start = site.start - NEAR
            match = _MOVED.search(source.text[start : site.start])
            if match:
                yield _flip(start + match.start(1), match[1])
    for paragraph in prose(source):
        for match in _COMPARED.finditer(paragraph.text):
            place = paragraph.place(match.start(1), match.end(1))
            if _told_apart(source, place.start):
                yield _flip(place.start, match[1])


def _flip(start: int, word: str) -> Change:
    return Change(("direction",), "reversed", (Edit(start, start + len(word), _FLIPPED[word]),), word)


def _told_apart(source: Source, before: int, *, by: Decimal = Decimal(0)) -> bool:
    """Whether the last budget and actual before the words are known, and differ by more than that part."""
    line = source.text.rfind("\n", 0, before)
    amounts = [site for site in source.sites if line < site.start < before and site.type == "amount"][-2:]
    columns = {site.column for site in amounts}
    return (
        len(amounts) == 2
        and "actual" in columns
        and len(columns) == 2
        and abs(amounts[0].value - amounts[1].value) > by * max(amounts[0].value, amounts[1].value)
    )


def years(source: Source, random: Random) -> Iterator[Change]:
    """Last year in the heading of the prose, or at the head of a sentence with a number of this year's table.

    Where the sentence's first number is short (0.2) nobody can tell whether it is not last year's as well. Where it
    stands in a later sentence, or behind another year, the first year is contradicted by nothing: in 2023 the goals
    for 2024 were written.
    """
    year = source.audit.report.year
    if year is None:
        return
    for paragraph in prose(source):
        match = _OPENING.match(paragraph.text)
        if match and int(match[0]) == year and _first_celled(source, paragraph, match.end()):
            yield _year(paragraph.place(match.start(), match.end()).start, year)
    for section in source.audit.report.sections:
        start, end = section.heading.start, section.heading.end
        match = _TITLE_YEAR.search(source.text[start:end].rstrip())
        if match and int(match[0]) == year and section.part == "narrative" and source.free(start, end):
            yield _year(start + match.start(), year)


def _year(start: int, year: int) -> Change:
    return Change(("year",), "last-year", (Edit(start, start + 4, str(year - 1)),), str(year))


def _first_celled(source: Source, paragraph: Paragraph, behind: int) -> bool:
    """Whether the first number, in the sentence that goes on ``behind`` the year, is a long amount of a cell."""
    turn = _TURN.search(paragraph.text, behind)
    first, last = paragraph.offsets[0], paragraph.offsets[turn.start() if turn else -1]
    inside = [site for site in source.sites if first <= site.start <= last]
    if not inside or not inside[0].celled or inside[0].type != "amount":
        return False
    return significant(inside[0].value) >= LEAST_DIGITS


def labels(source: Source, random: Random) -> Iterator[Change]:
    """The name of another item of the same level, and names with a character lost."""
    names = _names(source)
    for paragraph in prose(source):
        for match in LEVEL.finditer(paragraph.text):
            name, level = match["name"], match["level"]
            if name not in names.get(level, ()):
                continue
            start, end = (lambda place: (place.start, place.end))(
                paragraph.place(match.start("name"), match.end("name"))
            )
            for other in sorted(names[level]):
                if other != name and level == "项" and other not in paragraph.text:
                    yield Change(("label",), "other-name", (Edit(start, end, other),), name)
            if len(name) > 5:
                at = random.randrange(1, len(name) - 1)
                short = name[:at] + name[at + 1 :]
                if short not in names[level]:
                    yield Change(("label",), "misspelt", (Edit(start, end, short),), name)


def _names(source: Source) -> dict[str, set[str]]:
    """The names printed in the tables, by level."""
    found: dict[str, set[str]] = {level: set() for level in _DEPTH}
    for figure in source.audit.figures:
        for level, depth in _DEPTH.items():
            if figure.code and len(figure.code) == depth and figure.row_path:
                found[level].add(squeeze(figure.row_path[-1]))
    return found


def lists(source: Source, random: Random) -> Iterator[Change]:
    """A list of economic items without one that has an amount, or with one that has none."""
    amounts = _economic(source)
    for paragraph in prose(source):
        for match in _LIST.finditer(paragraph.text):
            names = match["names"].split("、")
            known = [name for name in names if amounts.get(name)]
            if len(names) < LEAST_LISTED or len(known) < len(names) or names[-1].endswith("等"):
                continue
            yield from _left_out(paragraph, match)
            at = paragraph.place(match.start("names"), match.end("names")).start
            for name in (*(name for name in amounts if not amounts[name]), *_NOT_SPENT):
                if name not in names and not amounts.get(name):
                    yield Change(("list",), "named-in-vain", (Edit(at, at, f"{name}、"),), "")


def _left_out(paragraph: Paragraph, match: re.Match[str]) -> Iterator[Change]:
    start = match.start("names")
    for name in match["names"].split("、")[:-1]:
        place = paragraph.place(start, start + len(name) + 1)
        yield Change(("list",), "left-out", (Edit(place.start, place.end, ""),), name)
        start += len(name) + 1


def _economic(source: Source) -> dict[str, bool]:
    """Names of economic items in the tables, and whether they have an amount."""
    found: dict[str, bool] = {}
    for figure in source.audit.figures:
        if figure.code and len(figure.code) == 5 and figure.code[0] == "3" and figure.row_path:
            name = squeeze(figure.row_path[-1])
            found[name] = found.get(name, False) or bool(figure.quantity.value)
    return found


def absences(source: Source, random: Random) -> Iterator[Change]:
    """A sentence that says none, where the table has some."""
    columns = ("actual",) if source.audit.report.kind == "final-accounts" else ("budget", "none")
    year = source.audit.report.year
    for kind, words in _ABSENT:
        filled = any(
            figure.table_kind == kind
            and figure.quantity.value
            and figure.column in columns
            and figure.quantity.unit in ("元", "万元")
            for figure in source.audit.figures
        )
        sections = {section.id for section in source.audit.report.sections if section.kind == kind}
        places = [each for each in prose(source) if each.section in sections and each.text.endswith("。")]
        if filled and places:
            at = places[-1].offsets[-1] + 1
            yield Change(("zero-statement",), "said-none", (Edit(at, at, f"本部门{year}年度{words}。"),), "")


def placeholders(source: Source, random: Random) -> Iterator[Change]:
    """What a template leaves to fill in."""
    for site in source.sites:
        if site.type == "amount" and site.unit == "万元":
            yield Change(("placeholder",), "not-filled", (Edit(site.start, site.end, "XX万元"),), "")
        match = _MOVED.search(source.text[site.start - NEAR : site.start])
        if site.type == "change-amount" and match:
            start = site.start - NEAR + match.start(1)
            both = f"{match[1]}（{_FLIPPED[match[1]]}）"
            yield Change(("placeholder",), "not-chosen", (Edit(start, start + 2, both),), "")


def reasons(source: Source, random: Random) -> Iterator[Change]:
    """An item without its reason, where all others have one; less than one part in a hundred needs none.

    Of the three public expenses, and of the other items, there must be enough that the one stands out.
    """
    expenses = {each.id for each in source.audit.report.sections if each.kind == "three-public"}
    found: dict[bool, list[Change]] = {True: [], False: []}
    for paragraph in prose(source):
        matches = list(_REASON.finditer(paragraph.text))
        pairs = list(_COMPARED.finditer(paragraph.text))
        if len(matches) == 1 and pairs and paragraph.text.count("原因") == 1:
            last = paragraph.place(matches[0].end() - 1, matches[0].end()).end
            place = paragraph.place(matches[0].start(), matches[0].end())
            if _told_apart(source, last, by=SMALL):
                change = Change(
                    ("missing-explanation",), "no-reason", (Edit(place.start, place.end, ""),), ""
                )
                found[paragraph.section in expenses].append(change)
    for expense, changes in found.items():
        if len(changes) >= LEAST_REASONS - expense:
            yield from changes


def repetitions(source: Source, random: Random) -> Iterator[Change]:
    """Marks and units printed twice."""
    for paragraph in prose(source):
        for (i, char), (_, after) in pairwise(enumerate(paragraph.text)):
            if char in "。，；" and after not in "。，；":
                at = paragraph.offsets[i] + 1
                yield Change(("other",), "doubled-mark", (Edit(at, at, char),), char)
    for site in source.sites:
        if site.unit == "万元" and source.text[: site.end].endswith("万元"):
            yield Change(("other",), "doubled-word", (Edit(site.end, site.end, "万元"),), "万元")


def prose(source: Source) -> Iterator[Paragraph]:
    """The paragraphs of the 情况说明 without a finding."""
    for paragraph in source.audit.report.paragraphs:
        if paragraph.part == "narrative" and source.free(paragraph.offsets[0], paragraph.offsets[-1] + 1):
            yield paragraph
