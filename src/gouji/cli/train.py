"""``gouji train``: the trained model of links made anew, or the counts of right findings with reviewers' decisions."""

from __future__ import annotations

from pathlib import Path

import click

from .language import tell


@click.command()
@click.option("--seed", type=int, default=1, show_default=True, help="随机种子；随附的模型用 1。")
@click.option(
    "--count",
    type=click.IntRange(5),
    default=150,
    show_default=True,
    help="用多少份编造的报告训练；随附的模型用 150。",
)
@click.option(
    "--decisions",
    "decided",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="不训练模型，而用这些 JSON 中的处理意见重算各类问题的把握；可写多次。",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="输出文件夹。")
def train(seed: int, count: int, decided: tuple[Path, ...], out: Path) -> None:
    """用编造的报告训练“一个数说的是哪个单元格”的模型；或用 --decisions 按处理意见校准把握。

    模型写成 link.json 和 link.npz，同样的参数、同样的环境得到逐字节相同的文件。不用任何真实报告，也不联网。

    --decisions：复核人确认（accepted）或认为不是问题（suppressed）的，计入各类问题有多少是对的，写出
    confidence.tsv；在 gouji.toml 中写 calibration = "…/confidence.tsv"，gouji check 就用它。
    """
    if decided:
        _recount(decided, out)
        return
    from ..corpora.training.fit import places, train_links, write

    places(out)
    try:
        fitted = train_links(seed, count)
    except ModuleNotFoundError as missing:
        raise click.UsageError(f"缺少 {missing.name}，请安装 gouji[train]") from missing
    except ValueError as problem:
        raise click.UsageError(f"报告太少，训练不成：{problem}") from problem
    description, weights = write(fitted, out)
    size = (len(fitted.about) + len(fitted.weights)) / 1024
    tell(f"{description}、{weights}：{fitted.examples} 例，{fitted.features} 个特征，{size:.0f} KB")


def _recount(paths: tuple[Path, ...], out: Path) -> None:
    from ..compare.confidence import NAME, shipped
    from ..corpora.training.decisions import decisions, recounted, write_counts

    found = recounted(decisions(paths), shipped())
    write_counts(found, out / NAME)
    right = sum(count.right for count in found.own.values())
    of = sum(count.of for count in found.own.values())
    tell(f"{out / NAME}：处理意见 {of} 处，其中确认 {right} 处，涉及 {len(found.own)} 类问题")
    for sort, own in sorted(found.own.items()):
        tell(f"  {sort[0]}（{sort[1]}）：确认 {own.right}/{own.of}，把握 {found.counts[sort].confidence:.2f}")
