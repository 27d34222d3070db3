"""Prints sheets as the texts that extraction makes of them, and knows where each number stands."""

from __future__ import annotations

from decimal import Decimal
from itertools import zip_longest

from .printing import Print, Style, Truth
from .sheets import Row, Sheet, Side

Cell = tuple[str, Truth | None]


def printed(sheets: list[Sheet], style: Style) -> Print:
    """The sheets one after another in one style, with a sentence of prose before and behind."""
    out = Print(style)
    out.put("第二部分 部门决算表\n\n")
    print_sheets(out, sheets)
    out.put(
        "第三部分 情况说明\n\n一、收入支出总体情况说明\n\n本年度收支情况见各表，总体平稳，没有需要特别说明的事项。\n"
    )
    return out


def print_sheets(out: Print, sheets: list[Sheet]) -> None:
    """The sheets with their titles, notes and numbers."""
    for number, sheet in enumerate(sheets, 1):
        _sheet(out, sheet, number)


def money(value: Decimal, *, comma: bool) -> str:
    return f"{value:,.2f}" if comma else f"{value:.2f}"


def _sheet(out: Print, sheet: Sheet, number: int) -> None:
    style = out.style
    half = len(sheet.title) // 2
    words = {
        "title": sheet.title,
        "head": sheet.title[:half],
        "tail": sheet.title[half:],
        "spaced": " ".join(sheet.title),
    }
    out.put("\n" + style.title.format(number=number, bare=sheet.title.removesuffix("表"), **words) + "\n")
    if style.layout == "pipes":
        out.put(f"单位：{sheet.unit}\n\n")
    else:
        out.put(f"公开{number:02}表\n部门：{out.organisation}\n单位：{sheet.unit}\n")
    if style.layout == "pipes":
        out.put("".join("：".join(words) + "\n\n" for words in sheet.before))
    else:
        _words(out, sheet.before)
    if style.layout == "tabs" or style.layout == "pipes":
        _hard(out, sheet)
    else:
        _loose(out, sheet)
    _words(out, sheet.after)
    out.put((sheet.note or "注：本表反映部门本年度有关情况。") + "\n\n")


def _words(out: Print, rows: list[list[str]]) -> None:
    """Rows of words in the layout of the day."""
    for row in rows:
        cells: list[Cell] = [(text, None) for text in row]
        if out.style.layout in ("tabs", "pipes"):
            _line(out, cells)
        elif out.style.layout == "led":
            _led(out, [cells])
        elif out.style.layout == "cells":
            _cells(out, [cells])
        else:
            _row(out, [cells])


def _lined(sheet: Sheet, style: Style) -> bool:
    """Whether the rows are numbered (行次): those of the summary tables are."""
    return style.lines and len(sheet.sides) == 2


def _stub(sheet: Sheet, side: Side, style: Style) -> int:
    return (1 + 2 * style.split if side.coded else 0) + 1 + _lined(sheet, style) if not _headless(side) else 0


def _headless(side: Side) -> bool:
    return len(side.rows) == 1 and not side.rows[0].label


def _side_row(out: Print, sheet: Sheet, side: Side, row: Row | None, line: int) -> list[Cell]:
    """All cells of one side of one printed row, blanks included."""
    style, cells = out.style, list[Cell]()
    row = row or Row("", "", [None] * len(side.columns))
    label = style.owner if row.label == "合计" else row.label
    if side.coded and style.split:
        cells += [(row.code[:3], None), (row.code[3:5], None), (row.code[5:7], None)]
    elif side.coded:
        cells.append((row.code, None))
    if not _headless(side):
        cells.append((label, None))
        if _lined(sheet, style):
            cells.append((str(line), None))
    out.rows += 1
    facts = row.facts or ("",) * len(row.values)
    for column, value, fact in zip(side.columns, row.values, facts, strict=True):
        if value is None:
            cells.append(("-" if style.blanks == "dash" else "", None))
        else:
            text = money(value, comma=style.comma)
            head = "/".join((*column.groups, column.word))
            truth = Truth(
                sheet.kind, row.code, label, column.pattern, text, out.rows, sheet.title, head, fact
            )
            cells.append((text, truth))
    texts = side.texts[line - 1] if line <= len(side.texts) else [""] * len(side.words)
    return [*cells, *((text, None) for text in texts)]


def body_of(out: Print, sheet: Sheet) -> list[list[list[Cell]]]:
    """Printed rows, each a list of sides, each a list of cells."""
    sides = []
    count = max(len(side.rows) for side in sheet.sides)
    for k, side in enumerate(sheet.sides):
        rows: list[Row | None] = list(side.rows)
        if rows[0] is not None and rows[0].label == "合计" and len(rows) > 1:
            rows = {"first": rows, "last": [*rows[1:], rows[0]], "missing": rows[1:]}[out.style.total]
        sides.append([_side_row(out, sheet, side, row, k * count + i + 1) for i, row in enumerate(rows)])
    return [[side for side in sides_of if side is not None] for sides_of in zip_longest(*sides)]


def head_of(sheet: Sheet, style: Style) -> list[list[str]]:
    """The rows of the head, as wide as the table; a merged cell's text stands in its first column."""
    paths: list[tuple[str, ...]] = []
    for k, side in enumerate(sheet.sides):
        above = (sheet.heads[k],) if len(sheet.sides) == 2 else ()
        stub = (
            (["科目编码", *([""] * (2 * style.split))] if side.coded else [])
            + ["项目"]
            + ["行次"] * _lined(sheet, style)
        )
        paths += [(*above, word) for word in stub if not _headless(side)]
        paths += [(*above, *column.groups, column.word) for column in side.columns]
        paths += [(*above, word) for word in side.words]
    depth = max(len(path) for path in paths)
    rows: list[list[str]] = []
    for level in range(depth):
        shown = [path[level] if level < len(path) else "" for path in paths]
        same = [
            i > 0 and level < len(path) - 1 and path[: level + 1] == paths[i - 1][: level + 1]
            for i, path in enumerate(paths)
        ]
        rows.append(["" if merged else word for word, merged in zip(shown, same, strict=True)])
    if style.merged == "collapsed":
        rows[:-1] = [[w for w in row if w] + [""] * row.count("") for row in rows[:-1]]
    return rows


