"""A finding in words: what is found, where, on what it rests and what to do, in the language of the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..compare.causes.roots import consequences, counts, resting, root_of, roots
from ..compare.checks import catalogue
from ..compare.model import Audit, Exhibit, Finding, Severity
from ..narrative.model import Table
from .places import COLUMN_UNKNOWN, Excerpt, Places, numbered, squeezed
from .style import Lang, Remark
from .told import explained, is_told, measured
from .words import WORDS

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The gravest first."""
_FEW_CELLS, _MOST_CELLS = 3, 6
_UNLINED = ("docx", "doc", "wps", "rtf", "odt", "pdf", "html", "mhtml", "xlsx", "xls", "ods", "image")
"""Formats of files in which nobody sees lines numbered as those of the text are."""
_ADVICE = re.compile(
    r"不应|从|删|补|改|写明|填|核对|统一|列出|在表下|说明|只列|两处|合计不|"
    r"(?:delete|add|correct|write|fill|check|list only|list “|take|"
    r"say|state|explain|give|make|keep|insert|do not|not to)\b"
)
HANZI = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A root finding (``number`` "3") or one that follows from it ("3.1"), every field a text on one line.

    One whose correction rests on what is wrong at its root has no ``expected`` and no ``suggestion``.
    """

    number: str
    finding: Finding
    severity: str
    title: str
    place: str
    section: str
    excerpt: Excerpt
    quote: str
    stated: str
    expected: str
    basis: str
    diagnosis: str
    suggestion: str


class Phrases:
    """Puts the findings of one audit into words."""

    def __init__(self, audit: Audit, lang: Lang, remarks: Mapping[str, Remark] | None = None) -> None:
        self.audit = audit
        self.lang = lang
        self.remarks = remarks or {}
        self._roots = root_of(audit) if remarks else {}
        self.resting = resting(audit)
        self.words = WORDS[lang]
        self.places = Places(audit)
        self._checks = {info.code: info for info in catalogue()}

    def own(self, text: str) -> str:
        """The report's own words: in quotes where all around them is English."""
        if text == COLUMN_UNKNOWN:
            return self.words["column unknown"]
        return f"“{self.unquoted(text)}”" if self.lang == "en" and HANZI.search(text) else text

    def unquoted(self, text: str) -> str:
        """Words to be put in quotes: their own quotes become inner ones in English."""
        return text.replace("“", "‘").replace("”", "’") if self.lang == "en" else text

    def headline(self) -> str:
        """Whose report it is, of which year and kind."""
        report = self.audit.report
        year = self.words["year"].format(year=report.year) if report.year else ""
        name = self.own(report.organisation) or self.words["unnamed"]
        return " ".join(part for part in (name, year, self.words[report.kind]) if part)

    def summary(self) -> list[str]:
        """How much was found; in brackets behind it how many consequences, suppressed and decided ones there are."""
        number = counts(self.audit)
        parts = [self.words[f"{each}s"].format(count=number[each]) for each in SEVERITIES if number[each]]
        following = sum(len(some) for some in consequences(self.audit).values())
        suppressed = sum(f.suppressed is not None and f.cause is None for f in self.audit.findings)
        if parts:
            said = [self.words["found"].format(parts=self.words["and"].join(parts))]
        elif self.audit.coverage.checked > 0:
            said = [self.words["none-else" if suppressed else "none"]]
        else:
            said = [self.words["nothing"]]
        aside = []
        for word, count in (("consequences", following), ("suppressed", suppressed)):
            aside += [self.words[word].format(count=count)] if count else []
        if self.remarks:
            every = roots(self.audit)
            done = sum(self.remark(each).status != "open" for each in every)
            aside.append(self.words["decided"].format(done=done, all=len(every)))
        return said + ([self.words["aside"].format(parts=self.words["between"].join(aside))] if aside else [])

    def remark(self, finding: Finding) -> Remark:
        """The reviewer's remark on a finding; what follows from another has the status of that one."""
        root = self._roots.get(finding.id)
        if root is None:
            return self.remarks.get(finding.id, Remark())
        return Remark(self.remarks.get(root, Remark()).status)

    def decision(self, finding: Finding) -> str:
        """What the reviewer decided on a root, with reason and note; empty if nothing was."""
        if finding.cause is not None:
            return ""
        remark = self.remark(finding)
        status = "" if remark.status == "open" else self.words[f"is-{remark.status}"]
        because = self.words["because"].format(reason=squeezed(remark.reason)) if remark.reason else ""
        note = f"{self.words['note']}{self.words['colon']}{squeezed(remark.note)}" if remark.note else ""
        return self.words["between"].join(filter(None, (status + because, note)))

    def coverage(self) -> list[str]:
        """How much was understood, and why the rest could not be checked."""
        coverage = self.audit.coverage
        said = [
            self.words["coverage"].format(
                numbers=coverage.numbers,
                claims=coverage.claims,
                linked=coverage.linked,
                checked=coverage.checked,
            )
        ]
        if coverage.unverifiable:
            most_first = sorted(coverage.unverifiable.items(), key=lambda item: (-item[1], item[0]))
            parts = (self.words["reason"].format(reason=reason, count=count) for reason, count in most_first)
            total = sum(coverage.unverifiable.values())
            reasons = self.words["between"].join(parts)
            said.append(self.words["unverifiable"].format(count=total, reasons=reasons))
        return said

    def warnings(self) -> tuple[str, ...]:
        """What is to be said about the reading itself."""
        return self.audit.coverage.warnings or self.audit.report.warnings

    def entries(self) -> Iterator[Entry]:
        """The roots in report order, each followed by its consequences; what is suppressed is left out."""
        following = consequences(self.audit)
        for i, root in enumerate(roots(self.audit), 1):
            yield self.entry(root, str(i))
            for j, each in enumerate(following.get(root.id, ()), 1):
                yield self.entry(each, f"{i}.{j}")

    def entry(self, finding: Finding, number: str) -> Entry:
        """One finding in words."""
        return Entry(
            number=number,
            finding=finding,
            severity=self.words[finding.severity],
            title=self.title(finding),
            place=self.where(finding),
            section=self.group(finding),
            excerpt=self.places.excerpt(finding),
            quote=squeezed(finding.quote),
            stated=squeezed(finding.stated),
            expected="" if finding.id in self.resting else squeezed(finding.expected),
            basis=self.basis(finding),
            diagnosis=squeezed(finding.diagnosis),
            suggestion="" if finding.id in self.resting else self.suggestion(finding),
        )

    def title(self, finding: Finding) -> str:
        """What is found, in a few words: the check's title."""
        info = self._checks.get(finding.code)
        if info is None or not info.title:
            return squeezed(finding.message)
        if self.lang == "zh":
            return info.title
        from ..english import checks

        return checks()[info.code][0] if info.code in checks() else info.name

    def where(self, finding: Finding) -> str:
        """The page, or the line of a file that has lines; empty where people see neither, as in Word."""
        page = finding.page or self.places.page(finding.start)
        if page is not None:
            return self.words["page"].format(page=page)
        if self.audit.report.format in _UNLINED:
            return ""
        return self.words["line"].format(line=self.places.line(finding.start))

    def group(self, finding: Finding) -> str:
        """The heading or the table that a finding is listed under."""
        place = self.places.heading(finding)
        if place is None:
            return self.words["nowhere"]
        if isinstance(place, Table):
            title = squeezed(place.title)
            return self.words["table"].format(title=self.own(title)) if title else self.words["untitled"]
        return self.own(numbered(place)) or self.words["nowhere"]

    def cells(self, finding: Finding) -> list[str]:
        """The cells a finding rests on, each once; blank ones only where there are few."""
        exhibits = [exhibit for exhibit in finding.evidence if exhibit.what == "cell"]
        filled = [exhibit for exhibit in exhibits if exhibit.text.strip()]
        chosen = exhibits if len(exhibits) <= _FEW_CELLS else filled
        return list(dict.fromkeys(map(self.cell, chosen)))

    def cell(self, exhibit: Exhibit) -> str:
        """A cell by its labels, with its value and unit."""
        labels, unit = self.places.cell(exhibit)
        value = measured(squeezed(exhibit.text), unit) if exhibit.text.strip() else self.words["blank"]
        shown = self.own(value) if exhibit.text.strip() and exhibit.table else value
        return f"{' › '.join(map(self.own, labels))} = {shown}" if labels else shown

    def basis(self, finding: Finding) -> str:
        """The message where nothing else explains it; or else the computation, or the cells."""
        if finding.message and not is_told(finding):
            return squeezed(finding.message)
        if finding.workings:
            return squeezed(finding.workings)
        cells = self.cells(finding)[:_FEW_CELLS]
        if cells:
            return "；".join(cells) if self.lang == "zh" else "; ".join(cells)
        return squeezed(finding.message)

    def reasons(self, finding: Finding, shown: str = "") -> Iterator[tuple[str, str]]:
        """The name of a word and a text: cells, workings and what else says something that ``shown`` does not."""
        cells = self.cells(finding)
        for cell in cells[:_MOST_CELLS]:
            yield "cell", cell
        if len(cells) > _MOST_CELLS:
            yield "cell", self.words["more"].format(count=len(cells))
        yield from explained(finding, " ".join((shown, self.title(finding), *cells)), bool(cells))
        if finding.diagnosis:
            yield "diagnosis", squeezed(finding.diagnosis)
        if finding.id not in self.resting:
            yield from self._advice(finding)
        if decision := self.decision(finding):
            yield "decision", decision

    def _advice(self, finding: Finding) -> Iterator[tuple[str, str]]:
        if finding.suggestion is not None:
            yield "suggestion", self.suggestion(finding)
        elif finding.expected:
            expected = finding.expected
            label = "suggestion" if self.advises(expected) else "expected"
            yield label, self.own(expected) if "“" not in expected else expected

    def points(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """A label and a text for each reason, and for the cause of what follows from another finding."""
        for name, text in self.reasons(entry.finding):
            yield self.words[name], text
        if entry.finding.cause is not None:
            root = entry.number.partition(".")[0]
            yield self.words["cause"], self.words["follows"].format(number=root)

    def note(self, entry: Entry) -> list[str]:
        """What a note beside the number says, the headline first."""
        return [
            self.head(entry),
            *(f"{name}{self.words['colon']}{text}" for name, text in self.points(entry)),
        ]

    def head(self, entry: Entry) -> str:
        """A finding's headline: severity, number, what is found and the check's code."""
        return f"{entry.severity} {entry.number}  {entry.title} [{entry.finding.code}]"

    def advises(self, expected: str) -> bool:
        """Whether what is expected is something to do rather than what should stand there."""
        return bool(_ADVICE.match(expected))

    def suggestion(self, finding: Finding) -> str:
        """What to write instead, if that is known."""
        if finding.suggestion is None:
            return ""
        old = squeezed(self.audit.report.text[finding.suggestion.start : finding.suggestion.end])
        kind = "replace" if old else "insert"
        new = self.unquoted(finding.suggestion.replacement)
        return self.words[kind].format(old=self.unquoted(old), new=new)
