"""自评表 read as a stream of words and numbers, whatever way its cells were laid out.

The grid of such a form is often lost: label rows run together, words wrap, blank cells vanish. What stands in a row
all the same follows the label of that row in the order of the form: 年初预算数, 全年预算数, 全年执行数, 分值, 执行率,
得分.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...narrative.model import Table
from ...narrative.record import record
from ..model import Evidence
from ..once import once
from ..wording import squeeze
from .scores import KINDS

_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:%|％)?$")
_DASHES = frozenset(("-", "—", "–", "－", "——", "--", "/"))
_NAME = re.compile(r"项目(?:支出)?名称[\s|：:]*(?P<name>[^\n\t|]{4,60})")
_NEXT = re.compile(r"\s(?:主管部门|实施单位|项目编码|项目类[别型]|预算单位)")
_HEADS = re.compile(r"预算数|执行数|执行率|项目类型|单位名称|自评得分")
"""What stands beside 项目名称 in the head of a list of projects."""
_MONEY = re.compile(r"(?:(?:资金|预算|支出)总额|拨款|资金|其他)(?:（[^（）]*）)?[:：]?$")
_WHOLE = re.compile(r"(?:资金|预算|支出)总额[:：]?$")
_ONLY_MONEY = re.compile(r"一级指标|资金管理|总体目标|绩效目标")
_WEIGHT = re.compile(r"预算执行(?:情况|率)[^一-鿿]{0,8}（万?元）\s*[（(](?P<weight>\d+)分")
_SUM = re.compile(r"(?:总分|合计|总计|总得分|自评总分)$")
_IN_YUAN = re.compile(r"（元）|[(]元[)]|单位[:：]元")
_IN_WAN = re.compile(r"万元")
_GRADES = ("优", "良", "中", "差")


@record
class Mark:
    """A word or a number of a table, with its place in the report."""

    text: str
    start: int
    end: int

    @property
    def value(self) -> Decimal:
        """The number, without its per cent sign."""
        return Decimal(self.text.rstrip("%％").replace(",", ""))

    @property
    def step(self) -> Decimal:
        """One unit of its last digit."""
        return Decimal(1).scaleb(int(self.value.as_tuple().exponent))

    @property
    def is_number(self) -> bool:
        """Whether it is a number, a rate included."""
        return _NUMBER.match(self.text) is not None

    @property
    def is_rate(self) -> bool:
        """Whether it is a number of per cent."""
        return self.is_number and self.text[-1] in "%％"


@record
class Run:
    """Words, and the numbers and dashes that follow them."""

    label: str
    values: tuple[Mark, ...]


@record
class Money:
    """A row of funds; ``shape`` says how many numbers of it stand before and behind its rate."""

    label: str
    budget: Mark | None
    adjusted: Mark
    actual: Mark
    rate: Mark | None
    weight: Decimal | None
    score: Mark | None
    shape: str


@record
class Form:
    """One form: the project's name, its rows of funds, its indicators, its total score and its grade."""

    table: Table
    name: str
    factor: int
    money: tuple[Money, ...]
    body: tuple[Mark, ...]
    total: Mark | None
    grade: Mark | None

    @property
    def whole(self) -> Money | None:
        """The row of all funds."""
        return next(
            (row for row in self.money if row.score is not None), self.money[0] if self.money else None
        )


@once
def forms(evidence: Evidence) -> tuple[Form, ...]:
    """The forms of self-assessment of a report, in their order."""
    tables = (table for table in evidence.report.tables if table.kind in KINDS)
    return tuple(_form(evidence.report.text, table) for table in tables)


def _form(text: str, table: Table) -> Form:
    words = marks(text, table.start, table.end)
    found = list(runs(words))
    head = next((i for i, each in enumerate(found) if _ONLY_MONEY.search(each.label) and i), len(found))
    area = text[table.start : table.end]
    printed = _WEIGHT.search(squeeze(area))
    weight = Decimal(printed["weight"]) if printed else None
    weighted = "分值" in area
    money = tuple(each for run in found[: head + 1] if (each := _money(run, weight, weighted)) is not None)
    laid = _labelled(found, weight)
    name = _NAME.search(text, table.start, table.end)
    begin = max(((row.score or row.rate or row.actual).end for row in (*money, *laid)), default=table.start)
    total, grade = _total(list(runs([word for word in words if word.start >= begin])), words)
    body = tuple(_body(words, begin, total))
    called = squeeze(_NEXT.split(name["name"])[0]) if name else ""
    called = "" if _HEADS.search(called) else called
    factor = _factor(table, text[table.start : begin])
    return Form(table, called, factor, money or laid, body, total, grade)


