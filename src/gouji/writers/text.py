"""The terminal: what a reviewer must fix, by section, with quote, cell, computation and suggestion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from ..compare.checks import catalogue
from ..compare.model import Audit, Exhibit, Finding, Severity
from ..compare.roots import consequences, counts, roots
from ..narrative.model import Table
from .places import COLUMN_UNKNOWN, Places, numbered, squeezed
from .style import Style
from .ticks import ticks
from .words import WORDS
from .wrap import wrap

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "cyan"}
_FEW_CELLS, _MOST_CELLS = 3, 6
_MOST_CONSEQUENCES = 8
_QUOTE = 24
HANZI = re.compile(r"[㐀-鿿]")
_NUMBER = re.compile(r"[0-9][0-9.,，]*")


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
        self.words = WORDS[style.lang]
        self.following = consequences(audit)
        self.places = Places(audit)
        self.checks = {info.code: info for info in catalogue()}
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

    def own(self, text: str) -> str:
        """The report's own words: in quotes where all around them is English."""
        if text == COLUMN_UNKNOWN:
            return self.words["column unknown"]
        return f"“{self._unquoted(text)}”" if self.style.lang == "en" and HANZI.search(text) else text

    def _unquoted(self, text: str) -> str:
        """Words to be put in quotes: their own quotes become inner ones in English."""
        return text.replace("“", "‘").replace("”", "’") if self.style.lang == "en" else text

    def text(self) -> str:
        return self.stream.getvalue()

    def headline(self) -> None:
        self.title()
        report = self.audit.report
        self.line(Text(report.path, "dim"))
        self.line(self._summary())
        self._coverage()
        for warning in self.audit.coverage.warnings or report.warnings:
            self._labelled("caution", Text(warning, "yellow"), indent=0)
        self.line(Text())

    def title(self) -> None:
        """Whose report it is, of which year and kind."""
        report = self.audit.report
        year = self.words["year"].format(year=report.year) if report.year else ""
        name = self.own(report.organisation) or self.words["unnamed"]
        self.line(Text(" ".join(part for part in (name, year, self.words[report.kind]) if part), "bold"))

    def _summary(self) -> Text:
        found = [(severity, count) for severity in _SEVERITIES if (count := counts(self.audit)[severity])]
        parts = (self.words[f"{severity}s"].format(count=count) for severity, count in found)
        if found:
            text = self.words["found"].format(parts=self.words["and"].join(parts))
            summary = Text(text, _COLOURS[found[0][0]])
        else:
            checked = self.audit.coverage.checked > 0
            summary = Text(
                self.words["none" if checked else "nothing"], "bold green" if checked else "bold yellow"
            )
        following = sum(len(some) for some in self.following.values())
        if following:
            summary.append(self.words["consequences"].format(count=following), "not bold default")
        suppressed = sum(f.suppressed is not None and f.cause is None for f in self.audit.findings)
        if suppressed:
            summary.append(self.words["suppressed"].format(count=suppressed), "not bold default")
        return summary

    def _coverage(self) -> None:
        coverage = self.audit.coverage
        self.line(
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
            self.line(Text(self.words["unverifiable"].format(count=total, reasons=reasons)))

    def findings(self, every: Sequence[Finding] | None = None) -> None:
        """The findings (default: all roots) under the headings of their sections."""
        every = roots(self.audit) if every is None else every
        shown = [finding for finding in every if self.style.verbose or finding.severity != "info"]
        number = 0
        for title, group in groupby(shown, key=self._group):
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
            where=self._where(finding), title=self._title(finding), quote=self._unquoted(quote)
        )
        self.line(Text(f"· {where}{more}"), indent=indent, hang=2)

    def checklist(self) -> None:
        """The reviewer's check list, an item a line."""
        self.rule(self.words["checklist"])
        for mark, colour, body in ticks(self.audit, self.style.lang):
            self.line(Text.assemble((f"{mark} ", colour), body), indent=1, hang=2)
        self.line(Text())

    def _group(self, finding: Finding) -> str:
        place = self.places.heading(finding)
        if place is None:
            return self.words["nowhere"]
        if isinstance(place, Table):
            return self.words["table"].format(title=self.own(squeezed(place.title)))
        return self.own(numbered(place)) or self.words["nowhere"]

    def _finding(self, number: int, finding: Finding) -> None:
        title = Text.assemble(
            (f"{number}. ", "bold"),
            (self.words[finding.severity], _COLOURS[finding.severity]),
            " ",
            (self._title(finding), "bold"),
            (f"  {self._where(finding)} [{finding.code} {finding.id}]", "dim"),
        )
        self.line(title, hang=3)
        quote = self._quote(finding)
        if quote is not None:
            self._labelled("quote", quote)
        for label, body in self._reasons(finding, quote.plain if quote else ""):
            self._labelled(label, Text(body))
        self._also(finding)

    def _title(self, finding: Finding) -> str:
        """What is found, in a few words: the check's title, or its name where the words are English."""
        info = self.checks.get(finding.code)
        if info is None or not info.title:
            return squeezed(finding.message)
        return info.title if self.style.lang == "zh" else info.name

    def _quote(self, finding: Finding) -> Text | None:
        """The sentence with its number marked; nothing for a cell that is shown with its labels anyway."""
        if any(exhibit.what == "cell" and exhibit.start == finding.start for exhibit in finding.evidence):
            return None
        part = self.places.excerpt(finding)
        before, after = self._unquoted(part.before), self._unquoted(part.after)
        marked = (self._unquoted(part.marked), f"{_COLOURS[finding.severity]} underline")
        left, right = "“”" if self.style.lang == "en" else ("", "")
        return Text.assemble(left, before, ("【", "dim"), marked, ("】", "dim"), after, right)

    def _reasons(self, finding: Finding, shown: str) -> Iterator[tuple[str, str]]:
        """Cells, workings and what else says something that is not there yet."""
        cells = self._cells(finding)
        for cell in cells[:_MOST_CELLS]:
            yield "cell", cell
        if len(cells) > _MOST_CELLS:
            yield "cell", self.words["more"].format(count=len(cells))
        shown = " ".join((shown, self._title(finding), *cells))
        if _adds(finding.workings, shown):
            yield "workings", squeezed(finding.workings)
        shown = " ".join((shown, squeezed(finding.workings), finding.diagnosis, finding.expected))
        if _adds(finding.message, shown):
            yield "message", squeezed(finding.message)
        if finding.diagnosis:
            yield "diagnosis", squeezed(finding.diagnosis)
        if finding.suggestion is not None:
            old = squeezed(self.audit.report.text[finding.suggestion.start : finding.suggestion.end])
            new = self._unquoted(finding.suggestion.replacement)
            yield "suggestion", self.words["replace"].format(old=self._unquoted(old), new=new)
        elif finding.expected:
            expected = finding.expected
            yield "expected", self.own(expected) if "“" not in expected else expected

    def _cells(self, finding: Finding) -> list[str]:
        """The cells a finding rests on, each once; blank ones only where there are few."""
        exhibits = [exhibit for exhibit in finding.evidence if exhibit.what == "cell"]
        filled = [exhibit for exhibit in exhibits if exhibit.text.strip()]
        chosen = exhibits if len(exhibits) <= _FEW_CELLS else filled
        return list(dict.fromkeys(map(self._cell, chosen)))

    def _cell(self, exhibit: Exhibit) -> str:
        labels, unit = self.places.cell(exhibit)
        value = squeezed(exhibit.text) + unit if exhibit.text.strip() else self.words["blank"]
        shown = self.own(value) if exhibit.text.strip() and exhibit.table else value
        return f"{' › '.join(map(self.own, labels))} = {shown}" if labels else shown

    def _also(self, finding: Finding) -> None:
        following = self.following.get(finding.id, [])
        if not following:
            return
        self.line(Text(self.words["also"], "dim"), indent=3)
        for consequence in following[:_MOST_CONSEQUENCES]:
            self.brief(consequence, indent=5)
        if len(following) > _MOST_CONSEQUENCES:
            self.line(Text("· " + self.words["more"].format(count=len(following))), indent=5)

    def _where(self, finding: Finding) -> str:
        if finding.page is not None:
            return self.words["page"].format(page=finding.page)
        return self.words["line"].format(line=self.places.line(finding.start))

    def _labelled(self, label: str, body: Text, *, indent: int = 3) -> None:
        head = Text(self.words[label] + "  ", "dim")
        self.line(Text.assemble(head, body), indent=indent, hang=cell_len(head.plain))

    def line(self, text: Text, *, indent: int = 0, hang: int = 0) -> None:
        """Write a paragraph, all lines ``indent`` columns in and those after the first ``hang`` more."""
        room = max(self.style.width - indent, 20)
        for number, line in enumerate(wrap(text, room, hang=hang)):
            blanks = " " * (indent + (hang if number else 0))
            self.console.print(Text.assemble(blanks, line), no_wrap=True, overflow="ignore", crop=False)


def _adds(body: str, shown: str) -> bool:
    """Whether a text says something that is not in ``shown``: a number, or the text itself if it has none."""
    numbers = _numbers(body)
    return not numbers <= _numbers(shown) if numbers else squeezed(body).strip("。.") not in shown


def _numbers(text: str) -> set[str]:
    return {re.sub("[,，]", "", number).rstrip(".") for number in _NUMBER.findall(text)}
