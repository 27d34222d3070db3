"""What is on the desk, in one SQLite file: written before it is shown as saved, there again after a crash."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from ..compare.causes.roots import counts, roots
from ..compare.model import Audit
from ..drafts import compare_drafts
from ..narrative.errors import GouJiError
from ..narrative.failures import writing
from ..version import __version__
from .model import Bundle, Draft, File, Mark, Progress, Role
from .pickles import dumps, loads

FILE = "desk.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, progress TEXT NOT NULL, message TEXT NOT NULL DEFAULT '',
    locked INTEGER NOT NULL DEFAULT 0, created REAL NOT NULL,
    previous INTEGER REFERENCES draft ON DELETE SET NULL, format TEXT NOT NULL DEFAULT '',
    organisation TEXT NOT NULL DEFAULT '', year INTEGER, kind TEXT NOT NULL DEFAULT 'unknown',
    errors INTEGER NOT NULL DEFAULT 0, warnings INTEGER NOT NULL DEFAULT 0, infos INTEGER NOT NULL DEFAULT 0,
    roots TEXT NOT NULL DEFAULT '[]', audit BLOB, version TEXT);
CREATE TABLE IF NOT EXISTS file (
    draft INTEGER NOT NULL REFERENCES draft ON DELETE CASCADE, role TEXT NOT NULL, name TEXT NOT NULL,
    data BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS file_draft ON file (draft);
CREATE TABLE IF NOT EXISTS mark (
    draft INTEGER NOT NULL REFERENCES draft ON DELETE CASCADE, finding TEXT NOT NULL, status TEXT NOT NULL,
    reason TEXT NOT NULL, note TEXT NOT NULL, carried INTEGER NOT NULL, PRIMARY KEY (draft, finding));
"""
_COLUMNS = """id, name, progress, message, locked, created, previous, format, organisation, year, kind,
    errors, warnings, infos,
    (SELECT count(*) FROM mark, json_each(draft.roots) AS root
     WHERE mark.draft = draft.id AND mark.finding = root.value AND mark.status != 'open'),
    (SELECT json_group_array(file.name) FROM file WHERE file.draft = draft.id AND file.role != 'report')"""


class DeskError(GouJiError):
    """The desk cannot open. One line: what is wrong, what to do."""


def default_folder() -> Path:
    """Where the desk keeps its work unless told otherwise: the user's own data folder."""
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "gouji"


