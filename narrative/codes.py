"""Codes of 科目 among the words of a table: whole, split over cells or lines, stuck together with their levels."""

from __future__ import annotations

import re
from dataclasses import replace

from .labels import NUMERAL, is_organisation
from .lexicon import names_of, row_labels
from .tokens import Token

_UNIT_CODE = re.compile(r"[1-9]\d{5}(?:\d{3})?")


def with_codes(tokens: list[Token]) -> list[Token]:
    """The tokens with digits that are codes (2080505, 208 05 05, “302” newline “01”) put together and marked."""
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        if not tokens[i].flat.isdigit():
            found.append(tokens[i])
            i += 1
            continue
        used = _units_ahead(tokens, i)
        if used:
            i += used
            continue
        used = _code_length(tokens, i)
        if used:
            last = tokens[i + used - 1]
            digits = "".join(token.flat for token in tokens[i : i + used])
            found.append(Token("code", digits, tokens[i].start, last.end, tokens[i].line, tokens[i].row))
            used += _unit_code(tokens, i, i + used)
            used += _blanks_before_name(tokens, i + used)
        else:
            found.append(tokens[i])
        i += used or 1
    return found


def _units_ahead(tokens: list[Token], i: int) -> int:
    """How many codes of units, one within the other (215 215001), stand from i on in front of a unit's name."""
    if i + 2 >= len(tokens) or tokens[i + 2].kind != "label":
        return 0
    outer, inner = tokens[i].flat, tokens[i + 1].flat
    within = inner.isdigit() and inner.startswith(outer) and (len(outer), len(inner)) in ((3, 6), (6, 9))
    return 2 if within and is_organisation(tokens[i + 2].flat) else 0


def _unit_code(tokens: list[Token], first: int, i: int) -> int:
    """1 if a unit's own code stands between a code that begins the line and its name (2070101 331301 行政运行)."""
    if i + 1 >= len(tokens) or (first and tokens[first - 1].line == tokens[first].line):
        return 0
    own, name = tokens[i], tokens[i + 1]
    written = own.kind in ("number", "code") and own.flat.isdigit() and len(own.flat) in (3, 6, 9)
    if not written or name.kind != "label":
        return 0
    code = "".join(token.flat for token in tokens[first:i])
    return int(name.line == tokens[first].line or (len(code) == 7 and name.flat in names_of(code)))


def _blanks_before_name(tokens: list[Token], i: int) -> int:
    """How many blank cells from i on stand for levels that a code does not have."""
    count = next((n for n, token in enumerate(tokens[i : i + 3]) if token.kind != "blank" or token.text), 3)
    return count if count < 3 and i + count < len(tokens) and tokens[i + count].kind == "label" else 0


def _code_length(tokens: list[Token], i: int) -> int:
    """How many tokens from i on, which is all digits, are one code with a name or numbers after it; 0 if none."""
    first = tokens[i]
    if first.kind not in ("number", "code") or first.flat[0] == "0":
        return 0
    parts = [first.flat]
    while len(parts[0]) == 3 and len(parts) < 3 and i + len(parts) < len(tokens):
        following = tokens[i + len(parts)]
        if following.kind not in ("number", "code") or not re.fullmatch(r"\d\d", following.flat):
            break
        parts.append(following.flat)
    for count in range(len(parts), 0, -1):
        code = "".join(parts[:count])
        after = i + count + _blanks_before_name(tokens, i + count)
        follower = tokens[after] if after < len(tokens) else None
        if _reads_as_code(
            code,
            follower,
            tokens[i - 1] if i else None,
            first,
            split=count > 1,
            is_class=count == 1 and _is_class(tokens, i),
        ):
            return count
    return 0


def _is_class(tokens: list[Token], i: int) -> bool:
    """Whether the next code behind the row of a 类, whose name stands below its amounts, is one of its 款."""
    code = tokens[i].flat
    following = (token for token in tokens[i + 1 : i + 24] if token.line != tokens[i].line)
    first = next((token for token in following if token.kind in ("number", "code")), None)
    return first is not None and len(first.flat) in (5, 7) and first.flat.startswith(code)


def _reads_as_code(
    code: str, follower: Token | None, before: Token | None, first: Token, *, split: bool, is_class: bool
) -> bool:
    known = bool(names_of(code)) or (len(code) in (5, 7) and bool(names_of(code[:3])))
    if not known:
        alone = before is None or before.line != first.line
        return len(code) in (3, 6, 9) and alone and follower is not None and _begins_name(follower)
    if len(code) >= 5 or split:
        return len(code) in (5, 7) and (follower is None or follower.kind in ("label", "number", "code"))
    if follower is not None and follower.kind == "number":
        alone = before is None or before.line != first.line
        return (alone and is_class) or (
            before is not None and before.kind == "label" and code_names(code, before.flat)
        )
    if follower is None or follower.kind != "label" or NUMERAL.match(follower.flat):
        return False
    first_of_line = before is None or before.line != first.line
    named = any(name.startswith(follower.flat[:3]) for name in names_of(code))
    return named or (first_of_line and (follower.line == first.line or is_organisation(follower.flat)))


def _begins_name(token: Token) -> bool:
    return token.kind == "label" and not NUMERAL.match(token.flat) and token.flat not in row_labels()


def code_names(code: str, part: str) -> bool:
    return any(name.startswith(part) and name != part for name in names_of(code))


def without_unit_codes(cells: list[Token]) -> list[Token]:
    """The cells of a row without a unit's own code in front of its name: 208 | 05 | 01 | 215001 | 行政单位离退休."""
    at = next((i for i, cell in enumerate(cells) if cell.kind == "label" and not _coding(cell)), 0)
    before = cells[: max(0, at - 1)]
    unit = cells[at - 1].flat if at else ""
    known = len(unit) == 3 and unit.isdigit() and sum(len(cell.flat) for cell in before) == 7
    if not (known or _UNIT_CODE.fullmatch(unit)) or not all(map(_coding, before)):
        return cells
    return [*cells[: at - 1], *cells[at:]]


def _coding(cell: Token) -> bool:
    """Whether a cell is blank or may hold a code or a part of one."""
    return cell.kind == "blank" or (cell.flat.isdigit() and len(cell.flat) in (2, 3, 5, 6, 7))


def with_split_codes(cells: list[Token]) -> list[Token]:
    """The cells of a row with 类, 款 and 项 that stand in cells of their own, some of them blank, put together."""
    found: list[Token] = []
    i = 0
    while i < len(cells):
        used = _split_code(cells, i)
        if used:
            digits = "".join(cell.flat for cell in cells[i : i + used])
            last = next(cell for cell in reversed(cells[i : i + used]) if cell.flat)
            found.append(replace(cells[i], kind="code", text=digits, end=last.end))
        else:
            found.append(cells[i])
        i += used or 1
    return found


def _split_code(cells: list[Token], i: int) -> int:
    """How many cells from i on hold the digits of one code in front of its name; 0 if they do not."""
    first = cells[i].text
    if len(first) != 3 or not first.isdigit() or not names_of(first):
        return 0
    parts = cells[i + 1 : i + 4]
    used = next(
        (n for n, cell in enumerate(parts) if cell.flat and not re.fullmatch(r"\d\d", cell.flat)), len(parts)
    )
    follower = parts[used] if used < len(parts) else None
    if not used or used > 2 or follower is None or follower.kind != "label":
        return 0
    return used + 1
