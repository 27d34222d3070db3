"""How many ways there are to place a row's numbers is counted as the search would count them."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from gouji.extract import placings


def test_too_many_choices_are_told_without_trying_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placings, "_LIMIT", 60)
    generator = random.Random(3)
    told = []
    for _ in range(400):
        columns = generator.randint(2, 10)
        reach = tuple(
            tuple(sorted(generator.sample(range(columns), generator.randint(1, columns))))
            for _ in range(generator.randint(1, 6))
        )
        steps, amounts = [60], (Decimal(1),) * len(reach)
        list(placings._increasing(reach, (-1,) * columns, amounts, steps))
        assert placings._too_many((-1,) * columns, reach) == (steps[0] == 0)
        told.append(steps[0] == 0)
    assert 20 < sum(told) < 380


def test_parts_that_rule_out_choices_are_left_to_the_search() -> None:
    reach = (tuple(range(20)),) * 8
    assert placings._too_many((-1,) * 20, reach)
    assert not placings._too_many((-1, 0, *(-1,) * 18), reach)
