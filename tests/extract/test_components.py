"""The spaCy components say exactly what the plain path says."""

from __future__ import annotations

import doctest
from importlib.metadata import entry_points
from importlib.resources import files

import pytest
import spacy

from gouji import check_text
from gouji.compare.audit import gather
from gouji.extract import components
from gouji.extract.figures import with_settled_tables
from gouji.narrative.read import read_text

TEXTS = {
    name: files("gouji.corpora.samples").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    for name in ("final-accounts", "final-accounts-correct")
} | {
    "blanks": "\ufeff \n第三部分  2023年度部门决算情况说明\r\n\t支出合计 96.80 万元，\n比上年  增长5.00%。\n\n"
}


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("gouji_claims")
    pipeline.add_pipe("gouji_figures")
    return pipeline


@pytest.mark.parametrize("name", TEXTS)
def test_claims_and_figures_are_those_of_the_plain_path(name: str, nlp: spacy.language.Language) -> None:
    text = TEXTS[name]
    doc = nlp(text)
    assert doc.text == text
    plain = gather(with_settled_tables(read_text(text)))
    claims = doc.spans["claims"]
    assert tuple(span._.claim for span in claims) == plain.claims == check_text(text).claims != ()
    assert [(span.text, span.label_) for span in claims] == [
        (text[c.start : c.end], c.type) for c in plain.claims
    ]
    shown = [figure for figure in plain.figures if figure.start is not None]
    assert [span._.figure for span in doc.spans["figures"]] == shown
    assert [span.text for span in doc.spans["figures"]] == [text[f.start : f.end] for f in shown]


def test_the_components_are_found_by_their_names() -> None:
    named = {each.name: each.load() for each in entry_points(group="spacy_factories")}
    assert named["gouji_claims"] is components.make_claims
    assert named["gouji_figures"] is components.make_figures


def test_the_example() -> None:
    assert doctest.testmod(components).failed == 0 < doctest.testmod(components).attempted


def test_displacy_draws_the_claims(nlp: spacy.language.Language) -> None:
    from spacy import displacy

    audit = check_text(TEXTS["final-accounts"])
    for label in ("type", "verdict"):
        drawing = audit.to_displacy(label=label)
        page = displacy.render(drawing, style="ent", manual=True, page=False, jupyter=False)
        assert page.count("<mark") == len(audit.claims) == len(drawing["ents"])
    assert {each["label"] for each in drawing["ents"]} >= {"consistent", "inconsistent"}
    assert [each["start"] for each in drawing["ents"]] == sorted(claim.start for claim in audit.claims)
