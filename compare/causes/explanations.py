"""What the search for root causes says of the findings: which follows from which, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from ...extract.model import Quantity
from ..model import Evidence, Finding
from .equations import FINDINGS, RATES, Equations, System
from .repairs import Options
from .rewriting import accuses, label, number, perhaps, rewritten
from .search import Equation, Repair, components, explain
from .standing import Standing

MOST_VIOLATED = 40
"""A component with more contradictions is no slip but a table that was not read rightly."""
BUILT_ON = 150
"""What it costs to give up a rate that holds with the numbers as they are written."""
WORDS = ("ST402", "NN204")
"""Checks whose findings are about words: of a wrong number they are a consequence."""
NOTHING = Quantity(Decimal(0), None, Decimal(1))
MOST_NAMED = 3
"""Of more equally good explanations only so many, the most likely, are given, as examples."""
MOST_COUNTED = 8
"""Of counts, of which any number is as likely as another, so many are all named: each is short."""


@dataclass(frozen=True, slots=True)
class Explained:
    """Findings rewritten after their cause, by id; and for each consequence the id of its root."""

    rewritten: dict[str, Finding]
    followers: dict[str, str]


def explained(evidence: Evidence, findings: list[Finding]) -> Explained:
    """The root causes of all contradictions between numbers."""
    report = Equations(evidence)
    chosen = [each for each in findings if each.code in FINDINGS and each.severity != "info"]
    by_id = {finding.id: finding for finding in chosen}
    system, standing = report.system(chosen), Standing(evidence)
    options = Options(report).options(system.violated, chosen)
    names = {equation.name: name for name, equation in system.violated.items()}
    result = Explained({}, {})
    for group in components(list(system.violated.values())):
        members = [by_id[names[equation.name]] for equation in group]
        if len(group) <= MOST_VIOLATED:
            _explain(_Case(evidence, report, system, options, standing, members), result)
    return result


@dataclass(frozen=True, slots=True)
class _Case:
    """One component: its findings in reading order."""

    evidence: Evidence
    report: Equations
    system: System
    options: dict[str, list[Repair]]
    standing: Standing
    members: list[Finding]

    def equation(self, finding: Finding) -> Equation:
        """The equation that a finding says is violated."""
        return self.system.violated[finding.id]


def _explain(case: _Case, result: Explained) -> None:
    equations = [case.equation(finding) for finding in case.members]
    variables = {name for equation in equations for name in equation.variables}
    around = {each.name: each for name in sorted(variables) for each in case.system.around.get(name, ())}
    sets = explain([*equations, *around.values()], case.options).sets
    if not sets and len(equations) > 1:
        loose = {
            each.name: Repair(f"!{each.name}", NOTHING, BUILT_ON, figure=False) for each in _rates(around)
        }
        equations += [
            _unless(each, loose[name].variable) if (name := each.name) in loose else each
            for each in around.values()
        ]
        sets = explain(equations, case.options | {each.variable: [each] for each in loose.values()}).sets
    if not sets:
        for finding in case.members:
            result.rewritten[finding.id] = case.standing.explained(finding)
        return
    if len(sets) == 1 or len(case.members) > 1:
        _apply(case, sets[0], result)
        return
    _either(case, sets, result)


def _rates(around: Mapping[str, Equation]) -> Iterator[Equation]:
    """Rates that agree with the numbers as they are written: they may have been computed from a wrong one."""
    return (each for name, each in around.items() if name.startswith("rate:"))


def _unless(equation: Equation, variable: str) -> Equation:
    """The equation, which holds as well where the variable is repaired."""
    holds = equation.holds
    return Equation(
        equation.name, (*equation.variables, variable), lambda made: variable in made or holds(made)
    )


def _apply(case: _Case, chosen: tuple[Repair, ...], result: Explained) -> None:
    """One explanation: each figure changed is one root, the contradictions that it mends follow from it."""
    for repair in chosen:
        if repair.variable.startswith("!"):
            continue
        others = {each.variable: each for each in chosen if each is not repair}
        mended = [
            finding
            for finding in case.members
            if repair.variable in case.equation(finding).variables
            and not case.equation(finding).holds(others)
            and finding.id not in result.followers
        ]
        mended = [finding for finding in mended if finding.id not in result.rewritten] or mended
        if mended:
            root = _root(case, repair, mended)
            following = [finding for finding in mended if finding is not root]
            result.followers.update((finding.id, root.id) for finding in following)
            result.rewritten[root.id] = rewritten(
                case.report, root, repair, len(mended), proved=_proved(case, root)
            )
    for finding in case.members:
        if finding.id not in result.rewritten and finding.id not in result.followers:
            result.rewritten[finding.id] = case.standing.explained(finding)


def _proved(case: _Case, finding: Finding) -> bool:
    """Whether the total that a finding of tables accuses agrees with other numbers of the report."""
    return finding.code.startswith("TT") and bool(case.system.around.get(case.equation(finding).variables[0]))


def _root(case: _Case, repair: Repair, mended: list[Finding]) -> Finding:
    """The finding that accuses what was changed, else the first in the text."""
    name = repair.variable
    if name.startswith("cell:"):
        return min(
            mended,
            key=lambda each: (
                not each.code.startswith("TT"),
                not accuses(case.report, each, name),
                each.start,
            ),
        )
    return min(
        mended,
        key=lambda each: (
            each.code in WORDS,
            each.claims[:1] != (name,),
            not each.code.startswith("NT"),
            each.start,
        ),
    )


def _either(case: _Case, sets: tuple[tuple[Repair, ...], ...], result: Explained) -> None:
    """Equally good explanations of one contradiction: both are named, none is preferred."""
    finding = case.members[0]
    guesses = any(_guessed(case, repair) for chosen in sets for repair in chosen)
    if guesses or any(len(chosen) > 1 for chosen in sets):
        result.rewritten[finding.id] = case.standing.explained(finding)
        return
    if finding.code.startswith("TT"):
        cells = tuple(chosen[0] for chosen in sets)
        named = len(cells) <= MOST_NAMED and all(each.variable.startswith("cell:") for each in cells)
        result.rewritten[finding.id] = perhaps(case.report, finding, cells) if named else finding
        return
    likeliest = sorted((chosen[0] for chosen in sets), key=lambda repair: (repair.figure, repair.cost))
    words = list(dict.fromkeys(_ways(case, finding, likeliest)))
    counted = case.evidence.by_id[finding.claims[0]].type == "count" and len(words) <= MOST_COUNTED
    if len(words) > MOST_NAMED and counted:
        result.rewritten[finding.id] = replace(
            finding, diagnosis=f"或者{'；或者'.join(words)}", suggestion=None
        )
    elif len(words) > MOST_NAMED:
        some = "；或者".join(words[:MOST_NAMED])
        diagnosis = f"有{len(words)}种单独的笔误都能解释，无法判定是哪一种，例如{some}"
        result.rewritten[finding.id] = replace(finding, diagnosis=diagnosis, suggestion=None)
    elif len(words) > 1:
        result.rewritten[finding.id] = replace(
            finding, diagnosis=f"或者{'；或者'.join(words)}", expected="，或".join(words), suggestion=None
        )


def _guessed(case: _Case, repair: Repair) -> bool:
    """Whether no slip explains a repair; of a count any other number is as likely."""
    claim = case.evidence.by_id.get(repair.variable)
    counted = claim is not None and claim.type == "count"
    return repair.figure and not repair.words and not counted


def _ways(case: _Case, finding: Finding, repairs: Iterable[Repair]) -> Iterator[str]:
    for repair in repairs:
        claim = case.evidence.by_id.get(repair.variable)
        if claim is None:
            accused = case.evidence.by_id[finding.claims[0]]
            name = "比率" if accused.type in RATES else "表述"
            yield f"{name}应为{finding.expected}"
        else:
            yield f"{label(claim)}{number(claim.quantity)}应为{number(repair.value)}" + (
                f"（{repair.words}）" if repair.words else ""
            )
