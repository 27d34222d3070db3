"""Blocks of Markdown pipes or of tab-separated lines that have no title of their own."""

from __future__ import annotations

import re
from itertools import pairwise

from .regions import Region
from .textlines import Line, is_part_heading
from .titles import is_title, kind_of, title_text

_NUMBER = re.compile(r"\d")
_PIPES = re.compile(r"^\s*\|.*\|\s*$|^[^|]+\|[^|]+\|")


def with_untitled(lines: list[Line], regions: list[Region]) -> list[Region]:
    """The regions and, between them, blocks of pipes or of tab-separated cells that have no title."""
    edges = [0, *(edge for region in regions for edge in (region.first, region.last)), len(lines)]
    found = list(regions)
    for first, last in list(pairwise(edges))[::2]:
        found += _blocks(lines, first, last)
    return sorted(found, key=lambda region: region.first)


def _blocks(lines: list[Line], first: int, last: int) -> list[Region]:
    found, start, blank = [], -1, 0
    for i in range(first, last + 1):
        celled = i < last and bool(_PIPES.match(lines[i].text) or "\t" in lines[i].text.strip("\r\n"))
        if celled:
            start = i if start < 0 else start
            blank = 0
        elif start >= 0:
            blank += 1
            if i == last or lines[i].flat or blank > 2:
                end = max(j for j in range(start, i) if lines[j].flat or "\t" in lines[j].text) + 1
                found += _block(lines, first, start, end)
                start = -1
    return found


def _block(lines: list[Line], first: int, start: int, end: int) -> list[Region]:
    filled = [line for line in lines[start:end] if line.flat]
    if len(filled) < 2 or sum(bool(_NUMBER.search(line.text)) for line in filled) < 1:
        return []
    title, top = "", start
    for back in range(start - 1, max(first - 1, start - 5), -1):
        flat = lines[back].flat
        if not flat:
            continue
        if len(flat) > 50 or flat.endswith(("。", "；")) or is_part_heading(flat):
            break
        top = back
        if flat.endswith("表") or is_title(lines[back].text):
            title = title_text(lines[back].text)
            break
    else:
        top = start
    if not title:
        top = start
    kind = kind_of(title) if title else "unknown"
    return [Region(top, end, start, title, kind)]
