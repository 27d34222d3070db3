"""A folder of letters: made whole, then moved into place."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from ..compare.model import Severity
from ..narrative.errors import GouJiError
from ..narrative.failures import writing_to
from .cases import dossiers
from .letter import Template
from .sheets import IndexRow, index_sheet, review_sheet
from .words import file_name

if TYPE_CHECKING:
    from ..corpora.screening.results import Results

INDEX = "000000_单位一览.xlsx"
_WIDTH = 6


def export(
    results: Results,
    out: Path,
    template: Template,
    *,
    least: Severity = "warning",
    minimum_confidence: float = 0.0,
    top: int | None = None,
) -> int:
    """Write a review sheet and a letter for each organisation with findings, and the index; how many there are.

    Without any nothing is written. Raises GouJiError if ``out`` is there already, OSError if it cannot be written.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise GouJiError(f"{out}：已经有内容，可能有人填写过；请换一个 --out")
    unfinished = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    rows: list[IndexRow] = []
    with writing_to(out, unfinished), ExitStack() as leaving:
        leaving.callback(shutil.rmtree, unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        for dossier in dossiers(results, least=least, minimum_confidence=minimum_confidence, top=top):
            name = file_name(dossier, _WIDTH)
            sheet, letter = f"{name}.xlsx", f"{name}.docx"
            (unfinished / sheet).write_bytes(review_sheet(dossier))
            (unfinished / letter).write_bytes(template.letter(dossier, sheet))
            rows.append((dossier, sheet, letter))
        if rows:
            (unfinished / INDEX).write_bytes(index_sheet(rows, _said(len(rows), least, minimum_confidence)))
            if out.is_dir():
                out.rmdir()
            unfinished.rename(out)
    return len(rows)


def _said(count: int, least: Severity, minimum_confidence: float) -> str:
    kinds = {"error": "错误", "warning": "错误和疑点", "info": "错误、疑点和提示"}[least]
    sure = f"，置信度不低于 {minimum_confidence:g}" if minimum_confidence else ""
    return f"共 {count} 个单位；计入{kinds}{sure}；错误多的在前"
