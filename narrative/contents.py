"""Contents pages: runs of headings without text that must not be taken for the sections themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .headings import head, is_leader
from .paragraphs import Block

_CONTENTS = re.compile(r"(?:目录|目次)(?:页)?$")
_NOISE = re.compile(r"[\d.．…·、，。：:（）()\-_‥]+")
_SENTENCE = re.compile(r"[，。；！？]")


def contents(blocks: Sequence[Block]) -> set[int]:
    """The indices of the blocks that are lines of a contents page."""
    found = {i for i, block in enumerate(blocks) if is_leader(block.flat)}
    for i, block in enumerate(blocks[:60]):
        if _CONTENTS.match(block.flat):
            found.add(i)
            found.update(range(i + 1, _end(blocks, i + 1)))
            break
    return found | _repeated(blocks, found)


def _key(flat: str) -> str:
    numbered = head(flat)
    return _NOISE.sub("", flat[numbered.cut :] if numbered else flat)


def _end(blocks: Sequence[Block], start: int) -> int:
    """The index after the last line of the contents that begin at ``start``."""
    first = _key(blocks[start].flat) if start < len(blocks) else ""
    dotted = False
    parts = 0
    for i in range(start, len(blocks)):
        block = blocks[i]
        if is_leader(block.flat):
            dotted = True
            continue
        if dotted and not (i + 1 < len(blocks) and is_leader(blocks[i + 1].flat)):
            return i
        if block.gap or (i > start and first and _key(block.flat) == first):
            return i
        if _SENTENCE.search(block.flat) or len(block.flat) > 60:
            return _before_chain(blocks, start, i)
        numbered = head(block.flat)
        if numbered and numbered.level == 1:
            if parts and numbered.value <= parts:
                return i
            parts = numbered.value
    return _before_chain(blocks, start, len(blocks))


def _before_chain(blocks: Sequence[Block], start: int, stop: int) -> int:
    """Step back over the headings that belong to the text at ``stop``: one of each level, ever higher."""
    level, i = 9, stop
    while i > start:
        numbered = head(blocks[i - 1].flat)
        above = numbered.level if numbered else 1
        if above >= level:
            break
        level, i = above, i - 1
        if level == 1:
            break
    return i


def _repeated(blocks: Sequence[Block], known: set[int]) -> set[int]:
    """Headings that come again further down and have nothing under them here."""
    titles = [i for i, block in enumerate(blocks) if block.title and i not in known]
    last = {_key(blocks[i].flat): i for i in titles}
    found: set[int] = set()
    for i in titles:
        if last[_key(blocks[i].flat)] <= i or i + 1 >= len(blocks):
            continue
        following = blocks[i + 1]
        if following.gap or not (following.title or i + 1 in known):
            continue
        mine, theirs = head(blocks[i].flat), head(following.flat)
        if mine and (theirs is None or theirs.level <= mine.level):
            found.add(i)
    return found
