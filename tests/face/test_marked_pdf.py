"""PDF: each highlight covers its finding's quote, the original's bytes are kept, and locked files stay locked."""

from __future__ import annotations

import io
from ctypes import POINTER, c_ushort, cast, create_string_buffer
from importlib.resources import files
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from pypdfium2 import raw

from gouji import check, check_bytes
from gouji.compare.model import Audit
from gouji.corpora.synthesis.formats.office import as_tabs, parts_of
from gouji.corpora.synthesis.formats.pdf import Press, printed
from gouji.narrative.dispatch import load
from gouji.narrative.errors import UnsupportedFormat
from gouji.writers.pdf import make, marks, opposite
from gouji.writers.source import Source, source_of
from gouji.writers.style import Style

SAMPLE = files("gouji.corpora.samples").joinpath("final-accounts.txt").read_text(encoding="utf-8")
SHARED = sorted((Path(__file__).parents[3] / "shared" / "reports").glob("*.pdf"))


def highlights(data: bytes, password: str | None = None) -> dict[str, tuple[str, str, str]]:
    """By the name of each highlight its note, the text beneath it on all pages, and its colour."""
    found: dict[str, tuple[str, str, str]] = {}
    pdf = pypdfium2.PdfDocument(data, password=password)
    for number in range(len(pdf)):
        page = pdf[number]
        text = page.get_textpage()
        for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            annotation = raw.FPDFPage_GetAnnot(page.raw, index)
            if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_HIGHLIGHT:
                name, note = _string(annotation, b"NM"), _string(annotation, b"Contents")
                before = found.get(name, ("", "", ""))[1]
                found[name] = note, before + _beneath(annotation, text), _colour(annotation)
            raw.FPDFPage_CloseAnnot(annotation)
        text.close()
        page.close()
    pdf.close()
    return found


def _string(annotation: object, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(annotation, key, cast(buffer, POINTER(c_ushort)), length)
    return buffer.raw[: length - 2].decode("utf-16-le")


def _colour(annotation: object) -> str:
    from ctypes import byref, c_uint

    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    raw.FPDFAnnot_GetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *map(byref, (red, green, blue, alpha)))
    return f"{red.value},{green.value},{blue.value}"


def _beneath(annotation: object, text: pypdfium2.PdfTextPage) -> str:
    found = ""
    for index in range(raw.FPDFAnnot_CountAttachmentPoints(annotation)):
        quad = raw.FS_QUADPOINTSF()
        raw.FPDFAnnot_GetAttachmentPoints(annotation, index, quad)
        found += text.get_text_bounded(quad.x3 + 0.2, quad.y3 + 1.2, quad.x2 - 0.2, quad.y2 - 1.2)
    return found


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\x02", "-").replace("\ufffe", "-")


def check_marks(audit: Audit, data: bytes, password: str | None = None) -> None:
    copy = make(audit, Style(), Source(data, password))
    assert copy.startswith(data)
    found = highlights(copy, password)
    wanted = {mark.name: mark for mark in marks(audit, Style())}
    assert found.keys() == wanted.keys()
    for name, mark in wanted.items():
        note, beneath, _ = found[name]
        assert note == mark.note
        assert squeezed(audit.report.text[mark.start : mark.end]) == squeezed(beneath), name
    assert {each.id for each in audit.findings} <= found.keys()


PRESSES = {
    "ruled": Press(repeat=True),
    "no rules": Press(ruled=False, align="centre"),
    "turned text": Press(wide=True, turn=90),
    "turned page": Press(wide=True, turn=91),
    "small, running head": Press(running="青岚市古籍保护中心", numbers="第{}页", size=10.5),
}


@pytest.mark.parametrize("press", PRESSES.values(), ids=PRESSES)
def test_every_highlight_covers_its_quote(press: Press) -> None:
    data = printed(as_tabs(parts_of(SAMPLE)).decode(), press)
    audit = check_bytes(data, path="报告.pdf")
    assert len(audit.findings) > 5
    check_marks(audit, data)


