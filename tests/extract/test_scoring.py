"""The seam between candidates and the score."""

from __future__ import annotations

from gouji.extract.claims import claims
from gouji.extract.scoring import Candidate, choose, recording, score
from gouji.narrative.model import Paragraph, Report, Section, TextRange


def report() -> Report:
    text = "本年支出合计10万元，占20%。"
    section = Section("s1", "一", "", 1, "expenditure", "narrative", 0, len(text), TextRange(0, 0))
    paragraph = Paragraph("p1", text, tuple(range(len(text))), "s1", "narrative")
    return Report("a.txt", "", "text", text, "", 2023, "final-accounts", (section,), (paragraph,), ())


def test_a_near_cue_beats_a_far_one_and_a_prior() -> None:
    near, far, none = (Candidate("type", name, d, 0.3) for name, d in (("a", 0), ("b", 9), ("c", -1)))
    assert score(near) > score(far) > score(none)
    assert choose((none, far, near))[0] is near


def test_candidates_are_recorded_only_while_asked() -> None:
    with recording() as log:
        first = claims(report())
    recorded = len(log)
    assert {candidate.task for candidate, _ in log} == {"type", "column"}
    assert all(0 < probability < 1 for _, probability in log)
    assert any(candidate.features["cue"] == 1.0 for candidate, _ in log)
    assert claims(report()) == first
    assert len(log) == recorded
