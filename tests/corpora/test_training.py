"""The trained model of links: its files, its place behind the heuristic, and that it earns it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gouji.compare.audit import audit
from gouji.compare.linking.index import same_amount
from gouji.corpora.evaluation import Score, evaluate
from gouji.corpora.intervals import by_report, wilson
from gouji.corpora.synthesis.report import synthesize
from gouji.corpora.training import HELD_OUT
from gouji.corpora.training.fit import train_links, write
from gouji.extract.linear import ForeignModel, load, shipped
from gouji.extract.scoring import Scorer, scoring_by
from gouji.narrative.read import read_text

TRAINED = Path(__file__).parents[2] / "extract" / "trained"


def copied(folder: Path) -> Path:
    for suffix in ("json", "npz"):
        (folder / f"link.{suffix}").write_bytes((TRAINED / f"link.{suffix}").read_bytes())
    return folder


def test_the_shipped_model_is_small_and_reads_without_numpy() -> None:
    assert sum(path.stat().st_size for path in TRAINED.iterdir() if path.suffix != ".py") < 2_000_000
    model = shipped("link")
    assert len(model.weights) > 100
    assert model.probability(["no such feature"]) < 0.5


@pytest.mark.parametrize("suffix", ["json", "npz"])
@pytest.mark.parametrize("content", [b"", b"{}", b"\x93NUMPY\x01\x00", b"[1, 2]"])
def test_a_damaged_or_foreign_model_is_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    copied(tmp_path)
    (tmp_path / f"link.{suffix}").write_bytes(content)
    with pytest.raises(ForeignModel, match="gouji train"):
        load(tmp_path, "link")


def test_a_missing_model_and_one_of_another_task_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ForeignModel):
        load(tmp_path, "link")
    about = json.loads((copied(tmp_path) / "link.json").read_text(encoding="utf-8"))
    (tmp_path / "link.json").write_text(json.dumps(about | {"task": "type"}), encoding="utf-8")
    with pytest.raises(ForeignModel):
        load(tmp_path, "link")


def scored(name: Scorer, count: int) -> Score:
    score = Score()
    for index in range(count):
        report = synthesize(17, index, voice=HELD_OUT[index % len(HELD_OUT)], format="txt")
        with scoring_by(name):
            score.add(evaluate(report, audit(read_text(report.text))))
    return score


def test_on_unseen_voices_the_model_mends_links_and_adds_no_finding() -> None:
    """And the figures are those that unseen templates and voices are to reach."""
    before, after = scored("heuristic", 9), scored("both", 9)
    least = {"recall": 0.995, "precision": 0.995, "type": 0.995, "links": 0.99, "verdict": 0.99}
    for figure, rate in least.items():
        assert after.cases[figure] > 200 and (after.rate(figure) or 0) >= rate, figure
    for figure in ("type", "column", "links", "verdict", "checked"):
        assert after.hits[figure] >= before.hits[figure]
    assert after.hits["findings"] <= before.hits["findings"]


def test_the_model_leaves_every_link_of_the_heuristic_as_it_is() -> None:
    for index, voice in enumerate(HELD_OUT):
        report = read_text(synthesize(3, index, voice=voice, format="txt").text)
        links = []
        for name in ("heuristic", "both"):
            with scoring_by(name):
                links.append(audit(report).links)
        assert links[0].items() <= links[1].items()


@pytest.mark.slow
def test_training_gives_the_shipped_files_again(tmp_path: Path) -> None:
    """The same features, the same decisions; the same bytes where the numerical libraries are the same."""
    fitted = train_links(1, 150)
    write(fitted, tmp_path)
    if (tmp_path / "link.npz").read_bytes() == (TRAINED / "link.npz").read_bytes():
        assert fitted.about == (TRAINED / "link.json").read_bytes()
        return
    made, known = load(tmp_path, "link"), shipped("link")
    assert made.weights.keys() == known.weights.keys()
    assert all(abs(made.probability([name]) - known.probability([name])) <= 1e-6 for name in known.weights)


def test_where_the_heuristic_finds_no_cell_the_model_points_to_cells_of_the_same_amount(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gouji.compare.linking.link._link", lambda question, index: None)
    score = Score()
    for index in range(6):
        report = synthesize(17, index, voice=HELD_OUT[index % len(HELD_OUT)], format="txt")
        with scoring_by("both"):
            result = audit(read_text(report.text))
        assert all(
            same_amount(c, result.links[c.id].figures[0]) for c in result.claims if c.id in result.links
        )
        score.add(evaluate(report, result))
    assert (score.rate("links") or 0) > 0.8


def test_intervals() -> None:
    low, high = wilson(0, 100)
    assert low == 0 and 0.03 < high < 0.04
    low, high = by_report([(9, 10), (10, 10), (8, 10), (10, 10)])
    assert 0.8 <= low < 0.925 < high <= 1
