"""Writers of audits, one file a format, imported when asked for.

Those of :data:`STREAMS` have ``render(audits, style)``, which yields chunks of text for all reports in turn; those of
:data:`FILES` have ``make(audit, style, source)``, which gives the bytes of one file a report.
"""

from importlib import import_module

from .style import Maker, Renderer

STREAMS = ("text", "json", "csv", "sarif", "markdown")
FILES = ("html", "xlsx", "docx", "pdf")
AVAILABLE = STREAMS + FILES
MARKED = ("docx", "pdf")
"""Those that mark a copy of the report's own file and so need it."""


def renderer(form: str) -> Renderer:
    """The writer for one of :data:`STREAMS`."""
    render: Renderer = import_module(f"{__name__}.{form}").render
    return render


def maker(form: str) -> Maker:
    """The writer for one of :data:`FILES`."""
    make: Maker = import_module(f"{__name__}.{form}").make
    return make
