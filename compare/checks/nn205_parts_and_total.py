"""各部分之和与总数不符

检查什么：文字中的总数与其各部分：基本支出与项目支出、人员经费与公用经费、货物工程服务、“三公”经费三项、
各类车辆、各个等级的项目数、占比合计为 100% 的各项、“具体情况”逐项与总额。只有确知列全了的才核对；
n 个数相加允许 n 个末位之半的误差。某一项没有写明数额而恰好少了一块的，指出是哪一项。
任何情况下部分大于总数都不对。

为什么：总数改了、某一项没有跟着改，或者漏写一项，逐项相加就能发现。

例：采购支出总额 90 万元，其中货物 30 万元、工程 20 万元、服务 30 万元：合计 80 万元，与 90 万元不符。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ...extract.interval import Customs, base, plain, sums_to
from ...extract.model import FACTORS, Claim, Quantity
from ..diagnosis import most_likely
from ..findings import Blame, accuse
from ..model import Evidence, Finding, Judgement, Severity
from ..once import once
from ..prose.complete import overflowing, shares_of
from ..prose.item_lists import item_lists
from ..prose.lists import (
    Sum,
    adding_up,
    agreement,
    enumerations,
    gap,
    one_slip_off,
    quantities,
    same_measure,
)
from ..prose.paragraphs import alongside, amounts_by_paragraph
from ..prose.relations import agrees_with, all_customs, first_figure
from ..wording import amount, as_written
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_EXPENSE = re.compile("接待|公务用车|出国")
_THIRD = re.compile("经营|上缴上级|附属单位")
"""What is spent besides 基本支出 and 项目支出."""
_ALL_SPENT = ("expenditure", "income-expenditure")
_ONE_FUND = ("general", "government-fund", "state-capital")
MOST_SHOWN = 12
MOST_EVIDENCE = 8


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Judge every list of parts against its total."""
    customs = all_customs(evidence)
    for listed in enumerations(evidence):
        yield from _judge(evidence, listed, customs)
        yield from _shares(evidence, listed)
    for listed in item_lists(evidence):
        yield from _judge(evidence, listed, customs)
    for listed in adding_up(evidence):
        for claim in (listed.total, *listed.parts):
            yield Judgement(claim.id, CODE, "consistent", _words(listed))
    yield from _nothing_of_nothing(evidence)


def _nothing_of_nothing(evidence: Evidence) -> Iterator[Judgement]:
    """A kind of expense that is 0 where the expense as a whole is 0."""
    zero: dict[tuple[str, str], Claim] = {}
    for claim in evidence.claims:
        match = _EXPENSE.search(claim.subject)
        if claim.type != "amount" or match is None or claim.column != "actual":
            continue
        key = (claim.section, match[0])
        if claim.quantity.value:
            zero.pop(key, None)
        elif key in zero and claim.id not in evidence.links:
            words = f"{as_written(evidence, zero[key])}的一部分为0"
            yield Judgement(claim.id, CODE, "consistent", words)
        elif claim.id in evidence.links:
            zero[key] = claim


def _judge(evidence: Evidence, listed: Sum, customs: Customs) -> Iterator[Judgement | Finding]:
    agreed = agreement(listed, customs)
    if agreed != "differs" and (listed.closed or len(listed.parts) > 1):
        words = _words(listed)
        for claim in (listed.total, *listed.parts):
            yield Judgement(claim.id, CODE, "consistent", words)
        if agreed == "rounding" and listed.closed:
            yield _rounding(evidence, listed, words)
    elif not listed.total.quantity.value and not any(part.quantity.value for part in listed.parts):
        for claim in listed.parts:
            yield Judgement(claim.id, CODE, "consistent", "总数为0，部分为0")
    elif (nearer := _nearer_total(evidence, listed, customs)) is not None:
        for claim in (nearer.total, *nearer.parts):
            yield Judgement(claim.id, CODE, "consistent", _words(nearer))
    elif _of_what_was_listed(evidence, listed):
        return
    elif listed.closed and not (
        (
            _tables_agree(evidence, listed, customs)
            or _left_out(evidence, listed)
            or _leaves_carried(evidence, listed)
        )
        and not overflowing(listed.total, listed.parts)
    ):
        yield from _wrong(evidence, listed, customs)
    else:
        yield from _too_large(evidence, listed, customs)


def _nearer_total(evidence: Evidence, listed: Sum, customs: Customs) -> Sum | None:
    """The same list under another amount before its parts, if they make that one up.

    基本支出9万元，包括…; 采购100万元，其中分散采购30万元；货物60万元，服务40万元.
    """
    if agreement(listed, customs) != "differs" or len(listed.parts) < 2:
        return None
    first = min(part.start for part in listed.parts)
    for other in alongside(evidence, listed.parts[0]):
        between = listed.total.start < other.start < first and same_measure(listed.total, other)
        above = other.id == listed.total.part_of and same_measure(listed.total, other)
        above |= other.start < listed.total.start and _of_what_was_listed(evidence, listed)
        nearer = Sum(other, listed.parts, True)
        if (between or above) and agreement(nearer, customs) != "differs":
            return nearer
    return None


