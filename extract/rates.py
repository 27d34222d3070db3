"""What a percentage is that no cue of the patterns explains: the trained model's answer, from the words around it.

The model is asked whether it is a share, a rate of growth or one of completion. What it says makes a claim that may be
confirmed; nothing is accused for it (compare/guessed.py). See docs/model-card.md.
"""

from __future__ import annotations

import re

from .linear import shipped
from .model import ClaimType

RULE = "model"
"""The rule of claims whose type the model has chosen."""
LABELS: tuple[ClaimType, ...] = ("share", "growth-rate", "completion-rate")
SURE = 0.8
"""The least probability: on voices and texts that nothing was trained on, no right reading is overturned above it."""
_DIGITS = re.compile(r"[0-9０-９][0-9０-９,，.．]*")
_WORDS = re.compile(r"[一-鿿]+")
_STOP = re.compile(r"[。；;！？]")
_BOUND = re.compile(
    r"(?:不低于|不高于|不少于|不超过|低于|高于|少于|超过|≥|≤|>|<|按[^，。；]{1,16}的|[率度])(?:为|达到?|是)?$"
)
"""A limit, or a ratio of its own: 不低于40%, 按公用经费的2%, 资产负债率12%."""
_WITHIN = re.compile(r"(?:以内|以上|以下|之内)")
_BASES = ("同比", "上年", "去年", "较", "比", "预算", "与", "相比", "年初")
_TAIL, _REACH = 14, 70


def guess(
    before: str, gap: str, after: str, *, previous: str, section: str
) -> tuple[ClaimType, float] | None:
    """The type that the model is sure of, and how sure; None if it is not, or the number is a limit.

    ``before`` is the sentence up to the number, ``gap`` what stands behind the number before it, which is of type
    ``previous`` (empty if there is none), ``after`` what follows.
    """
    if _BOUND.search(gap.rstrip()) or _WITHIN.match(after):
        return None
    names = rate_features(before, gap, after, previous=previous, section=section)
    model = shipped("rate")
    found = {label: model.probability(f"{label} {name}" for name in names) for label in LABELS}
    label = max(LABELS, key=found.__getitem__)
    sure = found[label] / sum(found.values())
    return (label, sure) if sure >= SURE else None


def rate_features(before: str, gap: str, after: str, *, previous: str, section: str) -> tuple[str, ...]:
    """Pieces of the words before and behind, marks between the numbers, what the number before is, the section."""
    sentence = _DIGITS.sub("0", _STOP.split(before[-_REACH:])[-1])
    tail, head = sentence[-_TAIL:], sentence[:-_TAIL]
    marks = _WORDS.sub(_length, _DIGITS.sub("0", gap[-30:])).replace(" ", "")[-8:]
    follows = _DIGITS.sub("0", after[:8])
    names = [f"in {tail[i : i + n]}" for n in (1, 2, 3) for i in range(len(tail) - n + 1)]
    names += [f"end{d} {tail[-n - d : len(tail) - d]}" for n in (1, 2, 3) for d in (0, 1)]
    names += [f"head {head[i : i + 2]}" for i in range(len(head) - 1)]
    names += [f"then {follows[:n]}" for n in (1, 2, 3)]
    names += [f"base {word} {previous}" for word in _BASES if word in sentence]
    names += [f"before {previous}", f"marks {marks}", f"marks {marks} {previous}", f"section {section}"]
    return tuple(dict.fromkeys(names))


def _length(words: re.Match[str]) -> str:
    return "字" if len(words.group()) < 3 else "词" if len(words.group()) < 7 else "句"