def numbers_of(sheet: Sheet, style: Style) -> list[str]:
    """The row that numbers the columns: 栏次 1 2 3."""
    words: list[str] = []
    count = 0
    for side in sheet.sides:
        stub = ["栏次"] + [""] * (_stub(sheet, side, style) - 1) if _stub(sheet, side, style) else []
        words += stub + [str(count + i + 1) for i in range(len(side.columns) + len(side.words))]
        count += len(side.columns) + len(side.words)
    return words


def is_numbered(sheet: Sheet, style: Style) -> bool:
    """Whether the columns are numbered."""
    return style.numbers and len(sheet.sides) < 3


def _hard(out: Print, sheet: Sheet) -> None:
    """Markdown pipes or tab-separated rows."""
    piped = out.style.layout == "pipes"
    head = head_of(sheet, out.style) + (
        [numbers_of(sheet, out.style)] if is_numbered(sheet, out.style) else []
    )
    for i, words in enumerate(head):
        _line(out, [(word, None) for word in words])
        if piped and i == 0:
            _line(out, [("---", None)] * len(words))
    for sides in body_of(out, sheet):
        _line(out, [cell for side in sides for cell in side])


def _line(out: Print, cells: list[Cell]) -> None:
    piped = out.style.layout == "pipes"
    framed = piped and not out.style.bare
    out.put("| " if framed else "")
    for i, (text, truth) in enumerate(cells):
        out.put((" | " if piped else "\t") if i else "")
        out.put(text, truth)
    out.put(" |\n" if framed else "\n")


def _loose(out: Print, sheet: Sheet) -> None:
    """One cell a line (led by a tab or not) or one row a line."""
    style = out.style
    head = [[word for word in words if word] for words in head_of(sheet, style)]
    if style.scrambled:
        head = [line for words in head for line in _torn(words)]
    numbers = [w for w in numbers_of(sheet, style) if w]
    cells = style.layout in ("led", "cells")
    for words in head + ([numbers] if is_numbered(sheet, style) else []):
        if style.layout == "led":
            _led(out, [[(word, None) for word in words]])
        elif cells:
            out.put("".join(word + style.gap for word in words))
        else:
            out.put(" ".join(words) + style.gap)
    for i, sides in enumerate(body_of(out, sheet)):
        if style.paged and i and i % 9 == 0:
            _page_break(out, sheet, head + ([numbers] if is_numbered(sheet, style) else []))
        if style.layout == "led":
            _led(out, sides)
        elif cells:
            _cells(out, sides)
        else:
            _row(out, sides)


def _page_break(out: Print, sheet: Sheet, head: list[list[str]]) -> None:
    paged = out.style.paged
    out.pages += 1
    if paged == "number":
        out.put(f"\n - {out.pages + 3} -\n\n")
    else:
        out.put(f"{out.pages + 3}\n{out.running}\n")
    if paged == "title":
        out.put(f"{sheet.title}（续）\n单位：{sheet.unit}\n")
    for words in head if paged in ("head", "title") else ():
        cells = out.style.layout == "cells"
        out.put("".join(word + out.style.gap for word in words) if cells else " ".join(words) + out.style.gap)


def _torn(words: list[str]) -> list[list[str]]:
    """A line of the head as a PDF gives it: the halves of long words stand above and below the short ones."""
    torn = [word for word in words if len(word) > 8]
    lines = [
        [word[:6] for word in torn],
        [word for word in words if len(word) <= 8],
        [word[6:] for word in torn],
    ]
    return [line for line in lines if line]


def _led(out: Print, sides: list[list[Cell]]) -> None:
    for i, (text, truth) in enumerate(cell for side in sides for cell in side):
        out.put("\t" if i or not out.style.bare else "")
        out.put(text, truth)
        out.put("\n")
    out.put("\n")


def _cells(out: Print, sides: list[list[Cell]]) -> None:
    """A cell a line; a blank cell is an empty line, or nothing at all."""
    for text, truth in (cell for side in sides for cell in side):
        if text or out.style.blanks == "kept":
            out.put(text, truth)
            out.put(out.style.gap)


def _row(out: Print, sides: list[list[Cell]]) -> None:
    """One row a line, blanks gone; long labels wrapped as the style says."""
    after = ""
    for k, side in enumerate(sides):
        filled = [cell for cell in side if cell[0]]
        at = next(
            (
                i
                for i, cell in enumerate(filled)
                if len(cell[0]) > 9 and cell[1] is None and not cell[0].isdigit()
            ),
            None,
        )
        if at is not None and out.style.wrap != "none" and len(sides) == 1:
            label = filled[at][0]
            if out.style.wrap == "around":
                out.put(label[:7] + "\n")
                after = label[7:]
                del filled[at]
            else:
                out.put(
                    " ".join(text for text, _ in filled[:at]) + "\n" + label[:8] + "\n\n" + label[8:] + "\n"
                )
                filled = filled[at + 1 :]
        for i, (text, truth) in enumerate(filled):
            out.put(" " if i or (k and filled) else "")
            out.put(text, truth)
    out.put(out.style.gap + (after + "\n" if after else ""))
