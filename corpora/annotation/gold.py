"""Annotations as JSON: ``STEM.claims.jsonl``, a claim a line, and ``STEM.findings.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from ...narrative.whole import write_all
from .codecs import dumped
from .fields import L, label_of, record_of
from .files import read_bytes
from .model import AcceptableLabel, Annotation, AnnotationError, ClaimLabel, FindingLabel, Json

CLAIMS, FINDINGS = ".claims.jsonl", ".findings.json"


def stem_of(path: Path) -> Path | None:
    """The common start of the two files if the path names one of them or, without more, their start."""
    for ending in (CLAIMS, FINDINGS):
        if path.name.endswith(ending):
            return path.with_name(path.name.removesuffix(ending))
    there = path.name and any(path.with_name(path.name + ending).exists() for ending in (CLAIMS, FINDINGS))
    return path if there and not path.is_file() else None


def read_gold(stem: Path) -> Annotation:
    """Both files, of which one may be missing. Raises AnnotationError with a line for each problem."""
    problems: list[str] = []
    claims = _claims(_named(stem, CLAIMS), problems)
    whole = _object(_named(stem, FINDINGS), problems)
    findings = _labels(FindingLabel, whole.get("findings"), "findings", _named(stem, FINDINGS), problems)
    fine = _labels(AcceptableLabel, whole.get("acceptable"), "acceptable", _named(stem, FINDINGS), problems)
    document = whole.get("document")
    if not (document is None or isinstance(document, str)):
        problems.append(f"{_named(stem, FINDINGS)}：document 应为文件名")
    if problems:
        raise AnnotationError(tuple(problems))
    known = ("document", "findings", "acceptable")
    rest = tuple((key, value) for key, value in whole.items() if key not in known)
    return Annotation(str(document) if document is not None else None, claims, findings, fine, rest)


def write_gold(annotation: Annotation, stem: Path) -> None:
    """Both files, or the one that there is something for. Raises OSError; nothing is left half-written."""
    lines = "".join(f"{dumped(record_of(claim))}\n" for claim in annotation.claims)
    whole: dict[str, Json] = {
        "document": annotation.document,
        "findings": [record_of(finding) for finding in annotation.findings],
        "acceptable": [record_of(each) for each in annotation.acceptable],
        **dict(annotation.rest),
    }
    contents = {_named(stem, FINDINGS): json.dumps(whole, ensure_ascii=False, indent=1) + "\n"}
    if annotation.claims:
        contents[_named(stem, CLAIMS)] = lines
    write_all({path: text.encode() for path, text in contents.items()})


def _named(stem: Path, ending: str) -> Path:
    return stem.with_name(stem.name + ending)


def _claims(path: Path, problems: list[str]) -> tuple[ClaimLabel, ...]:
    found: list[ClaimLabel] = []
    if not path.exists():
        return ()
    for number, line in enumerate(_text(path).split("\n"), 1):
        if line.strip():
            try:
                found.append(label_of(ClaimLabel, _json(line)))
            except ValueError as problem:
                problems.append(f"{path}：第{number}行：{problem}")
    return tuple(found)


def _object(path: Path, problems: list[str]) -> Mapping[str, Json]:
    if not path.exists():
        return {}
    try:
        found = _json(_text(path))
    except ValueError as problem:
        problems.append(f"{path}：{problem}")
        return {}
    if not isinstance(found, dict):
        problems.append(f"{path}：应为一个 JSON 对象")
        return {}
    return found


def _labels(kind: type[L], records: Json, name: str, path: Path, problems: list[str]) -> tuple[L, ...]:
    found: list[L] = []
    if not (records is None or isinstance(records, list)):
        problems.append(f"{path}：{name} 应为列表")
        return ()
    for number, record in enumerate(records or (), 1):
        try:
            found.append(label_of(kind, record))
        except ValueError as problem:
            problems.append(f"{path}：{name} 第{number}条：{problem}")
    return tuple(found)


def _text(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AnnotationError((f"{path}：不是 UTF-8；请另存为 UTF-8",)) from None


def _json(text: str) -> Json:
    try:
        found: Json = json.loads(text)
    except json.JSONDecodeError as problem:
        where = f"（第{problem.lineno}行第{problem.colno}列）" if "\n" in text else ""
        raise ValueError(f"不是 JSON{where}") from None
    except ValueError:
        raise ValueError("不是可用的 JSON：有一个数太长") from None
    except RecursionError:
        raise ValueError("不是可用的 JSON：嵌套太深") from None
    return found
