"""The Parquet parts of a folder of results, as files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ...narrative.errors import GouJiError

_MARK = b"PAR1"
"""How a Parquet file begins and ends."""


def require_whole(parts: Iterable[Path]) -> None:
    """Raise GouJiError, in one line, for a part that was cut off or written over since it was committed."""
    for part in parts:
        with part.open("rb") as file:
            begin = file.read(len(_MARK))
            size = file.seek(0, 2)
            file.seek(max(size - len(_MARK), 0))
            end = file.read()
        if size < 3 * len(_MARK) or begin != _MARK or end != _MARK:
            folder = part.parent.parent
            raise GouJiError(
                f"{part}：结果文件已损坏；请从备份恢复，或换一个 --out 重新运行 gouji screen（{folder}）"
            )
