"""Annotations as spaCy's DocBin, for training and for spaCy's Scorer; needs the extra ``gouji[nlp]``.

A document's text is the report's, a token a character, so that every offset is kept. Claims are the spans of
``doc.spans["claims"]``, labelled by their type (as the component ``gouji_claims`` marks them), findings those of
``doc.spans["findings"]``, labelled by their kind. ``doc.user_data["annotation"]`` keeps all other fields, as JSON.
"""

from __future__ import annotations

from json import loads
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...narrative.whole import write_all
from .codecs import dumped
from .fields import label_of, record_of
from .files import read_bytes
from .model import AcceptableLabel, Annotation, AnnotationError, ClaimLabel, FindingLabel, Json
from .quotes import Squeezed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

ENDING = ".spacy"
_KEY = "annotation"


def doc_of(annotation: Annotation, text: str, vocab: Any = None) -> Doc:
    """The annotated report as a spaCy document. The annotation must fit the text (:func:`check.problems`)."""
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    doc = Doc(Vocab() if vocab is None else vocab, words=list(text), spaces=[False] * len(text))
    squeezed = Squeezed(text)
    doc.spans["claims"] = [
        _span(doc, claim.start, claim.end, claim.type, claim.id) for claim in annotation.claims
    ]
    doc.spans["findings"] = [
        _span(doc, *_place(finding, squeezed), finding.kind, finding.id) for finding in annotation.findings
    ]
    kept: dict[str, Json] = {
        "document": annotation.document,
        "claims": [record_of(claim) for claim in annotation.claims],
        "findings": [record_of(finding) for finding in annotation.findings],
        "acceptable": [record_of(each) for each in annotation.acceptable],
        "rest": dict(annotation.rest),
    }
    doc.user_data[_KEY] = dumped(kept)
    return doc


def annotation_of(doc: Doc) -> Annotation:
    """The annotation in a document that :func:`doc_of` made; places and types of claims are those of the spans.

    Raises ValueError if it is not such a document.
    """
    kept = doc.user_data.get(_KEY)
    if not isinstance(kept, str):
        raise ValueError("文档里没有 gouji 的标注")
    kept = loads(kept)
    spans = {span.id_: span for span in doc.spans.get("claims", ())}
    return Annotation(
        kept["document"],
        tuple(_moved(record, spans[record["id"]]) for record in kept["claims"] if record["id"] in spans),
        tuple(label_of(FindingLabel, record) for record in kept["findings"]),
        tuple(label_of(AcceptableLabel, record) for record in kept["acceptable"]),
        tuple(kept["rest"].items()),
    )


def write_docbin(annotation: Annotation, text: str, path: Path) -> None:
    """A DocBin of one document. Raises OSError; nothing is left half-written."""
    from spacy.tokens import DocBin

    content = DocBin(docs=[doc_of(annotation, text)], store_user_data=True).to_bytes()
    write_all({path: content})


def read_docbin(path: Path) -> tuple[Annotation, str]:
    """The annotation in a DocBin of one document, and the report's text. Raises AnnotationError."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    data = read_bytes(path)
    try:
        docs = list(DocBin().from_bytes(data).get_docs(Vocab()))
    except Exception:  # whatever zlib, msgpack and spaCy raise on foreign bytes
        raise AnnotationError((f"{path}：不是 spaCy 的 DocBin，或已损坏",)) from None
    if len(docs) != 1:
        raise AnnotationError((f"{path}：有 {len(docs)} 份文档；一个文件应只有一份",))
    try:
        return annotation_of(docs[0]), docs[0].text
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise AnnotationError((f"{path}：不是 gouji 写出的 DocBin（{problem}）",)) from None


def _span(doc: Doc, start: int, end: int, label: str, name: str) -> Span:
    from spacy.tokens import Span

    return Span(doc, start, end, label=label, span_id=name)


def _place(finding: FindingLabel, report: Squeezed) -> tuple[int, int]:
    if finding.start is not None and finding.end is not None:
        return finding.start, finding.end
    return report.places(finding.quote)[0]


def _moved(record: dict[str, Json], span: Span) -> ClaimLabel:
    now: dict[str, Json] = {"char_start": span.start_char, "char_end": span.end_char, "type": span.label_}
    return label_of(ClaimLabel, record | now)
