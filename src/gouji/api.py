"""The public functions. What they need is imported when they are called: ``import gouji`` stays quick."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike, fspath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .compare.model import Audit
    from .narrative.model import Report


def read(path: str | PathLike[str]) -> Report:
    """The report in a file: its text, outline, paragraphs and tables.

    Raises a :class:`gouji.GouJiError` whose message is one line: which file, what is wrong, what to do.
    """
    from .narrative.read import read as read_file

    return read_file(fspath(path))


def check(path: str | PathLike[str]) -> Audit:
    """Cross-check the report in a file with its own tables.

    Raises a :class:`gouji.GouJiError` if the file cannot be read as a report.
    """
    from .compare.audit import audit

    with _collector_paused():
        return audit(read(path))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """One report makes many small objects and hardly a cycle; looking for cycles would cost a quarter of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def check_text(text: str, *, path: str = "-") -> Audit:
    """Cross-check a report given as text; ``path`` is only the name it goes by in the results.

    Raises a :class:`gouji.GouJiError` if there is nothing in it to read.
    """
    from .compare.audit import audit
    from .narrative.read import read_text

    with _collector_paused():
        return audit(read_text(text, path=path))


def check_bytes(content: bytes, *, path: str = "-") -> Audit:
    """Cross-check a report given as the content of a text file, in any of the encodings that files may have.

    Raises a :class:`gouji.GouJiError` if it is empty, binary or in an unknown encoding.
    """
    from hashlib import sha256

    from .compare.audit import audit
    from .narrative.read import read_text
    from .narrative.readers.text import decode

    with _collector_paused():
        text, warnings = decode(content, path=path)
        return audit(read_text(text, path=path, sha256=sha256(content).hexdigest(), warnings=warnings))
