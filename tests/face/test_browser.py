"""The page in a real browser: Debian's Chromium, driven by Playwright. Its absence is a failure in CI."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from gouji import check_text
from gouji.writers.html import make
from gouji.writers.style import Style

from .test_page import HOSTILE

SAMPLE = files("gouji.corpora.samples").joinpath("final-accounts.txt").read_text(encoding="utf-8")


@pytest.fixture
def opened(browser, tmp_path: Path):
    """Opens a text's report in a window of 1366×768; anything the page asks for or complains about fails the test."""
    trouble: list[str] = []
    pages = []

    def open_(text: str):
        path = tmp_path / "报告.html"
        path.write_bytes(make(check_text(text, path="报告.txt"), Style()))
        page = browser.new_page(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
        page.on(
            "request", lambda request: trouble.append(request.url) if request.url != path.as_uri() else None
        )
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
        pages.append(page)
        page.goto(path.as_uri())
        return page

    yield open_
    for page in pages:
        page.close()
    assert trouble == []


def current(page) -> str:
    return page.locator(".findings .sel .no").inner_text()


def in_sight(page, selector: str) -> bool:
    """Whether the first element of a selector lies within its pane."""
    return page.locator(selector).first.evaluate(
        """each => { const a = each.getBoundingClientRect(), b = each.closest('.pane').getBoundingClientRect();
        return a.top >= b.top && a.bottom <= b.bottom; }"""
    )


def test_findings_are_stepped_through_by_keyboard(opened) -> None:
    page = opened(SAMPLE)
    seen = [current(page)]
    for _ in range(3):
        page.keyboard.press("j")
        seen.append(current(page))
    assert seen == ["1", "2", "3", "3.1"]
    page.keyboard.press("k")
    assert current(page) == "3"
    assert "单位写错或漏写" in page.locator("#detail h2").inner_text()
    assert "22.00" in page.locator("#prose .sel").last.inner_text()
    assert page.locator("#tables .sel").inner_text() == "22.00"
    assert (
        in_sight(page, "#prose .sel") and in_sight(page, "#tables .sel") and in_sight(page, ".findings .sel")
    )
    page.keyboard.press("Escape")
    assert page.locator(".sel").count() == 0


def test_a_number_shows_its_cell_and_the_cell_its_sentences(opened) -> None:
    page = opened(SAMPLE)
    number = page.locator("#prose p .n.ok", has_text="1060.18万元").first
    number.click()
    detail = page.locator("#detail")
    assert "相符" in detail.inner_text() and "1,060.18" in detail.inner_text()
    cell = page.locator("#tables td.sel").first
    assert cell.inner_text() == "1,060.18" and in_sight(page, "#tables td.sel")
    cell.focus()
    page.keyboard.press("Enter")
    assert "引用这个数的句子" in detail.inner_text()
    sentences = detail.locator("li")
    assert sentences.count() >= 1
    assert all("1060.18" in text for text in sentences.all_inner_texts())
    sentences.first.locator("button").click()
    assert "1060.18万元" in detail.locator("h2").inner_text()


def test_numbers_are_stepped_through_by_keyboard(opened) -> None:
    page = opened(SAMPLE)
    page.keyboard.press("Escape")
    heads = []
    for key in ("n", "n", "p"):
        page.keyboard.press(key)
        heads.append(page.locator("#detail h2").inner_text())
        assert in_sight(page, "#prose .sel")
    assert heads[0] == heads[2] != heads[1]


def test_filters_and_search_narrow_the_list(opened) -> None:
    page = opened(SAMPLE)
    every = page.locator(".findings > li:visible").count()
    page.locator("label", has_text="连带").click()
    roots = page.locator(".findings > li:visible").count()
    assert 0 < roots < every
    page.locator("#filters label", has_text="错误").click()
    assert page.locator(".findings > li:visible .sev.error").count() == 0
    assert page.locator("#shown").inner_text() == str(page.locator(".findings > li:visible").count())
    page.locator("#filters label", has_text="错误").click()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("NT102没有")
    assert page.locator("#no-match").is_visible()
    page.locator("#search").fill("22.00万元")
    assert page.locator(".findings > li:visible").count() == 1
    page.locator("#looks label", has_text="相符").click()
    shown = page.locator("#prose p .n.ok").first.evaluate("each => getComputedStyle(each).borderBottomColor")
    assert shown == "rgba(0, 0, 0, 0)"


def test_hostile_text_is_shown_harmlessly(opened) -> None:
    page = opened(HOSTILE)
    for _ in range(page.locator(".findings > li").count()):
        page.keyboard.press("j")
    for number in page.locator("#prose p .n").all():
        number.click()
    assert "<script>alert" in page.locator("body").inner_text()


def test_nothing_is_wider_than_a_small_screen(opened) -> None:
    page = opened(SAMPLE)
    for width, height in ((1366, 768), (1024, 700), (800, 600), (390, 800)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_control_is_reached_by_tab(opened) -> None:
    page = opened(SAMPLE)
    names = []
    for _ in range(12):
        page.keyboard.press("Tab")
        names.append(
            page.evaluate(
                "document.activeElement.id || document.activeElement.name || document.activeElement.tagName"
            )
        )
    assert {"print", "search", "error", "warning", "info", "following"} <= set(names)
    assert names.index("search") < 8
