"""The study as one page: charts where people look, tables where they read, no script and nothing from elsewhere."""

from __future__ import annotations

import math
from importlib.resources import files
from typing import TYPE_CHECKING

from .charts import Dot, bars, intervals
from .words import DIMENSIONS, NOTES, SEVERITIES, TITLES, VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pandas import DataFrame

MOST_ROWS = 60
MOST_DOTS = 40
"""What the page shows of a long table; the files have all of it."""


def page(tables: Mapping[str, DataFrame], version: Mapping[str, str | int]) -> str:
    """The HTML of the study."""
    from jinja2 import Environment

    template = Environment(autoescape=True, trim_blocks=True).from_string(
        files("gouji.corpora.study").joinpath("page.html").read_text(encoding="utf-8")
    )
    overview = tables["overview"].iloc[0]
    return template.render(
        reports=int(overview["reports"]),
        organisations=int(overview["organisations"]),
        version=version,
        cards=list(_cards(tables)),
        sections=[_section(name, tables) for name in TITLES],
    )


def _cards(tables: Mapping[str, DataFrame]) -> Iterator[dict[str, str]]:
    whole, overview = tables["rates"].iloc[0], tables["overview"].iloc[0]
    yield {
        "value": _percent(whole["share"]),
        "label": "的报告至少有一处错误",
        "note": f"{whole['with_error']}/{whole['reports']}，95% 区间 {_range(whole, 'share')}",
    }
    yield {
        "value": _number(whole["per_100"]),
        "label": "处错误，每百个已核对数据",
        "note": f"{whole['errors']}/{whole['checked']}，95% 区间 {_range(whole, 'per_100')}",
    }
    yield {
        "value": _percent(whole["unchecked_share"]),
        "label": "的数据识别出但无法核对",
        "note": f"{overview['claims'] - overview['checked']}/{overview['claims']}",
    }
    yield {
        "value": str(overview["unreadable"]),
        "label": "个文件没有读成",
        "note": f"另有内容重复的 {overview['duplicates']} 个",
    }


def _section(name: str, tables: Mapping[str, DataFrame]) -> dict[str, object]:
    table = tables[name]
    return {
        "name": name,
        "title": TITLES[name],
        "note": NOTES[name],
        "figures": list(_figures(name, table)),
        "columns": [
            {"name": column, "text": table[column].dtype.kind not in "iuf"} for column in table.columns
        ],
        "rows": [[_cell(value) for value in row] for row in table.head(MOST_ROWS).itertuples(index=False)],
        "count": len(table),
        "open": len(table) <= 12,
    }


def _figures(name: str, table: DataFrame) -> Iterator[dict[str, str]]:
    if name == "rates":
        for rate, caption, percent in (
            ("share", "至少有一处错误的报告所占比例，及其 95% 区间", True),
            ("per_100", "每百个已核对数据中的错误数，及其 95% 区间", False),
        ):
            dots = [
                _dot(row, _rate_label(row), rate, percent) for row in table.head(MOST_DOTS).to_dict("records")
            ]
            yield {"svg": intervals(dots, title=caption, percent=percent), "caption": caption}
    elif name == "kinds" and len(table):
        for severity, word in SEVERITIES.items():
            rows = table[table["severity"] == severity].to_dict("records")
            dots = [_dot(row, VALUES.get(row["kind"], row["kind"]), "share", True) for row in rows]
            caption = f"有此类{word}的报告所占比例，及其 95% 区间"
            if dots:
                yield {"svg": intervals(dots, title=caption, percent=True), "caption": caption}
    elif name == "completeness" and len(table):
        rows = table[table["fail"] > 0].sort_values(["fail_share", "item"], ascending=[False, True])
        dots = [_dot(row, row["item"], "fail_share", True) for row in rows.head(MOST_DOTS).to_dict("records")]
        caption = "没有通过的报告所占比例（在能判断的报告中），及其 95% 区间"
        if dots:
            yield {"svg": intervals(dots, title=caption, percent=True), "caption": caption}
    elif name == "last_digits" and table["amounts"].sum():
        values = [(str(row["digit"]), float(row["share"])) for row in table.to_dict("records")]
        caption = "金额末位数字的分布；虚线为均匀分布"
        yield {"svg": bars(values, title=caption, expected=0.1), "caption": caption}


def _rate_label(row: dict[str, object]) -> str:
    dimension, value = str(row["dimension"]), str(row["value"])
    return f"{DIMENSIONS.get(dimension, dimension)} {VALUES.get(value, value)}".strip()


def _dot(row: dict[str, object], label: str, rate: str, percent: bool) -> Dot:
    middle, low, high = (float(str(row[name])) for name in (rate, f"{rate}_low", f"{rate}_high"))
    said = _percent if percent else _number
    ends = f"（{said(low)}–{said(high)}）" if math.isfinite(low) and math.isfinite(high) else ""
    return Dot(label, middle, low, high, f"{said(middle)}{ends}")


def _range(row: Mapping[str, object], rate: str) -> str:
    said = _percent if rate == "share" else _number
    low, high = (float(str(row[f"{rate}_{end}"])) for end in ("low", "high"))
    return f"{said(low)}–{said(high)}" if math.isfinite(low) else "无法估计"


def _percent(value: object) -> str:
    number = float(str(value)) if value is not None else math.nan
    return f"{number:.1%}" if math.isfinite(number) else "—"


def _number(value: object) -> str:
    number = float(str(value)) if value is not None else math.nan
    return f"{number:.2f}" if math.isfinite(number) else "—"


def _cell(value: object) -> str:
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return f"{value:.4g}" if abs(value) < 1000 else f"{value:.0f}"
    return "" if value is None else str(value)
