"""A worker that answers at once, or misbehaves as the report's name asks it to; run like the real one."""

from __future__ import annotations

import os
import sys
import time

from gouji.corpora.screening import worker
from gouji.corpora.screening.model import Outcome, Screened, Task
from gouji.corpora.screening.rows import CLAIM, REPORT


def check(task: Task) -> Outcome:
    name = os.path.basename(task.source.path)
    if name.startswith("hang"):
        time.sleep(600)
    while name.startswith("spin"):
        pass
    if name.startswith("wait"):
        time.sleep(1.6)
    if name.startswith("crash"):
        os.kill(os.getpid(), 11)
    if name.startswith("swell"):
        try:
            bytearray(64 * 1024**3)
        except MemoryError:
            return real(task)
    if name.startswith("print"):
        print("not an outcome", flush=True)
    time.sleep(0.002)
    return Outcome(task.source, task.sha256, Screened(report(name), 1, 0, claims=(claim(name),)))


def report(name: str) -> tuple[object, ...]:
    values = {
        "organisation": name,
        "errors": 1,
        "warnings": 0,
        "checklist": [],
        "reading_warnings": [],
        "unread": [],
    }
    return tuple(values.get(column) for column in REPORT)


def claim(name: str) -> tuple[object, ...]:
    return tuple(name if column == "id" else None for column in CLAIM)


def real(task: Task) -> Outcome:
    from gouji.corpora.screening.model import Failure

    return Outcome(task.source, task.sha256, Failure("memory", f"{task.source.path}：超过内存上限"))


if __name__ == "__main__":
    worker.check = check
    sys.exit(worker.main())
