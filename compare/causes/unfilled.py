"""Placeholders that were never filled in, and what is said of the numbers that they stand for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from ..model import Evidence, Finding
from .gaps import Follower

NEAR = 60
"""A number that is missing stands this near, in characters, to what is said of it."""
_CHOICE = re.compile("[增减升降]|[大小高低]于|持平")
"""What stands for words, 增加（减少）, hides no number."""
_COMPUTED = ("NN201", "NN202", "NN203", "NN205", "NT101", "ST402")


def unfilled(evidence: Evidence, findings: list[Finding]) -> Iterator[Follower]:
    """What is said of the sentence around a placeholder, or misses the number that it stands for.

    The sum of a list may miss it in the next paragraph; of other paragraphs nothing else is computed with it.
    """
    places = [each for each in findings if each.code == "ST401" and not _CHOICE.search(each.quote)]
    starts = [finding.start for finding in places]
    begins = [each.offsets[0] for each in evidence.report.paragraphs if each.offsets]

    def beside(start: int, end: int, *, anywhere: bool) -> Finding | None:
        i = bisect_left(starts, start - NEAR)
        while i < len(starts) and starts[i] <= end + NEAR:
            if anywhere or bisect_right(begins, starts[i]) == bisect_right(begins, start):
                return places[i]
            i += 1
        return None

    for finding in findings:
        if places and finding.code in _COMPUTED:
            spans = [(finding.start, finding.end)]
            spans += [(e.start, e.end) for e in finding.evidence if e.start is not None and e.end is not None]
            near = (beside(*span, anywhere=finding.code == "NN205") for span in spans)
            root = next((each for each in near if each is not None), None)
            if root is not None:
                yield finding, root
