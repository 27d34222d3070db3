"""The indicators of a self-assessment form: what was aimed at and what was reached, each with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...narrative.record import record
from .forms import Form, Mark

_VALUE = re.compile(r"(?P<sign>[≥≤=＝><＞＜]*)(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>万?[^\d\s]{0,6})$")
_SIGN = re.compile(r"(?:[≥≤=＝><＞＜]=?)$")
_UNIT_OF_LABEL = re.compile(r"(?P<label>.+)[（(](?P<unit>[^\d（()）]{1,4})[）)]$")
_WORD = re.compile(r"[一-鿿]{2}")
_TAIL = re.compile(
    r"(?:的?(?:数量|人数|次数|场次|户数|台数|座数|处数|个数|批次|人次数?|总?数|里程|面积|率)|量)$"
)


@record
class Reached:
    """One indicator: its label as printed, the words that prose would use, its target and what was reached."""

    label: str
    core: str
    unit: str
    target: Decimal | None
    actual: Decimal
    mark: Mark


@record
class Goal:
    """One indicator with its target and result as printed, whatever their units, and whether it scores in full."""

    label: str
    target: Decimal
    unit: str
    actual: Decimal
    own: str
    mark: Mark


_SIGNED = re.compile(r"[≥≤=＝><＞＜]=?(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d\s%％]{1,6})$")
_RESULT = re.compile(r"(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d\s]{1,6})$")


def goals(form: Form) -> Iterator[Goal]:
    """The indicators with a sign and a unit in the target, a unit in the result, and two numbers behind them."""
    body = form.body
    for label, *rest in zip(body, body[1:], body[2:], body[3:], body[4:], strict=False):
        target, actual = _SIGNED.match(rest[0].text), _RESULT.match(rest[1].text)
        if target and actual and rest[2].is_number and rest[3].is_number and _WORD.search(label.text):
            own = actual["unit"].replace("％", "%")
            yield Goal(label.text, _number(target), target["unit"], _number(actual), own, rest[1])


def reached(form: Form) -> Iterator[Reached]:
    """The indicators whose target and result are numbers of one unit."""
    words = form.body
    for i, word in enumerate(words):
        if not _WORD.search(word.text) or _VALUE.match(word.text):
            continue
        found = _behind(word, words[i + 1 : i + 5])
        if found is not None:
            yield found


def _behind(label: Mark, rest: tuple[Mark, ...]) -> Reached | None:
    """Target and result behind a label: ≥12个 12个; = 12 个 12个; 10 ≥12 12 with the unit in the label."""
    name, own = label.text, ""
    if (match := _UNIT_OF_LABEL.match(name)) is not None:
        name, own = match["label"], match["unit"]
    values = list(rest)
    if values and _SIGN.match(values[0].text) and len(values) >= 4:
        joined = values[0].text + values[1].text + ("" if _VALUE.match(values[2].text) else values[2].text)
        values = [
            Mark(joined, values[0].start, values[1].end),
            *values[2 if _VALUE.match(values[2].text) else 3 :],
        ]
    if own and len(values) >= 3:
        values = values[1:]  # the weight stands before
    if len(values) < 2:
        return None
    target, actual = (_VALUE.match(each.text) for each in values[:2])
    if target is None or actual is None:
        return None
    unit = actual["unit"] or own
    if not unit or (target["unit"] or own) != unit:
        return None
    return Reached(name, core(name), unit, _number(target), _number(actual), values[1])


def _number(match: re.Match[str]) -> Decimal:
    return Decimal(match["value"].replace(",", ""))


def core(label: str) -> str:
    """The words of an indicator that prose repeats: 改造老旧小区数量 → 改造老旧小区."""
    return label if label.endswith(("率", "满意度")) else _TAIL.sub("", label)
