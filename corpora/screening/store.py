"""The folder of results: Parquet parts that appear whole or not at all, whatever stops the run.

A batch is a part of the same number in each folder. The part in ``reports`` is renamed into place last and makes the
batch count; parts without it are remains of a run that was stopped, and are removed by the next one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ...narrative.errors import GouJiError
from ...narrative.failures import writing, writing_to
from ...version import __version__
from .model import ABOUT, FOLDERS, SCHEMA, Failure, Folder, Outcome, Progress, Reason, Row, Screened
from .parts import reading, require_whole
from .rows import CLAIM, ERROR, FINDING, GIVEN, REPORT, SOURCE, TABLE, Type, model_version, rule_version

if TYPE_CHECKING:
    import pyarrow

LOCK = ".lock"

_COLUMNS: dict[Folder, dict[str, Type]] = {
    "reports": SOURCE | GIVEN | REPORT,
    "claims": SOURCE | CLAIM,
    "findings": SOURCE | FINDING,
    "tables": SOURCE | TABLE,
    "errors": SOURCE | GIVEN | ERROR,
}
_COUNTED = ("errors", "warnings", "checked", "unverifiable", "unread")


class Store:
    """The results under a folder. Made by :func:`opened`, which holds the folder's lock."""

    def __init__(self, folder: Path) -> None:
        """Remove the remains of a stopped run and find out what is done."""
        self.folder = folder
        committed = {path.name for path in self.parts("reports")}
        for name in FOLDERS:
            require_whole(folder / name / part for part in sorted(committed))
        for name in FOLDERS:
            for path in (folder / name).iterdir():
                if path.name not in committed:
                    path.unlink()
        self._next = 1 + max((int(name[5:-8]) for name in committed), default=0)

    def parts(self, name: Folder) -> list[Path]:
        """The parts of one folder, in the order they were written."""
        return sorted((self.folder / name).glob("part-*.parquet"))

    def done(self) -> tuple[set[str], set[str]]:
        """The paths that have a result or an error, and the digests of the contents that were checked."""
        paths: set[str] = set()
        digests: set[str] = set()
        name: Folder
        for name in ("reports", "errors"):
            for path, digest in self._read(name, ["path", "sha256"]):
                paths.add(str(path))
                if digest is not None:
                    digests.add(str(digest))
        return paths, digests

    def progress(self) -> Progress:
        """What earlier runs have found."""
        found = Progress()
        for duplicate, *counts in self._read("reports", ["duplicate_of", *_COUNTED]):
            found.count(_counted((), counts), duplicate=duplicate is not None)
        for reason, message in self._read("errors", ["reason", "message"]):
            found.failed_with(cast(Reason, reason), str(message))
        return found

    def results(self, digests: frozenset[str]) -> Iterator[tuple[str, str, Screened | Failure]]:
        """Digest, path and result (without claims, findings and tables) of the contents checked under a first path."""
        if not digests:
            return
        wanted: tuple[tuple[Folder, dict[str, Type]], ...] = (("reports", REPORT), ("errors", ERROR))
        for name, columns in wanted:
            for row in self._read(name, ["sha256", "path", "duplicate_of", *columns]):
                if row[0] in digests and row[2] is None:
                    yield str(row[0]), str(row[1]), _result(name, row[3:])

    def forget_failures(self) -> None:
        """Take out what could not be checked, so that it is tried again. Raises OSError."""
        import pyarrow.parquet as parquet

        with writing_to(self.folder):
            for path in self.parts("errors"):
                if parquet.ParquetFile(path).metadata.num_rows:
                    unfinished = path.with_name(f"{path.name}.tmp")
                    parquet.write_table(_table("errors", []), unfinished, compression="zstd")
                    _to_disk(unfinished)
                    unfinished.rename(path)
                    _to_disk(path.parent)

    def commit(self, outcomes: Iterable[Outcome]) -> None:
        """Write one batch: after a return it counts, after an error nothing of it does. Raises OSError."""
        rows = _rows(outcomes)
        name = f"part-{self._next:08d}.parquet"
        written: list[Path] = []
        try:
            with writing_to(self.folder):
                self._write(name, rows, written)
        except BaseException:
            for unfinished in written:
                unfinished.unlink(missing_ok=True)
            raise
        self._next += 1

    def _write(self, name: str, rows: dict[Folder, list[Row]], written: list[Path]) -> None:
        """Write the files of a batch beside their places, noting each in ``written``, then move them there."""
        import pyarrow.parquet as parquet

        for folder in FOLDERS:
            unfinished = self.folder / folder / f"{name}.tmp"
            written.append(unfinished)
            parquet.write_table(_table(folder, rows[folder]), unfinished, compression="zstd")
            _to_disk(unfinished)
        for unfinished in written:
            unfinished.rename(unfinished.with_suffix(""))
            _to_disk(unfinished.parent)

    def _read(self, name: Folder, columns: list[str]) -> Iterator[Row]:
        import pyarrow.parquet as parquet

        for path in self.parts(name):
            with reading(self.folder):
                table = parquet.ParquetFile(path).read(columns=columns)
            yield from zip(*(table[column].to_pylist() for column in columns), strict=True)


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The store in ``folder``, which is made if need be and locked against other runs while it is open.

    Raises GouJiError if it cannot be made, holds something else or another version's results, or is in use.
    """
    import pyarrow  # noqa: F401  fails here, where it is said what to install

    try:
        about = folder / ABOUT
        if folder.exists() and not about.exists() and not _is_begun(folder):
            raise GouJiError(f"{folder}：文件夹里有别的东西；--out 请给出空文件夹或以前的结果文件夹")
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise GouJiError(f"{folder}：无法用作结果文件夹：{writing(problem)}") from None
    with (folder / LOCK).open("a") as lock:
        if not _locked(lock.fileno()):
            raise GouJiError(f"{folder}：另一个 gouji screen 正在写这个文件夹；请等它结束，或换一个 --out")
        with writing_to(folder):
            _agree(about)
        yield Store(folder)


def _is_begun(folder: Path) -> bool:
    """Whether there is nothing in the folder but what a run makes before it writes down its version."""
    own = {*FOLDERS, LOCK, Path(ABOUT).with_suffix(".tmp").name}
    return {entry.name for entry in folder.iterdir()} <= own


def version() -> dict[str, str | int]:
    """What made the results; results of one folder are made by one version."""
    return {"schema": SCHEMA, "gouji": __version__, "rules": rule_version(), "model": model_version()}


def _agree(about: Path) -> None:
    """Check that the folder's results were made by this version, or write down that they will be."""
    if about.exists():
        try:
            found = json.loads(about.read_text(encoding="utf-8"))
        except ValueError:
            raise GouJiError(f"{about}：已损坏，不知道结果由哪个版本作出；请换一个 --out") from None
        if found != version():
            raise GouJiError(
                f"{about.parent}：结果由另一个版本作出（{_said(found)}，现在是 {_said(version())}）；请换一个 --out"
            )
        return
    unfinished = about.with_suffix(".tmp")
    unfinished.write_text(json.dumps(version(), indent=1), encoding="utf-8")
    unfinished.rename(about)


