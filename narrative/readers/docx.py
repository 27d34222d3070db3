"""Word (.docx): the document as it reads with all tracked changes accepted, out of its XML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from .document import CellText, Document, Draft, Pieces
from .docx_pictures import unseen
from .docx_runs import MC, Story, is_on, list_of, pieces_of, places_of
from .docx_tables import TableCell, slivers, wide_enough, with_heights
from .numerals import Numbering, W, numbering
from .package import Package, damaged

_P, _TBL, _TR, _TC = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc"))
_TR_SETTINGS, _TC_SETTINGS, _ACROSS, _DOWN = (f"{W}{name}" for name in ("trPr", "tcPr", "gridSpan", "vMerge"))
_VAL = f"{W}val"
_BLOCKS = frozenset(
    [
        f"{W}{name}"
        for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "body", "txbxContent", "footnote")
    ]
    + [f"{MC}AlternateContent", f"{MC}Choice"]
)
_CHANGES = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)\b")
_TABBED_AMOUNT = re.compile(r"\t-?[\d,]+\.\d+\s*$")
_TABBED_PAGE = re.compile(r"[\t ]+(\d{1,3})\s*$")


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
    draft.warnings += unseen(root)
    if b"altChunk" in content:
        draft.warnings.append("文档嵌入了其他文件的内容（altChunk），没有读到；请用 Word 打开后另存再检查")
    return draft.document()


def _story(draft: Draft, package: Package, main: str, root: etree._Element, content: bytes) -> Story:
    parts = {kind: name for kind, name in package.relations(main).values()}
    numbers = numbering(package.xml(parts.get("numbering", "word/numbering.xml")))
    styles = package.xml(parts.get("styles", "word/styles.xml"))
    styled, hidden, contents = _styles(styles, numbers)
    notes: dict[tuple[str, str], etree._Element] = {}
    places = places_of(root, main)
    for kind in ("footnote", "endnote"):
        part = package.xml(parts[f"{kind}s"]) if f"{kind}s" in parts else None
        if part is not None:
            places |= places_of(part, parts[f"{kind}s"])
        for note in part.iter(f"{W}{kind}") if part is not None else ():
            if note.get(f"{W}type") in (None, "normal"):
                notes[kind, note.get(f"{W}id", "")] = note
    careful = any(mark in content for mark in (b"vanish", b"AlternateContent", b"w:pict", b"w:ruby")) or bool(
        hidden
    )
    return Story(draft, places, numbers, styled, hidden, contents, notes, careful)


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
        if is_on(style.find(f"{W}rPr/{W}vanish")):
            hidden.add(name)
        found = style.find(f"{W}pPr/{W}numPr")
        if found is not None:
            ref, depth = list_of(found)
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


def _flow(story: Story, parent: etree._Element) -> None:
    """Write the paragraphs and tables under ``parent``."""
    for child in parent:
        if child.tag == _P:
            _write_paragraph(story, child)
        elif child.tag == _TBL:
            _write_table(story, child)
        elif child.tag in _BLOCKS:
            _flow(story, child)
            if child.tag == f"{MC}Choice":
                break


def _write_paragraph(story: Story, paragraph: etree._Element) -> None:
    properties = paragraph.find(f"{W}pPr")
    pieces = [*story.held, *pieces_of(story, paragraph)]
    if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
        story.held = pieces
        return
    story.held = []
    style = properties.find(f"{W}pStyle") if properties is not None else None
    listed = style is not None and style.get(_VAL) in story.contents
    story.draft.line(_untabbed(pieces, listed=listed))
    _write_pending(story)


def _write_pending(story: Story) -> None:
    """Write the text boxes, nested tables and notes that belong to what has just been written."""
    pending, story.pending = story.pending, []
    for element in pending:
        if element.tag == _TBL:
            _write_table(story, element)
        else:
            _flow(story, element)


def _flush(story: Story) -> None:
    if story.held:
        story.draft.line(_untabbed(story.held, listed=False))
        story.held = []


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


def _write_table(story: Story, table: etree._Element) -> None:
    """Write a table; one of a single column is a frame whose text flows on as paragraphs."""
    _flush(story)
    outer, story.pending = story.pending, []
    rows = list(_rows(table))
    if all(sum(_span(cell.find(f"{W}tcPr/{W}gridSpan")) for cell in _held(row, _TC)) < 2 for row in rows):
        for row in rows:
            for cell in _held(row, _TC):
                _flow(story, cell)
    else:
        narrow = slivers(table)
        story.draft.table(with_heights([wide_enough(narrow, _row_cells(story, row)) for row in rows]))
        _write_pending(story)
    story.pending = outer


def _row_cells(story: Story, row: etree._Element) -> list[TableCell]:
    """The cells of a row: those that go on from the row above are blank."""
    cells: list[TableCell] = []
    for child in row:
        if child.tag == _TC:
            cells.append(_cell(story, child))
        elif child.tag == _TR_SETTINGS:
            lead = child.find(f"{W}gridBefore")
            cells += [TableCell(CellText([], _span(lead)))] if lead is not None else []
        elif child.tag in _BLOCKS:
            cells += [_cell(story, cell) for cell in _held(child, _TC)]
    return cells


def _cell(story: Story, cell: etree._Element) -> TableCell:
    """A cell's text and how many columns it covers."""
    columns, goes_on = 1, False
    first = next(iter(cell), None)
    for setting in first if first is not None and first.tag == _TC_SETTINGS else ():
        if setting.tag == _ACROSS:
            columns = _span(setting)
        elif setting.tag == _DOWN:
            goes_on = setting.get(_VAL, "continue") != "restart"
    return TableCell(CellText([] if goes_on else _cell_pieces(story, cell), columns), goes_on)


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


def _cell_pieces(story: Story, cell: etree._Element) -> Pieces:
    found: Pieces = []
    for child in cell:
        if child.tag == _P:
            if found:
                found.append(("\n", ""))
            found += pieces_of(story, child)
        elif child.tag == _TBL:
            story.pending.append(child)
        elif child.tag in _BLOCKS:
            found += _cell_pieces(story, child)
    return found


def _pages(story: Story, package: Package) -> None:
    """Keep the pages only if Word has left all of its page breaks in the text."""
    draft = story.draft
    properties = package.xml("docProps/app.xml")
    count = properties.findtext("{*}Pages", "") if properties is not None else ""
    if draft.pages and count == str(len(draft.pages) + 1):
        draft.pages.insert(0, (0, 1))
    else:
        draft.pages.clear()
