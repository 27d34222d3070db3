"""Files that appear whole or not at all: each is written beside its place and then moved into it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from .failures import writing_to

_LONGEST = 40
"""So many characters of a name are kept in that of the unfinished file: names may have 255 bytes."""


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """The file to write for ``path``: one beside it, moved into its place at the end, gone if anything fails.

    What cannot be replaced by another file is written itself: a pipe, ``/dev/stdout``, a file in a folder where none
    can be made. Raises OSError, which names ``path``.
    """
    if _in_place(path):
        with writing_to(path):
            yield path
        return
    place = path.resolve()
    unfinished = _unfinished(place)
    with writing_to(path, unfinished):
        try:
            yield unfinished
            if place.exists():
                shutil.copymode(place, unfinished)
            unfinished.replace(place)
        finally:
            with suppress(OSError):
                unfinished.unlink()


def refuse_unwritable(path: Path) -> None:
    """Raise what writing the file ``path`` would raise, before the work whose result it is to hold: it is tried.

    Raises OSError, which names ``path``; what stands there stays as it is.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(path))
    if not _in_place(path):
        unfinished = _unfinished(path.resolve())
        with writing_to(path, unfinished):
            unfinished.touch()
            unfinished.unlink()
    elif path.is_file():  # a pipe would wait for its reader
        with path.open("ab"):
            pass


def _unfinished(place: Path) -> Path:
    return place.with_name(f".{os.getpid()}.{place.name[-_LONGEST:]}")


def _in_place(path: Path) -> bool:
    """Whether a file must be written where it is: it is a device or a pipe, read only, or alone in a folder that is."""
    if not path.exists():
        return False
    if not path.is_file() or path.absolute().parts[1:2] in (("dev",), ("proc",)):
        return True
    return not os.access(path, os.W_OK) or not os.access(path.resolve().parent, os.W_OK)


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write files that belong together: none takes its place before all are written. Raises OSError."""
    with ExitStack() as moved:
        for path, content in contents.items():
            moved.enter_context(whole(path)).write_bytes(content)
