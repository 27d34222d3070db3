"""A whole invented report: cover, duties, tables, narrative and glossary, with labels for all its numbers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .accounts import WAN
from .budget_tables import budget_sheets
from .final_tables import NUMERALS, final_sheets
from .finances import Finances, finances
from .grammar import SectionPlan, Voice, voices
from .labels import Label, LabelledCell, labelled
from .layouts import print_sheets
from .ledger import Ledger
from .names import Names, invented
from .narrator import Narrator
from .printing import Print, Style
from .said import Manner, Piece
from .styles import STYLES
from .typesetting import Placed, Typography, paragraphs, typeset

LAYOUTS = tuple(name for name in STYLES if name != "rows-owner" and not name.startswith("pipes"))
PIPES = tuple(name for name in STYLES if name.startswith("pipes"))
FORMATS = ("txt", "md", "docx", "html", "pdf", "pdf-bare", "xlsx", "zip")
FIRST_YEAR, LAST_YEAR = 2016, 2026


@dataclass(frozen=True, slots=True)
class Synthetic:
    """An invented report. ``text`` is what it says in reading order; offsets of labels and cells index it."""

    name: str
    kind: str
    voice: str
    layout: str
    format: str
    year: int
    organisation: str
    text: str
    labels: tuple[Label, ...]
    cells: tuple[LabelledCell, ...]
    money: Finances


@dataclass(slots=True)
class Draft:
    """A report under way."""

    out: Print
    ledger: Ledger
    voice: Voice
    names: Names
    narrator: Narrator
    typography: Typography
    rng: random.Random
    placed: list[Placed]
    part: int = 0

    def line(self, text: str, section: str = "") -> None:
        """A paragraph of fixed text."""
        self.say([text], section)

    def say(self, pieces: list[Piece], section: str) -> None:
        for paragraph in paragraphs(pieces):
            self.placed += typeset(self.out, paragraph, self.typography, section)

    def heading(self, text: str) -> None:
        """A heading stands on a line of its own, as it is."""
        self.out.put(text + "\n" + ("\n" if len(self.typography.gap) > 1 else ""))

    def chapter(self, title: str) -> None:
        self.part += 1
        self.out.put("\n")
        self.heading(f"第{NUMERALS[self.part - 1]}部分  {title}")


def synthesize(
    seed: int,
    index: int,
    *,
    voice: str | None = None,
    layout: str | None = None,
    format: str | None = None,
) -> Synthetic:
    """Report number ``index`` of a seed: the same bytes for the same arguments.

    ``voice``, ``layout`` and ``format`` choose; what is not given is drawn. Raises ValueError for an unknown one.
    """
    rng = random.Random(f"{seed}/{index}")
    form = format or rng.choice(FORMATS)
    spoken = _named(voice) if voice else rng.choice(voices())
    places = PIPES if form == "md" else LAYOUTS if form == "txt" else ("tabs",)
    chosen = layout or rng.choice(places)
    if form not in FORMATS or chosen not in STYLES:
        raise ValueError(f"unknown format or layout: {form}, {chosen}")
    draft = _draft(rng, f"{seed}/{index}", spoken, chosen, form)
    _write(draft)
    name = f"{seed}-{index:04}"
    unit = draft.ledger.unit
    cells = tuple(
        LabelledCell(start, start + len(truth.text), truth, unit) for start, truth in draft.out.truth.items()
    )
    labels = labelled(name, draft.placed, cells)
    year, organisation = draft.ledger.year, draft.names.organisation
    text = draft.out.text
    return Synthetic(
        name,
        spoken.kind,
        spoken.id,
        chosen,
        form,
        year,
        organisation,
        text,
        labels,
        cells,
        draft.ledger.money,
    )


def _named(name: str) -> Voice:
    found = next((voice for voice in voices() if voice.id == name), None)
    if found is None:
        raise ValueError(f"no voice {name}; there are {', '.join(voice.id for voice in voices())}")
    return found


def _draft(rng: random.Random, seed: str, voice: Voice, layout: str, form: str) -> Draft:
    public = rng.random() < 0.6
    year = rng.randint(FIRST_YEAR, LAST_YEAR)
    money = finances(seed, kind=voice.kind, year=year, public=public)
    names = invented(rng, public=public, offices=money.counts["offices"])
    yuan = rng.random() < (0.4 if voice.kind == "budget" else 0.1)
    levels = rng.choice(("类款项", "类款项", "项", "类项"))
    ledger = Ledger(
        money, year, "元" if yuan else "万元", levels, rng.random() < 0.3, names.organisation, rng
    )
    word = "决算" if voice.kind == "final-accounts" else "预算"
    out = Print(STYLES[layout], names.organisation, f"{names.organisation}{year}年度{names.body}{word}")
    narrator = Narrator(voice, ledger, _manner(rng, yuan, money), names, rng)
    return Draft(out, ledger, voice, names, narrator, _typography(rng, STYLES[layout], form), rng, [])


def _manner(rng: random.Random, yuan: bool, money: Finances) -> Manner:
    least = min(value for name, value in money.facts.items() if value and not name.startswith("eco."))
    whole = rng.random() < 0.2 and least >= WAN  # nobody writes 0万元 for what was spent
    return Manner(
        unit="元" if yuan and rng.random() < 0.15 else "万元",
        whole=whole,
        comma=rng.random() < 0.3,
        bare=rng.random() < 0.4,
        zero="0" if whole else rng.choice(("0", "0", "0.00")),
        percent="百分之" if rng.random() < 0.04 else "%",
        places=rng.choice((2, 2, 2, 2, 1)),
    )


def _typography(rng: random.Random, style: Style, form: str) -> Typography:
    if form != "txt" or style.layout in ("tabs", "led"):
        return Typography(indent=rng.choice(("", "　　")) if form == "txt" else "")
    width = rng.choice((0, 26, 28, 31, 36, 40))
    gap = rng.choice(("\n", "\n\n")) if width else "\n"
    return Typography(
        width, gap, rng.choice(("", "　　")), spaced=rng.random() < 0.3, torn=rng.random() < 0.1
    )


def _write(draft: Draft) -> None:
    rng, names, year = draft.rng, draft.names, draft.ledger.year
    final = draft.voice.kind == "final-accounts"
    word = "决算" if final else "预算"
    about = f"{year}年{rng.choice(('度', '')) if not final else '度'}{names.body}{word}"
    draft.heading(names.organisation)
    draft.heading(f"{about}{rng.choice(('', '公开', '报告'))}")
    _contents(draft, about)
    _organisation(draft)
    parts = [_tables, _narrative]
    if not final and rng.random() < 0.5:
        parts.reverse()
    for part in parts:
        part(draft, about)
    draft.chapter("名词解释")
    for i, entry in enumerate(names.glossary):
        draft.line(f"{NUMERALS[i]}、{entry}")


def _contents(draft: Draft, about: str) -> None:
    if draft.rng.random() < 0.6:
        draft.heading("目  录")
        for line in (
            "第一部分  概况",
            f"第二部分  {about}表",
            f"第三部分  {about}情况说明",
            "第四部分  名词解释",
        ):
            draft.heading(line)


def _organisation(draft: Draft) -> None:
    narrator, names = draft.narrator, draft.names
    draft.chapter(f"{names.organisation}概况")
    draft.heading("一、主要职责")
    for i, duty in enumerate(names.duties):
        draft.line(f"（{NUMERALS[i]}）{duty}")
    draft.heading("二、机构设置")
    draft.say(narrator.rule("organisation"), "organisation")


def _tables(draft: Draft, about: str) -> None:
    draft.chapter(f"{about}表")
    sheets = final_sheets if draft.voice.kind == "final-accounts" else budget_sheets
    print_sheets(draft.out, sheets(draft.ledger))


def _narrative(draft: Draft, about: str) -> None:
    draft.chapter(f"{about}情况说明")
    for number, section in _numbered(draft):
        title = draft.narrator.choose(section.titles)
        said = draft.narrator.choose(section.variants)
        assert title is not None
        heading = draft.narrator.variant(title)
        draft.heading(number + "".join(str(piece) for piece in heading))
        if said is not None:
            draft.say(draft.narrator.variant(said), section.id)


def _numbered(draft: Draft) -> Iterator[tuple[str, SectionPlan]]:
    """The sections that the report has, with their numbers in the style of the day."""
    counts = [0, 0, 0]
    sections: Sequence[SectionPlan] = draft.voice.sections
    for section in sections:
        if not all(draft.narrator.holds(c) for c in section.conditions):
            continue
        level = section.level - 1
        counts[level] += 1
        counts[level + 1 :] = [0] * (2 - level)
        count = counts[level]
        yield (f"{NUMERALS[count - 1]}、", f"（{NUMERALS[count - 1]}）", f"{count}.")[level], section
