"""The public functions. What they need is imported when they are called: ``import gouji`` stays quick."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from .compare.model import Audit
    from .compare.options import Options
    from .corpora.screening.results import Results
    from .drafts import Drafts
    from .narrative.model import Report


def read(
    path: str | PathLike[str], *, tables: Sequence[str | PathLike[str]] = (), password: str | None = None
) -> Report:
    """The report in a file: its text, outline, paragraphs and tables.

    ``tables`` are files whose tables belong to it, such as spreadsheets; ``password`` opens a locked PDF.
    Raises a :class:`gouji.GouJiError` whose message is one line: which file, what is wrong, what to do.
    """
    from .narrative.read import read as read_file

    return read_file(_name(path), tables=[_name(table) for table in tables], password=password)


def _name(path: str | PathLike[str]) -> str:
    """The path as text; for what is none, a GouJiError instead of Python's TypeError."""
    from .narrative.errors import MissingDocument

    found = fspath(path) if isinstance(path, str | PathLike) else None
    if not isinstance(found, str):
        what = "请给出报告文件的路径（str 或 Path）；文字请用 check_text，字节请用 check_bytes"
        raise MissingDocument(type(path).__name__, "这不是文件路径", what)
    return found


def check(
    path: str | PathLike[str],
    *,
    tables: Sequence[str | PathLike[str]] = (),
    password: str | None = None,
    prior: str | PathLike[str] | None = None,
    budget: str | PathLike[str] | None = None,
    units: Sequence[str | PathLike[str]] = (),
    options: Options | None = None,
) -> Audit:
    """Cross-check the report in a file with its own tables; ``tables`` and ``password`` as for :func:`read`.

    ``prior`` is last year's report, ``budget`` the same year's budget report: they are compared with it too.
    ``units`` are reports among which those of a department's units are: if it names them and all are there, they
    are added up. ``options`` are what :func:`gouji.config.load_config` reads from a ``gouji.toml``.
    Raises a :class:`gouji.GouJiError` if a file cannot be read as a report, or is not the report it should be.
    """
    from .compare.audit import audit
    from .compare.options import DEFAULTS

    with _collector_paused():
        return audit(
            read(path, tables=tables, password=password),
            options=options or DEFAULTS,
            prior=None if prior is None else read(prior, password=password),
            budget=None if budget is None else read(budget, password=password),
            units=[read(unit, password=password) for unit in units],
        )


def diff(old: Audit, new: Audit) -> Drafts:
    """What became of the findings of one draft in the next: fixed, new, still there."""
    from .drafts import compare_drafts

    return compare_drafts(old, new)


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


def check_text(text: str, *, path: str = "-", options: Options | None = None) -> Audit:
    """Cross-check a report given as text; ``path`` is only the name it goes by in the results.

    Raises a :class:`gouji.GouJiError` if there is nothing in it to read.
    """
    from .compare.audit import audit
    from .compare.options import DEFAULTS
    from .narrative.read import read_text

    with _collector_paused():
        return audit(read_text(text, path=path), options=options or DEFAULTS)


def check_bytes(content: bytes, *, path: str = "-", options: Options | None = None) -> Audit:
    """Cross-check a report given as the content of a file of any format that :func:`check` reads.

    Raises a :class:`gouji.GouJiError` if it cannot be read as a report.
    """
    from hashlib import sha256

    from .compare.audit import audit
    from .compare.options import DEFAULTS
    from .narrative.dispatch import load
    from .narrative.read import read_document

    with _collector_paused():
        report = read_document(load(content, path), path=path, sha256=sha256(content).hexdigest())
        return audit(report, options=options or DEFAULTS)


def screen(
    paths: str | PathLike[str] | Sequence[str | PathLike[str]],
    out: str | PathLike[str],
    *,
    workers: int | None = None,
    seconds: float = 60.0,
    memory: int = 2 * 1024**3,
    engine: Literal["local", "ray", "dask"] = "local",
    address: str | None = None,
    retry: bool = False,
) -> Results:
    """Check many reports and keep the results under ``out``; a run that was stopped goes on where it was.

    ``paths`` are files, folders, patterns, archives, manifests (CSV) or fsspec addresses; ``seconds`` of the processor
    and ``memory`` (bytes) limit each report; ``workers`` defaults to the number of processors; ``address`` is a
    cluster's; with ``retry`` what could not be checked before is tried again.
    Raises a :class:`gouji.GouJiError` of one line; needs the extra ``gouji[study]``.
    """
    from .corpora.screening.engines import engine as engine_of
    from .corpora.screening.model import Limits
    from .corpora.screening.run import screen as run

    chosen = engine_of(engine, workers=workers, address=address)
    run(
        [fspath(path) for path in ([paths] if isinstance(paths, str | PathLike) else paths)],
        Path(fspath(out)),
        chosen,
        limits=Limits(seconds, memory),
        retry=retry,
    )
    return results(out)


def results(folder: str | PathLike[str]) -> Results:
    """What :func:`screen` or ``gouji screen`` wrote under a folder, as data frames and DuckDB relations.

    Raises a :class:`gouji.GouJiError` if there are none; needs the extra ``gouji[study]``.
    """
    from .corpora.screening.results import Results

    return Results(fspath(folder))
