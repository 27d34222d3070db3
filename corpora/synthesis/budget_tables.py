"""The tables of the budget of an invented department, in the forms of several provinces."""

from __future__ import annotations

from .accounts import key
from .assessments import targets
from .final_tables import NUMERALS, THREE, filled, numbered, three_columns
from .government import both_codings, government_items
from .ledger import Ledger
from .particulars import project_name
from .purchases import purchases
from .sheets import Column, Row, Sheet, Side

SOURCES = (
    ("general", "一般公共预算"),
    ("fund", "政府性基金预算"),
    ("capital", "国有资本经营预算"),
    ("special", "财政专户管理资金"),
    ("business", "事业收入"),
    ("trade", "事业单位经营收入"),
    ("upper", "上级补助收入"),
    ("attached", "附属单位上缴收入"),
    ("other", "其他收入"),
)
NATURES = (
    ("", "合计"),
    ("basic", "基本支出"),
    ("project", "项目支出"),
    ("trade", "事业单位经营支出"),
    ("upward", "上缴上级支出"),
    ("subsidy", "对附属单位补助支出"),
)


def budget_sheets(ledger: Ledger) -> list[Sheet]:
    """Nine to thirteen tables; the form of several of them differs from place to place."""
    makers = [_overview, _income, _outlay, _fiscal, _general, _basic, _three, _fund, _capital]
    makers += [maker for maker in (_projects, _operating) if ledger.rng.random() < 0.7]
    sheets = [make(ledger) for make in makers]
    if ledger.money["procurement"] and ledger.rng.random() < 0.5:
        sheets.append(purchases(ledger, ("政府采购预算表", "政府采购预算明细表", "部门政府采购预算表")))
    if ledger.rng.random() < 0.4:
        sheets.append(ledger.rng.choice((both_codings, government_items))(ledger))
    return sheets + (targets(ledger) if ledger.rng.random() < 0.3 else [])


def _overview(ledger: Ledger) -> Sheet:
    rights = numbered(ledger, ("spend.{}",))
    lefts = [
        ledger.row(
            f"{NUMERALS[i]}、{name}{'拨款收入' if i < 3 else '收入' if i == 3 else ''}", [f"income.{source}"]
        )
        for i, (source, name) in enumerate(SOURCES)
    ]
    ends = (("本年收入合计", "income"), ("上年结转", "carry-in"), ("收入总计", "total"))
    lefts = filled(lefts, len(rights), 1) + [ledger.row(label, [fact]) for label, fact in ends]
    ends = (("本年支出合计", "spend"), ("结转下年", "carry-out"), ("支出总计", "total"))
    rights += [ledger.row(label, [fact]) for label, fact in ends]
    sides = [Side([Column("预算数", "^收入")], lefts), Side([Column("预算数", "^支出")], rights)]
    title = ledger.rng.choice(("收支总表", "部门收支总表", "部门收支预算总表", "收支预算总表"))
    return Sheet("income-expenditure", title, sides, ledger.unit)


def _income(ledger: Ledger) -> Sheet:
    if ledger.rng.random() < 0.5:
        columns = [
            Column("合计", "合计"),
            Column("上年结转", "^上年结转"),
            *(Column(w, w) for _, w in SOURCES),
        ]
        facts = ["total", "carry-in", *(f"income.{source}" for source, _ in SOURCES)]
    else:
        now, before = ("本年收入",), ("上年结转结余",)
        columns = [
            Column("合计", "^合计"),
            Column("小计", "小计", now),
            *(Column(w, w, now) for _, w in SOURCES),
        ]
        columns += [Column("小计", "小计", before), *(Column(w, w, before) for _, w in SOURCES[:3])]
        columns += [Column("单位资金", "单位资金", before)]
        facts = ["total", "income", *(f"income.{source}" for source, _ in SOURCES)]
        facts += ["carry-in", *(f"carry-in.{fund}" for fund, _ in SOURCES[:3]), "carry-in.own"]
    rows = [ledger.row("合计", facts), ledger.row(ledger.owner, facts)]
    return Sheet(
        "income", ledger.rng.choice(("收入总表", "部门收入总表")), [Side(columns, rows)], ledger.unit
    )


def _outlay(ledger: Ledger) -> Sheet:
    columns = [Column(word, word) for _, word in NATURES]
    rows = ledger.tree("spend", lambda code: [key("spend", code, nature) for nature, _ in NATURES])
    title = ledger.rng.choice(("支出总表", "部门支出总表"))
    return Sheet("expenditure", title, [Side(columns, rows, coded=True)], ledger.unit)


def _fiscal(ledger: Ledger) -> Sheet:
    scopes = ("fiscal", "general", "fund", "capital")
    rights = [ledger.row("一、本年支出", list(scopes))]
    rights += [
        Row("", f"（{row.label.replace('、', '）')}", row.values, row.facts)
        for row in numbered(ledger, tuple(f"{scope}.{{}}" for scope in scopes))
    ]
    words = ("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款")
    lefts = [ledger.row("一、本年收入", ["income.fiscal"])]
    lefts += [
        ledger.row(f"（{NUMERALS[i]}）{word}", [f"income.{fund}"])
        for i, (fund, word) in enumerate(zip(scopes[1:], words, strict=True))
    ]
    lefts.append(ledger.row("二、上年结转", ["carry-in.fiscal"]))
    lefts += [
        ledger.row(f"（{NUMERALS[i]}）{word}", [f"carry-in.{fund}"])
        for i, (fund, word) in enumerate(zip(scopes[1:], words, strict=True))
    ]
    rights.append(ledger.row("二、结转下年", [f"carry-out.{scope}" for scope in scopes]))
    lefts = [*filled(lefts, len(rights), 1), ledger.row("收入总计", ["fiscal.total"])]
    rights.append(ledger.row("支出总计", [f"{scope}.total" for scope in scopes]))
    columns = [Column("合计", "合计"), *(Column(w, w) for _, w in SOURCES[:3])]
    sides = [Side([Column("预算数", "^收入")], lefts), Side(columns, rights)]
    return Sheet(
        "fiscal-income-expenditure",
        ledger.rng.choice(("财政拨款收支总表", "财政拨款收支预算总表")),
        sides,
        ledger.unit,
    )


