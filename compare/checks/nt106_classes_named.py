"""列举的支出功能科目与总表不符

检查什么：“支出包括：教育支出、社会保障和就业支出、……”这样不带金额的列举，与收支总表（写明财政拨款的，与财政拨款收支总表）
逐类核对：列了而表中为 0，或者表中有数而没有列。
只说一部分支出（基本支出、项目支出、民生支出、上年支出、下属单位）的不核对。
名称都是功能分类的类名、而且大多与表中相符时才核对；以“等”收尾的不算
漏列；列了三个以上空类的是照抄的格式，不作判断。

为什么：这一句从上年或外单位的文稿抄来，科目变了很少有人改。

例：支出包括：教育支出、住房保障支出。收支总表中“住房保障支出”为 0，“卫生健康支出”有 8.50 万元而没有列出。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...extract.model import FACTORS, Figure
from ...extract.named import key
from ...narrative.model import Paragraph
from ..findings import Blame, cell_exhibit, remark
from ..model import Evidence, Finding, Severity
from ..names.heads import keys
from ..once import once
from ..tables.grids import row_label
from ..wording import cell_words
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_LISTED = re.compile(
    r"支出(?:预算|决算)?(?:具体|主要|分别)?(?:包括|包含|有|分为|为)[：:]?(?P<names>[^。；：:\d]{4,400})(?=[。；]|$)"
)
_WHOLE = re.compile(
    r"(?:其中|按照?(?:支出)?功能(?:分类|科目)?(?:来?[看分])?|(?P<year>20\d\d)年度?|本年度?|全年|当年|[我本]?(?:单位|部门|[局委厅院校办])"
    r"|(?:一般公共预算|财政)(?:当年)?拨款|总|合计|年度|预算|决算|的)*"
)
"""What may stand before 支出包括 if all that is spent is meant; besides the name of the report's own body."""
_MARK = re.compile(r"[（(]?类[)）]")
_BETWEEN = re.compile("[、，,]|以及|(?<=支出)[和及与]")
_OPEN = re.compile("等(?:等|支出|科目|方面)?$")
_TOTAL = re.compile("(?:支出合计|支出总计|总计|本年支出)$")
_FISCAL = re.compile("财政拨款(?:收支|收、支|收入支出|支出|$)")
_TITLE = {True: "fiscal-income-expenditure", False: "income-expenditure"}
MOST = 2
"""Where more is wrong, the list is a form, or of something else."""
LEAST = 2
"""So many names must be right."""
Rows = dict[tuple[str, ...], list[Figure]]


def check(evidence: Evidence) -> Iterator[Finding]:
    """Compare every list of 类 without amounts with the rows of the statement."""
    kinds = {section.id: section.kind for section in evidence.report.sections}
    for paragraph in evidence.report.paragraphs:
        if paragraph.part != "narrative" or "支出" not in paragraph.text:
            continue
        for match in _LISTED.finditer(paragraph.text):
            before = paragraph.text[: match.start()]
            if not _of_all(evidence, before):
                continue
            fiscal = kinds.get(paragraph.section) == "fiscal-overview" or _FISCAL.search(before) is not None
            yield from _compare(evidence, paragraph, match, _rows(evidence)[_TITLE[fiscal]])


def _of_all(evidence: Evidence, before: str) -> bool:
    """Whether the words before a list speak of all that the body spends in the report's year."""
    head = re.split("[。；：，,;:\\s]", before)[-1].replace(evidence.report.organisation or "\n", "")
    whole = _WHOLE.fullmatch(head)
    return whole is not None and whole["year"] in (None, str(evidence.report.year))


