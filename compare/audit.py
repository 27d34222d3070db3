"""From a report to everything gouji has to say about it, in five steps: read, link, check, assess, settle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..extract.claims import claims
from ..extract.figures import figures, with_settled_tables
from ..extract.model import Claim, Figure
from ..narrative.model import Report
from .assess import assess
from .causes import settle
from .checks import run
from .departments import units_of
from .legibility import tempered
from .link import link
from .model import Assessment, Audit, Coverage, Evidence
from .neighbours import require_related
from .options import DEFAULTS, Options, chosen, excused, weighed
from .soundness import sums, warnings

_NUMBER = re.compile(r"[0-9０-９](?:[0-9０-９]|[.．,，](?=[0-9０-９]))*")


def audit(
    report: Report,
    *,
    options: Options = DEFAULTS,
    prior: Report | None = None,
    budget: Report | None = None,
    units: Sequence[Report] = (),
) -> Audit:
    """Check the report: what its prose says against its own tables and against itself.

    ``prior`` is last year's report of the same kind, ``budget`` the same year's budget report; raises
    UnrelatedReport if they are not. ``units`` are reports among which a department's units may be.
    """
    evidence = _settled(report)
    if prior is not None or budget is not None:
        evidence = with_neighbours(evidence, prior, budget, options.aliases)
    if units:
        evidence = replace(evidence, units=tuple(map(_settled, units_of(report, units))))
    tables = tuple(sums(evidence))
    misread = frozenset(each.table for each in tables if each.misread)
    judgements, found = tempered(evidence, *run(evidence), misread=misread)
    assessments = assess(evidence, judgements)
    settled = settle(evidence, tuple(chosen(found, options)))
    findings = excused(weighed(settled, options), options, report.path)
    return Audit(
        evidence.report,
        evidence.claims,
        evidence.figures,
        evidence.links,
        assessments,
        tuple(findings),
        (),
        replace(
            coverage(evidence, assessments),
            warnings=(*evidence.report.warnings, *warnings(evidence, tables)),
        ),
    )


def _settled(report: Report) -> Evidence:
    return gather(with_settled_tables(report))


def with_neighbours(
    evidence: Evidence, prior: Report | None, budget: Report | None, aliases: dict[str, tuple[str, ...]]
) -> Evidence:
    """The evidence beside that of last year's report and of the budget, both read as reports of their own."""
    beside = {}
    for name, other in (("prior", prior), ("budget", budget)):
        if other is not None:
            require_related(evidence.report, other, name, aliases)
            beside[name] = _settled(other)
    return replace(evidence, prior=beside.get("prior"), budget=beside.get("budget"))


def gather(report: Report) -> Evidence:
    """What the report's prose claims, what its tables show, and which belongs to which."""
    said, shown = tuple(claims(report)), figures(report)
    return evidence_of(report, said, shown)


def evidence_of(report: Report, said: tuple[Claim, ...], shown: tuple[Figure, ...]) -> Evidence:
    """The one argument of every check."""
    return Evidence(report, said, shown, link(report, said, shown), {claim.id: claim for claim in said})


def coverage(evidence: Evidence, assessments: dict[str, Assessment]) -> Coverage:
    """How much of the prose was understood and how much of that could be checked."""
    reasons = Counter(each.reason or "" for each in assessments.values() if each.verdict == "unverifiable")
    return Coverage(
        numbers=sum(_numbers(_narrative(evidence.report))),
        claims=len(evidence.claims),
        linked=sum(claim.id in evidence.links for claim in evidence.claims),
        checked=sum(each.verdict != "unverifiable" for each in assessments.values()),
        unverifiable=dict(sorted(reasons.items())),
        warnings=evidence.report.warnings,
    )


def _narrative(report: Report) -> Iterable[str]:
    return (paragraph.text for paragraph in report.paragraphs if paragraph.part == "narrative")


def _numbers(texts: Iterable[str]) -> Iterable[int]:
    return (sum(1 for _ in _NUMBER.finditer(text)) for text in texts)
