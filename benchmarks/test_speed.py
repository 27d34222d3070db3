"""The warm path of one report and how time grows with length. Run by `make bench`, never asserted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import gouji
from gouji.writers.html import make as as_html
from gouji.writers.json import render as as_json
from gouji.writers.style import Style
from gouji.writers.text import render as as_text
from gouji.writers.xlsx import make as as_xlsx

SAMPLE = (Path(__file__).parents[1] / "corpora" / "samples" / "final-accounts.txt").read_text(
    encoding="utf-8"
)
TEXT = "\n".join([SAMPLE] * 3)
"""About 50 kB."""

Benchmark = Callable[..., object]


def test_check_50_kb(benchmark: Benchmark) -> None:
    benchmark(gouji.check_text, TEXT)


@pytest.mark.parametrize("copies", [1, 10])
def test_check_copies(benchmark: Benchmark, copies: int) -> None:
    benchmark(gouji.check_text, "\n".join([SAMPLE] * copies))


@pytest.mark.parametrize("render", [as_text, as_json], ids=["text", "json"])
def test_write_50_kb(benchmark: Benchmark, render: Callable[..., object]) -> None:
    audit = gouji.check_text(TEXT)
    benchmark(lambda: "".join(render([audit], Style())))


@pytest.mark.parametrize("make", [as_html, as_xlsx], ids=["html", "xlsx"])
def test_make_50_kb(benchmark: Benchmark, make: Callable[..., bytes]) -> None:
    audit = gouji.check_text(TEXT)
    made = benchmark(make, audit, Style())
    print(f"{len(made)} bytes")
