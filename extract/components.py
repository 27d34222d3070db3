"""The extraction as spaCy components, for those who build on spaCy: ``nlp.add_pipe("gouji_claims")``.

A pipeline of ``spacy.blank("zh")`` is enough; no model is needed. The components call the same functions as the plain
path, so that the claims and figures are the same. Spans stand in ``doc.spans["claims"]`` (label: the claim's type) and
``doc.spans["figures"]`` (label: the column), each with its :class:`Claim` or :class:`Figure` in ``span._.claim`` or
``span._.figure``; ``doc._.report`` is the report as read.

>>> import spacy
>>> nlp = spacy.blank("zh")
>>> _ = nlp.add_pipe("gouji_claims")
>>> doc = nlp("第三部分 2023年度部门决算情况说明\\n2023年度支出合计96.80万元，比上年增长5.00%。\\n")
>>> [(span.text, span.label_) for span in doc.spans["claims"]]
[('96.80万元', 'amount'), ('5.00%', 'growth-rate')]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from ..narrative.model import Report
from ..narrative.read import read_text
from .claims import claims
from .figures import figures, with_settled_tables
from .model import Claim, Figure

Component = Callable[[Doc], Doc]

for owner, name in ((Doc, "report"), (Span, "claim"), (Span, "figure")):
    if not owner.has_extension(name):
        owner.set_extension(name, default=None)


@Language.factory("gouji_claims", assigns=["doc._.report", "span._.claim"])
def make_claims(nlp: Language, name: str) -> Component:
    """The component that marks every number of the prose that has a meaning."""

    def mark(doc: Doc) -> Doc:
        found = claims(report_of(doc))
        _mark(doc, "claims", "claim", ((each, each.start, each.end, each.type) for each in found))
        return doc

    return mark


@Language.factory("gouji_figures", assigns=["doc._.report", "span._.figure"])
def make_figures(nlp: Language, name: str) -> Component:
    """The component that marks the numbers of the tables; blank cells have no span."""

    def mark(doc: Doc) -> Doc:
        found = figures(report_of(doc))
        places = ((each, each.start, each.end, each.column) for each in found)
        _mark(doc, "figures", "figure", places)
        return doc

    return mark


def report_of(doc: Doc) -> Report:
    """The document read as a report, once for all components. Raises a DocumentError if there is nothing in it."""
    if doc._.report is None:
        doc._.report = with_settled_tables(read_text(doc.text))
    report: Report = doc._.report
    return report


def _mark(
    doc: Doc, group: str, name: str, found: Iterable[tuple[Claim | Figure, int | None, int | None, str]]
) -> None:
    """Keep a span for each; one that ends within a token takes the whole token."""
    spans: list[Span] = []
    for each, start, end, label in found:
        if start is None or end is None:
            continue
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            span._.set(name, each)
            spans.append(span)
    doc.spans[group] = spans
