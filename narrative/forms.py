"""The value columns of the printed forms of each kind of table, in their order, with the words that name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .lexicon import column_labels


@dataclass(frozen=True, slots=True)
class Spec:
    """A column of a form: its key, the words that name it, its header path, the columns it may be a part of."""

    key: str
    pattern: str
    path: tuple[str, ...]
    parent: str = ""

    def finds(self, text: str) -> bool:
        """Whether the text names this column."""
        return bool(_compiled(self.pattern).search(text))


_compiled = cache(re.compile)

INCOME = (
    Spec("grand", r"总计(?=.*合计)", ("总计",)),
    Spec("total", r"本年收入合计|收入合计|合计|本年收入|总计|收入决算|收入预算", ("本年收入合计",), "grand"),
    Spec("fiscal", r"财政拨款收入|财政拨款(?!结转)|财政补助收入", ("财政拨款收入",), "total|grand"),
    Spec("general", r"一般公共预算", ("一般公共预算",), "total|grand"),
    Spec("government-fund", r"政府性基金", ("政府性基金预算",), "total|grand"),
    Spec("state-capital", r"国有资本经营", ("国有资本经营预算",), "total|grand"),
    Spec("special", r"财政专户|专户管理", ("财政专户管理资金收入",), "total|grand"),
    Spec("upper", r"上级补助收入|上级补助", ("上级补助收入",), "total|grand"),
    Spec("business", r"(?<!专户管理资金)事业收入", ("事业收入",), "total|grand"),
    Spec("operating", r"经营收入", ("经营收入",), "total|grand"),
    Spec("attached", r"附属.{0,4}上[缴解]|上缴收入", ("附属单位上缴收入",), "total|grand"),
    Spec("other", r"其他收入", ("其他收入",), "total|grand"),
    Spec("own", r"单位资金(?!.*事业收入)", ("单位资金",), "total|grand"),
    Spec("carry", r"上年结转|年初结转|结转结余|结转和结余", ("上年结转结余",), "grand|total"),
)
OUTLAY = (
    Spec("total", r"本年支出合计|支出合计|合计|小计|总计|本年支出|支出预算|支出决算", ("本年支出合计",)),
    Spec("basic", r"基本支出", ("基本支出",), "total"),
    Spec("personnel", r"人员(?:经费|支出)", ("基本支出", "人员经费"), "basic|total"),
    Spec("wages", r"工资福利支?出?", ("基本支出", "工资福利支出"), "personnel|basic"),
    Spec("family", r"对个人和家庭", ("基本支出", "对个人和家庭的补助"), "personnel|basic"),
    Spec("public", r"公用(?:经费|支出)", ("基本支出", "公用经费"), "basic|total"),
    Spec("goods", r"商品和服务支?出?", ("基本支出", "商品和服务支出"), "public|basic"),
    Spec("capital", r"资本性支?出?", ("基本支出", "资本性支出"), "public|basic"),
    Spec("project", r"项目支出|专项业务经费", ("项目支出",), "total"),
    Spec("running", r"其他运转类", ("项目支出", "其他运转类"), "project"),
    Spec("specific", r"特定目标类", ("项目支出", "特定目标类"), "project"),
    Spec("upward", r"上[缴解]上级", ("上缴上级支出",), "total"),
    Spec("operating", r"经营支出", ("经营支出",), "total"),
    Spec("subsidy", r"对附属.{0,4}补|对下级.{0,4}补|附属单位补助", ("对附属单位补助支出",), "total"),
    Spec("carry", r"结转下年", ("结转下年",)),
)
FINAL = ("total", "basic", "project", "upward", "operating", "subsidy")
"""支出决算表."""

FUNDS = (
    Spec("total", r"合计|小计|总计|预算数|决算数|金额", ("支出", "合计")),
    Spec("general", r"一般公共", ("支出", "一般公共预算财政拨款"), "total"),
    Spec("fiscal-share", r"其中[:：]?财政拨款", ("支出", "一般公共预算财政拨款", "其中：财政拨款")),
    Spec("government-fund", r"政府性基", ("支出", "政府性基金预算财政拨款"), "total"),
    Spec("state-capital", r"国有资本", ("支出", "国有资本经营预算财政拨款"), "total"),
    Spec("special", r"财政专户|专户管理", ("支出", "财政专户管理资金"), "total"),
    Spec("own", r"单位资金", ("支出", "单位资金"), "total"),
)
FUND_FLOW = (
    Spec("carry-in", r"年初结转|上年结转", ("年初结转和结余",)),
    Spec("income", r"本年收入", ("本年收入",)),
    Spec("total", r"小计|合计|本年支出", ("本年支出", "小计")),
    Spec("basic", r"基本支出", ("本年支出", "基本支出"), "total"),
    Spec("project", r"项目支出", ("本年支出", "项目支出"), "total"),
    Spec("carry-out", r"年末结转|结转下年|结余$", ("年末结转和结余",)),
)
THREE = (
    Spec("total", r"合计|三公.{0,2}经费|小计", ("合计",)),
    Spec("abroad", r"因公出国", ("因公出国（境）费",), "total"),
    Spec("cars", r"公务用车购置[及和与]运行", ("公务用车购置及运行维护费", "小计"), "total"),
    Spec(
        "purchase",
        r"(?:公务用车|小计.*?)购置费",
        ("公务用车购置及运行维护费", "公务用车购置费"),
        "cars|total",
    ),
    Spec(
        "running",
        r"(?<!购置[及和与])运行(?:维护)?费(?!合计)",
        ("公务用车购置及运行维护费", "公务用车运行维护费"),
        "cars|total",
    ),
    Spec("reception", r"公务接待", ("公务接待费",), "total"),
)
PERFORMANCE = (
    Spec("budget", r"年初预算", ("年初预算数",)),
    Spec("adjusted-budget", r"全年预算|调整后?预算", ("全年预算数",)),
    Spec("plan", r"(?<!年初)(?<!全年)(?<!调整)(?<!调整后)(?<!年初批复)预算(?:资金)?数", ("预算数",)),
    Spec("actual", r"全年执行|执行数|实际支出|决算数", ("全年执行数",)),
    Spec("weight", r"分值", ("分值",)),
    Spec("rate", r"执行率", ("执行率",)),
    Spec("score", r"得分", ("得分",)),
)
ECONOMIC = (
    Spec("total", r"合计|小计|总计|决算数|预算数|金额", ("合计",)),
    Spec("personnel", r"人员经费(?!合计)", ("人员经费",), "total"),
    Spec("public", r"公用经费(?!合计)", ("公用经费",), "total"),
)
PERIODS = (
    Spec("prior", r"上年(?:预算|决算|执行)数?", ("上年数",)),
    Spec("budget", r"年初预算数?", ("年初预算数",)),
    Spec("adjusted-budget", r"全年预算数?|调整预算数?|调整后预算", ("全年预算数",)),
    Spec("plan", r"(?<!年初)(?<!全年)(?<!调整)(?<!上年)预算数", ("预算数",)),
    Spec("actual", r"决算(?:统计)?数|执行数", ("决算数",)),
    Spec("amount", r"金额", ("金额",)),
)

PROJECT = (Spec("grand", r"合计|小计|金额|预算数", ("合计",)), *INCOME[3:])

CURRENT = Spec("current", r"[本当]年(?:财政)?(?:拨款|预算)(?!结转)", ("本年拨款",), "grand")
"""This year's money in a table of projects that does not tell the funds apart."""

