"""The desk as an ASGI application: its pages, what they ask for, and what they save."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ..writers import AVAILABLE
from ..writers.style import Lang
from . import pages
from .checking import Checking
from .guard import Guard
from .model import STATUSES, Mark, Refused
from .uploads import Bounds, Refusal, bundles
from .words import DESK

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from .state import State

LANGUAGE = "gouji-lang"
_POLL, _LONGEST = 0.03, 20.0
_LONGEST_TEXT = 2000
_SUFFIXES = {"markdown": "md", "text": "txt", "sarif": "sarif.json"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages need."""

    state: State
    checking: Checking
    lang: Lang
    bounds: Bounds


def application(
    state: State,
    checking: Checking,
    *,
    token: str,
    port: int,
    lang: Lang = "zh",
    bounds: Bounds | None = None,
) -> ASGIApp:
    """The guarded application; the workers run while it does."""
    desk = Desk(state, checking, lang, bounds or Bounds())

    @asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        app.state.desk = desk
        checking.start()
        yield
        await run_in_threadpool(checking.stop)

    routes = [
        Route("/", home),
        Route("/reports", upload, methods=["POST"]),
        Route("/reports/{number:int}", report),
        Route("/reports/{number:int}/findings/{finding}", mark, methods=["POST"]),
        Route("/reports/{number:int}/remove", remove, methods=["POST"]),
        Route("/reports/{number:int}/again", again, methods=["POST"]),
        Route("/reports/{number:int}/part", part, methods=["POST"]),
        Route("/reports/{number:int}/export/{form}", export),
        Route("/state", changes),
        Route("/lang/{lang}", language, methods=["POST"]),
        Route("/static/{name}", static),
    ]
    return Guard(Starlette(routes=routes, lifespan=running), token=token, port=port)


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _lang(request: Request) -> Lang:
    chosen = request.cookies.get(LANGUAGE)
    return "zh" if chosen == "zh" else "en" if chosen == "en" else _desk(request).lang


def _gone(request: Request) -> Response:
    return HTMLResponse(pages.message("gone", "", "gone-hint", _lang(request)), 404)


def home(request: Request) -> Response:
    """The drop zone and the list of reports."""
    desk = _desk(request)
    return HTMLResponse(pages.home(desk.state.drafts(), _lang(request)))


def report(request: Request) -> Response:
    """A report with its findings, or how far its check is."""
    desk, lang = _desk(request), _lang(request)
    draft = desk.state.draft(request.path_params["number"])
    if draft is None:
        return _gone(request)
    audit = desk.state.audit(draft.id) if draft.progress == "done" else None
    if audit is None:
        return HTMLResponse(pages.waiting(draft, lang))
    old = desk.state.audit(draft.previous) if draft.previous is not None else None
    before = desk.state.draft(draft.previous) if draft.previous is not None else None
    return HTMLResponse(pages.report(draft, audit, desk.state.marks(draft.id), before, old, lang))


async def upload(request: Request) -> Response:
    """Take reports in; they are checked one after another."""
    desk, lang = _desk(request), _lang(request)
    try:
        found, given = await bundles(request, desk.bounds)
    except Refusal as refusal:
        return _refused(request, refusal, lang)
    previous = int(given) if given.isdecimal() and len(given) < 10 else None
    if previous is not None and desk.state.draft(previous) is None:
        previous = None
    numbers = []
    for bundle in found:
        number = await run_in_threadpool(desk.state.add, bundle, previous if len(found) == 1 else None)
        desk.checking.add(number)
        numbers.append(number)
    if _wants_json(request):
        return JSONResponse({"reports": numbers}, 201)
    return RedirectResponse(f"/reports/{numbers[0]}" if len(numbers) == 1 else "/", 303)


def _refused(request: Request, refusal: Refusal, lang: Lang) -> Response:
    why = DESK[lang][refusal.word]
    if _wants_json(request):
        return JSONResponse({"error": why}, refusal.status)
    return HTMLResponse(pages.message("wrong", why, "", lang), refusal.status)


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


