"""How long a process may take: by the processor where the system tells, so that a busy machine fails no good report."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path
from types import TracebackType

PATIENCE = 10.0
"""How many times its seconds a process may take by the clock: one that sleeps, or waits for a disk, must end, too."""

_LEAST = 0.1
"""Seconds between two looks at a process at least."""


class Deadline:
    """Ends a process during whose block the limit of its seconds is passed; ``passed`` says whether it was.

    The seconds are those of the processor, so far as that many have gone by on the clock, too: a process of several
    threads may not be ended early. Where the system does not tell them, they are those of the clock.
    """

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        """Nothing is counted before the block begins."""
        self.passed = False
        self._process = process
        self._seconds = seconds
        self._over = threading.Event()
        self._watching = threading.Thread(target=self._watch, daemon=True)
        self._begun = 0.0
        self._before: float | None = None

    def __enter__(self) -> Deadline:
        """Start counting."""
        self._begun, self._before = time.monotonic(), processor_seconds(self._process.pid)
        self._watching.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop counting."""
        self._over.set()

    def _watch(self) -> None:
        left = self._seconds
        while left > 0:
            if self._over.wait(max(left, _LEAST)):
                return
            left = self._left()
        self.passed = True
        self._process.kill()

    def _left(self) -> float:
        """After how many seconds the limit may be reached; none are left if it has been."""
        spent = processor_seconds(self._process.pid)
        if spent is None or self._before is None:
            return 0.0
        waited = time.monotonic() - self._begun
        return min(self._seconds - (spent - self._before), PATIENCE * self._seconds - waited)


def processor_seconds(process: int) -> float | None:
    """The seconds of the processor that a process has had; None where there is no ``/proc``, or no such process."""
    try:
        fields = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return None
