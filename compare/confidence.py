"""How often findings of a sort are right, as counted; and the severity that this allows.

``confidence.tsv`` holds the counts: for each check, severity and band of the check's own confidence the findings that
were right among those made on reports with planted and with annotated defects. ``benchmarks/calibrate.py`` writes it;
``gouji train --decisions`` writes one with reviewers' decisions, which ``calibration`` in gouji.toml names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from ..narrative.errors import GouJiError
from ..narrative.failures import reading
from .model import Finding, Severity

NAME = "confidence.tsv"
BANDS = (0.75, 0.9)
"""The check's own confidence is only asked whether it is below these."""
PRIOR, WEIGHT = 0.85, 10
"""What is believed of a sort never seen, and how many findings that belief is worth."""
HIGHEST = 0.99
CERTAIN = 0.75
"""An error must be right three times in four; otherwise it is a warning."""
LIKELY = 0.5
"""A warning must be right as often as not; otherwise it is information."""

LARGEST = 1024 * 1024
COUNTED = "Counted by benchmarks/calibrate.py on reports with planted and annotated defects."
_SORT = r"([A-Z]{2}\d{3}){0}(error|warning|info){0}([0-2])"
_NAMED = re.compile(_SORT.replace("{0}", "/"))
_ROW = re.compile(_SORT.replace("{0}", r"\t") + r"\t(\d{1,9})\t(\d{1,9})")

Sort = tuple[str, str, int]
"""Check, severity, band."""


class ForeignCounts(GouJiError):
    """A file of counts that is damaged, or that gouji did not write. One line: file, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings of a sort were right, of how many."""

    right: int
    of: int

    @property
    def confidence(self) -> float:
        """The share of right ones, drawn towards what is believed of any finding where there were few."""
        return min(round((self.right + PRIOR * WEIGHT) / (self.of + WEIGHT), 2), HIGHEST)


def sort_of(finding: Finding) -> Sort:
    """The sort that a finding, as its check made it, is counted under."""
    return finding.code, finding.severity, sum(finding.confidence >= band for band in BANDS)


def named(sort: Sort) -> str:
    """A sort as JSON gives it: NT101/error/2."""
    return "/".join(map(str, sort))


def sort_named(name: object) -> Sort | None:
    """The sort of such a name, None if it is none."""
    match = _NAMED.fullmatch(name) if isinstance(name, str) else None
    return (match[1], match[2], int(match[3])) if match else None


def calibrated(finding: Finding, counts: Mapping[Sort, Count] | None = None) -> Finding:
    """The finding with the confidence of its sort, and no graver than that allows; its own if nothing is known.

    ``counts`` stand for the shipped ones.
    """
    sort = sort_of(finding)
    count = (shipped() if counts is None else counts).get(sort)
    if count is None:
        return replace(finding, sort=named(sort))
    severity = severity_of(finding.severity, count)
    return replace(finding, confidence=count.confidence, severity=severity, sort=named(sort))


def severity_of(severity: Severity, count: Count) -> Severity:
    """What a finding may be called that is right as often as counted."""
    if severity == "error" and count.confidence < CERTAIN:
        severity = "warning"
    return "info" if severity == "warning" and count.confidence < LIKELY else severity


@cache
def shipped() -> Mapping[Sort, Count]:
    """The counts that come with gouji."""
    return _parsed(files(__package__).joinpath(NAME).read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def counts_in(path: str) -> Mapping[Sort, Count]:
    """The counts in a file that ``gouji train --decisions`` wrote. Raises ForeignCounts."""
    try:
        if Path(path).stat().st_size > LARGEST:
            raise ValueError
        return _parsed(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise ForeignCounts(f"{path}：无法读取（{reading(problem)}）；请检查 calibration 的路径") from None
    except ValueError:
        raise ForeignCounts(
            f"{path}：不是 gouji train --decisions 写出的计数，或已损坏；请重新生成"
        ) from None


def _parsed(text: str) -> dict[Sort, Count]:
    found: dict[Sort, Count] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            match = _ROW.fullmatch(line)
            if match is None or int(match[4]) > int(match[5]):
                raise ValueError(line)
            found[match[1], match[2], int(match[3])] = Count(int(match[4]), int(match[5]))
    if not found:
        raise ValueError("no counts")
    return found


def as_lines(counts: Mapping[Sort, Count], *, source: str = COUNTED) -> list[str]:
    """The table as a file holds it; ``source`` says where the counts are from."""
    head = [
        "# How many findings were right: check, severity, band of the check's confidence, right, of.",
        f"# {source}",
    ]
    rows = (
        "\t".join((*map(str, sort), str(count.right), str(count.of)))
        for sort, count in sorted(counts.items())
    )
    return [*head, *rows]
