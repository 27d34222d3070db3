"""Names of a 类, its 款 and its 项 one behind another, without the marks of their levels: 公共安全支出检察行政运行."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..narrative.lexicon import functional

_APART = re.compile(r"[-—－–─/·・•、,，:：\s]{0,2}")
_OWN_NAME = re.compile(r"([一-鿿“”（）、]{2,30}?)(?=[（(]2\d{4,6}[）)])")
_ENDS = re.compile(r"(?:支出|科目)?(?=[（(，。：:\s\d]|年初|全年|预算|决算|支出|本年|完成|$)")


@lru_cache(maxsize=2048)
def joined_path(words: str) -> tuple[str, str, str] | None:
    """The last three such names in ``words``, of which the second and third belong to those before."""
    found = None
    for match in _classes().finditer(words) if "支出" in words else ():
        for code in _class_codes()[match.group()]:
            found = _below(words, match.end(), match.group(), code) or found
    return found


def is_class(name: str) -> bool:
    """Whether a name is that of a 类."""
    return name in _class_codes()


def _below(words: str, at: int, name: str, code: str) -> tuple[str, str, str] | None:
    """The names of a 款 and a 项 behind the 类 that ends at ``at``."""
    at = _skip(words, at)
    for group, group_code in _children(code):
        if not words.startswith(group, at):
            continue
        behind = _skip(words, at + len(group))
        for item, _ in _children(group_code):
            if words.startswith(item, behind) and _ENDS.match(words, behind + len(item)):
                return name, group, item
        if own := _OWN_NAME.match(words, behind):
            return name, group, own[1].strip('“”"')
    return None


def _skip(words: str, at: int) -> int:
    match = _APART.match(words, at)
    return match.end() if match else at


@cache
def _class_codes() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, names in functional().items():
        for name in names if len(code) == 3 else ():
            found[name] = (*found.get(name, ()), code)
    return found


@cache
def _classes() -> re.Pattern[str]:
    return re.compile(
        "|".join(sorted((name for name in _class_codes() if name.endswith("支出")), key=len, reverse=True))
    )


@cache
def _children(code: str) -> tuple[tuple[str, str], ...]:
    """The names one level below a code with their codes, long names first."""
    below = [
        (name, other)
        for other, names in functional().items()
        if len(other) == len(code) + 2 and other.startswith(code)
        for name in names
    ]
    return tuple(sorted(below, key=lambda pair: -len(pair[0])))
