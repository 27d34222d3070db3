"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from ...narrative.failures import reading, writing_to
from .model import AnnotationError


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises AnnotationError of one line if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise AnnotationError((f"{path}：无法读取（{reading(problem)}）；请检查路径",)) from None


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write the files beside their places, then move each into it. Raises OSError; none is left half-written."""
    written: list[Path] = []
    try:
        for path, content in contents.items():
            unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
            written.append(unfinished)
            with writing_to(path):
                unfinished.write_bytes(content)
        for path, unfinished in zip(contents, written, strict=True):
            unfinished.replace(path)
    finally:
        for unfinished in written:
            unfinished.unlink(missing_ok=True)
