"""The tables of an invented budget, in the forms of several provinces."""

from __future__ import annotations

from decimal import Decimal

from gouji.corpora.synthesis.sheets import Amounts, Column, Row, Sheet, Side
from gouji.narrative.lexicon import economic, functional

from .table_money import ZERO, Department
from .table_sheets import CLASSES, NUMERALS, fiscal_overview, state_capital, three_public

OWNER = "临江市渔业发展服务中心"
FUNDS = (
    "一般公共预算",
    "政府性基金预算",
    "国有资本经营预算",
    "财政专户管理资金",
    "事业收入",
    "事业单位经营收入",
    "上级补助收入",
    "附属单位上缴收入",
    "其他收入",
)
PATTERNS = (
    "一般公共",
    "政府性基金",
    "国有资本",
    "财政专户",
    "事业收入",
    "经营收入",
    "上级补助",
    "附属单位",
    "其他收入",
)


def budget_sheets(money: Department) -> list[Sheet]:
    """Ten tables; which form 收入总表, 一般公共预算支出表 and 三公 have depends on the department's seed."""
    return [
        _overview(money),
        _income(money),
        _outlay(money),
        _fiscal(money),
        _general(money),
        _basic(money),
        _three(money),
        _fund(money),
        _capital(money),
        _projects(money),
    ]


def _sources(money: Department) -> list[Decimal]:
    return [
        money.total("general"),
        money.total("fund"),
        ZERO,
        ZERO,
        money.total("business"),
        money.total("trade"),
        ZERO,
        ZERO,
        money.total("other"),
    ]


def _overview(money: Department) -> Sheet:
    sources, carried = _sources(money), money.carry_in
    names = (
        "一般公共预算拨款收入",
        "政府性基金预算拨款收入",
        "国有资本经营预算拨款收入",
        "财政专户管理资金收入",
        *FUNDS[4:],
    )
    left = [
        money.row("", f"{NUMERALS[i]}、{name}", [v])
        for i, (name, v) in enumerate(zip(names, sources, strict=True))
    ]
    left += [Row("", "", [None])] * (len(CLASSES) - len(left))
    found: dict[str, Decimal] = {}
    for item in money.all_items:
        name = functional()[item.code[:3]][0]
        found[name] = found.get(name, ZERO) + sum(
            (item.amounts[n] for n in ("basic", "project", "operating")), ZERO
        )
    right = [
        money.row("", f"{NUMERALS[i]}、{name}", [found.get(name, ZERO)]) for i, name in enumerate(CLASSES)
    ]
    earned = sum(sources, ZERO)
    ends = (("本年收入合计", earned), ("上年结转", carried), ("收入总计", earned + carried))
    left += [money.row("", label, [value]) for label, value in ends]
    ends = (
        ("本年支出合计", money.spent),
        ("结转下年", earned + carried - money.spent),
        ("支出总计", earned + carried),
    )
    right += [money.row("", label, [value]) for label, value in ends]
    sides = [Side([Column("预算数", "^收入")], left), Side([Column("预算数", "^支出")], right)]
    return Sheet("income-expenditure", "收支总表", sides, money.unit)


def _income(money: Department) -> Sheet:
    sources, carried = _sources(money), money.carry_in
    whole = sum(sources, ZERO) + carried
    if money.seed % 2:
        columns = [
            Column("合计", "^合计|^本年收入合计|总计"),
            Column("上年结转", "^上年结转"),
            *(Column(w, f"^{p}|{p}$") for w, p in zip(FUNDS, PATTERNS, strict=True)),
        ]
        values = [whole, carried, *sources]
    else:
        now, before = ("本年收入",), ("上年结转结余",)
        kept = FUNDS[:4]
        columns = [
            Column("合计", "^合计"),
            Column("小计", "^本年收入小计", now),
            *(Column(w, f"^本年收入.*{p}", now) for w, p in zip(FUNDS, PATTERNS, strict=True)),
            Column("小计", "^上年结转结余小计", before),
            *(Column(w, f"^上年结转结余.*{p}", before) for w, p in zip(kept, PATTERNS, strict=False)),
        ]
        values = [whole, whole - carried, *sources, carried, carried, ZERO, ZERO, ZERO]
    rows = [money.row("", "合计", values), money.row("", OWNER, values)]
    return Sheet("income", "收入总表", [Side(columns, rows)], money.unit)


def _outlay(money: Department) -> Sheet:
    words = ("基本支出", "项目支出", "事业单位经营支出", "上缴上级支出", "对附属单位补助支出")
    columns = [Column("合计", "合计"), *(Column(w, f"{w.removeprefix('事业单位')}$") for w in words)]
    keys = ("basic", "project", "operating", "upward", "subsidy")
    rows = money.tree(money.all_items, lambda a: [sum((a[k] for k in keys), ZERO), *(a[k] for k in keys)])
    return Sheet("expenditure", "支出总表", [Side(columns, rows, coded=True)], money.unit)


def _fiscal(money: Department) -> Sheet:
    sheet = fiscal_overview(money)
    return Sheet(sheet.kind, "财政拨款收支总表", sheet.sides, money.unit)


def _basic_and_project(a: Amounts) -> tuple[Decimal, Decimal]:
    basic = min(a["basic"], a["general"])
    return basic, a["general"] - basic


