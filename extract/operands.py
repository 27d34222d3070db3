"""What a share, a rate or a change is computed from: claims tied to claims."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .changes import Changes
from .completions import Completions
from .drafts import Draft
from .granted import saved
from .levels import Levels
from .matching import Index
from .multiples import tie_multiple
from .shares import Shares


def tie(drafts: Sequence[Draft]) -> None:
    """Fill in the operands of every share, growth rate, change and completion rate."""
    index = Index(drafts)
    levels, shares = Levels(drafts, index), Shares(drafts, index)
    changes = Changes(drafts, levels)
    completions = Completions(drafts, index, levels, changes)
    for draft in drafts:
        if draft.type == "share":
            shares.tie(draft)
        elif draft.type == "growth-rate" and [role for role, _ in draft.operands] == ["change"]:
            changes.follow(draft)
        elif draft.operands:
            continue
        elif draft.type == "change-amount":
            changes.change(draft)
        elif draft.type == "growth-rate":
            changes.growth(draft)
            _saved(drafts, draft)
        elif draft.type == "completion-rate":
            completions.tie(draft)
        elif draft.number.family == "times":
            tie_multiple(drafts, draft)
    _name_beside(drafts)


def _name_beside(drafts: Sequence[Draft]) -> None:
    """Name a change and its rate alike where one has a name: 事业收入减少2万元，下降5%; 下降5%，减少2万元."""
    for first, second in pairwise(drafts):
        change, rate = (first, second) if first.type == "change-amount" else (second, first)
        own = first.named and not second.named and first.sentence == second.sentence
        tied = rate.type == "growth-rate" and ("change", change.index) in rate.operands
        if own and tied and first.facets != second.facets:
            second.subject, second.facets, second.path = first.subject, first.facets, first.path


def _saved(drafts: Sequence[Draft], draft: Draft) -> None:
    """Tie what was saved of a plan to what was spent and planned, where no amount says how much it was."""
    if {role for role, _ in draft.operands} <= {"level"} and (pair := saved(drafts, draft)):
        draft.operands = [("level", pair[0].index), ("budget", pair[1].index)]
