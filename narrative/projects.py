"""Rows of tables of projects: their names without what stands beside them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from .lexicon import subjects
from .rows import Record

_CLASS = re.compile(r"^.{1,6}类$")


def without_companions(records: list[Record]) -> list[Record]:
    """The rows of projects without the words that stand beside many of their names: their class, 科目 and unit."""
    records = _without_remarks(records)
    first = Counter(record.labels[0].flat for record in records if len(record.labels) > 1)
    last = Counter(record.labels[-1].flat for record in records if len(record.labels) > 1)
    found = []
    for record in records:
        labels = record.labels
        if len(labels) > 1 and last[labels[-1].flat] > 1:
            labels = labels[:-1]
        if len(labels) > 1 and (
            first[labels[0].flat] > 1 or _CLASS.match(labels[0].flat) or labels[0].flat in subjects()
        ):
            labels = labels[1:]
        found.append(replace(record, labels=labels))
    return found


def _without_remarks(records: list[Record]) -> list[Record]:
    """The rows without words that stand behind the amounts of the row before, in its last column."""
    found, ended = [], -1
    for record in records:
        labels = [token for token in record.labels if token.line != ended]
        if labels or record.values:
            found.append(replace(record, labels=labels) if labels else record)
        ended = record.values[-1].line if record.values else ended
    return found
