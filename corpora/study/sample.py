"""Hand validation: a random sample of findings and of numbers that were not accused, and what people make of it.

As validation studies of statcheck do (Nuijten et al. 2016, 2017): precision from the findings that a person confirms,
recall from what a person finds among the numbers that were passed, weighted by how many there are of each.
"""

from __future__ import annotations

import csv
import io
import json
import random
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ...narrative.errors import GouJiError
from ...narrative.failures import reading
from ...narrative.whole import write_all
from .cells import Say
from .rates import NOTHING, Estimate, wilson
from .run import origin
from .words import TYPES, VALUES

if TYPE_CHECKING:
    from ..screening.results import Results

COLUMNS = ("编号", "层", "报告", "位置", "种类", "原文", "说明", "应为", "判断", "备注")
_ENGLISH = {"stratum": "层", "verdict": "判断"}
"""The two columns that are read back, as an English sheet has them."""

WORDS = {"对": True, "错": False, "right": True, "wrong": False, "1": True, "0": False}
"""What may stand in 判断: 对, the program was right (a defect; or no defect); 错, it was not."""

RESAMPLED = 4000
Stratum = Literal["finding", "passed", "unchecked"]
_STRATA: dict[Stratum, tuple[str, str]] = {
    "finding": ("报出的问题", "reported"), "passed": ("核对相符", "passed"), "unchecked": ("未能核对", "unchecked"),
}  # fmt: skip
"""What people call the strata."""

_PLACE = "coalesce('第' || page || '页', '第' || line || '行', '第' || (start + 1) || '字')"
_CASES: dict[Stratum, tuple[str, str]] = {
    "finding": (
        "findings where root and severity <> 'info'",
        f"path, {_PLACE}, kind, quote, message, expected",
    ),
    "passed": (
        "claims where verdict in ('consistent', 'rounding')",
        f"path, {_PLACE}, type, text, subject, ''",
    ),
    "unchecked": (
        "claims where verdict = 'unverifiable'",
        f"path, {_PLACE}, type, text, reason, ''",
    ),
}  # fmt: skip
"""Where the cases of a stratum are, and what the sheet shows of each."""


def draw(results: Results, out: Path, *, count: int, seed: int, say: Say = str) -> Path:
    """Write a sheet of ``count`` cases of each stratum, in random order, and say where it is.

    The sheet is CSV that spreadsheets open; beside it stands what it was drawn from, and how many cases there were.
    ``say`` puts its words, which are Chinese, into another language.
    Raises GouJiError if there is nothing to draw from, OSError if it cannot be written.
    """
    rng = random.Random(seed)
    cases: list[tuple[object, ...]] = []
    sizes: dict[str, int] = {}
    for stratum, names in _STRATA.items():
        found = _drawn(results, stratum, count, rng, sizes)
        cases += [(say(names[0]), *(_said(row, say))) for row in found]
    if not cases:
        raise GouJiError(f"{results.folder}：没有可抽样的数据；请先运行 gouji screen")
    rng.shuffle(cases)
    out.mkdir(parents=True, exist_ok=True)
    sheet = out / f"sample-{seed}.csv"
    if sheet.exists():
        raise GouJiError(f"{sheet}：已经有这个种子的抽样表，可能已填了判断；请换一个 --seed")
    drawn = io.StringIO(newline="")
    writer = csv.writer(drawn)
    writer.writerow(map(say, COLUMNS))
    writer.writerows((i, *map(_inert, case), "", "") for i, case in enumerate(cases, 1))
    command = f"gouji study DIR --sample {count} --seed {seed}"
    about = json.dumps(
        {**origin(results, command), "seed": seed, "sizes": sizes},
        ensure_ascii=False,
        indent=1,
        sort_keys=True,
    )
    write_all({sheet: drawn.getvalue().encode("utf-8-sig"), _sizes(sheet): (about + "\n").encode()})
    return sheet


def _drawn(
    results: Results, stratum: Stratum, count: int, rng: random.Random, sizes: dict[str, int]
) -> list[tuple[str, ...]]:
    """So many cases of a stratum, in report order; how many there are is noted.

    Only those of the reports that are drawn from are ever in memory.
    """
    cases, shown = _CASES[stratum]
    execute = results.connection.execute
    counts = execute(f"select path, count(*) from {cases} group by path order by path").fetchall()
    ends = list(accumulate(number for _, number in counts))
    sizes[stratum] = size = ends[-1] if ends else 0
    chosen: dict[str, set[int]] = {}
    for position in rng.sample(range(size), min(count, size)):
        at = bisect_right(ends, position)
        path, number = counts[at]
        chosen.setdefault(path, set()).add(position - ends[at] + number)
    query = f'select {shown} from {cases} and path in (select unnest(?)) order by path, start, "end", id'
    found = groupby(execute(query, [list(chosen)]).fetchall(), key=itemgetter(0))
    return [row for path, rows in found for nth, row in enumerate(rows) if nth in chosen[path]]


def _said(row: tuple[str, ...], say: Say) -> list[str]:
    path, place, kind, quote, message, expected = (value or "" for value in row)
    name = VALUES.get(kind) or TYPES.get(kind) or kind
    return [path, say(place), say(name), quote, say(message) if message else "", expected]


