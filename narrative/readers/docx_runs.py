"""The text of Word's paragraphs: runs, numerals, and what hangs on a run (notes, text boxes)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from .document import Draft, Pieces
from .numerals import Numbering, W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R, _T, _VAL, _SETTINGS, _OF_PARAGRAPH = (f"{W}{name}" for name in ("r", "t", "val", "rPr", "pPr"))
_INSIDE = frozenset(
    [f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple",
                              "dir", "bdo", "ruby", "rubyBase")]
    + [f"{_M}oMath", f"{_M}oMathPara", f"{MC}AlternateContent", f"{MC}Choice"]
)  # fmt: skip
_DROPPED = frozenset((f"{W}del", f"{W}moveFrom"))
_OFF = frozenset(("0", "false", "off", "none"))


@dataclass(slots=True)
class Story:
    """What is needed to read the document, and what has turned up on the way. ``places`` name each w:t element."""

    draft: Draft
    places: dict[etree._Element, str]
    numbers: Numbering
    styled: dict[str, tuple[str, int]]
    hidden: frozenset[str]
    contents: frozenset[str]
    notes: dict[tuple[str, str], etree._Element]
    careful: bool
    pending: list[etree._Element] = field(default_factory=list)
    held: Pieces = field(default_factory=list)
    breaks: int = 0
    vanished: int = 0


def places_of(root: etree._Element, part: str) -> dict[etree._Element, str]:
    """The places of a part's w:t elements: ``word/document.xml#17`` is the 18th of them in document order."""
    return {text: f"{part}#{i}" for i, text in enumerate(root.iter(_T))}


def list_of(properties: etree._Element) -> tuple[str, int]:
    """The list and the depth that a w:numPr names; depth −1 if it names none."""
    name, depth = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
    text = depth.get(_VAL, "0") if depth is not None else ""
    return (
        name.get(_VAL, "") if name is not None else "",
        int(text) if text.isdigit() and len(text) < 3 else -1,
    )


def is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(_VAL, "1").lower() not in _OFF


def pieces_of(story: Story, paragraph: etree._Element) -> Pieces:
    """The text of a paragraph, its automatic numeral in front."""
    found: Pieces = []
    properties = None
    for child in paragraph:
        if child.tag == _R:
            _run(story, child, found)
        elif child.tag == _OF_PARAGRAPH:
            properties = child
        else:
            _inline(story, child, found)
    if properties is None or not story.numbers.lists:
        return found
    if not any(text and not text.isspace() for text, _ in found):
        return []
    mark = _numeral(story, properties)
    return [(mark, ""), *found] if mark else found


def _numeral(story: Story, properties: etree._Element) -> str:
    style = properties.find(f"{W}pStyle")
    inherited = story.styled.get(style.get(_VAL, "") if style is not None else "")
    direct = properties.find(f"{W}numPr")
    if direct is None:
        return story.numbers.next(*inherited) if inherited else ""
    name, depth = list_of(direct)
    if not name and inherited:
        name = inherited[0]
    if depth < 0:
        depth = inherited[1] if inherited and inherited[0] == name else 0
    return story.numbers.next(name, depth)


def _inline(story: Story, element: etree._Element, found: Pieces) -> None:
    """Append the text of a run, or of what holds runs."""
    tag = element.tag
    if tag == _R:
        _run(story, element, found)
    elif tag in _INSIDE:
        for child in element:
            _inline(story, child, found)
            if child.tag == f"{MC}Choice":
                break
    elif tag == f"{_M}r":
        found.extend((text.text, "") for text in element.iter(f"{_M}t") if text.text)
    elif tag not in _DROPPED and isinstance(tag, str) and tag.startswith(_M):
        for child in element:
            _inline(story, child, found)


def _run(story: Story, run: etree._Element, found: Pieces) -> None:
    for child in run:
        tag = child.tag
        if tag == _T:
            if child.text:
                found.append((child.text, story.places.get(child, "")))
        elif tag == _SETTINGS:
            if story.careful and _vanishes(story, child):
                story.vanished += 1
                return
        elif tag == f"{W}lastRenderedPageBreak":
            story.breaks += 1
            story.draft.pages.append((story.draft.length, story.breaks + 1))
        elif tag in _MARKS:
            found.append((_MARKS[tag], ""))
        elif tag == f"{W}br":
            found.append(("\n", ""))
        else:
            _object(story, child, found)


_MARKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def _vanishes(story: Story, properties: etree._Element) -> bool:
    own = properties.find(f"{W}vanish")
    if own is not None:
        return is_on(own)
    style = properties.find(f"{W}rStyle")
    return style is not None and style.get(_VAL) in story.hidden


def _object(story: Story, element: etree._Element, found: Pieces) -> None:
    """A text box, or the mark of a note: what it holds is written behind the paragraph."""
    tag = element.tag
    if tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
        kind = "footnote" if tag == f"{W}footnoteReference" else "endnote"
        note = story.notes.get((kind, element.get(f"{W}id", "")))
        if note is not None:
            story.pending.append(note)
    elif tag == f"{W}ruby":
        _inline(story, element, found)
    elif tag in (f"{MC}AlternateContent", f"{W}drawing", f"{W}pict", f"{W}object"):
        chosen = element.find(f"{MC}Choice") if tag == f"{MC}AlternateContent" else element
        boxes = list(_boxes(chosen)) if chosen is not None else []
        if not boxes and tag == f"{MC}AlternateContent":
            boxes = [box for other in element.iterchildren(f"{MC}Fallback") for box in _boxes(other)]
        story.pending.extend(boxes)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes in ``element``."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag != f"{MC}Fallback":
            yield from _boxes(child)
