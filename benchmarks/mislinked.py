"""Count what a gouji program, of any version, understands wrongly in annotated texts: types, columns and cells.

    python benchmarks/mislinked.py FOLDER... [--program COMMAND]

Each FOLDER holds NAME.txt with NAME.claims.jsonl, as ``gouji synthesize --format txt`` writes them. COMMAND is run as
``COMMAND check NAME.txt --format json``: an older version is measured by its own program, unchanged. A cell is right
if one of those that the program names overlaps one of those that the annotation accepts; numbers that were not
recognised count as wrong in all three.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

Record = dict[str, object]
FIGURES = ("type", "column", "cell")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--program", default=str(Path(sys.executable).with_name("gouji")), metavar="COMMAND")
    options = parser.parse_args()
    for folder in options.folders:
        cases: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        texts = sorted(path.with_suffix("").with_suffix(".txt") for path in folder.glob("*.claims.jsonl"))
        for text in filter(Path.exists, texts):
            for figure, right in judged(text, shlex.split(options.program)):
                cases[figure] += 1
                wrong[figure] += not right
        print(folder, len(texts), *(f"{figure} {wrong[figure]}/{cases[figure]}" for figure in FIGURES))


def judged(text: Path, program: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Each figure that the annotation asks for, and whether the program has it right."""
    done = subprocess.run([*program, "check", text, "--format", "json"], capture_output=True, check=False)
    if done.returncode > 1:
        sys.exit(done.stderr.decode() or f"{text}: the program failed")
    claims = json.loads(done.stdout)["reports"][0]["claims"]
    for line in text.with_suffix(".claims.jsonl").read_text(encoding="utf-8").splitlines():
        wanted = json.loads(line)
        if wanted["type"] != "other":
            here = (wanted["char_start"], wanted["char_end"])
            got = next((claim for claim in claims if overlaps(here, (claim["start"], claim["end"]))), None)
            yield "type", got is not None and got["type"] == wanted["type"]
            if wanted["type"] == "amount" and wanted["column"] != "none":
                yield "column", got is not None and got["column"] == wanted["column"]
            cells = places(wanted.get("cells") or [wanted.get("cell")])
            if cells:
                named = places(got["links"]) if got else []
                yield "cell", any(overlaps(one, other) for one in named for other in cells)


def places(cells: Sequence[Record | None]) -> list[tuple[int, int]]:
    """Where cells stand in the text; a blank cell stands nowhere."""
    found = [(cell["start"], cell["end"]) for cell in cells if cell]
    return [(start, end) for start, end in found if isinstance(start, int) and isinstance(end, int)]


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


if __name__ == "__main__":
    main()
