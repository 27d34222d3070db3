"""Invented, internally consistent tables of one department: final accounts 01–09 and the budget set, as data."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from gouji.narrative.lexicon import economic, functional

ZERO = Decimal(0)
Amounts = dict[str, Decimal]


@dataclass(frozen=True)
class Column:
    """A value column: its word in the head, the words it stands under, what its path must match when read."""

    word: str
    pattern: str
    groups: tuple[str, ...] = ()


@dataclass
class Row:
    """A printed row; None is a cell that is not filled in."""

    code: str
    label: str
    values: list[Decimal | None]


@dataclass
class Side:
    """Stub and value columns that stand side by side with others."""

    columns: list[Column]
    rows: list[Row]
    coded: bool = False


@dataclass
class Sheet:
    """One table."""

    kind: str
    title: str
    sides: list[Side]
    unit: str = "万元"
    note: str = ""


@dataclass
class Item:
    """A 项 with what was spent on it, by nature and by fund, and where the money came from."""

    code: str
    amounts: Amounts = field(default_factory=dict)


NATURES = ("basic", "project", "upward", "operating", "subsidy")
SOURCES = ("fiscal", "upper", "business", "trade", "attached", "other")
INCOME_WORDS = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
OUTLAY_WORDS = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
CLASSES = (
    "一般公共服务支出 外交支出 国防支出 公共安全支出 教育支出 科学技术支出 文化旅游体育与传媒支出 社会保障和就业支出 卫生健康支出 节能环保支出 "
    "城乡社区支出 农林水支出 交通运输支出 资源勘探工业信息等支出 商业服务业等支出 金融支出 援助其他地区支出 自然资源海洋气象等支出 住房保障支出 "
    "粮油物资储备支出 国有资本经营预算支出 灾害防治及应急管理支出 其他支出 债务还本支出 债务付息支出 抗疫特别国债安排的支出"
).split()
NUMERALS = "一 二 三 四 五 六 七 八 九 十".split()
NUMERALS += [f"十{n}" for n in NUMERALS[:9]] + ["二十"] + [f"二十{n}" for n in NUMERALS[:6]]
USUAL = ("2080505", "2080506", "2101101", "2101102", "2210201", "2010301", "2060302", "2050202", "2130104", "2240101")


class Department:
    """Money of an invented department; ``sheet(kind)`` prints one of its tables."""

    def __init__(self, seed: int, *, levels: str = "类款项", zeros: bool = False, unit: str = "万元") -> None:
        self.seed, self.rng = seed, random.Random(seed)
        self.levels, self.zeros, self.unit = levels, zeros, unit
        self.items = [self._item(code) for code in sorted(self.rng.sample(USUAL, self.rng.randint(3, 7)))]
        self.fund_item = self._fund_item("2120801") if self.rng.random() < 0.6 else None
        self.carry_in, self.carry_out = self._money(10, 500), ZERO
        self.economy = self._economy()
        self.cars = [self._money(1, 9) if self.rng.random() < 0.6 else ZERO for _ in range(8)]

    def _money(self, low: int, high: int) -> Decimal:
        scale = 10_000 if self.unit == "元" else 1
        return Decimal(self.rng.randint(low * 100 * scale, high * 100 * scale)) / 100

    def _item(self, code: str) -> Item:
        item = Item(code, dict.fromkeys((*NATURES, *SOURCES, "general", "fund"), ZERO))
        for nature in self.rng.choice((("basic",), ("project",), ("basic", "project"), ("basic", "project", "operating"))):
            item.amounts[nature] = self._money(5, 4000)
        spent = sum((item.amounts[n] for n in NATURES), ZERO)
        other = self.rng.choice((None, None, "business", "other"))
        item.amounts["fiscal"] = spent - item.amounts["operating"]
        item.amounts["general"] = item.amounts["fiscal"]
        item.amounts["trade"] = item.amounts["operating"]
        if other and item.amounts["basic"]:
            part = (item.amounts["basic"] / 3).quantize(Decimal("0.01"))
            item.amounts[other], item.amounts["fiscal"] = part, item.amounts["fiscal"] - part
            item.amounts["general"] = item.amounts["fiscal"]
        return item

    def _fund_item(self, code: str) -> Item:
        item = Item(code, dict.fromkeys((*NATURES, *SOURCES, "general", "fund"), ZERO))
        item.amounts["project"] = item.amounts["fiscal"] = item.amounts["fund"] = self._money(20, 900)
        return item

    def _economy(self) -> dict[str, Decimal]:
        codes = [c for c in economic() if len(c) == 5 and c[:3] in ("301", "302", "303", "310")]
        return {code: self._money(1, 300) for code in sorted(self.rng.sample(codes, 14))}

    @property
    def all_items(self) -> list[Item]:
        return self.items + ([self.fund_item] if self.fund_item else [])

    def total(self, key: str) -> Decimal:
        return sum((item.amounts[key] for item in self.all_items), ZERO)

    @property
    def spent(self) -> Decimal:
        return sum((self.total(key) for key in NATURES), ZERO)

    def shown(self, amount: Decimal) -> Decimal | None:
        """The amount as printed: zeros are left blank unless this department prints them."""
        return amount if amount or self.zeros else None

    def row(self, code: str, label: str, amounts: Iterable[Decimal]) -> Row:
        return Row(code, label, [self.shown(amount) for amount in amounts])

    def tree(self, items: list[Item], values: Callable[[Amounts], list[Decimal]]) -> list[Row]:
        """合计 and the rows of each 类, 款 and 项 as far as these levels are printed."""
        sums: dict[str, list[Decimal]] = {}
        for item in items:
            lengths = [n for n, level in ((3, "类"), (5, "款"), (7, "项")) if level in self.levels]
            for code in ["", *(item.code[:n] for n in lengths)]:
                old = sums.get(code, [ZERO] * len(values(item.amounts)))
                sums[code] = [a + b for a, b in zip(old, values(item.amounts), strict=True)]
        if not sums:
            return [Row("", "合计", [self.shown(ZERO)] * 3)]
        return [self.row(c, functional()[c][0] if c else "合计", sums[c]) for c in sorted(sums)]

    def sheets(self) -> list[Sheet]:
        """The nine tables of final accounts."""
        return [
            self.overview(), self.income(), self.outlay(), self.fiscal_overview(), self.general(),
            self.economic_items(), self.fund(), self.state_capital(), self.three_public(),
        ]  # fmt: skip

    def _classes(self, items: list[Item], key: Callable[[Amounts], Decimal]) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for item in items:
            name = functional()[item.code[:3]][0]
            found[name] = found.get(name, ZERO) + key(item.amounts)
        return found

    def overview(self) -> Sheet:
        word = "决算数"
        left = [Column(word, "^收入")]
        right = [Column(word, "^支出")]
        income = [self.total("general"), self.total("fund"), ZERO, self.total("upper"), self.total("business"),
                  self.total("trade"), self.total("attached"), self.total("other")]  # fmt: skip
        names = ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入", *INCOME_WORDS[1:])
        lefts = [self.row("", f"{NUMERALS[i]}、{names[i]}", [v]) for i, v in enumerate(income)]
        lefts += [Row("", "", [None])] * (len(CLASSES) - len(lefts))
        by_class = self._classes(self.all_items, lambda a: sum((a[n] for n in NATURES), ZERO))
        rights = [
            self.row("", f"{NUMERALS[i]}、{name}", [by_class.get(name, ZERO)]) for i, name in enumerate(CLASSES)
        ]
        whole, earned = self.spent + self.carry_out, sum(income, ZERO)
        lefts += [self.row("", *pair) for pair in (
            ("本年收入合计", [earned]), ("使用非财政拨款结余", [ZERO]), ("年初结转和结余", [self.carry_in]),
            ("总计", [earned + self.carry_in]))]  # fmt: skip
        rights += [self.row("", *pair) for pair in (
            ("本年支出合计", [self.spent]), ("结余分配", [ZERO]), ("年末结转和结余", [whole - self.spent + self.carry_in]),
            ("总计", [earned + self.carry_in]))]  # fmt: skip
        return Sheet("income-expenditure", "收入支出决算总表", [Side(left, lefts), Side(right, rights)], self.unit)

    def income(self) -> Sheet:
        columns = [Column("本年收入合计", "本年收入合计"), *(Column(w, f"^{w}$") for w in INCOME_WORDS)]
        rows = self.tree(self.all_items, lambda a: [sum((a[s] for s in SOURCES), ZERO), *(a[s] for s in SOURCES)])
        return Sheet("income", "收入决算表", [Side(columns, rows, coded=True)], self.unit)

    def outlay(self) -> Sheet:
        columns = [Column("本年支出合计", "本年支出合计"), *(Column(w, f"{w}$") for w in OUTLAY_WORDS)]
        rows = self.tree(self.all_items, lambda a: [sum((a[n] for n in NATURES), ZERO), *(a[n] for n in NATURES)])
        return Sheet("expenditure", "支出决算表", [Side(columns, rows, coded=True)], self.unit)

    def fiscal_overview(self) -> Sheet:
        left = [Column("金额", "^收入")]
        right = [Column("合计", "^支出.*合计"), Column("一般公共预算财政拨款", "一般公共"),
                 Column("政府性基金预算财政拨款", "政府性基金"), Column("国有资本经营预算财政拨款", "国有资本")]  # fmt: skip
        lefts = [self.row("", f"{NUMERALS[i]}、{name}", [v]) for i, (name, v) in enumerate((
            ("一般公共预算财政拨款", self.total("general")), ("政府性基金预算财政拨款", self.total("fund")),
            ("国有资本经营预算财政拨款", ZERO)))]  # fmt: skip
        lefts += [Row("", "", [None])] * (len(CLASSES) - 3)
        general, fund = (self._classes(self.all_items, lambda a, k=k: a[k]) for k in ("general", "fund"))
        rights = []
        for i, name in enumerate(CLASSES):
            g, f = general.get(name, ZERO), fund.get(name, ZERO)
            rights.append(self.row("", f"{NUMERALS[i]}、{name}", [g + f, g, f, ZERO]))
        g, f = self.total("general"), self.total("fund")
        for label in ("本年支出合计", "总计"):
            lefts.append(self.row("", label.replace("支出", "收入"), [g + f]))
            rights.append(self.row("", label, [g + f, g, f, ZERO]))
        return Sheet("fiscal-income-expenditure", "财政拨款收入支出决算总表", [Side(left, lefts), Side(right, rights)], self.unit)

    def general(self) -> Sheet:
        columns = [Column(w, p, ("本年支出",)) for w, p in (("小计", "合计|小计"), ("基本支出", "基本支出"), ("项目支出", "项目支出"))]
        items = [i for i in self.items if i.amounts["general"]]

        def values(a: Amounts) -> list[Decimal]:
            basic = min(a["basic"], a["general"])
            return [a["general"], basic, a["general"] - basic]

        return Sheet("general-expenditure", "一般公共预算财政拨款支出决算表", [Side(columns, self.tree(items, values), coded=True)], self.unit)

    def economic_items(self) -> Sheet:
        groups: list[list[Row]] = [[], [], []]
        for i, classes in enumerate((("301",), ("302",), ("303", "310"))):
            for code in classes:
                parts = {c: v for c, v in self.economy.items() if c.startswith(code)}
                groups[i].append(self.row(code, economic()[code][0], [sum(parts.values(), ZERO)]))
                groups[i] += [self.row(c, economic()[c][0], [v]) for c, v in parts.items()]
        longest = max(len(g) for g in groups)
        sides = [
            Side([Column("决算数", "合计|决算数")], g + [Row("", "", [None])] * (longest - len(g)), coded=True) for g in groups
        ]
        return Sheet("basic-expenditure", "一般公共预算财政拨款基本支出决算明细表", sides, self.unit)

    def fund(self) -> Sheet:
        columns = [Column("年初结转和结余", "^年初"), Column("本年收入", "^本年收入"), Column("小计", "小计", ("本年支出",)),
                   Column("基本支出", "基本支出", ("本年支出",)), Column("项目支出", "项目支出", ("本年支出",)),
                   Column("年末结转和结余", "^年末")]  # fmt: skip
        items = [self.fund_item] if self.fund_item else []
        rows = self.tree(items, lambda a: [ZERO, a["fund"], a["fund"], ZERO, a["fund"], ZERO])
        if not items:
            rows = [Row("", "合计", [self.shown(ZERO)] * 6)]
        note = "" if items else "说明：我单位没有政府性基金预算收入，也没有使用政府性基金预算安排的支出，故本表无数据。"
        return Sheet("government-fund", "政府性基金预算财政拨款收入支出决算表", [Side(columns, rows, coded=True)], self.unit, note)

    def state_capital(self) -> Sheet:
        columns = [Column(w, w) for w in ("合计", "基本支出", "项目支出")]
        rows = [Row("", "合计", [self.shown(ZERO)] * 3)]
        note = "说明：我单位没有国有资本经营预算支出，故本表无数据。"
        return Sheet("state-capital", "国有资本经营预算财政拨款支出决算表", [Side(columns, rows, coded=True)], self.unit, note)

    def three_public(self) -> Sheet:
        cars = ("公务用车购置及运行维护费",)
        names: tuple[tuple[str, str, tuple[str, ...]], ...] = (
            ("合计", "合计$", ()), ("因公出国（境）费", "因公出国", ()), ("小计", "小计$", cars),
            ("公务用车购置费", "购置费$", cars), ("公务用车运行维护费", "运行维护费$", cars), ("公务接待费", "公务接待", ()))  # fmt: skip
        columns: list[Column] = []
        values: list[Decimal | None] = []
        for half, offset in (("预算数", 0), ("决算数", 4)):
            abroad, buy, run, guests = self.cars[offset : offset + 4]
            values += [abroad + buy + run + guests, abroad, buy + run, buy, run, guests]
            columns += [Column(w, f"^{half}.*{p}", (half, *group)) for w, p, group in names]
        return Sheet("three-public", "财政拨款“三公”经费支出决算表", [Side(columns, [Row("", "", list(values))])], self.unit)
