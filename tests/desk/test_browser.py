"""The desk in a real browser: Debian's Chromium, driven by Playwright. Its absence is a failure in CI."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from docx import Document

from .desks import HOSTILE, NEXT, TEXT, word


class Server:
    """``gouji serve`` as a user runs it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> str:
        """The address it prints."""
        command = [sys.executable, "-m", "gouji", "serve", "--no-browser", "--port", "0"]
        command += ["--workers", "1", "--data", str(self.folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        assert self.process.stdout is not None
        return self.process.stdout.readline().split("：", 1)[1].split(" ")[0]

    def kill(self) -> None:
        """End it without a word, as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
        self.process = None


@pytest.fixture
def server(tmp_path: Path):
    made = Server(tmp_path / "data")
    yield made
    made.kill()


@pytest.fixture
def page(browser, server: Server):
    """A window of 1366×768; requests to elsewhere, complaints and dialogs fail the test."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, reduced_motion="reduce", accept_downloads=True
    )
    made = context.new_page()
    made.set_default_timeout(60_000)
    trouble: list[str] = []
    asked: set[str] = set()
    made.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    made.on("console", lambda message: trouble.append(message.text))
    made.on("pageerror", lambda error: trouble.append(str(error)))
    made.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
    made.expected = []  # what a test provokes on purpose
    yield made
    context.close()
    assert [line for line in trouble if not any(each in line for each in made.expected)] == []
    assert (
        all(host.startswith("127.0.0.1:") for host in asked) and len(asked) <= 2
    )  # a restart has a new port


def drop(page, *files: tuple[str, bytes]) -> None:
    """Drop files on the page as a mouse does."""
    content = [(name, list(data)) for name, data in files]
    transfer = page.evaluate_handle(
        """files => { const transfer = new DataTransfer();
        for (const [name, data] of files) transfer.items.add(new File([new Uint8Array(data)], name));
        return transfer; }""",
        content,
    )
    page.dispatch_event("main", "drop", {"dataTransfer": transfer})


def badge(page, number: int) -> str:
    return page.locator(".findings > li").nth(number - 1).locator(".state-line").inner_text()


def saved(page) -> None:
    page.wait_for_selector("#said:text-is('已保存')")


def test_from_the_drop_to_the_marked_word_file(page, server: Server) -> None:
    page.goto(server.start())
    assert "token" not in page.url
    drop(page, ("青溪县稿.docx", word()))
    page.wait_for_selector(".findings .sel")
    count = page.locator(".findings > li").count()
    assert count >= 2

    page.keyboard.press("a")
    saved(page)
    assert badge(page, 1) == "确认" and page.locator(".findings .sel .no").inner_text() == "2"
    page.keyboard.press("x")
    page.keyboard.type("口径<b>不同</b>")
    page.keyboard.press("Enter")
    page.wait_for_selector(".badge.s-dismissed")
    assert "口径<b>不同</b>" in badge(page, 2)
    page.keyboard.press("k")
    page.keyboard.press("m")
    page.keyboard.type("请经办人核")
    page.keyboard.press("Enter")
    page.wait_for_selector(".remark >> nth=1")

    address = page.url
    server.kill()
    page.keyboard.press("u")
    page.wait_for_selector("#said.bad")
    page.expected.append("ERR_CONNECTION_REFUSED")
    assert badge(page, 1).startswith("确认")  # what was not saved is not shown as saved
    page.goto("about:blank")
    fresh = server.start()
    page.goto(fresh)
    assert "青溪县稿.docx" in page.locator(".reports").inner_text()
    page.locator(".reports .open").click()
    page.wait_for_selector(".findings .sel")
    assert urlsplit(page.url).path == urlsplit(address).path
    assert "确认" in badge(page, 1) and "请经办人核" in badge(page, 1)
    assert "不是问题" in badge(page, 2)

    quote = page.evaluate("JSON.parse(document.getElementById('facts').textContent).findings")
    head = quote[page.locator(".findings > li").first.get_attribute("data-f")]["head"]
    page.locator(".export summary").click()
    with page.expect_download() as waiting:
        page.locator(".export a", has_text="Word").click()
    assert waiting.value.suggested_filename == "青溪县稿.gouji.docx"
    marked = Document(BytesIO(Path(waiting.value.path()).read_bytes()))
    said = [comment.text for comment in marked.comments]
    assert head in [text.splitlines()[0] for text in said] and len(said) == count
    assert any("无需修改——口径<b>不同</b>" in text for text in said) and any(
        "请经办人核" in text for text in said
    )


def test_the_next_draft(page, server: Server) -> None:
    page.goto(server.start())
    drop(page, ("一稿.txt", TEXT.encode()))
    page.wait_for_selector(".findings .sel")
    before = page.locator(".findings > li").count()
    drop(page, ("二稿.txt", NEXT.encode()))
    page.wait_for_selector(".drafts")
    page.locator(".drafts summary").click()
    menu = page.locator(".drafts .sheet-menu").inner_text()
    assert "一稿.txt" in menu and "38.60" in menu
    assert page.locator(".findings > li").count() < before
    assert "仍在" in page.locator(".findings").inner_text()


def test_hostile_text_is_shown_harmlessly(page, server: Server) -> None:
    page.goto(server.start())
    drop(page, ("<img src=x onerror=alert(3)>.txt", HOSTILE.encode()))
    page.wait_for_selector(".findings .sel")
    for _ in range(page.locator(".findings > li").count()):
        page.keyboard.press("j")
    page.keyboard.press("m")
    page.keyboard.type("</script><script>alert(4)</script>")
    page.keyboard.press("Enter")
    page.wait_for_selector(".remark")
    page.reload()
    page.wait_for_selector(".remark")
    assert "<script>alert(1)" in page.locator("#prose").inner_text()
    assert "</script><script>alert(4)" in page.locator(".remark").first.inner_text()
    page.goto(page.url.split("/reports")[0])
    assert "<img src=x onerror=alert(3)>.txt" in page.locator(".reports").inner_text()


def test_several_files_are_asked_about(page, server: Server) -> None:
    page.goto(server.start())
    drop(page, ("2023年决算.txt", TEXT.encode()), ("2022年决算.txt", TEXT.encode()), ("附表.xlsx", b"x"))
    chosen = page.locator("#role-rows select").evaluate_all("all => all.map((each) => each.value)")
    assert chosen == ["report", "prior", "tables"]
    page.keyboard.press("Escape")
    assert page.locator(".reports").count() == 0
    drop(page, *((f"{i}.txt", TEXT.replace("水务局", f"水务{i}局").encode()) for i in range(3)))
    page.locator("#begin").click()
    page.wait_for_selector(".reports li.done >> nth=2")


def test_what_cannot_be_read_is_said(page, server: Server) -> None:
    page.goto(server.start())
    drop(page, ("坏.pdf", b"%PDF-1.7 nonsense"))
    page.wait_for_selector(".card .said.bad")
    assert "坏.pdf" in page.locator(".card").inner_text()
    page.locator("[lang=en].quiet").click()
    assert "could not be checked" in page.locator(".card").inner_text()


CONTRAST = """() => {
  const light = (c) => { const v = c.match(/[\\d.]+/g).slice(0, 3).map((x) => x / 255)
    .map((x) => x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
    return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
  const ground = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (!/, 0\\)$/.test(c)) return c; } return 'rgb(255, 255, 255)'; };
  const poor = [];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
    if (!e.checkVisibility() || e.closest('noscript, script, template, .skip')) continue;
    const a = light(getComputedStyle(e).color), b = light(ground(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) poor.push([e.className || e.tagName, e.textContent.trim().slice(0, 20), ratio.toFixed(2)]);
  }
  return poor; }"""
UNNAMED = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
  .filter((e) => e.checkVisibility() && !(e.textContent.trim() || e.getAttribute('aria-label') ||
    (e.labels && [...e.labels].some((l) => l.textContent.trim())))).map((e) => e.outerHTML)"""


def test_contrast_names_and_small_screens(page, server: Server) -> None:
    page.goto(server.start())
    poor, unnamed, wide = {}, {}, []

    def look(name: str) -> None:
        poor[name] = page.evaluate(CONTRAST)
        unnamed[name] = page.evaluate(UNNAMED)
        for width, height in ((390, 800), (800, 600), (1366, 768)):
            page.set_viewport_size({"width": width, "height": height})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((name, width))

    look("empty")
    drop(page, ("一稿.txt", TEXT.encode()))
    page.wait_for_selector(".findings .sel")
    page.keyboard.press("a")
    saved(page)
    look("report")
    drop(page, ("二稿.txt", NEXT.encode()))
    page.wait_for_selector(".drafts")
    page.keyboard.press("x")
    page.locator(".drafts summary").click()
    look("draft")
    page.locator(".brand").click()
    page.wait_for_selector(".reports")
    page.wait_for_load_state("load")
    look("list")
    assert not any(poor.values()), json.dumps(poor, ensure_ascii=False)
    assert not any(unnamed.values()), unnamed
    assert wide == []


def test_keys_of_one_letter_can_be_turned_off(page, server: Server) -> None:
    page.goto(server.start())
    drop(page, ("一稿.txt", TEXT.encode()))
    page.wait_for_selector(".findings .sel")
    page.locator(".keys-on input").click()
    page.keyboard.press("a")
    page.keyboard.press("j")
    assert page.locator(".findings .sel .no").inner_text() == "1"
    assert page.locator(".badge").count() == 0
    page.locator(".buttons button", has_text="确认").focus()
    page.keyboard.press("Enter")
    saved(page)
    assert badge(page, 1) == "确认"
