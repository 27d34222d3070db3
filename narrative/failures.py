"""What the operating system's refusals mean, in the words of our messages: its own are in another language."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_READING = {
    errno.ENOENT: "找不到这个文件",
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EIO: "读取磁盘时出错",
}
_WRITING = {
    errno.ENOENT: "文件夹不存在；请先建立，或检查路径",
    errno.EACCES: "没有写入权限；请换一个位置",
    errno.EPERM: "没有写入权限；请换一个位置",
    errno.EISDIR: "这是文件夹；请给出文件名",
    errno.EEXIST: "已有同名的文件；请换一个位置",
    errno.ENOTDIR: "路径中有一段不是文件夹；请检查路径",
    errno.ENAMETOOLONG: "文件名过长；请改短",
    errno.EROFS: "磁盘只读；请换一个位置",
    errno.ENOSPC: "磁盘已满；请清理后重试，或换一个位置",
    errno.EDQUOT: "磁盘配额已用完；请清理后重试，或换一个位置",
    errno.EIO: "写入磁盘时出错；请检查存储介质，或换一个位置",
}


def reading(problem: OSError) -> str:
    """Why a file could not be read; what to do is said by who wanted it."""
    return _READING.get(problem.errno or 0) or _other(problem)


def writing(problem: OSError) -> str:
    """Why something could not be written, and what to do."""
    return _WRITING.get(problem.errno or 0) or _other(problem)


@contextmanager
def writing_to(path: Path, unfinished: Path | None = None) -> Iterator[None]:
    """Let every OSError name a place: a disk that fills while a file is written does not say which one it was.

    What is written as ``unfinished``, or into that folder, and moved to ``path`` at the end, is called ``path``.
    """
    try:
        yield
    except OSError as problem:
        named = problem.filename
        if problem.errno is None or (named is not None and not _is_in(unfinished, str(named))):
            raise
        raise OSError(problem.errno, problem.strerror, str(path)) from None


def _is_in(folder: Path | None, name: str) -> bool:
    return folder is not None and Path(name).is_relative_to(folder)


def _other(problem: OSError) -> str:
    """A refusal that is not in the tables: our own words, or the name that the system's manual has it under."""
    if problem.errno is None or not (problem.strerror or "A").isascii():
        return problem.strerror or str(problem)
    return f"系统错误 {errno.errorcode.get(problem.errno, problem.errno)}"
