"""Files that appear whole or not at all: each is written beside its place and then moved into it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

_LONGEST = 40
"""So many characters of a name are kept in that of the unfinished file: names may have 255 bytes."""


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """The file to write for ``path``: one beside it, moved into its place at the end, gone if anything fails.

    What cannot be replaced by another file is written itself: a pipe, ``/dev/stdout``, a file in a folder where none
    can be made. Raises OSError, which names ``path``.
    """
    place = path.resolve()
    unfinished = place.with_name(f".{os.getpid()}.{place.name[-_LONGEST:]}")
    if _in_place(path):
        unfinished = place = path
    try:
        yield unfinished
        if unfinished != place:
            if place.exists():
                shutil.copymode(place, unfinished)
            unfinished.replace(place)
    except OSError as problem:
        if problem.errno is None or problem.filename not in (None, str(unfinished)):
            raise
        raise OSError(problem.errno, problem.strerror, str(path)) from None
    finally:
        if unfinished != place:
            with suppress(OSError):
                unfinished.unlink()


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
