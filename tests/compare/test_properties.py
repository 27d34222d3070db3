"""Rounding never raises an alarm; the unit in which an amount is written changes nothing."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gouji.compare.audit import audit
from gouji.narrative.read import read_text

CENT = Decimal("0.01")
exact = st.decimals(min_value="1", max_value="90000", places=6, allow_nan=False, allow_infinity=False)
HEAD = "第三部分 2024年度部门决算情况说明\n\n"
TABLE = """第二部分 2024年度部门决算表

一般公共预算财政拨款支出决算表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
| --- | --- | ---: | ---: | ---: |
|  | 合计 | {total} | {total} |  |
| 2010301 | 行政运行 | {total} | {total} |  |

"""


def rounded(value: Decimal, step: Decimal = CENT) -> Decimal:
    """The value as a report prints it."""
    return value.quantize(step, rounding=ROUND_HALF_UP)


def alarms(text: str) -> list[tuple[str, str]]:
    """Code and severity of the errors and warnings."""
    found = audit(read_text(text, format="md")).findings
    return [(finding.code, finding.severity) for finding in found if finding.severity != "info"]


@given(level=exact, prior=exact)
@settings(max_examples=60, deadline=None)
def test_growth_from_exact_values_raises_no_alarm(level: Decimal, prior: Decimal) -> None:
    change = rounded(abs(level - prior))
    assume(change > 0 and rounded(prior) != 0)
    rate = rounded(abs(level - prior) / prior * 100)
    more = level > prior
    words = f"{'增加' if more else '减少'}{change}万元，{'增长' if more else '下降'}{rate}%"
    text = f"{HEAD}十、机关运行经费支出情况说明\n\n2024年度机关运行经费支出{rounded(level)}万元，比2023年度{words}。\n"
    assert alarms(text) == []


@given(parts=st.lists(exact, min_size=2, max_size=2))
@settings(max_examples=60, deadline=None)
def test_shares_of_exact_values_raise_no_alarm(parts: list[Decimal]) -> None:
    total = sum(parts, Decimal(0))
    named = zip(("基本支出", "项目支出"), parts, strict=True)
    listed = "；".join(f"{name}{rounded(part)}万元，占{rounded(part / total * 100)}%" for name, part in named)
    text = f"{HEAD}三、支出决算情况说明\n\n2024年度支出合计{rounded(total)}万元，其中：{listed}。\n"
    assert alarms(text) == []


@given(budget=exact, actual=exact)
@settings(max_examples=60, deadline=None)
def test_completion_of_exact_values_raises_no_alarm(budget: Decimal, actual: Decimal) -> None:
    rate = rounded(actual / budget * 100)
    text = (
        f"{HEAD}十、机关运行经费支出情况说明\n\n2024年度机关运行经费支出年初预算为{rounded(budget)}万元，"
        f"支出决算为{rounded(actual)}万元，完成年初预算的{rate}%。\n"
    )
    assert alarms(text) == []


@given(value=exact, off=st.sampled_from([Decimal(0), Decimal("31.4"), Decimal("0.01")]))
@settings(max_examples=40, deadline=None)
def test_the_unit_written_changes_nothing(value: Decimal, off: Decimal) -> None:
    said = rounded(value) + off
    table = TABLE.format(total=rounded(value))
    ways = (f"{said}万元", f"{said * 10000:f}元".replace(".00元", "元"), f"{said / 10000:f}亿元")
    found = [
        alarms(
            f"{table}{HEAD}五、一般公共预算财政拨款支出决算情况说明\n\n2024年度一般公共预算财政拨款支出{way}。\n"
        )
        for way in ways
    ]
    assert found[0] == found[1] == found[2]
    assert bool(found[0]) == (off > 1)
