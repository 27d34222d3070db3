"""The cells of a project's own table of self-assessment: what the prose says of the project that the table is about.

A paragraph names one of the projects whose tables follow (古桥修缮自评得分96.50分，全年预算160万元): its score, its
budget and what was spent are those of that table, whatever the numbers are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from ...extract.model import FACTORS, Claim, Figure
from ...narrative.model import Report
from ..model import Evidence, Link
from .index import by_table, item_of

SURE = 0.9
REASON = "该项目自评表中的数"
NAMED = "以该项目名称开头"
_OPENS = re.compile(
    r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）).．、])?\s*(?P<name>[^，。；：:]{4,40})[。：:]"
    r"(?:20\d\d年度?|本年度?)?(?:年初|项目|资金)?(?:预算|安排)(?:预算|安排|资金|金额|总额|数|共|计|为|[：:])*\s*"
)
"""The name of a project as a sentence of its own, and the words of its budget up to the number."""
_NAME = re.compile(r"项目名称[\s|：:]*(?P<name>[^\s|]{4,40})")
_SCORED = re.compile(r"(?:自评|评价|综合|绩效|最终|项目|实际)+(?:总?得分|总分|评分|分数|结果)")
_OTHERS = re.compile(r"指标|分值|满分|财政(?:重点)?评价|部门评价|第三方|上年|抽查|复核|平均")
_TOTAL = re.compile(r"总分|(?:合|总)计|总得分|自评得分")
_COLUMNS = ("budget", "adjusted-budget", "actual")
MARKS = re.compile(r"[“”\"《》（）()\s]")
LEAST = 4
"""A shorter name may be a word of any sentence."""


def project_links(evidence: Evidence, found: Mapping[str, Link]) -> Iterator[Link]:
    """Links of what is said of named projects, where nothing else has led to a cell."""
    yield from _opened(evidence, found)
    yield from _assessed(evidence, found)


def _opened(evidence: Evidence, found: Mapping[str, Link]) -> Iterator[Link]:
    """The budgets that stand right behind the name of a project: （二）旧桥修缮专项。预算90万元，用于…."""
    rows = _rows(evidence)
    words = {paragraph.id: paragraph for paragraph in evidence.report.paragraphs}
    for claim in evidence.claims if rows else ():
        plain = claim.type == "amount" and claim.column in ("budget", "none") and not claim.facets.item
        if claim.id in found or not plain or claim.quantity.unit not in FACTORS or claim.part_of:
            continue
        paragraph = words[claim.paragraph]
        match = _OPENS.fullmatch(paragraph.text[: paragraph.index(claim.start)])
        meant = rows.get(MARKS.sub("", match["name"])) if match else None
        if meant is not None:
            yield Link(claim.id, (meant,), (NAMED,), SURE)


def _rows(evidence: Evidence) -> dict[str, Figure]:
    """The first amounts of the rows of projects by their names; of two with one name neither."""
    firsts: dict[tuple[str, int], Figure] = {}
    for figure in evidence.figures:
        own = figure.table_kind == "project" and figure.column == "budget" and not figure.alternatives
        if own and figure.quantity.unit in FACTORS:
            firsts.setdefault((figure.place.table, figure.place.row), figure)
    named = [(MARKS.sub("", figure.row_path[-1]), figure) for figure in firsts.values() if figure.row_path]
    many = Counter(name for name, _ in named)
    return {
        name: figure
        for name, figure in named
        if many[name] == 1 and len(name) >= LEAST and figure.facets.item and not figure.blank
    }


def _assessed(evidence: Evidence, found: Mapping[str, Link]) -> Iterator[Link]:
    """What is said in the prose on 绩效 of a project that has a table of its own."""
    tables = _tables(evidence.report)
    if not tables:
        return
    cells = by_table(evidence)
    sections = {section.id for section in evidence.report.sections if section.kind == "performance"}
    words = {paragraph.id: paragraph for paragraph in evidence.report.paragraphs}
    for claim in evidence.claims:
        if claim.id in found or claim.section not in sections or claim.type not in ("score", "amount"):
            continue
        paragraph = words[claim.paragraph]
        said = paragraph.text[: paragraph.index(claim.start)]
        table = tables.get(_named(said, tuple(tables)) or "")
        meant = _cell(claim, said, cells.get(table, [])) if table else None
        if meant is not None:
            yield Link(claim.id, (meant,), (REASON,), SURE)


def _tables(report: Report) -> dict[str, str]:
    """The tables of self-assessment by the names of their projects; of two with one name neither."""
    found: dict[str, str] = {}
    many: Counter[str] = Counter()
    for table in report.tables:
        match = _NAME.search(report.text, table.start, table.end)
        if table.kind == "performance-project" and match:
            name = core(match["name"])
            many[name] += 1
            found[name] = table.id
    return {name: table for name, table in found.items() if many[name] == 1 and len(name) >= LEAST}


def core(name: str) -> str:
    """A project's name without marks and without its last general word."""
    return MARKS.sub("", name).removesuffix("项目").removesuffix("经费")


def _named(said: str, names: tuple[str, ...]) -> str | None:
    """The only project that the words name; none where they name another project, or several."""
    plain = MARKS.sub("", said)
    here = [name for name in names if name in plain]
    longest = [name for name in here if not any(name != other and name in other for other in here)]
    return longest[0] if len(longest) == 1 else None


def _cell(claim: Claim, said: str, cells: list[Figure]) -> Figure | None:
    """The score of the whole, or the project's money in the column that the claim names."""
    clause = re.split(r"[。；]", said)[-1]
    if _OTHERS.search(clause):
        return None
    if claim.type == "score":
        meant = [each for each in cells if _is_total_score(each)] if _SCORED.search(clause) else []
    else:
        money = [each for each in cells if each.quantity.unit in FACTORS and each.column == claim.column]
        rows = [each for each in money if not item_of(each) and not each.blank]
        meant = rows if claim.column in _COLUMNS and not claim.facets.item and not claim.part_of else []
    meant = [each for each in meant if not each.alternatives]
    return meant[0] if len(meant) == 1 else None


def _is_total_score(figure: Figure) -> bool:
    row = figure.row_path[-1] if figure.row_path else ""
    return bool(_TOTAL.fullmatch(row)) and "得分" in "".join(figure.column_path) and not figure.blank
