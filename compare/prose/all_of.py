"""Amounts that are said to be all of a total of the tables, where a slip of the pen makes the one of the other."""

from __future__ import annotations

from ...extract.model import FACTORS, Claim
from ..findings import Blame, accuse
from ..model import Evidence, Finding
from ..slips import is_telling
from ..wording import amount, as_written, cell_words
from .wholes import named_total, words_of_whole

_ALL = 100


def all_but_a_slip(evidence: Evidence, claim: Claim, part: Claim | None, blame: Blame) -> Finding | None:
    """涉及资金1170.25万元，占项目支出的100%, where the table's 项目支出 is 1107.25万元."""
    if part is None:
        return None
    total = named_total(evidence, words_of_whole(evidence, claim)) if claim.quantity.value == _ALL else None
    unit = part.quantity.unit or ""
    if total is None or unit not in FACTORS or total.quantity.unit not in FACTORS:
        return None
    if not is_telling(part.quantity.value, total.quantity.yuan / FACTORS[unit]):
        return None
    right = amount(total.quantity)
    message = f"文字写{as_written(evidence, part)}，而{cell_words(evidence, total)}，应为{right}。"
    return accuse(
        evidence,
        part,
        blame,
        message=message,
        expected=right,
        workings="",
        figures=(total,),
        others=(claim,),
    )
