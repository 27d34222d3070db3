"""``gouji evaluate``: how well the program understands reports whose truth is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..narrative.whole import refuse_unwritable
from .language import said, tell
from .output import emit
from .synthesize import FORMATS, require_voice

if TYPE_CHECKING:
    from ..corpora.evaluation import Miss, Score
    from ..extract.scoring import Scorer

NAMES = {
    "recall": "识别率",
    "precision": "准确率",
    "type": "类型",
    "value": "数值",
    "column": "栏目",
    "links": "单元格",
    "operands": "运算数",
    "verdict": "判断",
    "checked": "已核对",
}


@click.command()
@click.option("--seed", type=int, default=0, show_default=True, help="随机种子。")
@click.option("--count", type=click.IntRange(1), default=50, show_default=True, help="报告份数。")
@click.option("--format", "form", type=click.Choice(FORMATS), help="只用一种格式。")
@click.option("--voice", metavar="NAME", help="只用一种行文。")
@click.option(
    "--scorer", type=click.Choice(("heuristic", "model", "both")), help="由谁选单元格；不写则如 gouji check。"
)
@click.option(
    "--accuracy",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写出 docs/accuracy.md 那样的表：启发式、模型、两者并用，各有 95% 置信区间。",
)
@click.option(
    "--gold",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="标注文件夹（NAME.claims.jsonl），与 --accuracy 同用。",
)
@click.option("--list", "listed", is_flag=True, help="按模板列出没有认对的地方，各举一例。")
def evaluate(
    seed: int,
    count: int,
    form: str | None,
    voice: str | None,
    scorer: Scorer | None,
    accuracy: Path | None,
    gold: Path | None,
    listed: bool,
) -> None:
    """用编造的正确报告衡量 gouji：识别、类型、单元格、运算数、判断，以及误报。

    正确的报告不应有问题：“误报”是每份报告的错误和疑点数。
    """
    from ..corpora.evaluation import grouped, scored
    from ..extract.scoring import DEFAULT, scoring_by

    require_voice(voice)
    if gold is not None and accuracy is None:
        raise click.UsageError("--gold 要与 --accuracy 同用")
    if accuracy is not None:
        _write_accuracy(accuracy, seed, count, gold)
        return
    try:
        with scoring_by(scorer or DEFAULT):
            scores = list(scored(seed, count, form, voice))
    except ModuleNotFoundError as missing:
        raise click.UsageError(f"缺少 {missing.name}，请安装 gouji[synthesis]") from missing
    for group, parts in grouped(scores).items():
        click.echo(_table(group, parts))
    if listed:
        for line in _misses(miss for _, score in scores for miss in score.misses):
            click.echo(line)


def _write_accuracy(path: Path, seed: int, count: int, gold: Path | None) -> None:
    from ..corpora.ablation import annotated
    from ..corpora.accuracy import accuracy

    refuse_unwritable(path)
    known = [] if gold is None else annotated(gold)
    emit([accuracy(seed, count, known)], path)
    tell(f"{path}：已写出")


def _table(group: str, parts: dict[str, Score]) -> str:
    lines = [
        f"| {' | '.join(map(said, (group, '份数', *NAMES.values(), '误报')))} |",
        "|---|" + "---:|" * (len(NAMES) + 2),
    ]
    for name, score in sorted(parts.items()):
        rates = [score.rate(figure) for figure in NAMES]
        cells = ["—" if rate is None else f"{rate:.4f}" for rate in rates]
        lines.append(
            f"| {name} | {score.reports} | {' | '.join(cells)} | {score.hits['findings'] / score.reports:.2f} |"
        )
    return "\n".join([*lines, ""])


def _misses(misses: Iterable[Miss]) -> Iterator[str]:
    first: dict[tuple[str, str], Miss] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for miss in misses:
        key = miss.figure, miss.wanted if miss.figure == "finding" else miss.template.split("+")[-1]
        first.setdefault(key, miss)
        counts[key] += 1
    for key, count in counts.most_common():
        miss = first[key]
        quote = " ".join(miss.quote.split())
        yield f"{count} × {key[0]} {key[1]} [{miss.report} {miss.format} {miss.layout}]"
        yield f"    {quote}\n    {miss.wanted} ≠ {miss.got}"
