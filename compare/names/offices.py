"""部门 where it was put for 单位 all over a file, also inside fixed names: 机关事业部门基本养老保险."""

from __future__ import annotations

import re

from ...narrative.model import TextRange
from ..wording import squeeze

_REPLACED = (
    ("机关事业", re.compile("基本|养老|职业")),
    ("附属", re.compile("上缴|补助")),
    ("事业", re.compile("医疗|离退休")),
    ("行政", re.compile("医疗|离退休")),
    ("", re.compile(r"价值\d")),
)
"""What stands before and behind 部门 where it was put for 单位."""
_OFFICE = re.compile(r"部\s{0,2}门(?=\s{0,7}[上价养医基离职补])")
"""部门 before the first character of what may stand behind it."""


def fixed_names(text: str) -> list[TextRange]:
    """Where a fixed name has 部门 for 单位."""
    return [place for match in _OFFICE.finditer(text) if (place := _fixed_name(text, match))]


def _fixed_name(text: str, match: re.Match[str]) -> TextRange | None:
    before = squeeze(text[max(0, match.start() - 8) : match.start()])
    behind = squeeze(text[match.end() : match.end() + 8])
    for front, back in _REPLACED:
        if before.endswith(front) and back.match(behind):
            start = text.rfind(front[0], 0, match.start()) if front else match.start()
            return TextRange(start, match.end())
    return None
