"""科目名称与报表不符

检查什么：“……（类）……（款）……（项）”里的名称，先与本报告各表的科目名称核对，再与科目表核对：写错字的项名、款名；编码后面
写成了别的科目（2101102-行政单位医疗），或编码、名称都不在报表里，数额却是同一款另一项的；
不是这一项的上级的款。项名与表中另一项完全相同的不算写错；科目改过名的，旧名、新名都算对，只有报表里已用新名时，旧名才提醒；
科目表不全，只作参照。类、款、项的标记连写时有一个标错的，也报告。
另查把“单位”整体替换成“部门”造成的科目名错误（机关事业部门基本养老保险、附属部门上缴收入、部门价值）。

为什么：科目名称由人手工录入或从上年文稿修改而来，错字、张冠李戴很多，而报表里的名称是对的。

例：科学技术支出（类）科学条件与服务（款）其他科技条件与服务支出（项）：款名应为“科技条件与服务”。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz import fuzz

from ...extract.model import Figure
from ...extract.named import key
from ...narrative.lexicon import functional
from ...narrative.model import Paragraph
from ..findings import Blame, cell_exhibit, passage, remark
from ..model import Evidence, Exhibit, Finding, Severity, Suggestion
from ..names.classes import agrees_with_class, wrong_class
from ..names.coded import coded_names, is_other
from ..names.heads import Name, forms, headed, heads, is_known, items_of_groups, keys, names
from ..names.marks import wrong_marks
from ..names.meant import LIKE, amounts_of, is_one_of, meant_row
from ..names.offices import fixed_names
from ..names.outdated import is_later, outdated
from ..names.printed import Rows, any_called, own_row, printed_rows
from ..names.renamed import Renamed, renamed_code, renamed_item
from ..names.slipped import slipped
from ..prose.paragraphs import by_paragraph
from ..tables.grids import row_label
from ..wording import squeeze
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
LEAST_SLIPPED = 4
"""A shorter name is too near to others to be told from them."""
FIRST_YEAR = 2015
"""From this year on the 类 have the names that the lexicon knows."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Compare the names of every item's head with the tables, then with the catalogue."""
    rows = printed_rows(evidence)
    if rows:
        for paragraph, below in headed(evidence.report):
            told: list[Finding] = []
            if any(name is not None and name.level == "项" for name in names(paragraph)):
                told = list(_heads(evidence, paragraph, below, rows))
            yield from told
            yield from _coded(evidence, paragraph, rows)
            places = {(each.start, each.end) for each in told}
            slips = _slips(evidence, paragraph, rows)
            yield from (each for each in slips if (each.start, each.end) not in places)
            yield from _left_over(evidence, paragraph, rows)
            yield from _marks(evidence, paragraph)
    yield from _replaced(evidence)


def _marks(evidence: Evidence, paragraph: Paragraph) -> Iterator[Finding]:
    """类、款、项 of one head with a mark twice."""
    for mark in wrong_marks(paragraph):
        place = paragraph.place(mark.start, mark.end)
        yield remark(
            evidence,
            place,
            Blame(CODE, RULE, "label", SEVERITY, 0.85),
            message=f"“{mark.head}”中的“（{mark.stated}）”应为“（{mark.right}）”。",
            expected=mark.right,
            within=paragraph,
            diagnosis="级次标错",
            suggestion=Suggestion(place.start, place.end, mark.right),
        )


def _left_over(evidence: Evidence, paragraph: Paragraph, rows: Rows) -> Iterator[Finding]:
    """Names of earlier years where the tables have this year's."""
    year = evidence.report.year
    for name, figure in outdated(paragraph, rows, year) if year is not None else ():
        finding = _misspelt(evidence, paragraph, name, row_label(figure), figure, confidence=0.8)
        words = (
            f"{name.level}名“{name.text}”是以后年度的名称，报表中是“{row_label(figure)}”。"
            if is_later(name, year or 0)
            else f"{name.level}名“{name.text}”是以前年度的名称，报表中已是“{row_label(figure)}”。"
        )
        yield replace(finding, severity="warning", message=words, diagnosis="科目已更名")


def _heads(
    evidence: Evidence, paragraph: Paragraph, below: Paragraph | None, rows: Rows
) -> Iterator[Finding]:
    """The heads of items: the name of another 科目, or a name with a slip in it."""
    moved = dict(_moved(evidence, paragraph, below))
    for item, renamed in moved.items():
        finding = _misspelt(evidence, paragraph, item, row_label(renamed.row), renamed.row, confidence=0.88)
        yield replace(finding, claims=renamed.claims, diagnosis=f"项名写成了“{item.text}”")
    for head in heads(paragraph):
        if head["项"] not in moved:
            yield from _judge(evidence, paragraph, head, rows)


