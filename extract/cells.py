"""What is written in a table cell: a number, its step, and labels without their numerals."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from ..narrative.labels import key_of
from ..narrative.titles import squeeze

_WIDE = {ord("０") + i: ord("0") + i for i in range(10)} | {
    ord("．"): ".",
    ord("，"): ",",
    ord("－"): "-",
    ord("−"): "-",
}
_CURRENCY = re.compile(r"[￥¥]\s*|(?<=\d)\s(?=[.,]\d)|(?<=\d[.,])\s(?=\d)")
_NUMBER = re.compile(r"^(-?)(\d[\d,]*(?:\.\d*)?|\.\d+)\s?(?:[%％‰]|[家个名次辆台项件批套户]|人次)?$")


@lru_cache(maxsize=8192)
def cell_value(text: str) -> Decimal | None:
    """The signed number in a cell, None if it holds none."""
    match = _NUMBER.match(_CURRENCY.sub("", text.translate(_WIDE).replace("*", "")).strip())
    if match is None:
        return None
    return Decimal(match[1] + match[2].replace(",", "").rstrip("."))


@lru_cache(maxsize=8192)
def cell_step(text: str) -> Decimal:
    """One unit of the last digit written in a cell that holds a number."""
    value = cell_value(text)
    exponent = value.as_tuple().exponent if value is not None else 0
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


@lru_cache(maxsize=8192)
def plain_label(text: str) -> str:
    """A row label without white space, numerals (一、（一）1.) and 其中：."""
    return key_of(squeeze(text))
