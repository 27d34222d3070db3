"""The desk: seconds from the drop of a report to its findings in Chromium, with a warm server; and twenty at once.

python benchmarks/desk.py [REPORT...]

Without a report the shipped sample is dropped. Every report is dropped six times and the first is not counted; beside
the seconds stands the load of the machine, which they depend on.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from process import given

TIMES = 5
CROWD = 20
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def seconds(page: Page, address: str, report: Path) -> float:
    """From the drop until the first finding is selected, or it is said that there is none."""
    page.goto(address)
    before = time.perf_counter()
    page.set_input_files("#files", report)
    page.wait_for_selector(".findings .sel, .nothing, .said.bad")
    return time.perf_counter() - before


def crowd(page: Page, address: str, report: Path) -> float:
    """Until so many at once are all done."""
    page.goto(address)
    done = page.locator(".reports li.done").count()
    before = time.perf_counter()
    page.set_input_files("#files", [report] * CROWD)
    page.wait_for_selector(f".reports li.done >> nth={done + CROWD - 1}")
    return time.perf_counter() - before


def main() -> None:
    reports = given(__doc__)
    if CHROMIUM is None:
        sys.exit("Chromium is needed: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        reports = reports or [Path(str(files("gouji.corpora.samples").joinpath("final-accounts.txt")))]
        command = [sys.executable, "-m", "gouji", "serve", "--no-browser", "--port", "0"]
        command += ["--data", str(Path(folder) / "data")]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        assert server.stdout is not None
        address = server.stdout.readline().split("：", 1)[1].split(" ")[0]
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            for report in reports:
                taken = [seconds(page, address, report) for _ in range(TIMES + 1)][1:]
                middle, worst = statistics.median(taken), max(taken)
                print(f"{report.name}: on screen after {middle:.2f} s (median of {TIMES}, worst {worst:.2f})")
            print(f"{CROWD} at once: all done after {crowd(page, address, reports[0]):.1f} s")
            browser.close()
        server.kill()
        server.communicate()
    print("load of the machine: " + " ".join(f"{each:.1f}" for each in os.getloadavg()))


if __name__ == "__main__":
    main()
