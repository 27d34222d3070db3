"""Sections out of headings: numbered, glued to their text, split over lines, or with their numeral lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .contents import contents
from .headings import WEAK_END, Head, head, is_annex_name, plain_title
from .lines import page_breaks, page_of
from .model import Part, Section, SectionKind, TextRange
from .paragraphs import Block
from .parts import LEAVES, MONEY, is_of_three_public, kind_of, part_of

_GLUED = re.compile(
    r"(?P<title>[^，；。：:\d]{2,60}?)"
    r"(?:[。：:]|(?=(?:年初|本年)?(?:预算|支出|决算|收入)?(?:数|安排)?(?:为|是|共|合计|安排)?\d))"
)
_GLUED_END = re.compile(
    r"(?:费|费用|支出|经费|收入|情况|说明|结果|采购|[类款项][）)]?|补助|资金|管理|自评|评价"
    r"|[（(]2\d{6}[）)]|[（(]\d\d[）)][一-鿿“”（）]{2,40}[（(]\d\d[）)])[”\"]?$"
)
_LONGEST_GLUED = 14
"""Shorter is a heading on bodies and staff that its text follows on the same line (二、机构设置。本局内设…)."""
_ORGANISATION: frozenset[SectionKind] = frozenset(("duties", "organisation"))
_SAID = re.compile(r"(?:说明|情况)$")
_MONEY = re.compile(r"\d[\d.,]{0,24}[万亿]?元")


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections; for each block the index of its section and whether it is prose, not a mere heading."""

    sections: tuple[Section, ...]
    placement: tuple[tuple[int, bool], ...]


@dataclass(slots=True)
class _Draft:
    """A section while its end is not known."""

    level: int
    numeral: str
    value: int
    title: str
    kind: SectionKind
    part: Part
    start: int
    heading: TextRange
    parent: int | None
    bare: bool = False
    end: int = -1


@dataclass(slots=True)
class _State:
    """The sections so far, the open ones innermost last, and the narrative's last numeral at level 2.

    ``listed`` are level and value of the numerals of mere paragraphs since the innermost section began.
    """

    drafts: list[_Draft] = field(default_factory=list)
    stack: list[int] = field(default_factory=list)
    counted: int = 0
    listed: set[tuple[int, int]] = field(default_factory=set)


def outline(text: str, blocks: Sequence[Block]) -> Outline:
    """The sections that the headings among ``blocks`` make; the first is the root, ``s0``."""
    front = contents(blocks)
    state = _State([_Draft(0, "", 0, "", "other", "front", 0, TextRange(0, 0), None)])
    placement: list[tuple[int, bool]] = []
    for i, block in enumerate(blocks):
        if i in front:
            placement.append((0, True))
            continue
        made = _heading(text, blocks, i, state)
        if made is not None:
            _open(state, made)
        elif (numbered := _item_numeral(block.flat)) is not None:
            _leave(state, numbered, block.start)
        prose = made is None or not block.title
        placement.append((state.stack[-1] if state.stack else 0, prose))
    _settle(text, blocks, state, placement)
    return Outline(_sections(text, state.drafts), tuple(placement))


def _heading(text: str, blocks: Sequence[Block], i: int, state: _State) -> _Draft | None:
    """The section that block ``i`` begins, if it begins one."""
    block = blocks[i]
    numbered = head(block.flat)
    if block.title:
        if numbered is None and not _is_cover(state, block):
            return _bare(blocks, i, state)
        return _numbered(block, numbered, block.end, block.flat[numbered.cut :], state) if numbered else None
    if numbered is None or numbered.level == 1 or _part(state) in {"glossary", "front"}:
        return None
    match = _GLUED.match(block.flat, numbered.cut)
    if not match or not _is_item(match["title"], numbered, state):
        return None
    end = _place(text, block, match.end("title"))
    return _numbered(block, numbered, end, match["title"], state)