def _general(money: Department) -> Sheet:
    items = [item for item in money.items if item.amounts["general"]]

    def staffed(a: Amounts) -> list[Decimal]:
        basic, project = _basic_and_project(a)
        people = (basic * 3 / 4).quantize(Decimal("0.01"))
        return [basic + project, basic, people, basic - people, project]

    def changed(a: Amounts) -> list[Decimal]:
        basic, project = _basic_and_project(a)
        before = (
            a["general"]
            - (a["general"] / 7).quantize(Decimal("0.01"))
            + (a["basic"] / 3).quantize(Decimal("0.01"))
        )
        return [before, basic + project, basic, project, basic + project - before, Decimal("1.5")]

    if money.seed % 3:
        group = ("基本支出",)
        columns = [
            Column("合计", "合计"),
            Column("小计", "^基本支出$|基本支出小计", group),
            Column("人员经费", "人员经费", group),
            Column("公用经费", "公用经费", group),
            Column("项目支出", "项目支出"),
        ]
        rows = money.tree(items, staffed)
    else:
        now, change = ("2025年预算数",), ("2025年预算数比2024年执行数",)
        columns = [
            Column("2024年执行数", "2024年执行数"),
            Column("小计", "小计|合计", now),
            Column("基本支出", "基本支出", now),
            Column("项目支出", "项目支出", now),
            Column("增减额", "增减额", change),
            Column("增减%", "增减%", change),
        ]
        rows = money.tree(items, changed)
    return Sheet("general-expenditure", "一般公共预算支出表", [Side(columns, rows, coded=True)], money.unit)


def _basic(money: Department) -> Sheet:
    columns = [Column("合计", "合计"), Column("人员经费", "人员经费"), Column("公用经费", "公用经费")]
    sums: dict[str, list[Decimal]] = {}
    for code, value in money.economy.items():
        people = code[:3] in ("301", "303")
        for key in ("", code[:3], code):
            old = sums.get(key, [ZERO] * 3)
            sums[key] = [old[0] + value, old[1] + value * people, old[2] + value * (not people)]
    rows = [money.row(c, economic()[c][0] if c else "合计", sums[c]) for c in sorted(sums)]
    return Sheet("basic-expenditure", "一般公共预算基本支出表", [Side(columns, rows, coded=True)], money.unit)


def _three(money: Department) -> Sheet:
    title = "一般公共预算“三公”经费支出表"
    sheet = three_public(money)
    half = sheet.sides[0].columns[6:]
    values = [v for row in sheet.sides[0].rows for v in row.values]
    if money.seed % 3 == 0:
        columns = [Column(c.word, c.pattern.split(".*")[1], c.groups[1:]) for c in half]
        return Sheet("three-public", title, [Side(columns, [Row("", "", values[6:])])], money.unit)
    if money.seed % 3 == 1:
        labels = (
            "合计",
            "一、因公出国（境）费",
            "二、公务用车购置及运行维护费",
            "其中：公务用车购置费",
            "公务用车运行维护费",
            "三、公务接待费",
        )
        columns = [Column("2024年预算数", "2024"), Column("2025年预算数", "2025")]
        rows = [Row("", label, [values[i], values[i + 6]]) for i, label in enumerate(labels)]
        return Sheet("three-public", title, [Side(columns, rows)], money.unit)
    columns = [
        Column(c.word, f"^{year}年预算数.*{c.pattern.split('.*')[1]}", (f"{year}年预算数", *c.groups[1:]))
        for year in (2024, 2025)
        for c in half
    ]
    return Sheet("three-public", title, [Side(columns, [Row("", "", values)])], money.unit)


def _fund(money: Department) -> Sheet:
    columns = [Column(w, w) for w in ("合计", "基本支出", "项目支出")]
    items = [money.fund_item] if money.fund_item else []
    rows = (
        money.tree(items, lambda a: [a["fund"], ZERO, a["fund"]]) if items else [Row("", "合计", [None] * 3)]
    )
    note = "" if items else "注：我单位没有使用政府性基金预算安排的支出，故本表无数据。"
    return Sheet(
        "government-fund", "政府性基金预算支出表", [Side(columns, rows, coded=True)], money.unit, note
    )


def _capital(money: Department) -> Sheet:
    sheet = state_capital(money)
    return Sheet(sheet.kind, "国有资本经营预算支出表", sheet.sides, money.unit, sheet.note)


def _projects(money: Department) -> Sheet:
    columns = [Column("合计", "合计"), *(Column(w, p) for w, p in zip(FUNDS[:3], PATTERNS[:3], strict=False))]
    names = ("渔港维护专项经费", "增殖放流补助经费", "执法船艇运行经费")
    parts = [money.items[0].amounts["general"] / 2, Decimal("12.50"), Decimal("40.00")]
    amounts = [part.quantize(Decimal("0.01")) for part in parts]
    rows = [money.row("", "合计", [sum(amounts, ZERO), sum(amounts, ZERO), ZERO, ZERO])]
    rows += [
        money.row("", name, [amount, amount, ZERO, ZERO]) for name, amount in zip(names, amounts, strict=True)
    ]
    return Sheet("project", "项目支出表", [Side(columns, rows)], money.unit)
