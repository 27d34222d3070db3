"""A zip of the parts of one report: the document with the 情况说明 and its attachments, by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from ..errors import UnreadableDocument, UnsupportedFormat
from .document import Document, joined
from .package import Package

Reader = Callable[[bytes, str], Document | None]
"""Reads one part, given its content and name; None for a format that is no part of a report."""

MOST_PARTS = 60
"""The most documents that are read out of a zip."""

_ASIDE = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_CLIMBS = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_NUMBER = re.compile(r"(\d+)")
_SHEETS = frozenset(("xlsx", "xls", "ods"))
_NARRATIVE = re.compile(r"情况的?说明")
_WHOLE = re.compile(r"第[一二三四五]部分|名词解释|(?:部门|单位)(?:基本)?概况")


def document(data: bytes, *, path: str, reader: Reader) -> Document:
    """The parts as one document, the main one first. Raises a DocumentError of one line."""
    package = Package(data, path=path)
    climbing = next((name for name in package.names if _CLIMBS.search(name)), None)
    if climbing is not None:
        raise UnreadableDocument(
            path, f"压缩包里有不安全的路径（{climbing[:60]!r}）", "请确认文件来源，重新打包"
        )
    parts: list[tuple[str, Document]] = []
    passed: list[str] = []
    names = sorted(
        ((_name(package, stored), stored) for stored in package.names), key=lambda pair: _order(pair[0])
    )
    for name, stored in names:
        if _ASIDE.search(name):
            continue
        found = reader(package.read(stored), name) if len(parts) < MOST_PARTS else None
        if found is None:
            passed.append(name)
        else:
            parts.append((name, found))
    if not parts:
        listed = f"：{'、'.join(passed[:4])}" if passed else ""
        raise UnreadableDocument(path, f"压缩包里没有可以读的报告{listed}", "请解压后给出报告文件")
    return _joined(path, parts, passed)


def _joined(path: str, parts: Sequence[tuple[str, Document]], passed: Sequence[str]) -> Document:
    whole = [name for name, part in parts if _is_whole(part)]
    if len(whole) > 1:
        named = "、".join(whole[:4])
        raise UnsupportedFormat(path, f"压缩包里有{len(whole)}份报告：{named}", "请解压后逐份检查")
    main = max(parts, key=lambda pair: (_weight(pair[1]), len(pair[1].text)))
    rest = [pair for pair in parts if pair is not main]
    found = joined(main[1], [part for _, part in rest])
    warnings = [f"{name}：{warning}" for name, part in rest for warning in part.warnings]
    if rest:
        warnings.append(f"压缩包中以{main[0]}为正文，附件：{'、'.join(name for name, _ in rest[:8])}")
    if passed:
        warnings.append(f"压缩包中没有读的文件：{'、'.join(passed[:8])}")
    return replace(found, format="zip", warnings=(*main[1].warnings, *warnings))


def _is_whole(part: Document) -> bool:
    """Whether a part reads like a whole report rather than like one of several pieces."""
    return bool(_NARRATIVE.search(part.text)) and len(set(_WHOLE.findall(part.text))) > 2


def _weight(part: Document) -> int:
    return 0 if part.format in _SHEETS else 2 if _NARRATIVE.search(part.text) else 1


def _name(package: Package, stored: str) -> str:
    """A member's name; one that was stored in GBK without saying so is read as such."""
    if not package.infos[stored].flag_bits & 0x800:
        try:
            return stored.encode("cp437").decode("gb18030")
        except (UnicodeEncodeError, UnicodeDecodeError):
            pass
    return stored


def _order(name: str) -> list[tuple[int, int, str]]:
    """Names in the order that people expect: 附件2 before 附件10."""
    words = _NUMBER.split(str(PurePosixPath(name)))
    return [(1, int(word), "") if word.isdecimal() and len(word) < 12 else (0, 0, word) for word in words]


__all__ = ["MOST_PARTS", "document"]
