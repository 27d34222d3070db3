"""Names of invented organisations, made of parts, and what facts are called."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .particulars import project_name

if TYPE_CHECKING:
    from .ledger import Ledger

NATURES = {"basic": "基本支出", "project": "项目支出", "people": "人员经费", "public": "公用经费"}


@dataclass(frozen=True, slots=True)
class Names:
    """Whom a report is about. ``owner`` is what it calls itself (我部门), ``body`` 部门 or 单位."""

    organisation: str
    owner: str
    body: str
    offices: tuple[str, ...]
    duties: tuple[str, ...]
    glossary: tuple[str, ...]


@cache
def parts() -> dict[str, list[str]]:
    """The lists of ``names.toml``."""
    return {name: value for name, value in _data().items() if isinstance(value, list)}


@cache
def fact_names() -> dict[str, str]:
    """What the facts of a report are called."""
    found = _data()["facts"]
    assert isinstance(found, dict)
    return found


@cache
def _data() -> dict[str, object]:
    return tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))


def invented(rng: random.Random, *, public: bool, offices: int) -> Names:
    """The names of a department or unit."""
    lists = parts()
    second = [c for c in lists["stems_second"]]
    stem = rng.choice(lists["stems_first"]) + rng.choice(second)
    region = stem + rng.choice(lists["suffixes"])
    kind = rng.choice(lists["administrations" if public else "institutions"])
    body = rng.choice(("部门", "单位")) if public else "单位"
    return Names(
        organisation=region + kind,
        owner=rng.choice(("本", "我")) + body,
        body=body,
        offices=tuple(rng.sample(lists["offices"], offices)),
        duties=tuple(rng.sample(lists["duties"], rng.randint(3, 6))),
        glossary=tuple(rng.sample(lists["glossary"], rng.randint(4, 8))),
    )


def fact_name(fact: str, ledger: Ledger) -> str:
    """What a fact (without its aspect) is called in this report's year."""
    known = fact_names().get(fact)
    if known:
        return known
    parts = fact.split(".")
    if parts[0] == "project":
        return project_name(ledger.money.projects.index(fact))
    code = next((part for part in parts if part.isdigit()), "")
    name = ledger.name(code) if code else fact
    return name + NATURES.get(parts[-1], "")
