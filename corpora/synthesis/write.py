"""Synthetic reports as files: the report in its format beside its labels, in the form of annotated reports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from ...narrative.whole import write_all
from .formats.office import as_docx, as_html, parts_of, zipped
from .formats.workbook import as_workbook_and_text
from .labels import cell_record, claim_record
from .report import Synthetic


def rendered(report: Synthetic) -> dict[str, bytes]:
    """The report's files by name, the one to be read first: prose and 附表 where the format is ``xlsx``."""
    name = report.name
    if report.format in ("txt", "md"):
        return {f"{name}.{report.format}": report.text.encode()}
    if report.format.startswith("pdf"):
        from .formats.pdf import Press, printed

        press = Press(ruled=report.format == "pdf", wide=True, numbers="- {} -", cell=6.0, align="centre")
        return {f"{name}.pdf": printed(report.text, press)}
    parts = parts_of(report.text)
    if report.format == "docx":
        return {f"{name}.docx": as_docx(parts)}
    if report.format == "html":
        return {f"{name}.html": as_html(parts)}
    workbook, prose = as_workbook_and_text(parts)
    if report.format == "xlsx":
        return {f"{name}.prose.txt": prose, f"{name}.tables.xlsx": workbook}
    story = as_docx(prose.decode().split("\n"))
    return {f"{name}.zip": zipped({"附件1 附表.xlsx": workbook, "情况说明.docx": story})}


def labels(report: Synthetic, files: Iterable[str]) -> dict[str, str]:
    """The label files by name, for a report in the given files.

    Their offsets index the report's text. For other formats than text it stands beside them as ``NAME.reading.txt``:
    what the document says in reading order, tables in tab-separated rows.
    """
    name = report.name
    about = {
        "name": name,
        "files": list(files),
        "kind": report.kind,
        "voice": report.voice,
        "layout": report.layout,
        "format": report.format,
        "year": report.year,
        "organisation": report.organisation,
    }
    found = {
        f"{name}.claims.jsonl": _lines(claim_record(label) for label in report.labels),
        f"{name}.cells.jsonl": _lines(cell_record(cell) for cell in report.cells),
        f"{name}.findings.json": json.dumps({"findings": [], "acceptable": []}) + "\n",
        f"{name}.report.json": json.dumps(about, ensure_ascii=False) + "\n",
    }
    return found if report.format in ("txt", "md") else found | {f"{name}.reading.txt": report.text}


def _lines(records: Iterable[Mapping[str, object]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def write(report: Synthetic, folder: Path) -> None:
    """Write the report and its labels into a folder that exists: all its files or none. Raises OSError."""
    files = rendered(report)
    told = {name: text.encode() for name, text in labels(report, files).items()}
    write_all({folder / name: content for name, content in (files | told).items()})
