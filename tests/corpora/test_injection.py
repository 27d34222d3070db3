"""Planted defects: the same every time, where they say they are, and found."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pytest

from gouji.corpora.injection import HARMLESS, KINDS, Source, plant, plant_several, source_of, vary
from gouji.corpora.injection.measure import ALARMS, Outcomes, check_text, judge

SEEDS = (0, 1)
SCARCE = ("count", "organisation", "row-lost", "compared-year", "turned-years")
OFFERED = [kind for kind in KINDS if kind not in SCARCE]
"""What the sample has room for: no count is the sum of others, no row stands on one line, no year is named."""


@cache
def source() -> Source:
    sample = files("gouji.corpora.samples").joinpath("final-accounts-correct.txt")
    return source_of(check_text(sample.read_text(encoding="utf-8")))


@cache
def result(kind: str, seed: int) -> Outcomes:
    injected = plant_several(source(), seed=seed) if kind == "several" else plant(source(), kind, seed=seed)
    assert injected is not None, kind
    return judge(source().audit, injected, check_text(injected.text))


@pytest.mark.parametrize("kind", OFFERED)
def test_a_planted_defect_stands_where_it_says(kind: str) -> None:
    planted = plant(source(), kind, seed=3)
    assert planted is not None
    assert planted.text != source().text
    (defect,) = planted.defects
    assert planted.text[slice(*defect.places[0])] == defect.stated


@pytest.mark.parametrize("kind", OFFERED)
def test_the_same_seed_plants_the_same(kind: str) -> None:
    assert plant(source(), kind, seed=5) == plant(source(), kind, seed=5)


def test_other_seeds_plant_other_defects() -> None:
    assert len({plant(source(), "amount", seed=seed).text for seed in range(6)}) > 3


@pytest.mark.parametrize("kind", OFFERED)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_planted_defect_is_found_and_nothing_else(kind: str, seed: int) -> None:
    found = result(kind, seed)
    assert all(outcome.found for outcome in found.outcomes)
    assert [finding.message for finding in found.extra] == []


@pytest.mark.parametrize("kind", ["unit", "amount", "operand", "share", "growth", "direction", "sum"])
@pytest.mark.parametrize("seed", SEEDS)
def test_its_cause_is_named_exactly(kind: str, seed: int) -> None:
    assert all(outcome.exact for outcome in result(kind, seed).outcomes)


def test_several_defects_stand_apart() -> None:
    planted = plant_several(source(), seed=2)
    assert planted is not None
    assert 3 <= len(planted.defects) <= 6
    places = [place for defect in planted.defects for place in defect.places]
    assert all(planted.text[slice(*defect.places[0])] == defect.stated for defect in planted.defects)
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("variation", HARMLESS)
@pytest.mark.parametrize("seed", SEEDS)
def test_harmless_changes_raise_no_alarm(variation: str, seed: int) -> None:
    varied = vary(source(), variation, seed=seed)
    assert varied is not None
    assert varied.text != source().text
    after = check_text(varied.text)
    assert [finding.message for finding in after.findings if finding.severity in ALARMS] == []


@pytest.mark.slow
def test_many_planted_defects_are_found() -> None:
    kinds = OFFERED
    results = [result(kind, seed) for kind in (*kinds, "several") for seed in range(12)]
    outcomes = [outcome for each in results for outcome in each.outcomes]
    assert sum(outcome.found for outcome in outcomes) >= 0.95 * len(outcomes)
    assert sum(outcome.exact for outcome in outcomes) >= 0.9 * len(outcomes)
    assert sum(len(each.extra) for each in results) <= 0.03 * len(outcomes)


HEADING = "第三部分  2024年度部门决算情况说明\n\n一、收入支出决算总体情况说明\n"


def planted(text: str, kind: str) -> set[tuple[str, str]]:
    """What is planted into a text, by the number that stood there and the one that stands there now."""
    source = source_of(check_text(HEADING + text))
    found = (plant(source, kind, seed=seed) for seed in range(12))
    return {(each.defects[0].expected, each.defects[0].stated) for each in found if each is not None}


def test_nothing_is_planted_that_the_report_allows() -> None:
    """What falls to 0 falls by 100 %, whatever it was; 0.03 of 0.23 may be 11.5 % or 13.0 %."""
    assert not planted("会议费支出0万元，比上年减少10.01万元，下降100%。\n", "operand")
    assert planted("会议费支出36.40万元，比上年减少10.01万元，下降21.57%。\n", "operand")
    assert not planted("会议费支出0.23万元，比上年减少0.03万元，下降11.54%。\n", "wrong-base")
    assert planted("会议费支出36.40万元，比上年减少10.01万元，下降21.57%。\n", "wrong-base")


def test_a_slip_leaves_a_number() -> None:
    rates = planted("会议费年初预算为10.00万元，支出决算为7.00万元，完成年初预算的70.0%。\n", "completion")
    assert rates and not any(stated == "0.0%" for _, stated in rates)


def test_a_digit_that_only_moves_the_point_is_named_either_way() -> None:
    text = (
        HEADING
        + "会议费支出0万元，比上年减少3.60万元，下降100%。培训费支出2.00万元，比上年减少0.50万元，下降20%。\n"
    )
    source = source_of(check_text(text))
    tenfold = [
        judge(source.audit, injected, check_text(injected.text)).outcomes[0]
        for seed in range(20)
        if (injected := plant(source, "growth", seed=seed)) is not None
        and injected.defects[0].slip == "doubled-digit"
        and injected.defects[0].stated in ("1000%", "200%")
    ]
    assert tenfold and all(each.diagnosed for each in tenfold)
