"""``gouji.toml``: found upward from a report, validated key by key; docs/configuration.md lists what it may hold."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, NoReturn, cast

from .compare.confidence import ForeignCounts, counts_in
from .compare.options import DEFAULTS, Options, Suppression
from .compare.profiles.files import toml_place
from .narrative.errors import GouJiError

NAME = "gouji.toml"
LARGEST = 1024 * 1024
_TOP = ("lang", "confidence", "checks", "organisations", "profiles", "calibration", "suppress")
_SEVERITIES = ("error", "warning", "info")
_FINGERPRINT = re.compile(r"[0-9a-f]{12}(?:-\d+)?")
_HEADER = re.compile(r"\s*\[{1,2}\s*([^\]]+?)\s*\]{1,2}")
Value = object
Item = Mapping[str, Value]


class ConfigError(GouJiError):
    """A configuration that cannot be used: one line with file, line, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file says; ``path`` is empty where there is none."""

    path: str = ""
    lang: Literal["zh", "en"] | None = None
    options: Options = DEFAULTS


def load_config(path: str | Path) -> Config:
    """The configuration in a file. Raises ConfigError."""
    text = _text(Path(path))
    return _Parser(Path(path), text).config()


def config_for(report: str | Path | None) -> Config:
    """The configuration nearest above a report, else above the working folder; the defaults if there is none.

    Raises ConfigError.
    """
    folders = [Path.cwd()] if report is None else [_folder(Path(report)), Path.cwd()]
    for folder in folders:
        for above in (folder, *folder.parents):
            if (above / NAME).is_file():
                return load_config(above / NAME)
    return Config()


def _folder(report: Path) -> Path:
    whole = report.absolute()
    return whole if whole.is_dir() else whole.parent


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise ConfigError(f"{path}：找不到这个配置文件；请检查 --config 的路径")
        if path.stat().st_size > LARGEST:
            raise ConfigError(f"{path}：配置文件过大；请确认给出的是 {NAME}")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{path}：不是 UTF-8 编码；请另存为 UTF-8") from None
    except (OSError, ValueError):
        raise ConfigError(f"{path}：无法读取；请检查路径和权限") from None


class _Parser:
    """One file while it is being validated."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text

    def config(self) -> Config:
        try:
            content: Item = tomllib.loads(self._text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as problem:
            raise ConfigError(
                f"{self._path} {toml_place(problem)}：不合 TOML 语法；请检查引号、括号和等号，汉字的名称要加引号"
            ) from None
        self._only(content, _TOP, "")
        checks = self._table(content, "checks", "")
        self._only(checks, ("off", "severity"), "checks")
        profiles = self._table(content, "profiles", "")
        self._only(profiles, ("paths",), "profiles")
        options = Options(
            off=frozenset(self._code(each, "off", "checks") for each in self._words(checks, "off", "checks")),
            severities=self._severities(self._table(checks, "severity", "checks")),
            confidence=self._confidence(content),
            aliases={
                name: self._words(content["organisations"], name, "organisations")
                for name in self._table(content, "organisations", "")
            },
            profiles=self._profiles(profiles),
            calibration=self._calibration(content),
            suppressions=tuple(self._suppressions(content)),
        )
        return Config(str(self._path), self._lang(content), options)

    def _lang(self, content: Item) -> Literal["zh", "en"] | None:
        lang = content.get("lang")
        if lang not in (None, "zh", "en"):
            self._fail("lang", "", f'lang 是 {_shown(lang)}，应为 "zh" 或 "en"')
        return lang

    def _confidence(self, content: Item) -> Decimal:
        least = content.get("confidence", 0)
        if isinstance(least, bool) or not isinstance(least, int | Decimal) or not 0 <= least <= 1:
            self._fail("confidence", "", f"confidence 是 {_shown(least)}，应为 0 到 1 之间的数")
        return Decimal(least)

    def _severities(self, table: Item) -> dict[str, Literal["error", "warning", "info"]]:
        found: dict[str, Literal["error", "warning", "info"]] = {}
        for name, severity in table.items():
            if severity not in _SEVERITIES:
                self._fail(
                    name,
                    "checks.severity",
                    f"{name} 的级别是 {_shown(severity)}，应为 error、warning 或 info",
                )
            found[self._code(name, name, "checks.severity")] = cast(
                'Literal["error", "warning", "info"]', severity
            )
        return found

    def _code(self, name: str, key: str, table: str) -> str:
        from .compare.checks import catalogue

        codes = {known: info.code for info in catalogue() for known in (info.code.lower(), info.name)}
        if name.lower() not in codes:
            near = _meant(name.upper(), [info.code for info in catalogue()]) or _meant(name, codes)
            self._fail(key, table, f"没有核对项目 {name}{near or '；全部项目见 gouji checks'}")
        return codes[name.lower()]

    def _profiles(self, table: Item) -> tuple[str, ...]:
        folder = self._path.parent
        return tuple(str(folder / path) for path in self._words(table, "paths", "profiles"))

    def _calibration(self, content: Item) -> str:
        name = content.get("calibration")
        if name is None:
            return ""
        if not isinstance(name, str) or not name.strip():
            self._fail(
                "calibration", "", f"calibration 是 {_shown(name)}，应为 gouji train --decisions 写出的文件"
            )
        path = str(self._path.parent / name)
        try:
            counts_in(path)
        except ForeignCounts as problem:
            self._fail("calibration", "", str(problem))
        return path

    def _suppressions(self, content: Item) -> Iterable[Suppression]:
        entries = content.get("suppress", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self._fail("suppress", "", "suppress 应写成 [[suppress]] 小节，一节一处")
        for number, entry in enumerate(entries):
            self._only(entry, ("finding", "reason", "report"), "suppress", number)
            for key in ("finding", "reason"):
                if not isinstance(entry.get(key), str) or not entry[key].strip():
                    self._fail(key, "suppress", f"[[suppress]] 缺少 {key}（文字）", number)
            if not _FINGERPRINT.fullmatch(entry["finding"]):
                wrong = f"{_shown(entry['finding'])} 不是问题的编号；编号为 12 位，见结果中方括号内"
                self._fail("finding", "suppress", wrong, number)
            report = entry.get("report", "*")
            if not isinstance(report, str):
                self._fail("report", "suppress", "report 应为文件名，可用 * 代替任意文字", number)
            yield Suppression(entry["finding"], entry["reason"].strip(), report)

    def _table(self, content: Item, key: str, table: str) -> Item:
        found = content.get(key, {})
        if not isinstance(found, dict):
            name = f"{table}.{key}" if table else key
            self._fail(key, table, f"{key} 应写成小节 [{name}]")
        return cast("Item", found)

    def _words(self, content: object, key: str, table: str) -> tuple[str, ...]:
        found = cast("Item", content).get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, str) and each.strip() for each in found):
            self._fail(key, table, f'{key} 应为若干文字，如 {key} = ["甲", "乙"]')
        return tuple(found)

    def _only(self, content: Item, known: tuple[str, ...], table: str, number: int = 0) -> None:
        for key in content:
            if key not in known:
                near = _meant(key, known) or f"；可用的有 {'、'.join(known)}"
                self._fail(key, table, f"没有选项 {key}{near}", number)

    def _fail(self, key: str, table: str, problem: str, number: int = 0) -> NoReturn:
        line = _line_of(self._text, key, table, number)
        raise ConfigError(f"{self._path}{f' 第{line}行' if line else ''}：{problem}")


def _meant(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"；是否想写 {near[0]}？" if near else ""


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _line_of(text: str, key: str, table: str, number: int) -> int | None:
    """The line, from 1, where ``key`` is set in the ``number``-th ``[table]``, or else where the table begins."""
    assigned = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]|.*[{{,]\s*{re.escape(key)}\s*=")
    here, count, begins = "", -1, None
    for line, words in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(words):
            here = header[1].replace('"', "").replace("'", "")
            count += here == table
            if here == ".".join(part for part in (table, key) if part):
                return line
            begins = line if here == table and count == number else begins
        elif assigned.match(words) and (
            (here == table and (not table or count == number)) or table.startswith(f"{here}.")
        ):
            return line
    return begins


__all__ = ["NAME", "Config", "ConfigError", "config_for", "load_config"]
