"""The head of a table: where it ends and the data begin, what repeats on later pages, the unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .labels import NUMERAL, is_organisation
from .lexicon import names_of, row_labels, subjects
from .textlines import Line
from .titles import is_title
from .tokens import UNIT_LINE, Token

COLUMN_NUMBERS = frozenset(("栏次", "栏目", "列次", "行次", "栏", "序号"))
"""The words in front of the numbers of columns."""
LEVELS = frozenset("类款项目")
"""What the columns of a 科目编码 are called, beneath words that go on to the right of them."""
_DATA = re.compile(r"\d\.\d|^\d{3,}")
_COUNTED = re.compile(r"^(?:[（(]?\d{1,2}[)）]?(?:=[\d（()）+\-/*×÷=%.]*)?|[①-⑳])$")
_COLUMN_NUMBER = re.compile(r"\d{1,2}")
_CAPTION = re.compile(r"^(?:公开|部门[:：]|单位[:：]|编制|\d{4}年度$)")
_TOTAL = re.compile(r"(?:总额|总计|总数)$")
_FEES = re.compile(r"因公出国|公务用车|公务接待|^小计$|^会议费|^培训费")
_AMOUNT = re.compile(r"^[￥¥]?\s?[-−]?\d[\d,，]*\s?[.．]\s?\d|^\d{1,3}[,，]\d{3}|^0$")


def unit_of(lines: list[Line]) -> str | None:
    """The unit of money that a table's first lines or its last ones name (单位：万元), None if they name none."""
    found = (UNIT_LINE.search(line.flat) for line in (*lines[:40], *lines[40:][-3:]))
    return next((match[1] or match[2] for match in found if match), None)


def without_repeats(body: list[Line], *, marked: bool = False) -> list[Line]:
    """The lines without heads printed again at the top of later pages; ``marked`` if the file marks the rows."""
    flats = [line.flat for line in body]
    head_end = next((i for i, flat in enumerate(flats) if _DATA.search(flat)), len(body))
    head = {flat for flat in flats[:head_end] if flat and not flat.isdigit() and not NUMERAL.match(flat)}
    enough = 2 if len(head) < 4 else 3
    kept: list[Line] = []
    i = 0
    while i < len(body):
        run = _head_again(flats, i, head) if i >= head_end else i
        if run > i and (
            sum(map(bool, flats[i:run])) >= enough
            or any(len(line.flat) > 14 or (marked and "\t" in line.text) for line in body[i:run])
        ):
            kept += [_blanked(line) for line in body[i:run]]
        else:
            run = max(run, i + 1)
            kept += body[i:run]
        i = run
    return kept


def _head_again(flats: Sequence[str], i: int, head: set[str]) -> int:
    """The line after the words of the head, blanks and numbers of columns (栏次 1 2 3) that begin at line i."""
    run, last = i, ""
    while run < len(flats):
        if flats[run] in head or not flats[run] or is_title(flats[run]):
            last = flats[run] or last
            run += 1
        elif last in COLUMN_NUMBERS and (count := _counted(flats[run:])):
            run += count
        else:
            break
    return run


def _counted(flats: Sequence[str]) -> int:
    """How many of these lines, one cell each, go on counting the columns of a head."""
    first = int(flats[0]) if re.fullmatch(r"\d{1,2}", flats[0]) else 0
    count = 0
    while first and count < len(flats) and flats[count] == str(first + count):
        count += 1
    return count


def _blanked(line: Line) -> Line:
    return Line(line.start, line.start, "", "")


_YEARS = re.compile(r"年度|年份|预算年度")
_YEAR = re.compile(r"20\d\d")


def with_years(tokens: list[Token]) -> list[Token]:
    """The tokens with a bare year as a row's name, where the head says 年度 above it or in its corner."""
    corner = next((token for token in tokens[:6] if _YEARS.fullmatch(token.flat)), None)
    if corner is None:
        return tokens
    first: dict[int, Token] = {}
    for token in tokens:
        first.setdefault(token.line, token)
    named = {
        (token.line, token.start)
        for token in first.values()
        if _YEAR.fullmatch(token.flat) and token.column == corner.column
    }
    return [replace(token, kind="label") if (token.line, token.start) in named else token for token in tokens]


def data_start(tokens: list[Token]) -> int:
    """The index of the first token of the first row of data."""
    start = _after_column_numbers(tokens)
    while 0 < start < len(tokens) and (
        UNIT_LINE.search(tokens[start].flat) or _CAPTION.match(tokens[start].flat)
    ):
        start += 1
    if 0 < start < len(tokens) and tokens[start].kind == "label":
        return start - (_label_before(tokens, start) if tokens[start].row >= 0 else 0)
    for i in range(start, len(tokens)):
        if _opens_data(tokens, i, after_numbers=start > 0):
            return i - _label_before(tokens, i)
    return start if start else len(tokens)


