"""A Word file as a zip of parts: some replaced or added, all others copied as they are."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal

from lxml import etree

from ..narrative.readers.package import Package, damaged

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"


@dataclass(slots=True)
class Parts:
    """The parts of a Word file; ``changed`` are those that differ in the copy."""

    data: bytes
    path: str
    changed: dict[str, bytes] = field(default_factory=dict)
    package: Package = field(init=False)
    main: str = field(init=False)

    def __post_init__(self) -> None:
        self.package = Package(self.data, path=self.path)
        named = (name for kind, name in self.package.relations("").values() if kind == "officeDocument")
        self.main = next(named, "word/document.xml")

    def xml(self, name: str) -> etree._Element:
        """The root of a part with everything in it kept, comments and instructions too."""
        return parse(self.changed.get(name) or self.package.read(name), self.path)

    def put(self, name: str, root: etree._Element) -> None:
        """Replace a part."""
        tree = root.getroottree()
        self.changed[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)

    def beside(self, kind: Literal["comments", "commentsExtended"]) -> str:
        """The name of the part with the comments, or with what is known about them; a missing one is announced."""
        for known, name in self.package.relations(self.main).values():
            if known == kind:
                return name
        folder = self.main.rpartition("/")[0]
        name = next(n for n in _names(f"{folder}/{kind}".lstrip("/")) if n not in self.package.infos)
        self._announce(name, kind)
        return name

    def _announce(self, name: str, kind: str) -> None:
        types = self.xml("[Content_Types].xml")
        override = etree.SubElement(types, f"{{{_TYPES}}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", _CONTENT.format(kind=kind))
        self.put("[Content_Types].xml", types)
        folder, _, main = self.main.rpartition("/")
        where = f"{folder}/_rels/{main}.rels".lstrip("/")
        known = where in self.package.infos
        relations = self.xml(where) if known else etree.Element(f"{{{_RELATIONS}}}Relationships")
        taken = {each.get("Id") for each in relations}
        relation = etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship")
        relation.set("Id", next(each for each in _ids() if each not in taken))
        relation.set("Type", f"{self._office() if kind == 'comments' else _MICROSOFT}/{kind}")
        relation.set("Target", name.rpartition("/")[2])
        self.put(where, relations)

    def _office(self) -> str:
        """The name space of relations, which strict documents have another one of."""
        if b"purl.oclc.org/ooxml/wordprocessingml" in self.package.read(self.main)[:8192]:
            return "http://purl.oclc.org/ooxml/officeDocument/relationships"
        return "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def zipped(self) -> bytes:
        """The copy: every part in its place, the new ones at the end."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, info in self.package.infos.items():
                copy = zipfile.ZipInfo(name, info.date_time)
                copy.compress_type, copy.external_attr = info.compress_type, info.external_attr
                bundle.writestr(copy, self.changed[name] if name in self.changed else self.package.read(name))
            for name in self.changed.keys() - self.package.infos.keys():
                bundle.writestr(zipfile.ZipInfo(name), self.changed[name], zipfile.ZIP_DEFLATED)
        return out.getvalue()


def parse(content: bytes, path: str) -> etree._Element:
    """The root of a part that has been read safely before."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise damaged(path) from None


def _names(stem: str) -> list[str]:
    return [f"{stem}.xml", *(f"{stem}{i}.xml" for i in range(2, 100))]


def _ids() -> list[str]:
    return [f"rIdGouji{i}" for i in range(1, 100)]
