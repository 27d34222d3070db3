"""Screening from end to end: sources to tasks, tasks to outcomes, outcomes to the store."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from threading import Thread
from types import TracebackType

from ...narrative.errors import DocumentError, GouJiError, MissingDocument
from .engines import Engine
from .model import Failure, Limits, Outcome, Progress, Reason, Source, Task
from .sources import content, sources
from .store import Store, opened, prepare

BATCH_REPORTS = 200
BATCH_SECONDS = 15.0
"""A batch is written after so many reports or seconds: what a stop costs at most."""


Watch = Callable[[Progress], None]


def screen(
    paths: Sequence[str],
    folder: Path,
    engine: Engine,
    *,
    limits: Limits,
    watch: Watch = lambda _: None,
    retry: bool = False,
) -> Progress:
    """Check every report that the paths name and keep the results under ``folder``; go on where a run was stopped.

    ``watch`` is told after each report; with ``retry`` what could not be checked before is tried again.
    Raises GouJiError if the run cannot start, OSError if it cannot go on (a full disk); what was committed stays.
    """
    notes: list[str] = []
    found = list(sources(paths, notes))
    if not found:
        raise GouJiError(f"{'、'.join(paths)}：没有可以核对的文件；请检查路径")
    with opened(folder) as store:
        if retry:
            store.forget_failures()
        done, checked = store.done()
        todo = [source for source in found if source.path not in done]
        progress = store.progress()
        progress.total, progress.before, progress.notes = len(found), len(found) - len(todo), notes
        watch(progress)
        if todo:
            Thread(target=prepare).start()
        same: dict[str, list[Source]] = {}
        with (
            _Batch(store, progress, watch) as batch,
            closing(_outcomes(todo, checked, same, engine, limits)) as all,
        ):
            for outcome in all:
                batch.add(outcome)
        with _Batch(store, progress, watch) as batch:
            for outcome in _duplicates(store, same):
                batch.add(outcome)
        return progress


def _outcomes(
    todo: list[Source], checked: set[str], same: dict[str, list[Source]], engine: Engine, limits: Limits
) -> Generator[Outcome, None, None]:
    """The outcome of each content once; sources whose content was seen before are put into ``same`` by digest."""
    unread: list[Outcome] = []
    seen = set(checked)

    def tasks() -> Iterator[Task]:
        for source in todo:
            try:
                data = content(source)
            except DocumentError as problem:
                reason: Reason = "missing" if isinstance(problem, MissingDocument) else "unreadable"
                unread.append(Outcome(source, None, Failure(reason, str(problem))))
                continue
            digest = sha256(data).hexdigest()
            if digest in seen:
                same.setdefault(digest, []).append(source)
                continue
            seen.add(digest)
            yield Task(source, digest, None if source.is_local else data)

    with closing(engine(tasks(), limits)) as outcomes:
        for outcome in outcomes:
            yield outcome
            while unread:
                yield unread.pop()
    yield from unread


def _duplicates(store: Store, same: dict[str, list[Source]]) -> Iterator[Outcome]:
    """The outcomes of the sources whose content was checked under another path, out of the store."""
    for digest, path, result in store.results(frozenset(same)):
        for source in same.pop(digest, ()):
            yield Outcome(source, digest, result, path)


class _Batch:
    """Outcomes that wait to be committed; the rest is committed on leaving, also after an interruption."""

    def __init__(self, store: Store, progress: Progress, watch: Watch) -> None:
        self._store = store
        self._progress = progress
        self._watch = watch
        self._outcomes: list[Outcome] = []
        self._since = time.monotonic()

    def __enter__(self) -> _Batch:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(value, OSError):
            self._commit()

    def add(self, outcome: Outcome) -> None:
        """Count the outcome and keep it; commit if enough has come together."""
        self._outcomes.append(outcome)
        self._progress.add(outcome)
        self._watch(self._progress)
        if len(self._outcomes) >= BATCH_REPORTS or time.monotonic() - self._since >= BATCH_SECONDS:
            self._commit()

    def _commit(self) -> None:
        if self._outcomes:
            self._store.commit(self._outcomes)
        self._outcomes = []
        self._since = time.monotonic()
