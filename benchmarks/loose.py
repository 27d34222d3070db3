"""What becomes of numbers in prose that follows no template: missed, of a wrong type, in a wrong column.

    python benchmarks/loose.py [FILE...] [--list]

The texts of benchmarks/loose are invented; a number stands in them as {what is written|type column}: a(mount),
c(hange-amount), g(rowth-rate), s(hare), r (completion-rate), n (count), k (score), o(ther); x (actual), b(udget),
j (adjusted-budget), p(rior), - (none). An o may be read as a completion rate or a score as well, an amount marked -
as any. ``seen`` were written before the patterns were read, which were then mended by them; by ``unseen`` nothing was.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gouji.compare.audit import audit
from gouji.compare.model import Audit
from gouji.extract.scoring import Scorer, scoring_by
from gouji.narrative.read import read_text

TEXTS = Path(__file__).parent / "loose"
TYPES = {
    "a": "amount", "c": "change-amount", "g": "growth-rate", "s": "share", "r": "completion-rate",
    "n": "count", "k": "score", "o": "other",
}  # fmt: skip
COLUMNS = {"x": "actual", "b": "budget", "j": "adjusted-budget", "p": "prior", "-": "any"}
_MARK = re.compile(r"\{([^|}]*)\|([acgsrnko]) ?([xbjp-]?)\}")
_RATIO = ("other", "completion-rate", "score", "count", "amount")


@dataclass(frozen=True, slots=True)
class Number:
    """A marked number: where it stands in the text without marks, its type and its column (of amounts)."""

    start: int
    end: int
    type: str
    column: str


def marked(raw: str) -> tuple[str, list[Number]]:
    """The text without its marks, and what they say."""
    parts: list[str] = []
    numbers: list[Number] = []
    length = end = 0
    for match in _MARK.finditer(raw):
        before = raw[end : match.start()]
        parts += [before, match[1]]
        start, length = length + len(before), length + len(before) + len(match[1])
        numbers.append(Number(start, length, TYPES[match[2]], COLUMNS.get(match[3], "any")))
        end = match.end()
    return "".join([*parts, raw[end:]]), numbers


def judged(numbers: list[Number], result: Audit) -> Iterator[tuple[Number, str]]:
    """Each number with ``right``, ``missed``, ``type`` or ``column``."""
    for number in numbers:
        claim = next((c for c in result.claims if c.start < number.end and number.start < c.end), None)
        if claim is None:
            yield number, "missed"
        elif claim.type != number.type and not (number.type == "other" and claim.type in _RATIO):
            yield number, "type"
        elif number.type == "amount" and number.column not in ("any", claim.column):
            yield number, "column"
        else:
            yield number, "right"


def counted(paths: list[Path], scorer: Scorer, *, listed: bool = False) -> Counter[str]:
    """How many numbers came out how, and how many errors and warnings the texts got."""
    found: Counter[str] = Counter()
    for path in paths:
        text, numbers = marked(path.read_text(encoding="utf-8"))
        with scoring_by(scorer):
            result = audit(read_text(text))
        found["findings"] += sum(finding.severity != "info" for finding in result.findings)
        for number, outcome in judged(numbers, result):
            found[outcome] += 1
            if listed and outcome != "right":
                around = text[max(0, number.start - 16) : number.start], text[number.start : number.end]
                print(f"  {outcome} {number.type}: {'【'.join(around)}】".replace("\n", "/"))
    return found


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="*", type=Path, default=sorted(TEXTS.glob("*.txt")))
    parser.add_argument("--list", action="store_true", dest="listed")
    options = parser.parse_args()
    groups = sorted({path.stem.split("-")[0] for path in options.texts})
    scorers: tuple[Scorer, ...] = ("heuristic", "both")
    for group in groups:
        paths = [path for path in options.texts if path.stem.split("-")[0] == group]
        for scorer in scorers:
            found = counted(paths, scorer, listed=options.listed)
            numbers = sum(found.values()) - found["findings"]
            figures = " ".join(f"{name}={found[name]}" for name in ("missed", "type", "column", "findings"))
            print(f"{group} {scorer}: numbers={numbers} {figures}")


if __name__ == "__main__":
    main()
