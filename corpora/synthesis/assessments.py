"""绩效: the tables of targets and of self-assessment of the first projects."""

from __future__ import annotations

from decimal import Decimal

from .ledger import Ledger
from .particulars import TOTAL, project_name
from .sheets import Column, Sheet, Side

INDICATORS = (
    ("产出指标", "数量指标", "开展活动次数", "≥12次", "14次", 2_000),
    ("产出指标", "质量指标", "验收合格率", "≥95%", "98%", 1_500),
    ("产出指标", "时效指标", "按时完成率", "100%", "100%", 1_500),
    ("效益指标", "社会效益指标", "公众知晓度", "有所提高", "有所提高", 3_000),
    ("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥90%", "93%", 1_000),
)
"""First, second and third level, the target, what was reached, and the marks; with those for money they are 100."""


def self_assessments(ledger: Ledger) -> list[Sheet]:
    """项目支出绩效自评表 of the first projects: money, then indicators with their marks."""
    return [_self_assessment(ledger, i, fact) for i, fact in enumerate(ledger.money.projects[:2])]


def _self_assessment(ledger: Ledger, place: int, fact: str) -> Sheet:
    counts = ledger.money.counts
    words = ("年初预算数", "全年预算数", "全年执行数")
    values = [f"{fact}@initial", f"{fact}@budget", fact]
    rows = [ledger.row("年度资金总额", values), ledger.row("其中：当年财政拨款", ["", "", ""])]
    spent, plan = (Decimal(ledger.money[each]) for each in (fact, f"{fact}@budget"))
    rate = f"{spent / plan * 100:.2f}%" if spent and plan else ""
    marks = _marks(counts[f"marks.{place}.money"])
    before = [["项目名称", project_name(place)], ["主管部门", ledger.owner]]
    after = [["三级指标", "年度指标值", "实际完成值", "", "分值", "", "得分"]]
    lost = counts[f"marks.{place}.lost"]
    for i, (_, _, name, target, reached, full) in enumerate(INDICATORS):
        after.append([name, target, reached, "", _marks(full), "", _marks(full - lost if i == 3 else full)])
    after.append(["总分", "", "", "", _marks(TOTAL), "", _marks(counts[f"marks.{place}"])])
    texts = [["10", rate, marks], ["－", "", "－"]]
    side = Side([Column(word, word) for word in words], rows, words=("分值", "执行率", "得分"), texts=texts)
    return Sheet("performance-project", "项目支出绩效自评表", [side], ledger.unit, before=before, after=after)


def targets(ledger: Ledger) -> list[Sheet]:
    """项目支出绩效目标表 of the first projects of a budget: the money and what it is to reach."""
    sheets = []
    for i, fact in enumerate(ledger.money.projects[:2]):
        rows = [ledger.row("年度资金总额", [fact]), ledger.row("其中：财政拨款", [fact])]
        before = [["项目名称", project_name(i)], ["主管部门", ledger.owner]]
        after = [["一级指标", "二级指标", "三级指标", "指标值"]]
        after += [[*words[:4]] for words in ([str(w) for w in each] for each in INDICATORS)]
        title = ledger.rng.choice(("项目支出绩效目标表", "项目绩效目标表"))
        side = Side([Column("金额", "金额")], rows)
        sheets.append(Sheet("performance-target", title, [side], ledger.unit, before=before, after=after))
    return sheets


def _marks(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}".rstrip("0") if rest else str(whole)
