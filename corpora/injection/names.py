"""Slips in names: levels of 科目, other bodies, counted names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from ...compare.model import Kind
from ...narrative.model import Paragraph
from .model import Change, Edit, Source
from .words import prose

_LEVELS = re.compile(
    r"(?P<class>[^（）()。；;，,、：:\d.．\s]{3,30})（类）(?P<group>[^（）()。；;，,、：:\d]{3,30})（款）"
    r"(?P<item>[^（）()。；;，,、：:\d]{3,30})（项）"
)
_COUNTED = re.compile(
    r"内设(?:机构|科室|处室)?(?P<count>\d)个[^，。；：、\d]{0,6}[，：:]?(?:分别)?(?:是|为|包括|即)?[：:]?(?P<names>[^。；：\d]{6,200})。"
)
_OTHER_BODIES = ("青岗县林业和草原局", "白渡市档案馆", "南沱区信访局", "石桥县农业技术推广中心")
_OWN = re.compile(r"(?=20\d\d年|本年|当年|收入|支出|部门[预决]算|收、?支|财政拨款[收支]|一般公共预算)")


def levels(source: Source, random: Random) -> Iterator[Change]:
    """类/款/项 with two of the three marks exchanged, or the same mark twice."""
    for paragraph in prose(source):
        for match in _LEVELS.finditer(paragraph.text):
            at = match.end() - 2
            yield _put(paragraph, at, at + 1, "款", "level-twice")
            yield _put(paragraph, match.end("class") + 1, match.end("class") + 2, "款", "level-twice")


def other_bodies(source: Source, random: Random) -> Iterator[Change]:
    """Another body's name at the head of a sentence about this one's numbers."""
    own = source.audit.report.organisation
    celled = {site.start for site in source.sites if site.celled and site.type == "amount"}
    for paragraph in prose(source):
        match = (
            re.match(rf"(?:20\d\d年度?)?(?P<name>{re.escape(own)})", paragraph.text) if len(own) > 3 else None
        )
        if match is None or not _OWN.match(paragraph.text, match.end()):
            continue
        stop = paragraph.text.find("。")
        inside = paragraph.offsets[match.end()], paragraph.offsets[stop]
        first = min((each.start for each in source.sites if each.start >= inside[0]), default=-1)
        if first in celled and first < inside[1]:
            for body in _OTHER_BODIES:
                yield _put(paragraph, match.start("name"), match.end("name"), body, "other-body")


def counted_names(source: Source, random: Random) -> Iterator[Change]:
    """A list of sections with one name fewer than its count says, or the count one more.

    Which name is missing nothing tells: naming the gap is all that can be asked.
    """
    for paragraph in source.audit.report.paragraphs:
        match = _COUNTED.search(paragraph.text)
        names = match["names"].split("、") if match else []
        if match is None or len(names) != int(match["count"]) or len(names) < 3:
            continue
        if any("和" in name or "及" in name or "与" in name or "等" in name for name in names):
            continue
        if not source.free(paragraph.offsets[0], paragraph.offsets[-1]):
            continue
        start, end = match.span("count")
        yield _put(paragraph, start, end, str(len(names) + 1), "miscounted", kind="count")
        at = match.start("names")
        lost = _put(paragraph, at, at + len(names[0]) + 1, "", "name-lost", kind="count")
        yield replace(lost, expected="")


def _put(paragraph: Paragraph, start: int, end: int, text: str, slip: str, *, kind: str = "label") -> Change:
    place = paragraph.place(start, end)
    answers: tuple[Kind, ...] = ("count", "list") if kind == "count" else ("label",)
    return Change(answers, slip, (Edit(place.start, place.end, text),), paragraph.text[start:end])
