"""文字中的数与表中的数不一致

检查什么：情况说明中的每个金额、数量、得分，与它所说的那个单元格逐一比对。金额统一折算成元；文字与表格精度不同时，
较粗的一方应是较细一方的四舍五入，截尾或末位相差一两个数的只作提示。空白单元格按 0 处理；列位置不能确定的数，
只有在所有可能的位置上都不相符时才报告。

为什么：表格由系统生成，文字由人撰写，照抄时看错行、看错列、串了项目，是最常见的错误。

例：表中“办公用房维修”行“项目支出”列为 52.10 万元，文字写“办公用房维修支出 25.10 万元”，应改为 52.10 万元。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from ...extract.interval import Agreement, Customs, copies, custom_key, plain
from ...extract.model import FACTORS, Claim, Figure
from ..diagnosis import explain_amount
from ..doubts import Doubts
from ..findings import Blame, accuse
from ..linking.index import by_table
from ..linking.projects import REASON as OF_PROJECT
from ..model import Evidence, Finding, Judgement, Link, Severity
from ..prose.paragraphs import alongside
from ..prose.relations import RANK, SURE, agrees_with, all_customs, main_figure, same_thing
from ..prose.units import slipped_units
from ..wording import as_written, cell_words, in_unit_of
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
LOOSE = ("performance", "procurement")
"""Tables that need not hold all that the prose speaks of: only a slip accuses."""
Tables = dict[str, list[Figure]]
RATES = ("share", "growth-rate", "completion-rate")


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Judge every claim that is linked to a cell."""
    customs = all_customs(evidence)
    tables = by_table(evidence)
    doubts = Doubts(evidence)
    for claim in evidence.claims:
        link = evidence.links.get(claim.id)
        if link is None or not link.figures:
            continue
        if link.probability < SURE:
            yield Judgement(claim.id, CODE, "unverifiable", reason="对应的单元格不能确定")
        else:
            judged = _judge(evidence, claim, link, customs, tables, doubts)
            yield from _in_doubt(judged) if doubts.misread(main_figure(link)) else judged


def _in_doubt(judged: Iterable[Judgement | Finding]) -> Iterator[Judgement | Finding]:
    """The same without accusations."""
    for each in judged:
        if isinstance(each, Judgement):
            wrong = each.verdict == "inconsistent"
            reason = "文字屡屡取自另一列，表头可能没有读对" if wrong else each.reason
            yield replace(each, verdict="unverifiable" if wrong else each.verdict, reason=reason)


def _judge(
    evidence: Evidence, claim: Claim, link: Link, customs: Customs, tables: Tables, doubts: Doubts
) -> Iterator[Judgement | Finding]:
    figure = main_figure(link)
    if not _comparable(claim, figure):
        return
    best, fitting = _best(claim, link, customs, tables)
    words = f"{cell_words(evidence, fitting)}，文字为{as_written(evidence, claim)}"
    if best == "equal":
        yield Judgement(claim.id, CODE, "consistent", words, in_unit_of(claim, fitting))
    elif best == "rounding":
        yield Judgement(claim.id, CODE, "rounding", words, in_unit_of(claim, fitting))
        yield _rounding(evidence, claim, fitting, words)
    elif claim.type in RATES or any(slipped_units(claim, figure)):
        return
    elif figure.alternatives and not claim.quantity.value:
        yield Judgement(claim.id, CODE, "unverifiable", words, reason="单元格所在的列不能确定")
    else:
        yield from _differs(evidence, claim, link, words, tables, doubts)


def _differs(
    evidence: Evidence, claim: Claim, link: Link, words: str, tables: Tables, doubts: Doubts
) -> Iterator[Judgement | Finding]:
    """A mismatch; where the link is less than certain, only if some slip explains it."""
    figure = main_figure(link)
    doubt = doubts.why(claim, figure)
    if doubt:
        yield Judgement(claim.id, CODE, "unverifiable", words, reason=doubt)
        return
    diagnosis = explain_amount(claim, figure, tables[figure.place.table]) or _copied(evidence, claim)
    own_score = claim.type == "score" and link.reasons == (OF_PROJECT,)
    loose = not link.certain or (figure.table_kind.startswith(LOOSE) and not own_score)
    if loose and not diagnosis:
        yield Judgement(claim.id, CODE, "unverifiable", words, reason="对应的单元格不能确定")
        return
    yield Judgement(claim.id, CODE, "inconsistent", words, in_unit_of(claim, figure))
    yield _mismatch(evidence, claim, link, words, diagnosis)


