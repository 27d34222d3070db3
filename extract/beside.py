"""What stands right beside a share: the amount that it spells out, the whole before it, the list it goes on with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cues import AMOUNT_OF_SHARE
from .drafts import Draft
from .kinds import gives_whole

_REST = re.compile(r"占(?!比)[^，。；：%]{0,60}(?:除外|不含|不包括|剔除|扣除|扣减)[^，。；：%]{0,40}$")
_LIST_GAP = re.compile(r"\s?(?:[、，,和及与]|以及)\s?$")


def goes_on(drafts: Sequence[Draft], draft: Draft) -> bool:
    """Whether a share goes on with a list of shares without amounts: 货物、服务的占比分别为80%、100%."""
    previous = drafts[draft.index - 1] if draft.index else None
    beside = previous is not None and previous.paragraph.id == draft.paragraph.id
    return beside and previous is not None and previous.type == "share" and bool(_LIST_GAP.match(draft.gap))


def spelt_out(drafts: Sequence[Draft], draft: Draft) -> Draft | None:
    """占90%，计80万元: the amount behind a share, which bears its name."""
    behind = drafts[draft.index + 1] if draft.index + 1 < len(drafts) else None
    if not draft.named or behind is None or behind.paragraph.id != draft.paragraph.id:
        return None
    same = behind.is_level and behind.sentence == draft.sentence and behind.subject == draft.subject
    return behind if same and AMOUNT_OF_SHARE.match(behind.gap) else None


def given_whole(drafts: Sequence[Draft], draft: Draft) -> Draft | None:
    """占本年支出合计100万元的90%: the whole is the amount right before its share."""
    previous = drafts[draft.index - 1] if draft.index else None
    if previous is None or draft.gap.strip() != "的" or not gives_whole(previous):
        return None
    return previous


def listed_whole(drafts: Sequence[Draft], draft: Draft) -> Draft | None:
    """分别占基本支出的83%、17%: the whole of the share before."""
    previous = drafts[draft.index - 1] if draft.index else None
    if previous is None or previous.type != "share" or previous.paragraph.id != draft.paragraph.id:
        return None
    if not _LIST_GAP.match(draft.gap):
        return None
    wholes = [i for role, i in previous.operands if role == "whole"]
    return drafts[wholes[0]] if wholes else None


def of_the_rest(words: str) -> bool:
    """Whether a share's whole leaves something out: 占财政性资金（人员类除外）总额的, 占扣除人员经费后的支出的."""
    return _REST.search(words) is not None
