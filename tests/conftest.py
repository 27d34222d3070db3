"""One browser for the tests of pages; checks that fail, fail. Properties are tried on the same examples every time;
``--hypothesis-profile=searching`` looks for new ones.
"""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings

from gouji.compare.checks import STRICT

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("searching", max_examples=500, deadline=None)
settings.load_profile("repeatable")

STRICT.set(True)
"""A check that fails ends the audit and with it the test."""


@pytest.fixture(scope="module")
def browser():
    """Debian's Chromium, driven by Playwright. Its absence is a failure in CI."""
    playwright = pytest.importorskip("playwright.sync_api")
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, map(shutil.which, names)), None)
    if chromium is None and not os.environ.get("GOUJI_BROWSER"):
        pytest.skip("needs Chromium: apt-get install chromium")
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=options)
        yield opened
        opened.close()
