"""Word: a copy of the report's own file with a comment on each finding's number, its text and all else as it was.

A comment says what is wrong, the computation, the suggestion and what the reviewer decided; one on what was dismissed
is resolved. Word allows no comments inside of text boxes, and LibreOffice opens no file that has one inside of a note:
there it is anchored to the box or to the mark of the note, and quotes the number. Author is gouji; no dates are
written, so that the same report gives the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree

from ..compare.model import Audit, Suggestion
from ..narrative.errors import UnreadableDocument
from ..narrative.readers.document import Document
from .docx_comments import AUTHOR, Comments, next_id
from .docx_parts import Parts
from .docx_runs import Part, Piece
from .phrases import Entry, Phrases
from .sheet import clean
from .source import Source, document_of
from .style import Style


def make(audit: Audit, style: Style, source: Source | None = None) -> bytes:
    """The marked copy. Raises a DocumentError if the report was not read from a Word file."""
    document = document_of(audit, source, "docx", "Word（.docx）报告")
    assert source is not None
    phrases = Phrases(audit, style.lang, style.remarks)
    marker = _Marker(Parts(source.data, audit.report.path), document)
    entries = list(phrases.entries())
    for entry in entries:
        resolved = phrases.remark(entry.finding).status == "dismissed"
        marker.comment(entry, phrases.note(entry), resolved=resolved)
    if style.tracked:
        taken = style.taken
        own = (entry for entry in entries if entry.finding.id not in phrases.resting)
        for change in _changes(e for e in own if taken is None or e.finding.id in taken):
            marker.change(change)
    return marker.finished()


def _changes(entries: Iterable[Entry]) -> Iterator[Suggestion]:
    """The suggestions that do not overlap, those of the first findings first."""
    taken: list[tuple[int, int]] = []
    for entry in entries:
        change = entry.finding.suggestion
        if change is None or any(change.start < end and start < change.end for start, end in taken):
            continue
        taken.append((change.start, change.end))
        yield change


class _Marker:
    """A Word file while it is being marked."""

    def __init__(self, parts: Parts, document: Document) -> None:
        self._files = parts
        self._document = document
        self._parts: dict[str, Part] = {}
        self._comments: Comments | None = None
        self._revision = 0

    def _part(self, name: str) -> Part:
        if name not in self._parts:
            self._parts[name] = Part(self._files.xml(name))
        return self._parts[name]

    def _pieces(self, start: int, end: int) -> tuple[Part, list[Piece]] | None:
        """Where a stretch of text stands: its pieces in the part, or in the text box, that it begins in."""
        found: dict[str, list[Piece]] = {}
        for anchor in self._document.places(start, end):
            name, _, index = anchor.place.partition("#")
            piece = Piece(int(index), anchor.offset, self._document.text[anchor.start : anchor.end])
            found.setdefault(name, []).append(piece)
        for name, pieces in found.items():
            part = self._part(name)
            standing = [piece for piece in pieces if part.has(piece)]
            near = [piece for piece in standing if part.host(piece) is part.host(standing[0])]
            if near:
                return part, near
        return None

    def comment(self, entry: Entry, lines: list[str], *, resolved: bool) -> None:
        """Put a comment on the finding's text; one that stands nowhere in the file is put on its nearest place."""
        found = self._pieces(entry.finding.start, entry.finding.end) or self._nearest(entry.finding.start)
        if found is None:
            return
        part, pieces = found
        host = self._host(part, pieces[0])
        first = host if host is not None else part.first(pieces[0])
        last = host if host is not None else part.last(pieces[-1])
        if host is not None:
            lines = [lines[0], f"“{entry.quote}”", *lines[1:]]
        if self._comments is None:
            self._comments = Comments(self._files, self._part(self._files.main).space)
        number = self._comments.add(lines, resolved=resolved)
        begin, end = etree.Element(part.w("commentRangeStart")), etree.Element(part.w("commentRangeEnd"))
        mark = etree.Element(part.w("r"))
        reference = etree.SubElement(mark, part.w("commentReference"))
        for element in (begin, end, reference):
            element.set(part.w("id"), number)
        first.addprevious(begin)
        last.addnext(end)
        end.addnext(mark)

    def _host(self, part: Part, piece: Piece) -> etree._Element | None:
        """The run to put a comment on whose text stands where none may be: in a box or in a note."""
        note = part.note(piece)
        return part.host(piece) if note is None else self._part(self._files.main).reference(*note)

    def _nearest(self, offset: int) -> tuple[Part, list[Piece]] | None:
        """The first text of the file at or behind an offset, for a mark that Word's own numbering wrote."""
        following = (anchor for anchor in self._document.anchors if anchor.end > offset)
        anchor = next(following, None)
        return self._pieces(anchor.start, anchor.end) if anchor is not None else None

    def change(self, change: Suggestion) -> None:
        """Write a suggestion as a tracked change; not where the text is a tracked change already."""
        begin = change.start if change.start < change.end else change.start - 1
        found = self._pieces(begin, change.end)
        if found is None:
            return
        part, pieces = found
        whole = self._document.text[begin : change.end]
        if "".join(piece.text for piece in pieces) != whole or any(_is_tracked(part, p) for p in pieces):
            return
        runs = [part.isolate(piece) for piece in pieces]
        inserted = _text_run(part, runs[0], change.replacement)
        if begin == change.start:
            for run in runs:
                self._delete(part, run)
        insertion = self._revised(part, "ins")
        insertion.append(inserted)
        last = runs[-1] if begin != change.start else runs[-1].getparent()
        last.addnext(insertion)

    def _delete(self, part: Part, run: etree._Element) -> None:
        deletion = self._revised(part, "del")
        run.addprevious(deletion)
        deletion.append(run)
        for text in run.iter(part.w("t")):
            text.tag = part.w("delText")

    def _revised(self, part: Part, name: str) -> etree._Element:
        if not self._revision:
            self._revision = max(next_id(each.root) for each in self._parts.values())
        element = etree.Element(part.w(name))
        element.set(part.w("id"), str(self._revision))
        element.set(part.w("author"), AUTHOR)
        self._revision += 1
        return element

    def finished(self) -> bytes:
        """The file."""
        for name, part in self._parts.items():
            self._files.put(name, part.root)
        if self._comments is not None:
            self._comments.put()
        try:
            return self._files.zipped()
        except ValueError:
            raise UnreadableDocument(
                self._files.path, "文件已损坏或不完整", "请重新下载或另存后再检查"
            ) from None


def _is_tracked(part: Part, piece: Piece) -> bool:
    kinds = {part.w(name) for name in ("ins", "del", "moveTo", "moveFrom")}
    return any(above.tag in kinds for above in part.texts[piece.index].iterancestors())


def _text_run(part: Part, like: etree._Element, text: str) -> etree._Element:
    """A run of a text that is formatted as another one."""
    run = etree.Element(part.w("r"), nsmap=like.nsmap)
    properties = like.find(part.w("rPr"))
    if properties is not None:
        run.append(deepcopy(properties))
    element = etree.SubElement(run, part.w("t"))
    element.text = clean(text)
    return run
