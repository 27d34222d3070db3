"""The tables of docs/accuracy.md: every figure in it is measured by ``gouji evaluate --accuracy``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .ablation import Table, on_annotated, on_injected, on_unseen_voices, table
from .intervals import by_report
from .training import HELD_OUT

NAMES = {
    "recall": "claims found (recall)",
    "precision": "claims that are claims (precision)",
    "type": "type",
    "column": "column",
    "links": "cell",
    "operands": "operands",
    "verdict": "verdict",
    "checked": "checked, of what can be",
    "silent": "reports without a false finding",
    "found": "planted defects found",
    "exact": "planted defects named exactly",
    "clean": "texts without another complaint",
}


def accuracy(seed: int, count: int, gold: Path | None) -> str:
    """The whole document, for ``count`` synthetic reports (a fifth of them with defects) and annotated ones, if any."""
    few = max(3, count // 5)
    voices = ", ".join(HELD_OUT)
    parts = [
        "# Accuracy\n",
        f"Written by `gouji evaluate --accuracy FILE --seed {seed} --count {count}"
        f"{' --gold FOLDER' if gold else ''}`; not edited by hand. Intervals: 95 %, whole reports drawn again\n"
        "(Wilson's where nothing or everything was hit). Numbers not recognised count as missed.\n",
        "`heuristic`: patterns and ranking alone. `model`: the trained model chooses every cell. `both`: the\n"
        "heuristic, with the model where it finds no cell or one with another amount (docs/model-card.md).\n",
        f"## Correct synthetic reports, voices that no model was trained on ({voices})\n",
        drawn(table(on_unseen_voices(seed, count))),
        f"## Planted defects, {few} such reports, one of each kind\n",
        drawn(table(on_injected(seed, few))),
    ]
    if gold is not None:
        parts += ["## Annotated real reports\n", drawn(table(on_annotated(gold)))]
    return "\n".join(parts)


def drawn(found: Table) -> str:
    """A table of rates with intervals and counts, one row a figure, and how the errors change with the model."""
    return "\n".join([*_lines(found), ""])


def _lines(found: Table) -> Iterator[str]:
    yield f"| | {' | '.join(found)} | errors, both against heuristic |"
    yield "|---|" + "---:|" * (len(found) + 1)
    for figure, name in NAMES.items():
        columns = {scorer: column.counts(figure) for scorer, column in found.items()}
        if any(columns.values()):
            cells = " | ".join(_cell(counts) for counts in columns.values())
            yield f"| {name} | {cells} | {_wrong(columns['heuristic'])} → {_wrong(columns['both'])} |"


def _wrong(counts: list[tuple[int, int]]) -> int:
    return sum(cases - hits for hits, cases in counts)


def _cell(counts: list[tuple[int, int]]) -> str:
    hits, cases = sum(h for h, _ in counts), sum(c for _, c in counts)
    if not cases:
        return "—"
    low, high = by_report(counts)
    return f"{hits / cases:.4f} [{low:.4f}, {high:.4f}] {hits}/{cases}"
