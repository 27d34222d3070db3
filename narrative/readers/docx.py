"""Word (.docx): the document as it reads with all tracked changes accepted, out of its XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from .document import CellText, Document, Draft, Pieces
from .numerals import Numbering, W, numbering
from .package import Package, damaged

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_P, _R, _T, _TBL, _TR, _TC = (f"{W}{name}" for name in ("p", "r", "t", "tbl", "tr", "tc"))
_VAL = f"{W}val"
_INSIDE = frozenset(
    [f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple",
                              "dir", "bdo", "ruby", "rubyBase")]
    + [f"{_M}oMath", f"{_M}oMathPara", f"{_MC}AlternateContent", f"{_MC}Choice"]
)  # fmt: skip
_BLOCKS = frozenset(
    [
        f"{W}{name}"
        for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "body", "txbxContent", "footnote")
    ]
    + [f"{_MC}AlternateContent", f"{_MC}Choice"]
)
_DROPPED = frozenset((f"{W}del", f"{W}moveFrom"))
_CHANGES = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)\b")
_TABBED_AMOUNT = re.compile(r"\t-?[\d,]+\.\d+\s*$")
_TABBED_PAGE = re.compile(r"[\t ]+(\d{1,3})\s*$")
_OFF = frozenset(("0", "false", "off", "none"))


@dataclass(slots=True)
class _Story:
    """What is needed to read one part of the document, and what has turned up on the way."""

    draft: Draft
    part: str
    runs: dict[etree._Element, int]
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


def document(data: bytes, *, path: str = "-") -> Document:
    """The text of a .docx. Raises UnreadableDocument or LimitExceeded, each a line."""
    package = Package(data, path=path)
    main = next(
        (name for kind, name in package.relations("").values() if kind == "officeDocument"),
        "word/document.xml",
    )
    content = package.read(main)
    draft = Draft(path, "docx")
    draft.count(content.count(b":tc>") + content.count(b":tc "))
    draft.cells = 0
    root = package.xml(main)
    body = root.find(f"{W}body") if root is not None else None
    if root is None or body is None:
        raise damaged(path)
    story = _story(draft, package, main, root, content)
    _flow(story, body)
    _flush(story)
    _pages(story, package)
    changes = len(_CHANGES.findall(content))
    if changes:
        draft.warnings.append(f"文档带有修订痕迹（{changes}处），按接受全部修订后的文字核对")
    if story.vanished:
        draft.warnings.append(f"文档有隐藏文字（{story.vanished}处），未核对")
    if b"altChunk" in content:
        draft.warnings.append("文档嵌入了其他文件的内容（altChunk），没有读到；请用 Word 打开后另存再检查")
    return draft.document()


def _story(draft: Draft, package: Package, main: str, root: etree._Element, content: bytes) -> _Story:
    parts = {kind: name for kind, name in package.relations(main).values()}
    numbers = numbering(package.xml(parts.get("numbering", "word/numbering.xml")))
    styles = package.xml(parts.get("styles", "word/styles.xml"))
    styled, hidden, contents = _styles(styles, numbers)
    notes: dict[tuple[str, str], etree._Element] = {}
    for kind in ("footnote", "endnote"):
        part = package.xml(parts[f"{kind}s"]) if f"{kind}s" in parts else None
        for note in part.iter(f"{W}{kind}") if part is not None else ():
            if note.get(f"{W}type") in (None, "normal"):
                notes[kind, note.get(f"{W}id", "")] = note
    careful = any(mark in content for mark in (b"vanish", b"AlternateContent", b"w:pict", b"w:ruby")) or bool(
        hidden
    )
    runs = {run: i for i, run in enumerate(root.iter(_R))}
    return _Story(draft, main, runs, numbers, styled, hidden, contents, notes, careful)


def _styles(
    root: etree._Element | None, numbers: Numbering
) -> tuple[dict[str, tuple[str, int]], frozenset[str], frozenset[str]]:
    """Paragraph styles with a list, styles of hidden text, and styles of contents pages."""
    styled: dict[str, tuple[str, int]] = {}
    hidden, contents, based = set(), set(), {}
    for style in root.iterchildren(f"{W}style") if root is not None else ():
        name = style.get(f"{W}styleId", "")
        label = style.find(f"{W}name")
        if label is not None and label.get(_VAL, "").lower().startswith(("toc ", "table of figures", "目录")):
            contents.add(name)
        above = style.find(f"{W}basedOn")
        if above is not None:
            based[name] = above.get(_VAL, "")
        if _is_on(style.find(f"{W}rPr/{W}vanish")):
            hidden.add(name)
        found = style.find(f"{W}pPr/{W}numPr")
        if found is not None:
            ref, depth = _list_of(found)
            owner = numbers.lists.get(ref, ("", {}))[0]
            linked = numbers.styles.get(name)
            styled[name] = (ref, linked[1] if linked and linked[0] == owner else max(depth, 0))
    for name, above in based.items():
        seen = {name}
        while name not in styled and above and above not in seen:
            seen.add(above)
            if above in styled:
                styled[name] = styled[above]
            above = based.get(above, "")
    return styled, frozenset(hidden), frozenset(contents)


def _list_of(properties: etree._Element) -> tuple[str, int]:
    """The list and the depth that a w:numPr names; depth −1 if it names none."""
    name, depth = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
    text = depth.get(_VAL, "0") if depth is not None else ""
    return (
        name.get(_VAL, "") if name is not None else "",
        int(text) if text.isdigit() and len(text) < 3 else -1,
    )


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(_VAL, "1").lower() not in _OFF


def _flow(story: _Story, parent: etree._Element) -> None:
    """Write the paragraphs and tables under ``parent``."""
    for child in parent:
        if child.tag == _P:
            _write_paragraph(story, child)
        elif child.tag == _TBL:
            _write_table(story, child)
        elif child.tag in _BLOCKS:
            _flow(story, child)
            if child.tag == f"{_MC}Choice":
                break


def _write_paragraph(story: _Story, paragraph: etree._Element) -> None:
    properties = paragraph.find(f"{W}pPr")
    pieces = [*story.held, *_pieces(story, paragraph, properties)]
    if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
        story.held = pieces
        return
    story.held = []
    style = properties.find(f"{W}pStyle") if properties is not None else None
    listed = style is not None and style.get(_VAL) in story.contents
    story.draft.line(_untabbed(pieces, listed=listed))
    _write_pending(story)


def _write_pending(story: _Story) -> None:
    """Write the text boxes, nested tables and notes that belong to what has just been written."""
    pending, story.pending = story.pending, []
    for element in pending:
        if element.tag == _TBL:
            _write_table(story, element)
        else:
            _flow(story, element)


def _flush(story: _Story) -> None:
    if story.held:
        story.draft.line(_untabbed(story.held, listed=False))
        story.held = []


def _pieces(story: _Story, paragraph: etree._Element, properties: etree._Element | None) -> Pieces:
    """The text of a paragraph, its automatic numeral in front."""
    found: Pieces = []
    for child in paragraph:
        _inline(story, child, found)
    if not any(text and not text.isspace() for text, _ in found):
        return found if properties is None or not found else []
    mark = _numeral(story, properties)
    return [(mark, ""), *found] if mark else found


def _numeral(story: _Story, properties: etree._Element | None) -> str:
    if properties is None or not story.numbers.lists:
        return ""
    style = properties.find(f"{W}pStyle")
    inherited = story.styled.get(style.get(_VAL, "") if style is not None else "")
    direct = properties.find(f"{W}numPr")
    if direct is None:
        return story.numbers.next(*inherited) if inherited else ""
    name, depth = _list_of(direct)
    if not name and inherited:
        name = inherited[0]
    if depth < 0:
        depth = inherited[1] if inherited and inherited[0] == name else 0
    return story.numbers.next(name, depth)


def _inline(story: _Story, element: etree._Element, found: Pieces) -> None:
    """Append the text of a run, or of what holds runs."""
    tag = element.tag
    if tag == _R:
        _run(story, element, found)
    elif tag in _INSIDE:
        for child in element:
            _inline(story, child, found)
            if child.tag == f"{_MC}Choice":
                break
    elif tag == f"{_M}r":
        found.extend((text.text, "") for text in element.iter(f"{_M}t") if text.text)
    elif tag not in _DROPPED and isinstance(tag, str) and tag.startswith(_M):
        for child in element:
            _inline(story, child, found)


def _run(story: _Story, run: etree._Element, found: Pieces) -> None:
    place = ""
    for child in run:
        tag = child.tag
        if tag == _T:
            if child.text:
                place = place or f"{story.part}#{story.runs.get(run, -1)}"
                found.append((child.text, place))
        elif tag == f"{W}rPr":
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


def _vanishes(story: _Story, properties: etree._Element) -> bool:
    own = properties.find(f"{W}vanish")
    if own is not None:
        return _is_on(own)
    style = properties.find(f"{W}rStyle")
    return style is not None and style.get(_VAL) in story.hidden


def _object(story: _Story, element: etree._Element, found: Pieces) -> None:
    """A text box, or the mark of a note: what it holds is written behind the paragraph."""
    tag = element.tag
    if tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
        kind = "footnote" if tag == f"{W}footnoteReference" else "endnote"
        note = story.notes.get((kind, element.get(f"{W}id", "")))
        if note is not None:
            story.pending.append(note)
    elif tag == f"{W}ruby":
        _inline(story, element, found)
    elif tag in (f"{_MC}AlternateContent", f"{W}drawing", f"{W}pict", f"{W}object"):
        chosen = element.find(f"{_MC}Choice") if tag == f"{_MC}AlternateContent" else element
        boxes = list(_boxes(chosen)) if chosen is not None else []
        if not boxes and tag == f"{_MC}AlternateContent":
            boxes = [box for other in element.iterchildren(f"{_MC}Fallback") for box in _boxes(other)]
        story.pending.extend(boxes)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes in ``element``."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag != f"{_MC}Fallback":
            yield from _boxes(child)


def _untabbed(pieces: Pieces, *, listed: bool) -> Pieces:
    """A paragraph's text with tabs only where they make cells: two and more, or one before an amount."""
    if not any("\t" in text for text, _ in pieces):
        return pieces
    whole = "".join(text for text, _ in pieces)
    if listed or (whole.strip().count("\t") == 1 and _TABBED_PAGE.search(whole)):
        return [(text.replace("\t", "……"), place) for text, place in _stripped(pieces)]
    inner = whole.strip().count("\t")
    if inner > 1 or _TABBED_AMOUNT.search(whole):
        return pieces
    return [(text.replace("\t", " "), place) for text, place in _stripped(pieces)]


