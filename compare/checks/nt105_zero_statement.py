"""“没有”与有数相矛盾

检查什么：说明写“没有使用政府性基金预算拨款安排的支出”“无国有资本经营预算收支”“无‘三公’经费支出”，而相应的表里有数；
表下注明“本表无数据”“本表为空表”，而表里有数；空表的注说的是另一张表（国有资本经营表下写“无政府性基金……”）。
只看本年的列；有条件的注（“如无……”）不算。

为什么：没有数据的说明是固定句子，从上年或相邻的表抄来，有了数据却没有删改。

例：政府性基金预算支出表本年支出 120 万元，说明却写“没有使用政府性基金预算拨款安排的支出”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...extract.model import FACTORS, Figure
from ...narrative.model import Table, TextRange
from ..doubts.columns import unclear_columns
from ..findings import Blame, cell_exhibit, remark
from ..model import Evidence, Finding, Severity
from ..prose.bodies import speaks_of_another_body
from ..wording import cell_words
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_SUBJECTS = {
    "government-fund": ("政府性基金", re.compile("政府性?基金")),
    "state-capital": ("国有资本经营", re.compile("国有资本经营")),
    "three-public": ("“三公”经费", re.compile("“?三公”?经费")),
}
_NONE = re.compile(
    r"(?:没有|无(?<![有未]无)|未(?=使用|安排|发生)|不涉及)[^，。；：]{0,12}?"
    r"(?:政府性?基金|国有资本经营|“?三公”?经费)[^，。；：]{0,40}"
)
_ABOUT = re.compile(r"支出|收支|安排|预算|收入")
_NOT = re.compile(r"项目|以外|之外|结转|增减|变化|变动|差异|超|团组|原因")
_EMPTY = re.compile(r"(?:故|因此|，|。|：|^)(?:故)?(?:本|此|该)表(?:为空表|为空|无数据|没有数据|无数字|空表)")
_CONDITION = re.compile("如|若|的，仍")
_CLAUSE = 60
_LIMITS = re.compile(
    r"[上去前往][一两]?年|20\d\d年|年初|预算[^，]{0,6}$|除[^，]{2,40}[外，]|下属|所属|下级|二级单位|此外|其他|其余"
)
"""Words before a statement that make it one of less than the whole of this year."""
_OWN_COLUMNS = {"final-accounts": ("actual",), "budget": ("budget", "none")}


def check(evidence: Evidence) -> Iterator[Finding]:
    """Compare statements of absence with the tables, and the notes of empty tables with their table."""
    filled = _filled(evidence)
    yield from _in_prose(evidence, filled)
    for table in evidence.report.tables:
        if table.note and table.kind in _SUBJECTS:
            yield from _in_note(evidence, table, filled.get(table.id))


def _filled(evidence: Evidence) -> dict[str, Figure]:
    """The first amount of this year in each of the tables concerned, if there is one."""
    columns = _OWN_COLUMNS.get(evidence.report.kind, ())
    found: dict[str, Figure] = {}
    open_ = unclear_columns(evidence)
    for figure in evidence.figures:
        if figure.table_kind not in _SUBJECTS or figure.place.table in found:
            continue
        if (figure.place.table, figure.place.column) in open_:
            continue
        if figure.quantity.unit in FACTORS and figure.quantity.value and figure.column in columns:
            head = "".join((*figure.column_path, *figure.row_path))
            if not re.search(r"上年|结转|结余|人|辆|批|运行经费", head) or "三公" in head:
                found[figure.place.table] = figure
    return found


def _in_prose(evidence: Evidence, filled: dict[str, Figure]) -> Iterator[Finding]:
    shown = {figure.table_kind: figure for figure in filled.values()}
    said: set[str] = set()
    for paragraph in evidence.report.paragraphs:
        if paragraph.part != "narrative":
            continue
        for match in _NONE.finditer(paragraph.text):
            if not _ABOUT.search(match[0]) or _NOT.search(match[0]) or re.search(r"\d", match[0]):
                continue
            if _limited(paragraph.text[: match.start()], evidence.report.year, evidence.report.organisation):
                continue
            for kind, (name, pattern) in _SUBJECTS.items():
                if kind not in shown or kind in said or not pattern.search(match[0]):
                    continue
                said.add(kind)
                yield _denied(evidence, paragraph.place(*match.span()), name, shown[kind], paragraph.section)


def _limited(before: str, year: int | None, organisation: str) -> bool:
    """Whether a statement is of another year, of a budget, of some units or of all but what was named."""
    clause = re.split("[。；！？]", before[-_CLAUSE:])[-1]
    return _LIMITS.search(clause.replace(f"{year}年", "")) is not None or speaks_of_another_body(
        f"{clause}没有", organisation
    )


def _denied(evidence: Evidence, place: TextRange, name: str, figure: Figure, section: str | None) -> Finding:
    words = cell_words(evidence, figure)
    return remark(
        evidence,
        place,
        Blame(CODE, RULE, "zero-statement", "error", 0.9),
        message=f"文中说没有{name}的收支，而{words}。",
        expected=f"写明{name}的数额",
        workings=words,
        section=section,
        exhibits=(cell_exhibit(figure),),
    )


def _in_note(evidence: Evidence, table: Table, figure: Figure | None) -> Iterator[Finding]:
    if not _EMPTY.search(table.note) or _CONDITION.search(table.note):
        return
    sentence = next((part for part in re.split("[。]", table.note) if _EMPTY.search(part)), "")
    place = _find(evidence.report.text, table, sentence)
    if place is None:
        return
    own, pattern = _SUBJECTS[table.kind]
    others = [
        name for kind, (name, other) in _SUBJECTS.items() if kind != table.kind and other.search(sentence)
    ]
    if figure is not None:
        yield _denied(evidence, place, own, figure, None)
    elif others and not pattern.search(sentence):
        yield remark(
            evidence,
            place,
            Blame(CODE, RULE, "zero-statement", "error", 0.92),
            message=f"《{table.title}》下的注说的是{others[0]}，应为{own}。",
            expected=f"无{own}的收支，故本表为空表",
            diagnosis="注抄自另一张表",
            page=table.page,
        )


def _find(text: str, table: Table, words: str) -> TextRange | None:
    """Where the words of a note stand in or just below their table, white space aside."""
    if not words:
        return None
    pattern = re.compile(r"\s*".join(map(re.escape, words)))
    match = pattern.search(text, table.start, table.end + 400)
    return TextRange(match.start(), match.end()) if match else None
