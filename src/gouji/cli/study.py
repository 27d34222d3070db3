"""``gouji study``: statistics over what ``gouji screen`` wrote."""

from __future__ import annotations

from pathlib import Path

import click

from ..narrative.failures import writing_to
from .extras import needing
from .language import chosen, said, tell


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="研究结果的文件夹，默认为 DIR/study。")
@click.option(
    "--sample", type=click.IntRange(1), help="随机抽取这么多处发现和同样多处未报的数据，写成待人工判断的表。"
)
@click.option("--seed", type=int, default=1, show_default=True, help="抽样的种子。")
@click.option(
    "--verdicts",
    type=click.Path(path_type=Path, dir_okay=False),
    help="已填好判断的抽样表：估计查准率和查全率。",
)
def study(folder: Path, out: Path | None, sample: int | None, seed: int, verdicts: Path | None) -> int:
    """统计批量核对的结果：差错率及其区间、种类、年度变化、要素完整、末位数字，写成网页、CSV 和 Parquet。

    DIR 是 gouji screen 的结果文件夹。--sample 抽样供人工判断，--verdicts 读回判断。
    """
    with needing("study"):
        from ..corpora.screening.parts import reading
        from ..corpora.screening.results import Results
        from ..corpora.study.run import study as run
        from ..corpora.study.sample import draw, estimate

        if sample is not None and verdicts is not None:
            raise click.UsageError("--sample 和 --verdicts 不能一起用：先抽样，填好判断后再读回")
        results = Results(folder)
        target = out or folder / "study"
        language = " --lang en" if chosen() == "en" else ""
        if verdicts is not None:
            tell(estimate(verdicts).text())
        elif sample is not None:
            with writing_to(target), reading(folder):
                sheet = draw(results, target, count=sample, seed=seed, say=said)
            tell(
                f"抽样表在 {sheet}；填好“判断”列后用 gouji study {folder} --verdicts {sheet} 估计查准率和查全率"
            )
        else:
            lang = "en" if chosen() == "en" else "zh-CN"
            with writing_to(target), reading(folder):
                run(results, target, command=f"gouji study DIR{language}", say=said, lang=lang)
            tell(f"研究结果在 {target}，请打开 {target / 'study.html'}")
    return 0
