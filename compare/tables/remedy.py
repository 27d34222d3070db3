"""A finding about the one cell whose correction mends several identities of the tables."""

from __future__ import annotations

from ...extract.interval import plain, to_unit
from ..findings import Blame, accuse_cell
from ..model import Evidence, Finding
from ..wording import cell_words
from .faults import Fault


def cell_at_fault(evidence: Evidence, fault: Fault, blame: Blame) -> Finding:
    """The cell, what it should be, and the computations that say so."""
    unit, step = fault.cell.quantity.unit, fault.cell.quantity.step
    value = fault.right if fault.right is not None else fault.broken[0].sum
    right = f"{plain(to_unit(value, unit, step))}{unit or ''}"
    words = "；".join(each.words() for each in fault.broken)
    many = f"{len(fault.broken)}处勾稽都不符" if len(fault.broken) > 1 else "与所属各项之和不符"
    return accuse_cell(
        evidence,
        fault.cell,
        blame,
        expected=right,
        workings=words,
        others=[each.total for each in fault.broken if each.total is not fault.cell],
        message=f"{cell_words(evidence, fault.cell)}，{many}，应为{right}：{words}。",
    )
