"""What a sentence compares with last year, and last year's own report on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...extract.interval import Interval, interval
from ...extract.model import FACTORS, Claim, Column, Figure, Quantity
from ..model import Evidence
from ..prose.relations import all_customs, readings
from ..wording import cell_words
from .counterparts import LAST, Counterparts, cells_of, elsewhere_words, redefined, sentence_of

_LAST_YEAR = re.compile(r"上年|上一年|去年|同期|同比")
_YEAR = re.compile(r"(20\d\d)年")
_WITH = re.compile(r"(?:比|较|相比|对比)[^，。；]{0,12}")
_OTHER_COLUMN = {
    "budget": re.compile(r"决算|执行|实际|完成"),
    "actual": re.compile(r"预算数|年初预算|上年预算"),
}


@dataclass(frozen=True, slots=True)
class Base:
    """This year's cell for what is compared, the readings of this year's number, and last year's cell."""

    level: Claim
    now: tuple[Quantity, ...]
    figure: Figure
    prior: Figure
    words: str

    def changes(self) -> Iterator[Interval]:
        """The signed change in 元, for each reading of this year's number."""
        before = interval(self.prior.quantity)
        for quantity in self.now:
            after = interval(quantity)
            yield Interval(after.low - before.high, after.high - before.low)


def reported_column(evidence: Evidence) -> Column:
    """The column that a report of this kind is about, this year and last."""
    return "budget" if evidence.report.kind == "budget" else "actual"


def base_of(
    evidence: Evidence, other: Evidence, claim: Claim, level: Claim | None, counterparts: Counterparts
) -> Base | None:
    """What ``claim`` compares ``level`` with, None unless both cells are certain."""
    if level is None or not _with_last_year(evidence, claim):
        return None
    column = reported_column(evidence)
    pairs = (
        (figure, counterparts.of(figure)) for figure in cells_of(evidence, level) if figure.column == column
    )
    figure, prior = next(((each, last) for each, last in pairs if last and not last.blank), (None, None))
    if figure is None or prior is None:
        return None
    now = tuple(reading.quantity for reading in readings(evidence, level, all_customs(evidence)))
    words = f"{cell_words(evidence, figure)}；{elsewhere_words(other, prior, LAST)}"
    return Base(level, now, figure, prior, words)


def stated_alone(evidence: Evidence) -> Iterator[tuple[Claim, Claim]]:
    """Last year's numbers said beside this year's of the same thing, without a change: 9万元（上年为8万元）."""
    column, before = reported_column(evidence), None
    for claim in evidence.claims:
        if claim.type != "amount" or claim.quantity.unit not in FACTORS:
            continue
        if claim.column == column:
            before = claim
        elif claim.column == "prior" and before is not None and _same_thing(claim, before):
            words = evidence.report.text[before.end : claim.start]
            if "。" not in words and not _OTHER_COLUMN[column].search(words):
                yield claim, before


def _same_thing(claim: Claim, level: Claim) -> bool:
    return (claim.paragraph, claim.facets, claim.path) == (level.paragraph, level.facets, level.path)


def _with_last_year(evidence: Evidence, claim: Claim) -> bool:
    """Whether a comparison is with last year's number of the same kind, under the same definitions."""
    sentence, year = sentence_of(evidence, claim), evidence.report.year
    years = {int(each) for each in _YEAR.findall(sentence)}
    compared = "".join(_WITH.findall(sentence))
    if year is None or years - {year, year - 1} or redefined(evidence, claim):
        return False
    if _OTHER_COLUMN[reported_column(evidence)].search(compared):
        return False
    return bool(_LAST_YEAR.search(sentence)) or year - 1 in years
