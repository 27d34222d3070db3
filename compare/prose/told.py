"""Stretches of prose on one project of which a self-assessment form stands in the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ...narrative.model import Paragraph
from ...narrative.record import record
from ..asides import asides
from ..linking.projects import MARKS, core
from ..model import Evidence
from ..once import once
from ..tables.forms import Form, forms

LEAST = 4
"""A shorter name may be a word of any sentence."""
FARTHEST = 40
"""A project that is told of is named so near the beginning of a sentence, in characters."""
_AMONG = re.compile(r"(?:项目|经费|资金)?[”\"》]?(?:等|、|和|与|及|[“\"《])")
_LIST = re.compile(r"(?<![\d一二三四五六七八九十])[、和与及][“\"《]?$")
_HEAD = re.compile(r"[（(\d一二三四五六七八九十)）.．、\s]*[“\"《]?$")
_STOP = "。；;"


@record
class Told:
    """``paragraph.text[start:end]`` tells of the project of a form."""

    form: Form
    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.paragraph.text[self.start : self.end]


@once
def told(evidence: Evidence) -> tuple[Told, ...]:
    """All stretches about the projects that have one form each."""
    known = named_forms(evidence)
    if not known:
        return ()
    spoken = [each for each in evidence.report.paragraphs if each.part == "narrative"]
    annexes = [each for each in asides(evidence).report.paragraphs if not _in_a_form(each, known)]
    return tuple(part for each in (*spoken, *annexes) for part in _parts(each, known))


def named_forms(evidence: Evidence) -> dict[str, Form]:
    """The forms of projects by the cores of their names; of two with one name neither."""
    found = [(core(form.name), form) for form in forms(evidence) if form.name]
    many = Counter(name for name, _ in found)
    return {name: form for name, form in found if len(name) >= LEAST and many[name] == 1}


def _in_a_form(paragraph: Paragraph, known: dict[str, Form]) -> bool:
    start = paragraph.offsets[0] if paragraph.offsets else 0
    return any(form.table.start <= start < form.table.end for form in known.values())


def _parts(paragraph: Paragraph, known: dict[str, Form]) -> Iterator[Told]:
    """From each project that begins a sentence to the next one named."""
    text = paragraph.text
    mentions = sorted(_mentions(text, known))
    for i, (start, end, name) in enumerate(mentions):
        begin = max(text.rfind(mark, 0, start) for mark in _STOP) + 1
        until = next((other[0] for other in mentions[i + 1 :] if other[2] != name), len(text))
        if until < len(text):
            until = max(text.rfind(mark, end, until) for mark in _STOP) + 1
        again = i and mentions[i - 1][2] == name
        listed = _AMONG.match(text, end) or _LIST.search(text, 0, start)
        headed = i and mentions[i - 1][0] >= begin and mentions[i - 1][2] != name
        if not again and not listed and not headed and start - begin <= FARTHEST and until > end:
            yield Told(known[name], paragraph, start, until)


def _mentions(text: str, known: dict[str, Form]) -> Iterator[tuple[int, int, str]]:
    """Where projects are named, the longest of names that hold one another."""
    plain = MARKS.sub("", text)
    spans: list[tuple[int, int, str]] = []
    for name in known:
        at = plain.find(name)
        while at >= 0:
            spans.append((at, at + len(name), name))
            at = plain.find(name, at + 1)
    kept = [i for i, char in enumerate(text) if not MARKS.match(char)] if spans else []
    for start, end, name in spans:
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b, _ in spans):
            yield kept[start], kept[end - 1] + 1, name
