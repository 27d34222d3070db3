"""Everything outside the tables: the sections of a text and its paragraphs, each knowing its section."""

from __future__ import annotations

from collections.abc import Sequence

from .lines import page_breaks, page_of
from .model import Paragraph, Section
from .outline import outline
from .paragraphs import blocks, logical


def prose(
    text: str, gaps: Sequence[tuple[int, int]] = (), *, markdown: bool = False
) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    """The sections and paragraphs of ``text``; ``gaps`` are the ranges of its tables, sorted and apart."""
    found = blocks(text, gaps, markdown=markdown)
    plan = outline(text, found)
    breaks = page_breaks(text)
    paragraphs: list[Paragraph] = []
    for block, (index, wanted) in zip(found, plan.placement, strict=True):
        if not wanted:
            continue
        words, offsets = logical(text, block.ranges, markdown=markdown)
        if not words:
            continue
        section = plan.sections[index]
        paragraphs.append(
            Paragraph(
                id=f"p{len(paragraphs) + 1}",
                text=words,
                offsets=offsets,
                section=section.id,
                part=section.part,
                page=page_of(breaks, offsets[0]),
            )
        )
    return plan.sections, tuple(paragraphs)
