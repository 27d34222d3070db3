"""The desk's pages put together; the view of a report is the HTML writer's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from ..compare.model import Audit
from ..drafts import Drafts, compare_drafts
from ..english import English, in_english
from ..writers import AVAILABLE, MARKED
from ..writers.drafts import unlike
from ..writers.page.view import asset, context, inert_json
from ..writers.page.words import PAGE
from ..writers.phrases import Phrases
from ..writers.style import Lang
from .model import Draft, Mark
from .words import DESK

if TYPE_CHECKING:
    from jinja2 import Environment

EXPORTS = ("docx", "pdf", "xlsx", "html", "markdown", "csv", "sarif", "json", "text")


@cache
def own(folder: str, name: str) -> str:
    """A file of the desk's folders."""
    return files(f"{__package__}.{folder}").joinpath(name).read_text(encoding="utf-8")


_STYLE, _SCRIPT = "text/css; charset=utf-8", "text/javascript; charset=utf-8"
STATIC: dict[str, tuple[Callable[[], str], str]] = {
    "page.css": (partial(asset, "page.css"), _STYLE),
    "page.js": (partial(asset, "page.js"), _SCRIPT),
    "desk.css": (partial(own, "static", "desk.css"), _STYLE),
    "home.js": (partial(own, "static", "home.js"), _SCRIPT),
    "work.js": (partial(own, "static", "work.js"), _SCRIPT),
    "icon.svg": (partial(own, "static", "icon.svg"), "image/svg+xml"),
    "wait.js": (partial(own, "static", "wait.js"), _SCRIPT),
}


def translated(message: str, lang: Lang) -> str:
    """A message of the program in the user's language."""
    return message if lang == "zh" else English().of(message)


def home(drafts: Sequence[Draft], lang: Lang) -> str:
    """The drop zone above the list."""
    return _render("home.html", lang, drafts=drafts, names=_names(drafts))


def rows(drafts: Sequence[Draft], lang: Lang) -> str:
    """The list alone, as HTML."""
    return _render("list.html", lang, drafts=drafts, names=_names(drafts))


def waiting(draft: Draft, lang: Lang) -> str:
    """A report that is being checked, or could not be."""
    return _render("waiting.html", lang, draft=draft)


def message(title: str, text: str, hint: str, lang: Lang, back: int | None = None) -> str:
    """A page that says one thing; ``title`` and ``hint`` are names of words."""
    return _render("message.html", lang, title=title, text=text, hint=hint, back=back)


def report(
    draft: Draft, audit: Audit, marks: Mapping[str, Mark], before: Draft | None, old: Audit | None, lang: Lang
) -> str:
    """The two panes of the HTML writer with the reviewer's work, and what became of the draft before."""
    if lang == "en":
        audit = in_english(audit, English())
        old = old and in_english(old, English())
    drafts = compare_drafts(old, audit) if old is not None else None
    facts = context(audit, lang)
    work = {
        "report": draft.id,
        "words": DESK[lang],
        "marks": {
            name: {"status": m.status, "reason": m.reason, "note": m.note, "carried": m.carried}
            for name, m in marks.items()
        },
        "suggested": [each.id for each in audit.findings if each.suggestion is not None],
        "causes": {each.id: each.cause for each in audit.findings if each.cause is not None},
        "became": _became(drafts),
    }
    available = [
        form for form in EXPORTS if form in AVAILABLE and (form not in MARKED or form == draft.format)
    ]
    return _render(
        "report.html",
        lang,
        **facts,
        draft=draft,
        before=before,
        drafts=drafts,
        unlike=drafts is not None and unlike(drafts),
        fixed=_fixed(drafts, lang),
        available=available,
        work=inert_json(work),
    )


def _became(drafts: Drafts | None) -> dict[str, str]:
    """New or still there, by finding."""
    if drafts is None:
        return {}
    return {each.id: "added" for each in drafts.added} | {each.id: "still" for _, each in drafts.still}


def _fixed(drafts: Drafts | None, lang: Lang) -> list[dict[str, str]]:
    """What is fixed, in the words of the old draft."""
    if drafts is None:
        return []
    phrases = Phrases(drafts.old, lang)
    return [
        {
            "title": phrases.title(each),
            "quote": " ".join(each.quote.split()),
            "place": " · ".join(filter(None, (phrases.group(each), phrases.where(each)))),
        }
        for each in drafts.fixed
    ]


def _names(drafts: Sequence[Draft]) -> dict[int, str]:
    return {draft.id: draft.name for draft in drafts}


def _render(template: str, lang: Lang, **values: object) -> str:
    words = {"w": DESK[lang], "lang": lang, "page_words": PAGE[lang]}
    return str(_environment().get_template(template).render(**{**words, **values}))


@cache
def _environment() -> Environment:
    from jinja2 import ChoiceLoader, Environment, FunctionLoader, StrictUndefined

    made = Environment(
        loader=ChoiceLoader([FunctionLoader(_template), FunctionLoader(asset)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["english"] = partial(translated, lang="en")
    return made


def _template(name: str) -> str | None:
    """One of the desk's own; None leaves it to the writer's page."""
    return None if name == "view.html" else own("templates", name)
