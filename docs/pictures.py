"""The pictures of the README, made of the shipped sample: the desk and the HTML report.

python docs/pictures.py [FOLDER]

Needs Chromium. (LibreOffice 7.4 prints no comments from a command line, so the marked Word file has no picture.)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

from docx import Document
from docx.shared import Pt
from playwright.sync_api import Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SAMPLE = files("gouji.corpora.samples").joinpath("final-accounts.txt").read_text(encoding="utf-8")
GOUJI = (sys.executable, "-m", "gouji.cli.main")
DRAFT = "部门决算（送审稿）.docx"


def word(path: Path) -> None:
    """The sample as a Word file: its pipe or tab tables as tables, the rest as paragraphs."""
    document = Document()
    document.styles["Normal"].font.size = Pt(11)
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
    """The list, and a report with two decisions made."""
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
    page.wait_for_timeout(500)
    page.screenshot(path=out / "desk.png")
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
        browser.close()


if __name__ == "__main__":
    main()
