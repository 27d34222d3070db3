"""A folder as input: the parts of one report (情况说明.docx, 附表.xls), or several reports."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from .dispatch import load
from .errors import DocumentError, MissingDocument, UnsupportedFormat
from .formats import LIKELY, SHEETS
from .identity import identity
from .readers.bundle import ASIDE, bundled, in_order, is_narrative, is_whole
from .readers.document import Document

MOST_FILES = 2000
"""The most files of a folder, those of its folders included."""

Reader = Callable[[Path], bytes]


def reports_in(folder: Path, read: Reader, *, password: str | None = None) -> tuple[str, ...]:
    """The paths of the reports in a folder and its folders; a folder that is one report in parts is its own path.

    ``read`` gives a file's content. Raises MissingDocument if there is none, UnsupportedFormat if there are too many.
    """
    if sum(1 for path in folder.rglob("*") if path.is_file()) > MOST_FILES:
        raise UnsupportedFormat(str(folder), f"文件夹里的文件超过{MOST_FILES}个", "请分成几个文件夹")
    found = _reports(folder, read, password)
    if not found:
        raise MissingDocument(str(folder), "文件夹里没有可以读的报告", "请给出报告的路径")
    return found


def _reports(folder: Path, read: Reader, password: str | None) -> tuple[str, ...]:
    parts, passed, _ = _parts(folder, read, password)
    below = sorted(
        (each for each in folder.iterdir() if each.is_dir() and not ASIDE.search(each.name)),
        key=lambda path: in_order(path.name),
    )
    inner = tuple(path for each in below for path in _reports(each, read, password))
    separate = [path for path, _ in _separate(parts)]
    if separate:
        alone = [path for path, part in parts if part.format in SHEETS and not _belongs(path, separate)]
        unread = [folder / name for name in passed]
        return (*map(str, (*separate, *alone, *unread)), *inner)
    if len(parts) == 1 and not passed:
        return (str(parts[0][0]), *inner)
    return ((str(folder),) if parts else tuple(str(folder / name) for name in passed)) + inner


def _belongs(sheet: Path, reports: list[Path]) -> bool:
    """Whether a workbook is named after a report beside it, which reads it as its tables."""
    return any(sheet.stem.startswith(report.stem) for report in reports if report != sheet)


def _separate(parts: list[tuple[Path, Document]]) -> list[tuple[Path, Document]]:
    """The parts that are reports of their own, empty if all belong to one."""
    whole = [pair for pair in parts if is_whole(pair[1])]
    if len(whole) > 1:
        return whole
    telling = [pair for pair in parts if is_narrative(pair[1])] or parts
    whose = {(who.organisation, who.year, who.kind) for _, part in telling for who in (identity(part.text),)}
    return telling if len(whose) > 1 and all(name for name, _, _ in whose) else []


def _parts(
    folder: Path, read: Reader, password: str | None
) -> tuple[list[tuple[Path, Document]], list[str], list[str]]:
    """The documents of a folder that can be read, the names of the files that cannot, and why they cannot."""
    found: list[tuple[Path, Document]] = []
    passed: list[str] = []
    failures: list[str] = []
    for path in sorted(folder.iterdir(), key=lambda path: in_order(path.name)):
        if not path.is_file() or ASIDE.search(path.name) or path.suffix.lower() not in LIKELY:
            continue
        try:
            found.append((path, load(read(path), path.name, password=password)))
        except DocumentError as problem:
            passed.append(path.name)
            failures.append(f"{path.name}：{problem.problem}；{problem.remedy}")
    return found, passed, failures


def document_of(folder: Path, read: Reader, *, password: str | None = None) -> tuple[Document, str]:
    """The parts of one report as a document, and the SHA-256 of their contents.

    Raises MissingDocument if there is nothing to read, UnsupportedFormat if there are several reports.
    """
    parts, passed, failures = _parts(folder, read, password)
    if not parts:
        raise MissingDocument(str(folder), "文件夹里没有可以读的报告", "请给出报告的路径")
    separate = _separate(parts)
    if separate:
        named = "、".join(path.name for path, _ in separate[:4])
        raise UnsupportedFormat(str(folder), f"文件夹里有{len(separate)}份报告：{named}", "请逐份检查")
    digest = hashlib.sha256()
    for path, _ in parts:
        digest.update(read(path))
    whole = bundled([(path.name, part) for path, part in parts], passed, failures, "文件夹")
    return replace(whole, format="folder"), digest.hexdigest()
