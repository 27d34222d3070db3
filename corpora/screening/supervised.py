"""A worker process and its limits: a report that hangs, crashes or swells costs itself alone."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import TracebackType
from typing import IO

from . import worker
from .deadline import PATIENCE, Deadline
from .model import Ended, Failure, Limits, Outcome, Stage, Task

RECYCLED = 500
"""After how many reports a worker is replaced, so that nothing can pile up in it."""

PROGRAM = (sys.executable, "-m", worker.__name__)
"""What is started; it is given the memory limit in bytes, and the seconds after which a task ends it in any case."""

_BROKEN = (OSError, EOFError, pickle.UnpicklingError)

START_SECONDS = 60.0
"""How long a worker may take to start."""

ORPHANED = 10.0
"""How many seconds later than it would be ended a worker ends itself: whoever should do it was killed."""


class Supervised:
    """One worker process, started when needed and replaced after a failure. Use it from one thread, in a ``with``."""

    def __init__(
        self,
        limits: Limits,
        *,
        program: Sequence[str] | None = None,
        load: Callable[[IO[bytes]], object] = pickle.load,
    ) -> None:
        """Start nothing yet; ``program`` is run instead of :data:`PROGRAM`, and ``load`` reads its answers."""
        self.limits = limits
        self._program = program
        self._load = load
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0

    def __enter__(self) -> Supervised:
        """Nothing to prepare."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the worker."""
        self.stop()

    def check(self, task: Task) -> Outcome:
        """The outcome of one task: the worker's, or the failure that its end amounts to."""
        answer = self.ask(task)
        if not isinstance(answer, Outcome):
            ended = answer if isinstance(answer, Ended) else Ended(self.stop(), False)
            return Outcome(task.source, task.sha256, failure(task.source.path, ended, self.limits))
        if isinstance(answer.result, Failure) and answer.result.reason == "memory":
            self.stop()
        return answer

    def ask(self, task: object, heard: Callable[[Stage], None] = lambda stage: None) -> object:
        """The worker's answer to a task, or how it ended; ``heard`` is told the stages before."""
        process = self._started()
        answer, late = self._exchange(process, task, heard)
        self._done += 1
        if answer is None:
            return Ended(self.stop(), late)
        if self._done >= RECYCLED:
            self.stop()
        return answer

    def start(self) -> None:
        """Start the worker now, so that it is ready for the first task."""
        self._started()

    def kill(self) -> None:
        """End the worker at once, from whatever thread: the task it is at has no answer."""
        if (process := self._process) is not None:
            process.kill()

    def stop(self) -> int:
        """End the worker, if there is one; its exit status (negative: the signal that ended it)."""
        process, self._process, self._done = self._process, None, 0
        if process is None:
            return 0
        status = process.poll()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()
        if status is None:
            with suppress(subprocess.TimeoutExpired):
                status = process.wait(1.0)
        if status is None:
            process.kill()
            status = process.wait()
        return status

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.stop()
        last = PATIENCE * self.limits.seconds + ORPHANED
        command = [*(self._program or PROGRAM), str(self.limits.memory), str(last)]
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._process = process
        with Deadline(process, START_SECONDS):
            ready = _stream(process.stdout).read(len(worker.READY))
        if ready != worker.READY:
            raise OSError(f"核对进程启动失败（退出状态 {self.stop()}）；请检查内存上限和 Python 环境")
        return process

    def _exchange(
        self, process: subprocess.Popen[bytes], task: object, heard: Callable[[Stage], None]
    ) -> tuple[object, bool]:
        """Send the task and wait for its answer: None if the process ended; and whether it was killed as too slow."""
        answer: object = None
        with Deadline(process, self.limits.seconds) as deadline, suppress(*_BROKEN):
            tasks = _stream(process.stdin)
            pickle.dump(task, tasks, protocol=5)
            tasks.flush()
            while isinstance(stage := self._load(_stream(process.stdout)), Stage):
                heard(stage)
            answer = stage
        return answer, deadline.passed


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # asked for when the process was started
    return stream


def failure(path: str, ended: Ended, limits: Limits) -> Failure:
    """What the end of a worker means for the report it was given."""
    if ended.late:
        return Failure("timeout", f"{path}：超过{limits.seconds:g}秒仍未核对完，已中止；请单独检查这份文件")
    return Failure("crash", f"{path}：核对进程崩溃（{_ending(ended.status)}）；请单独检查这份文件")


def _ending(status: int) -> str:
    if status < 0:
        with suppress(ValueError):
            return signal.Signals(-status).name
    return f"退出状态 {status}"
