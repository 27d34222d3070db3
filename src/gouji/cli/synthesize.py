"""``gouji synthesize``: invented reports with labels for all their numbers."""

from __future__ import annotations

from pathlib import Path

import click

from .language import tell

FORMATS = ("txt", "md", "docx", "html", "pdf", "pdf-bare", "xlsx", "zip")
MOST = 100_000


@click.command()
@click.option(
    "--seed", type=int, default=0, show_default=True, help="随机种子；同一种子得到逐字节相同的文件。"
)
@click.option("--count", type=click.IntRange(1, MOST), default=10, show_default=True, help="报告份数。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="输出文件夹。")
@click.option("--format", "form", type=click.Choice(FORMATS), help="只用一种格式；不写则各种格式都有。")
@click.option("--voice", metavar="NAME", help="只用一种行文（corpora/synthesis/voices 中的文件名）。")
def synthesize(seed: int, count: int, out: Path, form: str | None, voice: str | None) -> None:
    """编造整份的部门预算、部门决算报告，每个数字都带标注。

    每份报告旁边有 .claims.jsonl（情况说明中的数）、.cells.jsonl（表中的数）、.findings.json（应有的问题：没有）
    和 .report.json（行文、版式、格式）。机构和数字都是编造的。
    """
    from ..corpora.synthesis.report import synthesize as invent
    from ..corpora.synthesis.write import write

    require_voice(voice)
    try:
        out.mkdir(parents=True, exist_ok=True)
        for index in range(count):
            write(invent(seed, index, voice=voice, format=form), out)
    except ModuleNotFoundError as missing:
        raise click.UsageError(f"缺少 {missing.name}，请安装 gouji[synthesis]") from missing
    tell(f"{out}：{count} 份报告")


def require_voice(voice: str | None) -> None:
    """Refuse a voice that there is not."""
    from ..corpora.synthesis.grammar import GrammarError, voices

    try:
        known = [each.id for each in voices()]
    except GrammarError as problem:
        raise click.UsageError(f"行文文件有误：{problem}") from problem
    if voice is not None and voice not in known:
        raise click.UsageError(f"没有行文 {voice}；现有：{'、'.join(known)}")
