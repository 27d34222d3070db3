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
from .parts import LEAVES, MONEY, kind_of, part_of

_GLUED = re.compile(
    r"(?P<title>[^，；。：:\d]{2,60}?)(?:[。：:]|(?=(?:年初|本年)?(?:预算|支出|决算|收入)?(?:数|安排)?(?:为|是|共|合计|安排)?\d))"
)
_GLUED_END = re.compile(r"(?:费|费用|支出|经费|收入|情况|说明|结果|采购|[（(][类款项][）)]|[类款项]|补助|资金|管理|自评|评价)[”\"]?$")
_PART_NUMERAL_ONLY = re.compile(r"第.{1,3}部分$")


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections and, for each block, the index of its section and whether it is prose (not a mere heading)."""

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
    """The sections so far, the open ones innermost last, and the last numeral met at level 2 of the narrative."""

    drafts: list[_Draft] = field(default_factory=list)
    stack: list[int] = field(default_factory=list)
    counted: int = 0


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
    if _part(state) in {"organisation", "annex", "tables"} and kind_of(title) not in MONEY:
        return False
    return bool(_GLUED_END.search(title)) or (numbered.level <= 3 and bool(WEAK_END.search(title)))


def _is_cover(state: _State, block: Block) -> bool:
    """Whether a title without numeral is the report's own, on the cover."""
    return not state.stack and block.start < 400 and bool(re.search(r"(?:预算|决算)(?:公开)?$", block.flat))


def _numbered(block: Block, numbered: Head, end: int, title: str, state: _State) -> _Draft:
    return _draft(
        numbered.level, numbered.numeral, numbered.value, plain_title(title), TextRange(block.start, end), state
    )


def _bare(blocks: Sequence[Block], i: int, state: _State) -> _Draft:
    """A section whose heading has no numeral: its level is told by its neighbours."""
    block = blocks[i]
    title = plain_title(block.flat)
    part = part_of(title)
    here = TextRange(block.start, block.end)
    if block.hashes:
        return _draft(block.hashes, "", 0, title, here, state)
    if is_annex_name(block.flat):
        return _draft(2 if _part(state) == "annex" else 1, "", 0, title, here, state, bare=True)
    follower = next((found for later in blocks[i + 1 : i + 8] if (found := head(later.flat))), None)
    open_levels = {state.drafts[index].level: state.drafts[index] for index in state.stack}
    if follower and follower.value >= 2 and follower.level > 1:
        before = open_levels.get(follower.level)
        if (before.value if before else 0) == follower.value - 2:
            return _draft(follower.level, "", follower.value - 1, title, here, state, bare=True)
    if part is not None and (part != "narrative" or _part(state) != "narrative" or kind_of(title) == "other"):
        starts_part = part not in {"narrative", "organisation"} or not follower or follower.value == 1
        if starts_part and (part != _part(state) or part in {"organisation", "narrative"}):
            return _draft(1, "", 0, title, here, state, bare=True)
    level = next((state.drafts[index].level for index in reversed(state.stack) if state.drafts[index].level <= 3), 1)
    if follower and follower.value == 1:
        level = min(level, follower.level - 1)
    return _draft(max(level, 1), "", 0, title, here, state, bare=True)


def _draft(
    level: int, numeral: str, value: int, title: str, heading: TextRange, state: _State, *, bare: bool = False
) -> _Draft:
    """A new section with its parent, kind and part found from those that are open."""
    parent = next((index for index in reversed(state.stack) if state.drafts[index].level < level), None)
    above = state.drafts[parent] if parent is not None else None
    handed = above.kind if above and (above.level > 1 or above.bare and above.kind in LEAVES) else "other"
    kind = kind_of(title, handed)
    part = _decide(level, value, title, kind, above, state)
    return _Draft(level, numeral, value, title, kind, part, heading.start, heading, parent, bare)


def _decide(level: int, value: int, title: str, kind: SectionKind, above: _Draft | None, state: _State) -> Part:
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
    if inherited in {"organisation", "tables", "front"} and kind in MONEY and re.search(r"(?:说明|情况)$", title):
        return "narrative"
    if inherited == "narrative" and level == 2 and own == "organisation" and kind in {"duties", "organisation"}:
        return "organisation"
    return inherited


def _part(state: _State) -> Part:
    return state.drafts[state.stack[-1]].part if state.stack else "front"


def _open(state: _State, made: _Draft) -> None:
    """Close what ends where ``made`` begins and put it on the stack."""
    while state.stack and state.drafts[state.stack[-1]].level >= made.level:
        state.drafts[state.stack.pop()].end = made.start
    state.drafts.append(made)
    state.stack.append(len(state.drafts) - 1)
    if made.level == 2 and made.part == "narrative" and made.value:
        state.counted = made.value


def _place(text: str, block: Block, length: int) -> int:
    """The place in ``text`` after the first ``length`` characters of the block's flat text."""
    seen = 0
    for start, end in block.ranges:
        for index in range(start, end):
            seen += not text[index].isspace()
            if seen == length:
                return index + 1
    return block.end


def _settle(text: str, blocks: Sequence[Block], state: _State, placement: list[tuple[int, bool]]) -> None:
    """Part headings without words get their part from what stands in them; text without headings is narrative."""
    for draft in state.drafts:
        if draft.end < 0:
            draft.end = len(text)
    if any(draft.part == "narrative" for draft in state.drafts[1:]):
        return
    for block, (index, prose) in zip(blocks, placement, strict=True):
        draft = state.drafts[index]
        if prose and draft.part in {"front", "organisation"} and re.search(r"\d[\d.,]*[万亿]?元", block.flat):
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
