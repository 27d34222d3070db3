"""CSV: a finding a row, all reports in one file; with a byte order mark, without which Excel reads no Chinese."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from ..compare.model import Audit
from .phrases import Phrases
from .sheet import head, inert, row
from .style import Style
from .words import WORDS


def render(audits: Iterable[Audit], style: Style) -> Iterator[str]:
    """The rows under one head; RFC 4180."""
    words = WORDS[style.lang]
    began = False
    for audit in audits:
        phrases = Phrases(audit, style.lang, style.remarks)
        if not began:
            decided = [words["decision"]] if style.remarks else []
            yield "\ufeff" + _line([words["col-file"], words["col-report"], *head(phrases), *decided])
            began = True
        for entry in phrases.entries():
            decided = [phrases.decision(entry.finding)] if style.remarks else []
            yield _line([audit.report.path, phrases.headline(), *row(entry), *decided])


def _line(cells: list[str]) -> str:
    stream = StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow(map(inert, cells))
    return stream.getvalue()