def _of_what_was_listed(evidence: Evidence, listed: Sum) -> bool:
    """Whether the list begins a sentence behind items and has a part above the last of them: it is their total's.

    项目支出90万元：甲项目60万元；乙项目30万元。其中：当年拨款90万元，上年结转0万元.
    """
    if listed.total.quantity.unit not in FACTORS:
        return False
    first = min(listed.parts, key=lambda part: part.start)
    apart = "。" in evidence.report.text[listed.total.end : first.start]
    most = max(listed.parts, key=lambda part: base(part.quantity)[0])
    above = base(most.quantity)[0] > base(listed.total.quantity)[0]
    return apart and above and _of_another(evidence, listed.total, most)


def _words(listed: Sum) -> str:
    shown = [amount(part.quantity) for part in listed.parts[:MOST_SHOWN]]
    more = "+…" if len(listed.parts) > MOST_SHOWN else ""
    return f"{'+'.join(shown)}{more}={_total_of(listed)}，总数{amount(listed.total.quantity)}"


def _total_of(listed: Sum) -> str:
    unit = listed.total.quantity.unit
    value = sum((base(part.quantity)[0] for part in listed.parts), Decimal(0))
    return f"{plain(_in(value, unit))}{unit or ''}"


def _in(value: Decimal, unit: str | None) -> Decimal:
    divided = value / FACTORS.get(unit or "", Decimal(1))
    return (
        divided.quantize(Decimal("0.01"))
        if divided != divided.to_integral_value()
        else divided.to_integral_value()
    )


def _tables_agree(evidence: Evidence, listed: Sum, customs: Customs) -> bool:
    """Whether every number of the list repeats its cell: then the list, not a number, is incomplete.

    A cell of the other nature was found by its value alone: 基本支出20万元 beside 项目支出20万元 repeats nothing.
    Nor does a cell of one fund where the list is about all money.
    """
    for claim in (listed.total, *listed.parts):
        figure = first_figure(evidence, claim)
        if figure is None or agrees_with(claim, figure, customs) == "differs":
            return False
        if claim.facets.nature and figure.facets.nature not in ("", claim.facets.nature):
            return False
        if figure.facets.fund in _ONE_FUND and claim.facets.fund == "" == listed.total.facets.fund:
            return False
    return True


def _left_out(evidence: Evidence, listed: Sum) -> bool:
    """Whether a list of 基本支出 and 项目支出 leaves out just what a cell shows for a third nature (经营支出).

    Without a table of all that was spent nobody knows of a third one, and only a slip proves that there is none.
    """
    missing = gap(listed)
    if missing <= 0 or not any(part.facets.nature == "project" for part in listed.parts):
        return False
    if listed.total.facets.fund in ("", "all") and not any(
        figure.table_kind in _ALL_SPENT for figure in evidence.figures
    ):
        return not one_slip_off(evidence, listed)
    slack = sum((base(claim.quantity)[1] for claim in (listed.total, *listed.parts)), Decimal(0)) / 2
    return any(
        figure.quantity.value
        and figure.quantity.unit in FACTORS
        and abs(figure.quantity.yuan - missing) <= slack
        and _THIRD.search("".join((*figure.row_path[-1:], *figure.column_path[-1:])))
        for figure in evidence.figures
    )


def _leaves_carried(evidence: Evidence, listed: Sum) -> bool:
    """Whether a list that names no carry-over leaves out just one, as 当年拨款 beside items that hold it may."""
    named = "采购" in listed.total.subject or any("结转" in part.subject for part in listed.parts)
    return not named and abs(gap(listed)) in _carried(evidence)


@once
def _carried(evidence: Evidence) -> frozenset[Decimal]:
    """The amounts carried over from last year, in 元: 当年拨款 may stand beside items that hold them."""
    said = [(each.facets, each.quantity) for each in evidence.claims]
    printed = [(each.facets, each.quantity) for each in evidence.figures]
    return frozenset(
        quantity.yuan
        for facets, quantity in (*said, *printed)
        if facets.flow == "carry-in" and quantity.unit in FACTORS and quantity.value
    )


def _rounding(evidence: Evidence, listed: Sum, words: str) -> Finding:
    return accuse(
        evidence,
        listed.total,
        Blame(CODE, RULE, "rounding", "info", 0.8),
        expected=_total_of(listed),
        message=f"各部分相加与总数只差末位：{words}。",
        workings=words,
        others=listed.parts,
    )


