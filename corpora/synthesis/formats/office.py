"""One report in every format: a text report taken apart and written again as Word, web page, workbook and text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from html import escape
from unicodedata import east_asian_width

Rows = list[list[str]]
Part = str | Rows

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def parts_of(text: str) -> list[Part]:
    """Paragraphs and tables of a text with a row a line, or with a cell a line and an empty line between rows."""
    wide = any(line.count("\t") > 1 for line in text.split("\n"))
    parts: list[Part] = []
    row: list[str] = []
    rows: Rows = []
    for line in [*text.split("\n"), "."]:
        if wide and "\t" in line:
            rows.append([cell.strip() for cell in line.split("\t")])
            continue
        if line.startswith("\t"):
            row.append(line[1:].strip())
            continue
        if row:
            rows.append(row)
            row = []
        if line.strip():
            if rows:
                parts.append(_square(rows))
                rows = []
            parts.append(line.strip())
    return parts[:-1]


def _square(rows: Rows) -> Rows:
    """The rows with equally many cells: where some are missing, a label stands over the columns of codes and names."""
    width = max(len(row) for row in rows)
    found = []
    for row in rows:
        wide: list[str] = []
        missing = width - len(row)
        for cell, after in zip(row, [*row[1:], ""], strict=True):
            merged = missing > 0 and cell.endswith("合计") and ("." in after or not after)
            wide += [cell, ""] if merged else [cell]
            missing -= merged
        found.append(wide + [""] * (width - len(wide)))
    return found


def head_rows(rows: Rows) -> int:
    """How many rows stand above the first one that has an amount."""
    return next((i for i, row in enumerate(rows) if any("." in cell for cell in row[1:])), 1)


def merges(rows: Rows) -> dict[tuple[int, int], tuple[int, int]]:
    """The merged cells of the head, and 合计 over code and name: how many rows and columns each covers."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    top = head_rows(rows)
    for i, row in enumerate(rows[:top]):
        j = len(row) if row[0].startswith("部门：") else 0
        while j < len(row):
            over = owner.get((i - 1, j))
            width = next(
                (k for k in range(1, len(row) - j) if row[j + k] or owner.get((i - 1, j + k)) != over),
                len(row) - j,
            )
            at = (i, j) if row[j] or over is None else over
            if at != (i, j) and found[at][1] != width:
                at = (i, j)
            owner.update({(i, j + k): at for k in range(width)})
            found[at] = (i - at[0] + 1, width)
            j += width
    found.update(
        {(i, 0): (1, 2) for i, row in enumerate(rows) if row[:2] == ["合计", ""] and len(row) > 2 and row[2]}
    )
    return {at: size for at, size in found.items() if size != (1, 1)}


def cells_of(rows: Rows) -> list[list[tuple[str, int, int]]]:
    """The cells of each row as (text, rows, columns); 0 rows for one that goes on from the row above."""
    sizes = merges(rows)
    lower = {(i + n, j): columns for (i, j), (height, columns) in sizes.items() for n in range(1, height)}
    found = []
    for i, row in enumerate(rows):
        cells: list[tuple[str, int, int]] = []
        j = 0
        while j < len(row):
            height, width = (0, lower[i, j]) if (i, j) in lower else sizes.get((i, j), (1, 1))
            cells.append((row[j], height, width))
            j += width
        found.append(cells)
    return found


def as_tabs(parts: Iterable[Part]) -> bytes:
    """Text with a row a line and tabs between its cells."""
    lines = []
    for part in parts:
        lines += [part] if isinstance(part, str) else ["\t".join(row) for row in part]
    return "\n".join(lines).encode()


def as_lines(parts: Iterable[Part], *, blank: str = "") -> bytes:
    """Text with a row a line and a blank between its cells; empty cells have vanished or are printed as ``blank``."""
    return _joined(parts, lambda rows: [" ".join(c or blank for c in row if c or blank) for row in rows])


def as_cells(parts: Iterable[Part], *, kept: bool = True) -> bytes:
    """Text with a cell a line; empty cells are empty lines or, if not ``kept``, have vanished."""
    return _joined(parts, lambda rows: [cell for row in rows for cell in row if cell or kept])


def as_led(parts: Iterable[Part]) -> bytes:
    """Text with a cell a line behind a tab, an empty line after each row, as Word exports it."""
    return _joined(
        parts, lambda rows: [line for row in rows for line in (*(f"\t{cell}" for cell in row), "")]
    )


def as_aligned(parts: Iterable[Part]) -> bytes:
    """Text with columns set below each other by blanks, numbers to the right."""
    return _joined(parts, _aligned)