def _stripped(pieces: Pieces) -> Pieces:
    """The pieces without the tabs at both ends, which only indent."""
    kept = list(pieces)
    while kept and not kept[0][0].strip():
        del kept[0]
    while kept and not kept[-1][0].strip():
        del kept[-1]
    return kept


def _write_table(story: _Story, table: etree._Element) -> None:
    """Write a table; one of a single column is a frame whose text flows on as paragraphs."""
    _flush(story)
    outer, story.pending = story.pending, []
    rows = list(_rows(table))
    if all(sum(_span(cell.find(f"{W}tcPr/{W}gridSpan")) for cell in _held(row, _TC)) < 2 for row in rows):
        for row in rows:
            for cell in _held(row, _TC):
                _flow(story, cell)
    else:
        story.draft.table([_row_cells(story, row) for row in rows])
        _write_pending(story)
    story.pending = outer


def _row_cells(story: _Story, row: etree._Element) -> list[CellText]:
    """The cells of a row: those that go on from the row above are blank."""
    cells: list[CellText] = []
    lead = row.find(f"{W}trPr/{W}gridBefore")
    if lead is not None:
        cells.append(CellText([], _span(lead)))
    for cell in _held(row, _TC):
        properties = cell.find(f"{W}tcPr")
        span = merge = None
        if properties is not None:
            span, merge = properties.find(f"{W}gridSpan"), properties.find(f"{W}vMerge")
        goes_on = merge is not None and merge.get(_VAL, "continue") != "restart"
        cells.append(CellText([] if goes_on else _cell_pieces(story, cell), _span(span)))
    return cells


def _span(element: etree._Element | None) -> int:
    text = element.get(_VAL, "1") if element is not None else "1"
    return min(max(int(text), 1), 500) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in _held(table, _TR):
        properties = row.find(f"{W}trPr")
        if properties is None or properties.find(f"{W}del") is None:
            yield row


def _held(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows or cells of ``parent``, also those inside of content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _BLOCKS:
            yield from _held(child, tag)


def _cell_pieces(story: _Story, cell: etree._Element) -> Pieces:
    found: Pieces = []
    for child in cell:
        if child.tag == _P:
            if found:
                found.append(("\n", ""))
            found += _pieces(story, child, child.find(f"{W}pPr"))
        elif child.tag == _TBL:
            story.pending.append(child)
        elif child.tag in _BLOCKS:
            found += _cell_pieces(story, child)
    return found


def _pages(story: _Story, package: Package) -> None:
    """Keep the pages only if Word has left all of its page breaks in the text."""
    draft = story.draft
    properties = package.xml("docProps/app.xml")
    count = properties.findtext("{*}Pages", "") if properties is not None else ""
    if draft.pages and count == str(len(draft.pages) + 1):
        draft.pages.insert(0, (0, 1))
    else:
        draft.pages.clear()
