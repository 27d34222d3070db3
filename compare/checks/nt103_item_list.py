"""“主要包括”与明细表不符

检查什么：人员经费、公用经费“主要包括：……”所列的各项，与基本支出表按经济分类列示的各行核对：列了而表中为 0，
或者表中有数而没有列。名称按表中名称和通行的别名对应；名单以“等”收尾的不算漏列；只有名单全部认出、
表中各项相加等于合计时才下结论。泛指的用途（“主要保障……等支出”）不是名单。

为什么：名单多从上年或外单位的文稿抄来，是说明部分错得最多的地方。

例：主要包括：基本工资、津贴补贴、绩效工资、奖励金。表中 30309 奖励金为 0，30103 奖金 42 万元没有列出：
“奖励金”应为“奖金”。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ...extract.interval import copies
from ...extract.model import FACTORS, Figure
from ...extract.subjects import label_likeness
from ...narrative.model import TextRange
from ..findings import Blame, cell_exhibit, passage, remark
from ..model import Evidence, Exhibit, Finding, Severity, Suggestion
from ..prose.listings import HEADS, Listing, Named, listings
from ..prose.paragraphs import by_paragraph
from ..tables.economic import GROUPS, Items, items
from ..tables.grids import row_label
from ..wording import cell_words
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
MOST_MISSING = 3
"""Where more is left out, the list was not meant to be complete."""
MOST_EMPTY = 3
"""Where more is named without an amount, the list as a whole is copied."""
SMALL_GAP = 0.01
LIKE_ALONE = 0.5
"""How alike the one name too many must be to the one too few."""
_SEEN = 50
"""Amounts of fewer 元 are 0.00 in 万元: who writes the list from a table in 万元 sees nothing there."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Compare every list of items with the table of basic expenditure."""
    tables = {nature: items(evidence, nature) for nature in HEADS}
    titles = {section.id: section.title for section in evidence.report.sections}
    for before, paragraph in pairwise((None, *evidence.report.paragraphs)):
        if paragraph is None or paragraph.part != "narrative" or not {"、", "，"} & set(paragraph.text):
            continue
        same = before is not None and before.section == paragraph.section
        above = before.text if before is not None and same else titles.get(paragraph.section, "")
        for listing, shown in listings(paragraph, above, tables):
            yield from _compare(evidence, listing, shown, _absent(evidence, listing, tables))


def _absent(evidence: Evidence, listing: Listing, tables: dict[str, Items | None]) -> set[str]:
    """The codes that the names may mean and that no table has an amount for, where the prose states the items' total.

    A code of the other nature is absent where that nature's items are known as well, or where it has none.
    """
    shown, paragraph = tables[listing.nature], listing.paragraph
    if shown is None or not shown.complete or not shown.totals:
        return set()
    whole = shown.whole
    said = (claim.quantity for claim in by_paragraph(evidence).get(paragraph.id, ()))
    if not any(each.unit in FACTORS and copies(each, whole) != "differs" for each in said):
        return set()
    known = [each for each in tables.values() if each is not None and each.complete]
    filled = {code for each in known for code, figure in each.rows.items() if figure.quantity.value}
    sure = {
        code for nature, codes in GROUPS.items() if tables[nature] in known or shown.alone for code in codes
    }
    codes = {code for name in listing.names for code in name.codes}
    return {code for code in codes if code not in filled and code[:3] in sure}


def _compare(evidence: Evidence, listing: Listing, shown: Items, absent: set[str]) -> Iterator[Finding]:
    empty = [
        name
        for name in listing.names
        if _is_empty(name, shown) or (name.codes and absent.issuperset(name.codes))
    ]
    if not shown.complete and (len(empty) > 1 or shown.gap > SMALL_GAP):
        empty = []
    missing = list(_missing(listing, shown))
    pairs = {
        name: figure
        for name in empty
        for figure in missing
        if _alike(name, figure) or _stands_for(listing, name, figure)
    }
    if not pairs and len(empty) == len(missing) == 1 and _of_one_class(empty[0], missing[0]):
        pairs = {empty[0]: missing[0]}
    if len(empty) > MOST_EMPTY:
        yield _copied(evidence, listing, empty)
    else:
        yield from (_named(evidence, listing, name, shown, pairs.get(name)) for name in empty)
    paired = [pairs[name] for name in empty if name in pairs and len(empty) <= MOST_EMPTY]
    if len(missing) <= MOST_MISSING:
        yield from (_omitted(evidence, listing, figure) for figure in missing if figure not in paired)


def _is_empty(name: Named, shown: Items) -> bool:
    if not name.codes:
        return False
    known = [shown.rows[code] for code in name.codes if code in shown.rows]
    if any(figure.quantity.value for figure in known):
        return False
    if known:
        return len(known) == len(name.codes) or shown.complete
    return shown.complete and any(_belongs(code, shown) for code in name.codes)


