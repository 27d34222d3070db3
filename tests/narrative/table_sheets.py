"""The tables 01–09 of the final accounts of an invented department."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from gouji.corpora.synthesis.sheets import Amounts, Column, Row, Sheet, Side
from gouji.narrative.lexicon import economic, functional

from .table_money import NATURES, SOURCES, ZERO, Department, Item

INCOME_WORDS = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
OUTLAY_WORDS = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
CLASSES = [
    "一般公共服务支出",
    "外交支出",
    "国防支出",
    "公共安全支出",
    "教育支出",
    "科学技术支出",
    "文化旅游体育与传媒支出",
    "社会保障和就业支出",
    "卫生健康支出",
    "节能环保支出",
    "城乡社区支出",
    "农林水支出",
    "交通运输支出",
    "资源勘探工业信息等支出",
    "商业服务业等支出",
    "金融支出",
    "援助其他地区支出",
    "自然资源海洋气象等支出",
    "住房保障支出",
    "粮油物资储备支出",
    "国有资本经营预算支出",
    "灾害防治及应急管理支出",
    "其他支出",
    "债务还本支出",
    "债务付息支出",
    "抗疫特别国债安排的支出",
]
NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
NUMERALS += [f"十{n}" for n in NUMERALS[:9]] + ["二十"] + [f"二十{n}" for n in NUMERALS[:6]]


def final_sheets(money: Department) -> list[Sheet]:
    """The nine tables of final accounts."""
    return [
        _overview(money),
        _income(money),
        _outlay(money),
        fiscal_overview(money),
        _general(money),
        _economic_items(money),
        _fund(money),
        state_capital(money),
        three_public(money),
    ]


def _classes(money: Department, items: list[Item], key: Callable[[Amounts], Decimal]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for item in items:
        name = functional()[item.code[:3]][0]
        found[name] = found.get(name, ZERO) + key(item.amounts)
    return found


def _overview(money: Department) -> Sheet:
    word = "决算数"
    left = [Column(word, "^收入")]
    right = [Column(word, "^支出")]
    income = [
        money.total("general"),
        money.total("fund"),
        ZERO,
        money.total("upper"),
        money.total("business"),
        money.total("trade"),
        money.total("attached"),
        money.total("other"),
    ]
    names = (
        "一般公共预算财政拨款收入",
        "政府性基金预算财政拨款收入",
        "国有资本经营预算财政拨款收入",
        *INCOME_WORDS[1:],
    )
    lefts = [money.row("", f"{NUMERALS[i]}、{names[i]}", [v]) for i, v in enumerate(income)]
    lefts += [Row("", "", [None])] * (len(CLASSES) - len(lefts))
    by_class = _classes(money, money.all_items, lambda a: sum((a[n] for n in NATURES), ZERO))
    rights = [
        money.row("", f"{NUMERALS[i]}、{name}", [by_class.get(name, ZERO)]) for i, name in enumerate(CLASSES)
    ]
    whole, earned = money.spent + money.carry_out, sum(income, ZERO)
    lefts += [
        money.row("", *pair)
        for pair in (
            ("本年收入合计", [earned]),
            ("使用非财政拨款结余", [ZERO]),
            ("年初结转和结余", [money.carry_in]),
            ("总计", [earned + money.carry_in]),
        )
    ]
    rights += [
        money.row("", *pair)
        for pair in (
            ("本年支出合计", [money.spent]),
            ("结余分配", [ZERO]),
            ("年末结转和结余", [whole - money.spent + money.carry_in]),
            ("总计", [earned + money.carry_in]),
        )
    ]
    return Sheet(
        "income-expenditure", "收入支出决算总表", [Side(left, lefts), Side(right, rights)], money.unit
    )


def _income(money: Department) -> Sheet:
    columns = [Column("本年收入合计", "本年收入合计"), *(Column(w, f"^{w}$") for w in INCOME_WORDS)]
    rows = money.tree(
        money.all_items, lambda a: [sum((a[s] for s in SOURCES), ZERO), *(a[s] for s in SOURCES)]
    )
    return Sheet("income", "收入决算表", [Side(columns, rows, coded=True)], money.unit)


def _outlay(money: Department) -> Sheet:
    columns = [Column("本年支出合计", "本年支出合计"), *(Column(w, f"{w}$") for w in OUTLAY_WORDS)]
    rows = money.tree(
        money.all_items, lambda a: [sum((a[n] for n in NATURES), ZERO), *(a[n] for n in NATURES)]
    )
    return Sheet("expenditure", "支出决算表", [Side(columns, rows, coded=True)], money.unit)


def fiscal_overview(money: Department) -> Sheet:
    left = [Column("金额", "^收入")]
    right = [
        Column("合计", "^支出.*合计"),
        Column("一般公共预算财政拨款", "一般公共"),
        Column("政府性基金预算财政拨款", "政府性基金"),
        Column("国有资本经营预算财政拨款", "国有资本"),
    ]
    lefts = [
        money.row("", f"{NUMERALS[i]}、{name}", [v])
        for i, (name, v) in enumerate(
            (
                ("一般公共预算财政拨款", money.total("general")),
                ("政府性基金预算财政拨款", money.total("fund")),
                ("国有资本经营预算财政拨款", ZERO),
            )
        )
    ]
    lefts += [Row("", "", [None])] * (len(CLASSES) - 3)
    general, fund = (_classes(money, money.all_items, lambda a, k=k: a[k]) for k in ("general", "fund"))
    rights = []
    for i, name in enumerate(CLASSES):
        g, f = general.get(name, ZERO), fund.get(name, ZERO)
        rights.append(money.row("", f"{NUMERALS[i]}、{name}", [g + f, g, f, ZERO]))
    g, f = money.total("general"), money.total("fund")
    for label in ("本年支出合计", "总计"):
        lefts.append(money.row("", label.replace("支出", "收入"), [g + f]))
        rights.append(money.row("", label, [g + f, g, f, ZERO]))
    return Sheet(
        "fiscal-income-expenditure",
        "财政拨款收入支出决算总表",
        [Side(left, lefts), Side(right, rights)],
        money.unit,
    )


def _general(money: Department) -> Sheet:
    columns = [
        Column(w, p, ("本年支出",))
        for w, p in (("小计", "合计|小计"), ("基本支出", "基本支出"), ("项目支出", "项目支出"))
    ]
    items = [i for i in money.items if i.amounts["general"]]

    def values(a: Amounts) -> list[Decimal]:
        basic = min(a["basic"], a["general"])
        return [a["general"], basic, a["general"] - basic]

    return Sheet(
        "general-expenditure",
        "一般公共预算财政拨款支出决算表",
        [Side(columns, money.tree(items, values), coded=True)],
        money.unit,
    )


def _economic_items(money: Department) -> Sheet:
    groups: list[list[Row]] = [[], [], []]
    for i, classes in enumerate((("301",), ("302",), ("303", "310"))):
        for code in classes:
            parts = {c: v for c, v in money.economy.items() if c.startswith(code)}
            groups[i].append(money.row(code, economic()[code][0], [sum(parts.values(), ZERO)]))
            groups[i] += [money.row(c, economic()[c][0], [v]) for c, v in parts.items()]
    longest = max(len(g) for g in groups)
    sides = [
        Side([Column("决算数", "合计|决算数")], g + [Row("", "", [None])] * (longest - len(g)), coded=True)
        for g in groups
    ]
    return Sheet("basic-expenditure", "一般公共预算财政拨款基本支出决算明细表", sides, money.unit)


def _fund(money: Department) -> Sheet:
    columns = [
        Column("年初结转和结余", "^年初"),
        Column("本年收入", "^本年收入"),
        Column("小计", "小计", ("本年支出",)),
        Column("基本支出", "基本支出", ("本年支出",)),
        Column("项目支出", "项目支出", ("本年支出",)),
        Column("年末结转和结余", "^年末"),
    ]
    items = [money.fund_item] if money.fund_item else []
    rows = money.tree(items, lambda a: [ZERO, a["fund"], a["fund"], ZERO, a["fund"], ZERO])
    if not items:
        rows = [Row("", "合计", [money.shown(ZERO)] * 6)]
    note = (
        ""
        if items
        else "说明：我单位没有政府性基金预算收入，也没有使用政府性基金预算安排的支出，故本表无数据。"
    )
    return Sheet(
        "government-fund",
        "政府性基金预算财政拨款收入支出决算表",
        [Side(columns, rows, coded=True)],
        money.unit,
        note,
    )


def state_capital(money: Department) -> Sheet:
    columns = [Column(w, w) for w in ("合计", "基本支出", "项目支出")]
    rows = [Row("", "合计", [money.shown(ZERO)] * 3)]
    note = "说明：我单位没有国有资本经营预算支出，故本表无数据。"
    return Sheet(
        "state-capital",
        "国有资本经营预算财政拨款支出决算表",
        [Side(columns, rows, coded=True)],
        money.unit,
        note,
    )


def three_public(money: Department) -> Sheet:
    cars = ("公务用车购置及运行维护费",)
    names: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        ("合计", "合计$", ()),
        ("因公出国（境）费", "因公出国", ()),
        ("小计", "小计$", cars),
        ("公务用车购置费", "购置费$", cars),
        ("公务用车运行维护费", "运行维护费$", cars),
        ("公务接待费", "公务接待", ()),
    )
    columns: list[Column] = []
    values: list[Decimal | None] = []
    for half, offset in (("预算数", 0), ("决算数", 4)):
        abroad, buy, run, guests = money.cars[offset : offset + 4]
        values += [abroad + buy + run + guests, abroad, buy + run, buy, run, guests]
        columns += [Column(w, f"^{half}.*{p}", (half, *group)) for w, p, group in names]
    return Sheet(
        "three-public",
        "财政拨款“三公”经费支出决算表",
        [Side(columns, [Row("", "", list(values))])],
        money.unit,
    )
