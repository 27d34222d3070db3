"""The terminal: what a reviewer must fix, by section, with quote, cell, computation and suggestion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from ..compare.causes.roots import consequences, counts, roots
from ..compare.model import Audit, Finding
from .phrases import SEVERITIES, Phrases
from .places import squeezed
from .style import Style
from .ticks import ticks
from .wrap import wrap

_COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "cyan"}
_MOST_CONSEQUENCES = 8
_QUOTE = 24


def render(audits: Iterable[Audit], style: Style) -> Iterator[str]:
    """The result for each report, as text for a terminal of ``style.width`` columns."""
    for audit in audits:
        page = Page(audit, style)
        page.headline()
        page.findings()
        page.excused()
        if style.checklist:
            page.checklist()
        yield page.text()


class Page:
    """One report's result while it is being written."""

    def __init__(self, audit: Audit, style: Style) -> None:
        self.audit = audit
        self.style = style
        self.phrases = Phrases(audit, style.lang, style.remarks)
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
        self.title()
        self.line(Text(self.audit.report.path, "dim"))
        self.line(self._summary())
        for line in self.phrases.coverage():
            self.line(Text(line))
        for warning in self.phrases.warnings():
            self._labelled("caution", Text(warning, "yellow"), indent=0)
        self.line(Text())

    def title(self) -> None:
        """Whose report it is, of which year and kind."""
        self.line(Text(self.phrases.headline(), "bold"))

    def _summary(self) -> Text:
        found = [severity for severity in SEVERITIES if counts(self.audit)[severity]]
        checked = self.audit.coverage.checked > 0
        colour = _COLOURS[found[0]] if found else "bold green" if checked else "bold yellow"
        head, *rest = self.phrases.summary()
        summary = Text(head, colour)
        for text in rest:
            summary.append(text, "not bold default")
        return summary

    def findings(self, every: Sequence[Finding] | None = None) -> None:
        """The findings (default: all roots) under the headings of their sections."""
        every = roots(self.audit) if every is None else every
        shown = [finding for finding in every if self.style.verbose or finding.severity != "info"]
        number = 0
        for title, group in groupby(shown, key=self.phrases.group):
            self.rule(title)
            for finding in group:
                number += 1
                self._finding(number, finding)
                self.line(Text())
        if hidden := len(every) - len(shown):
            self.line(Text(self.words["hidden"].format(count=hidden), "dim"))
            self.line(Text())

    def excused(self) -> None:
        """The suppressed findings, a line each, folded where there are many."""
        every = [each for each in self.audit.findings if each.suppressed is not None and each.cause is None]
        most = len(every) if self.style.verbose else _MOST_CONSEQUENCES
        if every:
            self.rule(self.words["excused"])
        for finding in every[:most]:
            self.brief(finding, self.words["because"].format(reason=finding.suppressed))
        if len(every) > most:
            self.line(Text("· " + self.words["more"].format(count=len(every))), indent=3)
        if every:
            self.line(Text())

    def rule(self, title: str) -> None:
        """A heading over findings."""
        self.line(Text(f"━━ {title}", "bold blue"))

    def brief(self, finding: Finding, more: str = "", *, indent: int = 3) -> None:
        """A finding in one line."""
        quote = squeezed(finding.quote)
        quote = quote if len(quote) <= _QUOTE else f"{quote[:_QUOTE]}…"
        where = self.words["brief"].format(
            where=self.phrases.where(finding),
            title=self.phrases.title(finding),
            quote=self.phrases.unquoted(quote),
        )
        self.line(Text(f"· {where.lstrip(' ,')}{more}"), indent=indent, hang=2)

    def checklist(self) -> None:
        """The reviewer's check list, an item a line."""
        self.rule(self.words["checklist"])
        for mark, colour, body in ticks(self.audit, self.style.lang):
            self.line(Text.assemble((f"{mark} ", colour), body), indent=1, hang=2)
        self.line(Text())

    def _finding(self, number: int, finding: Finding) -> None:
        title = Text.assemble(
            (f"{number}. ", "bold"),
            (
                self.words["severity"].format(severity=self.words[finding.severity]),
                _COLOURS[finding.severity],
            ),
            (self.phrases.title(finding), "bold"),
            (f"  {f'{self.phrases.where(finding)} '.lstrip()}[{finding.code} {finding.id}]", "dim"),
        )
        self.line(title, hang=3)
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
        before, after = self.phrases.unquoted(part.before), self.phrases.unquoted(part.after)
        marked = (self.phrases.unquoted(part.marked), f"{_COLOURS[finding.severity]} underline")
        left, right = "“”" if self.style.lang == "en" else ("", "")
        return Text.assemble(left, before, ("【", "dim"), marked, ("】", "dim"), after, right)

    def _also(self, finding: Finding) -> None:
        following = self.following.get(finding.id, [])
        if not following:
            return
        self.line(Text(self.words["also"], "dim"), indent=3)
        for consequence in following[:_MOST_CONSEQUENCES]:
            self.brief(consequence, indent=5)
        if len(following) > _MOST_CONSEQUENCES:
            self.line(Text("· " + self.words["more"].format(count=len(following))), indent=5)

    def _labelled(self, label: str, body: Text, *, indent: int = 3) -> None:
        head = Text(self.words[label] + "  ", "dim")
        self.line(Text.assemble(head, body), indent=indent, hang=cell_len(head.plain))

    def line(self, text: Text, *, indent: int = 0, hang: int = 0) -> None:
        """Write a paragraph, all lines ``indent`` columns in and those after the first ``hang`` more."""
        room = max(self.style.width - indent, 20)
        for number, line in enumerate(wrap(text, room, hang=hang)):
            blanks = " " * (indent + (hang if number else 0))
            self.console.print(Text.assemble(blanks, line), no_wrap=True, overflow="ignore", crop=False)