async def mark(request: Request) -> Response:
    """Save a decision; the answer is sent when it is on the disk."""
    desk, words = _desk(request), DESK[_lang(request)]
    form = await request.form(max_files=0, max_fields=8)
    status, reason, note = (str(form.get(name, "")).strip() for name in ("status", "reason", "note"))
    long = max(len(reason), len(note)) > _LONGEST_TEXT
    if status not in STATUSES or long or (status == "dismissed" and not reason):
        return JSONResponse({"error": words["bad-mark"]}, 400)
    number, finding = request.path_params["number"], request.path_params["finding"]
    audit = await run_in_threadpool(desk.state.audit, number)
    if audit is None or all(each.id != finding for each in audit.findings):
        return JSONResponse({"error": words["gone"]}, 404)
    decided = Mark(status, reason if status == "dismissed" else "", note)
    if not await run_in_threadpool(desk.state.mark, number, finding, decided):
        return JSONResponse({"error": words["gone"]}, 404)
    desk.checking.version += 1
    return JSONResponse({"saved": finding})


def remove(request: Request) -> Response:
    """Delete a report and all decisions on it."""
    desk = _desk(request)
    desk.state.remove(request.path_params["number"])
    desk.checking.version += 1
    return RedirectResponse("/", 303)


async def again(request: Request) -> Response:
    """Check a report once more, perhaps with the password that opens it."""
    desk = _desk(request)
    form = await request.form(max_files=0, max_fields=4)
    number = request.path_params["number"]
    draft = desk.state.draft(number)
    if draft is None:
        return _gone(request)
    if draft.progress == "failed":
        await run_in_threadpool(desk.checking.again, number, str(form.get("password", "")) or None)
    return RedirectResponse(f"/reports/{number}", 303)


def part(request: Request) -> Response:
    """The report is not the next draft of another."""
    number = request.path_params["number"]
    _desk(request).state.part(number)
    return RedirectResponse(f"/reports/{number}", 303)


def export(request: Request) -> Response:
    """The report in one of the writers' formats."""
    desk, lang = _desk(request), _lang(request)
    draft = desk.state.draft(request.path_params["number"])
    form = request.path_params["form"]
    if draft is None or draft.progress != "done" or form not in AVAILABLE:
        return _gone(request)
    answer = desk.checking.export(draft.id, form, lang)
    if isinstance(answer, Refused):
        why = pages.translated(answer.message, lang)
        return HTMLResponse(pages.message("wrong", why, "try-other", lang, draft.id), 422)
    stem = draft.name.rpartition(".")[0] or draft.name
    name = quote(f"{stem}.gouji.{_SUFFIXES.get(form, form)}", safe="")
    return Response(
        answer.content,
        media_type="application/octet-stream",
        headers={"content-disposition": f"attachment; filename*=UTF-8''{name}"},
    )


async def changes(request: Request) -> Response:
    """How far the checks are, as soon as it differs from the version that the page knows."""
    desk = _desk(request)
    known = request.query_params.get("version")
    end = asyncio.get_running_loop().time() + _LONGEST
    while str(desk.checking.version) == known and asyncio.get_running_loop().time() < end:
        await asyncio.sleep(_POLL)
        if await request.is_disconnected():
            break
    version = desk.checking.version
    drafts = await run_in_threadpool(desk.state.drafts)
    lang = _lang(request)
    listed = [{"id": each.id, "progress": each.progress} for each in drafts]
    return JSONResponse({"version": version, "reports": listed, "list": pages.rows(drafts, lang)})


def language(request: Request) -> Response:
    """Remember the language and go back."""
    target = request.query_params.get("back", "/")
    local = target.startswith("/") and not target.startswith(("//", "/\\"))
    answer = RedirectResponse(target if local else "/", 303)
    lang = "en" if request.path_params["lang"] == "en" else "zh"
    answer.set_cookie(LANGUAGE, lang, max_age=365 * 24 * 3600, httponly=True, samesite="strict")
    return answer


def static(request: Request) -> Response:
    """A style sheet or a script."""
    found = pages.STATIC.get(request.path_params["name"])
    if found is None:
        return PlainTextResponse("not found\n", 404)
    read, media_type = found
    return Response(read(), media_type=media_type)
