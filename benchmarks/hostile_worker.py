"""The worker of screening, but reading files of some names hangs, crashes or swells: what no file does to order."""

from __future__ import annotations

import os
from pathlib import Path

from gouji.corpora.screening import worker
from gouji.narrative import read as reading
from gouji.narrative.model import Report

_read = reading.read


def read(path: str | Path) -> Report:
    """Read the report, or misbehave as its name asks for."""
    name = os.path.basename(path)
    held = []
    if name.startswith("hang"):
        while True:
            pass
    elif name.startswith("crash"):
        os.abort()
    while name.startswith("swell"):
        held.append(bytearray(16 * 1024**2))
    return _read(path)


if __name__ == "__main__":
    # the same call with none of the options, which the worker never gives
    reading.read = read
    worker.main()