def _is_item(title: str, numbered: Head, state: _State) -> bool:
    """Whether the clause after a numeral is a heading that its text follows on the same line."""
    kind, part = kind_of(title), _part(state)
    if part == kind == "organisation" and numbered.level == 2:
        return len(title) < _LONGEST_GLUED
    if part in {"organisation", "annex", "tables"} and kind not in MONEY:
        return False
    return bool(_GLUED_END.search(title)) or (numbered.level <= 3 and bool(WEAK_END.search(title)))


def _is_cover(state: _State, block: Block) -> bool:
    """Whether a title without numeral is the report's own, on the cover."""
    return not state.stack and block.start < 400 and bool(re.search(r"(?:预算|决算)(?:公开)?$", block.flat))


def _numbered(block: Block, numbered: Head, end: int, title: str, state: _State) -> _Draft:
    here = TextRange(block.start, end)
    return _draft(numbered.level, numbered.numeral, numbered.value, plain_title(title), here, state)


def _bare(blocks: Sequence[Block], i: int, state: _State) -> _Draft:
    """A section whose heading has no numeral: its level is told by its neighbours."""
    block = blocks[i]
    title = plain_title(block.flat)
    here = TextRange(block.start, block.end)
    if block.hashes:
        return _draft(block.hashes, "", 0, title, here, state)
    if is_annex_name(block.flat):
        return _draft(2 if _part(state) == "annex" else 1, "", 0, title, here, state, bare=True)
    follower = next((found for later in blocks[i + 1 : i + 8] if (found := head(later.flat))), None)
    lost = _lost(follower, state)
    if lost is not None:
        return _draft(lost.level, "", lost.value - 1, title, here, state, bare=True)
    return _draft(_bare_level(title, follower, state), "", 0, title, here, state, bare=True)


def _lost(follower: Head | None, state: _State) -> Head | None:
    """The numeral that comes next, if the one before it is missing: the heading between has lost it."""
    if follower is None or follower.value < 2 or follower.level == 1:
        return None
    before = next((state.drafts[i].value for i in state.stack if state.drafts[i].level == follower.level), 0)
    return follower if before == follower.value - 2 else None


def _bare_level(title: str, follower: Head | None, state: _State) -> int:
    """The level of a heading without numeral: a part's, or that of the headings around it."""
    part, kind = part_of(title), kind_of(title)
    outer = state.drafts[state.stack[0]] if state.stack else None
    beside = next((state.drafts[i].level for i in reversed(state.stack) if state.drafts[i].level <= 3), 1)
    first = follower is None or follower.value == 1
    inside = outer is not None and outer.level == 1 and outer.kind == "other" and part in {outer.part, None}
    level = 1 if _starts_part(part, kind, first, state) else beside
    if inside and kind != "other":
        level = max(beside, 2)
    return max(1, min(level, follower.level - 1)) if follower and follower.value == 1 else level


def _starts_part(part: Part | None, kind: SectionKind, first: bool, state: _State) -> bool:
    """Whether a heading without numeral that names ``part`` begins it."""
    if part in {"narrative", "organisation"}:
        return first and (part != _part(state) or kind == "other")
    return part not in {None, _part(state)}


def _draft(
    level: int, numeral: str, value: int, title: str, heading: TextRange, state: _State, *, bare: bool = False
) -> _Draft:
    """A new section with its parent, kind and part found from those that are open."""
    parent = next((index for index in reversed(state.stack) if state.drafts[index].level < level), None)
    above = state.drafts[parent] if parent is not None else None
    kind = kind_of(title, _handed(above))
    part = _decide(level, value, title, kind, above, state)
    return _Draft(level, numeral, value, title, kind, part, heading.start, heading, parent, bare)


def _handed(above: _Draft | None) -> SectionKind:
    """The kind that a section hands down to those in it."""
    if above is None or above.part == "annex":
        return "other"
    whole = (above.bare and above.kind in LEAVES) or is_of_three_public(above.title)
    return above.kind if above.level > 1 or whole else "other"


