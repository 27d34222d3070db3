"""Reviewers' decisions as counts of how often findings of each sort were right (gouji.compare.confidence).

The input is the JSON of ``gouji check --format json`` or of the review desk: ``accepted`` (true) on what was found to
be a defect, ``suppressed`` with a reason on what was dismissed. Nothing else is read of it, and nothing leaves the
machine. What a baseline knows already was not decided, and consequences are not counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ...compare.checks import catalogue
from ...compare.confidence import Count, Sort, as_lines, sort_named
from ...compare.options import KNOWN_BEFORE
from ...narrative.errors import GouJiError
from ...narrative.failures import reading, writing
from ...narrative.whole import write_all

SHIPPED = 5
"""All that was counted of a sort before weighs as much as so many decisions, which would otherwise weigh nothing."""
Decisions = dict[tuple[str, str], tuple[Sort, bool]]
"""By report (sha256) and finding: its sort, and whether it was right."""


class DecisionsError(GouJiError):
    """A file of decisions that cannot be used. One line: file, finding, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Recounted:
    """The counts with the decisions in them, and how many decisions there were of which sorts."""

    counts: dict[Sort, Count]
    own: dict[Sort, Count]


def decisions(paths: Iterable[Path]) -> Decisions:
    """What was decided in all files; of two decisions about one finding the later file's counts.

    Raises DecisionsError for a file that is damaged or something else, and if nothing was decided.
    """
    found: Decisions = {}
    codes = frozenset(info.code for info in catalogue())
    for path in paths:
        for report, finding in _findings(path):
            if (decided := _decided(path, finding, codes)) is not None:
                found[report, str(finding["id"])] = decided
    if not found:
        raise DecisionsError("这些文件里没有一处处理意见：问题应有 accepted（true）或 suppressed（理由）")
    return found


def recounted(found: Decisions, shipped: Mapping[Sort, Count]) -> Recounted:
    """The shipped counts with the decisions added, each many times where much was counted before."""
    own: dict[Sort, Count] = {}
    for sort, right in found.values():
        known = own.get(sort, Count(0, 0))
        own[sort] = Count(known.right + right, known.of + 1)
    counts = dict(shipped)
    for sort, decided in own.items():
        before = shipped.get(sort, Count(0, 0))
        times = max(1, -(-before.of // SHIPPED))
        counts[sort] = Count(before.right + times * decided.right, before.of + times * decided.of)
    return Recounted(counts, own)


def _findings(path: Path) -> Iterator[tuple[str, Mapping[str, object]]]:
    try:
        whole = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as problem:
        raise DecisionsError(f"{path}：无法读取（{reading(problem)}）；请检查路径") from None
    except (ValueError, RecursionError):
        raise DecisionsError(f"{path}：不是 JSON；应是 gouji 写出的 JSON 加上处理意见") from None
    try:
        reports = [(str(report["sha256"]), list(report["findings"])) for report in whole["reports"]]
    except (KeyError, TypeError):
        raise DecisionsError(f"{path}：不是 gouji 写出的 JSON；应是核对结果加上处理意见") from None
    for digest, findings in reports:
        for finding in findings:
            if not isinstance(finding, dict) or not isinstance(finding.get("id"), str):
                raise DecisionsError(f"{path}：有一条问题没有编号（id）；请重新核对并导出")
            yield digest, finding


def _decided(path: Path, finding: Mapping[str, object], codes: frozenset[str]) -> tuple[Sort, bool] | None:
    where = f"{path}：问题 {finding['id']}"
    accepted, reason = finding.get("accepted", False), _reason(where, finding)
    if not isinstance(accepted, bool):
        raise DecisionsError(f"{where}：accepted 应为 true 或 false")
    if accepted and reason is not None:
        raise DecisionsError(f"{where}：既确认（accepted）又不是问题（suppressed）；请只留一个")
    known_before = reason is not None and KNOWN_BEFORE.fullmatch(reason) is not None
    if (not accepted and reason is None) or known_before or finding.get("cause") is not None:
        return None
    sort = sort_named(finding.get("sort"))
    if sort is None or sort[0] not in codes:
        raise DecisionsError(
            f"{where}：没有这样的种类（sort：{finding.get('sort')}）；请用现在的 gouji 重新核对"
        )
    return sort, accepted


def _reason(where: str, finding: Mapping[str, object]) -> str | None:
    suppressed = finding.get("suppressed")
    if suppressed is None:
        return None
    reason = suppressed.get("reason") if isinstance(suppressed, dict) else suppressed
    if not isinstance(reason, str):
        raise DecisionsError(f"{where}：suppressed 应写明理由（reason）")
    return reason


def write_counts(found: Recounted, path: Path) -> None:
    """Write the counts as ``calibration`` in gouji.toml reads them, whole or not at all. Raises DecisionsError."""
    right = sum(count.right for count in found.own.values())
    of = sum(count.of for count in found.own.values())
    source = f"The shipped counts with {of} decisions by reviewers, {right} of them accepted (gouji train --decisions)."
    lines = as_lines(found.counts, source=source)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_all({path: ("\n".join(lines) + "\n").encode()})
    except OSError as problem:
        raise DecisionsError(f"{path}：无法写出：{writing(problem)}") from None