class State:
    """The desk's file. Its methods may be called from any thread; each is one transaction."""

    def __init__(self, folder: Path) -> None:
        """Open or make the file in a folder that only the user may read. Raises DeskError."""
        self._lock = threading.Lock()
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._held = _held(folder)
            self._database = sqlite3.connect(folder / FILE, check_same_thread=False, isolation_level=None)
            (folder / FILE).chmod(0o600)
            for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
                self._database.execute(f"PRAGMA {setting}")
            self._database.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as problem:
            raise DeskError(f"{folder}：无法打开工作数据：{_why(problem)}；可用 --data 另选文件夹") from None

    def close(self) -> None:
        """Close the file; another desk may open it then."""
        with self._lock:
            self._database.close()
            self._held.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    def _rows(self, question: str, *values: object) -> list[tuple[object, ...]]:
        with self._lock:
            return self._database.execute(question, values).fetchall()

    def add(self, bundle: Bundle, previous: int | None = None) -> int:
        """Put a report on the desk, to be checked; returns its number."""
        with self._writing() as database:
            values = (bundle.report.name, time.time(), previous)
            added = database.execute(
                "INSERT INTO draft (name, progress, created, previous) VALUES (?, 'queued', ?, ?)", values
            ).lastrowid
            assert added is not None
            database.executemany(
                "INSERT INTO file VALUES (?, ?, ?, ?)",
                [(added, role, file.name, file.data) for role, file in _files(bundle)],
            )
            return added

    def drafts(self) -> list[Draft]:
        """All drafts, the newest first."""
        return [_draft(row) for row in self._rows(f"SELECT {_COLUMNS} FROM draft ORDER BY id DESC")]

    def draft(self, number: int) -> Draft | None:
        """One draft."""
        rows = self._rows(f"SELECT {_COLUMNS} FROM draft WHERE id = ?", number)
        return _draft(rows[0]) if rows else None

    def waiting(self) -> list[int]:
        """The drafts to be checked: new ones, those whose check was cut short or made by another version."""
        question = (
            "SELECT id FROM draft WHERE progress NOT IN ('done', 'failed') "
            "OR (progress = 'done' AND version != ?) ORDER BY id"
        )
        return [cast(int, row[0]) for row in self._rows(question, __version__)]

    def bundle(self, number: int) -> Bundle | None:
        """The files of a draft."""
        rows = self._rows("SELECT role, name, data FROM file WHERE draft = ? ORDER BY rowid", number)
        files: dict[str, list[File]] = {}
        for role, name, data in rows:
            files.setdefault(cast(str, role), []).append(File(cast(str, name), cast(bytes, data)))
        if "report" not in files:
            return None
        prior, budget = (files.get(role, [None])[0] for role in ("prior", "budget"))
        return Bundle(files["report"][0], tuple(files.get("tables", ())), prior, budget)

    def set_progress(self, number: int, progress: Progress, message: str = "", locked: bool = False) -> None:
        """Note how far the check of a draft is."""
        with self._writing() as database:
            database.execute(
                "UPDATE draft SET progress = ?, message = ?, locked = ? WHERE id = ?",
                (progress, message, locked, number),
            )

    def finish(self, number: int, audit: Audit) -> None:
        """Keep the result of a check. The decisions on the draft before it are carried over."""
        report, found = audit.report, counts(audit)
        before = self._predecessor(number, audit)
        carried = self._carried(before, audit) if before is not None else {}
        values = (
            before, report.format, report.organisation, report.year, report.kind, found["error"], found["warning"],
            found["info"], json.dumps([each.id for each in roots(audit)]), dumps(audit), __version__, number,
        )  # fmt: skip
        with self._writing() as database:
            database.execute(
                "UPDATE draft SET progress = 'done', message = '', previous = ?, format = ?, organisation = ?, "
                "year = ?, kind = ?, errors = ?, warnings = ?, infos = ?, roots = ?, audit = ?, version = ? "
                "WHERE id = ?",
                values,
            )
            database.executemany(
                "INSERT OR IGNORE INTO mark SELECT ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM draft WHERE id = ?)",
                [
                    (number, name, mark.status, mark.reason, mark.note, mark.carried, number)
                    for name, mark in carried.items()
                ],
            )

    def _predecessor(self, number: int, audit: Audit) -> int | None:
        """The draft before this one: the one it was uploaded for, or the last of the same report."""
        rows = self._rows("SELECT previous FROM draft WHERE id = ?", number)
        if rows and rows[0][0] is not None:
            return cast(int, rows[0][0])
        report = audit.report
        if not report.organisation or report.year is None or report.kind == "unknown":
            return None
        found = self._rows(
            "SELECT id FROM draft WHERE organisation = ? AND year = ? AND kind = ? AND progress = 'done' AND id < ? "
            "AND NOT EXISTS (SELECT 1 FROM draft AS later WHERE later.previous = draft.id AND later.id != ?) "
            "ORDER BY id DESC LIMIT 1",
            report.organisation, report.year, report.kind, number, number,
        )  # fmt: skip
        return cast(int, found[0][0]) if found else None

    def _carried(self, before: int, audit: Audit) -> dict[str, Mark]:
        """What stays decided: a dismissal; what was accepted but is still there is open again, with its note."""
        old, marks = self.audit(before), self.marks(before)
        if old is None:
            return {}
        kept = {}
        for earlier, finding in compare_drafts(old, audit).still:
            mark = marks.get(earlier.id, Mark())
            if mark.status == "dismissed":
                kept[finding.id] = Mark("dismissed", mark.reason, mark.note, True)
            elif mark.note:
                kept[finding.id] = Mark("open", "", mark.note, True)
        return kept

    def part(self, number: int) -> None:
        """The draft is no successor of another after all."""
        with self._writing() as database:
            database.execute("UPDATE draft SET previous = NULL WHERE id = ?", (number,))
            database.execute("DELETE FROM mark WHERE draft = ? AND carried", (number,))

    def audit(self, number: int) -> Audit | None:
        """The result of a check; None if there is none that this version can read."""
        rows = self._rows("SELECT audit, version FROM draft WHERE id = ? AND progress = 'done'", number)
        if not rows or rows[0][1] != __version__:
            return None
        try:
            found = loads(cast(bytes, rows[0][0]))
        except Exception:  # made by another program of the same version number: it is checked again
            return None
        return found if isinstance(found, Audit) else None

    def marks(self, number: int) -> dict[str, Mark]:
        """The decisions on a draft, by finding."""
        rows = self._rows("SELECT finding, status, reason, note, carried FROM mark WHERE draft = ?", number)
        return {
            # SQLite gives what mark() has kept: a status is one of Status's words, which mypy cannot know
            cast(str, name): Mark(*cast("tuple[str, str, str]", tuple(rest)), bool(carried))  # type: ignore[arg-type]
            for name, *rest, carried in rows
        }

    def mark(self, number: int, finding: str, mark: Mark) -> bool:
        """Keep a decision; False if the draft is gone."""
        with self._writing() as database:
            done = database.execute(
                "INSERT OR REPLACE INTO mark SELECT id, ?, ?, ?, ?, ? FROM draft WHERE id = ?",
                (finding, mark.status, mark.reason, mark.note, mark.carried, number),
            )
            return done.rowcount == 1

    def remove(self, number: int) -> None:
        """Take a draft off the desk, with its files and decisions."""
        with self._writing() as database:
            database.execute("DELETE FROM draft WHERE id = ?", (number,))
        with self._lock:
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _held(folder: Path) -> sqlite3.Connection:
    """A lock on the folder that ends with the process, however that ends. Raises DeskError if another has it."""
    held = sqlite3.connect(folder / "lock.sqlite", timeout=0.2, check_same_thread=False, isolation_level=None)
    try:
        held.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        held.close()
        raise DeskError(
            f"{folder}：另一个 gouji serve 正在使用；请用它的网页，或用 --data 另选文件夹"
        ) from None
    return held


def _why(problem: OSError | sqlite3.Error) -> str:
    if isinstance(problem, OSError):
        return writing(problem)
    name = getattr(problem, "sqlite_errorname", "")
    if name in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
        return f"{FILE} 已损坏，或不是 gouji 的工作数据"
    return f"数据库错误 {name or problem}"


def _files(bundle: Bundle) -> Iterator[tuple[Role, File]]:
    yield "report", bundle.report
    for table in bundle.tables:
        yield "tables", table
    if bundle.prior is not None:
        yield "prior", bundle.prior
    if bundle.budget is not None:
        yield "budget", bundle.budget


def _draft(row: tuple[object, ...]) -> Draft:
    values = list(row)
    values[4] = bool(values[4])
    values[-1] = tuple(json.loads(cast(str, values[-1])))
    # the columns of the query in the order of Draft's fields, with the types that were kept
    return Draft(*values)  # type: ignore[arg-type]
