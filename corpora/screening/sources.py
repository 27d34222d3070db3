"""From what the user names (files, folders, patterns, archives, manifests, remote addresses) to single reports."""

from __future__ import annotations

import csv
import glob
import os
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Any

from ...narrative.errors import GouJiError, MissingDocument, UnreadableDocument, one_line
from ...narrative.failures import reading
from ...narrative.formats import SUFFIXES
from ...narrative.read import LIMIT
from .model import ABOUT, Source

COLUMNS = ("path", "organisation", "region", "level", "year", "sector")
"""Columns of a manifest; ``path`` is required, and relative to the manifest's folder."""

_SHEETS = (".xlsx", ".xls", ".ods", ".et")
_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")


def sources(paths: Sequence[str]) -> Iterator[Source]:
    """The reports that the paths name, each path once, in an order that depends on the paths alone.

    A folder gives every readable file under it; a spreadsheet named after a document beside it is that document's
    attachment, not a report. An archive named on its own is a container of reports; one inside a folder is the parts
    of one report, as for ``gouji check``. A folder of results within a folder is passed over. A ``.csv`` is a manifest.
    Raises GouJiError for a manifest without paths.
    """
    seen: set[str] = set()
    for path in paths:
        for source in map(_writable, _named(path)):
            if source.path not in seen:
                seen.add(source.path)
                yield source


def _writable(source: Source) -> Source:
    """The source under a name that can be written down: the system allows bytes in names that are no text."""
    shown = source.path.encode("utf-8", "backslashreplace").decode("utf-8")
    if shown == source.path:
        return source
    file = None if source.container else source.path
    return replace(source, path=shown, file=file)


def _named(path: str) -> Iterator[Source]:
    lower = path.lower()
    if _is_remote(path):
        yield from _remote(path)
    elif os.path.isdir(path):
        yield from map(Source, _files(path))
    elif not os.path.exists(path) and glob.has_magic(path):
        found = sorted(
            name for name in glob.glob(path, recursive=True) if _is_readable(name) and os.path.isfile(name)
        )
        yield from map(Source, found) if found else [Source(path)]
    elif lower.endswith(".csv"):
        yield from _manifest(path)
    elif lower.endswith(_ARCHIVES) and os.path.isfile(path):
        yield from (Source(f"{path}!/{name}", path, name) for name in _members(path))
    else:
        yield Source(path)


def _files(folder: str) -> Iterator[str]:
    """The readable files of a folder and its folders, sorted."""
    for place, folders, names in os.walk(folder):
        if ABOUT in names:
            folders.clear()
            continue
        folders.sort()
        kept = sorted(name for name in names if _is_readable(name))
        documents = [Path(name).stem for name in kept if not name.lower().endswith(_SHEETS)]
        for name in kept:
            attached = name.lower().endswith(_SHEETS) and any(map(Path(name).stem.startswith, documents))
            if not attached:
                yield os.path.join(place, name)


def _is_readable(name: str) -> bool:
    hidden = os.path.basename(name).startswith((".", "~$"))
    return not hidden and os.path.splitext(name)[1].lower() in SUFFIXES


def _manifest(path: str) -> Iterator[Source]:
    try:
        data = Path(path).read_bytes()
    except OSError as problem:
        raise GouJiError(f"{path}：清单无法读取（{reading(problem)}）；请检查路径和权限") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    rows = csv.DictReader(StringIO(text))
    if "path" not in (rows.fieldnames or ()):
        raise GouJiError(f"{path}：清单没有 path 列；第一行应写列名：{'、'.join(COLUMNS)}（path 以外可省略）")
    folder = os.path.dirname(path)
    for row in rows:
        name = (row["path"] or "").strip()
        if name:
            yield _described(name if _is_remote(name) else os.path.join(folder, name), row)


def _described(name: str, row: dict[str, str]) -> Source:
    given = {column: (row.get(column) or "").strip() or None for column in COLUMNS[1:]}
    year = given.pop("year")
    digits = (year or "").removesuffix("年")
    return Source(name, year=int(digits) if digits.isdecimal() else None, **given)


def _is_remote(path: str) -> bool:
    return "://" in path


def _remote(path: str) -> Iterator[Source]:
    fsspec = _fsspec()
    system, inner = fsspec.core.url_to_fs(path)
    if glob.has_magic(inner):
        found = [name for name in system.glob(inner) if _is_readable(name) and system.isfile(name)]
    elif system.isdir(inner):
        found = [name for name in system.find(inner) if _is_readable(name)]
    else:
        yield Source(path)
        return
    yield from (Source(system.unstrip_protocol(name)) for name in sorted(found))


def _members(path: str) -> list[str]:
    """The readable members in the archive's order; one without a name if the archive cannot be opened."""
    try:
        archive = _archive(path)
        if isinstance(archive, zipfile.ZipFile):
            names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
        else:
            names = [entry.name for entry in archive if entry.isfile()]
    except (OSError, EOFError, tarfile.TarError, zipfile.BadZipFile):
        return [""]
    return [name for name in names if _is_readable(name)]


@lru_cache(maxsize=4)
def _archive(path: str) -> zipfile.ZipFile | tarfile.TarFile:
    """The open archive: opening it anew for each member would take time in the square of their number."""
    return zipfile.ZipFile(path) if zipfile.is_zipfile(path) else tarfile.open(path)


def content(source: Source) -> bytes:
    """The bytes of a report. Raises a DocumentError of one line."""
    path = source.path
    try:
        if source.container is not None:
            data = _extracted(source.container, source.member or "")
        elif _is_remote(path):
            with _fsspec().open(path) as remote:
                data = remote.read(LIMIT + 1)
        else:
            with open(source.file or path, "rb") as file:
                data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise MissingDocument(path, "找不到这个文件", "请检查路径和文件名") from None
    except IsADirectoryError:
        raise MissingDocument(path, "是文件夹，不是文件", "清单里请逐行写文件，或直接给出文件夹") from None
    except PermissionError:
        raise MissingDocument(path, "没有读取权限", "请修改文件权限，或复制到可读的位置") from None
    except (RuntimeError, NotImplementedError):  # a zip's password, a way of packing that is not known
        remedy = "请解压后再检查"
        raise UnreadableDocument(path, "压缩包加了密码，或压缩方式不支持", remedy) from None
    except (tarfile.TarError, zipfile.BadZipFile, KeyError):
        raise UnreadableDocument(source.container or path, "压缩包已损坏", "请重新打包") from None
    except Exception as problem:  # every file system has errors of its own
        what = one_line(problem)
        raise MissingDocument(path, f"无法读取（{what}）", "请检查地址和权限") from None
    if len(data) > LIMIT:
        raise UnreadableDocument(path, f"超过{LIMIT // 1024**2}MB的上限", "请确认是不是一份报告")
    return data


def _extracted(container: str, member: str) -> bytes:
    archive = _archive(container)
    file = archive.open(member) if isinstance(archive, zipfile.ZipFile) else archive.extractfile(member)
    if file is None:
        return b""
    with file:
        return file.read(LIMIT + 1)


def _fsspec() -> Any:
    """The package, which has no types."""
    try:
        import fsspec
    except ImportError:
        raise GouJiError("读取远程地址需要另装：pip install 'gouji[study]'") from None
    return fsspec
