"""各部分的增减与总的增减不符

检查什么：总数比上年增减多少，各部分（基本支出与项目支出、人员经费与公用经费、“三公”经费三项、购置与运行维护）各增减多少：
增加为正、减少为负，相加应当等于总的增减。各部分没有列全的（包括各部分的金额相加不到总数的）、比较的基数不同的（有的比上年，有的比预算）不核对。增减率已经
对不上的，由增减率核对负责，不在此重复。逐段写各项的，只在一项的增减方向改过来即相符时提出：上年有、今年没有的项不在其中。

为什么：总的增减与各部分的增减分别从不同的表里算出，改了一个没有改另一个。

例：支出比上年增加 20 万元，其中：基本支出增加 30 万元，项目支出减少 15 万元：合计增加 15 万元。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ...extract.interval import Customs, base, customary, plain, sums_to
from ...extract.model import FACTORS, Claim, Quantity
from ..findings import Blame, accuse
from ..model import Evidence, Finding, Judgement, Severity
from ..prose.complete import FUNDS, is_known_set
from ..prose.growth import Growth, growths, reckon_growth
from ..prose.itemized import itemized
from ..prose.relations import all_customs, first_figure, operand
from ..prose.unmoved import EXPENSES, all_but_same
from ..wording import DIRECTIONS, amount, squeeze
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_BASE = re.compile(
    r"(?:比|较|与|同|和)(?P<base>[^，。；：]{0,14}?)(?:数|安排|批复)?(?:相比|比较|增|减|多|少|下降|上升)"
)
_REACH = 400
"""How many characters behind a total's change those of its parts may stand."""
_FARTHEST = 2000
"""And how many where each of the three public expenses has a paragraph of its own."""
_PARTS = {"": ("basic", "project"), "total": ("basic", "project"), "basic": ("personnel", "public")}

_BESIDES = ("business", "upward", "subsidy")
"""What there may be besides 基本支出 and 项目支出."""


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Add up the signed changes of every total's parts."""
    customs = all_customs(evidence)
    blamed = _blamed(evidence, customs)
    changes = [
        claim for claim in evidence.claims if claim.type == "change-amount" and claim.quantity.unit in FACTORS
    ]
    known = _known(evidence, changes)
    done: set[str] = set()
    for parts_of in (_named, _by_levels, _by_nature, _by_expense):
        for total in changes:
            parts = parts_of(evidence, total, known)
            if total.id in done or not parts:
                continue
            expenses = all_but_same(evidence, total, parts, EXPENSES)
            known_set = len(parts) > 1 and is_known_set(parts)
            if not (expenses or known_set or all_but_same(evidence, total, parts, (FUNDS,))):
                continue
            if _told_by_rate(evidence, total, parts):
                continue
            if not expenses and _leaves_a_rest(evidence, total, parts):
                continue
            if _comparable(evidence, total, parts) and not blamed & {total.id, *(part.id for part in parts)}:
                done.add(total.id)
                yield from _judge(evidence, total, parts, customs)
    for total, parts in itemized(evidence, changes):
        if total.id not in done and not blamed & {total.id, *(part.id for part in parts)}:
            yield from _one_turned(evidence, total, parts, customs)


def _told_by_rate(evidence: Evidence, total: Claim, parts: tuple[Claim, ...]) -> bool:
    """Whether another part of the total's tells its change by a rate alone, so that the parts are not all known."""
    level = operand(evidence, total, "level")
    counted = {part.facets for part in parts} | {total.facets}
    for growth in growths(evidence):
        rate = growth.rate
        if rate.start < total.start or growth.change or not rate.quantity.value:
            continue
        alone = growth.level is None and rate.facets.item and rate.paragraph == total.paragraph
        beside = growth.level is not None and level is not None and _within(evidence, growth.level, level)
        if (alone or beside) and (growth.level or rate).facets not in counted:
            return True
    return False


def _within(evidence: Evidence, part: Claim, whole: Claim) -> bool:
    """Whether an amount is a part of another, or a part of its part: 运行维护费 of 公务用车 of “三公”."""
    above = evidence.by_id.get(part.part_of or "")
    return part.part_of == whole.id or (above is not None and above.part_of == whole.id)


def _leaves_a_rest(evidence: Evidence, total: Claim, parts: tuple[Claim, ...]) -> bool:
    """Whether the parts' own amounts do not make up the total's (经营支出 is not named): then others changed too."""
    levels = [operand(evidence, each, "level") for each in (total, *parts)]
    whole, *stated = [_amount(evidence, level) for level in levels if level is not None] or [None]
    if whole is None or None in stated or len(stated) < len(parts):
        return False
    known = [each for each in stated if each is not None]
    spare = sum((q.step * FACTORS[q.unit or ""] for q in (whole, *known)), Decimal(0))
    return whole.yuan - sum((each.yuan for each in known), Decimal(0)) > spare