@pytest.mark.skipif(not SHARED, reason="needs the shared reports")
@pytest.mark.parametrize("path", SHARED, ids=[path.name[:3] for path in SHARED])
def test_published_reports(path: Path) -> None:
    audit = check(path)
    check_marks(audit, source_of(audit).data)


def test_severities_and_cells_have_colours_of_their_own() -> None:
    data = printed(as_tabs(parts_of(SAMPLE)).decode(), Press())
    audit = check_bytes(data, path="报告.pdf")
    found = highlights(make(audit, Style(), Source(data)))
    colours = {
        severity: {found[f.id][2] for f in audit.findings if f.severity == severity}
        for severity in ("error", "info")
    }
    cells = {found[f"{f.id}-cell"][2] for f in audit.findings if opposite(f)}
    assert len(colours["error"]) == len(colours["info"]) == len(cells) == 1
    assert len(colours["error"] | colours["info"] | cells) == 3
    for each in audit.findings:
        cell = opposite(each)
        if cell is not None:
            assert squeezed(found[f"{each.id}-cell"][1]) == squeezed(cell.text)


def test_another_reader_sees_the_notes_and_the_same_pages() -> None:
    data = printed(as_tabs(parts_of(SAMPLE)).decode(), Press())
    audit = check_bytes(data, path="报告.pdf")
    copy = make(audit, Style(), Source(data))
    with pdfplumber.open(io.BytesIO(data)) as old, pdfplumber.open(io.BytesIO(copy)) as new:
        assert [page.extract_text() for page in new.pages[:2]] == [
            page.extract_text() for page in old.pages[:2]
        ]
        notes = [annotation["contents"] for page in new.pages for annotation in page.annots]
    for each in audit.findings:
        assert any(each.code in note for note in notes)
    assert check_bytes(copy, path="报告.pdf").report.text == audit.report.text


def test_what_stands_on_a_picture_is_noted_in_the_corner_of_its_page() -> None:
    data = printed(as_tabs(parts_of(SAMPLE)).decode(), Press())
    audit = check_bytes(data, path="报告.pdf")
    empty = pypdfium2.PdfDocument.new()
    for _ in range(9):
        empty.new_page(595, 842)
    blank = io.BytesIO()
    empty.save(blank)
    document = load(data, "报告.pdf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gouji.writers.pdf.document_of", lambda *_: document)
        copy = make(audit, Style(), Source(blank.getvalue()))
    assert highlights(copy) == {}
    with pdfplumber.open(io.BytesIO(copy)) as pdf:
        notes = [(page.page_number, each) for page in pdf.pages for each in page.annots]
    assert sorted((number, each["contents"]) for number, each in notes) == sorted(
        (mark.page, mark.note) for mark in marks(audit, Style()) if mark.page is not None
    )
    assert len({(number, each["x0"], each["top"]) for number, each in notes}) == len(notes) > 5


@pytest.mark.parametrize("cut", [b"startxref", b"xref\n"])
def test_a_damaged_pdf_is_marked_in_a_mended_copy(cut: bytes) -> None:
    whole = printed(as_tabs(parts_of(SAMPLE)).decode(), Press())
    data = whole[: whole.rindex(cut)]
    audit = check_bytes(data, path="报告.pdf")
    assert audit.findings
    found = highlights(make(audit, Style(), Source(data)))
    assert {each.id for each in audit.findings} <= found.keys()


def test_a_locked_pdf_stays_locked() -> None:
    data = printed(as_tabs(parts_of(SAMPLE)).decode(), Press(encrypt="secret"))
    import gouji.narrative.read as reading
    from gouji.compare.audit import audit as audited

    audit = audited(reading.read_document(load(data, "报告.pdf", password="secret"), path="报告.pdf"))
    check_marks(audit, data, "secret")
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(make(audit, Style(), Source(data, "secret")))


def test_a_report_that_is_no_pdf_is_refused_in_one_line(audit: Audit) -> None:
    with pytest.raises(UnsupportedFormat, match=r"^样例.txt：.*只用于 PDF 报告.*可用 --format html"):
        make(audit, Style(), Source(b""))
