"""What click says about a command line, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

import click

_CLOSE = 0.75
"""How like an option must be to be suggested: all begin with two dashes."""
_OUTSIDE = re.compile(r"is not in the range (.+)\.$")

_VALUES = (
    (re.compile(r"^'(.*)' is not a valid integer"), "“{}”不是整数"),
    (re.compile(r"^'(.*)' is not a valid (?:float|number|decimal)"), "“{}”不是数"),
    (re.compile(r"^\w+ '(.*)' does not exist"), "没有 {}"),
    (re.compile(r"^\w+ '(.*)' is a directory"), "{} 是文件夹，应为文件"),
    (re.compile(r"^\w+ '(.*)' is a file"), "{} 是文件，应为文件夹"),
    (re.compile(r"^\w+ '(.*)' is not (?:readable|writable)"), "没有权限读写 {}"),
)


def english_wanted(arguments: Sequence[str]) -> bool:
    """Whether a command line that may not even parse asks for English."""
    pairs = zip(arguments, [*arguments[1:], ""], strict=False)
    return any(word == "--lang=en" or (word, after) == ("--lang", "en") for word, after in pairs)


def in_chinese(problem: click.ClickException) -> str:
    """The problem in one line of Chinese; messages of our own are Chinese already."""
    if isinstance(problem, click.NoSuchOption):
        near = get_close_matches(problem.option_name, problem.possibilities or (), n=1, cutoff=_CLOSE)
        return f"没有选项 {problem.option_name}" + (f"；是否想写 {near[0]}？" if near else _see_help(problem))
    if isinstance(problem, click.BadOptionUsage):
        return f"选项 {problem.option_name} 的写法不对：它{_takes(problem)}{_see_help(problem)}"
    if isinstance(problem, click.MissingParameter):
        return f"缺少{_name(problem)}{_see_help(problem)}"
    if isinstance(problem, click.BadParameter):
        kind = problem.param.type if problem.param is not None else None
        if isinstance(kind, click.Choice):
            return f"{_name(problem)} 只能是 {'、'.join(map(str, kind.choices))}"
        return f"{_name(problem)} 的值不对：{_value(problem.message)}"
    return _usage(problem)


def _usage(problem: click.ClickException) -> str:
    message = problem.message
    quoted = message.split("'")[1] if message.count("'") >= 2 else message.rpartition("(")[2].rstrip(").")
    if message.startswith("No such command"):
        context = getattr(problem, "ctx", None)
        known = context.command.list_commands(context) if context else ()
        near = get_close_matches(quoted, known, n=1)
        return f"没有命令 {quoted}；" + (f"是否想写 {near[0]}？" if near else "现有命令见 gouji --help")
    if message.startswith("Got unexpected extra argument"):
        return f"多出了参数 {quoted}{_see_help(problem)}"
    return message


def _value(message: str) -> str:
    """What is wrong with a value."""
    if outside := _OUTSIDE.search(message):
        return f"应为 {outside[1]}"
    for pattern, words in _VALUES:
        if found := pattern.search(message):
            return words.format(found[1])
    return message


def _takes(problem: click.BadOptionUsage) -> str:
    return "不带值" if "does not take" in problem.message else "后面要写一个值"


def _name(problem: click.BadParameter) -> str:
    parameter = problem.param
    if isinstance(parameter, click.Option):
        return f"选项 {parameter.opts[0]}"
    return (
        f"参数 {(parameter.metavar or parameter.name or '').rstrip('.') if parameter else problem.param_hint}"
    )


def _see_help(problem: click.ClickException) -> str:
    context = getattr(problem, "ctx", None)
    return f"；用法见 {context.command_path if context else 'gouji'} --help"
