"""What is dropped on the desk: limited in size, number and time, and under names that are nothing but labels."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Message

from ..narrative.read import LIMIT
from .model import ROLES, Bundle, File

MOST_FILES = 40
MOST_BYTES = 200 * 1024 * 1024
SECONDS = 120.0
_LONGEST_NAME = 120
_FOLDERS = re.compile(r"[\\/]")


class Refusal(Exception):
    """An upload that is not taken: an HTTP status and the name of a word that says why."""

    def __init__(self, status: int, word: str) -> None:
        """Keep both."""
        super().__init__(word)
        self.status = status
        self.word = word


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is taken at once: number of files, bytes in all, bytes a file, seconds."""

    files: int = MOST_FILES
    whole: int = MOST_BYTES
    each: int = LIMIT
    seconds: float = SECONDS


async def bundles(request: Request, bounds: Bounds) -> tuple[list[Bundle], str]:
    """The reports in a form, each a bundle, and what it says of the ``previous`` draft. Raises Refusal."""
    form = await _form(request, bounds)
    try:
        if any(isinstance(item, UploadFile) and item.filename and not item.size for item in form.values()):
            raise Refusal(400, "empty-file")
        files = [
            (role, await _file(item, bounds))
            for role, item in form.multi_items()
            if role in ROLES and isinstance(item, UploadFile) and item.size
        ]
        previous = form.get("previous")
    finally:
        await form.close()
    return _bundled(files), previous if isinstance(previous, str) else ""


def _bundled(files: Sequence[tuple[str, File]]) -> list[Bundle]:
    """Tables and earlier reports go with a single report."""
    found = {role: [file for given, file in files if given == role] for role in ROLES}
    if not found["report"]:
        raise Refusal(400, "no-report")
    if len(found["report"]) > 1:
        if len(files) > len(found["report"]):
            raise Refusal(400, "whose-tables")
        return [Bundle(report) for report in found["report"]]
    if max(len(found["prior"]), len(found["budget"])) > 1:
        raise Refusal(400, "one-each")
    prior, budget = (found[role][0] if found[role] else None for role in ("prior", "budget"))
    return [Bundle(found["report"][0], tuple(found["tables"]), prior, budget)]


async def _form(request: Request, bounds: Bounds) -> FormData:
    """The form, read within the bounds whatever its headers promise."""
    taken = 0
    receive = request.receive

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > bounds.whole:
            raise MultiPartException("")  # the parser closes its files on this one
        return message

    promised = request.headers.get("content-length", "0")
    if not promised.isdigit() or int(promised) > bounds.whole:
        raise Refusal(413, "too-much")
    limited = Request(request.scope, counted)
    try:
        async with asyncio.timeout(bounds.seconds):
            return await limited.form(max_files=bounds.files, max_fields=20)
    except TimeoutError:
        raise Refusal(408, "too-slow") from None
    except Exception as problem:  # Starlette's HTTPException and MultiPartException, python-multipart's own
        if taken > bounds.whole:
            raise Refusal(413, "too-much") from None
        if "many files" in str(getattr(problem, "detail", problem)).lower():
            raise Refusal(413, "too-many") from None
        raise Refusal(400, "no-form") from None


async def _file(upload: UploadFile, bounds: Bounds) -> File:
    if (upload.size or 0) > bounds.each:
        raise Refusal(413, "too-large")
    return File(label(upload.filename or ""), await upload.read())


def label(name: str) -> str:
    """A file's name as a label: no folders, nothing invisible, not too long, its suffix kept."""
    last = _FOLDERS.split(unicodedata.normalize("NFC", name))[-1]
    shown = "".join(char for char in last if unicodedata.category(char)[0] not in "CZ" or char == " ").strip(
        " ."
    )
    stem, dot, suffix = shown.rpartition(".")
    if len(shown) > _LONGEST_NAME:
        shown = (
            f"{(stem or suffix)[: _LONGEST_NAME - 12]}…{dot}{suffix[:10]}" if dot else shown[:_LONGEST_NAME]
        )
    return shown or "report"
