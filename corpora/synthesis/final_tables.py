"""The tables 01–09 of the final accounts of an invented department."""

from __future__ import annotations

from ...narrative.lexicon import functional_names
from .accounts import key
from .assessments import self_assessments
from .ledger import Ledger
from .purchases import purchases
from .sheets import Column, Row, Sheet, Side

NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
NUMERALS += [f"十{n}" for n in NUMERALS[:9]] + ["二十"] + [f"二十{n}" for n in NUMERALS[:9]]
CLASSES = tuple(str(code) for code in (*range(201, 209), *range(210, 218), *range(219, 225), 229, 231, 232))
INCOMES = (
    ("income.general", "一般公共预算财政拨款收入"),
    ("income.fund", "政府性基金预算财政拨款收入"),
    ("income.capital", "国有资本经营预算财政拨款收入"),
    ("income.upper", "上级补助收入"),
    ("income.business", "事业收入"),
    ("income.trade", "经营收入"),
    ("income.attached", "附属单位上缴收入"),
    ("income.other", "其他收入"),
)
EARNED = (
    ("", "本年收入合计"),
    ("fiscal", "财政拨款收入"),
    ("upper", "上级补助收入"),
    ("business", "事业收入"),
    ("trade", "经营收入"),
    ("attached", "附属单位上缴收入"),
    ("other", "其他收入"),
)
SPENT = (
    ("", "本年支出合计"),
    ("basic", "基本支出"),
    ("project", "项目支出"),
    ("upward", "上缴上级支出"),
    ("trade", "经营支出"),
    ("subsidy", "对附属单位补助支出"),
)
FUNDS = ("general", "fund", "capital")
FUND_WORDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
THREE = ("three", "three.abroad", "three.car", "three.buy", "three.run", "three.guest")


def final_sheets(ledger: Ledger) -> list[Sheet]:
    """The nine tables of final accounts, and that of purchases in some places."""
    makers = (_overview, _income, _outlay, _fiscal, _general, _basic, _fund, _capital, _three)
    sheets = [make(ledger) for make in makers]
    if ledger.money["procurement"] and ledger.rng.random() < 0.3:
        sheets.append(purchases(ledger, ("政府采购情况表", "政府采购支出情况表")))
    return sheets + (self_assessments(ledger) if ledger.rng.random() < 0.35 else [])


def numbered(ledger: Ledger, facts: tuple[str, ...] = ("",)) -> list[Row]:
    """A row for each class (类) with its numeral; ``{}`` in a fact stands for the class."""
    known = functional_names(ledger.year)
    codes = [code for code in CLASSES if code in known]
    lines = [tuple(fact.format(code) for fact in facts) for code in codes]
    return [ledger.row(f"{NUMERALS[i]}、{known[code]}", lines[i]) for i, code in enumerate(codes)]


def filled(rows: list[Row], count: int, width: int) -> list[Row]:
    """The rows with blank ones behind them up to the count."""
    return [*rows, *(Row("", "", [None] * width) for _ in range(count - len(rows)))]


def _overview(ledger: Ledger) -> Sheet:
    word = ledger.rng.choice(("决算数", "金额", "决算数"))
    rights = numbered(ledger, ("spend.{}",))
    lefts = [ledger.row(f"{NUMERALS[i]}、{name}", [fact]) for i, (fact, name) in enumerate(INCOMES)]
    lefts = filled(lefts, len(rights), 1)
    surplus = "使用非财政拨款结余" if ledger.year >= 2019 else "用事业基金弥补收支差额"
    lefts += [
        ledger.row(label, [fact])
        for label, fact in (
            ("本年收入合计", "income"),
            (surplus, "surplus"),
            ("年初结转和结余", "carry-in"),
            ("总计", "total"),
        )
    ]
    rights += [
        ledger.row(label, [fact])
        for label, fact in (
            ("本年支出合计", "spend"),
            ("结余分配", "distribution"),
            ("年末结转和结余", "carry-out"),
            ("总计", "total"),
        )
    ]
    sides = [Side([Column(word, "^收入")], lefts), Side([Column(word, "^支出")], rights)]
    return Sheet("income-expenditure", "收入支出决算总表", sides, ledger.unit)


def _income(ledger: Ledger) -> Sheet:
    columns = [Column(word, f"^{word}$") for _, word in EARNED]
    rows = ledger.tree(
        "earned", lambda code: [key("earned" if code else "income", code, s) for s, _ in EARNED]
    )
    return Sheet("income", "收入决算表", [Side(columns, rows, coded=True)], ledger.unit)


def _outlay(ledger: Ledger) -> Sheet:
    columns = [Column(word, f"^{word}$") for _, word in SPENT]
    rows = ledger.tree("spend", lambda code: [key("spend", code, nature) for nature, _ in SPENT])
    return Sheet("expenditure", "支出决算表", [Side(columns, rows, coded=True)], ledger.unit)


