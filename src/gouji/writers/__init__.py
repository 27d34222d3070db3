"""Writers of audits, one file a format. Each has ``render(audits, style)``, which yields chunks of text."""

from importlib import import_module
from pkgutil import iter_modules

from .style import Renderer

FORMATS = ("text", "json", "html", "xlsx", "csv", "sarif", "docx", "pdf", "markdown")
"""The formats of the contract."""
_WRITTEN = frozenset(module.name for module in iter_modules(__path__))
AVAILABLE = tuple(form for form in FORMATS if form in _WRITTEN)
"""Those that there is a writer for: a module of the format's name."""


def renderer(form: str) -> Renderer:
    """The writer for one of the :data:`AVAILABLE` formats, imported now."""
    render: Renderer = import_module(f".{form}", __name__).render
    return render
