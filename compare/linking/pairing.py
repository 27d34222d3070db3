"""What a claim and a cell have in common, as named features for a trained model. The value is not among them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...extract.interval import significant
from ...extract.model import FACTORS, Claim, Figure
from ...extract.subjects import clean_label, label_likeness
from ...narrative.lexicon import names_of
from ...narrative.model import Report
from ...narrative.record import record
from ...narrative.titles import kind_of
from ..wording import squeeze
from .fitting import column_fits, flow_fits, fund_fits, nature_fits, path_fits, unit_fits
from .index import FigureIndex, item_of
from .question import Question

_TOTAL_WORDS = re.compile("总计|合计|小计")
_TOTALS = ("总计", "合计", "小计", "总收入", "总支出", "总预算", "总额")
_REACH = 60


@record
class Context:
    """What stands around a claim: its sentence up to the number, and the kinds of table its paragraph was linked to.

    ``other_year`` is set where the claim speaks of another year than the report.
    """

    sentence: str
    clause: str
    after: str
    beside: tuple[str, ...] = ()
    other_year: bool = False


def context_of(report: Report, claim: Claim, beside: tuple[str, ...]) -> Context:
    """The context of a claim in its report; ``beside`` as in Context."""
    text = report.text
    before = squeeze(text[max(0, claim.start - _REACH) : claim.start])
    clause = squeeze(text[claim.clause[0] : claim.start])
    after = text[claim.end : claim.end + 2].strip()[:1]
    other_year = None not in (claim.year, report.year) and claim.year != report.year
    return Context(before.rpartition("。")[2], clause, after, beside, other_year)


def pair_features(question: Question, figure: Figure, context: Context, index: FigureIndex) -> Iterator[str]:
    """The names of the features that hold for a claim and a cell."""
    yield from read_features(question, figure)
    yield from word_features(question, figure, context)
    yield from chance_features(question.claim, figure, index)


def read_features(question: Question, figure: Figure) -> Iterator[str]:
    """What the patterns have read of the claim, beside the cell: fund, flow, nature, level, column, item, path."""
    claim, said, printed = question.claim, question.claim.facets, figure.facets
    kind = figure.table_kind
    yield f"column {claim.column}/{figure.column}"
    yield f"column {claim.column}/{figure.column}/{kind}"
    yield f"fund {said.fund}/{printed.fund}"
    yield f"flow {said.flow}/{printed.flow}"
    yield f"nature {said.nature}/{printed.nature}"
    yield f"nature {said.nature}/{printed.nature}/{kind}"
    yield f"level {said.level}/{len(figure.code or '')}"
    yield f"depth {len(figure.row_path)}/{kind}/{bool(said.item)}"
    yield f"rank {question.rank(figure):.1f}"
    yield f"item {_likeness(clean_label(said.item), item_of(figure))}"
    yield f"parents {_parents(claim, figure)}"
    yield f"total {_total(claim.subject)}/{_total(_row(figure))}/{kind}"
    fits = (fund_fits(claim, figure), flow_fits(claim, figure), nature_fits(claim, figure))
    path = path_fits(claim, figure, total=not question.about)
    yield f"fits {fits[0]:.1f}/{fits[1]:.1f}/{fits[2]:.1f}/{path:.1f}"
    yield f"fit {fits[0] * fits[1] * fits[2] * path * question.rank(figure):.1f}/{bool(question.about)}"


def word_features(question: Question, figure: Figure, context: Context) -> Iterator[str]:
    """The words around the claim and its section, beside the cell's labels and table."""
    claim, kind = question.claim, figure.table_kind
    row, head = _row(figure), _head(figure)
    core, over, total = _core(row), _core(head), _total(row)
    near, cores = (
        _shared(row, context.clause),
        f"{_stands(core, context.clause)}/{_stands(over, context.clause)}",
    )
    yield f"table {question.section}/{kind}"
    yield f"row {_stands(row, context.clause)}/{_stands(row, context.sentence)}"
    yield f"head {_stands(head, context.clause)}"
    yield f"core {cores}"
    yield f"core {_stands(core, context.sentence)}/{_stands(over, context.sentence)}"
    yield f"core {cores}/{kind}"
    yield f"near {near}/{_shared(head, context.clause)}"
    yield f"near {near}/{kind}"
    yield f"last {context.clause[-2:]}/{total}"
    yield f"after {context.after}/{total}"
    topic = kind_of(context.clause) or kind_of(context.sentence)
    yield f"topic {topic}/{kind}"
    yield f"topic {topic == kind}/{total}/{min(len(row), 2)}"
    yield f"beside {'same' if kind in context.beside else 'other' if context.beside else 'none'}"
    yield f"code {bool(question.code)}/{question.code == figure.code}"
    yield f"type {claim.type}/{figure.quantity.unit in FACTORS}/{figure.quantity.unit == '%'}"
    if figure.alternatives:
        yield "open column"
    if figure.blank:
        yield "blank"
    yield f"year {context.other_year}/{claim.column}/{figure.column}"


def chance_features(claim: Claim, figure: Figure, index: FigureIndex) -> Iterator[str]:
    """How easily the cell holds the claim's amount by chance: how many digits it has, how many cells hold it."""
    digits = significant(claim.quantity.value)
    places = index.places(figure)
    crowd = "1" if places == 1 else "few" if places <= 4 else "many"
    yield f"digits {min(digits, 5)}/{crowd}"


def _likeness(item: str, name: str) -> str:
    if not item or not name:
        return f"{bool(item)}/{bool(name)}"
    return f"{label_likeness(item, name):.1f}"


def _stands(label: str, words: str) -> str:
    """Where a label stands in words: at the end, inside, in part, or nowhere."""
    if len(label) < 2:
        return "no label"
    at = words.rfind(label)
    if at >= 0:
        return "at the end" if len(words) - at - len(label) <= 3 else "inside"
    pairs = {label[i : i + 2] for i in range(len(label) - 1)}
    return f"{sum(pair in words for pair in pairs) * 4 // len(pairs)} of 4"


def _shared(label: str, words: str) -> int:
    """How many pairs of characters the label shares with the last words, up to three."""
    last = words[-12:]
    return min(3, sum(label[i : i + 2] in last for i in range(len(label) - 1)))


def _head(figure: Figure) -> str:
    return clean_label(figure.column_path[-1]) if figure.column_path else ""


def _row(figure: Figure) -> str:
    return clean_label(figure.row_path[-1]) if figure.row_path else ""


def _core(label: str) -> str:
    """A label without the words for totals: 本年收入 of 本年收入合计."""
    return _TOTAL_WORDS.sub("", label)


def _total(words: str) -> str:
    return next((word for word in _TOTALS if word in words), "")


def _parents(claim: Claim, figure: Figure) -> str:
    """How alike the names above the item are."""
    if len(claim.path) < 2 or not figure.code:
        return f"{min(len(claim.path), 2)}/{bool(figure.code)}"
    above = [*names_of(figure.code[:5]), *figure.row_path[:-1]]
    return f"{max((label_likeness(claim.path[-2], name) for name in above), default=0.5):.1f}"


def may_hold(claim: Claim, figure: Figure) -> bool:
    """Whether the cell can be the claim's at all: its sort of number, its column (tables of stocks have none)."""
    if not unit_fits(claim, figure):
        return False
    stocks = figure.table_kind in ("assets", "procurement")
    return column_fits(claim, figure) or claim.column == "none" or stocks
