"""What is not installed is said in one line, with the extra that has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Turns a failed import within the block into a line that says what to install."""
    try:
        yield
    except ModuleNotFoundError as problem:
        if problem.name is None or problem.name.partition(".")[0] == "gouji":
            raise
        raise click.UsageError(f"这个命令需要 {problem.name}，请安装：pip install 'gouji[{extra}]'") from None
