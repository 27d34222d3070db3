"""The arithmetic on written numbers."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from gouji.extract.interval import (
    Agreement,
    Interval,
    copies,
    growth_from_change,
    growth_from_prior,
    interval,
    rate_agrees,
    share_of,
    sums_to,
    written_step,
)
from gouji.extract.model import Quantity


def money(text: str, unit: str = "万元", *, step: str | None = None, approximate: bool = False) -> Quantity:
    """An amount as written."""
    value = D(text)
    return Quantity(value, unit, D(step) if step else written_step(value), approximate)


@pytest.mark.parametrize(
    ("said", "shown", "agreement"),
    [
        (money("40"), money("40.00"), "equal"),
        (money("32.99"), money("32.98"), "rounding"),
        (money("32.95"), money("32.98"), "differs"),
        (money("312.14"), money("3121420.58", "元"), "equal"),
        (money("87.70"), money("877080.00", "元"), "rounding"),
        (money("887.36"), money("873617.00", "元"), "differs"),
        (money("1.23", "亿元"), money("12345.67"), "equal"),
        (money("0"), money("0.00"), "equal"),
        (money("0"), money("0.45"), "differs"),
        (money("400", approximate=True), money("395.87"), "equal"),
        (money("3", "辆"), money("4", "辆"), "differs"),
    ],
)
def test_copies(said: Quantity, shown: Quantity, agreement: Agreement) -> None:
    assert copies(said, shown, step=D("0.01") if said.unit == "万元" else None) == agreement


def test_an_amount_may_have_been_rounded_twice() -> None:
    assert copies(money("9"), money("84978.00", "元")) == "rounding"  # 8.50万元 in the table
    assert copies(money("9"), money("84940.00", "元")) == "differs"
    assert copies(money("8.5"), money("84478.00", "元")) == "rounding"
    assert copies(money("8.5"), money("84428.00", "元")) == "differs"


def test_a_step_is_one_unit_of_the_last_digit() -> None:
    assert (written_step(D("0.10")), written_step(D("1200")), written_step(D("1E+3"))) == (
        D("0.01"),
        D(1),
        D(1),
    )


def test_intervals_exclude_their_ends() -> None:
    left, right = Interval(D(1), D(2)), Interval(D(2), D(3))
    assert not left.meets(right)
    assert left.meets(Interval(D(2), D(2)))
    assert left.gap(Interval(D(5), D(6))) == 3
    assert interval(money("0.10")) == Interval(D("950"), D("1050"))


def test_growth_uses_each_operand_once() -> None:
    up = growth_from_change(money("20.00"), money("120.00"), 1)
    down = growth_from_change(money("20.00"), money("80.00"), -1)
    assert up is not None and up.low < 20 < up.high and up.high - up.low < D("0.02")
    assert down is not None and down.low < 20 < down.high
    assert growth_from_change(money("5.00"), money("5.00"), 1) is None
    signed = growth_from_prior(money("80.00"), money("100.00"))
    assert signed is not None and signed.low < -20 < signed.high


def test_rates() -> None:
    bounds = share_of(money("100.00"), money("400.00"))
    assert bounds is not None
    rate = Quantity(D("25"), "%", D(1))
    assert rate_agrees(rate, bounds, step=D("0.01")) == "equal"
    assert rate_agrees(Quantity(D("25.02"), "%", D("0.01")), bounds) == "rounding"
    assert rate_agrees(Quantity(D("25.40"), "%", D("0.01")), bounds) == "differs"
    assert (
        rate_agrees(Quantity(D("5"), "%", D(1)), Interval(D("5.99"), D("6.01")), step=D("0.01")) == "differs"
    )
    assert share_of(money("1.00"), money("0.00")) is None


def test_a_sum_may_be_off_by_half_a_step_each() -> None:
    parts = [money("10.00")] * 6
    assert sums_to(money("60.03"), parts) == "equal"
    assert sums_to(money("60.05"), parts) == "rounding"
    assert sums_to(money("60.06"), parts) == "differs"
    assert sums_to(money("60.03"), [money("60.00"), *[money("0.00")] * 5]) == "rounding"
