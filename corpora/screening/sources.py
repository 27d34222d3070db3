"""From what the user names (files, folders, patterns, archives, manifests, remote addresses) to single reports."""

from __future__ import annotations

import glob
import os
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ...narrative.errors import DocumentError, GouJiError, MissingDocument, UnreadableDocument
from ...narrative.failures import reading
from ...narrative.formats import LIKELY
from ...narrative.read import LIMIT
from . import archives, remote
from .manifest import manifest
from .model import ABOUT, Source

_SHEETS = (".xlsx", ".xls", ".ods", ".et")


def sources(paths: Sequence[str], notes: list[str] | None = None) -> Iterator[Source]:
    """The reports that the paths name, each path once, in an order that depends on the paths alone.

    A folder gives every file under it that may be a report, and every folder that cannot be opened; a spreadsheet
    named after a document beside it is that document's attachment, not a report. An archive named on its own is a
    container of reports; one inside a folder is the parts of one report, as for ``gouji check``. A folder of results
    within a folder is passed over. A ``.csv`` is a manifest. ``notes`` are given what the user should know of them.
    Raises GouJiError for a manifest without paths, or an address that cannot be looked at.
    """
    seen: dict[str, Source] = {}
    said = [] if notes is None else notes
    unlike: list[str] = []
    for path in paths:
        for source in map(_writable, _named(path, said)):
            if source.path not in seen:
                seen[source.path] = source
                yield source
            elif source != seen[source.path] and _is_described(source):
                unlike.append(source.path)
    if unlike:
        said.append(
            f"清单中{len(unlike)}行与前面的行同一路径而说明不同，以前面的为准：{'、'.join(unlike[:3])}"
        )


def _is_described(source: Source) -> bool:
    """Whether a manifest says something of the source."""
    return any((source.organisation, source.region, source.level, source.year, source.sector))


def _writable(source: Source) -> Source:
    """The source under a name that can be written down: the system allows bytes in names that are no text."""
    shown = source.path.encode("utf-8", "backslashreplace").decode("utf-8")
    if shown == source.path:
        return source
    file = None if source.container else source.path
    return replace(source, path=shown, file=file)


def _named(path: str, notes: list[str]) -> Iterator[Source]:
    if not path.strip():
        raise GouJiError("有一个路径是空的；请给出文件、文件夹或清单")
    if remote.is_remote(path):
        yield from _remote(path, notes)
    elif os.path.isdir(path):
        yield from map(Source, _files(path))
    elif not os.path.exists(path) and glob.has_magic(path):
        found = sorted(
            name for name in glob.glob(path, recursive=True) if _is_likely(name) and os.path.isfile(name)
        )
        yield from map(Source, found) if found else [Source(path)]
    else:
        yield from _file(path, notes, is_there=os.path.isfile(path))


def _remote(address: str, notes: list[str]) -> Iterator[Source]:
    found = remote.found(address)
    if found is None:
        yield from _file(address, notes, is_there=True)
    else:
        yield from (Source(name) for name in found if _is_likely(name.partition("::")[0]))


def _file(path: str, notes: list[str], *, is_there: bool) -> Iterator[Source]:
    """The reports of one file, here or elsewhere."""
    lower = path.lower()
    if lower.endswith(".csv"):
        yield from manifest(path, notes)
    elif lower.endswith(archives.SUFFIXES) and is_there:
        yield from _members(path)
    else:
        yield Source(path)


def _files(folder: str) -> Iterator[str]:
    """What a folder and its folders hold that may be a report, sorted, and the folders that cannot be opened."""
    closed: list[str] = []
    for place, folders, names in os.walk(folder, onerror=lambda problem: closed.append(problem.filename)):
        if ABOUT in names:
            folders.clear()
            continue
        folders.sort()
        kept = sorted(name for name in names if _is_likely(name))
        documents = [Path(name).stem for name in kept if not name.lower().endswith(_SHEETS)]
        for name in kept:
            attached = name.lower().endswith(_SHEETS) and any(map(Path(name).stem.startswith, documents))
            if not attached:
                yield os.path.join(place, name)
    yield from sorted(closed)


def _is_likely(name: str) -> bool:
    hidden = os.path.basename(name).startswith((".", "~$"))
    return not hidden and os.path.splitext(name)[1].lower() in LIKELY


def _members(path: str) -> Iterator[Source]:
    """The members in the archive's order; the archive itself if it cannot be opened."""
    try:
        found = archives.members(path)
    except archives.BROKEN:
        found = [("", "")]
    except Exception as problem:  # every file system has errors of its own
        raise GouJiError(f"{path}：{remote.why(path, problem)}") from None
    for shown, stored in found:
        if not stored or _is_likely(shown):
            yield Source(f"{path}!/{shown}" if stored else path, path, stored)


def content(source: Source) -> bytes:
    """The bytes of a report. Raises a DocumentError of one line."""
    path = source.path
    try:
        data = _content(source)
    except (DocumentError, GouJiError):
        raise
    except FileNotFoundError:
        raise MissingDocument(path, "找不到这个文件", "请检查路径和文件名") from None
    except PermissionError:
        raise MissingDocument(path, "没有读取权限", "请修改文件权限，或复制到可读的位置") from None
    except (RuntimeError, NotImplementedError):  # a zip's password, a way of packing that is not known
        remedy = "请解压后再检查"
        raise UnreadableDocument(path, "压缩包加了密码，或压缩方式不支持", remedy) from None
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, KeyError):
        raise UnreadableDocument(source.container or path, "压缩包已损坏", "请重新打包") from None
    except OSError as problem:
        if not remote.is_remote(path):
            raise MissingDocument(path, f"无法读取（{reading(problem)}）", "请检查路径和存储介质") from None
        raise _elsewhere(path, problem) from None
    except Exception as problem:  # every file system has errors of its own
        raise _elsewhere(path, problem) from None
    if len(data) > LIMIT:
        raise UnreadableDocument(path, f"超过{LIMIT // 1024**2}MB的上限", "请确认是不是一份报告")
    return data


def _elsewhere(path: str, problem: Exception) -> MissingDocument:
    """Why a remote file has no content; what is not installed ends the run, before anything is recorded of it."""
    if isinstance(problem, ImportError):
        raise GouJiError(f"{path}：{remote.why(path, problem)}") from None
    what, _, remedy = remote.why(path, problem).rpartition("；")
    return MissingDocument(path, what, remedy)


def _content(source: Source) -> bytes:
    if source.container is not None:
        return archives.extracted(source.container, source.member or "", LIMIT + 1)
    if remote.is_remote(source.path):
        return remote.read(source.path, LIMIT + 1)
    path = source.file or source.path
    if os.path.isdir(path):
        if not os.access(path, os.R_OK | os.X_OK):
            raise PermissionError
        raise MissingDocument(source.path, "是文件夹，不是文件", "清单里请逐行写文件，或直接给出文件夹")
    with open(path, "rb") as file:
        return file.read(LIMIT + 1)