def _said(found: dict[str, str | int]) -> str:
    named = (("gouji", "gouji"), ("规则", "rules"), ("模型", "model"), ("格式", "schema"))
    return "、".join(f"{name} {found.get(key)}" for name, key in named)


def _locked(descriptor: int) -> bool:
    """Lock an open file until it is closed or the process ends; whether it was free."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        try:
            # typeshed has it on Windows only, where alone it is asked for
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _result(name: Folder, row: Row) -> Screened | Failure:
    if name == "errors":
        reason, message = row
        return Failure(cast(Reason, reason), str(message))
    named = dict(zip(REPORT, row, strict=True))
    return _counted(row, [named[column] for column in _COUNTED])


def _counted(row: Row, counts: Sequence[object]) -> Screened:
    """A report as the progress counts it: ``counts`` are what :data:`_COUNTED` names."""
    errors, warnings, checked, unverifiable, unread = counts
    return Screened(
        row,
        cast(int, errors),
        cast(int, warnings),
        checked=cast(int, checked) or 0,
        unverifiable=cast(int, unverifiable) or 0,
        unread=tuple(cast("list[str]", unread) or ()),
    )


def _rows(outcomes: Iterable[Outcome]) -> dict[Folder, list[Row]]:
    rows: dict[Folder, list[Row]] = {name: [] for name in FOLDERS}
    for outcome in outcomes:
        source, result = outcome.source, outcome.result
        own = (source.path, outcome.sha256)
        given = (
            outcome.duplicate_of, source.region, source.level, source.sector, source.year, source.organisation
        )  # fmt: skip
        if isinstance(result, Failure):
            rows["errors"].append((*own, *given, result.reason, " ".join(result.message.splitlines())))
            continue
        rows["reports"].append((*own, *given, *result.report))
        if outcome.duplicate_of is None:
            rows["claims"] += [(*own, *row) for row in result.claims]
            rows["findings"] += [(*own, *row) for row in result.findings]
            rows["tables"] += [(*own, *row) for row in result.tables]
    return rows


def _table(folder: Folder, rows: list[Row]) -> pyarrow.Table:
    import pyarrow

    types: dict[Type, pyarrow.DataType] = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "decimal": pyarrow.decimal128(38, 8),
        "real": pyarrow.float64(),
        "flag": pyarrow.bool_(),
        "texts": pyarrow.list_(pyarrow.string()),
    }
    named = _COLUMNS[folder]
    columns = zip(*rows, strict=True) if rows else ([] for _ in named)
    arrays = []
    for kind, values in zip(named.values(), columns, strict=True):
        try:
            arrays.append(pyarrow.array(list(values), type=types[kind]))
        except UnicodeEncodeError:
            arrays.append(pyarrow.array(list(map(_writable, values)), type=types[kind]))
    return pyarrow.table(arrays, names=list(named))


def _writable(value: object) -> object:
    """Text with what no encoding has (halves of characters, as damaged files hold them) spelled out."""
    if isinstance(value, list):
        return [_writable(each) for each in value]
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value


def prepare() -> None:
    """Load what writing needs, which takes as long as a dozen reports: it can be done while the first are checked."""
    import pyarrow.parquet  # noqa: F401  loaded for its own sake

    for folder in FOLDERS:
        _table(folder, [])


def _to_disk(path: Path) -> None:
    """Have the system write a file, or a folder's list of names, to the disk."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