def _fiscal(ledger: Ledger) -> Sheet:
    columns = [Column("合计", "^支出.*合计"), *(Column(w, w[:4]) for w in FUND_WORDS)]
    scopes = ("fiscal", *FUNDS)
    rights = numbered(ledger, tuple(f"{scope}.{{}}" for scope in scopes))
    lefts = [
        ledger.row(f"{NUMERALS[i]}、{word}", [f"income.{fund}"])
        for i, (fund, word) in enumerate(zip(FUNDS, FUND_WORDS, strict=True))
    ]
    lefts = filled(lefts, len(rights), 1)
    lefts += [
        ledger.row("本年收入合计", ["income.fiscal"]),
        ledger.row("年初财政拨款结转和结余", ["carry-in.fiscal"]),
    ]
    lefts += [
        ledger.row(f"{NUMERALS[i]}、{word}", [f"carry-in.{fund}"])
        for i, (fund, word) in enumerate(zip(FUNDS, FUND_WORDS, strict=True))
    ]
    lefts.append(ledger.row("总计", ["fiscal.total"]))
    rights += [ledger.row("本年支出合计", list(scopes))]
    rights += [ledger.row("年末财政拨款结转和结余", [f"carry-out.{scope}" for scope in scopes])]
    rights += [ledger.blank(4) for _ in FUNDS]
    rights.append(ledger.row("总计", [f"{scope}.total" for scope in scopes]))
    sides = [Side([Column("金额", "^收入")], lefts), Side(columns, rights)]
    return Sheet("fiscal-income-expenditure", "财政拨款收入支出决算总表", sides, ledger.unit)


def _general(ledger: Ledger) -> Sheet:
    natures = (("", "小计"), ("basic", "基本支出"), ("project", "项目支出"))
    columns = [Column(word, word, ("本年支出",)) for _, word in natures]
    rows = ledger.tree("general", lambda code: [key("general", code, nature) for nature, _ in natures])
    return Sheet(
        "general-expenditure",
        "一般公共预算财政拨款支出决算表",
        [Side(columns, rows, coded=True)],
        ledger.unit,
    )


def _basic(ledger: Ledger) -> Sheet:
    groups: list[list[Row]] = []
    for classes in (("301",), ("302",), ("303", "310")):
        rows = [
            ledger.row(ledger.name(code), [f"eco.{code}"], code)
            for start in classes
            for code in (start, *(c for c in ledger.money.economy if c.startswith(start)))
        ]
        groups.append(rows)
    longest = max(map(len, groups))
    sides = [Side([Column("决算数", "决算数")], filled(rows, longest, 1), coded=True) for rows in groups]
    return Sheet("basic-expenditure", "一般公共预算财政拨款基本支出决算明细表", sides, ledger.unit)


def _fund(ledger: Ledger) -> Sheet:
    group = ("本年支出",)
    columns = [
        Column("年初结转和结余", "^年初"),
        Column("本年收入", "^本年收入"),
        Column("小计", "小计", group),
        Column("基本支出", "基本支出", group),
        Column("项目支出", "项目支出", group),
        Column("年末结转和结余", "^年末"),
    ]

    def facts(code: str) -> list[str]:
        spent = [key("fund", code), key("fund", code, "basic"), key("fund", code, "project")]
        return [
            "carry-in.fund",
            "income.fund",
            *spent,
            "carry-out.fund",
        ]  # no department has two items of funds

    note = (
        ""
        if ledger.money["fund"]
        else "说明：本单位没有政府性基金收入，也没有使用政府性基金安排的支出，故本表无数据。"
    )
    title = "政府性基金预算财政拨款收入支出决算表"
    return Sheet(
        "government-fund", title, [Side(columns, ledger.tree("fund", facts), coded=True)], ledger.unit, note
    )


def _capital(ledger: Ledger) -> Sheet:
    natures = (("", "合计"), ("basic", "基本支出"), ("project", "项目支出"))
    columns = [Column(word, word) for _, word in natures]
    rows = ledger.tree("capital", lambda code: [key("capital", code, nature) for nature, _ in natures])
    note = "" if ledger.money["capital"] else "说明：本单位没有国有资本经营预算支出，故本表无数据。"
    title = "国有资本经营预算财政拨款支出决算表"
    return Sheet("state-capital", title, [Side(columns, rows, coded=True)], ledger.unit, note)


def three_columns(half: str) -> list[Column]:
    """The six columns of a half of the 三公 table."""
    cars = "公务用车购置及运行维护费"
    names = (
        ("合计", ()),
        ("因公出国（境）费", ()),
        ("小计", (cars,)),
        ("公务用车购置费", (cars,)),
        ("公务用车运行维护费", (cars,)),
        ("公务接待费", ()),
    )
    above = (half,) if half else ()
    return [Column(word, word, (*above, *group)) for word, group in names]


def _three(ledger: Ledger) -> Sheet:
    columns = three_columns("预算数") + three_columns("决算数")
    facts = [f"{name}@budget" for name in THREE] + list(THREE)
    sides = [Side(columns, [ledger.row("", facts)])]
    return Sheet("three-public", "财政拨款“三公”经费支出决算表", sides, ledger.unit)
