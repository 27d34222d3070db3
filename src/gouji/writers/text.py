"""The terminal: what a reviewer must fix, by section, with quote, cell, computation and suggestion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from ..compare.model import Audit, Finding
from ..compare.roots import consequences, counts, roots
from .phrases import SEVERITIES, Phrases
from .places import squeezed
from .style import Style
from .wrap import wrap

_COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "cyan"}
_MOST_CONSEQUENCES = 8
_QUOTE = 24


def render(audits: Iterable[Audit], style: Style) -> Iterator[str]:
    """The result for each report, as text for a terminal of ``style.width`` columns."""
    for audit in audits:
        page = _Page(audit, style)
        page.headline()
        page.findings()
        yield page.text()


class _Page:
    """One report's result while it is being written."""

    def __init__(self, audit: Audit, style: Style) -> None:
        self.audit = audit
        self.style = style
        self.phrases = Phrases(audit, style.lang)
        self.words = self.phrases.words
        self.following = consequences(audit)
        self.stream = StringIO()
        self.console = Console(
            file=self.stream,
            width=style.width,
            force_terminal=style.colour,
            color_system="standard" if style.colour else None,
            no_color=not style.colour,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def text(self) -> str:
        return self.stream.getvalue()

    def headline(self) -> None:
        report = self.audit.report
        self._line(Text(self.phrases.headline(), "bold"))
        self._line(Text(report.path, "dim"))
        self._line(self._summary())
        for line in self.phrases.coverage():
            self._line(Text(line))
        for warning in self.phrases.warnings():
            self._labelled("caution", Text(warning, "yellow"), indent=0)
        self._line(Text())

    def _summary(self) -> Text:
        found = [severity for severity in SEVERITIES if counts(self.audit)[severity]]
        checked = self.audit.coverage.checked > 0
        colour = _COLOURS[found[0]] if found else "bold green" if checked else "bold yellow"
        head, *rest = self.phrases.summary()
        summary = Text(head, colour)
        for text in rest:
            summary.append(text, "not bold default")
        return summary

    def findings(self) -> None:
        every = roots(self.audit)
        shown = [finding for finding in every if self.style.verbose or finding.severity != "info"]
        number = 0
        for title, group in groupby(shown, key=self.phrases.group):
            self._line(Text(f"━━ {title}", "bold blue"))
            for finding in group:
                number += 1
                self._finding(number, finding)
                self._line(Text())
        if hidden := len(every) - len(shown):
            self._line(Text(self.words["hidden"].format(count=hidden), "dim"))
            self._line(Text())

    def _finding(self, number: int, finding: Finding) -> None:
        title = Text.assemble(
            (f"{number}. ", "bold"),
            (self.words[finding.severity], _COLOURS[finding.severity]),
            " ",
            (self.phrases.title(finding), "bold"),
            (f"  {self.phrases.where(finding)} [{finding.code}]", "dim"),
        )
        self._line(title, hang=3)
        quote = self._quote(finding)
        if quote is not None:
            self._labelled("quote", quote)
        for label, body in self.phrases.reasons(finding, quote.plain if quote else ""):
            self._labelled(label, Text(body))
        self._also(finding)

    def _quote(self, finding: Finding) -> Text | None:
        """The sentence with its number marked; nothing for a cell that is shown with its labels anyway."""
        if any(exhibit.what == "cell" and exhibit.start == finding.start for exhibit in finding.evidence):
            return None
        part = self.phrases.places.excerpt(finding)
        marked = (part.marked, f"{_COLOURS[finding.severity]} underline")
        return Text.assemble(part.before, ("【", "dim"), marked, ("】", "dim"), part.after)

    def _also(self, finding: Finding) -> None:
        following = self.following.get(finding.id, [])
        if not following:
            return
        self._line(Text(self.words["also"], "dim"), indent=3)
        for consequence in following[:_MOST_CONSEQUENCES]:
            quote = squeezed(consequence.quote)
            quote = quote if len(quote) <= _QUOTE else f"{quote[:_QUOTE]}…"
            body = f"· {self.phrases.where(consequence)} {self.phrases.title(consequence)}：{quote}"
            self._line(Text(body), indent=5, hang=2)
        if len(following) > _MOST_CONSEQUENCES:
            self._line(Text("· " + self.words["more"].format(count=len(following))), indent=5)

    def _labelled(self, label: str, body: Text, *, indent: int = 3) -> None:
        head = Text(self.words[label] + "  ", "dim")
        self._line(Text.assemble(head, body), indent=indent, hang=cell_len(head.plain))

    def _line(self, text: Text, *, indent: int = 0, hang: int = 0) -> None:
        """Write a paragraph, all lines ``indent`` columns in and those after the first ``hang`` more."""
        room = max(self.style.width - indent, 20)
        for number, line in enumerate(wrap(text, room, hang=hang)):
            blanks = " " * (indent + (hang if number else 0))
            self.console.print(Text.assemble(blanks, line), no_wrap=True, overflow="ignore", crop=False)