def _body(words: list[Mark], begin: int, total: Mark | None) -> Iterator[Mark]:
    """The indicators: what stands between the head with 三级指标 and the label of the total."""
    heads = [word.end for word in words if word.start >= begin and "三级指标" in word.text]
    last = [word.start for word in words if total and word.end <= total.start and _SUM.search(word.text)]
    for word in words:
        if word.start >= (heads[0] if heads else begin) and (not last or word.start < last[-1]):
            yield word


def _factor(table: Table, head: str) -> int:
    """How many 元 the form's unit is; 0 if it is not told."""
    if _IN_WAN.search(head) or table.unit == "万元":
        return 10_000
    return 1 if _IN_YUAN.search(head) or table.unit == "元" else 0


def marks(text: str, start: int, end: int) -> list[Mark]:
    """The words between two places, a per cent sign joined to its number."""
    found: list[Mark] = []
    for match in _WORD.finditer(text, start, end):
        word = Mark(match[0].strip("|"), *match.span())
        if word.text in ("%", "％") and found and found[-1].is_number and not found[-1].is_rate:
            found[-1] = Mark(found[-1].text + "%", found[-1].start, word.end)
        elif word.text:
            found.append(word)
    return found


def runs(words: list[Mark] | tuple[Mark, ...]) -> Iterator[Run]:
    """Labels with what follows each."""
    label: list[str] = []
    values: list[Mark] = []
    for word in words:
        if word.is_number or (word.text in _DASHES and values):
            values.append(word)
            continue
        if values:
            yield Run("".join(label[-3:]), tuple(values))
            label, values = [], []
        label.append(word.text)
    if label or values:
        yield Run("".join(label[-3:]), tuple(values))


def _money(run: Run, weight: Decimal | None, weighted: bool) -> Money | None:
    """年度资金总额 100 120 96 10 80% 8.00, with or without the first and the weight; parts may have no rate."""
    if not _MONEY.search(run.label):
        return None
    at = next((i for i, each in enumerate(run.values) if each.is_rate), len(run.values))
    before = [each for each in run.values[:at] if each.is_number]
    behind = [each for each in run.values[at + 1 :] if each.is_number]
    rate = run.values[at] if at < len(run.values) else None
    own = weight
    if (
        len(before) >= 3
        and weighted
        and rate
        and run.values[at - 1] is before[-1]
        and _WHOLE.search(run.label)
    ):
        own = before.pop().value
    if len(before) not in (2, 3) or len(behind) > 1 or (own is not None and own > 50):
        return None
    *first, adjusted, actual = before
    shape = f"{len(before)}{'%' if rate else ''}{len(behind)}"
    score = behind[0] if behind and rate else None
    return Money(run.label, first[0] if first else None, adjusted, actual, rate, own, score, shape)


def _labelled(found: list[Run], weight: Decimal | None) -> tuple[Money, ...]:
    """预算数：540 到位数：540 执行数：513 95.00% 10分 9.50: every number with its own label."""
    planned = None
    for i, run in enumerate(found[:-1]):
        if run.label.endswith(("预算数：", "预算数:", "预算数")) and len(run.values) == 1:
            planned = planned or run.values[0]
        if planned and run.label.startswith("执行数") and len(run.values) == 2 and run.values[1].is_rate:
            behind = found[i + 1]
            full = re.fullmatch(r"(\d+)分", behind.label)
            score = behind.values[0] if full and len(behind.values) == 1 else None
            own = Decimal(full[1]) if full else weight
            return (Money("项目资金", None, planned, run.values[0], run.values[1], own, score, "labelled"),)
    return ()


def _total(found: list[Run], words: list[Mark]) -> tuple[Mark | None, Mark | None]:
    """The total score and the grade beside it."""
    for run in reversed(found):
        plain = [each for each in run.values if each.is_number and not each.is_rate]
        if _SUM.search(run.label) and plain and len(plain) <= 2 and plain[-1].value <= 100:
            if len(plain) == 2 and plain[0].value != 100:
                continue
            behind = next((each for each in words if each.start >= plain[-1].end), None)
            return plain[-1], behind if behind and behind.text in _GRADES else None
    return None, None