def _amount(evidence: Evidence, level: Claim) -> Quantity | None:
    """What an amount is: its cell where it has one, since the prose may be wrong."""
    cell = first_figure(evidence, level)
    written = cell.quantity if cell is not None and cell.quantity.unit in FACTORS else level.quantity
    return written if written.unit in FACTORS else None


@dataclass(frozen=True, slots=True)
class _Changes:
    """The changes by the change they are named under, by the amount whose part they change, and by their nature.

    ``expenses`` are those of the sections on 三公.
    """

    named: dict[str, list[Claim]]
    levels: dict[str, list[tuple[Claim, Claim]]]
    natures: dict[tuple[str, str, str], list[Claim]]
    expenses: list[Claim]


def _known(evidence: Evidence, changes: list[Claim]) -> _Changes:
    public = {section.id for section in evidence.report.sections if section.kind == "three-public"}
    known = _Changes({}, {}, {}, [claim for claim in changes if claim.section in public])
    for claim in changes:
        if claim.part_of:
            known.named.setdefault(claim.part_of, []).append(claim)
        level = operand(evidence, claim, "level")
        if level is not None and level.part_of:
            known.levels.setdefault(level.part_of, []).append((claim, level))
        if not claim.facets.item:
            key = (claim.paragraph, claim.facets.nature, claim.facets.fund)
            known.natures.setdefault(key, []).append(claim)
    return known


def _blamed(evidence: Evidence, customs: Customs) -> frozenset[str]:
    """The changes that their own growth rate or their own two levels contradict."""
    wrong = {
        growth.change.id
        for growth in growths(evidence)
        if growth.change and _contradicted(evidence, growth, customs)
    }
    for claim in evidence.claims:
        level, prior = operand(evidence, claim, "level"), operand(evidence, claim, "prior", "budget")
        if claim.type == "change-amount" and level and prior and claim.direction:
            moved = base(level.quantity)[0] - base(prior.quantity)[0]
            if moved * claim.direction < 0:
                wrong.add(claim.id)
    return frozenset(wrong)


def _contradicted(evidence: Evidence, growth: Growth, customs: Customs) -> bool:
    if growth.change and growth.change.direction * growth.rate.direction < 0:
        return True
    found = reckon_growth(evidence, growth, customs)
    return found is not None and found.agreement == "differs"


def _named(evidence: Evidence, total: Claim, known: _Changes) -> tuple[Claim, ...]:
    """The changes that an 其中 puts under a change."""
    return tuple(known.named.get(total.id, ()))


def _by_levels(evidence: Evidence, total: Claim, known: _Changes) -> tuple[Claim, ...]:
    """The changes of the amounts that are parts of the total's amount, one each, in its own paragraph."""
    level = operand(evidence, total, "level")
    if level is None or level.paragraph != total.paragraph:
        return ()
    found: dict[str, Claim] = {}
    for claim, part in known.levels.get(level.id, ()):
        if claim.section == total.section and 0 < claim.start - total.start < _REACH:
            found.setdefault(part.id, claim)
    return tuple(found.values())


def _by_nature(evidence: Evidence, total: Claim, known: _Changes) -> tuple[Claim, ...]:
    """The changes of 基本支出 and 项目支出, or of 人员经费 and 公用经费, in the paragraph of their whole's."""
    wanted = _PARTS.get(total.facets.nature, ())
    if total.facets.item or total.path or total.facets.flow != "expenditure":
        return ()
    found = [known.natures.get((total.paragraph, nature, total.facets.fund), []) for nature in wanted]
    others = [known.natures.get((total.paragraph, nature, total.facets.fund), []) for nature in _BESIDES]
    if any(len(same) != 1 for same in found) or any(others):
        return ()
    return tuple(sorted((same[0] for same in found), key=lambda claim: claim.start))


def _by_expense(evidence: Evidence, total: Claim, known: _Changes) -> tuple[Claim, ...]:
    """The changes of the three public expenses, a paragraph each, behind that of all of them."""
    if total.facets.item != "三公经费":
        return ()
    behind = [claim for claim in known.expenses if 0 < claim.start - total.start < _FARTHEST]
    for names in EXPENSES:
        parts = tuple(claim for claim in behind if any(name.search(claim.subject) for name in names))
        if parts and all_but_same(evidence, total, parts, (names,)):
            return parts
    return ()


