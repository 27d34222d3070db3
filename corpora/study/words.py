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
COLUMNS = _ALL["columns"]
"""Columns of the tables by their names in the files."""

TYPES = _ALL["types"]
SECTIONS = _ALL["sections"]
REASONS = _ALL["reasons"]
METHODS = _ALL["methods"]
"""How the rates and intervals are computed: the heading and the text."""
