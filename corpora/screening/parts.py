"""The Parquet parts of a folder of results, as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ...narrative.errors import GouJiError

_MARK = b"PAR1"
"""How a Parquet file begins and ends."""


def require_whole(parts: Iterable[Path]) -> None:
    """Raise GouJiError, in one line, for a part that was removed, cut off or written over since it was committed."""
    for part in parts:
        try:
            with part.open("rb") as file:
                begin = file.read(len(_MARK))
                size = file.seek(0, 2)
                file.seek(max(size - len(_MARK), 0))
                end = file.read()
        except FileNotFoundError:
            raise _gone(part) from None
        if size < 3 * len(_MARK) or begin != _MARK or end != _MARK:
            raise _damaged(part, part.parent.parent)


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Say in one line that a part is damaged within, which only reading it shows."""
    import duckdb
    import pyarrow

    try:
        yield
    except (
        duckdb.BinderException,
        duckdb.CatalogException,
        duckdb.ParserException,
        duckdb.OutOfMemoryException,
    ):
        raise
    except duckdb.Error as problem:
        named, suffix, _ = str(problem).partition(".parquet")
        raise _damaged(named.rpartition('"')[2] + suffix if suffix else folder, folder) from None
    except pyarrow.ArrowException:
        raise _damaged(folder, folder) from None
    except OSError as problem:
        if problem.errno is not None:
            raise
        raise _damaged(folder, folder) from None


def _damaged(what: object, folder: Path) -> GouJiError:
    return GouJiError(
        f"{what}：结果文件已损坏；请从备份恢复，或换一个 --out 重新运行 gouji screen（{folder}）"
    )


def _gone(part: Path) -> GouJiError:
    folder = part.parent.parent
    return GouJiError(
        f"{part}：结果文件不见了；请从备份恢复，或换一个 --out 重新运行 gouji screen（{folder}）"
    )
