"""What is known of the terminal: its width, its colours, the user's language."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from ..writers.style import Lang, Style

_NARROWEST, _WIDEST, _PIPED = 40, 120, 100


def style_for(output: Path | None, lang: Lang, *, verbose: bool = False, checklist: bool = False) -> Style:
    """How to write to ``output``, or to standard output if it is None."""
    return Style(
        lang=lang, width=_width(output), colour=_colour(output), verbose=verbose, checklist=checklist
    )


def _width(output: Path | None) -> int:
    if _on_terminal(output) or "COLUMNS" in os.environ:
        return min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
    return _PIPED


def _colour(output: Path | None) -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return _on_terminal(output) and not plain


def _on_terminal(output: Path | None) -> bool:
    return output is None and sys.stdout is not None and sys.stdout.isatty()
