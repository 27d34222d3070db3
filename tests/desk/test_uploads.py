"""What is taken in, under which name, and what is not."""

from __future__ import annotations

import pytest

from gouji.desk.uploads import Bounds, label

from .desks import HOSTILE, ORIGIN, TEXT, admitted, client, drop

SMALL = Bounds(files=3, whole=20_000, each=8_000)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with client(tmp_path_factory.mktemp("desk"), bounds=SMALL, workers=0) as made:
        yield admitted(made)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\决算.docx", "决算.docx"),
        ("a\x00b\r\nc\u202etxt.exe", "abctxt.exe"),
        ("..", "report"),
        ("", "report"),
        (" .hidden. ", "hidden"),
        ("长" * 300 + ".docx", "长" * 108 + "….docx"),
    ],
)
def test_names_are_labels(name: str, shown: str) -> None:
    assert label(name) == shown


def test_limits_of_number_and_size(desk) -> None:
    def tried(files: list[tuple[str, bytes]]) -> int:
        return desk.post("/reports", files=[("report", each) for each in files]).status_code

    assert tried([("a.txt", b"x" * 8_001)]) == 413
    assert tried([("a.txt", b"x" * 7_000)] * 3) == 413
    assert tried([("a.txt", b"x")] * 4) == 413
    assert tried([]) == 400
    assert tried([("a.txt", b"")]) == 400
    assert desk.state.drafts() == []


def test_a_body_longer_than_promised_is_cut_off(desk) -> None:
    """A chunked body has no length; it is counted as it comes."""
    asked = 0

    def endless():
        nonlocal asked
        yield b'--x\r\nContent-Disposition: form-data; name="report"; filename="a.txt"\r\n\r\n'
        for asked in range(1_000):  # noqa: B007 - what was asked for is counted outside
            yield b"y" * 1_000

    answer = desk.post(
        "/reports", content=endless(), headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code == 413
    assert desk.post("/reports", content=b"junk", headers={"content-length": "x"}).status_code in (400, 413)


@pytest.mark.parametrize(
    "body", [b"", b"junk", b"--x\r\n\r\n", b"--x\r\nContent-Disposition: form-data\r\n\r\nz\r\n--x--"]
)
def test_what_is_no_form_is_refused(desk, body: bytes) -> None:
    answer = desk.post("/reports", content=body, headers={"content-type": "multipart/form-data; boundary=x"})
    assert answer.status_code == 400 and answer.json()["error"]


def test_tables_go_with_one_report_only(desk) -> None:
    two = [("report", ("a.txt", b"x")), ("report", ("b.txt", b"x")), ("tables", ("c.xlsx", b"x"))]
    assert desk.post("/reports", files=two).status_code == 400
    none = [("tables", ("c.xlsx", b"x"))]
    assert desk.post("/reports", files=none).status_code == 400


def test_a_hostile_name_and_report_are_escaped(desk) -> None:
    name = "<script>alert(1)</script>.txt"
    (number,) = drop(desk, ("report", name, HOSTILE.encode()))
    shown = desk.state.draft(number).name
    for path in ("/", f"/reports/{number}"):
        page = desk.get(path, headers={"accept": "text/html"}).text
        assert "<script>alert" not in page and shown.replace("<", "&lt;").replace(">", "&gt;") in page
    desk.post(f"/reports/{number}/remove")


def test_a_plain_form_leads_to_the_report(desk) -> None:
    headers = {"accept": "text/html", "origin": ORIGIN}
    answer = desk.post(
        "/reports", files={"report": ("a.txt", TEXT.encode())}, headers=headers, follow_redirects=False
    )
    assert answer.status_code == 303 and answer.headers["location"].startswith("/reports/")
