"""How far two amounts lie apart, where the prose says so: two of the prose, or one and the cell of its row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from ...extract.interval import Customs, customary, factor, plain, sums_to
from ...extract.model import FACTORS, Claim
from ..findings import Blame, accuse
from ..model import Evidence, Finding, Judgement
from ..wording import amount, as_written, squeeze
from .before import changes
from .relations import RANK, VERDICTS, Reading, Rows, beside, operand, readings
from .rivals import differs_from_another

Told = tuple[Judgement | Finding, ...]
_AGAINST = re.compile(
    r"(?:比|较|与|超)(?P<initial>年初)?(?:全年|调整)?预算数?(?:相比)?[，]?(?:增加|减少|多|少|节约|超支|结余)(?:支出|了)*$"
)


def apart(evidence: Evidence, claim: Claim, rows: Rows, customs: Customs, blame: Blame) -> Told:
    """The judgement of a stated change, and the finding where it differs; nothing where an amount is unknown."""
    return (
        _stated(evidence, claim, customs, blame)
        or _over_budget(evidence, claim, rows, customs, blame)
        or _since(evidence, claim, customs, blame)
    )


def _stated(evidence: Evidence, claim: Claim, customs: Customs, blame: Blame) -> Told:
    """A change whose two levels are both stated must be their difference."""
    level, prior = operand(evidence, claim, "level"), operand(evidence, claim, "prior", "budget")
    if level is None or prior is None or not {level.quantity.unit, prior.quantity.unit} <= set(FACTORS):
        return ()
    found: Told = ()
    for now in (level, *head(evidence, level)):
        pairs = product(readings(evidence, now, customs), readings(evidence, prior, customs))
        told = tuple(_apart(evidence, claim, pairs, (now, prior), customs, blame))
        if len(told) < 2:
            return told
        found = found or told
    if len(found) > 1 and differs_from_another(evidence, claim, (level, prior)):
        return (Judgement(claim.id, blame.code, "unverifiable", reason="增减额可能是对另一个数说的"),)
    return found


def head(evidence: Evidence, level: Claim) -> Iterator[Claim]:
    """The total of the list that a level ends (运行费9万元，其中：…，保险2万元，比上年10万元减少1万元)."""
    total = evidence.by_id.get(level.part_of or "")
    if total is not None and total.paragraph == level.paragraph and total.quantity.unit in FACTORS:
        yield total


def _over_budget(evidence: Evidence, claim: Claim, rows: Rows, customs: Customs, blame: Blame) -> Told:
    """A change against a budget that only the row of this year's cell shows (比年初预算减少1万元)."""
    level = operand(evidence, claim, "level")
    before = squeeze(evidence.report.text[max(claim.clause[0], claim.start - 40) : claim.start])
    match = _AGAINST.search(before)
    if level is None or match is None or level.quantity.unit not in FACTORS:
        return ()
    columns = ("budget",) if match["initial"] else ("budget", "adjusted-budget")
    shown = beside(evidence, level, columns, rows)
    pairs = product(readings(evidence, level, customs), shown)
    return tuple(_apart(evidence, claim, pairs, (level,), customs, blame))


def _since(evidence: Evidence, claim: Claim, customs: Customs, blame: Blame) -> Told:
    """A change against the year before, which only the row of this year's cell shows; its direction is NN204's."""
    change = changes(evidence).get(claim.id)
    if change is None or (change.agreement != "differs" and change.direction != claim.direction):
        return ()
    pair = [(change.now, change.then)]
    doubted = blame if change.named else replace(blame, severity="warning")
    return tuple(_apart(evidence, claim, pair, (change.level,), customs, doubted))


def _apart(
    evidence: Evidence,
    claim: Claim,
    pairs: Iterable[tuple[Reading, Reading]],
    others: tuple[Claim, ...],
    customs: Customs,
    blame: Blame,
) -> Iterator[Judgement | Finding]:
    """Whether a change is how far two amounts lie apart, in the best of the ways to read them."""
    stated, tried = customary(claim, customs), []
    for pair in pairs:
        more, less = sorted(pair, key=lambda reading: -reading.quantity.yuan)
        tried.append((sums_to(more.quantity, (less.quantity, stated)), more, less))
    if not tried:
        return
    agreement, more, less = min(tried, key=lambda each: RANK[each[0]])
    distance = (more.quantity.yuan - less.quantity.yuan) / factor(claim.quantity.unit)
    right = f"{plain(distance)}{claim.quantity.unit or ''}"
    words = f"{amount(more.quantity)}−{amount(less.quantity)}={right}"
    yield Judgement(claim.id, blame.code, VERDICTS[agreement], words)
    if agreement == "differs":
        yield accuse(
            evidence,
            claim,
            blame,
            message=f"文中写增减{as_written(evidence, claim)}，按{words}，应为{right}。",
            expected=right,
            workings=words,
            others=others,
            figures=[reading.figure for reading in (more, less) if reading.figure],
            replacement=right,
        )
