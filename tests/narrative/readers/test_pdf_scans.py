"""Scans that carry an unseen layer of text: it is read, and proves nothing."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader

from gouji.compare.audit import audit
from gouji.corpora.synthesis.formats.font import font_for
from gouji.corpora.synthesis.formats.pdf import Press, Sheet, fill, printed
from gouji.narrative.read import read
from gouji.narrative.readers.pdf import read_pdf

from .test_same_findings import SAMPLES

TEXT = SAMPLES["final-accounts"]


class Layered(Sheet):
    """Pages whose text is not shown, over a picture."""

    def turn_page(self) -> None:
        super().turn_page()
        picture = BytesIO()
        Image.new("L", (60, 80), 240).save(picture, "PNG")
        self.canvas.drawImage(ImageReader(picture), 0, 0, self.width, self.height)

    def text(self, words: str, x: float, y: float, size: float) -> None:
        self.canvas.setFont(self.font, size)
        self.canvas.drawString(x, self.height - y, words, mode=3)


def layered() -> bytes:
    sheet = Layered(Press(), font_for("".join(sorted(set(TEXT)))))
    fill(sheet, TEXT)
    return sheet.finished()


def test_an_unseen_layer_is_read_with_doubt(tmp_path: Path) -> None:
    document = read_pdf(layered())
    assert document.text == read_pdf(printed(TEXT, Press())).text
    assert any("看不见的文字层" in warning for warning in document.warnings)
    assert sum(end - start for start, end in document.doubts) > 0.9 * len("".join(document.text.split()))
    path = tmp_path / "scan.pdf"
    path.write_bytes(layered())
    result = audit(read(path))
    assert result.findings
    assert not [finding for finding in result.findings if finding.severity != "info"]


def test_shown_text_on_a_picture_is_not_doubted() -> None:
    class Shown(Layered):
        text = Sheet.text

    sheet = Shown(Press(), font_for("".join(sorted(set(TEXT)))))
    fill(sheet, TEXT)
    document = read_pdf(sheet.finished())
    assert not document.doubts
    assert not any("文字层" in warning for warning in document.warnings)
