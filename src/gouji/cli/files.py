"""Results that are one file a report: where each goes, and the file it is a marked copy of."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..narrative.whole import refuse_unwritable
from .inputs import own_defect, say, say_written
from .output import emit_bytes

if TYPE_CHECKING:
    from ..compare.model import Audit
    from ..writers.style import Style

BINARY = ("xlsx", "docx", "pdf")


def check_target(form: str, output: Path | None, count: int) -> None:
    """Refuse what cannot be written: several files to standard output or into one file, bytes on a terminal.

    Raises OSError if there is no writing there.
    """
    if output is None:
        if count > 1:
            raise click.UsageError(f"--format {form} 每份报告写一个文件，请用 --output 给出文件夹")
        if form in BINARY and sys.stdout is not None and sys.stdout.isatty():
            raise click.UsageError(f"--format {form} 不能显示在终端上，请用 --output 给出文件名")
    elif count > 1:
        if output.exists() and not output.is_dir():
            raise click.UsageError(f"{output}：报告不止一份，--output 应是文件夹")
        output.mkdir(parents=True, exist_ok=True)
    elif not output.is_dir():
        refuse_unwritable(output)


def deliver(
    form: str,
    audits: Iterator[Audit],
    style: Style,
    output: Path | None,
    *,
    password: str | None = None,
    debug: bool = False,
) -> int:
    """Write a file for each audit and return how many could not be made; each is a line on standard error."""
    from ..narrative.errors import GouJiError
    from ..writers import MARKED, maker
    from ..writers.source import source_of

    make, failed, taken = maker(form), 0, set[Path]()
    for audit in audits:
        wanted = form in MARKED and audit.report.format == form
        try:
            source = source_of(audit, password=password) if wanted else None
            content = make(audit, style, source)
        except GouJiError as problem:
            failed += 1
            say(str(problem), style.lang)
        except Exception as problem:  # as in reading: one report must not cost the others
            if debug:
                raise
            failed += 1
            say(f"{audit.report.path}：{own_defect(problem)}", style.lang)
        else:
            target = _target(audit, form, output, taken)
            emit_bytes(content, target)
            say_written(target, style.lang)
    return failed


def _target(audit: Audit, form: str, output: Path | None, taken: set[Path]) -> Path | None:
    """``--output`` itself, or in that folder the report's name, never one that is taken."""
    if output is None or not output.is_dir():
        return output
    stem = Path(audit.report.path).stem if audit.report.path != "-" else "stdin"
    name, number = f"{stem}.gouji.{form}", 1
    while output / name in taken:
        number += 1
        name = f"{stem}.gouji.{number}.{form}"
    taken.add(output / name)
    return output / name