def _decide(
    level: int, value: int, title: str, kind: SectionKind, above: _Draft | None, state: _State
) -> Part:
    """The part of a new section: by its own words, else its parent's, else the one that came before."""
    own = part_of(title)
    inherited = above.part if above else None
    if level == 1 or inherited is None:
        if own is not None:
            return own if own != "narrative" or kind != "duties" else "organisation"
        return "narrative" if kind in MONEY else (inherited or _part(state))
    if own == "glossary" or inherited == "glossary":
        return "glossary"
    if inherited == "annex":
        return "narrative" if level == 2 and kind in MONEY and value == state.counted + 1 > 3 else "annex"
    if inherited in {"organisation", "tables", "front"} and kind in MONEY and _SAID.search(title):
        return "narrative"
    if inherited == "narrative" and level == 2 and own == "organisation" and kind in _ORGANISATION:
        return "organisation"
    return inherited


def _part(state: _State) -> Part:
    return state.drafts[state.stack[-1]].part if state.stack else "front"


def _open(state: _State, made: _Draft) -> None:
    """Close what ends where ``made`` begins and put it on the stack."""
    while state.stack and state.drafts[state.stack[-1]].level >= made.level:
        state.drafts[state.stack.pop()].end = made.start
    state.listed.clear()
    state.drafts.append(made)
    state.stack.append(len(state.drafts) - 1)
    if made.level == 2 and made.part == "narrative" and made.value:
        state.counted = made.value


def _item_numeral(flat: str) -> Head | None:
    """The numeral of a numbered paragraph below 一、; 7、56.27万元 is the rest of a line."""
    numbered = head(flat)
    inner = (
        numbered is not None and numbered.level > 2 and not flat[numbered.cut : numbered.cut + 1].isdigit()
    )
    return numbered if inner else None


def _leave(state: _State, numbered: Head, start: int) -> None:
    """Close the sections that a numbered paragraph cannot be in: 2.上年结转… behind （1）甲 and （2）乙 is beside 1."""
    before = numbered.level, numbered.value - 1
    inner = state.drafts[state.stack[-1]] if len(state.stack) > 1 else None
    if inner is not None and numbered.value > 1 and before not in state.listed:
        outer = numbered.level < inner.level
        if outer or (numbered.level, numbered.value) == (inner.level, inner.value + 1):
            while len(state.stack) > 1 and state.drafts[state.stack[-1]].level >= numbered.level:
                state.drafts[state.stack.pop()].end = start
    state.listed.add((numbered.level, numbered.value))


def _place(text: str, block: Block, length: int) -> int:
    """The place in ``text`` after the first ``length`` characters of the block's flat text."""
    wanted, position = iter(block.flat[:length]), block.start
    char = next(wanted)
    for start, end in block.ranges:
        position = start
        while (place := text.find(char, position, end)) >= 0:
            position = place + 1
            following = next(wanted, "")
            if not following:
                return position
            char = following
    return position


def _settle(text: str, blocks: Sequence[Block], state: _State, placement: list[tuple[int, bool]]) -> None:
    """End what is open; where nothing was found to be narrative, prose with amounts is."""
    for draft in state.drafts:
        if draft.end < 0:
            draft.end = len(text)
    if any(draft.part == "narrative" for draft in state.drafts[1:]):
        return
    for block, (index, prose) in zip(blocks, placement, strict=True):
        draft = state.drafts[index]
        if prose and draft.part in {"front", "organisation"} and _MONEY.search(block.flat):
            draft.part = "narrative"


def _sections(text: str, drafts: Sequence[_Draft]) -> tuple[Section, ...]:
    breaks = page_breaks(text)
    numbers: list[str] = []
    found = []
    for index, draft in enumerate(drafts):
        above = numbers[draft.parent] if draft.parent is not None and drafts[draft.parent].level > 1 else ""
        numbers.append(draft.numeral if draft.level <= 1 else above + draft.numeral)
        found.append(
            Section(
                id=f"s{index}",
                number=numbers[-1],
                title=draft.title,
                level=draft.level,
                kind=draft.kind,
                part=draft.part,
                start=draft.start,
                end=draft.end,
                heading=draft.heading,
                parent=f"s{draft.parent}" if draft.parent is not None else None,
                page=page_of(breaks, draft.start),
            )
        )
    return tuple(found)