def _aligned(rows: Rows) -> list[str]:
    lines = []
    body = [row for row in rows if not row[0].startswith("部门：")]
    widths = [max(_width(row[j]) for row in body) for j in range(len(rows[0]))]
    for row in rows:
        if row not in body:
            lines.append("  ".join(cell for cell in row if cell))
            continue
        spare = [" " * (width - _width(cell)) for width, cell in zip(widths, row, strict=True)]
        padded = (a + b if b[:1].isdigit() else b + a for a, b in zip(spare, row, strict=True))
        lines.append(("  " + "   ".join(padded)).rstrip())
    return lines


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _joined(parts: Iterable[Part], table: Callable[[Rows], list[str]]) -> bytes:
    lines: list[str] = []
    for part in parts:
        lines += [part] if isinstance(part, str) else table(part)
    return "\n".join(lines).encode()


def as_pipes(parts: Iterable[Part]) -> bytes:
    """Markdown with pipe tables."""
    lines = []
    for part in parts:
        if isinstance(part, str):
            lines += [part, ""]
        else:
            rows = ["| " + " | ".join(row) + " |" for row in part]
            lines += [rows[0], "|" + " --- |" * len(part[0]), *rows[1:], ""]
    return "\n".join(lines).encode()


def as_html(parts: Iterable[Part], *, charset: str = "utf-8") -> bytes:
    """A page as a content management system wraps it: navigation, a layout table, a footer."""
    body = []
    for part in parts:
        body.append(f"<p>{escape(part)}</p>" if isinstance(part, str) else _html_table(part))
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>页</title>'
        "<style>td{color:red}</style></head><body>"
        '<div class="top-nav"><ul><li><a>首页</a></li><li><a>政务公开 12.50</a></li></ul></div>'
        f"<table><tr><td>{''.join(body)}</td></tr></table>"
        '<div id="footer">版权所有 备案号 3.14万元</div><script>var a = "支出100.00万元";</script></body></html>'
    ).encode(charset)


def _html_table(rows: Rows) -> str:
    lines = []
    for row in cells_of(rows):
        cells = ""
        for text, height, width in row:
            span = f' colspan="{width}"' if width > 1 else ""
            span += f' rowspan="{height}"' if height > 1 else ""
            cells += f"<td{span}><span>{escape(text) or '&nbsp;'}</span></td>" if height else ""
        lines.append(f"<tr>{cells}</tr>")
    return f'<table border="1"><tbody>{"".join(lines)}</tbody></table>'


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of Word cut into runs, as editing leaves them."""
    pieces = [text[:3], text[3:7], text[7:]]
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in pieces if piece)
    return f"<w:p>{properties}{runs}</w:p>"


def docx_table(rows: Rows) -> str:
    """A table of Word with merged cells where the head has blanks."""
    lines = []
    for row in cells_of(rows):
        cells = ""
        for text, height, width in row:
            span = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
            span += "" if height == 1 else f'<w:vMerge w:val="{"restart" if height else "continue"}"/>'
            extent = f'<w:tcW w:w="{900 * width}" w:type="dxa"/>'
            cells += f"<w:tc><w:tcPr>{extent}{span}</w:tcPr>{paragraph(text)}</w:tc>"
        lines.append(f"<w:tr>{cells}</w:tr>")
    grid = '<w:gridCol w:w="900"/>' * max(map(len, rows))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def as_docx(parts: Iterable[Part]) -> bytes:
    """A Word document."""
    return docx("".join(paragraph(part) if isinstance(part, str) else docx_table(part) for part in parts))


def docx(body: str, *, others: dict[str, str] | None = None) -> bytes:
    """A Word document with the given body; ``others`` are further parts by their short name (``numbering``)."""
    named = others or {}
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{_R}/{name}" Target="{name}.xml"/>' for i, name in enumerate(named)
    )
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    files = {
        "[Content_Types].xml": _content_types(["document", *named]),
        "_rels/.rels": f'{_HEAD}<Relationships {space}><Relationship Id="r1" Type="{_R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{_HEAD}<w:document {_W} {_EXTRA}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"{_HEAD}<Relationships {space}>{relations}</Relationships>",
    }
    files |= {f"word/{name}.xml": content.replace("NS", _W, 1) for name, content in named.items()}
    return zipped(files)


def _content_types(names: Iterable[str]) -> str:
    """What each part is; without it other programs than ours do not open the file."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {"document": "document.main"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{main}.{kinds.get(name, name)}+xml"/>'
        for name in names
    )
    package = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{package}"/>{overrides}</Types>'
    )


_EXTRA = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def zipped(files: dict[str, str] | dict[str, bytes], *, level: int = 6) -> bytes:
    """A zip of the files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as bundle:
        for name, content in files.items():
            bundle.writestr(timeless(name), content, compresslevel=level)
    return out.getvalue()


def timeless(name: str) -> zipfile.ZipInfo:
    """The entry of a zip without the hour of its making, so that the same content is the same bytes."""
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
