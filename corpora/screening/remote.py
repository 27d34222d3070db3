"""Addresses of other file systems, such as s3://: everything that fsspec knows."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ...narrative.errors import GouJiError, one_line


def is_remote(path: str) -> bool:
    """Whether a path is such an address."""
    return "://" in path


def opened(address: str) -> Any:
    """The file at an address, which can be read and searched. Raises OSError, or whatever its file system does."""
    return _fsspec().open(address).open()


def read(address: str, most: int) -> bytes:
    """At most so many bytes of the file at an address; raises as :func:`opened` does."""
    with _fsspec().open(address) as file:
        content: bytes = file.read(most)
        return content


def found(address: str) -> list[str] | None:
    """The files below a folder or those that fit a pattern, sorted; None if the address is that of a file, or none.

    Raises a GouJiError of one line if the address cannot be looked at.
    """
    fsspec = _fsspec()
    chained = address.partition("::")[2]
    with asking(address):
        system, inner = fsspec.core.url_to_fs(address)
        if glob.has_magic(inner):
            names = [name for name in system.glob(inner) if system.isfile(name)]
        elif system.isdir(inner):
            names = system.find(inner)
        else:
            return None
        addresses = (str(system.unstrip_protocol(name)) for name in sorted(names))
        return [f"{each}::{chained}" if chained else each for each in addresses]


@contextmanager
def asking(address: str) -> Iterator[None]:
    """Says in one line why a file system cannot be asked: GouJiError."""
    try:
        yield
    except GouJiError:
        raise
    except Exception as problem:  # every file system has errors of its own
        raise GouJiError(f"{address}：{why(address, problem)}") from None


def why(address: str, problem: Exception) -> str:
    """What is wrong with an address, and what to do."""
    protocol = address.partition("://")[0]
    if isinstance(problem, ImportError):
        return f"读取 {protocol}:// 地址需要另装它的 fsspec 插件（{one_line(problem)}）；请用 pip 安装后重试"
    if isinstance(problem, ValueError) and "Protocol not known" in str(problem):
        return f"不认识 {protocol}:// 这种地址；请检查地址"
    return f"无法读取（{one_line(problem)}）；请检查地址和权限"


def _fsspec() -> Any:
    """The package, which has no types."""
    try:
        import fsspec
    except ImportError:
        raise GouJiError("读取远程地址需要另装：pip install 'gouji[study]'") from None
    return fsspec