def _coded(evidence: Evidence, paragraph: Paragraph, rows: Rows) -> Iterator[Finding]:
    """The name of another 科目 behind a row's code: 2101102-行政单位医疗."""
    for code, name in coded_names(paragraph):
        if code in rows and not any_called(rows[code], name.text) and is_other(code, name.text):
            finding = _misspelt(evidence, paragraph, name, row_label(rows[code][0]), rows[code][0])
            words = f"编码{code}在报表中是“{row_label(rows[code][0])}”，文字写成了“{name.text}”。"
            yield replace(finding, message=words)
        elif code not in rows and (own := own_row(rows, code, name.text)) is not None:
            finding = _misspelt(evidence, paragraph, name, row_label(own), own)
            words = f"{code}不是“{name.text}”的编码，报表中这一项的编码是{own.code}。"
            yield replace(
                finding,
                message=words,
                expected=own.code or "",
                suggestion=None,
                diagnosis="编码写成了别的科目",
            )
        elif code not in rows and (meant := renamed_code(evidence, code, name, paragraph)) is not None:
            right = row_label(meant.row)
            finding = _misspelt(evidence, paragraph, name, right, meant.row, confidence=0.85)
            words = f"报表中没有{code}“{name.text}”，这个数额是{meant.row.code}“{right}”的。"
            yield replace(finding, message=words, claims=meant.claims, diagnosis="编码和名称都写成了别的科目")


def _moved(
    evidence: Evidence, paragraph: Paragraph, below: Paragraph | None
) -> Iterator[tuple[Name, Renamed]]:
    """The items under the name of an item of another 款."""
    found = list(items_of_groups(paragraph))
    beside = below if below is not None and "项）" not in below.text.replace(")", "）") else None
    for i, (item, group) in enumerate(found):
        end = found[i + 1][0].start if i + 1 < len(found) else len(paragraph.text)
        renamed = renamed_item(evidence, item, group, paragraph, end, beside)
        if renamed is not None:
            yield item, renamed


def _slips(evidence: Evidence, paragraph: Paragraph, rows: Rows) -> Iterator[Finding]:
    """Names that are one character away from the only name like it, where no head tells more."""
    judged = {head[level].start for head in heads(paragraph) for level in ("款", "项")}
    for name in names(paragraph):
        if name is None or name.start in judged or len(name.text) < LEAST_SLIPPED:
            continue
        figure = slipped(name, rows)
        if figure is not None:
            yield _misspelt(evidence, paragraph, name, figure[0], figure[1], confidence=0.88)


def _judge(evidence: Evidence, paragraph: Paragraph, head: dict[str, Name], rows: Rows) -> Iterator[Finding]:
    item = head["项"]
    codes = {code for code, figures in rows.items() if len(code) == 7 and any_called(figures, item.text)}
    finding: Finding | None = None
    if not codes and item.text and not is_known(item.text, 7):
        meant = meant_row(evidence, paragraph, item, head["款"], rows)
        if meant is not None:
            codes = {meant.code or ""}
            finding = _misspelt(evidence, paragraph, item, row_label(meant), meant)
    other = _upper(evidence, paragraph, head, codes, rows) if codes else None
    if other is None and "类" in head:
        other = _class(evidence, paragraph, head, codes)
    if finding and other:
        extra = passage(evidence, paragraph, head["款"].start, head["款"].end)
        words = f"{finding.message.rstrip('。')}；{other.message}"
        finding = replace(finding, message=words, evidence=(*finding.evidence, extra))
    yield from (each for each in (finding or other,) if each)


def _misspelt(
    evidence: Evidence, paragraph: Paragraph, name: Name, right: str, figure: Figure | None, **kwargs: float
) -> Finding:
    place = paragraph.place(name.start, name.end)
    source = "报表" if figure else "科目表"
    return remark(
        evidence,
        place,
        Blame(CODE, RULE, "label", SEVERITY, kwargs.get("confidence", 0.9)),
        message=f"{name.level}名“{name.text}”与{source}不符，应为“{right}”。",
        expected=right,
        within=paragraph,
        exhibits=(cell_exhibit(figure),) if figure else (),
        suggestion=Suggestion(place.start, place.end, right),
        claims=[c for c in by_paragraph(evidence).get(paragraph.id, ()) if name.text in c.path[-1:]],
    )


