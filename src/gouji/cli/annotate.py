"""``gouji annotate``: labels for a report, made, checked, converted and compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .extras import needing
from .inputs import say, say_unread
from .language import chosen, tell

if TYPE_CHECKING:
    from ..corpora.annotation.model import AnnotationError


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="REPORT|FILE...")
@click.option("--out", type=click.Path(path_type=Path), help="写到这个标注文件；已有的文件不会改动。")
@click.option("--check", "task", flag_value="check", help="检查标注 FILE（后面可写报告的路径）。")
@click.option("--convert", "task", flag_value="convert", help="把标注 FILE 转成 --out 的格式。")
@click.option("--agree", "task", flag_value="agree", help="两份标注 A B 的一致程度（后面可写报告的路径）。")
@click.option("--decisions", "task", flag_value="decisions", help="把 JSON 中的处理意见转成标注。")
def annotate(paths: tuple[str, ...], out: Path | None, task: str | None) -> int:
    """标注报告 REPORT：用核对结果预先填好，写到 --out，供人修改；再用 --check 检查。

    标注的格式由文件名决定：.csv 是表格，可用编辑器或电子表格修改；.claims.jsonl 和 .findings.json
    是一对 JSON；.spacy 是 spaCy 的 DocBin（需要 gouji[nlp]）。
    """
    from ..corpora.annotation.model import AnnotationError

    try:
        with needing("nlp"):
            return _TASKS[task or "prefill"](paths, out)
    except AnnotationError as problem:
        return _refused(problem)


def _prefill(paths: tuple[str, ...], out: Path | None) -> int:
    from .. import api
    from ..corpora.annotation.convert import save
    from ..corpora.annotation.prefill import prefilled

    (path,) = _counted(paths, 1, 1, "一份报告")
    target = _target(out)
    audit = api.check(path)
    annotation = prefilled(audit)
    save(annotation, target, audit.report.text)
    count = f"数据 {len(annotation.claims)} 个，问题 {len(annotation.findings)} 处"
    tell(f"预填的标注在 {target}：{count}；改好后用 gouji annotate --check {target} 检查")
    return 2 if say_unread(audit, chosen()) else 0


def _check(paths: tuple[str, ...], out: Path | None) -> int:
    from ..corpora.annotation.convert import fitting

    path, *report = _counted(paths, 1, 2, "一份标注和（需要时）它的报告")
    found, _ = fitting(Path(path), report[0] if report else None)
    parts = f"数据 {len(found.claims)} 个，问题 {len(found.findings)} 处，可以 {len(found.acceptable)} 处"
    tell(f"{path}：没有发现不合格式之处（{parts}）")
    return 0


def _convert(paths: tuple[str, ...], out: Path | None) -> int:
    from ..corpora.annotation.convert import fitting, save

    path, *report = _counted(paths, 1, 2, "一份标注和（需要时）它的报告")
    target = _target(out)
    annotation, read = fitting(Path(path), report[0] if report else None)
    save(annotation, target, read.text)
    return 0


def _agree(paths: tuple[str, ...], out: Path | None) -> int:
    from ..corpora.annotation.agreement import agreement
    from ..corpora.annotation.convert import fitting

    one, other, *report = _counted(paths, 2, 3, "两份标注和（需要时）它们的报告")
    given = report[0] if report else None
    (first, read), (second, same) = fitting(Path(one), given), fitting(Path(other), given)
    if read.text != same.text:
        raise click.UsageError(f"{one} 和 {other} 标注的不是同一份报告")
    for measure in agreement(first, second, read.text):
        tell(measure.text())
    return 0


def _decisions(paths: tuple[str, ...], out: Path | None) -> int:
    from ..corpora.annotation.convert import save
    from ..corpora.annotation.decisions import decided

    path, *report = _counted(paths, 1, 2, "一个 JSON 文件和（需要时）报告的名字")
    target = _target(out)
    found = decided(Path(path), report[0] if report else None)
    save(found, target, "")
    tell(f"{target}：问题 {len(found.findings)} 处，可以 {len(found.acceptable)} 处")
    return 0


_TASKS = {
    "prefill": _prefill, "check": _check, "convert": _convert, "agree": _agree, "decisions": _decisions,
}  # fmt: skip


def _counted(paths: tuple[str, ...], least: int, most: int, what: str) -> tuple[str, ...]:
    if not least <= len(paths) <= most:
        raise click.UsageError(f"这里应写{what}，写了 {len(paths)} 个路径")
    return paths


def _target(out: Path | None) -> Path:
    if out is None:
        raise click.UsageError("请用 --out 写明标注文件，例如 --out 标注.csv")
    return out


def _refused(problem: AnnotationError) -> int:
    for line in problem.lines:
        say(line, chosen())
    return 2
