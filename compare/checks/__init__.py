"""The catalogue of checks: one file each, registered by its name (``nt101_value_mismatch.py`` is NT101)."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import cleandoc

from ...narrative.errors import one_line
from ..asides import CHECKS, in_asides
from ..model import Evidence, Finding, Judgement, Severity

Check = Callable[[Evidence], Iterator[Judgement | Finding]]
STRICT: ContextVar[bool] = ContextVar("STRICT", default=False)
"""Whether a check that fails ends the audit, as with ``--debug`` and in tests, or costs itself alone."""
_FILE = re.compile(r"([a-z]{2}\d{3})_([a-z_]+)$")


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """One check: code (``NT101``), name (``value-mismatch``), Chinese title and documentation."""

    code: str
    name: str
    title: str
    severity: Severity
    doc: str
    check: Check


def identity(module: str) -> tuple[str, str]:
    """Code and name of the check in ``module``, from its file name. Raises ValueError for others."""
    match = _FILE.search(module)
    if match is None:
        raise ValueError(f"not a check: {module}")
    return match[1].upper(), match[2].replace("_", "-")


def _info(module_name: str) -> CheckInfo:
    module = import_module(f"{__name__}.{module_name}")
    code, name = identity(module_name)
    doc = cleandoc(module.__doc__ or "")
    return CheckInfo(code, name, doc.split("\n", 1)[0].rstrip("。"), module.SEVERITY, doc, module.check)


@cache
def catalogue() -> tuple[CheckInfo, ...]:
    """All checks in the order of their codes."""
    names = sorted(item.name for item in pkgutil.iter_modules(__path__) if _FILE.match(item.name))
    return tuple(_info(name) for name in names)


def run(evidence: Evidence) -> tuple[tuple[Judgement, ...], tuple[Finding, ...]]:
    """What all checks make of the evidence, and some of them of the prose outside the narrative.

    A check that a defect of ours ends is named in ``evidence.unfinished``; what it found until then stays.
    """
    judgements: list[Judgement] = []
    findings: list[Finding] = []
    for info in catalogue():
        try:
            _run(evidence, info, judgements, findings)
        except Exception as defect:  # of one check: the others must not be lost with it
            if STRICT.get() or isinstance(defect, MemoryError):
                raise
            evidence.unfinished[info.code] = one_line(defect)
    return tuple(judgements), tuple(findings)


def _run(evidence: Evidence, info: CheckInfo, judgements: list[Judgement], findings: list[Finding]) -> None:
    for result in info.check(evidence):
        if isinstance(result, Judgement):
            judgements.append(result)
        else:
            findings.append(result)
    if info.code in CHECKS:
        findings += in_asides(evidence, info.check, findings)
