"""What the study calls its tables, columns and values, in Chinese: ``words.toml`` beside this file."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_ALL: dict[str, dict[str, str]] = tomllib.loads(
    files("gouji.corpora.study").joinpath("words.toml").read_text(encoding="utf-8")
)
TITLES = _ALL["titles"]
"""Tables by name, in the order of the page."""

NOTES = _ALL["notes"]
DIMENSIONS = _ALL["dimensions"]
VALUES = _ALL["values"]
SEVERITIES = _ALL["severities"]