@once
def _rows(evidence: Evidence) -> dict[str, Rows]:
    """The cells of the expenditure side of either statement, by the codes that the 类 of their row may have."""
    found: dict[str, Rows] = {kind: {} for kind in _TITLE.values()}
    known = keys(3)
    for figure in evidence.figures:
        rows = found.get(figure.table_kind)
        if rows is None or figure.quantity.unit not in FACTORS or figure.alternatives:
            continue
        codes = known.get(key(row_label(figure)), ())
        if codes and figure.column in ("budget", "actual"):
            rows.setdefault(codes, []).append(figure)
    return found


def _compare(evidence: Evidence, paragraph: Paragraph, match: re.Match[str], rows: Rows) -> Iterator[Finding]:
    names = [name for name in (each.strip() for each in _BETWEEN.split(match["names"])) if name]
    is_open = _OPEN.search(names[-1]) is not None
    names[-1] = _OPEN.sub("", names[-1])
    codes = [keys(3).get(key(_MARK.sub("", name)), ()) for name in names]
    filled = {code: cells for code, cells in rows.items() if any(each.quantity.value for each in cells)}
    if not all(codes) or not filled:
        return
    empty = [(name, code) for name, code in zip(names, codes, strict=True) if not _among(code, filled)]
    missing = [
        cells
        for code, cells in filled.items()
        if not is_open and not any(_same(code, each) for each in codes)
    ]
    if len(names) - len(empty) < LEAST or max(len(empty), len(missing)) > MOST:
        return
    if not all(_among(code, rows) for _, code in empty) and not _complete(evidence, filled):
        return
    for name, code in empty:
        yield _named(
            evidence, paragraph, match, name, next((c for k, c in rows.items() if _same(k, code)), [])
        )
    for cells in missing:
        yield _left_out(evidence, paragraph, match, cells)


def _complete(evidence: Evidence, filled: Rows) -> bool:
    """Whether the rows with an amount add up to the total of their column: then no row has been lost in reading."""
    first = next(iter(filled.values()))[0].place
    column = [figure for figure in evidence.figures if figure.place.table == first.table]
    values = [
        sum((each.quantity.yuan for each in cells if each.place.column == first.column), Decimal(0))
        for cells in filled.values()
    ]
    return any(
        figure.place.column == first.column
        and _TOTAL.search(row_label(figure))
        and figure.quantity.unit in FACTORS
        and abs(figure.quantity.yuan - sum(values, Decimal(0)))
        <= len(values) * figure.quantity.step * FACTORS[figure.quantity.unit]
        for figure in column
    )


def _same(mine: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(set(mine) & set(other))


def _among(code: tuple[str, ...], rows: Rows) -> bool:
    return any(_same(code, each) for each in rows)


def _named(
    evidence: Evidence, paragraph: Paragraph, match: re.Match[str], name: str, cells: list[Figure]
) -> Finding:
    start = match.start("names") + match["names"].index(name)
    words = cell_words(evidence, cells[0]) if cells else "收支总表中没有这一类"
    return remark(
        evidence,
        paragraph.place(start, start + len(name)),
        Blame(CODE, RULE, "list", SEVERITY, 0.85),
        message=f"列举的支出中有“{name}”，而{words}。",
        expected=f"删去“{name}”",
        workings=words,
        within=paragraph,
        exhibits=tuple(cell_exhibit(each) for each in cells[:1] if not each.blank),
        diagnosis="沿用了上年文稿",
    )


def _left_out(evidence: Evidence, paragraph: Paragraph, match: re.Match[str], cells: list[Figure]) -> Finding:
    figure = next(each for each in cells if each.quantity.value)
    label = re.sub(r"^.{0,4}[、）.．]", "", row_label(figure))
    words = cell_words(evidence, figure)
    return remark(
        evidence,
        paragraph.place(match.start(), match.start("names")),
        Blame(CODE, RULE, "list", "warning", 0.8),
        message=f"列举的支出中没有“{label}”，而{words}。",
        expected=f"补写“{label}”",
        workings=words,
        within=paragraph,
        exhibits=(cell_exhibit(figure),),
        diagnosis="沿用了上年文稿",
    )
