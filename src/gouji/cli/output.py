"""Where a result goes: standard output, also when its reader has left, or a file."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterable
from pathlib import Path


def emit(chunks: Iterable[str], output: Path | None = None, *, utf8: bool = False) -> None:
    """Write the chunks to ``output``, or to standard output; always as UTF-8 to a file or if ``utf8``.

    Raises OSError if that is impossible. A reader that has left (``gouji … | head``) is no error.
    """
    if output is None:
        _to_stdout(chunks, utf8=utf8)
        return
    with output.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
        stream.writelines(chunks)


def _to_stdout(chunks: Iterable[str], *, utf8: bool) -> None:
    if sys.stdout is None:
        raise OSError(errno.EBADF, "已关闭")
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = "utf-8" if utf8 else None
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace" if utf8 else "replace")
    try:
        for chunk in chunks:
            sys.stdout.write(chunk)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_the_rest()
    except OSError:
        _discard_the_rest()
        raise


def emit_bytes(content: bytes, output: Path | None = None) -> None:
    """Write a file's content to ``output``, or to standard output, as :func:`emit` does with text."""
    if output is not None:
        output.write_bytes(content)
        return
    if sys.stdout is None:
        raise OSError(errno.EBADF, "已关闭")
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_the_rest()
    except OSError:
        _discard_the_rest()
        raise


def _discard_the_rest() -> None:
    """Let what is still in the buffer go nowhere, so that the interpreter does not stumble over it on leaving."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def own_defect(problem: Exception) -> str:
    """What to say about an exception that nobody raised on purpose."""
    what = f"{type(problem).__name__}: {problem}".splitlines()[0]
    return f"gouji 自身出错（{what}），未完成核对；请加 --debug 重试并反馈"
