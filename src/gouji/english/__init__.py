"""What checks and readers say in Chinese, in English: ``--lang en``.

Messages are composed in Chinese, of a few hundred fixed phrases with the report's own words and numbers in them.
``messages.tsv`` holds the phrases with their translation: ``{a}`` is translated in its turn, ``{A}`` are words of the
report and stay as they are. Amounts keep their digits; 万元 is given as “wan yuan” (10,000 yuan), 亿元 as “yi yuan”.
A phrase that is not there is shown as it is, in quotes; :attr:`English.unknown` collects those.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from ..compare.model import Assessment, Audit, Finding

HANZI = re.compile(r"[㐀-鿿]")
_HOLE = re.compile(r"\{([A-Za-z])\}")
_UNITS = {
    "元": "yuan", "千元": "thousand yuan", "万元": "wan yuan", "百万元": "million yuan", "亿元": "yi yuan",
    "万": "wan", "亿": "yi", "分": "points", "个": "units", "人": "persons", "人次": "visits", "辆": "vehicles",
    "批": "batches", "批次": "batches", "台": "sets", "台（套）": "sets", "套": "sets", "家": "units",
    "次": "times", "项": "items", "团": "groups", "团组": "groups", "名": "persons", "户": "households",
    "处": "places", "起": "cases", "宗": "cases", "件": "cases", "公里": "km", "倍": "times",
    "万人次": "wan visits", "万人": "wan persons", "个百分点": "points", "年": "", "年度": "",
}  # fmt: skip
_AMOUNT = re.compile(
    r"([-−]?\d[\d,，]*(?:\.\d+)?)(" + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)) + ")"
)
_QUOTED = re.compile(r"“[^“”]*”")
_NAMES = re.compile(r"“[^“”]*”(?:、“[^“”]*”)*")
_SIGNS = str.maketrans({"，": ", ", "、": ", ", "；": "; ", "：": ": ", "。": ".", "（": "(", "）": ")"})
_JOINTS = (("。", ". "), ("；", "; "), ("，", ", "), ("、", ", "))
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of the table: the fixed parts of the Chinese, what stands in the holes between them, the English."""

    literals: tuple[str, ...]
    holes: tuple[str, ...]
    english: str

    def fill(self, text: str, translate: Callable[[str], str | None]) -> str | None:
        """The English for ``text``, None if it is not this phrase or holds what cannot be translated."""
        found = self._parts(text)
        if found is None:
            return None
        words, english = {}, self.english
        for hole, part in zip(self.holes, found, strict=True):
            if not hole.isupper():
                shown = translate(part)
            elif not _balanced(part):
                shown = None
            elif _NAMES.fullmatch(part):  # quoted already: no second pair around it
                shown, english = part.replace("、", ", "), english.replace(f"“{{{hole}}}”", f"{{{hole}}}")
            else:
                shown = part.replace("“", "‘").replace("”", "’")
            if shown is None:
                return None
            words[hole] = shown
        return _HOLE.sub(lambda match: words[match[1]], english)

    def _parts(self, text: str) -> list[str] | None:
        """What fills the holes: each literal at its first place, the last at the end. Linear."""
        if not self.holes:
            return [] if text == self.literals[0] else None
        first, *between, last = self.literals
        at, end = len(first), len(text) - len(last)
        if not text.startswith(first) or not text.endswith(last) or at > end:
            return None
        parts = []
        for literal in between:
            here = text.find(literal, at, end)
            if here < 0:
                return None
            parts.append(text[at:here])
            at = here + len(literal)
        parts.append(text[at:end])
        full = all(part or hole.isupper() for part, hole in zip(parts, self.holes, strict=True))
        return parts if full else None


@cache
def phrases() -> tuple[Phrase, ...]:
    """The table, the phrases with the most fixed text first."""
    lines = files(__name__).joinpath("messages.tsv").read_text(encoding="utf-8").splitlines()
    made = []
    for line in lines:
        if line and not line.startswith("#"):
            chinese, english = line.split("\t")
            pieces = _HOLE.split(chinese)
            made.append(Phrase(tuple(pieces[::2]), tuple(pieces[1::2]), english))
    return tuple(sorted(made, key=lambda phrase: -sum(map(len, phrase.literals))))


