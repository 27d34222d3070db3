"""Annotations as a sheet (CSV) to be corrected in an editor or a spreadsheet: a label a row, beside its quote."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from ...narrative.whole import write_all
from .codecs import TEXT, dumped
from .fields import ACCEPTABLE, CLAIM, FINDING, REST, cells_of, label_of_cells, rest_of
from .files import read_bytes
from .model import AcceptableLabel, Annotation, AnnotationError, ClaimLabel, FindingLabel, Label, Rest

ROW = "行"
ROWS: dict[str, type[Label]] = {"数据": ClaimLabel, "问题": FindingLabel, "可以": AcceptableLabel}
"""What the first column says: a number, a defect, what looks odd and is right; 文件 names the report."""

_DOCUMENT, _QUOTE, _MORE = "文件", "原句", "\0"
HEADS = [ROW, *dict.fromkeys(field.head for field in (*CLAIM, *FINDING, *ACCEPTABLE)), REST]
_NAMES: dict[type[object], str] = {kind: name for name, kind in ROWS.items()}


def write_sheet(annotation: Annotation, path: Path) -> None:
    """The sheet, UTF-8 with a mark for spreadsheets. Raises OSError; nothing is left half-written."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADS, restval="")
    writer.writeheader()
    writer.writerows(_rows(annotation))
    write_all({path: out.getvalue().encode("utf-8-sig")})


def read_sheet(path: Path) -> Annotation:
    """The annotation in a sheet. Raises AnnotationError with a line for each problem."""
    reader = csv.DictReader(io.StringIO(_text(path), newline=""), restkey=_MORE, strict=True)
    problems: list[str] = []
    labels: list[Label] = []
    document: str | None = None
    rest: Rest = ()
    for number, row in _numbered(reader, path):
        cells = {head: text or "" for head, text in row.items() if head not in (ROW, _MORE)}
        name = (row.get(ROW) or "").strip()
        try:
            if _MORE in row:
                raise ValueError(f"比表头多出 {len(row[_MORE])} 格")
            if name == _DOCUMENT:
                document, rest = TEXT.of_text(cells[_QUOTE]) if cells[_QUOTE] else None, rest_of(cells[REST])
            elif name in ROWS:
                labels.append(label_of_cells(ROWS[name], cells))
            elif name or any(cells.values()):
                raise ValueError(f"“{ROW}”应为 {'、'.join((_DOCUMENT, *ROWS))}，不是“{name}”")
        except ValueError as problem:
            problems.append(f"{path}：第{number}行：{problem}")
    if problems:
        raise AnnotationError(tuple(problems))
    return Annotation(
        document,
        tuple(label for label in labels if isinstance(label, ClaimLabel)),
        tuple(label for label in labels if isinstance(label, FindingLabel)),
        tuple(label for label in labels if isinstance(label, AcceptableLabel)),
        rest,
    )


def _rows(annotation: Annotation) -> Iterator[dict[str, str]]:
    document = annotation.document
    yield {
        ROW: _DOCUMENT,
        _QUOTE: "" if document is None else TEXT.to_text(document),
        REST: dumped(dict(annotation.rest)) if annotation.rest else "",
    }
    labels: tuple[Label, ...] = (*annotation.claims, *annotation.findings, *annotation.acceptable)
    for label in labels:
        yield {ROW: _NAMES[type(label)], **cells_of(label)}


def _numbered(reader: csv.DictReader[str], path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows as a spreadsheet counts them."""
    try:
        missing = [head for head in HEADS if head not in (reader.fieldnames or ())]
        if missing:
            what = f"不是标注表：没有“{missing[0]}”一列；请用 gouji annotate 报告 --out 文件.csv 生成"
            raise AnnotationError((f"{path}：{what}",))
        yield from enumerate(reader, 2)
    except csv.Error as problem:
        raise AnnotationError((f"{path}：第{reader.line_num}行：不是完整的 CSV（{problem}）",)) from None


def _text(path: Path) -> str:
    data = read_bytes(path)
    for encoding in ("utf-8-sig", "gb18030"):  # the second as spreadsheets save CSV
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AnnotationError((f"{path}：编码不认识；请另存为 UTF-8 的 CSV",))
