"""The shipped sample: each planted defect is found once, and its correct twin is silent."""

from __future__ import annotations

from pathlib import Path

import pytest

import gouji
from gouji.compare.causes.roots import roots

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
AMOUNTS = {"amount", "unit", "sum", "cross-table"}
PLANTED = [
    ("事业收入22.00元，占2.02%", {"unit"}),
    ("增加47.13万元，增长15.76%", {"growth"}),
    ("支出28.67万元，占6.29%", {"share"}),
    ("支出决算为86.35万元，完成年初预算的98.36%", {"completion"}),
    ("支出决算为41.75万元，完成年初预算的100.53%", AMOUNTS),
    ("决算数比上年增加0.64万元，下降9.25%", {"direction"}),
    ("公务用车运行维护费0.86万元", AMOUNTS),
    ("2070204\t文物保护\t58.09\t\t58.90", {"table-sum", "cross-table"}),
]


@pytest.fixture(scope="module")
def sample():
    return gouji.check(SAMPLES / "final-accounts.txt")


@pytest.mark.parametrize(("fragment", "kinds"), PLANTED, ids=[fragment[:12] for fragment, _ in PLANTED])
def test_a_planted_defect_is_found_once(sample, fragment: str, kinds: set[str]) -> None:
    start = sample.report.text.index(fragment)
    there = [
        f for f in roots(sample) if f.start < start + len(fragment) and start < f.end and f.severity != "info"
    ]
    assert [f.kind in kinds for f in there] == [True], there


def test_nothing_else_is_reported(sample) -> None:
    text = sample.report.text
    swapped = "公务接待费支出预算为1.50万元，支出决算为5.42万元"
    allowed = [(text.index(part), text.index(part) + len(part)) for part in (*dict(PLANTED), swapped)]
    alarms = [f for f in roots(sample) if f.severity != "info"]
    assert [f for f in alarms if not any(f.start < end and start < f.end for start, end in allowed)] == []


def test_the_correct_twin_is_silent() -> None:
    audit = gouji.check(SAMPLES / "final-accounts-correct.txt")
    assert [f for f in audit.findings if f.severity != "info"] == []
    assert audit.coverage.checked >= 0.8 * audit.coverage.claims > 70
    assert len(audit.report.tables) == 9


def test_samples_are_our_own() -> None:
    shared = sorted((Path(__file__).parents[3] / "shared" / "reports").glob("*.txt"))
    published = "".join("".join(path.read_text(encoding="utf-8").split()) for path in shared)
    for sample in SAMPLES.glob("*.txt"):
        organisation = gouji.read(sample).organisation
        assert organisation
        assert organisation not in published
