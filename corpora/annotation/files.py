"""The files that annotations are read from."""

from __future__ import annotations

from pathlib import Path

from ...narrative.failures import reading
from .model import AnnotationError


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises AnnotationError of one line if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise AnnotationError((f"{path}：无法读取（{reading(problem)}）；请检查路径",)) from None
