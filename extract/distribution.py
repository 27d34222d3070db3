"""分别: lists of subjects, amounts and rates that belong together one to one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from .cues import DISTRIBUTED
from .drafts import Draft
from .known import is_known
from .model import Facets
from .subjects import facets_of

_SEPARATORS = re.compile(r"^[、，,：:∶和及与；以\s]*$")
_VERBED = re.compile(r"^[、，,和及与；以\s]*(?:(?:同比)?(?:增长|增加|上升|提高|下降|减少|降低)(?:了|约)?)?$")
"""分别下降5%、增长8%: each rate may have a verb of its own."""
_SPREAD = re.compile(r"(?:分别|各自|依次)(?:支出|收入|安排|为)?$")
_JOINED = re.compile(r"以及|[和及与]")
_NAME_END = re.compile(r"(?:费用?|经费|支出|收入|资金|[总合]计|拨款|预算|补助|[）”])$")
_YEAR = re.compile(r"(20\d\d)年")
_CARS = re.compile(r"购置费?[和及与]$")


def distribute(drafts: Sequence[Draft], year: int | None) -> None:
    """Tie the members of every 分别-list, paragraph by paragraph; ``year`` is the report's."""
    for _, run in groupby(drafts, key=lambda d: d.paragraph.id):
        _distribute(list(run), year)


def _distribute(paragraph: list[Draft], year: int | None) -> None:
    """Give the members of 分别-lists in one paragraph their own subjects and tie them one to one."""
    groups = _groups(paragraph)
    for members in groups:
        if members[0].type == "amount":
            _share_out(members, year)
    levels: list[Draft] = []
    changes: list[Draft] = []
    for members in groups:
        if members[0].type != "amount" and not levels:
            levels = _preceding(paragraph, members) or _counts_before(paragraph, members)
        if members[0].type == "amount":
            levels, changes = members, []
        elif members[0].type == "change-amount" and len(members) == len(levels):
            changes = members
            for one, level in zip(members, levels, strict=True):
                one.operands = [("level", level.index)]
        elif members[0].type == "growth-rate" and not levels and not changes:
            _tie_rates(members, [], _changes_before(paragraph, members))
        elif members[0].type == "growth-rate":
            _tie_rates(members, levels, changes)
        elif members[0].type == "share" and len(members) == len(levels):
            for one, level in zip(members, levels, strict=True):
                one.operands = [("part", level.index)]


def _preceding(paragraph: list[Draft], members: list[Draft]) -> list[Draft]:
    """As many amounts right before the ``members``: A 8万元、B 2万元，分别占80%、20%."""
    first = members[0].index - paragraph[0].index
    found = paragraph[max(0, first - len(members)) : first]
    alike = all(
        d.is_level and d.sentence == members[0].sentence and d.column == found[0].column for d in found
    )
    return found if alike and len(found) == len(members) else []


def _counts_before(paragraph: list[Draft], members: list[Draft]) -> list[Draft]:
    """As many counts right before the shares: 优12个、良2个，分别占85.71%、14.29%."""
    first = members[0].index - paragraph[0].index
    found = paragraph[max(0, first - len(members)) : first] if members[0].type == "share" else []
    unit = found[0].number.quantity.unit if found else None
    alike = all(
        d.type == "count" and d.sentence == members[0].sentence and d.number.quantity.unit == unit
        for d in found
    )
    return found if alike and len(found) == len(members) else []


def _changes_before(paragraph: list[Draft], members: list[Draft]) -> list[Draft]:
    """As many changes right before the rates: 较上年减少2万元、较预算增加3万元，分别下降5%、增长8%.

    The amounts that changed may stand between them: 收入20万元，增加2万元；支出18万元，增加3万元，分别增长…
    """
    first = members[0].index - paragraph[0].index
    found = [d for d in paragraph[:first] if not d.is_level][-len(members) :]
    between = paragraph[found[0].index - paragraph[0].index : first] if found else []
    if any(d.sentence != members[0].sentence for d in between):
        return []
    alike = all(d.type == "change-amount" and d.sentence == members[0].sentence for d in found)
    return found if alike and len(found) == len(members) else []


def _tie_rates(rates: list[Draft], levels: list[Draft], changes: list[Draft]) -> None:
    for i, rate in enumerate(rates):
        if len(changes) == len(rates):
            rate.operands.append(("change", changes[i].index))
        if len(levels) == len(rates):
            rate.operands.append(("level", levels[i].index))


def _groups(paragraph: list[Draft]) -> list[list[Draft]]:
    """Runs of numbers of one type, separated by marks only, that 分别 opens; a run of shares needs no opening."""
    found: list[list[Draft]] = []
    current: list[Draft] = []
    for draft in paragraph:
        between = _VERBED if draft.type == "growth-rate" else _SEPARATORS
        if current and draft.type == current[0].type and between.match(draft.gap):
            current.append(draft)
            continue
        if len(current) > 1:
            found.append(current)
        opens = DISTRIBUTED.search(draft.piece) or draft.type == "share"
        current = [draft] if opens else []
    return [*found, current] if len(current) > 1 else found


def _share_out(members: list[Draft], year: int | None) -> None:
    first = members[0]
    years = [int(each) for each in _YEAR.findall(first.piece)]
    if len(years) == len(members):
        for draft, own in zip(members, years, strict=True):
            draft.year = own
            if own != year or draft.column == "prior":
                draft.column = "none"
        return
    names = _names(_SPREAD.sub("", first.subject), len(members))
    if len(names) != len(members):
        _part_unnamed(members)
        return
    context = Facets(first.facets.flow if first.facets.flow != "both" else "", first.facets.fund)
    for draft, name in zip(members, names, strict=True):
        draft.subject, draft.named = name, True
        draft.facets = facets_of(name, context=context)


def _part_unnamed(members: list[Draft]) -> None:
    """近三年分别为8万元、9万元、10万元: amounts that differ and are not named one by one are not all of one cell."""
    values = {d.number.quantity.value for d in members}
    if len(values) > 1 and members[0].facets.flow != "both":
        for draft in members:
            draft.column = "none"


def _names(words: str, many: int) -> list[str]:
    """The ``many`` names of a list; 和 and 及 part names only where one ends before them, the last ones first."""
    names = [name for name in words.split("、") if name]
    cuts = [cut for i, name in enumerate(names) for cut in ((i, m) for m in _JOINED.finditer(name))]
    sound = [(i, m) for i, m in cuts if _parts(names[i], m)]
    lacking = many - len(names)
    for i, match in reversed((sound if len(sound) >= lacking else cuts)[-lacking:] if lacking > 0 else []):
        names[i : i + 1] = [names[i][: match.start()], names[i][match.end() :]]
    return [name for name in names if name]


def _parts(name: str, joint: re.Match[str]) -> bool:
    """Whether a name ends before a joint: not in 公务用车购置费及运行维护费, nor in a 科目's own name."""
    before = name[: joint.start()]
    whole = _CARS.search(name[: joint.end()]) is not None or is_known(name)
    return _NAME_END.search(before) is not None and not whole
