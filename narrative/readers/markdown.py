"""Markdown: whether a text is written in it. The marks are passed over in :mod:`narrative.lines`."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^#{1,6}[ \t\u3000]*\S", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*\|[-|: \t]*$", re.MULTILINE)


def is_markdown(text: str) -> bool:
    """Whether a text is Markdown, whatever its suffix: it has headings with # or a pipe table's rule."""
    ruled = "--" in text and _RULE.search(text) is not None
    return ruled or ("#" in text and len(_HEADING.findall(text)) >= 2)
