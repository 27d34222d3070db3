"""The comments of a Word file: appended to those that are there, and resolved where nothing is left to do."""

from __future__ import annotations

from itertools import count

from lxml import etree

from .docx_parts import Parts
from .sheet import clean

AUTHOR = "gouji"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PARAGRAPH = f"{{{_W14}}}paraId"
_FIRST_PARAGRAPH = 0x60000000
"""Word's own ids are random below 0x80000000."""


class Comments:
    """The parts with the comments, read or made when the first is added. ``space`` is that of the main part."""

    def __init__(self, files: Parts, space: str) -> None:
        self._files = files
        self._name = files.beside("comments")
        known = self._name in files.package.infos
        self._root = _ready(files.xml(self._name) if known else etree.Element(f"{space}comments"), space)
        self._next = next_id(self._root)
        self._resolved: list[str] = []

    def add(self, lines: list[str], *, resolved: bool = False) -> str:
        """Append a comment and return its id. A resolved one is folded and grey in Word."""
        w = self._root.tag[: self._root.tag.index("}") + 1]
        number = str(self._next)
        self._next += 1
        comment = etree.SubElement(self._root, f"{w}comment")
        for name, value in (("id", number), ("author", AUTHOR), ("initials", "GJ")):
            comment.set(f"{w}{name}", value)
        for i, line in enumerate(lines):
            comment.append(_paragraph(w, line, bold=not i))
        if resolved:
            self._resolved.append(self._named(comment[-1]))
        return number

    def _named(self, paragraph: etree._Element) -> str:
        """The id that a comment's last paragraph is given."""
        taken = {each.get(_PARAGRAPH) for each in self._root.iter() if each.get(_PARAGRAPH)}
        name = next(n for i in count(_FIRST_PARAGRAPH) if (n := f"{i:08X}") not in taken)
        paragraph.set(_PARAGRAPH, name)
        return name

    def put(self) -> None:
        """Put the parts into the file."""
        self._files.put(self._name, self._root)
        if not self._resolved:
            return
        name = self._files.beside("commentsExtended")
        known = name in self._files.package.infos
        more = self._files.xml(name) if known else etree.Element(f"{{{_W15}}}commentsEx", nsmap={"w15": _W15})
        for each in self._resolved:
            said = etree.SubElement(more, f"{{{_W15}}}commentEx")
            said.set(f"{{{_W15}}}paraId", each)
            said.set(f"{{{_W15}}}done", "1")
        self._files.put(name, more)


def next_id(root: etree._Element) -> int:
    """A number above all ids in a part."""
    name = root.tag[: root.tag.index("}") + 1] + "id"
    numbers = (each.get(name, "") for each in root.iter(etree.Element))
    known = (int(each) for each in numbers if each.isascii() and each.isdigit() and len(each) < 9)
    return max(known, default=-1) + 1


def _ready(root: etree._Element, space: str) -> etree._Element:
    """The root with the name space that ids of paragraphs need, marked as one that older programs may pass over."""
    if _W14 in root.nsmap.values():
        return root
    spaces = {"w": space[1:-1], **root.nsmap, "w14": _W14, "mc": _MC}
    ready = etree.Element(root.tag, attrib=dict(root.attrib), nsmap=spaces)
    ignorable = f"{{{_MC}}}Ignorable"
    ready.set(ignorable, " ".join(filter(None, (root.get(ignorable), "w14"))))
    ready.extend(root)
    return ready


def _paragraph(w: str, line: str, *, bold: bool) -> etree._Element:
    """A line of a comment in a small size of its own: the document's usual paragraphs may be large and indented."""
    paragraph = etree.Element(f"{w}p")
    properties = etree.SubElement(paragraph, f"{w}pPr")
    spacing = etree.SubElement(properties, f"{w}spacing")
    for name, value in (("before", "0"), ("after", "40"), ("line", "240"), ("lineRule", "auto")):
        spacing.set(f"{w}{name}", value)
    indent = etree.SubElement(properties, f"{w}ind")
    indent.set(f"{w}firstLine", "0")
    indent.set(f"{w}firstLineChars", "0")
    run = etree.SubElement(paragraph, f"{w}r")
    look = etree.SubElement(run, f"{w}rPr")
    if bold:
        etree.SubElement(look, f"{w}b")
    for name in ("sz", "szCs"):
        etree.SubElement(look, f"{w}{name}").set(f"{w}val", "20")
    text = etree.SubElement(run, f"{w}t")
    text.text = clean(line)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return paragraph
