"""Writers of audits, one file a format. Each has ``render(audits, style)``, which yields chunks of text."""

from .style import Renderer

AVAILABLE = ("text", "json")
PLANNED = ("html", "xlsx", "csv", "sarif", "docx", "pdf", "markdown")
"""Formats of the contract that no writer serves yet."""


def renderer(form: str) -> Renderer:
    """The writer for one of the :data:`AVAILABLE` formats, imported now."""
    if form == "json":
        from .json import render as json_render

        return json_render
    from .text import render as text_render

    return text_render
