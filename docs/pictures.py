"""The pictures of the README, made of the shipped sample: the desk, the marked copies, the HTML report, a study.

python docs/pictures.py [FOLDER]

Needs Chromium, and LibreOffice for the marked Word and PDF copies. LibreOffice lays out the Word copy and says where
its comments are; as it draws none in a margin without a screen, they are drawn there here.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from margin import commented_text, margin
from playwright.sync_api import Page, sync_playwright

from gouji import check
from gouji.corpora.injection import plant_several, source_of

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SAMPLE = files("gouji.corpora.samples").joinpath("final-accounts.txt").read_text(encoding="utf-8")
GOUJI = (sys.executable, "-m", "gouji")
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
    address = server.stdout.readline().split("：", 1)[1].split(" ")[0]
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
    commented = commented_text(folder / "marked.docx")
    for name, picture, texts in (("marked.pdf", "word", commented), ("noted.pdf", "pdf", None)):
        page.goto(margin(folder / name, texts).as_uri())
        page.screenshot(path=out / f"{picture}.png")


def _office(path: Path) -> None:
    """The file as PDF beside it, comments as notes."""
    home = f"-env:UserInstallation={(path.parent / 'office').as_uri()}"
    notes = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
    command = [OFFICE, home, "--headless", "--convert-to", notes, "--outdir", path.parent, path]
    subprocess.run(list(map(str, command)), check=True, capture_output=True)


def _gouji(*words: str | Path) -> None:
    subprocess.run([*GOUJI, *map(str, words)], check=False, stdout=subprocess.DEVNULL)


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
