"""What one cell or one word of a table holds: a number, a code, a label or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from .lexicon import names, names_of

TokenKind = Literal["label", "number", "code", "blank"]
Piece = tuple[TokenKind, int, int]
"""What a part of a word is, and where it begins and ends in it."""

_WIDE = {ord("０") + i: ord("0") + i for i in range(10)} | {
    ord("．"): ord("."),
    ord("％"): ord("%"),
    ord("－"): ord("-"),
}
_NUMBER = re.compile(r"^[-−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d*)?\s?[%‰]?$|^[-−]?\.\d+$")
_CURRENCY = re.compile(r"[￥¥]\s*|(?<=\d)\s(?=[.,]\d)|(?<=\d[.,])\s(?=\d)")
"""The sign of the currency, and the break of a line before or behind a decimal point or a thousands mark."""
_UNKNOWN = re.compile(r"^#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|#*)$")
"""A number that the sheet does not tell: an error, a formula without a result, a column too narrow."""
_DASH = re.compile(r"^[-—–－―/／]{1,3}$")
_CODE = re.compile(r"^(?:[1-9]\d{2}|[1-9]\d{4}|[1-9]\d{6})$")
_STUCK_AFTER = re.compile(r"^([-−]?[\d,]*\d(?:\.\d+)?)([^\d.,%％‰].*)$")
_STUCK_BEFORE = re.compile(r"^(.*[^\d.,，])([-−]?\d[\d,]*(?:\.\d+)?)$")
_CENTS = re.compile(r"-?\d[\d,]*\.\d\d")
_MONEY = re.compile(r"-?\d[\d,]*\.\d{2}(?!\d)|-?\d[\d,]*\.\d(?=\d{1,3},)|\d+(?:\.\d+)?")
_CODE_AND_NAME = re.compile(
    r"^[\[【〔（(]?(\d{3}(?:\s?\d\d){0,2})(?:[\]】〕）)]\s*|[\s、.:：_—-]*)([^\d\s.,%年月日\]】〕）)_—-].*)$",
    re.DOTALL,
)
_CODE_ALONE = re.compile(r"[\[【〔（(](\d{3}(?:\d\d){0,2})[\]】〕）)]")
"""[30201] in a cell of its own."""
_CODE_AHEAD = re.compile(
    r"^(?P<open>[\[【〔（(]?)(?P<code>[1-9]\d{6}|[1-9]\d{4}|[1-9]\d{2})(?:[\]】〕）)]|[、.:：_—-])?"
    r"(?=[^\d.,%年月日号次个项台辆、:：_—\]】〕）)-][^\d.,%、:：_—\]】〕）)-])"
)
_ENDING = re.compile(
    r"(?:支出|收入|费|经费|合计|总计|小计|补助|公积金|补贴|结余|拨款|缴费|奖金|工资|购置|预算)$"
)


@lru_cache(maxsize=16384)
def read_cell(text: str) -> tuple[TokenKind, int, int, int]:
    """What a cell holds and, of a code with its name ([30201]办公费), where the code and the name begin and end."""
    plain = _CURRENCY.sub("", text.translate(_WIDE).replace("*", ""))
    if not text or _DASH.match(plain):
        return "blank", 0, 0, 0
    if _NUMBER.match(plain) and not (plain[0] == "0" and plain.isdigit() and len(plain) > 1):
        return ("code" if _is_code(plain) and text == plain else "number"), 0, 0, 0
    if _UNKNOWN.match(plain):
        return "number", 0, 0, 0
    alone = _CODE_ALONE.fullmatch(plain)
    if alone and _is_code(alone[1]):
        return "code", alone.start(1), alone.end(1), 0
    split = _CODE_AND_NAME.match(plain)
    if split and _is_code(re.sub(r"\s", "", split[1])):
        return "label", split.start(1), split.end(1), split.start(2)
    return "label", 0, 0, 0


@lru_cache(maxsize=16384)
def pieces_of(word: str) -> tuple[Piece, ...]:
    """The pieces of one word: numbers and labels that the extraction stuck together are taken apart."""
    if word[0] in "￥¥" and len(word) > 1:
        return tuple(_rest(word, 1))
    plain = word.translate(_WIDE)
    if _DASH.match(plain):
        return (("blank", 0, len(word)),)
    if _NUMBER.match(plain):
        return (("number", 0, len(word)),)
    if plain.replace(".", "").replace(",", "").replace("-", "").isdigit() and plain.count(".") > 1:
        cents = list(_CENTS.finditer(plain))
        whole = sum(len(m[0]) for m in cents) == len(plain)
        return tuple(("number", *m.span()) for m in (cents if whole else _MONEY.finditer(plain)))
    alone = _CODE_ALONE.fullmatch(plain)
    if alone and _is_code(alone[1]):
        return (("code", *alone.span(1)),)
    ahead = _CODE_AHEAD.match(plain)
    if ahead and _is_code(ahead["code"]):
        return (("code", *ahead.span("code")), *_rest(word, ahead.end()))
    stuck = _STUCK_AFTER.match(plain)
    if stuck and (
        "." in stuck[1] or re.match(r"^[一二三四五六七八九十（]{1,4}[、）一二三四五六七八九十]", stuck[2])
    ):
        return (*pieces_of(word[: stuck.end(1)]), *_rest(word, stuck.end(1)))
    tail = _STUCK_BEFORE.match(plain)
    if tail and (
        "." in tail[2]
        or "," in tail[2]
        or (not re.fullmatch(r"[1-9]", tail[2]) and (_ENDING.search(tail[1]) or tail[1] in names()))
    ):
        return (*pieces_of(word[: tail.start(2)]), *_rest(word, tail.start(2)))
    return (("label", 0, len(word)),)


def _rest(word: str, cut: int) -> Iterator[Piece]:
    """The pieces of a word from a place on."""
    return ((kind, cut + first, cut + last) for kind, first, last in pieces_of(word[cut:]))


def _is_code(digits: str) -> bool:
    return bool(_CODE.match(digits)) and (
        bool(names_of(digits)) or (len(digits) > 3 and bool(names_of(digits[:3])))
    )