def _inert(value: object) -> object:
    """A report's words, so written that no spreadsheet takes them for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value


@dataclass(frozen=True, slots=True)
class Validation:
    """What a hand-validated sample says: cases judged, and the two rates with their intervals."""

    judged: int
    blank: int
    precision: Estimate
    recall: Estimate
    recall_all: Estimate

    def text(self) -> str:
        """In Chinese, a line each."""
        lines = [f"已判断 {self.judged} 例，未填 {self.blank} 例（未填的不计）"]
        for name, estimate in (
            ("查准率", self.precision),
            ("查全率（已核对的数据中）", self.recall),
            ("查全率（连同未能核对的数据）", self.recall_all),
        ):
            if estimate is NOTHING or estimate.rate != estimate.rate:
                lines.append(f"{name}：样本不足，无法估计")
            else:
                lines.append(
                    f"{name}：{estimate.rate:.1%}（95% 区间 {estimate.low:.1%}–{estimate.high:.1%}）"
                )
        return "\n".join(lines)


def estimate(sheet: Path) -> Validation:
    """Read a sheet's verdicts back. Raises GouJiError in one line if it is not such a sheet or a verdict is none."""
    judged: dict[str, list[bool]] = {stratum: [] for stratum in _STRATA}
    blank = 0
    strata = {name: stratum for stratum, names in _STRATA.items() for name in (stratum, *names)}
    for number, row in enumerate(_read(sheet), 2):
        word, name = ((row[column] or "").strip().lower() for column in ("判断", "层"))
        if not word:
            blank += 1
        elif word not in WORDS:
            raise GouJiError(f"{sheet}：第{number}行的判断“{word}”不认识；请填 对 或 错")
        elif name not in strata:
            raise GouJiError(f"{sheet}：第{number}行的层“{name}”不认识；请不要改动“判断”“备注”以外的列")
        else:
            judged[strata[name]].append(WORDS[word])
    sizes = _read_sizes(sheet)
    found = judged["finding"]
    return Validation(
        judged=sum(map(len, judged.values())),
        blank=blank,
        precision=wilson(sum(found), len(found)),
        recall=recall(judged, sizes, ("passed",)),
        recall_all=recall(judged, sizes, ("passed", "unchecked")),
    )


def recall(judged: dict[str, list[bool]], sizes: dict[str, int], missed_in: tuple[Stratum, ...]) -> Estimate:
    """Defects found, of all: each stratum's sample stands for the whole stratum.

    The interval draws what each stratum holds beyond its sample from the Beta distribution that the sample leaves
    (Jeffreys' prior): a sample without a miss does not prove that there is none.
    """
    strata = ("finding", *missed_in)
    if any(not judged[stratum] and sizes[stratum] for stratum in strata):
        return NOTHING
    rng = random.Random(0)

    def once(hits: Callable[[str, bool], float]) -> float | None:
        right = hits("finding", True)
        missed = sum(hits(stratum, False) for stratum in missed_in)
        return right / (right + missed) if right + missed else None

    def expected(stratum: str, value: bool) -> float:
        cases = judged[stratum]
        return sizes[stratum] * cases.count(value) / len(cases) if cases else 0.0

    def drawn(stratum: str, value: bool) -> float:
        seen, hits = len(judged[stratum]), judged[stratum].count(value)
        return hits + max(sizes[stratum] - seen, 0) * rng.betavariate(hits + 0.5, seen - hits + 0.5)

    middle = once(expected)
    if middle is None:
        return NOTHING
    values = sorted(value for value in (once(drawn) for _ in range(RESAMPLED)) if value is not None)
    low, high = values[int(0.025 * len(values))], values[int(0.975 * len(values))]
    return Estimate(middle, min(low, middle), max(high, middle))


def _read(sheet: Path) -> list[dict[str, str]]:
    try:
        data = sheet.read_bytes()
    except OSError as problem:
        raise GouJiError(f"{sheet}：无法读取（{reading(problem)}）；请检查路径") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")  # as Excel saves CSV
    try:
        reader = csv.DictReader(text.splitlines(keepends=True))
        reader.fieldnames = [_ENGLISH.get(name, name) for name in reader.fieldnames or ()]
        rows = list(reader)
    except csv.Error:
        rows = []
    if not rows or not {"层", "判断"} <= set(rows[0]):
        raise GouJiError(
            f"{sheet}：不是抽样表（没有“层”“判断”两列）；请用 gouji study DIR --sample N 生成，填写后存为 CSV"
        )
    return rows


def _sizes(sheet: Path) -> Path:
    return sheet.with_suffix(".json")


def _read_sizes(sheet: Path) -> dict[str, int]:
    try:
        found = json.loads(_sizes(sheet).read_text(encoding="utf-8"))["sizes"]
        return {stratum: int(found[stratum]) for stratum in _STRATA}
    except (OSError, ValueError, KeyError, TypeError):
        raise GouJiError(f"{_sizes(sheet)}：找不到或已损坏；它与抽样表一起生成，请放在同一文件夹") from None
