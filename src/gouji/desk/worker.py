"""The process that reads what was dropped: it alone opens files that nobody vouches for.

Run as ``python -m gouji.desk.worker BYTES SECONDS`` by :class:`~gouji.corpora.screening.supervised.Supervised`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..compare.audit import audit
from ..compare.model import Audit
from ..compare.options import Options, Suppression, excused
from ..corpora.screening.model import Stage
from ..corpora.screening.worker import serve
from ..narrative.errors import GouJiError, LockedDocument, one_line
from ..narrative.read import read_content
from ..narrative.readers import docx as _docx
from ..narrative.readers import pdf as _pdf
from ..writers import FILES, MARKED, maker, renderer
from ..writers.source import Source
from ..writers.style import Remark, Style
from .model import Check, Checked, Export, Refused, Written

EXCUSING = ("json", "sarif", "text")
"""The formats that have a place of their own for what is suppressed."""

WARM = (_docx, _pdf)
"""Imported before the first task, so that no report waits for them."""


def answers(task: Check | Export) -> Iterator[Stage | Checked | Written | Refused]:
    """Stages, then what came of the task."""
    try:
        if isinstance(task, Export):
            yield Written(written(task))
        else:
            yield from _checked(task)
    except GouJiError as problem:
        yield Refused(str(problem), isinstance(problem, LockedDocument))
    except MemoryError:
        yield Refused("超过内存上限；请单独检查这份文件")
    except Exception as problem:  # a defect of ours must cost this report only
        what = one_line(problem)
        yield Refused(f"gouji 自身出错（{what}）；请反馈")


def _checked(task: Check) -> Iterator[Stage | Checked]:
    yield Stage("reading")
    bundle = task.bundle
    tables = [(each.name, each.data) for each in bundle.tables]
    report = read_content(bundle.report.data, bundle.report.name, tables=tables, password=task.password)
    prior, budget = (
        None if each is None else read_content(each.data, each.name, password=task.password)
        for each in (bundle.prior, bundle.budget)
    )
    yield Stage("checking")
    yield Checked(audit(report, prior=prior, budget=budget))


def written(task: Export) -> bytes:
    """The file asked for. What people read lists everything with its decision; elsewhere the dismissed is suppressed.

    Only what was taken is changed in the text of a Word copy. Raises a GouJiError if the format does not fit.
    """
    taken = frozenset(name for name, mark in task.marks.items() if mark.status == "taken")
    shown = _translated(_excused(task.audit, task) if task.form in EXCUSING else task.audit, task)
    remarks = {name: Remark(mark.status, mark.reason, mark.note) for name, mark in task.marks.items()}
    style = Style(lang=task.lang, verbose=True, tracked=bool(taken), taken=taken, remarks=remarks)
    if task.form in FILES:
        source = Source(task.source.data, task.password) if task.form in MARKED else None
        return maker(task.form)(shown, style, source)
    return "".join(renderer(task.form)([shown], style)).encode("utf-8", "backslashreplace")


def _excused(found: Audit, task: Export) -> Audit:
    dismissed = tuple(
        Suppression(name, mark.reason) for name, mark in task.marks.items() if mark.status == "dismissed"
    )
    options = Options(suppressions=dismissed)
    return replace(found, findings=tuple(excused(found.findings, options, found.report.path)))


def _translated(found: Audit, task: Export) -> Audit:
    if task.lang == "zh":
        return found
    from ..english import English, in_english

    return in_english(found, English())


if __name__ == "__main__":
    serve(answers)
