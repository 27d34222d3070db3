"""An audit as pandas data frames, for notebooks and studies. pandas is imported here only, when asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from pandas import DataFrame

    from .model import Audit

CLAIM_COLUMNS = (
    "id", "start", "end", "section", "type", "subject", "column", "year", "value", "unit", "direction",
    "verdict", "reason", "expected", "workings", "confidence", "rule",
)  # fmt: skip
FINDING_COLUMNS = (
    "id", "code", "rule", "kind", "severity", "message", "section", "start", "end", "quote", "stated",
    "expected", "workings", "diagnosis", "confidence", "cause", "suppressed",
)  # fmt: skip


def claims_frame(audit: Audit) -> DataFrame:
    """One row a claim, with its verdict; ``value`` is a Decimal. Raises ImportError without pandas."""
    rows: list[Mapping[str, object]] = []
    for claim in audit.claims:
        assessment = audit.assessments.get(claim.id)
        sources = (assessment, claim.quantity, claim)
        rows.append({name: _first(sources, name) for name in CLAIM_COLUMNS})
    return _frame(rows, CLAIM_COLUMNS)


def findings_frame(audit: Audit) -> DataFrame:
    """One row a finding, consequences included. Raises ImportError without pandas."""
    rows = [{name: getattr(finding, name) for name in FINDING_COLUMNS} for finding in audit.findings]
    return _frame(rows, FINDING_COLUMNS)


def _first(sources: Sequence[object], name: str) -> object:
    return next((getattr(source, name) for source in sources if hasattr(source, name)), None)


def _frame(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> DataFrame:
    return _pandas().DataFrame(list(rows), columns=list(columns))


def _pandas() -> ModuleType:
    try:
        import pandas
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            "转为数据框需要 pandas，请先安装：pip install 'gouji[study]'", name="pandas"
        ) from missing
    module: ModuleType = pandas
    return module