def _general(ledger: Ledger) -> Sheet:
    form = ledger.rng.randrange(3)
    if form == 0:
        group = ("基本支出",)
        columns = [
            Column("合计", "合计"),
            Column("小计", "小计", group),
            Column("人员经费", "人员经费", group),
        ]
        columns += [Column("公用经费", "公用经费", group), Column("项目支出", "项目支出")]
        natures = ["", "basic", "people", "public", "project"]
    elif form == 1:
        now = (f"{ledger.year}年预算数",)
        columns = [Column(f"{ledger.year - 1}年预算数", "预算数"), Column("小计", "小计", now)]
        columns += [Column("基本支出", "基本支出", now), Column("项目支出", "项目支出", now)]
        natures = ["@prior", "", "basic", "project"]
    else:
        columns = [Column("合计", "合计"), Column("基本支出", "基本支出"), Column("项目支出", "项目支出")]
        natures = ["", "basic", "project"]
    rows = ledger.tree("general", lambda code: [_aspect("general", code, nature) for nature in natures])
    title = ledger.rng.choice(("一般公共预算支出表", "一般公共预算支出预算表", "一般公共预算支出情况表"))
    return Sheet("general-expenditure", title, [Side(columns, rows, coded=True)], ledger.unit)


def _aspect(scope: str, code: str, nature: str) -> str:
    return key(scope, code) + nature if nature.startswith("@") else key(scope, code, nature)


def _basic(ledger: Ledger) -> Sheet:
    columns = [Column("合计", "合计"), Column("人员经费", "人员经费"), Column("公用经费", "公用经费")]
    rows = [ledger.row("合计", ["eco", "eco.people", "eco.public"])]
    for code in sorted({c[:3] for c in ledger.money.economy} | set(ledger.money.economy)):
        people = code[:3] in ("301", "303")
        fact = f"eco.{code}"
        rows.append(
            ledger.row(ledger.name(code), [fact, fact if people else "", "" if people else fact], code)
        )
    title = ledger.rng.choice(("一般公共预算基本支出表", "一般公共预算基本支出预算表"))
    return Sheet("basic-expenditure", title, [Side(columns, rows, coded=True)], ledger.unit)


def _three(ledger: Ledger) -> Sheet:
    form, title = ledger.rng.randrange(3), "一般公共预算“三公”经费支出表"
    prior = [f"{name}@prior" for name in THREE]
    if form == 0:
        return Sheet("three-public", title, [Side(three_columns(""), [ledger.row("", THREE)])], ledger.unit)
    if form == 1:
        labels = (
            "合计",
            "一、因公出国（境）费",
            "二、公务用车购置及运行维护费",
            "其中：公务用车购置费",
            "公务用车运行维护费",
            "三、公务接待费",
        )
        columns = [Column(f"{year}年预算数", str(year)) for year in (ledger.year - 1, ledger.year)]
        rows = [ledger.row(label, [prior[i], THREE[i]]) for i, label in enumerate(labels)]
        return Sheet("three-public", title, [Side(columns, rows)], ledger.unit)
    columns = three_columns(f"{ledger.year - 1}年预算数") + three_columns(f"{ledger.year}年预算数")
    return Sheet("three-public", title, [Side(columns, [ledger.row("", [*prior, *THREE])])], ledger.unit)


def _small(ledger: Ledger, scope: str, title: str, kind: str, absent: str) -> Sheet:
    natures = (("", "合计"), ("basic", "基本支出"), ("project", "项目支出"))
    columns = [Column(word, word) for _, word in natures]
    rows = ledger.tree(scope, lambda code: [key(scope, code, nature) for nature, _ in natures])
    note = "" if ledger.money[scope] else f"注：本单位没有使用{absent}安排的支出，故本表无数据。"
    return Sheet(kind, title, [Side(columns, rows, coded=True)], ledger.unit, note)


def _fund(ledger: Ledger) -> Sheet:
    return _small(ledger, "fund", "政府性基金预算支出表", "government-fund", "政府性基金预算")


def _capital(ledger: Ledger) -> Sheet:
    return _small(ledger, "capital", "国有资本经营预算支出表", "state-capital", "国有资本经营预算")


def _projects(ledger: Ledger) -> Sheet:
    columns = [Column("合计", "合计"), *(Column(word, word) for _, word in SOURCES[:3])]
    scopes = ("fiscal", "general", "fund", "capital")
    rows = [ledger.row("合计", [f"{scope}.project" for scope in scopes])]
    for i, fact in enumerate(ledger.money.projects):
        fund = fact.split(".")[1]
        rows.append(
            ledger.row(project_name(i), [fact, *(fact if scope == fund else "" for scope in scopes[1:])])
        )
    return Sheet("project", "项目支出表", [Side(columns, rows)], ledger.unit)


def _operating(ledger: Ledger) -> Sheet:
    rows = [ledger.row("合计", ["operating"])]
    public = [code for code in ledger.money.economy if code[:3] not in ("301", "303")]
    if ledger.money["operating"] == ledger.money["eco.public"]:
        rows += [ledger.row(ledger.name(code), [f"eco.{code}"], code) for code in public]
    return Sheet(
        "operating-cost",
        "机关运行经费支出表",
        [Side([Column("预算数", "预算数")], rows, coded=True)],
        ledger.unit,
    )
