"""The results of a screening as pandas frames and DuckDB relations; needs the extra ``gouji[study]``."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ...narrative.errors import GouJiError
from .model import ABOUT, FOLDERS, SCHEMA, Folder
from .parts import reading, require_whole

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation
    from pandas import DataFrame


class Results:
    """What ``gouji screen`` wrote under a folder.

    The frames have a row a thing: ``reports``, ``claims`` (``value`` is a Decimal in ``unit``), ``findings``,
    ``tables``, ``errors``; ``path`` joins them. ``sql`` queries them all by these names.
    """

    def __init__(self, folder: str | Path) -> None:
        """Open the folder. Raises GouJiError if it holds no results."""
        self.folder = Path(folder)
        if not (self.folder / ABOUT).is_file():
            raise GouJiError(f"{folder}：不是 gouji screen 的结果文件夹；请给出当时的 --out")
        if _schema(self.folder / ABOUT) != SCHEMA:
            raise GouJiError(
                f"{folder}：结果由另一个版本的 gouji 作出；请用 gouji screen 重新核对，换一个 --out"
            )
        self._parts: dict[Folder, list[str]] = {}
        committed = {path.name for path in (self.folder / "reports").glob("part-*.parquet")}
        if not committed:
            raise GouJiError(f"{folder}：还没有结果；请先运行 gouji screen")
        for name in FOLDERS:
            self._parts[name] = [str(self.folder / name / part) for part in sorted(committed)]
            require_whole(map(Path, self._parts[name]))

    @cached_property
    def connection(self) -> DuckDBPyConnection:
        """A DuckDB connection in memory with a view for each folder."""
        import duckdb

        connection = duckdb.connect()
        for name in FOLDERS:
            connection.read_parquet(self._parts[name]).create_view(name)
        return connection

    def relation(self, name: Folder) -> DuckDBPyRelation:
        """One folder as a DuckDB relation, read when it is needed."""
        return self.connection.table(name)

    def sql(self, query: str) -> DataFrame:
        """The answer to a query over the five names."""
        return self.connection.sql(query).df()

    @property
    def reports(self) -> DataFrame:
        """A row a report that could be read, sorted by path."""
        return self._frame("reports", "path")

    @property
    def claims(self) -> DataFrame:
        """A row a claim, in report order."""
        return self._frame("claims", "path", "start")

    @property
    def findings(self) -> DataFrame:
        """A row a finding, in report order; ``root`` says whether it counts."""
        return self._frame("findings", "path", "start", "end", "id")

    @property
    def tables(self) -> DataFrame:
        """A row a table, in report order."""
        return self._frame("tables", "path", "start")

    @property
    def errors(self) -> DataFrame:
        """A row a file that could not be checked, with the reason."""
        return self._frame("errors", "path")

    def _frame(self, name: Folder, *order: str) -> DataFrame:
        import pyarrow
        from pyarrow import parquet

        with reading(self.folder):
            table = pyarrow.concat_tables(parquet.ParquetFile(path).read() for path in self._parts[name])
        return table.sort_by([(key, "ascending") for key in order]).to_pandas()


def _schema(about: Path) -> object:
    """Of what shape the results are, so far as that can be read."""
    try:
        return json.loads(about.read_text(encoding="utf-8"))["schema"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
