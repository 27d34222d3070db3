"""The 类 in the head of an item, held against the code that its 项 has."""

from __future__ import annotations

from rapidfuzz import fuzz

from ...extract.named import key
from ...narrative.lexicon import functional
from ..prose.bodies import short_for
from .heads import Name, keys

LIKE = 72
"""How alike, of 100, a name that the catalogue does not know must be to the right one."""


def wrong_class(group: Name, codes: set[str]) -> str:
    """What the 类 of the 项 with these codes is called, ``""`` if ``group`` says so; one cut short is not wrong."""
    if len({code[:3] for code in codes}) != 1:
        return ""
    code = min(codes)[:3]
    mine, right = key(group.text), functional().get(code, ("",))[-1]
    known = keys(3).get(mine, ())
    if code in known or short_for(mine, key(right)):
        return ""
    return right if known or fuzz.ratio(mine, key(right)) >= LIKE else ""


def agrees_with_class(group: Name, upper: Name) -> bool:
    """Whether a 款 is known, and only as one of that 类."""
    classes = set(keys(3).get(key(upper.text), ()))
    codes = keys(5).get(key(group.text), ())
    return bool(codes) and {code[:3] for code in codes} <= classes
