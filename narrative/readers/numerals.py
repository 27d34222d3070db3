"""The numerals that Word sets in front of paragraphs by itself: 第一部分, 一、, （一）, 1., ①."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_OPEN = re.compile(r"[\w％%]$")


def numeral(value: int, form: str) -> str:
    """``value`` written in one of Word's number formats; as digits in one that is not known."""
    if form in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand",
                "taiwaneseCounting", "koreanCounting"):  # fmt: skip
        return _counted(value)
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital"):
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if form in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return "".join(_LEGAL[int(digit)] for digit in str(value)) if value > 10 else (*_LEGAL, "拾")[value]
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 0 < value <= 20:
        return chr(ord("①") + value - 1)
    if form == "decimalEnclosedParen" and 0 < value <= 20:
        return chr(ord("⑴") + value - 1)
    if form == "decimalEnclosedFullstop" and 0 < value <= 20:
        return chr(ord("⒈") + value - 1)
    if form in ("ideographTraditional", "ideographZodiac") and value > 0:
        row = _STEMS if form == "ideographTraditional" else _BRANCHES
        return row[(value - 1) % len(row)]
    if form in ("upperLetter", "lowerLetter") and value > 0:
        letter = chr(ord("A") + (value - 1) % 26) * min((value - 1) // 26 + 1, 9)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman") and 0 < value < 4000:
        return _roman(value) if form == "upperRoman" else _roman(value).lower()
    if form == "decimalFullWidth":
        return "".join(chr(ord("０") + int(digit)) for digit in str(value))
    return f"{value:02}" if form == "decimalZero" else str(value)


def _counted(value: int) -> str:
    if not 0 < value < 1000:
        return _DIGITS[0] if value == 0 else str(value)
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = _DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def _roman(value: int) -> str:
    text = ""
    for size, sign in _ROMAN:
        times, value = divmod(value, size)
        text += sign * times
    return text


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its number format, its text with %1 … %9, its first number, what starts it anew."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)
    overrides: dict[tuple[str, int], int] = field(default_factory=dict)

    def next(self, name: str, depth: int) -> str:
        """The numeral in front of the next paragraph of list ``name`` at ``depth`` from 0; empty for bullets."""
        if name not in self.lists:
            return ""
        abstract, levels = self.lists[name]
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(abstract, {})
        if (name, depth) in self.overrides and (name, depth) not in self.started:
            counts.pop(depth, None)
        self.started.add((name, depth))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            below = levels.get(deeper)
            if below is None or below.restart is None or 0 < below.restart >= depth + 1:
                del counts[deeper]
        return self._printed(level, levels, counts)

    def _printed(self, level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
        if level.form in ("bullet", "none") and "%" not in level.text:
            return level.text if level.form == "none" else ""

        def shown(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            other = levels.get(depth, level)
            form = "decimal" if level.legal else other.form
            return "" if form in ("bullet", "none") else numeral(counts.get(depth, other.start), form)

        text = re.sub(r"%([1-9])", shown, level.text).strip()
        return text + " " if _OPEN.search(text) else text


def numbering(root: etree._Element | None) -> Numbering:
    """The lists that numbering.xml defines."""
    found = Numbering()
    if root is None:
        return found
    abstracts: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    for element in root.iter(f"{W}abstractNum"):
        name = element.get(f"{W}abstractNumId", "")
        abstracts[name] = dict(_levels(element))
        link = element.find(f"{W}numStyleLink")
        if link is not None:
            links[name] = link.get(_VAL, "")
        for depth, level in abstracts[name].items():
            if level.style:
                found.styles.setdefault(level.style, (name, depth))
    owners = {
        style.get(_VAL, ""): element.get(f"{W}abstractNumId", "")
        for element in root.iter(f"{W}abstractNum")
        for style in element.iter(f"{W}styleLink")
    }
    for element in root.iter(f"{W}num"):
        name = element.get(f"{W}numId", "")
        pointer = element.find(f"{W}abstractNumId")
        abstract = pointer.get(_VAL, "") if pointer is not None else ""
        abstract = owners.get(links.get(abstract, ""), abstract)
        levels = dict(abstracts.get(abstract, {}))
        for override in element.iter(f"{W}lvlOverride"):
            _overridden(found, name, levels, override)
        found.lists[name] = (abstract, levels)
    return found


def _overridden(found: Numbering, name: str, levels: dict[int, Level], override: etree._Element) -> None:
    depth = _number(override.get(f"{W}ilvl"), 0)
    levels.update(_levels(override))
    start = override.find(f"{W}startOverride")
    if start is not None:
        first = _number(start.get(_VAL), 1)
        found.overrides[name, depth] = first
        old = levels.get(depth, Level())
        levels[depth] = Level(old.form, old.text, first, old.restart, old.legal, old.style)


def _levels(element: etree._Element) -> Iterator[tuple[int, Level]]:
    for level in element.iterchildren(f"{W}lvl"):
        values = {child.tag: child.get(_VAL) for child in level if isinstance(child.tag, str)}
        restart = values.get(f"{W}lvlRestart")
        yield (
            _number(level.get(f"{W}ilvl"), 0),
            Level(
                form=values.get(f"{W}numFmt") or _alternate(level) or "decimal",
                text=values.get(f"{W}lvlText") or "",
                start=_number(values.get(f"{W}start"), 1),
                restart=_number(restart, 0) if restart is not None else None,
                legal=f"{W}isLgl" in values and values[f"{W}isLgl"] not in ("0", "false"),
                style=values.get(f"{W}pStyle") or "",
            ),
        )


def _alternate(level: etree._Element) -> str | None:
    """The number format that stands in mc:AlternateContent, as newer versions write rare ones."""
    return next((form.get(_VAL) for form in level.iter(f"{W}numFmt")), None)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise
