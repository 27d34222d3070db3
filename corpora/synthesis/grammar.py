"""The little language that voices are written in.

A template is text with choices ``[甲|乙|]`` (nested as you like; one may be empty), slots ``{amount fiscal.total}``
that a narrator fills in, and line breaks between paragraphs. A variant is a template, or a table with ``say`` and
``if``: the facts that must not be zero for it to be used, those with ``!`` that must be. A voice is a TOML file with
sections and rules, so that one can be added without code; see ``voices/README.md``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Node = str | tuple[str, ...] | list["list[Node]"]
"""Text, a slot with its arguments, or a choice of sequences."""


class GrammarError(ValueError):
    """A voice that cannot be used; the message says which file, what is wrong and where."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of saying something. ``id`` names voice, rule and number, to keep training and test apart."""

    id: str
    template: tuple[Node, ...]
    conditions: tuple[str, ...] = ()

    def fits(self, holds: Callable[[str], bool]) -> bool:
        """Whether all its conditions hold; ``holds`` says whether a fact is not zero."""
        return all(holds(c[1:]) is False if c.startswith("!") else holds(c) for c in self.conditions)


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section: its titles, its level and what may be said in it."""

    id: str
    level: int
    titles: tuple[Variant, ...]
    variants: tuple[Variant, ...]
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A manner of writing a whole narrative."""

    id: str
    kind: Literal["final-accounts", "budget"]
    sections: tuple[SectionPlan, ...]
    rules: dict[str, tuple[Variant, ...]]


@cache
def phrases() -> dict[str, tuple[Variant, ...]]:
    """The rules that all voices share."""
    return _rules("phrases", _load("phrases.toml")["rules"])


@cache
def voices() -> tuple[Voice, ...]:
    """All voices that are shipped, in order of their names; raises GrammarError for one that cannot be used."""
    folder = files(f"{__package__}.voices")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml") and f.name != "phrases.toml")
    return tuple(_voice(name.removesuffix(".toml"), _load(name)) for name in names)


def _load(name: str) -> dict[str, object]:
    text = files(f"{__package__}.voices").joinpath(name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise GrammarError(f"{name}: {problem}") from problem


def _voice(name: str, data: dict[str, object]) -> Voice:
    kind = data.get("kind")
    if kind not in ("final-accounts", "budget"):
        raise GrammarError(f"{name}: kind must be final-accounts or budget, not {kind}")
    sections = tuple(_section(name, section) for section in _list(data, "section"))
    return Voice(
        name,
        "budget" if kind == "budget" else "final-accounts",
        sections,
        _rules(name, data.get("rules", {})),
    )


def _section(voice: str, data: object) -> SectionPlan:
    if not isinstance(data, dict):
        raise GrammarError(f"{voice}: a section must be a table")
    here = f"{voice}/{data.get('id')}"
    level = data.get("level", 1)
    titles = _variants(f"{here}/title", data.get("title"))
    said = _variants(here, data.get("say", [""]))
    if not isinstance(level, int):
        raise GrammarError(f"{here}: level must be a number")
    return SectionPlan(str(data["id"]), level, titles, said, tuple(str(data.get("if", "")).split()))


def _list(data: dict[str, object], name: str) -> list[object]:
    found = data.get(name)
    if not isinstance(found, list):
        raise GrammarError(f"{name} is missing")
    return found


def _rules(name: str, data: object) -> dict[str, tuple[Variant, ...]]:
    if not isinstance(data, dict):
        raise GrammarError(f"{name}: rules must be a table")
    return {rule: _variants(f"{name}/{rule}", said) for rule, said in data.items()}


def _variants(where: str, data: object) -> tuple[Variant, ...]:
    entries = [data] if isinstance(data, str) else data
    if not isinstance(entries, list):
        raise GrammarError(f"{where}: a text or a list of texts is wanted")
    found = []
    for i, entry in enumerate(entries):
        said, conditions = (entry.get("say"), entry.get("if", "")) if isinstance(entry, dict) else (entry, "")
        if not isinstance(said, str):
            raise GrammarError(f"{where}: entry {i + 1} has no text")
        found.append(Variant(f"{where}/{i}", parse(said, where), tuple(str(conditions).split())))
    return tuple(found)


def parse(text: str, where: str = "template") -> tuple[Node, ...]:
    """The nodes of a template; raises GrammarError where brackets do not match."""
    stream = iter(_tokens(text))
    nodes, end = _sequence(stream)
    if end:
        raise GrammarError(f"{where}: {end} without its opening bracket in {text}")
    return tuple(nodes)


def _tokens(text: str) -> Iterator[str]:
    start = 0
    for i, char in enumerate(text):
        if char in "[]|{}":
            if start < i:
                yield text[start:i]
            yield char
            start = i + 1
    if start < len(text):
        yield text[start:]


def _sequence(stream: Iterator[str]) -> tuple[list[Node], str]:
    nodes: list[Node] = []
    for token in stream:
        if token in ("]", "|", "}"):
            return nodes, token
        if token == "{":
            inner = next(stream, "")
            if next(stream, "") != "}":
                raise GrammarError(f"a slot is not closed: {inner}")
            nodes.append(tuple(inner.split()))
        elif token == "[":
            nodes.append(_choice(stream))
        else:
            nodes.append(token)
    return nodes, ""


def _choice(stream: Iterator[str]) -> list[list[Node]]:
    options: list[list[Node]] = []
    end = "|"
    while end == "|":
        nodes, end = _sequence(stream)
        options.append(nodes)
    if end != "]":
        raise GrammarError("a choice is not closed")
    return options
