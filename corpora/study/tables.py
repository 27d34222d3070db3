"""The tables of a study, each a frame, made of what ``gouji screen`` wrote.

DuckDB adds up the claims and findings, so that only a row a report is ever in memory. Reports that repeat another's
content do not count; a report's organisation is the manifest's, else the one it names, else its path. One name in two
regions is two organisations.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .chisquare import Test, independent, uniform
from .rates import Estimate, mean, ratio, share

if TYPE_CHECKING:
    from pandas import DataFrame

    from ..screening.results import Results

DIMENSIONS = ("kind", "profile", "year", "region", "level", "sector", "format")
"""What rates are broken down by: columns of the reports, empty ones left out."""

_REPORTS = """
create temp table studied as
select path, concat_ws(' ', region, coalesce(given_organisation, organisation, path)) as organisation, kind, profile,
       coalesce(given_year, year) as year, region, level, sector, format,
       numbers, claims, checked, errors, warnings, errors > 0 as with_error, len(unread) > 0 as partial
from reports where duplicate_of is null order by path
"""
_KINDS = """
select kind, severity, count(*) as findings, count(distinct path) as reports
from findings where root and severity <> 'info' group by kind, severity
order by reports desc, findings desc, kind, severity
"""
_BY_KIND = """
select organisation, count(distinct f.path) as hits
from findings f join studied using (path) where root and f.kind = ? and severity = ? group by organisation
"""
_SECTIONS = """
select section_kind, type, count(*) as claims, count(*) filter (verdict <> 'unverifiable') as checked,
       count(*) filter (verdict = 'inconsistent') as inconsistent, count(*) filter (verdict = 'rounding') as rounding
from claims join studied using (path) group by all order by section_kind, type
"""
_UNCHECKED = """
select coalesce(reason, '') as reason, count(*) as claims from claims join studied using (path)
where verdict = 'unverifiable' group by reason order by claims desc, reason
"""
_DIGITS = """
with amounts as (
    select organisation, regexp_extract(text, '[0-9][0-9,]*[.]([0-9]{2})(?:[^0-9]|$)', 1) as decimals
    from claims join studied using (path) where type = 'amount' and unit = '万元'
)
select organisation, cast(substr(decimals, 2, 1) as integer) as digit, count(*) as n from amounts
where decimals <> '' group by all order by all
"""
_PLACES = """
select unit, length(regexp_extract(text, '[.]([0-9]+)', 1)) as decimals, count(*) as amounts
from claims join studied using (path) where type = 'amount' and unit in ('元', '万元', '亿元')
group by all order by unit, decimals
"""
_ITEMS = """
select substr(entry, strpos(entry, ':') + 1) as item, substr(entry, 1, strpos(entry, ':') - 1) as outcome,
       organisation, count(*) as reports
