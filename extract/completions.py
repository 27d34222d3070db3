"""Completion rates: the amount spent and the budget that a percentage is computed from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..narrative.parts import MONEY
from .changes import Changes
from .drafts import Draft
from .granted import granted
from .levels import Levels, is_base
from .matching import Index, before, kinship
from .totals import is_grand

_WHICH = re.compile(r"年初|全年|调整")
_DONE = re.compile(
    r"(?:[，,]?(?:与|和|同|跟)[^，。；]{0,8}(?:持平|一致|相同|相等))?[，,（(]?(?:已|共)?完成(?:率)?(?:为|达到?)?$"
)
_MONEY_RATE = re.compile(r"预算|执行|支付|支出|决算|资金")
_PARTLY = re.compile(
    r"个别|部分(?!门)|有的|少数|(?<![1１])[1-9１-９]月(?:末|底|份)?|1[01]月(?:末|底|份)?|上半年|前三季度|[一二三1-3]季度"
)
_TROUBLE = re.compile(r"问题|不足之处|偏差原因|下一步")
_OTHER_RATE = re.compile(r"(?:调整|变动|结余|结转|节约|节支|偏[差离])率[^，。；]{0,3}$")
"""Rates of the difference from a budget, and not of what was done of it."""
_ADDED = re.compile("追加|追减|调增|调减|调整")
_BESIDE = 8
"""So many numbers before a rate are looked through for a budget of its sentence."""
_SUMMED = re.compile("合计|共计|总(?=执行|完成|支付|支出率|体)|综合|平均")
_NOT_YET = re.compile(
    r"(?:未|没有?)(?:能|有|形成|实际|及时)?(?:支出|执行|使用|支付|启动|实施|发生|开展|拨付|动工|开工)"
)
_YEARS = re.compile(r"(?:20\d\d年?度?[、，,和及与至]){1,9}20\d\d年[^。；]{0,60}分别")
"""Several years one behind the other: their rates come one behind the other too."""
_LISTED = re.compile(r"分别(?:为|是|达到?)?(?:[\d.]+%[、，,和及与]?)*$")
"""A rate in a list of rates, which stand in the order of what was named before."""
_ROLES = ("actual", "budget")
_ALL_FOR = re.compile(r"，(?:全部|全额|均|都)(?:是|为|用于|用来|属于|系|安排)")
_BASE = re.compile("预算|计划")
_SPAN = re.compile(r"累计|当年|本年")


def _other_span(draft: Draft, actual: Draft) -> bool:
    """Whether a rate is of one year and the amount of several: 累计支出90万元，当年执行率100%."""
    own, other = _SPAN.search(draft.piece), _SPAN.search(actual.piece)
    return own is not None and other is not None and (own.group() == "累计") != (other.group() == "累计")


def _in_part(draft: Draft) -> bool:
    """Whether a rate speaks of a part of the year or of the projects, or of what went wrong: 9月末执行率仅52%."""
    text, at = draft.paragraph.text, draft.number.start
    start = max(text.rfind(mark, 0, at) for mark in "。；！？") + 1
    return _PARTLY.search(draft.piece) is not None or _TROUBLE.search(text, start, at) is not None


def _with(drafts: Sequence[Draft], draft: Draft) -> list[Draft]:
    """The amounts of one paragraph with another draft."""
    return [d for d in drafts if d.paragraph.id == draft.paragraph.id and d.is_level]


def _sentence(draft: Draft) -> str:
    """What its sentence says before a rate."""
    text, at = draft.paragraph.text, draft.number.start
    return text[max(text.rfind(mark, 0, at) for mark in "。；！？") + 1 : at]


def _of_money(draft: Draft) -> bool:
    """Whether its section tells of money, and not of work that was done with it."""
    kind = draft.section.kind if draft.section is not None else "other"
    return kind in MONEY and kind not in ("performance", "projects")


def _of_another(draft: Draft, actual: Draft, back: Sequence[Draft]) -> bool:
    """Whether the budget before a rate is of an item without outturn: 甲支出8万元；乙预算5万元，执行率0%."""
    base = back[0] if back else draft
    if base.column not in ("budget", "adjusted-budget") or not base.named or is_base(base):
        return False
    apart = (
        base.sentence == draft.sentence == actual.sentence and base.segment == draft.segment != actual.segment
    )
    return apart and kinship(base.facets, actual.facets) < 0.6


def _of_none(draft: Draft) -> bool:
    """Whether a rate has no amount of its own: of a list of years, or 0 where nothing was spent yet."""
    said = _sentence(draft)
    return (
        _YEARS.search(said) is not None
        or _LISTED.search(said) is not None
        or (not draft.number.quantity.value and _NOT_YET.search(said) is not None)
    )


class Completions:
    """Ties the completion rates of one report to their amounts."""

    def __init__(self, drafts: Sequence[Draft], index: Index, levels: Levels, changes: Changes) -> None:
        self.drafts = drafts
        self.levels = levels
        self.index = index
        self.changes = changes

    def tie(self, draft: Draft) -> None:
        """Operands actual and budget."""
        if _OTHER_RATE.search(draft.piece):
            return
        if (pair := granted(self.drafts, draft)) is not None:
            if not _in_part(draft):
                draft.operands = [(role, each.index) for role, each in zip(_ROLES, pair, strict=False)]
            return
        if (
            not _MONEY_RATE.search(draft.piece)
            and draft.rule != "rate-after-amount"
            and not self._done(draft)
        ):
            return
        if _in_part(draft) or _of_none(draft):
            return
        back = [d for d in before(self.drafts, draft) if d.is_level and not d.reason]
        actual = self._compared(draft, back) or self._nearest(draft, back, ("actual",))
        if actual is None or _other_span(draft, actual) or self._of_total(draft, actual, back):
            return
        if _of_another(draft, actual, back):
            return
        budget = self._budget_beside(draft, actual, back)
        if budget is not None and self._of_two(draft, actual, budget):
            return
        draft.operands = [("actual", actual.index)]
        if budget is not None and self._added(budget, draft, actual):
            return
        apart = self._apart(draft, actual) if budget is None else None
        if budget is None and apart is None:
            budget = self._elsewhere(draft, actual)
        if budget is not None and not self._of_several(draft, actual, budget):
            draft.operands.append(("budget", budget.index))
        elif apart is not None:
            draft.operands.append(("change", apart.index))

    def _elsewhere(self, draft: Draft, actual: Draft) -> Draft | None:
        """A budget stated further away, where its own sentence states none; of projects none of another paragraph."""
        order = self._order(draft, actual)
        here = self.drafts[max(0, draft.index - _BESIDE) : draft.index]
        if any(d.sentence == draft.sentence and d.column in order for d in _with(here, draft)):
            return None
        found = self.index.find(actual.facets, draft.index, columns=order, least=0.8)
        apart = found is not None and found.paragraph.id != draft.paragraph.id
        assessed = draft.section is not None and draft.section.kind == "performance"
        return None if apart and assessed else found

    def _of_several(self, draft: Draft, actual: Draft, budget: Draft) -> bool:
        """Whether the amount is a sum of several, and the budget that of one: …；合计执行90万元，总执行率95%."""
        summed = _SUMMED.search(draft.piece) or _SUMMED.search(actual.piece)
        return summed is not None and budget.segment != actual.segment and not _SUMMED.search(budget.piece)

    def _of_total(self, draft: Draft, actual: Draft, back: list[Draft]) -> bool:
        """Whether the amount is a 总计, with the carry-over, and the budget right before the rate is not of it."""
        base = back[0] if back and back[0].sentence == draft.sentence else None
        budgeted = base is not None and base.column in ("budget", "adjusted-budget")
        apart = actual.sentence != draft.sentence and is_grand(actual)
        return budgeted and apart and base is not None and not is_grand(base)

    def _apart(self, draft: Draft, actual: Draft) -> Draft | None:
        """How far the actual lies from a budget that is not stated: 较年初预算增加20万元，完成年初预算的120%."""
        said = _WHICH.search(draft.piece)
        base = "" if said is None else "budget" if said.group() == "年初" else "adjusted-budget"
        for other in self.changes.beside(draft):
            if other.type != "change-amount" or other.sentence != draft.sentence or not other.direction:
                continue
            if not other.operands:
                self.changes.change(other)
            if other.index > draft.index and not _BASE.search(other.gap):
                continue  # 执行率95%，节约资金10万元
            against = other.against if other.against in ("budget", "adjusted-budget", "bare") else None
            if ("level", actual.index) in other.operands and against and base in ("", against):
                return other
        return None

    def _done(self, draft: Draft) -> bool:
        """Whether 完成 alone stands right behind a budget: 办案40万元（年初预算50万元，完成80%）."""
        previous = self.drafts[draft.index - 1] if draft.index else None
        if previous is None or previous.sentence != draft.sentence:
            return False
        if not previous.is_level or previous.column == "actual":
            return self._done_of_item(draft, previous)
        beside = previous.paragraph.id == draft.paragraph.id and previous.column in (
            "budget",
            "adjusted-budget",
        )
        return beside and _DONE.fullmatch(draft.gap) is not None

    def _done_of_item(self, draft: Draft, previous: Draft) -> bool:
        """Whether 完成 alone stands behind what an item was budgeted and spent: 年初预算50万元，决算40万元，完成80%.

        In the section on 绩效 it may be work that was done.
        """
        text, end = draft.paragraph.text, draft.number.end
        if draft.path != previous.path or not (draft.path or _of_money(draft)):
            return False
        if _DONE.fullmatch(draft.gap) is None:
            return False
        if text[end : end + 1] == "的" or previous.paragraph.id != draft.paragraph.id:
            return False
        if previous.type == "change-amount":
            return bool(previous.direction) and previous.against in ("budget", "adjusted-budget")
        base = self.drafts[previous.index - 1] if previous.index else None
        budgeted = base is not None and base.column in ("budget", "adjusted-budget") and base.is_level
        return previous.is_level and budgeted and base is not None and base.sentence == draft.sentence

    def _compared(self, draft: Draft, back: list[Draft]) -> Draft | None:
        """与年初预算20万元相比减少2万元，完成预算的90%: the actual of what the budget is named for."""
        here = [d for d in back if d.sentence == draft.sentence]
        if not here or not is_base(here[0]) or self.levels.shared(draft) is not None:
            return None
        actual = (d for d in back if d.column == "actual" and d.path == here[0].path)
        return next((d for d in actual if d.facets == here[0].facets), None)

    def _nearest(self, draft: Draft, back: list[Draft], columns: tuple[str, ...]) -> Draft | None:
        fit = [d for d in back if d.column in columns]
        if draft.named and (kin := [d for d in fit if kinship(d.facets, draft.facets) >= 0.75]):
            return kin[0]
        return fit[0] if fit else self._ahead(draft, columns)

    def _ahead(self, draft: Draft, columns: tuple[str, ...]) -> Draft | None:
        for later in self.drafts[draft.index + 1 : draft.index + 3]:
            if later.type == "completion-rate":
                return None
            if later.paragraph.id == draft.paragraph.id and later.is_level and later.column in columns:
                return later
        return None

    def _order(self, draft: Draft, actual: Draft) -> tuple[str, ...]:
        """The columns that the rate may be over, the likelier first."""
        said = _WHICH.search(draft.piece)
        if said is not None:
            initial = said.group() == "年初"
        else:
            initial = actual.section is None or actual.section.kind != "three-public"
        return ("budget", "adjusted-budget") if initial else ("adjusted-budget", "budget")

    def _budget_beside(self, draft: Draft, actual: Draft, back: list[Draft]) -> Draft | None:
        if (earlier := self._of_earlier_year(actual)) is not None:
            return earlier
        order, said = self._order(draft, actual), _WHICH.search(draft.piece)
        if back and back[0].column in order and self._of_all(actual, back[0]):
            return back[0]
        alike = [d for d in back if d.column in order and d.path == actual.path]
        near = [d for d in alike if kinship(d.facets, actual.facets) >= 0.6]
        if not near:
            return next((d for d in alike if d.path and d.index == actual.index - 1), None)
        same = [d for d in near if said and d.column == order[0] and d.sentence == near[0].sentence]
        return (same or near)[0]

    def _of_all(self, actual: Draft, budget: Draft) -> bool:
        """Whether a budget is of what all of an amount was spent on: 支出9万元，全部用于设施建设，年初预算10万元."""
        here = budget.index == actual.index + 1 and budget.sentence == actual.sentence
        return here and _ALL_FOR.match(budget.gap) is not None

    def _added(self, budget: Draft, draft: Draft, actual: Draft) -> bool:
        """Whether something was added to the initial budget and the rate is of both: 年初40万元，追加10万元."""
        said = _WHICH.search(draft.piece)
        if budget.column != "budget" or (said is not None and said.group() == "年初"):
            return False
        between = self.drafts[budget.index + 1 : draft.index if said else actual.index]
        return any(_ADDED.search(each.piece) for each in between if each.type == "change-amount")

    def _of_two(self, draft: Draft, actual: Draft, budget: Draft) -> bool:
        """Whether a budget is of another item than an amount, or both have a rate and another amount follows.

        甲预算90万元，支出80万元；乙预算50万元，执行率0%. 支出190万元，执行率95%，其中追加资金支出45万元，执行率90%.
        """
        here = budget.sentence == draft.sentence == actual.sentence and not is_base(budget)
        if here and budget.segment == draft.segment != actual.segment:
            return True
        pair = [("actual", actual.index), ("budget", budget.index)]
        between = self.drafts[max(actual.index, budget.index) + 1 : draft.index]
        rated = next((d for d in between if d.type == "completion-rate" and d.operands == pair), None)
        return rated is not None and any(
            d.index > rated.index and d.number.family == "money" for d in between
        )

    def _of_earlier_year(self, actual: Draft) -> Draft | None:
        """The budget right before an actual, if both are of a year before: 2023年预算数28万元，执行数27万元."""
        base = self.drafts[actual.index - 1] if actual.index else None
        if base is None or (base.paragraph.id, base.sentence) != (actual.paragraph.id, actual.sentence):
            return None
        return base if base.column == "prior" and base.is_level and "预算" in base.piece else None