def _comparable(evidence: Evidence, total: Claim, parts: tuple[Claim, ...]) -> bool:
    """Whether all of them have a direction and are measured against the same thing, as far as they say."""
    bases = {_base(evidence, claim) for claim in (total, *parts)} - {""}
    told = all(claim.direction or not claim.quantity.value for claim in (total, *parts))
    return told and len(bases) < 2 and len({part.facets for part in parts}) == len(parts)


def _base(evidence: Evidence, claim: Claim) -> str:
    """prior or budget, ``""`` where a change does not say what it is measured against."""
    match = _BASE.search(squeeze(evidence.report.text[claim.clause[0] : claim.start + 1]))
    if match is None:
        return ""
    return "budget" if "预算" in match["base"] else "prior"


def _signed(claim: Claim, customs: Customs) -> Quantity:
    quantity = customary(claim, customs)
    return replace(quantity, value=quantity.value * (claim.direction or 1))


def _judge(
    evidence: Evidence, total: Claim, parts: tuple[Claim, ...], customs: Customs
) -> Iterator[Judgement | Finding]:
    agreed = sums_to(_signed(total, customs), [_signed(part, customs) for part in parts])
    unit = total.quantity.unit or "元"
    value = sum((part.quantity.yuan * part.direction for part in parts), Decimal(0)) / FACTORS[unit]
    right = f"{DIRECTIONS[1 if value >= 0 else -1]}{plain(abs(value))}{unit}"
    words = f"{'，'.join(map(_words, parts))}，合计{right}；总的{_words(total, name=False)}"
    if agreed != "differs":
        for claim in (total, *parts):
            yield Judgement(claim.id, CODE, "consistent", words)
        return
    yield Judgement(total.id, CODE, "unverifiable", words, reason="各部分的增减与总的增减不符")
    if (turned := _turned(total, parts, customs)) is not None:
        yield _wrong_way(evidence, total, parts, turned, words)
        return
    yield accuse(
        evidence,
        total,
        Blame(CODE, RULE, "sum", SEVERITY, 0.85),
        message=f"各部分的增减与总的增减不符：{words}。",
        expected=right,
        workings=words,
        others=parts,
    )


def _turned(total: Claim, parts: tuple[Claim, ...], customs: Customs) -> Claim | None:
    """The one change that only has to be turned round for all to add up; of two alone that of the total."""
    fits = []
    for claim in (total, *parts):
        signed = {
            each.id: _signed(replace(each, direction=-each.direction) if each is claim else each, customs)
            for each in (total, *parts)
        }
        if claim.direction and sums_to(signed[total.id], [signed[part.id] for part in parts]) == "equal":
            fits.append(claim)
    return fits[0] if len(fits) == 1 or (fits and len(parts) == 1) else None


def _wrong_way(
    evidence: Evidence, total: Claim, parts: tuple[Claim, ...], turned: Claim, words: str
) -> Finding:
    right = DIRECTIONS[-turned.direction]
    return accuse(
        evidence,
        turned,
        Blame(CODE, RULE, "direction", SEVERITY, 0.85),
        message=f"各部分的增减与总的增减不符：{words}；“{squeeze(turned.subject)}”改为“{right}”即相符。",
        expected=right,
        workings=words,
        others=[claim for claim in (total, *parts) if claim is not turned],
        diagnosis="增减方向写反",
    )


def _one_turned(
    evidence: Evidence, total: Claim, parts: tuple[Claim, ...], customs: Customs
) -> Iterator[Finding]:
    """Of a list of 项 only the one direction that, turned round, makes all add up, and that no rate supports."""
    if not _comparable(evidence, total, parts):
        return
    if sums_to(_signed(total, customs), [_signed(part, customs) for part in parts]) != "differs":
        return
    turned = _turned(total, parts, customs)
    if turned is None or turned.id in {each.change.id for each in growths(evidence) if each.change}:
        return
    value = sum((part.quantity.yuan * part.direction for part in parts), Decimal(0))
    unit = total.quantity.unit or "元"
    added = f"{DIRECTIONS[1 if value >= 0 else -1]}{plain(abs(value) / FACTORS[unit])}{unit}"
    words = f"所列{len(parts)}项合计{added}；总的{_words(total, name=False)}"
    yield _wrong_way(evidence, total, parts, turned, words)


def _words(claim: Claim, *, name: bool = True) -> str:
    moved = f"{DIRECTIONS.get(claim.direction, '增减')}{amount(claim.quantity)}"
    return f"“{squeeze(claim.subject)}”{moved}" if name else moved
