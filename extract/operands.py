"""What a share, a rate or a change is computed from: claims tied to claims."""

from __future__ import annotations

from collections.abc import Sequence

from .changes import Changes
from .completions import Completions
from .drafts import Draft
from .granted import saved
from .matching import Index
from .multiples import tie_multiple
from .shares import Shares


def tie(drafts: Sequence[Draft]) -> None:
    """Fill in the operands of every share, growth rate, change and completion rate."""
    index = Index(drafts)
    shares, changes = Shares(drafts, index), Changes(drafts, index)
    completions = Completions(drafts, index, changes)
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


def _saved(drafts: Sequence[Draft], draft: Draft) -> None:
    """Tie what was saved of a plan to what was spent and planned, where no amount says how much it was."""
    if {role for role, _ in draft.operands} <= {"level"} and (pair := saved(drafts, draft)):
        draft.operands = [("level", pair[0].index), ("budget", pair[1].index)]
