"""Hostile files in a corpus: the rows of the rest are as without them, and each is in ``errors`` with its reason."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "hostile.py"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no limit of memory")
def test_hostile_files_change_nothing_for_the_rest() -> None:
    done = subprocess.run([sys.executable, str(BENCHMARK), "40"], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for line in ("hang: timeout × 1", "crash: crash × 1", "swell: memory × 1", "bomb: unreadable × 2"):
        assert line in done.stdout
