"""A claim that differs from its cell, with all that the reasons of doubt look at."""

from __future__ import annotations

from functools import cached_property

from ...extract.interval import growth_from_change, rate_agrees, share_of
from ...extract.model import FACTORS, Claim, Figure
from ...extract.subjects import clean_label
from ...narrative.model import Paragraph
from ..linking.index import index_of
from ..model import Evidence
from ..once import once
from ..prose.paragraphs import alongside
from ..prose.relations import operand
from ..wording import squeeze
from .proofs import changed_places, makes_up

_LOOK_BACK = 160
_QUOTIENTS = {"share": ("part", "whole"), "completion-rate": ("actual", "budget")}
"""What is divided by what."""


class Case:
    """One mismatch."""

    def __init__(self, evidence: Evidence, claim: Claim, figure: Figure) -> None:
        self.evidence, self.claim, self.figure = evidence, claim, figure

    @cached_property
    def equal(self) -> tuple[Figure, ...]:
        """The cells that hold the claim's amount."""
        return tuple(index_of(self.evidence).equal(self.claim.quantity, self.claim.start))

    @cached_property
    def same(self) -> tuple[Figure, ...]:
        """Those of them that stand in a column of the claim's or the cell's kind."""
        return tuple(each for each in self.equal if each.column in (self.claim.column, self.figure.column))

    @cached_property
    def own(self) -> str:
        """The item that the claim names."""
        return clean_label(self.claim.facets.item)

    @cached_property
    def theirs(self) -> str:
        """The item that the cell is about."""
        return clean_label(self.figure.facets.item)

    @cached_property
    def whole(self) -> bool:
        """Whether the claim is a total and not an item or a part."""
        return not self.claim.facets.item and self.claim.facets.nature in ("", "total")

    @cached_property
    def borne_out(self) -> bool:
        """Whether a rate told of the claim is right of the cell and wrong of the amount stated.

        95万元，占80%; 95万元，完成预算的80%; 95万元，比上年增加5万元，增长9.09%.
        """
        return any(
            (
                each.type in _QUOTIENTS
                and operand(self.evidence, each, _QUOTIENTS[each.type][0]) is self.claim
                and self._right(each)
            )
            or (operand(self.evidence, each, "level") is self.claim and self._grown(each))
            for each in alongside(self.evidence, self.claim)
        )

    @cached_property
    def proven(self) -> bool:
        """Whether the amounts beside it tell that the cell is meant: their sum, or one in the claim's place."""
        case = (self.evidence, self.claim, self.figure)
        return makes_up(*case) or changed_places(*case)

    def _grown(self, rate: Claim) -> bool:
        change = operand(self.evidence, rate, "change")
        amounts = (self.claim.quantity, self.figure.quantity)
        if rate.type != "growth-rate" or change is None or not rate.direction:
            return False
        if not {each.unit for each in (*amounts, change.quantity)} <= set(FACTORS):
            return False
        stated, printed = (growth_from_change(change.quantity, each, rate.direction) for each in amounts)
        if stated is None or printed is None or rate_agrees(rate.quantity, printed) != "equal":
            return False
        return rate_agrees(rate.quantity, stated) == "differs"

    def _right(self, rate: Claim) -> bool:
        whole = operand(self.evidence, rate, _QUOTIENTS[rate.type][1])
        amounts = (self.claim.quantity, self.figure.quantity)
        if whole is None or not {each.unit for each in (*amounts, whole.quantity)} <= set(FACTORS):
            return False
        stated, printed = (share_of(each, whole.quantity) for each in amounts)
        if stated is None or printed is None or rate_agrees(rate.quantity, printed) != "equal":
            return False
        return rate_agrees(rate.quantity, stated) == "differs"

    @cached_property
    def words(self) -> str:
        """The sentence up to the claim."""
        return self._before.rpartition("。")[2][-_LOOK_BACK:]

    @cached_property
    def clause(self) -> str:
        """The clause up to the claim."""
        return squeeze(self.evidence.report.text[self.claim.clause[0] : self.claim.start])

    @cached_property
    def segment(self) -> str:
        """The sentence up to the claim, from its last semicolon on."""
        return self._before.rpartition("。")[2].rpartition("；")[2]

    @cached_property
    def _before(self) -> str:
        paragraph = _paragraphs(self.evidence)[self.claim.paragraph]
        return paragraph.text[: paragraph.index(self.claim.start)]


@once
def _paragraphs(evidence: Evidence) -> dict[str, Paragraph]:
    return {paragraph.id: paragraph for paragraph in evidence.report.paragraphs}
