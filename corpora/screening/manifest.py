"""A manifest: a CSV file that lists reports and says of each what the study asks for."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from difflib import get_close_matches
from io import StringIO
from pathlib import Path

from ...narrative.errors import GouJiError
from ...narrative.failures import reading
from . import remote
from .model import Source

COLUMNS = ("path", "organisation", "region", "level", "year", "sector")
"""Columns of a manifest; ``path`` is required, and relative to the manifest's folder."""

_CHINESE = {
    "路径": "path", "文件": "path", "单位": "organisation", "单位名称": "organisation", "地区": "region",
    "层级": "level", "级次": "level", "年度": "year", "年份": "year", "行业": "sector", "领域": "sector",
}  # fmt: skip
_MOST = 512 * 1024 * 1024
_BOMS = (b"\xff\xfe", b"\xfe\xff")


def manifest(path: str, notes: list[str]) -> Iterator[Source]:
    """The reports that a manifest lists, each as often as it does; what was not understood of it is told in ``notes``.

    Raises GouJiError if it cannot be read, is no CSV or has no paths.
    """
    rows = csv.reader(StringIO(_text(path), newline=""), strict=True)
    columns: list[str] | None = None
    years: list[str] = []
    try:
        for row in rows:
            if columns is None:
                columns = _columns(path, row, notes)
                continue
            given = dict(zip(columns, (cell.strip() for cell in row), strict=False))
            if name := given.get("path"):
                year = _year(given.get("year", ""))
                if year is None and given.get("year"):
                    years.append(f"第{rows.line_num}行“{given['year']}”")
                described = {key: given.get(key) or None for key in COLUMNS[1:] if key != "year"}
                yield Source(_beside(path, name), year=year, **described)
    except csv.Error:
        number = rows.line_num
        raise GouJiError(
            f"{path}：清单第{number}行不是正确的 CSV（引号不成对，或一格过长）；请用表格软件另存为 CSV"
        ) from None
    if columns is None:
        _columns(path, [], notes)
    if years:
        notes.append(f"{path}：清单中有{len(years)}处年度看不懂，按没有写处理：{'、'.join(years[:3])}")


def _text(path: str) -> str:
    if remote.is_remote(path):
        with remote.asking(path):
            data = remote.read(path, _MOST)
    else:
        try:
            data = Path(path).read_bytes()
        except OSError as problem:
            raise GouJiError(f"{path}：清单无法读取（{reading(problem)}）；请检查路径和权限") from None
    if data.startswith(_BOMS):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _columns(path: str, head: list[str], notes: list[str]) -> list[str]:
    """The names of the columns: ours, or what stands there."""
    written = [cell.strip() for cell in head]
    columns = [_CHINESE.get(cell, cell.lower()) for cell in written]
    if "path" not in columns:
        raise GouJiError(
            f"{path}：清单没有 path 列；第一行应写列名：{'、'.join(COLUMNS)}（path 以外可省略），用逗号分隔"
        )
    for cell, column in zip(written, columns, strict=True):
        near = get_close_matches(column, COLUMNS, n=1, cutoff=0.75)
        if column not in COLUMNS and near and near[0] not in columns:
            notes.append(f"{path}：清单的列 {cell} 没有用；是否想写 {near[0]}？")
    return columns


def _year(written: str) -> int | None:
    digits = written.removesuffix("度").removesuffix("年").removesuffix(".0")
    return int(digits) if digits.isdecimal() and len(digits) == 4 else None


def _beside(path: str, name: str) -> str:
    """A name in the manifest as seen from here."""
    if remote.is_remote(name):
        return name
    if remote.is_remote(path):
        return name if name.startswith("/") else f"{path.rpartition('/')[0]}/{name}"
    return os.path.join(os.path.dirname(path), name)
