"""The study as one page: charts where people look, tables where they read, no script and nothing from elsewhere."""

from __future__ import annotations

import math
from importlib.resources import files
from typing import TYPE_CHECKING

from .cells import Say, cell, columns, decimal, percent, with_interval
from .charts import Dot, Group, bars, intervals
from .words import COLUMNS, DIMENSIONS, METHODS, NOTES, SEVERITIES, TITLES, VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pandas import DataFrame

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
        methods={name: say(text) for name, text in METHODS.items()},
        sections=[_section(name, tables, say) for name in TITLES],
    )


def _cards(tables: Mapping[str, DataFrame]) -> Iterator[dict[str, str]]:
    whole, overview = tables["rates"].iloc[0], tables["overview"].iloc[0]
    yield {
        "value": percent(whole["share"]),
        "label": "的报告至少有一处错误",
        "note": f"{whole['with_error']:,}/{whole['reports']:,}，95% 区间 {_range(whole, 'share')}",
    }
    yield {
        "value": decimal(whole["per_100"]),
        "label": "处错误，每百个已核对数据",
        "note": f"{whole['errors']:,}/{whole['checked']:,}，95% 区间 {_range(whole, 'per_100')}",
    }
    yield {
        "value": percent(whole["unchecked_share"]),
        "label": "的数据识别出但无法核对",
        "note": f"{overview['claims'] - overview['checked']:,}/{overview['claims']:,}",
    }
    yield {
        "value": str(overview["unreadable"]),
        "label": "个文件没有读成",
        "note": f"共 {overview['files']:,} 个文件，其中内容重复的 {overview['duplicates']:,} 个，"
        f"部分没有读成的 {overview['partial']:,} 个",
    }


def _section(name: str, tables: Mapping[str, DataFrame], say: Say) -> dict[str, object]:
    table = tables[name]
    heads = columns(table, say)
    rows = [
        [cell(row, column.name, say) for column in heads] for row in table.head(MOST_ROWS).to_dict("records")
    ]
    whole = say(f"数据（{name}.csv，{len(table)} 行）")
    cut = say(f"数据（{name}.csv，{len(table)} 行，此处列前 {len(rows)} 行）")
    return {
        "name": name,
        "title": say(TITLES[name]),
        "note": say(NOTES[name]),
        "summary": cut if len(table) > len(rows) else whole,
        "figures": list(_figures(name, table, say)),
        "columns": heads,
        "rows": rows,
        "open": len(table) <= 12,
    }


def _figures(name: str, table: DataFrame, say: Say) -> Iterator[dict[str, str]]:
    if name == "rates":
        rows = table.head(MOST_DOTS).to_dict("records")
        for rate, of, caption in (
            (
                "share",
                ("with_error", "reports"),
                "至少有一处错误的报告所占比例，及其 95% 区间；虚线为全部报告",
            ),
            ("per_100", ("errors", "checked"), "每百个已核对数据中的错误数，及其 95% 区间；虚线为全部报告"),
        ):
            groups = [
                Group(
                    say(DIMENSIONS.get(dimension, dimension)) if dimension != "all" else "",
                    [_dot(row, _value(row, say), rate, of) for row in rows if row["dimension"] == dimension],
                )
                for dimension in dict.fromkeys(str(row["dimension"]) for row in rows)
            ]
            yield _chart(
                groups, say(caption), of, say, percent=rate == "share", reference=float(rows[0][rate])
            )
    elif name == "kinds" and len(table):
        of = ("reports", "of_reports")
        for severity, word in SEVERITIES.items():
            rows = table[table["severity"] == severity].to_dict("records")
            dots = [_dot(row, say(VALUES.get(row["kind"], row["kind"])), "share", of) for row in rows]
            if dots:
                yield _chart([Group("", dots)], say(f"有此类{word}的报告所占比例，及其 95% 区间"), of, say)
    elif name == "completeness" and len(table):
        of = ("fail", "judged")
        table = table.assign(judged=table["pass"] + table["fail"])
        rows = table[table["fail"] > 0].sort_values(["fail_share", "item"], ascending=[False, True])
        first = rows.head(MOST_DOTS).to_dict("records")
        dots = [_dot(row, say(row["item"]), "fail_share", of) for row in first]
        caption = say("没有通过的报告所占比例（在能判断的报告中），及其 95% 区间")
        if dots:
            yield _chart([Group("", dots)], caption, of, say)
    elif name == "last_digits" and table["amounts"].sum():
        values = [(str(row["digit"]), float(row["share"])) for row in table.to_dict("records")]
        caption = say("金额末位数字的分布；虚线为均匀分布")
        yield {"svg": bars(values, title=caption, expected=0.1), "caption": caption}


def _chart(
    groups: list[Group],
    caption: str,
    of: tuple[str, str],
    say: Say,
    *,
    percent: bool = True,
    reference: float = math.nan,
) -> dict[str, str]:
    heads = (
        say("比例（95% 区间）" if percent else "错误数（95% 区间）"),
        "/".join(say(COLUMNS[name]) for name in of),
    )
    svg = intervals(groups, title=caption, percent=percent, heads=heads, reference=reference)
    return {"svg": svg, "caption": caption}


def _value(row: Mapping[str, object], say: Say) -> str:
    value = str(row["value"]) or "all"
    return say(VALUES.get(value, DIMENSIONS.get(value, value)))


def _dot(row: Mapping[str, object], label: str, rate: str, of: tuple[str, str]) -> Dot:
    middle, low, high = (float(str(row[name])) for name in (rate, f"{rate}_low", f"{rate}_high"))
    count = "/".join(f"{int(str(row[name])):,}" for name in of)
    return Dot(label, middle, low, high, with_interval(row, rate), count)


def _range(row: Mapping[str, object], rate: str) -> str:
    said = percent if rate == "share" else decimal
    low, high = (float(str(row[f"{rate}_{end}"])) for end in ("low", "high"))
    return f"{said(low)}–{said(high)}" if math.isfinite(low) else "无法估计"
