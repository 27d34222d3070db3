"""Numbers that no words of their own name: of a project whose assessment is told, or of what they are computed from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .drafts import Draft

_PROJECT = re.compile(
    r"[“\"](?P<quoted>[^“”\"，。；]{3,60})[”\"](?:等\d个)?(?:项目|专项)?(?:支出|资金|经费)?(?=[，：:]|(?:绩效|自评|评价|得分|全年|年初|[本该20]))"
    r"|(?:^|[。；\s])(?:[（(]?[\d一二三四五六七八九十]{1,3}[）).．、]|[①-⑳])?(?P<plain>[^，。；：“”\d]{3,50}?项目)"
    r"(?:支出)?(?=[，：:]|绩效|自评|评价|得分|全年|年初|预算|资金)"
)
_NOT_ONE = re.compile(
    r"(?:各|所有|全部|重点|上述|以上|下列|本|该|个|项|预算|财政|部门|单位)(?:支出|资金)?项目$|(?:自评|评价|管理|工作)$"
)
_COMPUTED = ("part", "actual", "change", "level")


def name_by_project(drafts: Sequence[Draft]) -> None:
    """Give the amounts and rates of a project's assessment the project's name: 全年预算数为9万元，执行数为8万元."""
    for draft in drafts:
        if draft.subject or draft.type not in ("amount", "completion-rate", "score"):
            continue
        if draft.section is not None and draft.section.kind == "performance":
            draft.subject = _project_before(draft.paragraph.text[: draft.number.start])


def name_by_operands(drafts: Sequence[Draft]) -> None:
    """Give a rate or change without a name that of the number it is computed from."""
    for draft in drafts:
        if not draft.subject:
            own = (drafts[index].subject for role, index in draft.operands if role in _COMPUTED)
            draft.subject = next((name for name in own if name), "")


def _project_before(text: str) -> str:
    """The project that the text names last, ``""`` if it names none."""
    found = ""
    for match in _PROJECT.finditer(text[-600:]):
        name = match["quoted"] or match["plain"]
        found = found if _NOT_ONE.search(name) else name
    return found
