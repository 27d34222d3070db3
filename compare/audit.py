"""From a report to everything gouji has to say about it, in five steps: read, link, check, assess, settle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..extract.claims import claims
from ..extract.figures import figures, with_settled_tables
from ..narrative.model import Part, Report
from .assess import assess
from .causes.settle import settle
from .checklist.inspection import Inspection
from .checklist.items import checklist
from .checks import run
from .confidence import calibrated, counts_in, shipped
from .legibility import tempered
from .linking.guessed import unaccused
from .linking.link import link
from .model import Assessment, Audit, Coverage, Evidence
from .options import DEFAULTS, Options, chosen, excused, weighed
from .other_reports.departments import units_of
from .other_reports.neighbours import require_related
from .profiles.files import load_profiles
from .profiles.profile import GENERIC, Match, recognise, with_units
from .tables.faults import account
from .tables.headunits import in_right_units, misprinted, unprinted
from .tables.soundness import sums, warnings
from .tables.torn import torn, torn_warnings

FEW = 3
"""A report of fewer tables is a part of one, or a pasted text."""
_YEAR = re.compile(r"20\d\d(?=年)")
_MEASURED = re.compile(r"[0-9０-９](?:[万亿]?元|[%％])")
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
    match = recognise(report, load_profiles(options.profiles))
    evidence = _settled(with_units(report, match), match)
    if prior is not None or budget is not None:
        evidence = with_neighbours(evidence, prior, budget, options.aliases)
    if units:
        evidence = replace(evidence, units=tuple(map(_settled, units_of(report, units))))
    tables = tuple(sums(evidence))
    misread = frozenset(each.table for each in tables if each.misread) | torn(evidence)
    judgements, found = tempered(evidence, *unaccused(evidence, run(evidence)), misread=misread)
    assessments = assess(evidence, judgements)
    counts = counts_in(options.calibration) if options.calibration else shipped()
    settled = tuple(calibrated(each, counts) for each in settle(evidence, tuple(chosen(found, options))))
    findings = tuple(excused(weighed(settled, options), options, report.path))
    return Audit(
        evidence.report,
        evidence.claims,
        evidence.figures,
        evidence.links,
        assessments,
        findings,
        checklist(Inspection(evidence, assessments, findings, account(evidence), match)),
        coverage(evidence, assessments, (*warnings(evidence, tables), *torn_warnings(evidence))),
        match.profile.name if match else GENERIC,
    )


def _settled(report: Report, profile: Match | None = None) -> Evidence:
    return gather(with_settled_tables(report), profile)


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


def gather(report: Report, profile: Match | None = None) -> Evidence:
    """What the report's prose claims, what its tables show, and which belongs to which."""
    said, shown = tuple(claims(report)), figures(report)
    bare = unprinted(report.tables, shown, said)
    shown = in_right_units(shown, bare) if bare else shown
    units = misprinted(shown, said)
    evidence = Evidence(
        report,
        said,
        in_right_units(shown, units) if units else shown,
        {},
        {claim.id: claim for claim in said},
        profile=profile,
        units_of_tables=units,
    )
    evidence.links.update(link(evidence))
    return evidence


def coverage(evidence: Evidence, assessments: dict[str, Assessment], doubts: Iterable[str] = ()) -> Coverage:
    """How much of the prose was understood and how much of that could be checked; ``doubts`` are about tables."""
    unfinished = tuple(_unfinished(evidence))
    others = [each.report for each in (evidence.prior, evidence.budget) if each is not None]
    beside = (f"用来对照的{report.path}中有文件读不了：{part}" for report in others for part in report.unread)
    reasons = Counter(each.reason or "" for each in assessments.values() if each.verdict == "unverifiable")
    return Coverage(
        numbers=sum(_numbers(_prose(evidence.report, "narrative"))),
        claims=len(evidence.claims),
        linked=sum(claim.id in evidence.links for claim in evidence.claims),
        checked=sum(each.verdict != "unverifiable" for each in assessments.values()),
        unverifiable=dict(sorted(reasons.items())),
        warnings=(
            *unfinished,
            *evidence.report.warnings,
            *beside,
            *_unknown(evidence),
            *_annexes(evidence.report),
            *doubts,
        ),
        unfinished=unfinished,
        unread=tuple(
            f"{report.path}/{part}" for report in (evidence.report, *others) for part in report.unread
        ),
    )


def _unfinished(evidence: Evidence) -> Iterable[str]:
    for code, what in evidence.unfinished.items():
        yield f"{code} 没有核对完：gouji 自身出错（{what}）；其余项目照常核对，请反馈"


def _unknown(evidence: Evidence) -> Iterable[str]:
    """What to say of a report with tables that no family fits."""
    if evidence.profile is None and len(evidence.report.tables) >= FEW:
        yield "没有认出报告的样式，只按表的标题和表头核对，不核对应有的表和章节是否齐全"


def _annexes(report: Report) -> Iterable[str]:
    """What to say of annexes with prose, whose numbers are no claims."""
    texts = [_YEAR.sub("", text) for text in _prose(report, "annex")]
    if any(_MEASURED.search(text) for text in texts):
        numbers = sum(_numbers(texts))
        yield f"附件（绩效自评报告等）的文字只核对同一句话里的计算，其中有数字 {numbers} 个，不计在情况说明的数字里"


def _prose(report: Report, part: Part) -> Iterable[str]:
    return (paragraph.text for paragraph in report.paragraphs if paragraph.part == part)


def _numbers(texts: Iterable[str]) -> Iterable[int]:
    return (sum(1 for _ in _NUMBER.finditer(text)) for text in texts)
