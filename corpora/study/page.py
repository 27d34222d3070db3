"""The study as one page: charts where people look, tables where they read, no script and nothing from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING

from .charts import Dot, bars, intervals
from .words import DIMENSIONS, NOTES, SEVERITIES, TITLES, VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pandas import DataFrame

Say = Callable[[str], str]
MOST_ROWS = 60
MOST_DOTS = 40
"""What the page shows of a long table; the files have all of it."""


def page(
    tables: Mapping[str, DataFrame],
    version: Mapping[str, str | int],
    *,
    say: Say = str,
    lang: str = "zh-CN",
) -> str:
    """The HTML of the study; ``say`` puts its words, which are Chinese, into the language ``lang``."""
    from jinja2 import Environment

    template = Environment(autoescape=True, trim_blocks=True).from_string(
        files("gouji.corpora.study").joinpath("page.html").read_text(encoding="utf-8")
    )
    overview = tables["overview"].iloc[0]
    return template.render(
        say=say,
        lang=lang,
        about=say(
            f"{overview['reports']} 份报告，{overview['organisations']} 家单位。由 gouji {version['gouji']}"
            f"（规则 {version['rules']}，模型 {version['model']}）核对；输入与命令见 manifest.json。"
        ),
        cards=[{name: say(text) for name, text in card.items()} for card in _cards(tables)],
        sections=[_section(name, tables, say) for name in TITLES],
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


def _section(name: str, tables: Mapping[str, DataFrame], say: Say) -> dict[str, object]:
    table = tables[name]
    rows = [[_cell(value, say) for value in row] for row in table.head(MOST_ROWS).itertuples(index=False)]
    whole = say(f"数据（{name}.csv，{len(table)} 行）")
    cut = say(f"数据（{name}.csv，{len(table)} 行，此处列前 {len(rows)} 行）")
    return {
        "name": name,
        "title": say(TITLES[name]),
        "note": say(NOTES[name]),
        "summary": cut if len(table) > len(rows) else whole,
        "figures": list(_figures(name, table, say)),
        "columns": [
            {"name": column, "text": table[column].dtype.kind not in "iuf"} for column in table.columns
        ],
        "rows": rows,
        "open": len(table) <= 12,
    }


def _figures(name: str, table: DataFrame, say: Say) -> Iterator[dict[str, str]]:
    if name == "rates":
        for rate, caption, percent in (
            ("share", "至少有一处错误的报告所占比例，及其 95% 区间", True),
            ("per_100", "每百个已核对数据中的错误数，及其 95% 区间", False),
        ):
            rows = table.head(MOST_DOTS).to_dict("records")
            dots = [_dot(row, _rate_label(row, say), rate, percent) for row in rows]
            caption = say(caption)
            yield {"svg": intervals(dots, title=caption, percent=percent), "caption": caption}
    elif name == "kinds" and len(table):
        for severity, word in SEVERITIES.items():
            rows = table[table["severity"] == severity].to_dict("records")
            dots = [_dot(row, say(VALUES.get(row["kind"], row["kind"])), "share", True) for row in rows]
            caption = say(f"有此类{word}的报告所占比例，及其 95% 区间")
            if dots:
                yield {"svg": intervals(dots, title=caption, percent=True), "caption": caption}
    elif name == "completeness" and len(table):
        rows = table[table["fail"] > 0].sort_values(["fail_share", "item"], ascending=[False, True])
        first = rows.head(MOST_DOTS).to_dict("records")
        dots = [_dot(row, say(row["item"]), "fail_share", True) for row in first]
        caption = say("没有通过的报告所占比例（在能判断的报告中），及其 95% 区间")
        if dots:
            yield {"svg": intervals(dots, title=caption, percent=True), "caption": caption}
    elif name == "last_digits" and table["amounts"].sum():
        values = [(str(row["digit"]), float(row["share"])) for row in table.to_dict("records")]
        caption = say("金额末位数字的分布；虚线为均匀分布")
        yield {"svg": bars(values, title=caption, expected=0.1), "caption": caption}


def _rate_label(row: dict[str, object], say: Say) -> str:
    dimension, value = str(row["dimension"]), str(row["value"])
    return f"{say(DIMENSIONS.get(dimension, dimension))} {say(VALUES.get(value, value))}".strip()


def _dot(row: dict[str, object], label: str, rate: str, percent: bool) -> Dot:
    middle, low, high = (float(str(row[name])) for name in (rate, f"{rate}_low", f"{rate}_high"))
    said = _percent if percent else _number
    ends = f" ({said(low)}–{said(high)})" if math.isfinite(low) and math.isfinite(high) else ""
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


def _cell(value: object, say: Say) -> str:
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return f"{value:.4g}" if abs(value) < 1000 else f"{value:.0f}"
    return "" if value is None else say(str(value))
