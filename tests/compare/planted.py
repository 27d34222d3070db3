"""Defects in the correct sample, and the roots of what is found of them."""

from __future__ import annotations

from importlib.resources import files

import gouji
from gouji.compare.model import Audit, Finding

SAMPLE = files("gouji.corpora.samples").joinpath("final-accounts-correct.txt").read_text(encoding="utf-8")


def check(*changes: tuple[str, str]) -> Audit:
    """The sample with each first text replaced by the second, which must stand there once."""
    text = SAMPLE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return gouji.check_text(text)


def roots(audit: Audit) -> list[Finding]:
    return [each for each in audit.findings if each.cause is None and each.severity != "info"]