PROCUREMENT = (
    Spec("grand", r"合计|小计|总计|金额|预算数", ("合计",)),
    Spec("goods", r"货物", ("货物",), "grand"),
    Spec("works", r"工程", ("工程",), "grand"),
    Spec("services", r"服务", ("服务",), "grand"),
)

FORMS: dict[str, tuple[Spec, ...]] = {
    "income": INCOME, "expenditure": OUTLAY, "general-expenditure": OUTLAY, "government-fund": OUTLAY,
    "state-capital": OUTLAY, "special-account": OUTLAY, "basic-expenditure": ECONOMIC, "operating-cost": ECONOMIC,
    "three-public": THREE, "performance-department": PERFORMANCE, "performance-project": PERFORMANCE,
    "economic-summary": (Spec("grand", r"总计|合计|小计", ("总计",)), *INCOME[3:]),
    "project": PROJECT, "basic-detail": PROJECT,
}  # fmt: skip


@cache
def head_words() -> frozenset[str]:
    """The words of heads as they are usually printed."""
    specs = (*INCOME, *OUTLAY, *FUNDS, *FUND_FLOW, *THREE, *PERFORMANCE, *ECONOMIC, *PERIODS)
    return frozenset(part for spec in specs for part in spec.path) | column_labels()


def unwrapped(parts: Sequence[str]) -> tuple[str, ...]:
    """The words above a column, those of one word that is wrapped over several rows of the head put together."""
    found: list[str] = []
    i = 0
    while i < len(parts):
        ends = (n for n in range(len(parts), i + 1, -1) if "".join(parts[i:n]) in head_words())
        end = next(ends, i + 1)
        found.append("".join(parts[i:end]))
        i = end
    return tuple(found)