def _wrong(evidence: Evidence, listed: Sum, customs: Customs) -> Iterator[Judgement | Finding]:
    words, missing = _words(listed), gap(listed)
    unit = listed.total.quantity.unit
    difference = f"{plain(_in(abs(missing), unit))}{unit or ''}"
    diagnosis, expected = "", _total_of(listed)
    if listed.silent and missing > 0:
        names = "、".join(_name(claim) for claim in listed.silent)
        diagnosis = f"{names}没有写明这一数额，恰好相差{difference}"
        likely = most_likely(listed.silent, missing)
        if likely is not None:
            near = as_written(evidence, likely)
            diagnosis += f"；其中{_name(likely)}的{near}与之相近，最可能漏写的是这一项的{difference}"
        expected = f"补写{names}的数额（合计{difference}）"
    yield Judgement(listed.total.id, CODE, "unverifiable", words, reason="各部分之和与总数不符")
    message = f"各部分之和与总数不符：{words}，相差{difference}。{diagnosis}"
    severity: Severity = "error" if listed.total.type == "amount" else "warning"
    yield accuse(
        evidence,
        listed.total,
        Blame(CODE, RULE, "sum", severity, 0.9),
        expected=expected,
        message=message,
        workings=words,
        others=(*listed.silent, *listed.parts),
        shown=listed.silent or _shown(evidence, listed, customs),
        diagnosis=diagnosis,
    )


def _shown(evidence: Evidence, listed: Sum, customs: Customs) -> tuple[Claim, ...]:
    """The parts to look at first."""
    filled = tuple(part for part in listed.parts if part.quantity.value)
    return (_doubtful(evidence, listed, customs) or filled or listed.parts)[:MOST_EVIDENCE]


def _doubtful(evidence: Evidence, listed: Sum, customs: Customs) -> tuple[Claim, ...]:
    """The parts that differ from their cells."""
    cells = ((part, first_figure(evidence, part)) for part in listed.parts)
    return tuple(part for part, cell in cells if cell and agrees_with(part, cell, customs) == "differs")


def _name(claim: Claim) -> str:
    return f"“{claim.path[-1] if claim.path else claim.subject}”"


def _too_large(evidence: Evidence, listed: Sum, customs: Customs) -> Iterator[Judgement | Finding]:
    """A part that exceeds its whole in one and the same paragraph."""
    total = listed.total
    for part in listed.parts:
        if (
            part.type != "amount"
            or part.paragraph != total.paragraph
            or part.facets.fund != total.facets.fund
        ):
            continue
        if base(part.quantity)[0] <= base(total.quantity)[0] or _of_another(evidence, total, part):
            continue
        if total.facets.item and "。" in evidence.report.text[total.end : part.start]:
            continue  # 其中甲项目预算9万元，…。其中乙项目预算12万元: two items beside each other
        pair = Sum(total, (part,), closed=False)
        if sums_to(*_pair(total, part, customs)) == "differs" and not _tables_agree(evidence, pair, customs):
            words = f"部分{as_written(evidence, part)}大于总数{as_written(evidence, total)}"
            yield accuse(
                evidence,
                part,
                Blame(CODE, RULE, "sum", "warning", 0.7),
                message=f"{words}。",
                expected=f"不大于{as_written(evidence, total)}",
                workings=words,
                others=(total,),
            )


def _of_another(evidence: Evidence, total: Claim, part: Claim) -> bool:
    """Whether the part may be one of a larger amount before: 采购120万元，服务40万元。其中授予中小企业96万元."""
    return part.quantity.unit in FACTORS and any(
        other.start < total.start and other.quantity.yuan >= part.quantity.yuan
        for other in amounts_by_paragraph(evidence).get(total.paragraph, ())
    )


def _pair(total: Claim, part: Claim, customs: Customs) -> tuple[Quantity, list[Quantity]]:
    return quantities((total,), customs)[0], quantities((part,), customs)


def _shares(evidence: Evidence, listed: Sum) -> Iterator[Finding]:
    """Shares of a complete list that add to a little more or less than 100."""
    shares = shares_of(evidence, listed.total, listed.parts)
    if not listed.closed or len(shares) != len(listed.parts) or len(shares) < 2:
        return
    value = sum((share.quantity.value for share in shares), Decimal(0))
    if (
        value
        and value != 100
        and abs(value - 100) <= sum((share.quantity.step for share in shares), Decimal(0))
    ):
        words = f"各项占比相加为{plain(value)}%"
        found = accuse(
            evidence,
            shares[0],
            Blame(CODE, RULE, "rounding", "info", 0.8),
            message=f"{words}，差额属四舍五入。",
            expected="100%",
            workings=words,
            others=shares[1:],
        )
        yield replace(found, stated=f"{plain(value)}%")
