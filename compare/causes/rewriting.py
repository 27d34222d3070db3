"""The finding of a root cause in words: what was meant to stand where the wrong number stands, and why."""

from __future__ import annotations

from dataclasses import replace

from ...extract.interval import base, copies, plain, significant
from ...extract.model import Claim, Figure, Quantity
from ...extract.subjects import clean_label
from ..findings import LONGEST_QUOTE, cell_exhibit, quote_place, text_exhibit
from ..linking.index import index_of
from ..model import Evidence, Finding, Kind, Suggestion
from ..prose.relations import first_figure
from ..slips import TELLING
from ..wording import as_written, cell_words, inner, squeeze
from .equations import Equations
from .search import Repair

SUM = "NN205"
"""The check of parts and their total, in which all numbers are of one column: the words before each name it."""
TEN_THOUSAND = 10_000
CENTS = 2
"""So many decimals an amount usually has."""
NAMES = {
    "change-amount": "增减额",
    "budget": "年初预算数",
    "adjusted-budget": "全年预算数",
    "prior": "上年数",
}


def accuses(report: Equations, finding: Finding, cell: str) -> bool:
    """Whether a finding stands at the cell itself."""
    figure = report.figures[cell]
    return (finding.start, finding.end) == (figure.start, figure.end)


def rewritten(report: Equations, root: Finding, repair: Repair, places: int, *, proved: bool) -> Finding:
    """The finding at the figure that was changed, with its right value, which mends so many contradictions.

    ``proved``: what the finding accuses agrees with other numbers of the report, so that it is not what is wrong.
    """
    if repair.variable.startswith("cell:"):
        figure = report.figures[repair.variable]
        if places == 1 and not accuses(report, root, repair.variable) and not (proved and repair.words):
            return perhaps(report, root, (repair,))
        return _of_cell(report, root, figure, repair)
    claim = report.evidence.by_id[repair.variable]
    if root.code in ("NT101", "NT102") and root.claims[:1] == (claim.id,):
        return root
    if not repair.words and _coarse(report.evidence, root, claim):
        return replace(root, diagnosis="", suggestion=None)
    right = number(repair.value)
    diagnosis = _diagnosis(claim, repair, places, summed=root.code == SUM)
    moved = _moved(report.evidence, root, claim)
    if claim.id != (root.claims or ("",))[0] and root.diagnosis and right in root.diagnosis:
        diagnosis, expected = root.diagnosis, root.expected
    else:
        expected = right
    return replace(
        moved,
        kind=_kind(report, moved, claim, repair),
        expected=expected,
        diagnosis=diagnosis,
        suggestion=Suggestion(claim.start, claim.end, _printed(report.evidence, claim, repair.value)),
    )


def _coarse(evidence: Evidence, root: Finding, claim: Claim) -> bool:
    """Whether what it is computed from is so much coarser (1.73亿元) that it does not tell the right number."""
    fine = base(claim.quantity)[1]
    others = (evidence.by_id[id_] for id_ in root.claims if id_ in evidence.by_id and id_ != claim.id)
    return root.code == SUM and any(base(each.quantity)[1] >= TEN_THOUSAND * fine for each in others)


def _kind(report: Equations, root: Finding, claim: Claim, repair: Repair) -> Kind:
    """A unit, or a number other than its table's, where a list that does not add up or a wrong rate shows it."""
    if _of_unit(claim, repair):
        return "unit"
    right = repair.value
    copy = first_figure(report.evidence, claim)
    if copy is not None and copies(right, copy.quantity) == "equal":
        return "amount"
    if significant(right.value) < TELLING:
        return root.kind
    own = clean_label(claim.facets.item)
    shown = any(
        root.code == SUM or (own and clean_label(each.facets.item) == own)
        for each in index_of(report.evidence).equal(right, claim.start)
    )
    return "amount" if shown else root.kind


def _of_unit(claim: Claim, repair: Repair) -> bool:
    """Whether the unit was wrong: 元 for 万元, or the amount in 元 with 万元 behind it."""
    stated, right = claim.quantity.value, repair.value.value
    return repair.value.unit != claim.quantity.unit or stated in (right * TEN_THOUSAND, right / TEN_THOUSAND)


