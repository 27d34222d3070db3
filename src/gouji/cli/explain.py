"""``gouji explain CODE``: one check's documentation."""

from __future__ import annotations

import inspect

import click

from .output import emit


@click.command()
@click.argument("code")
def explain(code: str) -> int:
    """说明一项核对：检查什么、为什么、例。CODE 如 NT101，也可写名称，如 value-mismatch。"""
    from ..compare.checks import catalogue

    for info in catalogue():
        if code.lower() in (info.code.lower(), info.name):
            emit([f"{info.code} {info.name}\n\n{inspect.cleandoc(info.doc)}\n"])
            return 0
    raise click.UsageError(f"没有编号为 {code} 的核对项目；全部编号见 gouji checks")
