"""Score the program against annotated reports: one figure a line for each report.

    python benchmarks/score.py SHARED [--list]

SHARED is a folder with ``score.py``, ``reports/NNN_*`` and ``gold/NNN.findings.json``, for text also
``gold/NNN.claims.jsonl``; without it, nothing happens. ``--list`` adds every miss. The lines "present kinds"
ask only for the kinds of finding whose cells and amounts are compared.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

import gouji
from gouji.writers.json import render
from gouji.writers.style import Style

KINDS = ("amount", "unit", "share", "growth", "direction", "completion", "sum", "table-sum", "cross-table")
ONLY = ("error_recall", "warning_recall")

Figures = dict[str, tuple[int, int]]


class Scorer(Protocol):
    """What is used of the scorer."""

    measure: Callable[..., tuple[Figures, list[str]]]


def scorer(path: Path) -> Scorer:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(Scorer, module)


def scored(shared: Path, report: Path) -> tuple[Figures, Figures, list[str]]:
    """The figures of one report, those for the present kinds of finding, and what was missed."""
    measure = scorer(shared / "score.py").measure
    output = json.loads("".join(render([gouji.check(report)], Style())))["reports"][0]
    gold = shared / "gold" / report.stem[:3]
    text = report.read_bytes().decode("utf-8") if report.suffix == ".txt" else None
    figures, remarks = measure(output, gold, text)
    present, _ = measure(output, gold, text, KINDS)
    return figures, {name: present[name] for name in ONLY}, remarks


def annotated(shared: Path) -> list[Path]:
    """The annotated reports: texts with claims and all, other formats with findings only."""
    gold = shared / "gold"
    return [
        path
        for path in sorted((shared / "reports").iterdir())
        if (gold / f"{path.stem[:3]}.findings.json").exists()
    ]


def show(figures: Figures, prefix: str = "") -> None:
    for name, (hits, of) in figures.items():
        print(
            f"  {prefix}{name:<26} {hits / of:.3f} ({hits}/{of})" if of else f"  {prefix}{name:<26} - (0/0)"
        )


def main(arguments: list[str]) -> None:
    shared = Path(arguments[0])
    if not (shared / "score.py").exists():
        print(f"{shared}: no annotated reports here, nothing to score")
        return
    for report in annotated(shared):
        figures, present, remarks = scored(shared, report)
        print(report.name)
        show(figures)
        show(present, "present kinds: ")
        if "--list" in arguments:
            print(*(f"    {remark}" for remark in remarks), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
