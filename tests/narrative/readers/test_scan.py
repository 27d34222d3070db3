"""Scans: pictures of pages give the findings of the text, and none that the text does not give."""

from __future__ import annotations

import socket
from io import BytesIO
from pathlib import Path

import numpy
import pytest
from PIL import Image

from gouji.compare.audit import audit
from gouji.compare.model import Audit
from gouji.corpora.synthesis.formats.office import as_tabs, parts_of
from gouji.corpora.synthesis.formats.pdf import Press, printed
from gouji.narrative.errors import LimitExceeded, UnreadableDocument, UnsupportedFormat
from gouji.narrative.read import read, read_text
from gouji.narrative.readers import image, pdf_scans, pdf_warnings, scan_engine
from gouji.narrative.readers.pdf import read_pdf
from gouji.narrative.readers.scan_image import straightened

from .scan_print import Scanner, pictures, scanned
from .test_same_findings import SAMPLES, findings

TABLE = """支出决算表
单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
合计\t\t1,086.42\t760.18\t326.24
201\t一般公共服务支出\t842.30\t588.16\t254.14
20129\t群众团体事务\t842.30\t588.16\t254.14
2012901\t行政运行\t588.16\t588.16\t0.00
2012902\t一般行政管理事务\t254.14\t0.00\t254.14
208\t社会保障和就业支出\t181.20\t109.10\t72.10
20805\t行政事业单位养老支出\t109.10\t109.10\t0.00
2080505\t机关事业单位基本养老保险缴费支出\t109.10\t109.10\t0.00
20899\t其他社会保障和就业支出\t72.10\t0.00\t72.10
2089999\t其他社会保障和就业支出\t72.10\t0.00\t72.10
221\t住房保障支出\t62.92\t62.92\t0.00
22102\t住房改革支出\t62.92\t62.92\t0.00
2210201\t住房公积金\t62.92\t62.92\t0.00
"""
PROSE = """第三部分 2023年度部门决算情况说明
一、支出决算情况说明
2023年度支出合计1086.42万元，其中：基本支出760.18万元，占69.97%；项目支出336.24万元，占30.03%。
二、住房改革支出情况说明
2023年度住房保障支出62.92万元，占支出合计的7.59%。
"""
TEXT = f"第二部分 2023年度部门决算表\n{TABLE}{PROSE}"
POOR = Scanner(dpi=100, skew=-1.6, noise=14, blur=0.8, quality=25)


def alarms(result: Audit) -> list[tuple[str, str, str, str, str]]:
    return [finding for finding in findings(result) if finding[2] != "info"]


def checked(folder: Path, content: bytes, name: str = "scan.pdf") -> Audit:
    (folder / name).write_bytes(content)
    return audit(read(folder / name))


def test_a_clean_scan_gives_what_the_text_gives(tmp_path: Path) -> None:
    usual = audit(read_text(TEXT))
    result = checked(tmp_path, scanned(TEXT, Press(), Scanner(skew=0.7)))
    assert len(alarms(usual)) > 1
    assert findings(result) == findings(usual)
    assert [table.kind for table in result.report.tables] == ["expenditure"]
    assert result.report.tables[0].page == 1
    (warning,) = result.coverage.warnings
    assert warning.startswith("第1页是图像，文字由 OCR 识别，平均把握99")


def test_a_poor_scan_accuses_nobody_wrongly(tmp_path: Path) -> None:
    result = checked(tmp_path, scanned(TEXT, Press(), POOR))
    usual = audit(read_text(TEXT))
    assert set(alarms(result)) <= set(alarms(usual))
    assert len(result.claims) == len(usual.claims)


@pytest.mark.parametrize("cut", [True, False])
def test_rules_of_a_row_that_the_page_cuts(cut: bool) -> None:
    scale = 200 / 72
    paper = numpy.full((2339, 1654, 3), 255, dtype=numpy.uint8)

    def draw(x0: int, y0: int, x1: int, y1: int) -> None:
        paper[y0:y1, x0:x1] = 0

    for x in (166, 848, 1485):  # the frame and its middle go on to the page's end
        draw(x, 1800, x + 3, 2100)
    for y in (1800, 1995):
        draw(166, y, 1488, y + 3)
    ends = 2100 if cut else 2060
    for x in (300, 430, 1000):
        draw(x, 1995, x + 3, ends)
    down = [rule for rule in straightened(paper, scale).rules if not rule.across]
    assert len(down) == (6 if cut else 3)


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize(
    "scanner",
    [
        Scanner(),
        Scanner(sans=True, dpi=150),
        Scanner(dpi=100),
        Scanner(dpi=150, skew=1.0, noise=8),
        Scanner(skew=-2.0, blur=1.0),
        Scanner(dpi=150, quality=30, noise=10, blur=0.7),
        Scanner(dpi=100, skew=1.2, noise=12, blur=0.6, quality=40),
    ],
    ids=["clean", "sans", "100", "skewed", "blurred", "jpeg", "all at once"],
)
def test_worn_samples(name: str, scanner: Scanner, tmp_path: Path) -> None:
    usual = audit(read_text(SAMPLES[name]))
    text = as_tabs(parts_of(SAMPLES[name])).decode()
    result = checked(tmp_path, scanned(text, Press(), scanner))
    assert set(alarms(result)) <= set(alarms(usual))
    if scanner == Scanner():  # a number read with doubt may turn an error into a hint, and nothing else
        assert without_severity(result) == without_severity(usual)


