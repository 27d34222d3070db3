"""The queue: reports are checked in processes of their own, a few at a time, those that wait in order."""

from __future__ import annotations

import queue
import sys
import threading
from contextlib import suppress

from ..corpora.screening.model import Ended, Limits, Stage
from ..corpora.screening.supervised import Supervised, failure
from ..writers.style import Lang
from . import worker
from .model import Check, Checked, Export, Progress, Refused, Written
from .pickles import load
from .state import State

PROGRAM = (sys.executable, "-m", worker.__name__)
_GONE = Refused("报告已被删除")


class Checking:
    """Checks what waits on the desk, and writes exports, both in worker processes with limits."""

    def __init__(self, state: State, limits: Limits, workers: int = 2) -> None:
        """Nothing is started before :meth:`start`."""
        self._state = state
        self._limits = limits
        self._queue: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._passwords: dict[int, str] = {}
        self._workers = [Supervised(limits, program=PROGRAM, load=load) for _ in range(workers)]
        self._threads: list[threading.Thread] = []
        self._exporter = Supervised(limits, program=PROGRAM, load=load)
        self._exporting = threading.Lock()
        self.version = 0
        """Grows with everything that changes on the desk."""

    def start(self) -> None:
        """Start the workers and check what an earlier run left undone."""
        for number in self._state.waiting():
            self._state.set_progress(number, "queued")
            self._queue.put(number)
        for supervised in self._workers:
            thread = threading.Thread(target=self._work, args=(supervised,), daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """End the workers; what was not finished is checked again after the next start."""
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join(2.0)
        for supervised in (*self._workers, self._exporter):
            supervised.stop()

    def add(self, number: int, password: str | None = None) -> None:
        """Let a draft be checked; the password is kept in memory only."""
        if password:
            self._passwords[number] = password
        self.version += 1
        self._queue.put(number)

    def again(self, number: int, password: str | None = None) -> None:
        """Let a draft be checked once more."""
        self._state.set_progress(number, "queued")
        self.add(number, password)

    def _work(self, supervised: Supervised) -> None:
        with suppress(OSError):  # said of each report, when it is tried again
            supervised.start()
        while (number := self._queue.get()) is not None:
            self._check(number, supervised)
            self.version += 1

    def _check(self, number: int, supervised: Supervised) -> None:
        bundle = self._state.bundle(number)
        if bundle is None:
            return

        def heard(stage: Stage) -> None:
            self._state.set_progress(number, stage.name)
            self.version += 1

        task = Check(bundle, self._passwords.get(number))
        try:
            answer = supervised.ask(task, heard)
        except OSError as problem:
            answer = Refused(str(problem))
        if isinstance(answer, Checked):
            self._state.finish(number, answer.audit)
        else:
            said = self._refusal(bundle.report.name, answer)
            failed: Progress = "failed"
            self._state.set_progress(number, failed, said.message, said.locked)

    def _refusal(self, name: str, answer: object) -> Refused:
        if isinstance(answer, Refused):
            return answer
        ended = answer if isinstance(answer, Ended) else Ended(1, False)
        return Refused(failure(name, ended, self._limits).message)

    def export(self, number: int, form: str, lang: Lang) -> Written | Refused:
        """A draft written in a format, with the decisions made; or why that is impossible."""
        audit, bundle = self._state.audit(number), self._state.bundle(number)
        if audit is None or bundle is None:
            return _GONE
        password = self._passwords.get(number)
        task = Export(audit, bundle.report, form, lang, self._state.marks(number), password)
        with self._exporting:
            answer = self._exporter.ask(task)
        return answer if isinstance(answer, Written) else self._refusal(bundle.report.name, answer)
