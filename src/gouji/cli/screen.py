"""``gouji screen``: check many reports, each within limits of its own, and keep the results as Parquet."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .extras import needing
from .inputs import say
from .language import chosen, said, tell

if TYPE_CHECKING:
    from ..corpora.screening.engines import EngineName
    from ..corpora.screening.model import Progress
    from ..corpora.screening.run import Watch

LOG_SECONDS = 10.0
"""How often a line is logged where there is no terminal."""

MOST_LINES = 50
"""So many reports that could not be checked are named; the results have all of them."""

_WIDE = 90
"""Columns of a terminal that has room for a bar."""

_REASONS = {
    "missing": "找不到或打不开", "unreadable": "格式读不了或已损坏", "timeout": "超时", "memory": "超过内存上限",
    "crash": "核对进程崩溃", "defect": "gouji 自身出错",
}  # fmt: skip


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    help="结果文件夹；中断后用同一命令接着做。",
)
@click.option("--workers", type=click.IntRange(1, 1024), help="同时核对几份，默认为处理器的核数。")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 86400),
    default=60.0,
    help="每份报告最多用多少秒处理器时间；连等待最多为其十倍。",
    show_default=True,
)
@click.option(
    "--memory", type=click.IntRange(256), default=2048, help="每份报告最多用多少 MB 内存。", show_default=True
)
@click.option(
    "--engine",
    "name",
    type=click.Choice(["local", "ray", "dask"]),
    default="local",
    help="在本机，或在已有的集群上。",
)
@click.option("--address", help="集群的地址。")
@click.option("--retry", is_flag=True, help="以前没有核对成的再核对一次。")
def screen(
    paths: tuple[str, ...],
    folder: Path,
    workers: int | None,
    timeout: float,
    memory: int,
    name: EngineName,
    address: str | None,
    retry: bool,
) -> int:
    """批量核对：PATH 可以是文件、文件夹、通配符、压缩包、清单（CSV）或 s3:// 等远程地址。

    清单第一行是列名：path（必需）、organisation、region、level、year、sector。结果写在 --out 下的
    reports、claims、findings、tables、errors 五个文件夹（Parquet）。
    """
    with needing("study"):
        from ..corpora.screening.engines import engine
        from ..corpora.screening.model import Limits
        from ..corpora.screening.run import screen as run

        if address is not None and name == "local":
            raise click.UsageError("--address 只用于 --engine ray 和 --engine dask")
        if math.isnan(timeout):
            raise click.UsageError("选项 --timeout 的值不对：应为 0.1<=x<=86400")
        limits = Limits(timeout, memory * 1024**2)
        machine = engine(name, workers=workers, address=address)
        try:
            with _shown() as watch:
                progress = run(paths, folder, machine, limits=limits, watch=watch, retry=retry)
        except KeyboardInterrupt:
            say(f"已中断；用同一命令接着做，已核对的在 {folder}", chosen())
            raise click.Abort from None
    for line in (*progress.notes, *progress.unchecked[:MOST_LINES]):
        say(line, chosen())
    if (more := len(progress.unchecked) - MOST_LINES) > 0:
        say(f"另有 {more} 行，见 {folder} 中 errors 的 message 列和 reports 的 unread 列", chosen())
    tell(_summary(progress, folder))
    return 2 if progress.failed or progress.partial else 1 if progress.alarming else 0


def _summary(progress: Progress, folder: Path) -> str:
    lines = [
        f"共 {progress.total} 份：这次处理 {progress.done} 份，以前已处理 {progress.before} 份；结果在 {folder}"
    ]
    if progress.duplicates:
        lines.append(f"与别的文件内容相同、没有重复核对的 {progress.duplicates} 份")
    lines.append(
        f"核对了的 {progress.reports} 份中，有错误或疑点的 {progress.alarming} 份："
        f"错误 {progress.errors} 处，疑点 {progress.warnings} 处"
    )
    if progress.partial:
        lines.append(
            f"其中有部分没有读成的 {progress.partial} 份，哪些部分、何种原因在 {folder / 'reports'} 的 unread 列"
        )
    lines.append(f"已核对数据 {progress.checked} 个，另有 {progress.unverifiable} 个无法核对")
    if progress.failed:
        parts = (f"{_REASONS[reason]} {count}" for reason, count in progress.failures.most_common())
        lines.append(
            f"没有核对成的 {progress.failed} 份（{'，'.join(parts)}），逐份的原因在 {folder / 'errors'}；"
            "排除原因后加 --retry 再核对"
        )
    return "\n".join(lines)


@contextmanager
def _shown() -> Iterator[Watch]:
    """Shows the progress: a bar on a terminal, a line now and then elsewhere; both on standard error."""
    if sys.stderr is not None and sys.stderr.isatty():
        with _bar() as watch:
            yield watch
    else:
        yield _logged()


@contextmanager
def _bar() -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Display

    console = Console(stderr=True)
    bar = [BarColumn()] if console.width >= _WIDE else []
    columns = (
        *bar, MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TextColumn(said("剩余")),
        TimeRemainingColumn(), TextColumn("{task.fields[found]}"),
    )  # fmt: skip
    with Display(*columns, console=console) as display:
        task = display.add_task("", total=None, rate="", found="")
        begun = time.monotonic()

        def watch(progress: Progress) -> None:
            done = progress.before + progress.done
            display.update(
                task,
                total=progress.total,
                completed=done,
                rate=_rate(progress, begun),
                found=_counts(progress),
            )

        yield watch


def _logged() -> Watch:
    begun = last = time.monotonic()

    def watch(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= LOG_SECONDS:
            last = now
            rate = progress.done / (now - begun)
            left = (progress.total - progress.before - progress.done) / rate if rate else 0
            line = f"{progress.before + progress.done}/{progress.total}  {_rate(progress, begun)}"
            more = said(f"剩余约 {left / 60:.1f} 分钟")
            click.echo(f"{line}  {more}  {_counts(progress)}", err=True)

    return watch


def _rate(progress: Progress, begun: float) -> str:
    return said(f"{progress.done / max(time.monotonic() - begun, 0.001):.1f} 份/秒")


def _counts(progress: Progress) -> str:
    failed = f"，未核对成 {progress.failed}" if progress.failed else ""
    return said(f"有问题 {progress.alarming}{failed}")
