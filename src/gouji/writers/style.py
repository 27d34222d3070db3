"""How a result is to be written, and by which writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..compare.model import Audit

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Style:
    """What a writer for the terminal needs to know. ``width`` is in columns; a Hanzi takes two."""

    lang: Lang = "zh"
    width: int = 100
    colour: bool = False
    verbose: bool = False
    checklist: bool = False


Renderer = Callable[[Iterable[Audit], Style], Iterator[str]]
"""Turns audits, as they come, into chunks of text."""
