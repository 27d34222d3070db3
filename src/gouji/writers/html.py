"""HTML: one file that works by a double click, without network: prose beside tables, each number with its basis."""

from __future__ import annotations

from ..compare.model import Audit
from .page.view import page
from .source import Source
from .style import Style


def make(audit: Audit, style: Style, source: Source | None = None) -> bytes:
    """The page of one report; ``source`` is not needed."""
    return page(audit, style).encode("utf-8", "backslashreplace")
