"""What of a finding is to be told: workings and message where they add something, a cell's amount with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..compare.model import Finding
from .places import squeezed

_NUMBER = re.compile(r"[0-9][0-9.,，]*")


def explained(finding: Finding, shown: str, has_cells: bool) -> Iterator[tuple[str, str]]:
    """The workings and the message, but nothing twice: the message is for what they and the diagnosis do not tell."""
    workings, message = squeezed(finding.workings), squeezed(finding.message)
    told = is_told(finding)
    within = bool(workings) and workings in message
    if not (within and not told) and _adds(workings, shown):
        yield "workings", workings
    if within and told:
        return
    shown = " ".join((shown, workings, finding.diagnosis, finding.expected))
    if ((not told or not (workings or has_cells)) and message not in shown) or _adds(message, shown):
        yield "message", message


def is_told(finding: Finding) -> bool:
    """Whether a diagnosis or a replacement says what is wrong."""
    return bool(finding.diagnosis) or finding.suggestion is not None


def _adds(body: str, shown: str) -> bool:
    """Whether a text says something that is not in ``shown``: a number, or the text itself if it has none."""
    numbers = _numbers(body)
    return not numbers <= _numbers(shown) if numbers else squeezed(body).strip("。.") not in shown


def measured(value: str, unit: str) -> str:
    """A cell's text with its unit, which stands once: some cells have their own."""
    said = "%" if value.endswith("％") else value
    return value if unit and said.endswith(unit) else value + unit


def _numbers(text: str) -> set[str]:
    return {re.sub("[,，]", "", number).rstrip(".") for number in _NUMBER.findall(text)}
