"""Profiles read from TOML files and checked key by key; what is wrong is one line with file, key and remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import get_args

from ...extract.model import FACTORS
from ...narrative.errors import GouJiError
from ...narrative.failures import reading
from ...narrative.model import SectionKind
from ...narrative.titles import KINDS as TABLE_KINDS
from .profile import Part, Profile

LARGEST = 1024 * 1024
_AT = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
_REPORTS = ("final-accounts", "budget")
_TOP = ("name", "title", "extends", "kind", "recognise", "tables", "sections")
_RECOGNISE = ("years", "any", "none", "least")
_PART = ("title", "kind", "titles", "required", "since", "unit")
_TABLE_KINDS = frozenset(kind for kind, _ in TABLE_KINDS) | {"basic-detail"}
_SECTION_KINDS = frozenset(get_args(SectionKind))
Item = Mapping[str, object]


class ProfileError(GouJiError):
    """A profile that cannot be used: file, key, what is wrong and what to do, in one line."""


def load_profiles(paths: Iterable[str | Path] = ()) -> tuple[Profile, ...]:
    """The built-in families and those in the user's files, which replace built-in ones of the same name.

    Raises ProfileError for a file that cannot be read or used.
    """
    known = {profile.name: profile for profile in _built_in()}
    for path in paths:
        profile = _profile(_content(Path(path)), str(path), known)
        known[profile.name] = profile
    return tuple(known.values())


@cache
def _built_in() -> tuple[Profile, ...]:
    folder = files(__package__)
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".toml"))
    contents = {name: tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8")) for name in names}
    known: dict[str, Profile] = {}
    for name in sorted(names, key=lambda name: "extends" in contents[name]):
        profile = _profile(contents[name], name, known)
        known[profile.name] = profile
    return tuple(known.values())


def toml_place(problem: tomllib.TOMLDecodeError) -> str:
    """Where in a file its TOML goes wrong, in words."""
    at = _AT.search(str(problem))
    return f"第{at[1]}行第{at[2]}列" if at and at[1] else "末尾"


def _content(path: Path) -> Item:
    try:
        if path.stat().st_size > LARGEST:
            raise ProfileError(f"{path}：文件过大（样式文件至多 1 MB）；请检查路径")
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise ProfileError(
            f"{path}：无法读取样式文件（{reading(problem)}）；请检查 profiles 中的路径"
        ) from None
    except UnicodeDecodeError:
        raise ProfileError(f"{path}：样式文件不是 UTF-8 编码；请另存为 UTF-8") from None
    except tomllib.TOMLDecodeError as problem:
        where = toml_place(problem)
        raise ProfileError(
            f"{path} {where}：不合 TOML 语法；请检查引号、括号和等号，汉字的名称要加引号"
        ) from None


def _profile(content: Item, path: str, known: dict[str, Profile]) -> Profile:
    _only(content, _TOP, path, "")
    base = _base(content, path, known)
    kind = _text(content, "kind", path, "", default=base.kind if base else "")
    if kind not in _REPORTS:
        raise ProfileError(f"{path}：kind 应为 {' 或 '.join(_REPORTS)}")
    rules = content.get("recognise", {})
    if not isinstance(rules, dict):
        raise ProfileError(f"{path}：recognise 应写成 [recognise] 一节")
    _only(rules, _RECOGNISE, path, "recognise.")
    name = _text(content, "name", path, "")
    return Profile(
        name=name,
        title=_text(content, "title", path, "", default=name),
        kind=kind,
        tables=_parts(content, "tables", _TABLE_KINDS, path, base.tables if base else ()),
        sections=_parts(content, "sections", _SECTION_KINDS, path, base.sections if base else ()),
        any=_words(rules, "any", path, "recognise."),
        none=_words(rules, "none", path, "recognise."),
        years=_years(rules, path),
        least=_number(rules, "least", path, "recognise.", default=base.least if base else 3),
    )


def _base(content: Item, path: str, known: dict[str, Profile]) -> Profile | None:
    if "extends" not in content:
        return None
    name = _text(content, "extends", path, "")
    if name not in known:
        raise ProfileError(f"{path}：extends 的“{name}”不存在；现有：{'、'.join(sorted(known))}")
    return known[name]


def _parts(
    content: Item, key: str, kinds: frozenset[str], path: str, inherited: tuple[Part, ...]
) -> tuple[Part, ...]:
    """The parts of the file after the inherited ones; one of the same kind (or title) takes the place of such."""
    written = content.get(key, [])
    if not isinstance(written, list):
        raise ProfileError(f"{path}：{key} 应写成 [[{key}]]，每项一节")
    parts = {part.kind or part.title: part for part in inherited}
    for number, item in enumerate(written, 1):
        where = f"{key} 第 {number} 项的 "
        if not isinstance(item, dict):
            raise ProfileError(f"{path}：{key} 应写成 [[{key}]]，每项一节")
        part = _part(item, kinds, path, where)
        parts[part.kind or part.title] = part
    return tuple(parts.values())


def _part(item: Item, kinds: frozenset[str], path: str, where: str) -> Part:
    _only(item, _PART, path, where)
    part = Part(title=_text(item, "title", path, where))
    kind = _text(item, "kind", path, where, default="")
    if kind and kind not in kinds:
        raise ProfileError(f"{path}：{where}kind “{kind}”不存在；{_like(kind, kinds)}")
    unit = _text(item, "unit", path, where, default="")
    if unit and unit not in FACTORS:
        raise ProfileError(f"{path}：{where}unit 应为 {'、'.join(FACTORS)} 之一")
    required = item.get("required", True)
    if not isinstance(required, bool):
        raise ProfileError(f"{path}：{where}required 应为 true 或 false")
    return replace(
        part,
        kind=kind,
        titles=_words(item, "titles", path, where),
        required=required,
        since=_number(item, "since", path, where, default=0),
        unit=unit or None,
    )


def _only(item: Item, allowed: tuple[str, ...], path: str, where: str) -> None:
    for key in item:
        if key not in allowed:
            raise ProfileError(f"{path}：{where}{key} 不是可用的键；{_like(key, allowed)}")


def _like(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), n=1)
    return f"是否要写 {close[0]}？" if close else f"可用：{'、'.join(sorted(known))}"


def _text(item: Item, key: str, path: str, where: str, *, default: str | None = None) -> str:
    value = item.get(key, default)
    if value is None:
        raise ProfileError(f"{path}：缺少 {where}{key}；请补上")
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise ProfileError(f'{path}：{where}{key} 应为文字，例如 {key} = "…"')
    return value


def _words(item: Item, key: str, path: str, where: str) -> tuple[str, ...]:
    value = item.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise ProfileError(f'{path}：{where}{key} 应为文字的列表，例如 {key} = ["…"]')
    return tuple(value)


def _number(item: Item, key: str, path: str, where: str, *, default: int) -> int:
    value = item.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ProfileError(f"{path}：{where}{key} 应为不小于 0 的整数")
    return value


def _years(rules: Item, path: str) -> tuple[int, int]:
    value = rules.get("years", [0, 9999])
    if not isinstance(value, list) or len(value) != 2:
        raise ProfileError(f"{path}：recognise.years 应为两个年份，例如 years = [2016, 2020]")
    first, last = value
    if not all(isinstance(each, int) and not isinstance(each, bool) for each in value) or first > last:
        raise ProfileError(f"{path}：recognise.years 应为先后两个年份，例如 years = [2016, 2020]")
    return first, last
