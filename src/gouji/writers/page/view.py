"""The page put together: templates, style sheet and script of this folder, filled from an audit.

Texts are escaped by the templates; the data for the script is JSON without ``<``. Style sheet and script are inline and
allowed by their hashes alone, so that nothing that a report says can run or load.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from ...compare.model import Audit
from ...version import __version__
from ..phrases import Phrases
from ..sheet import checklist
from ..style import Lang, Remark, Style
from .charts import ORDER, by_section, whole
from .facts import facts
from .grids import grids
from .prose import Knife, chapters
from .words import PAGE

if TYPE_CHECKING:
    from jinja2 import Environment


def page(audit: Audit, look: Style) -> str:
    """The whole page of one report."""
    style, script = asset("page.css"), asset("page.js")
    return (
        _environment()
        .get_template("page.html")
        .render(
            **context(audit, look.lang, look.remarks),
            style=style,
            script=script,
            policy=policy(style, script),
        )
    )


def context(audit: Audit, lang: Lang, remarks: Mapping[str, Remark] | None = None) -> dict[str, object]:
    """What the templates are filled with."""
    phrases = Phrases(audit, lang, remarks)
    entries = list(phrases.entries())
    knife = Knife(audit, entries)
    return {
        "name": re.split(r"[\\/]", audit.report.path)[-1],
        "words": PAGE[lang],
        "terms": phrases.words,
        "phrases": phrases,
        "entries": entries,
        "chapters": chapters(audit, knife),
        "grids": grids(audit, entries, knife),
        "whole": whole(audit, lang),
        "sections": by_section(audit, lang),
        "looks": ORDER,
        "checklist": list(checklist(audit, phrases)),
        "facts": inert_json(facts(audit, phrases, entries)),
        "version": __version__,
    }


def inert_json(value: object) -> str:
    """JSON that is safe inside of a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy: this style sheet and this script, and nothing else."""
    return (
        f"default-src 'none'; style-src {_hashed(style)}; script-src {_hashed(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashed(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


@cache
def asset(name: str) -> str:
    """A file of this folder."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
