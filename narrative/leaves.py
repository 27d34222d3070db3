"""The value columns of a table, in the order in which the words of its head stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .forms import Spec
from .headwords import torn_words

_WHOLE = re.compile(
    r"(?:收入|支出|经费|费|小计|合计|总计|结余|结转|拨款|预算|资金|补助|[预决]算数|执行数|金额|分值|得分|率|数)$"
)
_STUB_WORD = re.compile(r"^(?:类款?项?|款|项|项目|栏次|科目|.{0,10}(?:编码|代码|名称)|\d+)$")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value column: its key, its header path, and the key of the column that it is a part of."""

    key: str
    path: tuple[str, ...]
    parent: str = ""


def leaves_of(specs: list[Spec]) -> tuple[Leaf, ...]:
    """The columns that these are of a form; each is part of the first of its totals that is among them."""
    keys = {spec.key for spec in specs}
    return tuple(
        Leaf(spec.key, spec.path, next((p for p in spec.parent.split("|") if p in keys), ""))
        for spec in specs
    )


def present(form: tuple[Spec, ...], words: Sequence[str], count: int) -> tuple[Leaf, ...]:
    """The columns of a printed form that the head names; all of them, if its 栏次 count so many."""
    head, torn = "".join(words), torn_words(words)
    found = [spec for spec in form if spec.finds(head) or any(map(spec.finds, words)) or spec.finds(torn)]
    if count and len(found) != count and len(form) == count:
        return leaves_of(list(form))
    return leaves_of(as_printed(found, words))


def as_printed(found: list[Spec], words: Sequence[str]) -> list[Spec]:
    """The columns in the order of the head, where its words tell; the totals stay in front.

    A word that is wrapped over lines stands anywhere in the text: its column stays behind those before it
    in the form.
    """
    if not found or any(spec.key == "grand" for spec in found):
        return found
    first = found[:1] if found[0].key == "total" and not _grouped(found[0], words) else []
    rest = found[len(first) :]
    places = {spec.key: _place(spec, words) for spec in rest}
    ordered = sorted((spec for spec in rest if places[spec.key]), key=lambda spec: places[spec.key] or (0, 0))
    if ordered != [spec for spec in rest if spec in ordered] and not _unbroken(
        [p for p in places.values() if p], words
    ):
        ordered = [spec for spec in rest if spec in ordered]
    for at, spec in enumerate(rest):
        if not places[spec.key]:
            ordered.insert(max((ordered.index(other) + 1 for other in rest[:at]), default=0), spec)
    return first + ordered


def _unbroken(places: list[tuple[int, int]], words: Sequence[str]) -> bool:
    """Whether no words of the stub stand between those of the columns, as they do in a head whose lines are
    mixed up.
    """
    own = [place[1] for place in places]
    return not any(_STUB_WORD.match(word) for word in words[min(own) : max(own)])


def _grouped(spec: Spec, words: Sequence[str]) -> bool:
    return len(spec.path) > 1 and spec.path[0] in words


def _place(spec: Spec, words: Sequence[str]) -> tuple[int, int] | None:
    """Where a column's whole word stands, behind the word it stands under; None if only parts of words name it."""
    own = [i for i, word in enumerate(words) if spec.finds(word) and _WHOLE.search(word)]
    if len(spec.path) > 1:
        own = [i for i in own if words[i] != spec.path[0]]
    if not own:
        return None
    group = words.index(spec.path[0]) if _grouped(spec, words) else own[-1]
    return group, own[-1]