def _diagnosis(claim: Claim, repair: Repair, places: int, *, summed: bool) -> str:
    stated, right = number(claim.quantity), number(repair.value)
    agree = f"改正后{places}处都相符" if places > 1 else "加总即相符" if summed else "与比率即相符"
    name = _named(claim) if summed else label(claim)
    return f"{name}{repair.words}：{stated}应为{right}，{agree}"


def label(claim: Claim) -> str:
    """What a number is called: the column that it is of, or the words before it."""
    if claim.type == "count":
        return _named(claim)  # 截至上年末有车12辆: of no year but the list's
    return NAMES.get(claim.type) or NAMES.get(claim.column) or _named(claim)


def _named(claim: Claim) -> str:
    subject = inner(squeeze(claim.subject))
    return f"“{subject}”" if 0 < len(subject) <= 24 else "金额"


def number(quantity: Quantity) -> str:
    """A number with its unit, without more decimals than it had."""
    return f"{plain(_short(quantity).value)}{quantity.unit or ''}"


def _short(quantity: Quantity) -> Quantity:
    """Without more decimals than the number had, nor zeros that a moved point left behind (23.071, 230.71)."""
    value = quantity.value
    places = -int(quantity.step.as_tuple().exponent) if quantity.step else 0
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > places:
        shorter = value.quantize(quantity.step) if quantity.step else value
        value = shorter if shorter == value else value.normalize()
    if places > CENTS and value == round(value, CENTS):
        value = round(value, CENTS)
    return replace(quantity, value=value)


def _printed(evidence: Evidence, claim: Claim, quantity: Quantity) -> str:
    """The number as it should be printed, with the unit as it is printed unless that is wrong."""
    printed = evidence.report.text[claim.start : claim.end]
    unit = printed.lstrip("0123456789.,，０１２３４５６７８９． \t\r\n")
    return plain(_short(quantity).value) + (
        (quantity.unit or "") if quantity.unit != claim.quantity.unit else unit
    )


def _moved(evidence: Evidence, root: Finding, claim: Claim) -> Finding:
    """The finding at the claim to be changed, the old place among its evidence."""
    if root.start <= claim.start and claim.end <= root.end:
        return replace(root, stated=as_written(evidence, claim)) if root.code == SUM else root
    whole = (min(root.start, claim.start), max(root.end, claim.end))
    if len(squeeze(evidence.report.text[slice(*whole)])) <= LONGEST_QUOTE:
        return replace(
            root,
            start=whole[0],
            end=whole[1],
            quote=evidence.report.text[slice(*whole)],
            stated=as_written(evidence, claim),
        )
    start, end = quote_place(evidence, claim)
    accused = evidence.by_id.get(root.claims[0]) if root.claims else None
    shown = (text_exhibit(evidence, accused),) if accused is not None else ()
    return replace(
        root,
        start=start,
        end=end,
        quote=evidence.report.text[start:end],
        stated=as_written(evidence, claim),
        section=claim.section,
        page=claim.page,
        evidence=(*root.evidence, *shown),
    )


def perhaps(report: Equations, root: Finding, repairs: tuple[Repair, ...]) -> Finding:
    """Cells any one of which one slip would explain, with nothing else to confirm it."""
    if not all(repair.words for repair in repairs):
        return root
    cells = (cell_words(report.evidence, report.figures[repair.variable]) for repair in repairs)
    words = "，或".join(
        f"{cell}是{number(repair.value)}之误（{repair.words}）"
        for cell, repair in zip(cells, repairs, strict=True)
    )
    return replace(root, diagnosis=f"若{words}，即相符")


def _of_cell(report: Equations, root: Finding, figure: Figure, repair: Repair) -> Finding:
    """A wrong cell: the finding at the cell, with what it should show."""
    if figure.start is None or figure.end is None:
        return root
    right = number(repair.value)
    words = f"{cell_words(report.evidence, figure)}，应为{right}"
    return replace(
        root,
        start=figure.start,
        end=figure.end,
        quote=report.evidence.report.text[figure.start : figure.end],
        stated=number(figure.quantity),
        expected=right,
        section=None if root.code.startswith("TT") else root.section,
        message=f"{words}：{root.workings}。" if root.workings else f"{words}。",
        diagnosis=repair.words or "改为这个数，合计与各处引用即都相符",
        evidence=(cell_exhibit(figure), *root.evidence),
        suggestion=Suggestion(figure.start, figure.end, plain(_short(repair.value).value)),
    )
