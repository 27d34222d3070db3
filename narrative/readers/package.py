"""Zip files from strangers: nothing is unpacked to disk, and no more is read than a report can hold."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from ..errors import LimitExceeded, UnreadableDocument

MOST_ENTRIES = 5_000
"""The most members of a zip."""
LARGEST = 100 * 1024 * 1024
"""The largest member, in bytes."""
MOST_BYTES = 250 * 1024 * 1024
"""The most bytes of all members together."""
RATIO = 400
"""How many times smaller than its content a member above a megabyte may be."""
MOST_ELEMENTS = 4_000_000
"""The most XML elements of one part."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, RuntimeError)
_DAMAGED = "文件已损坏或不完整"
_AGAIN = "请重新下载或另存后再检查"
_STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(officeDocument/relationships|(?:wordprocessingml|spreadsheetml|drawingml)/main)"
)
_TRANSITIONAL = {
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """A zip whose members are read with limits. ``names`` are those of its files, as stored."""

    def __init__(self, data: bytes, *, path: str) -> None:
        """Open the zip. Raises UnreadableDocument if it is broken, LimitExceeded if it is a bomb."""
        self.path = path
        try:
            self._bundle = zipfile.ZipFile(BytesIO(data))
        except _BROKEN:
            raise damaged(path) from None
        infos = self._bundle.infolist()
        if min((info.header_offset for info in infos), default=0):
            raise damaged(path)  # the directory is that of a zip inside: this one has lost its end
        self.infos = {info.filename: info for info in infos if not info.is_dir()}
        if len(infos) > MOST_ENTRIES:
            problem = f"压缩包里的文件超过{MOST_ENTRIES}个"
            raise LimitExceeded(path, problem, "请只打包报告的各个部分")
        if sum(info.file_size for info in infos) > MOST_BYTES:
            raise self._bomb()
        for info in infos:
            swollen = info.file_size > 1024 * 1024 and info.file_size > RATIO * max(info.compress_size, 1)
            if info.file_size > LARGEST or swollen:
                raise self._bomb()

    def _bomb(self) -> LimitExceeded:
        problem = "解压后的内容大得不正常（可能是压缩炸弹）"
        return LimitExceeded(self.path, problem, "请确认来源，或删去多余内容后另存")

    @property
    def names(self) -> list[str]:
        """The names of the files in it."""
        return list(self.infos)

    def read(self, name: str) -> bytes:
        """The content of a member, empty if there is none. Raises UnreadableDocument if it is broken or locked."""
        info = self.infos.get(name)
        if info is None:
            return b""
        if info.flag_bits & 1:
            raise UnreadableDocument(
                self.path, "压缩包加了密码", "请解压后检查其中的报告，或重新打包时不设密码"
            )
        try:
            with self._bundle.open(info) as stream:
                content = stream.read(LARGEST + 1)
        except _BROKEN:
            raise damaged(self.path) from None
        if len(content) > LARGEST:
            raise self._bomb()
        return content

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part, None if there is none. Entities are never expanded, nothing is fetched."""
        content = self.read(name)
        return parsed(content, path=self.path) if content else None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """A part's relations by id: the last word of their type, and the target part's name."""
        folder, _, name = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{name}.rels".lstrip("/"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root.iter(_RELATION) if root is not None else ():
            if relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rpartition("/")[2]
                found[relation.get("Id", "")] = (kind, _joined(folder, relation.get("Target", "")))
        return found


def damaged(path: str) -> UnreadableDocument:
    """The error for a file that is not whole."""
    return UnreadableDocument(path, _DAMAGED, _AGAIN)


def parsed(content: bytes, *, path: str) -> etree._Element:
    """The root of a piece of XML from a stranger. Raises UnreadableDocument, or LimitExceeded for too many elements."""
    if content.count(b"<") > 2 * MOST_ELEMENTS:
        raise LimitExceeded(path, "内容过多，超过一份报告的规模", "请确认是不是一份报告，或拆分后检查")
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise _unsafe(path)
    if b"purl.oclc.org/ooxml/" in content[:8192]:
        content = _STRICT.sub(lambda match: _TRANSITIONAL[match[1]], content)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise damaged(path) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unsafe(path)
    return root


def _unsafe(path: str) -> UnreadableDocument:
    return UnreadableDocument(
        path, "含有不安全的 XML 声明（DTD 或实体）", "请用 Word、Excel 或 WPS 打开后另存再检查"
    )


def _joined(folder: str, target: str) -> str:
    """A target's name, given the folder of the part that names it."""
    parts = [] if target.startswith("/") else [part for part in folder.split("/") if part]
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
