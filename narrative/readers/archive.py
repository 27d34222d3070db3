"""A zip of the parts of one report: the document with the 情况说明 and its attachments, by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from ..errors import DocumentError, UnreadableDocument, UnsupportedFormat
from ..formats import is_office
from .bundle import ASIDE, bundled, in_order, is_whole
from .document import Document
from .package import Package, damaged

Reader = Callable[[bytes, str], Document | None]
"""Reads one part, given its content and name; None for a format that is no part of a report. Raises DocumentErrors."""

MOST_PARTS = 60
"""The most documents that are read out of a zip."""

_CLIMBS = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")


def document(data: bytes, *, path: str, reader: Reader) -> Document:
    """The parts as one document, the main one first; those that cannot be read are named in its warnings.

    Raises a DocumentError of one line.
    """
    package = Package(data, path=path)
    climbing = next((name for name in package.names if _CLIMBS.search(name)), None)
    if climbing is not None:
        raise UnreadableDocument(
            path, f"压缩包里有不安全的路径（{climbing[:60]!r}）", "请确认文件来源，重新打包"
        )
    parts: list[tuple[str, Document]] = []
    passed: list[str] = []
    failures: list[str] = []
    names = sorted(
        ((shown_name(stored, package.infos[stored].flag_bits), stored) for stored in package.names),
        key=lambda pair: in_order(pair[0]),
    )
    for name, stored in names:
        if ASIDE.search(name):
            continue
        found = None
        if len(parts) < MOST_PARTS:
            content = package.read(stored)
            try:
                found = reader(content, name)
            except DocumentError as problem:
                failures.append(str(problem))
        if found is None:
            passed.append(name)
        else:
            parts.append((name, found))
    if not parts:
        raise _nothing(path, passed, failures)
    whole = [name for name, part in parts if is_whole(part)]
    if len(whole) > 1:
        named = "、".join(whole[:4])
        raise UnsupportedFormat(path, f"压缩包里有{len(whole)}份报告：{named}", "请解压后逐份检查")
    return replace(bundled(parts, passed, failures, "压缩包"), format="zip")


def _nothing(path: str, passed: Sequence[str], failures: Sequence[str]) -> UnreadableDocument:
    """Why there is no report in a zip."""
    if is_office(path):
        return damaged(path)
    listed = f"：{'、'.join(passed[:4])}" if passed else ""
    problem = f"压缩包里的文件读不了（{failures[0]}）" if failures else f"压缩包里没有可以读的报告{listed}"
    return UnreadableDocument(path, problem, "请解压后给出报告文件")


def shown_name(stored: str, flag_bits: int) -> str:
    """A member's name; one that was stored in UTF-8 or GBK without saying so is read as such."""
    if not flag_bits & 0x800:
        for encoding in ("utf-8", "gb18030"):
            with suppress(UnicodeError):
                return stored.encode("cp437").decode(encoding)
    return stored


__all__ = ["MOST_PARTS", "document", "shown_name"]
