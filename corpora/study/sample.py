"""Hand validation: a random sample of findings and of numbers that were not accused, and what people make of it.

As validation studies of statcheck do (Nuijten et al. 2016, 2017): precision from the findings that a person confirms,
recall from what a person finds among the numbers that were passed, weighted by how many there are of each.
"""

from __future__ import annotations

import csv
import io
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ...narrative.errors import GouJiError
from ...narrative.failures import reading
from ...narrative.whole import write_all
from .rates import NOTHING, Estimate, wilson

if TYPE_CHECKING:
    from ..screening.results import Results

COLUMNS = ("编号", "层", "报告", "位置", "种类", "原文", "说明", "应为", "判断", "备注")
WORDS = {"对": True, "错": False, "right": True, "wrong": False, "1": True, "0": False}
"""What may stand in 判断: 对, the program was right (a defect; or no defect); 错, it was not."""

RESAMPLED = 2000
Stratum = Literal["finding", "passed", "unchecked"]
_STRATA: tuple[Stratum, ...] = ("finding", "passed", "unchecked")
_QUERIES: dict[Stratum, str] = {
    "finding": """select path, start, kind, quote, message, expected from findings
        where root and severity <> 'info' order by path, start, "end", id""",
    "passed": """select path, start, type, text, subject, '' from claims
        where verdict in ('consistent', 'rounding') order by path, start""",
    "unchecked": """select path, start, type, text, reason, '' from claims
        where verdict = 'unverifiable' order by path, start""",
}


def draw(results: Results, out: Path, *, count: int, seed: int) -> Path:
    """Write a sheet of ``count`` cases of each stratum, in random order, and say where it is.

    The sheet is CSV that spreadsheets open; beside it stands how many cases there were to draw from.
    Raises GouJiError if there is nothing to draw from, OSError if it cannot be written.
    """
    rng = random.Random(seed)
    cases: list[tuple[object, ...]] = []
    sizes: dict[str, int] = {}
    for stratum in _STRATA:
        found = results.connection.execute(_QUERIES[stratum]).fetchall()
        sizes[stratum] = len(found)
        cases += [(stratum, *row) for row in rng.sample(found, min(count, len(found)))]
    if not cases:
        raise GouJiError(f"{results.folder}：没有可抽样的数据；请先运行 gouji screen")
    rng.shuffle(cases)
    out.mkdir(parents=True, exist_ok=True)
    sheet = out / f"sample-{seed}.csv"
    if sheet.exists():
        raise GouJiError(f"{sheet}：已经有这个种子的抽样表，可能已填了判断；请换一个 --seed")
    drawn = io.StringIO(newline="")
    writer = csv.writer(drawn)
    writer.writerow(COLUMNS)
    writer.writerows((i, *map(_inert, case), "", "") for i, case in enumerate(cases, 1))
    about = json.dumps({"sizes": sizes, "seed": seed})
    write_all({sheet: drawn.getvalue().encode("utf-8-sig"), _sizes(sheet): about.encode()})
    return sheet


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
    for number, row in enumerate(_read(sheet), 2):
        word = (row["判断"] or "").strip().lower()
        if not word:
            blank += 1
        elif word not in WORDS or row["层"] not in judged:
            raise GouJiError(f"{sheet}：第{number}行的判断“{word}”不认识；请填 对 或 错")
        else:
            judged[row["层"]].append(WORDS[word])
    sizes = _read_sizes(sheet)
    found = judged["finding"]
    return Validation(
        judged=sum(map(len, judged.values())),
        blank=blank,
        precision=wilson(sum(found), len(found)),
        recall=_recall(judged, sizes, ("passed",)),
        recall_all=_recall(judged, sizes, ("passed", "unchecked")),
    )


def _recall(judged: dict[str, list[bool]], sizes: dict[str, int], missed_in: tuple[Stratum, ...]) -> Estimate:
    """Defects found, of all: each stratum's sample stands for the whole stratum; interval by resampling each."""
    strata = ("finding", *missed_in)
    if any(not judged[stratum] and sizes[stratum] for stratum in strata):
        return NOTHING
    rng = random.Random(0)

    def once(samples: dict[str, list[bool]]) -> float | None:
        right = _share(samples["finding"], True) * sizes["finding"]
        missed = sum(_share(samples[stratum], False) * sizes[stratum] for stratum in missed_in)
        return right / (right + missed) if right + missed else None

    middle = once(judged)
    if middle is None:
        return NOTHING
    drawn = (
        once(
            {
                stratum: rng.choices(judged[stratum], k=len(judged[stratum])) if judged[stratum] else []
                for stratum in strata
            }
        )
        for _ in range(RESAMPLED)
    )
    values = sorted(value for value in drawn if value is not None)
    return Estimate(middle, values[int(0.025 * len(values))], values[int(0.975 * len(values))])


def _share(cases: list[bool], value: bool) -> float:
    return cases.count(value) / len(cases) if cases else 0.0


def _read(sheet: Path) -> list[dict[str, str]]:
    try:
        data = sheet.read_bytes()
    except OSError as problem:
        raise GouJiError(f"{sheet}：无法读取（{reading(problem)}）；请检查路径") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")  # as Excel saves CSV
    rows = list(csv.DictReader(text.splitlines(keepends=True)))
    if not rows or not {"层", "判断"} <= set(rows[0]):
        raise GouJiError(f"{sheet}：不是抽样表（没有“层”“判断”两列）；请用 gouji study DIR --sample N 生成")
    return rows


def _sizes(sheet: Path) -> Path:
    return sheet.with_suffix(".json")


def _read_sizes(sheet: Path) -> dict[str, int]:
    try:
        found = json.loads(_sizes(sheet).read_text(encoding="utf-8"))["sizes"]
        return {stratum: int(found[stratum]) for stratum in _STRATA}
    except (OSError, ValueError, KeyError, TypeError):
        raise GouJiError(f"{_sizes(sheet)}：找不到或已损坏；它与抽样表一起生成，请放在同一文件夹") from None
