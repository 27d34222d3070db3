"""A baseline: the findings of an earlier run, so that only new ones count. Read from the run's own JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from .compare.options import Suppression
from .narrative.errors import GouJiError
from .version import __version__

if TYPE_CHECKING:
    from .compare.model import Audit

LARGEST = 512 * 1024 * 1024
SCHEMA = 1


class BaselineError(GouJiError):
    """A file that is no baseline. One line: file, what is wrong, what to do."""


class Baseline:
    """The ids of known findings by report."""

    def __init__(self, name: str, reports: dict[str, frozenset[str]]) -> None:
        """Keep what ``read_baseline`` found in the file called ``name``."""
        self._reason = f"基线 {name} 中已有"
        self._reports = reports

    def suppressions(self, path: str) -> tuple[Suppression, ...] | None:
        """Those of the report at ``path``, by its file name; a baseline of one report is for any. None if unknown."""
        known = self._reports.get(PurePath(path).name)
        if known is None and len(self._reports) == 1:
            known = next(iter(self._reports.values()))
        if known is None:
            return None
        return tuple(Suppression(each, self._reason) for each in sorted(known))


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file: what ``--write-baseline`` or ``--format json`` wrote. Raises BaselineError."""
    try:
        if not path.is_file():
            raise BaselineError(f"{path}：找不到这个基线文件；请先用 --write-baseline 写出")
        if path.stat().st_size > LARGEST:
            raise BaselineError(f"{path}：基线文件过大；请用 --write-baseline 重新写出")
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise BaselineError(f"{path}：无法读取；请检查路径和权限") from None
    except (ValueError, RecursionError):
        raise BaselineError(f"{path}：不是 JSON，或不完整；请用 --write-baseline 写出基线") from None
    try:
        if content["schema"] != SCHEMA:
            raise BaselineError(f"{path}：JSON 的版本是 {content['schema']}，只认 {SCHEMA}；请重新写出基线")
        reports: dict[str, frozenset[str]] = {}
        for report in content["reports"]:
            name = PurePath(report["path"]).name
            ids = frozenset(str(finding["id"]) for finding in report["findings"])
            reports[name] = reports.get(name, frozenset()) | ids
    except (KeyError, TypeError, AttributeError):
        raise BaselineError(f"{path}：不是 gouji 写出的 JSON；请用 --write-baseline 写出基线") from None
    return Baseline(path.name, reports)


def entry_of(audit: Audit) -> str:
    """One report's part of a baseline, a finding a line."""
    findings = ",\n".join(
        "  " + json.dumps({"id": each.id, "code": each.code, "quote": each.quote}, ensure_ascii=False)
        for each in audit.findings
    )
    return f' {{"path": {json.dumps(audit.report.path, ensure_ascii=False)}, "findings": [\n{findings}\n ]}}'


def baseline_of(entries: Iterable[str]) -> str:
    """The baseline of the reports whose entries these are: JSON with a part of the contract's fields."""
    reports = ",\n".join(entries)
    return f'{{"schema": {SCHEMA}, "gouji": "{__version__}", "reports": [\n{reports}\n]}}\n'
