"""How a result is to be written, and by which writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..compare.model import Audit
from .source import Source

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reviewer decided about a finding, why it was dismissed, and a note on it."""

    status: Literal["open", "accepted", "taken", "dismissed"] = "open"
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """What a writer needs to know. ``width`` is in columns of a terminal; a Hanzi takes two.

    ``tracked`` asks the Word writer to write suggestions as tracked changes: all of them, or those of the findings in
    ``taken``. ``remarks`` are the reviewer's, by root finding; what follows from one shares its status.
    """

    lang: Lang = "zh"
    width: int = 100
    colour: bool = False
    verbose: bool = False
    checklist: bool = False
    tracked: bool = False
    taken: frozenset[str] | None = None
    remarks: Mapping[str, Remark] = field(default_factory=dict)


Renderer = Callable[[Iterable[Audit], Style], Iterator[str]]
"""Turns audits, as they come, into chunks of text."""

Maker = Callable[[Audit, Style, Source | None], bytes]
"""Turns one audit, and the file it was made of, into a file."""
