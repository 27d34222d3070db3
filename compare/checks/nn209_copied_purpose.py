"""用途抄自另一项

检查什么：“某某（项）。主要用于：……”所写的用途，说的是另一个项级科目的内容，而不是本项的。养老、医疗、住房改革这几类项名与用途
一一对应，用途只写了另一项的名称、没有一个字说到本项的，予以指出；其他各项，只有与另一项的用途一字不差、且用途里写着那一项的
名称的，才提示。养老、医疗、住房这三类的类级支出，用途只写了另一类的内容的，也予以指出。“行政运行”“其他……”一类什么都可能包括的项不判断，用途列了几样的不判断。

为什么：逐项的用途多是复制上一项再改，改了项名、数字，忘了改用途。

例：住房公积金（项）。主要用于：事业单位医疗保险支出。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from ...extract.named import key
from ...narrative.model import Paragraph
from ..findings import Blame, passage, remark
from ..model import Evidence, Finding, Severity
from ..names.class_purposes import foreign_purposes
from ..names.heads import Name, keys, names
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_FOR = re.compile("用于|反映")
_PURPOSE = re.compile(
    r"(?:主要(?:是|为)?|全部|具体)?(?:用于|反映)[：:]?(?P<what>[^，。；：、\n]{4,60})(?=[，。；]|$)"
)
_SEVERAL = re.compile(r"[、和及与以]|等(?!级)")
_BROAD = re.compile(r"^其他|运行$|管理事务$|^机关服务|^综合|事务$")
_SOCIAL = ("20805", "21011", "22102")
"""款 whose 项 are each for one purpose: pensions, medical insurance and housing of the staff."""
_OWN = re.compile("缴费|支出|保险|单位|机关")
REACH = 90
"""How far behind the name a purpose may begin."""
ROOM = 12
"""How many characters a purpose has beside the name of what it is for."""
LEAST = 8
"""So long is a text that two items do not share by chance."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """An item, what its money is for, and where that is said (with the words 主要用于)."""

    paragraph: Paragraph
    name: Name
    what: str
    start: int
    end: int


def check(evidence: Evidence) -> Iterator[Finding]:
    """Compare every item's purpose with its name and with the purposes of the other items."""
    for paragraph in evidence.report.paragraphs:
        for name, match, other in foreign_purposes(paragraph):
            whole = Purpose(paragraph, name, match["what"], match.start("use"), match.end("use"))
            yield _finding(evidence, whole, other, "error", None)
    purposes = [each for paragraph in evidence.report.paragraphs for each in _purposes(paragraph)]
    for purpose in purposes:
        other = _named(purpose)
        if other:
            yield _finding(evidence, purpose, other, "error", _source(purposes, purpose))
        elif (source := _source(purposes, purpose)) is not None and _is_copy(purpose, source):
            yield _finding(evidence, purpose, source.name.text, "warning", source)


def _purposes(paragraph: Paragraph) -> Iterator[Purpose]:
    if paragraph.part != "narrative" or not _FOR.search(paragraph.text):
        return
    found = names(paragraph)
    for name, following in zip(found, (*found[1:], None), strict=False):
        if name is None or name.level != "项" or _BROAD.search(name.text):
            continue
        limit = following.start if following else len(paragraph.text)
        match = _PURPOSE.search(paragraph.text, name.mark, limit)
        if match and match.start() <= name.mark + REACH:
            yield Purpose(paragraph, name, match["what"], match.start(), match.end())


def _named(purpose: Purpose) -> str:
    """The other 项 that a purpose names and is all about, ``""`` if there is none."""
    own = keys(7).get(key(purpose.name.text), ())
    if not any(code.startswith(_SOCIAL) for code in own):
        return ""
    for other, codes in _subjects().items():
        rest = purpose.what.replace(other, "", 1)
        if other not in purpose.what or set(codes) & set(own) or len(rest) > ROOM or _SEVERAL.search(rest):
            continue
        if not _says(purpose.what, *_apart(purpose.name.text, other)):
            return other
    return ""


@cache
def _subjects() -> dict[str, tuple[str, ...]]:
    """What the 项 of the social 款 are called in a purpose, the longest first, with their codes."""
    found: dict[str, tuple[str, ...]] = {}
    for name, codes in keys(7).items():
        social = tuple(code for code in codes if code.startswith(_SOCIAL))
        short = re.sub("^机关事业单位(?=职业|基本)|缴费$", "", name)
        if social and not _BROAD.search(name) and len(short) >= 4:
            found[short] = social
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _apart(own: str, other: str) -> tuple[str, ...]:
    """The pieces of one name that the other does not have; nothing if they are too small to tell the two apart."""
    own, other = key(own), key(other)
    blocks = SequenceMatcher(None, own, other, autojunk=False).get_matching_blocks()
    pieces, at = [], 0
    for block in blocks:
        if block.size >= 2 or block.a == len(own):
            pieces.append(own[at : block.a])
            at = block.a + block.size
    return tuple(piece for each in pieces for piece in _OWN.split(each) if len(piece) >= 2)


def _says(what: str, *pieces: str) -> bool:
    """Whether a text has two characters in a row of one of the pieces; of no pieces nobody can tell."""
    pairs = {piece[i : i + 2] for piece in pieces for i in range(len(piece) - 1)}
    return not pairs or any(pair in what for pair in pairs)


def _source(purposes: list[Purpose], purpose: Purpose) -> Purpose | None:
    """Another item with the same purpose, word for word."""
    same = (
        other
        for other in purposes
        if other.what == purpose.what and key(other.name.text) != key(purpose.name.text)
    )
    return next(same, None)


def _is_copy(purpose: Purpose, source: Purpose) -> bool:
    """Whether a text that two items share says what the other is called, and nothing of this one."""
    other = _apart(source.name.text, purpose.name.text)
    named = bool(other) and all(piece in purpose.what for piece in other)
    return (
        len(purpose.what) >= LEAST
        and named
        and not _says(purpose.what, *_apart(purpose.name.text, source.name.text))
    )


def _finding(
    evidence: Evidence, purpose: Purpose, other: str, severity: Severity, source: Purpose | None
) -> Finding:
    paragraph, name = purpose.paragraph, purpose.name
    exhibits = [passage(evidence, paragraph, name.start, name.mark)]
    if source is not None:
        exhibits.append(passage(evidence, source.paragraph, source.start, source.end))
    return remark(
        evidence,
        paragraph.place(purpose.start, purpose.end),
        Blame(CODE, RULE, "label", severity, 0.9 if severity == "error" else 0.65),
        message=f"“{name.text}（{name.level}）”的用途写成了“{purpose.what}”，说的是“{other}”。",
        expected=f"写明“{name.text}”的用途",
        within=paragraph,
        exhibits=exhibits,
        diagnosis="用途抄自另一项",
    )
