"""Cutting the runs of a Word document at the ends of a stretch of text, with their formatting kept."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Piece:
    """``text`` of the ``index``-th w:t of a part, from its ``offset``-th character on."""

    index: int
    offset: int
    text: str

    @property
    def end(self) -> int:
        """Where it ends in that w:t."""
        return self.offset + len(self.text)


@dataclass(slots=True)
class Part:
    """One XML part while it is being marked.

    ``segments`` are the pieces that each w:t has been cut into, with the offsets they begin at.
    """

    root: etree._Element
    space: str = ""
    texts: list[etree._Element] = field(default_factory=list)
    segments: dict[int, list[tuple[int, etree._Element]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.space = self.root.tag[: self.root.tag.index("}") + 1]
        self.texts = list(self.root.iter(f"{self.space}t"))

    def w(self, name: str) -> str:
        """The full name of one of Word's elements or attributes."""
        return self.space + name

    def has(self, piece: Piece) -> bool:
        """Whether the piece's text stands there, so that it can be marked."""
        if piece.index >= len(self.texts):
            return False
        text = self.texts[piece.index]
        found = "".join(each.text or "" for _, each in self.segments.get(piece.index, [(0, text)]))
        return found[piece.offset : piece.end] == piece.text and text.getparent().tag == self.w("r")

    def host(self, piece: Piece) -> etree._Element | None:
        """The run of the flowing text that holds the text box or ruby which the piece stands in, if it does."""
        return self.outside(self.texts[piece.index])

    def outside(self, element: etree._Element) -> etree._Element | None:
        """The run of the flowing text that holds the text box or ruby around an element, if it stands in one."""
        boxes = (self.w("txbxContent"), self.w("ruby"))
        above = [each for each in element.iterancestors() if each.tag in boxes]
        return next(above[-1].iterancestors(self.w("r")), None) if above else None

    def note(self, piece: Piece) -> tuple[str, str] | None:
        """Kind and id of the footnote or endnote that the piece stands in, if it does."""
        for above in self.texts[piece.index].iterancestors(self.w("footnote"), self.w("endnote")):
            return above.tag.removeprefix(self.space), above.get(self.w("id"), "")
        return None

    def reference(self, kind: str, name: str) -> etree._Element | None:
        """The run that refers to a note."""
        for each in self.root.iter(self.w(f"{kind}Reference")):
            if each.get(self.w("id")) == name:
                outside = self.outside(each)
                return outside if outside is not None else each.getparent()
        return None

    def isolate(self, piece: Piece) -> etree._Element:
        """The run that holds the piece and nothing else, cut out of its own."""
        self.first(piece)
        return self.last(piece)

    def first(self, piece: Piece) -> etree._Element:
        """The run that begins with the piece's first character."""
        start, text = self._segment(piece.index, piece.offset)
        if piece.offset > start:
            text = self._cut(piece.index, start, text, piece.offset - start)
        elif self._content_before(text):
            self._split(text, ())
        return text.getparent()

    def last(self, piece: Piece) -> etree._Element:
        """The run that ends with the piece's last character."""
        start, text = self._segment(piece.index, piece.end - 1)
        if piece.end < start + len(text.text or ""):
            self._cut(piece.index, start, text, piece.end - start)
        elif (after := text.getnext()) is not None:
            self._split(after, ())
        return text.getparent()

    def _segment(self, index: int, offset: int) -> tuple[int, etree._Element]:
        segments = self.segments.setdefault(index, [(0, self.texts[index])])
        start, text = next(each for each in reversed(segments) if each[0] <= offset)
        return start, text

    def _content_before(self, text: etree._Element) -> bool:
        before = text.getprevious()
        return before is not None and before.tag != self.w("rPr")

    def _cut(self, index: int, start: int, text: etree._Element, at: int) -> etree._Element:
        """Cut a w:t in two, the second in a run of its own; returns the second."""
        whole = text.text or ""
        rest = etree.Element(text.tag, nsmap=text.nsmap)
        text.text, rest.text = whole[:at], whole[at:]
        for each in (text, rest):
            each.set(_SPACE, "preserve")
        after = text.getnext()
        self._split(after, (rest,), run=text.getparent())
        self.segments[index] = sorted([*self.segments[index], (start + at, rest)], key=lambda pair: pair[0])
        return rest

    def _split(
        self,
        child: etree._Element | None,
        ahead: tuple[etree._Element, ...],
        *,
        run: etree._Element | None = None,
    ) -> None:
        """Move ``child`` of a run and what follows it to a new run behind, with ``ahead`` in front of them."""
        run = child.getparent() if run is None and child is not None else run
        assert run is not None
        other = etree.Element(run.tag, attrib=dict(run.attrib), nsmap=run.nsmap)
        properties = run.find(self.w("rPr"))
        if properties is not None:
            other.append(deepcopy(properties))
        other.extend(ahead)
        while child is not None:
            following = child.getnext()
            other.append(child)
            child = following
        run.addnext(other)
