"""Who is let in, and what every answer carries."""

from __future__ import annotations

import pytest

from .desks import ORIGIN, TOKEN, admitted, client


@pytest.fixture(scope="module")
def stranger(tmp_path_factory):
    with client(tmp_path_factory.mktemp("desk"), workers=0) as made:
        yield made


@pytest.fixture(autouse=True)
def forgotten(stranger):
    stranger.cookies.clear()


def test_without_the_token_nothing_is_told(stranger) -> None:
    for path in (
        "/",
        "/reports/1",
        "/state",
        "/static/desk.css",
        "/reports/1/export/json",
        "/?token=guess",
        "/?token=",
    ):
        assert stranger.get(path, follow_redirects=False).status_code == 403
    assert stranger.post("/reports", files={"report": ("a.txt", b"x")}).status_code == 403


def test_the_token_becomes_a_cookie_that_scripts_cannot_read(stranger) -> None:
    answer = stranger.get("/", params={"token": TOKEN}, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "domain" not in cookie
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example:8765", "127.0.0.1", "127.0.0.1:1", "", "127.0.0.1.evil.example:8765"]
)
def test_another_host_is_refused(stranger, host: str) -> None:
    admitted(stranger)
    assert stranger.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "", "http://127.0.0.1:1", "https://127.0.0.1:8765"]
)
def test_changes_come_from_our_own_page_only(stranger, origin: str) -> None:
    admitted(stranger)
    for path in ("/reports", "/reports/1/remove", "/reports/1/findings/x", "/lang/en", "/reports/1/again"):
        assert stranger.post(path, headers={"origin": origin}).status_code == 403
    assert stranger.post("/lang/en", headers={"origin": ORIGIN}, follow_redirects=False).status_code == 303


def test_a_page_elsewhere_can_embed_nothing(stranger) -> None:
    admitted(stranger)
    for mode in ("no-cors", "cors"):
        headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": "script"}
        assert stranger.get("/state", headers=headers).status_code == 403


def test_every_answer_forbids_what_the_desk_does_not_need(stranger) -> None:
    for path in ("/", "/nothing", "/static/work.js"):
        for let_in in (False, True):
            stranger.cookies.clear()
            headers = (admitted(stranger) if let_in else stranger).get(path).headers
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy and "http:" not in policy and "data:" not in policy
            assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] == "no-store"


def test_the_language_leads_nowhere_else(stranger) -> None:
    admitted(stranger)
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"):
        answer = stranger.post("/lang/en", params={"back": back}, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_only_known_files_are_served(stranger) -> None:
    admitted(stranger)
    for name in ("..%2fapp.py", "app.py", "%2e%2e/state.py", "page.html"):
        assert stranger.get(f"/static/{name}").status_code == 404