def _copied(evidence: Evidence, claim: Claim) -> str:
    """Whether the number of another year or the budget, which the paragraph states, was written once more."""
    names = {"prior": "上年数", "budget": "预算数", "adjusted-budget": "预算数"}
    for other in alongside(evidence, claim):
        same = other.type == "amount" and other.column != claim.column and other.facets == claim.facets
        if same and other.column in names and copies(claim.quantity, other.quantity) == "equal":
            return f"写成了本段的{names[other.column]}"
    return ""


def _comparable(claim: Claim, figure: Figure) -> bool:
    money = claim.quantity.unit in FACTORS
    if money != (figure.quantity.unit in FACTORS):
        return False
    if claim.type in RATES:
        return figure.quantity.unit == "%"
    return money or claim.type in ("count", "score", "other")


def _best(claim: Claim, link: Link, customs: Customs, tables: Tables) -> tuple[Agreement, Figure]:
    first = main_figure(link)
    near = link.figures[: link.near]
    candidates = [first]  # the cell that would be named, wherever it stands among the links
    nothing = not claim.quantity.value or not first.quantity.value
    candidates += [
        figure
        for figure in near
        if same_thing(first, figure) and _comparable(claim, figure) and (nothing or figure.quantity.value)
    ]
    if not claim.quantity.value:  # where its own cell is blank, that is what a zero says
        candidates += [figure for figure in link.figures[:1] if figure.blank and not figure.alternatives]
    if first.alternatives:
        candidates += [figure for figure in link.figures[1:] if not figure.alternatives]
        candidates += list(_may_stand_there(first, tables))
    ranked = [(agrees_with(claim, figure, customs), figure) for figure in candidates]
    return min(ranked, key=lambda pair: RANK[pair[0]])


def _may_stand_there(figure: Figure, tables: Tables) -> Iterator[Figure]:
    wanted = {figure.place.column, *figure.alternatives}
    for other in tables[figure.place.table]:
        if other.place.row == figure.place.row and wanted & set(other.alternatives):
            yield other


def _rounding(evidence: Evidence, claim: Claim, figure: Figure, words: str) -> Finding:
    right = in_unit_of(claim, figure)
    blame = Blame(CODE, RULE, "rounding", "info", 0.8)
    return accuse(
        evidence,
        claim,
        blame,
        message=f"{words}：只在末位上有出入，属四舍五入或截尾。",
        expected=f"{right}{claim.quantity.unit or ''}",
        workings=words,
        figures=(figure,),
    )


def _mismatch(evidence: Evidence, claim: Claim, link: Link, words: str, diagnosis: str) -> Finding:
    figure = main_figure(link)
    right = f"{in_unit_of(claim, figure)}{claim.quantity.unit or ''}"
    severity: Severity = "error" if link.certain and not figure.alternatives else "warning"
    blame = Blame(
        CODE, RULE, "count" if claim.type == "count" else "amount", severity, min(link.probability, 0.97)
    )
    message = f"文字写{as_written(evidence, claim)}，而{cell_words(evidence, figure)}，应为{right}。"
    return accuse(
        evidence,
        claim,
        blame,
        message=message,
        expected=right,
        workings=words,
        figures=(figure,),
        diagnosis=diagnosis,
        replacement=_replacement(evidence, claim, figure),
    )


def _replacement(evidence: Evidence, claim: Claim, figure: Figure) -> str | None:
    """The number as it should stand, with the unit exactly as printed."""
    if figure.alternatives:
        return None
    printed = evidence.report.text[claim.start : claim.end]
    unit = printed.lstrip("0123456789.,，．０１２３４５６７８９ \t\r\n")
    if not unit:
        return plain(figure.quantity.value)
    return f"{_as_finely(evidence, claim, figure) or in_unit_of(claim, figure)}{unit}"


def _as_finely(evidence: Evidence, claim: Claim, figure: Figure) -> str:
    """The cell's value rounded to whole numbers, if the prose states all its amounts in those; else ``""``."""
    whole = all_customs(evidence).get(custom_key(claim)) == claim.quantity.step == 1
    if not whole or claim.quantity.unit not in FACTORS or figure.quantity.unit not in FACTORS:
        return ""
    value = figure.quantity.yuan / FACTORS[claim.quantity.unit]
    return plain(value.quantize(Decimal(1), ROUND_HALF_UP)) if value >= 1 else ""
