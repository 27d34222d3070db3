"""Formats that LibreOffice turns into .docx (.doc, .wps, .rtf, .odt): run without a window, with a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ..errors import UnreadableDocument, UnsupportedFormat
from . import docx
from .document import Document

SECONDS = 120
"""How long a conversion may take."""

_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_LABELS = {"doc": "Word（.doc）", "wps": "WPS（.wps）", "rtf": "RTF", "odt": "ODT"}


def document(data: bytes, *, path: str = "-", form: str = "doc") -> Document:
    """The text of a document that LibreOffice must convert first.

    Raises UnsupportedFormat if it is not installed, UnreadableDocument if it fails or takes too long.
    """
    program = _program()
    label = _LABELS.get(form, form)
    if program is None:
        remedy = "请安装 LibreOffice（https://www.libreoffice.org）后重试，或用 Word、WPS 另存为 .docx"
        raise UnsupportedFormat(path, f"读{label}需要 LibreOffice，这台机器上没有找到", remedy)
    content = _converted(data, program, path, label, form)
    found = docx.document(content, path=path)
    return replace(found, format=form, anchors=())


def _program() -> str | None:
    """LibreOffice's program, if it is installed."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return found or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def _converted(data: bytes, program: str, path: str, label: str, form: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"report.{form}")
        source.write_bytes(data)
        command = [
            program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--invisible",
            "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--convert-to", "docx:MS Word 2007 XML",
            "--outdir", str(Path(folder, "out")), str(source),
        ]  # fmt: skip
        if not _ran(command, folder):
            raise UnreadableDocument(
                path, f"LibreOffice 转换{label}超过{SECONDS}秒，已中止", "请用 Word 或 WPS 另存为 .docx"
            )
        target = Path(folder, "out", "report.docx")
        if not target.is_file():
            raise UnreadableDocument(
                path, f"LibreOffice 无法转换这份{label}文件", "文件可能已损坏或加密，请另存为 .docx"
            )
        return target.read_bytes()


def _ran(command: list[str], folder: str) -> bool:
    """Run the command in a process group of its own; whether it ended in time. Nothing of it is left running."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        start_new_session=True,
    ) as process:
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            return False
        finally:
            _end(process)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that it has started."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True
            )
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
