"""Annotations in any of their forms: a sheet (.csv), JSON (.claims.jsonl, .findings.json), spaCy (.spacy)."""

from __future__ import annotations

from pathlib import Path

from ...narrative.errors import MissingDocument
from ...narrative.model import Report
from ...narrative.read import read
from .check import problems
from .docbin import ENDING, read_docbin, write_docbin
from .gold import CLAIMS, FINDINGS, read_gold, stem_of, write_gold
from .model import Annotation, AnnotationError
from .sheet import read_sheet, write_sheet

SHEET = ".csv"


def load(path: Path) -> Annotation:
    """The annotation in a file. Raises AnnotationError with a line for each problem."""
    stem = stem_of(path)
    if stem is not None:
        if not any(stem.with_name(stem.name + ending).exists() for ending in (CLAIMS, FINDINGS)):
            raise AnnotationError((f"{path}：找不到这个文件；请检查路径",))
        return read_gold(stem)
    if path.suffix == ENDING:
        return read_docbin(path)[0]
    if path.suffix == SHEET:
        return read_sheet(path)
    raise AnnotationError((f"{path}：{'不认识这种标注' if path.exists() else '找不到这个文件'}；{_KNOWN}",))


def save(annotation: Annotation, path: Path, text: str) -> None:
    """Write it in the form that the path names; ``text`` is the report's.

    Raises AnnotationError if the file is there already or of no known form, OSError if it cannot be written.
    """
    stem = stem_of(path)
    there = [path] if stem is None else [stem.with_name(stem.name + ending) for ending in (CLAIMS, FINDINGS)]
    for each in there:
        if each.is_dir():
            raise AnnotationError((f"{each}：这是文件夹；请给出文件名",))
        if each.exists():
            raise AnnotationError((f"{each}：已经有这个文件，可能有人改过；请换一个文件名",))
    if stem is not None:
        write_gold(annotation, stem)
    elif path.suffix == SHEET:
        write_sheet(annotation, path)
    elif path.suffix == ENDING:
        write_docbin(annotation, text, path)
    else:
        raise AnnotationError((f"{path}：不认识这种标注；{_KNOWN}",))


def report_of(annotation: Annotation, path: Path, given: str | None = None) -> Report:
    """The annotated report: the one given, or the one that the annotation names, also beside its file.

    Raises a DocumentError if there is none or it cannot be read, AnnotationError if it has changed since.
    """
    if given is None and annotation.document is None:
        raise AnnotationError((f"{path}：没有写明是哪份报告的标注；请在后面写出报告的路径",))
    named = Path(given or annotation.document or "")
    places = [named] if given else [named, path.parent / named, path.parent / named.name]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise MissingDocument(str(named), f"找不到 {path} 所标注的报告", "请在标注文件后面写出报告的路径")
    report = read(str(found))
    sha256 = dict(annotation.rest).get("sha256")
    if sha256 is not None and sha256 != report.sha256:
        raise AnnotationError((f"{found}：与标注时的内容不同（sha256 不符）；请用原来的文件，或重新标注",))
    return report


def fitting(path: Path, given: str | None = None) -> tuple[Annotation, Report]:
    """An annotation and its report. Raises AnnotationError with a line for each thing that does not fit."""
    annotation = load(path)
    report = report_of(annotation, path, given)
    found = tuple(f"{path}：{problem}" for problem in problems(annotation, report.text))
    if found:
        raise AnnotationError(found)
    return annotation, report


_KNOWN = f"文件名应以 {SHEET}、{CLAIMS}、{FINDINGS} 或 {ENDING} 结尾"
