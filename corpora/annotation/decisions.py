"""Reviewers' decisions as labels: what they accepted is a defect, what they dismissed is acceptable.

The input is the program's JSON with decisions in it: ``suppressed`` with its reason on what was dismissed, ``accepted``
(true) on what was accepted. Findings without a decision, and those that follow from another, become no labels.
"""

from __future__ import annotations

import json
from pathlib import Path, PurePath

from .codecs import NUMBER, shown
from .fields import label_of
from .files import read_bytes
from .model import AcceptableLabel, Annotation, AnnotationError, FindingLabel, Json

_KEPT = {
    name: name
    for name in ("id", "kind", "severity", "section", "page", "quote", "stated", "expected", "confidence")
} | {"char_start": "start", "char_end": "end", "evidence": "workings", "note": "code"}
"""The keys of a finding label, and where they stand in the program's JSON."""


def decided(path: Path, report: str | None = None) -> Annotation:
    """The labels of the one report in the file, or of the one so named. Raises AnnotationError."""
    entry = _report(path, report)
    problems: list[str] = []
    findings: list[FindingLabel] = []
    acceptable: list[AcceptableLabel] = []
    for number, each in enumerate(_list(entry, "findings", path), 1):
        try:
            label = _label(each)
        except ValueError as problem:
            problems.append(f"{path}：findings 第{number}条：{problem}")
        else:
            if isinstance(label, FindingLabel):
                findings.append(label)
            elif label is not None:
                acceptable.append(label)
    if problems:
        raise AnnotationError(tuple(problems))
    name, digest = entry.get("path"), entry.get("sha256")
    document = name if isinstance(name, str) else None
    rest: tuple[tuple[str, Json], ...] = (("sha256", digest),) if isinstance(digest, str) else ()
    return Annotation(document, (), tuple(findings), tuple(acceptable), rest)


def _label(finding: Json) -> FindingLabel | AcceptableLabel | None:
    if not isinstance(finding, dict):
        raise ValueError("应为一个 JSON 对象")
    if finding.get("cause") is not None:
        return None
    dismissed, accepted = finding.get("suppressed"), finding.get("accepted")
    if dismissed is not None:
        why = dismissed.get("reason") if isinstance(dismissed, dict) else dismissed
        said = {"quote": finding.get("quote"), "why": why, "page": finding.get("page")}
        return label_of(AcceptableLabel, {key: value for key, value in said.items() if value is not None})
    if accepted is None or accepted is False:
        return None
    if accepted is not True:
        raise ValueError(f"accepted 应为 true 或 false，不是 {shown(accepted)}")
    record = {key: finding[name] for key, name in _KEPT.items() if finding.get(name) is not None}
    if "confidence" in record:
        record["confidence"] = NUMBER.to_json(NUMBER.of_text(str(record["confidence"])))
    return label_of(FindingLabel, record)


def _report(path: Path, report: str | None) -> dict[str, Json]:
    try:
        whole = json.loads(read_bytes(path).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise AnnotationError(
            (f"{path}：不是 JSON；应是 gouji check --format json 的结果加上处理意见",)
        ) from None
    reports = _list(whole, "reports", path)
    if report is not None:
        wanted = PurePath(report).name
        reports = [each for each in reports if PurePath(str(_get(each, "path"))).name == wanted]
    if len(reports) != 1 or not isinstance(reports[0], dict):
        what = f"没有（或不止一份）名为 {report} 的报告" if report else f"有 {len(reports)} 份报告"
        raise AnnotationError((f"{path}：{what}；请写明是哪一份",))
    return reports[0]


def _get(entry: Json, key: str) -> Json:
    return entry.get(key) if isinstance(entry, dict) else None


def _list(entry: Json, key: str, path: Path) -> list[Json]:
    found = _get(entry, key)
    if not isinstance(found, list):
        raise AnnotationError((f"{path}：没有 {key}；应是 gouji check --format json 的结果加上处理意见",))
    return found