def _belongs(code: str, shown: Items) -> bool:
    """Whether the table shows the 类 of a code, so that the code's absence means 0."""
    return any(other[:3] == code[:3] for other in shown.rows)


def _missing(listing: Listing, shown: Items) -> Iterator[Figure]:
    if listing.open or not listing.read or not shown.complete:
        return
    named = {code for name in listing.names for code in name.codes}
    for code, figure in shown.rows.items():
        if abs(figure.quantity.yuan) >= _SEEN and code not in named:
            yield figure


def _of_one_class(name: Named, figure: Figure) -> bool:
    """Whether the only name too many and the only one too few are of one 类: 离休费 for 退休费."""
    alike = label_likeness(name.text, row_label(figure)) >= LIKE_ALONE
    return alike and any(code[:3] == (figure.code or "")[:3] for code in name.codes)


def _alike(name: Named, figure: Figure) -> bool:
    """Whether one may have been written for the other."""
    label = row_label(figure)
    return label_likeness(name.text, label) >= 0.7 or set(label) <= set(name.text)


def _stands_for(listing: Listing, name: Named, figure: Figure) -> bool:
    """Whether the name stands where, in a list that follows the table's order, the figure's would."""
    at = listing.names.index(name)
    around = listing.names[max(at - 1, 0) : at + 2]
    if len(around) < 3:
        return False
    before, _, after = around
    return max(before.codes, default="9") < (figure.code or "") < min(after.codes, default="0")


def _named(evidence: Evidence, listing: Listing, name: Named, shown: Items, meant: Figure | None) -> Finding:
    place = listing.paragraph.place(name.start, name.end)
    cells = [shown.rows[code] for code in name.codes if code in shown.rows]
    table = "；".join(cell_words(evidence, cell) for cell in cells) or "表中没有这一行，其余各项已等于合计"
    message = f"名单中的“{name.text}”在表中没有支出：{table}。"
    finding = remark(
        evidence,
        place,
        Blame(CODE, RULE, "list", "error", 0.93 if shown.complete else 0.8),
        message=message,
        expected="从名单中删去",
        workings=table,
        within=listing.paragraph,
        exhibits=map(cell_exhibit, cells),
    )
    return finding if meant is None else _mistaken(evidence, listing, finding, meant)


def _mistaken(evidence: Evidence, listing: Listing, finding: Finding, meant: Figure) -> Finding:
    """One name written for another: the two places of one defect."""
    label, here = row_label(meant), _gap(listing, meant.code or "")
    exhibits: tuple[Exhibit, ...] = (cell_exhibit(meant),)
    if here:
        exhibits += (passage(evidence, listing.paragraph, *here[:2]),)
    words = f"“{finding.stated}”应为“{label}”"
    return replace(
        finding,
        message=f"{finding.message.rstrip('。')}；{cell_words(evidence, meant)}，却没有列出：{words}。",
        expected=label,
        diagnosis=words,
        evidence=(*finding.evidence, *exhibits),
        suggestion=Suggestion(finding.start, finding.end, label),
    )


def _copied(evidence: Evidence, listing: Listing, empty: list[Named]) -> Finding:
    words = "、".join(name.text for name in empty)
    return remark(
        evidence,
        listing.paragraph.place(empty[0].start, empty[0].end),
        Blame(CODE, RULE, "list", "warning", 0.85),
        message=f"名单列了{len(empty)}个在表中没有支出的项目：{words}。名单可能照抄了其他文稿。",
        expected="只列表中有支出的项目",
        workings=words,
        within=listing.paragraph,
        exhibits=[passage(evidence, listing.paragraph, name.start, name.end) for name in empty[1:]],
        diagnosis="名单照抄",
    )


def _gap(listing: Listing, code: str) -> tuple[int, int, int] | None:
    """Where the code belongs in a list that follows the table's order: from, to, and the mark between."""
    for before, after in zip(listing.names, listing.names[1:], strict=False):
        if max(before.codes, default="9") < code < min(after.codes, default="0"):
            return before.start, after.end, before.end
    return None


def _omitted(evidence: Evidence, listing: Listing, figure: Figure) -> Finding:
    label, paragraph = row_label(figure), listing.paragraph
    here = _gap(listing, figure.code or "")
    last = listing.names[-1]
    start, end, mark = here or (last.start, last.end, last.end)
    between: TextRange = paragraph.place(mark - 1, mark)
    return remark(
        evidence,
        paragraph.place(start, end),
        Blame(CODE, RULE, "list", "error", 0.9),
        message=f"{cell_words(evidence, figure)}，名单中没有列出“{label}”。",
        expected=f"列出“{label}”",
        workings=f"表中不为0而未列：{label}",
        within=paragraph,
        exhibits=(cell_exhibit(figure),),
        suggestion=Suggestion(between.end, between.end, f"、{label}"),
        stated=f"没有列出“{label}”",
    )