from (select path, unnest(checklist) as entry from reports) join studied using (path) group by all
"""


def tables(results: Results) -> dict[str, DataFrame]:
    """Every table of the study by its name."""
    results.connection.execute("drop table if exists studied")
    results.connection.execute(_REPORTS)
    reports = results.sql("select * from studied")
    found = {
        "overview": _overview(results),
        "rates": _rates(reports),
        "kinds": _kinds(results, reports),
        "sections": _with_shares(results.sql(_SECTIONS)),
        "unchecked": _of_all(results.sql(_UNCHECKED), "claims"),
        "changes": _changes(reports),
        "completeness": _completeness(results),
        "last_digits": _digits(results.sql(_DIGITS)),
        "decimals": _of_all(results.sql(_PLACES), "amounts"),
        "associations": _associations(reports),
        "failures": results.sql(
            """
            select reason, count(*) as files, (select count(*) from reports) + (select count(*) from errors) as of_files
            from errors group by reason order by reason
            """
        ),
    }
    return found


def _overview(results: Results) -> DataFrame:
    return results.sql(
        """
        select count(*) as reports, count(distinct organisation) as organisations,
               (select count(*) from reports where duplicate_of is not null) as duplicates,
               (select count(*) from errors) as unreadable, coalesce(sum(numbers), 0)::bigint as numbers,
               coalesce(sum(claims), 0)::bigint as claims, coalesce(sum(checked), 0)::bigint as checked,
               coalesce(sum(errors), 0)::bigint as errors,
               coalesce(sum(warnings), 0)::bigint as warnings, count(*) filter (with_error) as with_error,
               count(*) filter (partial) as partial,
               (select count(*) from reports) + (select count(*) from errors) as files
        from studied
        """
    )


def _rates(reports: DataFrame) -> DataFrame:
    """A row for all reports and for each value of each dimension: both rates, and how much was not checked."""
    rows: list[dict[str, object]] = [_rate_row("all", "", reports)]
    for dimension in DIMENSIONS:
        known = reports[reports[dimension].notna()]
        for value, group in known.groupby(dimension, sort=True):
            name = str(int(value)) if dimension == "year" else str(value)
            rows.append(_rate_row(dimension, name, group))
    return _frame(rows)


def _rate_row(dimension: str, value: str, reports: DataFrame) -> dict[str, object]:
    clusters = reports.groupby("organisation", sort=True).agg(
        hits=("with_error", "sum"),
        reports=("path", "size"),
        errors=("errors", "sum"),
        checked=("checked", "sum"),
    )
    columns = {name: clusters[name].to_numpy(dtype=float) for name in clusters}
    claims, checked, numbers = (int(reports[name].sum()) for name in ("claims", "checked", "numbers"))
    return {
        "dimension": dimension,
        "value": value,
        "reports": len(reports),
        "organisations": len(clusters),
        "with_error": int(reports["with_error"].sum()),
        **_named("share", share(columns["hits"], columns["reports"])),
        "errors": int(reports["errors"].sum()),
        "checked": checked,
        **_named("per_100", ratio(columns["errors"], columns["checked"])),
        "unchecked_share": 1 - checked / claims if claims else None,
        "unrecognised_share": max(1 - claims / numbers, 0.0) if numbers else None,
    }


def _kinds(results: Results, reports: DataFrame) -> DataFrame:
    """A row for each kind and severity of finding: how many reports have one, of all reports."""
    sizes = reports.groupby("organisation", sort=True).size().astype(float)
    checked = int(reports["checked"].sum())
    rows = []
    for row in results.sql(_KINDS).itertuples(index=False):
        found = results.connection.execute(_BY_KIND, [row.kind, row.severity]).df()
        hits = (
            found.set_index("organisation")["hits"].reindex(sizes.index, fill_value=0).to_numpy(dtype=float)
        )
        rows.append(
            {
                "kind": row.kind,
                "severity": row.severity,
                "findings": row.findings,
                "reports": row.reports,
                "of_reports": len(reports),
                **_named("share", share(hits, sizes.to_numpy())),
                "per_100": 100 * row.findings / checked if checked else None,
            }
        )
    return _frame(rows, "kind", "severity", "findings", "reports", "of_reports", "share", "per_100")


def _with_shares(sections: DataFrame) -> DataFrame:
    checked = sections["checked"].where(sections["checked"] > 0)
    sections["inconsistent_share"] = sections["inconsistent"] / checked
    sections["unchecked_share"] = 1 - sections["checked"] / sections["claims"]
    return sections


def _changes(reports: DataFrame) -> DataFrame:
    """From one year to the next, for organisations whose reports of both years were read, by kind of report."""
    import numpy as np

    years = reports[reports["year"].notna()].groupby(
        ["kind", "organisation", "year"], sort=True, as_index=False
    )
    yearly = years.agg(errors=("errors", "sum"), checked=("checked", "sum"))
    yearly["per_100"] = 100 * yearly["errors"] / yearly["checked"].where(yearly["checked"] > 0)
    before = yearly.assign(year=yearly["year"] + 1)
    pairs = yearly.merge(before, on=["kind", "organisation", "year"], suffixes=("", "_before"))
    rows = []
    for (kind, year), group in pairs.groupby(["kind", "year"], sort=True):
        differences = (group["per_100"] - group["per_100_before"]).dropna().to_numpy(dtype=np.float64)
        now, then = group["errors"] > 0, group["errors_before"] > 0
        rows.append(
            {
                "kind": kind,
                "year": int(year),
                "organisations": len(group),
                "errors_both_years": int((now & then).sum()),
                "errors_gone": int((~now & then).sum()),
                "errors_new": int((now & ~then).sum()),
                "errors_neither": int((~now & ~then).sum()),
                **_named("difference_per_100", mean(differences)),
            }
        )
    return _frame(rows, "kind", "year", "organisations", "difference_per_100")


def _completeness(results: Results) -> DataFrame:
    """Each item of the check list: passed or failed, of those that could be checked."""
    import numpy as np

    counts = results.sql(_ITEMS)
    rows = []
    for item, group in counts.groupby("item", sort=True):
        wide = group.pivot_table(
            index="organisation", columns="outcome", values="reports", aggfunc="sum", fill_value=0
        )
        of = {
            outcome: wide[outcome].to_numpy(dtype=float) if outcome in wide else np.zeros(len(wide))
            for outcome in ("pass", "fail", "not-applicable", "not-checkable")
        }
        rows.append(
            {
                "item": item,
                **{outcome.replace("-", "_"): int(values.sum()) for outcome, values in of.items()},
                **_named("fail_share", share(of["fail"], of["pass"] + of["fail"])),
            }
        )
    return _frame(rows, "item", "pass", "fail", "not_applicable", "not_checkable", "fail_share")


def _digits(counts: DataFrame) -> DataFrame:
    """How often each digit ends an amount of two decimals, against one in ten, with the test of all."""
    seen = counts.groupby("digit")["n"].sum().reindex(range(10), fill_value=0)
    total = int(seen.sum())
    test = uniform(counts, "digit", 10) if total else None
    return _frame(
        {
            "digit": digit,
            "amounts": int(amounts),
            "share": amounts / total if total else None,
            **_tested(test),
        }
        for digit, amounts in seen.items()
    )


def _associations(reports: DataFrame) -> DataFrame:
    """Whether having an error goes with a dimension: the test and Cramér's V; small cells are said."""
    rows = []
    for dimension in DIMENSIONS:
        table = reports.groupby([dimension, "with_error"]).size().unstack(fill_value=0)
        if min(table.shape) < 2:
            continue
        test, total = independent(reports, dimension, "with_error"), int(table.to_numpy().sum())
        smallest = table.sum(axis=0).min() * table.sum(axis=1).min() / total
        rows.append(
            {
                "dimension": dimension,
                "values": table.shape[0],
                "reports": total,
                **_tested(test),
                "cramers_v": (test.chi2 / total) ** 0.5,
                "smallest_expected": float(smallest),
            }
        )
    return _frame(rows, "dimension", "values", "reports", "chi2", "design_effect", "dof", "p", "cramers_v")


def _tested(test: Test | None) -> dict[str, object]:
    chi2, effect, dof, p = test or (None, None, None, None)
    return {"chi2": chi2, "design_effect": effect, "dof": dof, "p": p}


def _of_all(table: DataFrame, name: str) -> DataFrame:
    """The table with the share that each row has of all."""
    table["share"] = table[name] / table[name].sum() if len(table) else None
    return table


def _named(name: str, estimate: Estimate) -> dict[str, object]:
    return {name: estimate.rate, f"{name}_low": estimate.low, f"{name}_high": estimate.high}


def _frame(rows: Iterable[dict[str, object]], *columns: str) -> DataFrame:
    """The rows; ``columns`` are those of a table that may have no row."""
    from pandas import DataFrame as Frame

    found = list(rows)
    return Frame(found) if found else Frame(columns=list(columns))
