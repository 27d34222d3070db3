"""Other amounts than the one taken for it that a list may be of."""

from __future__ import annotations

from ...extract.interval import Customs, base
from ...extract.model import FACTORS, Claim
from ..model import Evidence
from .lists import Sum, agreement, same_measure
from .paragraphs import alongside, amounts_by_paragraph


def nearer_total(evidence: Evidence, listed: Sum, customs: Customs) -> Sum | None:
    """The same list under another amount before its parts, if they make that one up.

    基本支出9万元，包括…; 采购100万元，其中分散采购30万元；货物60万元，服务40万元.
    """
    if agreement(listed, customs) != "differs" or len(listed.parts) < 2:
        return None
    first = min(part.start for part in listed.parts)
    for other in alongside(evidence, listed.parts[0]):
        between = listed.total.start < other.start < first and same_measure(listed.total, other)
        above = other.id == listed.total.part_of and same_measure(listed.total, other)
        above |= other.start < listed.total.start and of_what_was_listed(evidence, listed)
        nearer = Sum(other, listed.parts, True)
        if (between or above) and agreement(nearer, customs) != "differs":
            return nearer
    return None


def of_what_was_listed(evidence: Evidence, listed: Sum) -> bool:
    """Whether the list begins a sentence behind items and has a part above the last of them: it is their total's.

    项目支出90万元：甲项目60万元；乙项目30万元。其中：当年拨款90万元，上年结转0万元.
    """
    if listed.total.quantity.unit not in FACTORS:
        return False
    first = min(listed.parts, key=lambda part: part.start)
    apart = "。" in evidence.report.text[listed.total.end : first.start]
    most = max(listed.parts, key=lambda part: base(part.quantity)[0])
    above = base(most.quantity)[0] > base(listed.total.quantity)[0]
    return apart and above and of_larger_amount(evidence, listed.total, most)


def of_larger_amount(evidence: Evidence, total: Claim, part: Claim) -> bool:
    """Whether the part may be one of a larger amount before: 采购120万元，服务40万元。其中授予中小企业96万元."""
    return part.quantity.unit in FACTORS and any(
        other.start < total.start and other.quantity.yuan >= part.quantity.yuan
        for other in amounts_by_paragraph(evidence).get(total.paragraph, ())
    )
