"""The command ``gouji``. Exit status: 0 nothing found, 1 errors or warnings, 2 something failed."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from ..narrative.errors import GouJiError
from ..narrative.failures import writing
from ..version import __version__
from ..writers.style import Lang
from .annotate import annotate
from .check import check
from .checks import checks
from .diff import diff
from .evaluate import evaluate
from .explain import explain
from .export import export
from .help import in_language
from .inputs import own_defect, say
from .language import debug_option, language_option
from .output import make_legible
from .screen import screen
from .serve import serve
from .study import study
from .synthesize import synthesize
from .train import train
from .usage import english_wanted, in_chinese

INTERRUPTED = 130


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="界面文字的语言；也可写在命令之后。")
@click.version_option(__version__, prog_name="gouji", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context, lang: Lang | None) -> None:
    """勾稽：核对部门预算、部门决算报告的情况说明与报告自己的表格是否一致。

    退出状态：0 未发现问题；1 发现错误或疑点；2 有输入无法读取或无法运行。
    """
    if lang is not None:
        context.default_map = {name: {"lang": lang} for name in cli.commands}
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for command in (
    annotate,
    check,
    diff,
    checks,
    evaluate,
    explain,
    export,
    screen,
    serve,
    study,
    synthesize,
    train,
):
    for option in (language_option(), debug_option()):
        if not any(parameter.name == option.name for parameter in command.params):
            command.params.append(option)
    cli.add_command(command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status; whatever goes wrong is one line on standard error."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    lang: Lang = "en" if english_wanted(words) else "zh"
    make_legible(sys.stdout, sys.stderr)
    if "--debug" in words:
        from ..compare.checks import STRICT

        STRICT.set(True)
    try:
        status = in_language(cli, lang).main(words, prog_name="gouji", standalone_mode=False, obj=lang)
    except click.ClickException as problem:
        say(in_chinese(problem), lang)
        return 2
    except GouJiError as problem:
        say(str(problem), lang)
        return 2
    except OSError as problem:
        where = f"{problem.filename}：" if problem.filename else ""
        say(str(problem) if problem.errno is None else f"无法写出结果：{where}{writing(problem)}", lang)
        return 2
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as defect:  # a defect of ours, too, is one line
        if "--debug" in words:
            raise
        say(own_defect(defect), lang)
        return 2
    return status if isinstance(status, int) else 0
