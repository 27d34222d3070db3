"""``gouji diff``: what became of the findings of one draft in the next."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..writers.style import Lang
from .inputs import STDIN, Source, check_one, localized, say_unread, say_written
from .output import emit, utf8_only
from .terminal import style_for


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。")
@click.option("--output", type=click.Path(path_type=Path), help="写入文件（UTF-8），不写到标准输出。")
@click.option("--password", help="加密 PDF 的密码。")
@click.option("--config", metavar="FILE", help="配置文件；不写时从新稿所在文件夹逐级向上找 gouji.toml。")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="界面文字的语言。")
@click.option("--verbose", "-v", is_flag=True, help="四舍五入等提示也逐条列出。")
def diff(
    old: str,
    new: str,
    form: str,
    output: Path | None,
    password: str | None,
    config: str | None,
    lang: Lang | None,
    verbose: bool,
) -> int:
    """比较同一份报告的两稿 OLD、NEW：哪些问题已改正、哪些新出现、哪些仍在。

    退出状态：0 新稿没有错误或疑点；1 新稿有（新出现的或仍在的）错误或疑点；2 有一稿无法读取。
    """
    from .. import api
    from ..compare.causes.roots import alarming
    from ..config import config_for, load_config
    from ..writers.drafts import json_of, text_of

    if STDIN in (old, new):
        raise click.UsageError("diff 比较两个文件，不读标准输入；请先把报告存为文件")
    found = load_config(config) if config else config_for(new)
    language = lang or found.lang or "zh"
    source = Source(password=password, configs={old: found, new: found}, lang=language)
    audits = [check_one(path, source) for path in (old, new)]
    drafts = api.diff(*(localized(audit, language) for audit in audits))
    style = style_for(output, language, verbose=verbose)
    if form == "json":
        utf8_only(sys.stdout)
    unread = sum(say_unread(audit, language) for audit in audits)
    emit(json_of(drafts) if form == "json" else text_of(drafts, style), output)
    say_written(output, language)
    return 2 if unread else int(alarming(drafts.new))