def _upper(
    evidence: Evidence, paragraph: Paragraph, head: dict[str, Name], codes: set[str], rows: Rows
) -> Finding | None:
    """The 款 of the head against what the item's code says."""
    group = head["款"]
    uppers = {code[:5] for code in codes}
    names = [row_label(figure) for code in uppers for figure in rows.get(code, ())[:1]]
    names += [name for code in uppers for name in functional().get(code, ())]
    if not names or any(key(group.text) in forms(name) for name in names):
        return None
    known = keys(5).get(key(group.text), ())
    if any(code in uppers for code in known):
        return None
    if len(uppers) > 1 or len(codes) > 1:
        return None
    right = names[0]
    nearest = max(names, key=lambda name: fuzz.ratio(key(group.text), key(name)))
    if not known and fuzz.ratio(key(group.text), key(nearest)) / 100 >= LIKE:
        return _misspelt(evidence, paragraph, group, nearest, None, confidence=0.85)
    if not known and (is_known(group.text, 3) or is_known(group.text, 7)):
        return replace(_misspelt(evidence, paragraph, group, right, None, confidence=0.8), severity="warning")
    if (
        known
        and len(keys(7).get(key(right), ())) == 0
        and (all(code[:3] == next(iter(uppers))[:3] for code in known) or _odd_group(head, codes, known))
    ):
        finding = _misspelt(evidence, paragraph, group, right, None, confidence=0.8)
        item = functional().get(next(iter(codes)), ("",))[0]
        return replace(
            finding,
            severity="warning",
            message=f"款名“{group.text}”不是“{item}”所属的款，按编码{next(iter(codes))}应为“{right}”。",
        )
    return None


def _odd_group(head: dict[str, Name], codes: set[str], known: tuple[str, ...]) -> bool:
    """Whether 类 and 项 belong together and the 款 is of another 类: 卫生健康支出（类）行政事业单位养老支出（款）….."""
    mine = keys(3).get(key(head["类"].text), ()) if "类" in head else ()
    return all(code[:3] in mine for code in codes) and not any(code[:3] in mine for code in known)


def _class(
    evidence: Evidence, paragraph: Paragraph, head: dict[str, Name], codes: set[str]
) -> Finding | None:
    """The 类 of the head against what the item's code says.

    Where the 款 is of that 类, and the amounts are not the item's, the item is the odd one of the three.
    """
    group, item = head["类"], head["项"]
    right = wrong_class(group, codes) if (evidence.report.year or 0) >= FIRST_YEAR else ""
    if not right:
        return None
    code, amounts = min(codes), amounts_of(evidence, paragraph)
    own = functional()[code][-1]
    printed = any(each.code == code and is_one_of(each, amounts) for each in evidence.figures)
    if agrees_with_class(head["款"], group) and not printed:
        finding = _misspelt(evidence, paragraph, item, "", None, confidence=0.85)
        words = f"项名“{item.text}”按编码{code}属于“{right}”，不是“{head['款'].text}”下的项。"
        expected = f"“{head['款'].text}”下的项名"
        return replace(finding, message=words, expected=expected, suggestion=None)
    finding = _misspelt(evidence, paragraph, group, right, None, confidence=0.85)
    words = f"类名“{group.text}”不是“{own}”所属的类，按编码{code}应为“{right}”。"
    return replace(finding, message=words) if is_known(group.text, 3) else finding


def _replaced(evidence: Evidence) -> Iterator[Finding]:
    """单位 replaced by 部门 all over the file, also where it is part of a fixed name."""
    text = evidence.report.text
    places = fixed_names(text)
    if not places:
        return
    spoken = [p for p in evidence.report.paragraphs if p.part == "narrative" and p.offsets]
    first = next((each for each in places if _around(spoken, each.start)), places[0])
    paragraph = _around(spoken, first.start)
    wrong = squeeze(text[first.start : first.end])
    right = f"{wrong[:-2]}单位"
    others = [each for each in places if each != first]
    yield remark(
        evidence,
        first,
        Blame(CODE, RULE, "label", "warning", 0.8),
        message=f"固定名称里的“{wrong}”应为“{right}”，共{len(places)}处。",
        expected=right,
        within=paragraph,
        exhibits=[Exhibit("text", text[each.start : each.end], each.start, each.end) for each in others],
        diagnosis="“单位”被整体替换成了“部门”",
    )


def _around(paragraphs: list[Paragraph], at: int) -> Paragraph | None:
    return next((each for each in paragraphs if each.offsets[0] <= at <= each.offsets[-1]), None)
