"""A process that checks one report after another: tasks come in on standard input, outcomes go out on standard output.

Run as ``python -m gouji.corpora.screening.worker BYTES SECONDS``. It is started with ``subprocess``, not
``multiprocessing``: a script needs no ``__main__`` guard, a notebook works, and so does a cluster's daemon, which may
have no children of the other kind.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any, BinaryIO

from ...narrative.errors import DocumentError, MissingDocument, one_line
from .model import Failure, Outcome, Screened, Task

READY = b"ready"
SWEEP = 20
"""After how many reports cycles are looked for: hardly any are made.

What was looked through once (the program, and what it remembers of labels) is not looked through again: that took
more and more of the time, up to a report's in twenty.
"""


def check(task: Task) -> Outcome:
    """Check one report; whatever goes wrong with it is a failure of one line."""
    return Outcome(task.source, task.sha256, _result(task))


def _result(task: Task) -> Screened | Failure:
    from ...compare.audit import audit
    from ...narrative.dispatch import load
    from ...narrative.read import read, read_document
    from .rows import screened

    path = task.source.path
    try:
        if task.content is None:
            report = read(path)
        else:
            report = read_document(load(task.content, path), path=path, sha256=task.sha256)
        return screened(audit(report))
    except MissingDocument as problem:
        return Failure("missing", str(problem))
    except DocumentError as problem:
        return Failure("unreadable", str(problem))
    except MemoryError:
        return Failure("memory", f"{path}：超过内存上限；请单独检查这份文件")
    except Exception as problem:  # a defect of ours must cost this report only
        what = one_line(problem)
        return Failure("defect", f"{path}：gouji 自身出错（{what}）；请反馈")


def main() -> None:
    """Check reports until standard input ends; one that trips a defect of ours is no row, but an error."""
    from ...compare.checks import STRICT

    STRICT.set(True)
    serve(lambda task: (check(task),))


def serve(answers: Callable[[Any], Iterable[object]]) -> None:
    """Answer tasks until standard input ends; the last of the answers to a task is its outcome."""
    tasks, outcomes = sys.stdin.buffer, _only_outcomes()
    _limit(int(sys.argv[1]))
    last = float(sys.argv[2])
    gc.disable()
    outcomes.write(READY)
    outcomes.flush()
    for done in count(1):
        try:
            task = pickle.load(tasks)
        except EOFError:
            return
        _end_after(last)
        for answer in answers(task):
            pickle.dump(answer, outcomes, protocol=5)
            outcomes.flush()
        _end_after(0)
        if done % SWEEP == 0:
            gc.collect()
        if done == 1 or done % SWEEP == 0:
            gc.freeze()


def _only_outcomes() -> BinaryIO:
    """Standard output for outcomes alone: what anything else prints goes to standard error."""
    kept = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return kept


def _end_after(seconds: float) -> None:
    """Have the system end this process after so many seconds (0: not), where it can: one that hangs and whose
    supervisor was killed would stay for ever.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit(memory: int) -> None:
    """Limit the address space of this process, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


if __name__ == "__main__":
    main()
