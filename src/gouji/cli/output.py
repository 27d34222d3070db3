"""Where a result goes: standard output, also when its reader has left, or a file."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ..narrative.whole import whole, write_all

_STDOUT = "标准输出"


def emit(chunks: Iterable[str], output: Path | None = None) -> None:
    """Write the chunks to ``output`` as UTF-8, or to standard output.

    Raises OSError if that is impossible. A reader that has left (``gouji … | head``) is no error.
    """
    if output is None:
        with _stdout() as stream:
            for chunk in chunks:
                stream.write(chunk)
        return
    with (
        whole(output) as path,
        path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file,
    ):
        file.writelines(chunks)


def make_legible(*streams: object) -> None:
    """Let standard streams print Hanzi: as UTF-8 where their own encoding has none (LC_ALL=C)."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=_legible(stream.encoding), errors="backslashreplace")


def _legible(encoding: str) -> str:
    try:
        "勾稽".encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return "utf-8"
    return encoding


def utf8_only(stream: object) -> None:
    """Let a stream write UTF-8, whatever the terminal: for what programs read."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def emit_bytes(content: bytes, output: Path | None = None) -> None:
    """Write a file's content to ``output``, or to standard output, as :func:`emit` does with text."""
    if output is not None:
        write_all({output: content})
        return
    with _stdout() as stream:
        stream.buffer.write(content)


@contextmanager
def _stdout() -> Iterator[TextIO]:
    """Standard output, flushed at the end; a reader that has left is no error. Raises OSError if it is closed."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "已关闭", _STDOUT)
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_the_rest()
    except OSError as problem:
        _discard_the_rest()
        raise OSError(problem.errno, problem.strerror, _STDOUT) from None


def _discard_the_rest() -> None:
    """Let what is still in the buffer go nowhere, so that the interpreter does not stumble over it on leaving."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