def without_severity(result: Audit) -> list[tuple[str, str, str, str]]:
    return sorted((code, kind, stated, expected) for code, kind, _, stated, expected in findings(result))


def test_without_rules_and_lying_on_its_side(tmp_path: Path) -> None:
    page = pictures(TEXT, Press(ruled=False, wide=True), Scanner(dpi=150, turn=90))[0]
    buffer = BytesIO()
    page.save(buffer, "PNG")
    result = checked(tmp_path, buffer.getvalue(), "scan.png")
    assert result.report.format == "image"
    (table,) = result.report.tables
    assert [cell.text for cell in table.rows[-1]][-3:] == ["62.92", "62.92", "0.00"]


def test_a_table_that_is_a_picture_in_a_page_of_text(tmp_path: Path) -> None:
    mixed = _with_picture(printed(PROSE, Press()), pictures(TABLE, Press(), Scanner())[0])
    result = checked(tmp_path, mixed)
    assert [table.kind for table in result.report.tables] == ["expenditure"]
    assert {finding[0] for finding in alarms(result)} >= {"NT101"}


def _with_picture(pdf: bytes, page: Image.Image) -> bytes:
    """The PDF with the picture of a table on its first page, below the text."""
    from pypdfium2 import PdfDocument, PdfImage, PdfMatrix

    document = PdfDocument(pdf)
    picture = PdfImage.new(document)
    buffer = BytesIO()
    page.crop((0, 0, page.width, page.height // 2)).convert("RGB").save(buffer, "JPEG", quality=95)
    picture.load_jpeg(BytesIO(buffer.getvalue()), inline=True)
    picture.set_matrix(PdfMatrix().scale(595, 421).translate(0, 60))
    first = document[0]
    first.insert_obj(picture)
    first.gen_content()
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    scan_engine._engine.cache_clear()
    page = Image.new("L", (400, 100), 255)
    assert scan_engine.text_boxes(_dots(page)) == []
    assert scan_engine.read([_dots(page)]) == [[]]


def _dots(page: Image.Image) -> object:
    import numpy as np

    return np.asarray(page)


@pytest.fixture
def no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (image, pdf_scans, pdf_warnings):
        monkeypatch.setattr(module, "is_installed", lambda: False)


@pytest.mark.usefixtures("no_extra")
def test_without_the_extra_one_line_says_what_to_install() -> None:
    with pytest.raises(UnreadableDocument, match=r"扫描件，没有文字层；请执行 pip install 'gouji\[ocr\]'"):
        read_pdf(scanned("预算", Press(), Scanner(dpi=50)), path="scan.pdf")
    with pytest.raises(UnsupportedFormat, match=r"pip install 'gouji\[ocr\]'"):
        image.document(b"\x89PNG", path="scan.png")


@pytest.mark.usefixtures("no_extra")
def test_without_the_extra_a_warning_names_the_pages() -> None:
    mixed = _with_picture(printed(PROSE, Press()), Image.new("L", (600, 800), 255))
    (warning,) = read_pdf(mixed).warnings
    assert warning.startswith("第1页有大幅图片，其中的文字没有读取；执行 pip install 'gouji[ocr]'")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0\x00\x10JFIF", b"II*\x00\x08\x00"])
def test_damaged_pictures(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="图片已损坏"):
        image.document(data, path="a.png")


def test_pictures_too_small() -> None:
    buffer = BytesIO()
    Image.new("L", (3, 900), 128).save(buffer, "PNG")
    with pytest.raises(UnreadableDocument, match="图片太小"):
        image.document(buffer.getvalue(), path="a.png")


def test_a_page_too_narrow_to_read() -> None:
    buffer = BytesIO()
    Image.new("L", (20, 9_000), 200).save(buffer, "PDF", resolution=72)
    with pytest.raises(UnreadableDocument, match="没有任何文字"):
        read_pdf(buffer.getvalue(), path="a.pdf")


def test_pictures_too_large() -> None:
    buffer = BytesIO()
    Image.new("1", (9_000, 9_000)).save(buffer, "PNG")
    with pytest.raises(LimitExceeded):
        image.document(buffer.getvalue(), path="a.png")
