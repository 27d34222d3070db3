"""Who may speak to the desk: the browser that was given the token, from the desk's own page, and nobody else.

A page elsewhere cannot reach it by a name that resolves to 127.0.0.1 (Host), by a form or script (Origin, cookie
SameSite=Strict), nor by guessing (token). What is sent back may run no script and load nothing but the desk's own.
"""

from __future__ import annotations

from hmac import compare_digest

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = ("GET", "HEAD")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with no-referrer a form would come without its Origin
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_STRANGER = (
    "这个网址已失效：请用 gouji serve 打印的完整网址打开。\n"
    "This address is no longer valid: open the one that gouji serve printed.\n"
)


class Guard:
    """An ASGI application around the desk's."""

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        """``token`` is the secret of the printed address, ``port`` where the desk listens on 127.0.0.1."""
        self._app = app
        self._token = token
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        self._cookie = f"gouji-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, redirect or pass on a request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            answer = self._answer(scope)
            await (answer or self._app)(scope, receive, _with_headers(send))

    def _answer(self, scope: Scope) -> Response | None:
        """What to say without asking the desk; None if the request is in order."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._hosts or len(headers.getlist("host")) != 1:
            return PlainTextResponse("unknown host\n", 421)
        if scope["method"] not in SAFE and headers.get("origin") != f"http://{host}":
            return PlainTextResponse("foreign origin\n", 403)
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none") and not _navigated(headers):
            return PlainTextResponse("foreign site\n", 403)
        given = QueryParams(scope["query_string"]).get("token")
        if given is not None and scope["method"] in SAFE and self._known(given):
            return self._welcome()
        if self._known(cookie_parser(headers.get("cookie", "")).get(self._cookie, "")):
            return None
        return PlainTextResponse(_STRANGER, 403)

    def _known(self, given: str) -> bool:
        return compare_digest(given.encode("utf-8", "surrogatepass"), self._token.encode())

    def _welcome(self) -> Response:
        """The token goes from the address, where a history keeps it, to a cookie that no script can read."""
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict")
        return answer


def _navigated(headers: Headers) -> bool:
    """A link followed at the top level; it carries no cookie and needs the token all the same."""
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
