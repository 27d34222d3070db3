"""The terminal: what a reviewer must fix, by section, with quote, cell, computation and suggestion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from ..compare.model import Audit, Exhibit, Finding
from ..narrative.model import Table
from ..roots import consequences, counts, roots
from .places import Places, numbered, squeezed
from .style import Style
from .words import WORDS
from .wrap import wrap

_COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "cyan"}
_MOST_CELLS = 6
_MOST_CONSEQUENCES = 8


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
        self.words = WORDS[style.lang]
        self.following = consequences(audit)
        self.places = Places(audit)
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
        year = self.words["year"].format(year=report.year) if report.year else ""
        name = report.organisation or self.words["unnamed"]
        self._line(Text(" ".join(part for part in (name, year, self.words[report.kind]) if part), "bold"))
        self._line(Text(report.path, "dim"))
        self._line(self._summary())
        self._coverage()
        for warning in self.audit.coverage.warnings or report.warnings:
            self._labelled("caution", Text(warning, "yellow"), indent=0)
        self._line(Text())

    def _summary(self) -> Text:
        number = counts(self.audit)
        if not number:
            summary = Text(self.words["none"], "bold green")
        else:
            found = {severity: number[severity] for severity in ("error", "warning", "info")}
            worst = next(severity for severity, count in found.items() if count)
            summary = Text(self.words["found"].format(**found), _COLOURS[worst])
        following = sum(len(some) for some in self.following.values())
        if following:
            summary.append(self.words["consequences"].format(count=following), "not bold default")
        suppressed = sum(finding.suppressed is not None for finding in self.audit.findings)
        if suppressed:
            summary.append(self.words["suppressed"].format(count=suppressed), "not bold default")
        return summary

    def _coverage(self) -> None:
        coverage = self.audit.coverage
        self._line(
            Text(
                self.words["coverage"].format(
                    numbers=coverage.numbers,
                    claims=coverage.claims,
                    linked=coverage.linked,
                    checked=coverage.checked,
                )
            )
        )
        if coverage.unverifiable:
            most_first = sorted(coverage.unverifiable.items(), key=lambda item: (-item[1], item[0]))
            parts = (self.words["reason"].format(reason=reason, count=count) for reason, count in most_first)
            total = sum(coverage.unverifiable.values())
            reasons = self.words["between"].join(parts)
            self._line(Text(self.words["unverifiable"].format(count=total, reasons=reasons)))

    def findings(self) -> None:
        every = roots(self.audit)
        shown = [finding for finding in every if self.style.verbose or finding.severity != "info"]
        number = 0
        for title, group in groupby(shown, key=self._group):
            self._line(Text(f"━━ {title}", "bold blue"))
            for finding in group:
                number += 1
                self._finding(number, finding)
                self._line(Text())
        if hidden := len(every) - len(shown):
            self._line(Text(self.words["infos"].format(count=hidden), "dim"))
            self._line(Text())

    def _group(self, finding: Finding) -> str:
        place = self.places.heading(finding)
        if place is None:
            return self.words["nowhere"]
        if isinstance(place, Table):
            return self.words["table"].format(title=place.title)
        return numbered(place) or self.words["nowhere"]

    def _finding(self, number: int, finding: Finding) -> None:
        title = Text.assemble(
            (f"{number}. ", "bold"),
            (self.words[finding.severity], _COLOURS[finding.severity]),
            " ",
            (squeezed(finding.message), "bold"),
            (f"  [{finding.code} {self._where(finding)}]", "dim"),
        )
        self._line(title, indent=0, hang=3)
        self._labelled("quote", self._quote(finding))
        for label, body in self._reasons(finding):
            self._labelled(label, Text(body))
        self._also(finding)

    def _quote(self, finding: Finding) -> Text:
        part = self.places.excerpt(finding)
        return Text.assemble(
            part.before,
            ("【", "dim"),
            (part.marked, f"{_COLOURS[finding.severity]} underline"),
            ("】", "dim"),
            part.after,
        )

    def _reasons(self, finding: Finding) -> Iterator[tuple[str, str]]:
        cells = [exhibit for exhibit in finding.evidence if exhibit.what == "cell"]
        for exhibit in cells[:_MOST_CELLS]:
            yield "cell", self._cell(exhibit)
        if len(cells) > _MOST_CELLS:
            yield "cell", self.words["more"].format(count=len(cells))
        if finding.workings:
            yield "workings", squeezed(finding.workings)
        if finding.expected and finding.suggestion is None:
            yield "expected", finding.expected
        if finding.diagnosis:
            yield "diagnosis", squeezed(finding.diagnosis)
        if finding.suggestion is not None:
            old = squeezed(self.audit.report.text[finding.suggestion.start : finding.suggestion.end])
            yield "suggestion", self.words["replace"].format(old=old, new=finding.suggestion.replacement)

    def _cell(self, exhibit: Exhibit) -> str:
        labels, unit = self.places.cell(exhibit)
        value = squeezed(exhibit.text) + unit if exhibit.text.strip() else self.words["blank"]
        return f"{labels} = {value}" if labels else value

    def _also(self, finding: Finding) -> None:
        following = self.following.get(finding.id, [])
        if not following:
            return
        self._line(Text(self.words["also"], "dim"), indent=5)
        for consequence in following[:_MOST_CONSEQUENCES]:
            body = f"· {self._where(consequence)} {squeezed(consequence.message)}"
            self._line(Text(body), indent=7, hang=2)
        if len(following) > _MOST_CONSEQUENCES:
            self._line(Text("· " + self.words["more"].format(count=len(following))), indent=7)

    def _where(self, finding: Finding) -> str:
        if finding.page is not None:
            return self.words["page"].format(page=finding.page)
        return self.words["line"].format(line=self.places.line(finding.start))

    def _labelled(self, label: str, body: Text, *, indent: int = 3) -> None:
        head = Text(self.words[label] + "  ", "dim")
        self._line(Text.assemble(head, body), indent=indent, hang=cell_len(head.plain))

    def _line(self, text: Text, *, indent: int = 0, hang: int = 0) -> None:
        """Write a paragraph, all lines ``indent`` columns in and those after the first ``hang`` more."""
        room = max(self.style.width - indent, 20)
        for number, line in enumerate(wrap(text, room, hang=hang)):
            blanks = " " * (indent + (hang if number else 0))
            self.console.print(Text.assemble(blanks, line), no_wrap=True, overflow="ignore", crop=False)
