"""The tables of docs/accuracy.md: every figure in it is measured by ``gouji evaluate --accuracy``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from .ablation import Annotated, Table, on_annotated, on_copied, on_injected, on_unseen_voices, table
from .evaluation import FIGURES, Score, grouped, scored
from .intervals import by_report
from .synthesis.report import Synthetic
from .training import HELD_OUT

TEMPLATES = 20
"""How many templates are listed that were missed."""

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
    "unconfirmed": "wrong copies that are not confirmed",
}


def accuracy(seed: int, count: int, gold: Sequence[Annotated] = ()) -> str:
    """The whole document, for ``count`` synthetic reports (a fifth of them with defects) and annotated ones, if any."""
    few = max(3, count // 5)
    voices = ", ".join(HELD_OUT)
    parts = [
        "# Accuracy\n",
        f"Written by `gouji evaluate --accuracy FILE --seed {seed} --count {count}"
        f"{' --gold FOLDER' if gold else ''}`; not edited by hand. Intervals: 95 %, whole reports drawn again\n"
        "(Wilson's where nothing or everything was hit). Numbers not recognised count as missed.\n",
        "`heuristic`: patterns and ranking alone. `model`: the trained model chooses every cell. `both`, which\n"
        "`gouji check` uses: the heuristic, with the model where it finds no cell (docs/model-card.md).\n",
        f"## Correct synthetic reports, voices that no model was trained on ({voices})\n",
        "What the program misses in these voices was never looked at. It was mended for all others; how each new one\n"
        "was read at first sight is in corpora/synthesis/voices/README.md.\n",
        drawn(table(on_unseen_voices(seed, count))),
        f"## Planted defects, {few} such reports, one of each kind\n",
        drawn(table(on_injected(seed, few))),
    ]
    parts += [
        "## Amounts for which the heuristic finds no cell, replaced by what another cell holds\n",
        drawn(table(on_copied(seed, count))),
    ]
    if gold:
        parts += ["## Annotated real reports\n", drawn(table(on_annotated(gold)))]
    parts += breakdown(list(scored(seed, 2 * count, None, None)), 2 * count)
    return "\n".join(parts)


def breakdown(scores: Sequence[tuple[Synthetic, Score]], count: int) -> list[str]:
    """Correct reports of all voices in all formats, as ``gouji check`` reads them: by group, and what is missed."""
    parts = [f"## {count} correct synthetic reports, all voices, all formats\n"]
    for group, members in grouped(scores).items():
        parts.append("\n".join([*_rows(group, members), ""]))
    missed = Counter((m.template.split("+")[-1], m.figure) for _, score in scores for m in score.misses)
    lines = [
        f"| {template or '—'} | {figure} | {n} |" for (template, figure), n in missed.most_common(TEMPLATES)
    ]
    parts.append(f"What was missed most, by template (the first {TEMPLATES}):\n")
    return [*parts, "\n".join(["| template | figure | missed |", "|---|---|---:|", *lines, ""])]


def _rows(group: str, members: Mapping[str, Score]) -> Iterator[str]:
    shown = [figure for figure in FIGURES if figure in NAMES]
    yield f"| {group} | reports | {' | '.join(NAMES[figure] for figure in shown)} | false findings |"
    yield "|---|" + "---:|" * (len(shown) + 2)
    for name, score in sorted(members.items()):
        cells = " | ".join(f"{score.hits[f] / score.cases[f]:.4f}" if score.cases[f] else "—" for f in shown)
        yield f"| {name} | {score.reports} | {cells} | {score.hits['findings']} |"


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
