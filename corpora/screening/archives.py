"""Archives that hold reports: their members by the names that people gave them, and the members' content."""

from __future__ import annotations

import tarfile
import zipfile
from functools import lru_cache
from typing import Any

from ...narrative.readers.archive import shown_name
from .remote import is_remote, opened

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
BROKEN = (OSError, EOFError, tarfile.TarError, zipfile.BadZipFile)
"""What opening an archive that is none, or a part of one, raises."""


def members(path: str) -> list[tuple[str, str]]:
    """The files in an archive, in its order: how each is called, and the name that it is stored by.

    Raises one of :data:`BROKEN`.
    """
    archive = _archive(path)
    if isinstance(archive, zipfile.ZipFile):
        return [
            (shown_name(entry.filename, entry.flag_bits), entry.filename)
            for entry in archive.infolist()
            if not entry.is_dir()
        ]
    return [(entry.name, entry.name) for entry in archive if entry.isfile()]


def extracted(path: str, member: str, most: int) -> bytes:
    """The content of a member, at most so many bytes of it."""
    archive = _archive(path)
    file = archive.open(member) if isinstance(archive, zipfile.ZipFile) else archive.extractfile(member)
    if file is None:
        return b""
    with file:
        return file.read(most)


@lru_cache(maxsize=4)
def _archive(path: str) -> zipfile.ZipFile | tarfile.TarFile:
    """The open archive: opening it anew for each member would take time in the square of their number."""
    file: Any = opened(path) if is_remote(path) else path
    if zipfile.is_zipfile(file):
        return zipfile.ZipFile(file)
    if is_remote(path):
        file.seek(0)
        return tarfile.open(fileobj=file)
    return tarfile.open(path)