@cache
def checks() -> dict[str, tuple[str, str]]:
    """English title and summary of the checks, by code; a check may be newer than the table."""
    lines = files(__name__).joinpath("checks.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {code: (title, summary) for code, title, summary in rows}


@cache
def usage() -> dict[str, str]:
    """What ``--help`` says in English, by command ("check") or command and option ("check --format")."""
    lines = files(__name__).joinpath("help.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {key: words.replace("||", "\n\n") for key, words in rows}


def _balanced(text: str) -> bool:
    """Whether every quote that is closed was opened before: words of the report, and not the rest of two phrases."""
    depth = 0
    for char in text:
        depth += (char == "“") - (char == "”")
        if depth < 0:
            return False
    return True


class English:
    """A translator; ``unknown`` collects what had to be left in Chinese."""

    def __init__(self) -> None:
        """Start with nothing unknown."""
        self.unknown: set[str] = set()
        self._known: dict[str, str | None] = {}

    def of(self, text: str, *, own: bool = False) -> str:
        """The text in English; if it is not known (or may be the report's ``own`` words), the Chinese in quotes."""
        found = self._translated(text.strip(), 0)
        if found is None:
            if not own:
                self.unknown.add(text)
            return f"“{text.strip().replace('“', '‘').replace('”', '’')}”"
        return found

    def _translated(self, text: str, depth: int) -> str | None:
        if not HANZI.search(text):
            return _signs(text)
        if depth > _DEEPEST:
            return None
        if text not in self._known:
            self._known[text] = None
            self._known[text] = self._made(text, depth)
        return self._known[text]

    def _made(self, text: str, depth: int) -> str | None:
        if plain := _counted(text):
            return plain
        for phrase in phrases():
            filled = phrase.fill(text, lambda part: self._translated(part, depth + 1))
            if filled is not None:
                return filled
        for joint, english in _JOINTS:
            if joint in text:
                parts = [self._translated(part, depth + 1) for part in _split(text, joint)]
                if None not in parts:
                    return english.join(part for part in parts if part).strip() + (
                        "." if text[-1] == "。" else ""
                    )
        return None


def _split(text: str, joint: str) -> list[str]:
    """The parts between joints that stand outside quotes."""
    held = _QUOTED.sub(lambda match: match[0].replace(joint, "\0"), text)
    return [part.replace("\0", joint) for part in held.split(joint) if part]


def _counted(text: str) -> str | None:
    """A computation: numbers with units and signs, and words in quotes; None if there is more to it."""
    shown = _AMOUNT.sub(lambda match: f"{match[1]} {_UNITS[match[2]]}".strip(), text)
    if HANZI.search(_QUOTED.sub("", shown)):
        return None
    return re.sub(r"(?<=\S)([÷×+−=])(?=\S)", r" \1 ", _signs(shown))


def _signs(text: str) -> str:
    """The text with the English signs for the Chinese ones, except within quotes."""
    parts = re.split(f"({_QUOTED.pattern})", text)
    return "".join(part if i % 2 else part.translate(_SIGNS) for i, part in enumerate(parts)).strip()


def in_english(audit: Audit, english: English) -> Audit:
    """The audit with everything that is said about the report in English; its own words stay."""
    coverage = audit.coverage
    reasons: dict[str, int] = {}
    for reason, count in coverage.unverifiable.items():
        said = english.of(reason)
        reasons[said] = reasons.get(said, 0) + count
    return replace(
        audit,
        findings=tuple(_finding(finding, english) for finding in audit.findings),
        assessments={name: _assessment(each, english) for name, each in audit.assessments.items()},
        report=replace(audit.report, warnings=tuple(map(english.of, audit.report.warnings))),
        coverage=replace(coverage, unverifiable=reasons, warnings=tuple(map(english.of, coverage.warnings))),
        checklist=tuple(
            replace(item, item=english.of(item.item), why=english.of(item.why)) for item in audit.checklist
        ),
    )


def _finding(finding: Finding, english: English) -> Finding:
    return replace(
        finding,
        message=english.of(finding.message),
        workings=english.of(finding.workings),
        diagnosis=english.of(finding.diagnosis),
        expected=_expected(finding.expected, english),
        suppressed=finding.suppressed and english.of(finding.suppressed),
        evidence=tuple(
            replace(each, text=english.of(each.text)) if each.table is None and each.what == "cell" else each
            for each in finding.evidence
        ),
    )


def _assessment(assessment: Assessment, english: English) -> Assessment:
    return replace(
        assessment,
        workings=english.of(assessment.workings),
        reason=assessment.reason and english.of(assessment.reason),
    )


def _expected(text: str, english: English) -> str:
    """What should stand there: a number stays as it would be written into the report."""
    return text if _AMOUNT.fullmatch(text) else english.of(text, own=True)