def _label_before(tokens: list[Token], i: int) -> int:
    """How many tokens before the one that opens the data belong to its row."""
    if tokens[i].row >= 0:
        return sum(1 for token in tokens[:i] if token.row == tokens[i].row)
    if i == 0 or tokens[i].kind != "number":
        return 0
    j = i - 1
    while j > 0 and tokens[j].kind == "blank" and tokens[j].line == tokens[i].line:
        j -= 1
    before = tokens[j]
    if before.kind != "label" or UNIT_LINE.search(before.flat) or _is_coded(tokens, i):
        return 0
    of_row = (
        is_organisation(before.flat)
        or bool(_TOTAL.search(before.flat) or _YEAR.fullmatch(before.flat))
        or (
            before.flat in subjects()
            and not any(token.flat in subjects() for token in tokens[:j])
            and not (j and _FEES.search(before.flat) and _FEES.search(tokens[j - 1].flat))
        )
        or _counts(tokens, i)
    )
    return i - j if of_row or before.line == tokens[i].line else 0


def _is_coded(tokens: list[Token], i: int) -> bool:
    """Whether a number is the code of what is named behind it: 208 社会保障和就业支出."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return following is not None and following.flat in names_of(tokens[i].flat)


def _after_column_numbers(tokens: list[Token]) -> int:
    """The index after the row of column numbers (栏次 1 2 3, or 1 2 3 … alone), 0 if there is none."""
    end = 0
    for i, token in enumerate(tokens[:160]):
        if end and i > end + 3:
            break
        if token.kind == "label" and token.flat in COLUMN_NUMBERS:
            j = i + 1
            while j < len(tokens) and (tokens[j].kind == "blank" or _COLUMN_NUMBER.fullmatch(tokens[j].text)):
                j += 1
            if j > i + 1 and any(t.kind == "number" for t in tokens[i + 1 : j]):
                end = j
        elif token.text == "1" and [t.text for t in tokens[i : i + 4]] == ["1", "2", "3", "4"]:
            j = i
            while j < len(tokens) and tokens[j].text == str(j - i + 1):
                j += 1
            end = max(end, j)
    return end


def is_numbering(row: Sequence[Token]) -> bool:
    """Whether a row of the head numbers the columns: 栏次 1 2 3=1+2, also behind 类 款 项 of a code."""
    numbers = 0
    for cell in row:
        if cell.kind != "blank":
            if _COUNTED.match(cell.flat):
                numbers += 1
            elif cell.flat not in COLUMN_NUMBERS and cell.flat not in LEVELS:
                return False
    return numbers > 0


def column_count(head: list[Token]) -> int:
    """How many columns the head numbers (1 2 3 …), 0 if it does not."""
    count = 0
    for token in head:
        count += token.text == str(count + 1)
    return count if count > 1 else 0


def _counts(tokens: list[Token], i: int) -> bool:
    """Whether labels and whole numbers take turns from the label before token i on: 车辆 | 5 | 房屋 | 6820."""
    if not 0 < i < len(tokens) - 2:
        return False
    before, number, label, other = tokens[i - 1 : i + 3]
    kinds = [token.kind for token in (before, number, label, other)]
    if kinds != ["label", "number", "label", "number"] or not (number.text + other.text).isdigit():
        return False
    years = re.fullmatch(r"20\d\d", number.text) or re.fullmatch(r"20\d\d", other.text)
    return not years and int(other.text) != int(number.text) + 1 and before.flat not in COLUMN_NUMBERS


def _opens_data(tokens: list[Token], i: int, *, after_numbers: bool) -> bool:
    token = tokens[i]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.kind == "code" or (token.kind == "number" and re.search(r"[.．]\s?\d|[,，]", token.text)):
        return True
    if token.kind == "number" and _counts(tokens, i):
        return True
    if token.kind == "number":
        return after_numbers or bool(re.fullmatch(r"[1-5]\d{2}|\d{5}|\d{7}|0", token.text))
    if token.kind == "label" and NUMERAL.match(token.flat) and not UNIT_LINE.search(token.flat):
        return not token.flat.startswith(("其中", "加", "减")) or (
            following is not None and following.kind == "number"
        )
    named = token.kind == "label" and token.flat in row_labels()
    if named and i and _FEES.search(token.flat) and _FEES.search(tokens[i - 1].flat):
        return False
    valued = (
        following is not None and bool(_AMOUNT.match(following.text)) and token.flat not in COLUMN_NUMBERS
    )
    return named and (valued or after_numbers)
