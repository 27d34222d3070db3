"""``gouji train``: the trained model of links, made anew from synthetic reports."""

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
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="输出文件夹。")
def train(seed: int, count: int, out: Path) -> None:
    """用编造的报告训练“一个数说的是哪个单元格”的模型，写出 link.json 和 link.npz。

    同样的参数、同样的环境得到逐字节相同的文件。不用任何真实报告，也不联网。
    """
    from ..corpora.training.fit import train_links, write

    try:
        fitted = train_links(seed, count)
    except ModuleNotFoundError as missing:
        raise click.UsageError(f"缺少 {missing.name}，请安装 gouji[train]") from missing
    except ValueError as problem:
        raise click.UsageError(f"报告太少，训练不成：{problem}") from problem
    description, weights = write(fitted, out)
    size = (len(fitted.about) + len(fitted.weights)) / 1024
    tell(f"{description}、{weights}：{fitted.examples} 例，{fitted.features} 个特征，{size:.0f} KB")
