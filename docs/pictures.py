"""The pictures of the README, made of the shipped sample: the desk, the marked copies, the HTML report, a study.

python docs/pictures.py [FOLDER]

Needs Chromium, and LibreOffice for the marked Word and PDF copies. LibreOffice lays out the Word copy and says where
its comments are; as it draws none in a margin without a screen, they are drawn there here.
"""

from __future__ import annotations

import ctypes
import html
import shutil
import subprocess
import sys
import tempfile
from base64 import b64encode
from importlib.resources import files
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from playwright.sync_api import Page, sync_playwright
from pypdfium2 import PdfDocument, PdfPage, raw

from gouji import check
from gouji.corpora.injection import plant_several, source_of

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SAMPLE = files("gouji.corpora.samples").joinpath("final-accounts.txt").read_text(encoding="utf-8")
GOUJI = (sys.executable, "-m", "gouji.cli.main")
DRAFT = "部门决算（送审稿）.docx"


def word(path: Path) -> None:
    """The sample as a Word file: its pipe or tab tables as tables, the rest as paragraphs."""
    document = Document()
    font = document.styles["Normal"].font
    font.size, font.name = Pt(12), "Times New Roman"
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    rows: list[list[str]] = []
    for line in [*SAMPLE.splitlines(), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            table = document.add_table(rows=0, cols=max(map(len, rows)), style="Table Grid")
            for row in rows:
                for cell, text in zip(table.add_row().cells, row, strict=False):
                    cell.text = text
            rows = []
        if line.strip():
            document.add_paragraph(line)
    document.save(str(path))


def desk(page: Page, folder: Path, out: Path) -> None:
    """The list, a report with three decisions made, and the Word copy with them, put into the folder."""
    command = [*GOUJI, "serve", "--no-browser", "--port", "0", "--data", str(folder / "data")]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert server.stdout is not None
    address = server.stdout.readline().split("：", 1)[1].split("（")[0]
    page.goto(address)
    page.set_input_files("#files", folder / DRAFT)
    page.wait_for_selector(".findings .sel")
    page.keyboard.press("a")
    page.wait_for_selector(".badge.s-accepted")
    page.keyboard.press("x")
    page.keyboard.type("四舍五入造成")
    page.keyboard.press("Enter")
    page.wait_for_selector(".badge.s-dismissed")
    page.keyboard.press("s")
    page.wait_for_selector(".badge.s-taken")
    page.keyboard.press("k")
    page.wait_for_timeout(500)
    page.screenshot(path=out / "desk.png")
    page.locator(".export summary").click()
    with page.expect_download() as download:
        page.locator(".export a").first.click()
    download.value.save_as(folder / "marked.docx")
    page.locator(".brand").click()
    page.wait_for_selector(".reports")
    page.screenshot(path=out / "desk-list.png")
    server.kill()
    server.communicate()


def report(page: Page, folder: Path, out: Path) -> None:
    """The HTML report."""
    path = folder / "report.html"
    subprocess.run(
        [*GOUJI, "check", str(folder / DRAFT), "--format", "html", "--output", str(path)], check=False
    )
    page.goto(path.as_uri())
    for _ in range(2):
        page.keyboard.press("j")
    page.wait_for_timeout(500)
    page.screenshot(path=out / "report.png")


def marked(page: Page, folder: Path, out: Path) -> None:
    """The Word copy of the desk and a marked PDF, each with its notes beside the page that has most of them."""
    for name in ("marked.docx", DRAFT):
        _office(folder / name)
    draft = (folder / DRAFT).with_suffix(".pdf")
    _gouji("check", draft, "--format", "pdf", "--output", folder / "noted.pdf")
    for name, picture, drawn in (("marked.pdf", "word", False), ("noted.pdf", "pdf", True)):
        _beside(page, folder / name, drawn, out / f"{picture}.png")


def _office(path: Path) -> None:
    """The file as PDF beside it, comments as notes."""
    home = f"-env:UserInstallation={(path.parent / 'office').as_uri()}"
    command = [
        str(OFFICE),
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(path.parent),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True)


def _gouji(*words: str | Path) -> None:
    subprocess.run([*GOUJI, *map(str, words)], check=False, stdout=subprocess.DEVNULL)


def _beside(page: Page, path: Path, drawn: bool, picture: Path) -> None:
    """The page with most notes, and their texts in its margin; ``drawn`` shows the marks that the file holds too."""
    pdf = PdfDocument(path)
    one = max(pdf, key=lambda each: len(_notes(each)))
    one.render(scale=2.0, draw_annots=drawn).to_pil().save(picture.with_suffix(".page.png"))
    width, height = one.get_size()
    scale = 780 / width
    below, balloons = 0.0, []
    for top, right, text in _notes(one):
        title, *lines = map(html.escape, text.splitlines())
        at = max(top * scale - 8, below + 6)
        below = at + 18 + 17 * (1 + sum(1 + len(line) // 39 for line in lines))
        line = f'<line x1="{right * scale}" y1="{top * scale}" x2="790" y2="{at + 12}"/>'
        said = f"<b>{title}</b><br>" + "<br>".join(lines)
        balloons.append(f'<svg>{line}</svg><div style="top:{at}px">{said}</div>')
    page.set_content(
        "<style>body{margin:0;background:#e9ecef;position:relative}img{width:780px;display:block}"
        "div{position:absolute;left:790px;width:546px;padding:5px 10px;background:#fff8dc;"
        "border-left:3px solid #d08a1d;"
        "font:12.5px/17px 'WenQuanYi Zen Hei','Noto Sans CJK SC',sans-serif}"
        "svg{position:absolute;left:0;top:0;width:1366px;height:2000px}line{stroke:#d08a1d;stroke-dasharray:3}</style>"
        f'<img src="data:image/png;base64,{_encoded(picture.with_suffix(".page.png"))}">' + "".join(balloons)
    )
    first = min(top for top, _, _ in _notes(one)) * scale
    top = max(min(first - 90, height * scale - 768), 0)
    page.screenshot(path=picture, clip={"x": 0, "y": top, "width": 1366, "height": 768}, full_page=True)
    picture.with_suffix(".page.png").unlink()


def _encoded(path: Path) -> str:
    return b64encode(path.read_bytes()).decode()


def _notes(page: PdfPage) -> list[tuple[float, float, str]]:
    """Top, right end and text of each note of a page that says more than one line, from above."""
    height = page.get_height()
    found = []
    for i in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, i)
        rectangle = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(note, rectangle)
        size = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
        buffer = (ctypes.c_ushort * (size // 2))()
        raw.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size)
        text = bytes(buffer).decode("utf-16-le").rstrip("\0")
        if len(text.splitlines()) > 2:
            found.append((height - rectangle.top, rectangle.right, text))
        raw.FPDFPage_CloseAnnot(note)
    return sorted(found)


def study(page: Page, folder: Path, out: Path) -> None:
    """The page of rates over invented reports, one half with planted defects."""
    reports, planted = folder / "reports", folder / "planted"
    _gouji("synthesize", "--seed", "1", "--count", "24", "--format", "txt", "--out", reports)
    planted.mkdir()
    for seed, path in enumerate(sorted(reports.rglob("*.txt"))):
        source = source_of(check(path))
        injected = plant_several(source, seed=seed) if seed % 2 else None
        (planted / path.name).write_text(injected.text if injected else source.text, encoding="utf-8")
    _gouji("screen", planted, "--out", folder / "results")
    _gouji("study", folder / "results")
    page.goto(next((folder / "results").rglob("*.html")).as_uri())
    page.wait_for_timeout(500)
    page.screenshot(path=out / "study.png")


def main() -> None:
    if CHROMIUM is None:
        sys.exit("Chromium is needed: apt-get install chromium")
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        word(folder / DRAFT)
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
        desk(page, folder, out)
        report(page, folder, out)
        study(page, folder, out)
        if OFFICE is None:
            print(
                "The pictures of the marked copies need LibreOffice: apt-get install libreoffice-writer-nogui"
            )
        else:
            marked(page, folder, out)
        browser.close()


if __name__ == "__main__":
    main()
