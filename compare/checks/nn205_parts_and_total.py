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
from ..prose.complete import overflowing, shares_of
from ..prose.item_lists import item_lists
from ..prose.left_out import leaves_out, tables_agree
from ..prose.lists import (
    Sum,
    adding_up,
    agreement,
    enumerations,
    gap,
    quantities,
)
from ..prose.other_totals import nearer_total, of_larger_amount, of_what_was_listed
from ..prose.relations import agrees_with, all_customs, first_figure
from ..wording import amount, as_written
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_EXPENSE = re.compile("接待|公务用车|出国")
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
    elif (nearer := nearer_total(evidence, listed, customs)) is not None:
        for claim in (nearer.total, *nearer.parts):
            yield Judgement(claim.id, CODE, "consistent", _words(nearer))
    elif of_what_was_listed(evidence, listed):
        return
    elif listed.closed and not (
        (tables_agree(evidence, listed, customs) or leaves_out(evidence, listed))
        and not overflowing(listed.total, listed.parts)
    ):
        yield from _wrong(evidence, listed, customs)
    else:
        yield from _too_large(evidence, listed, customs)


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
            or total.facets.fund not in ("", "all", part.facets.fund)
        ):
            continue
        if base(part.quantity)[0] <= base(total.quantity)[0] or of_larger_amount(evidence, total, part):
            continue
        if total.facets.item and "。" in evidence.report.text[total.end : part.start]:
            continue  # 其中甲项目预算9万元，…。其中乙项目预算12万元: two items beside each other
        pair = Sum(total, (part,), closed=False)
        if sums_to(*_pair(total, part, customs)) == "differs" and not tables_agree(evidence, pair, customs):
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
