"""The letter to an organisation, a Word file made from a template: text (UTF-8) or a Word file, with names in braces.

``{问题}``, alone in its paragraph, becomes a paragraph for each finding; the other names become their values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..narrative.errors import GouJiError
from ..narrative.failures import reading
from ..writers.docx_parts import Parts
from ..writers.places import squeezed
from ..writers.sheet import clean
from .cases import Dossier
from .words import basis, place, report_labels, report_names, suggestion, title

if TYPE_CHECKING:
    from lxml.etree import _Element

_LIST = "{问题}"
_NAME = re.compile(r"\{([^{}\n]{1,20})\}")
NAMES = ("单位", "地区", "报告", "发现", "错误数", "疑点数", "已核对数", "未核对数", "附件", "问题")
_LONG = 24
MOST = 20
"""So many findings are written out; the sheet has them all."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Template(Protocol):
    """Makes letters."""

    def letter(self, dossier: Dossier, sheet: str) -> bytes:
        """The Word file for an organisation whose review sheet has that file name."""


def default_text() -> str:
    """The shipped template."""
    return files(__package__).joinpath("letter.txt").read_text(encoding="utf-8")


def template(path: Path | None) -> Template:
    """The template in a file, or the shipped one. Raises GouJiError in one line if it cannot be used."""
    if path is None:
        return TextTemplate(default_text(), "letter.txt")
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise GouJiError(f"{path}：函的模板无法读取（{reading(problem)}）；请检查路径") from None
    if path.suffix.lower() == ".docx":
        return WordTemplate(data, str(path))
    try:
        return TextTemplate(data.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError:
        raise GouJiError(f"{path}：函的模板应是 UTF-8 文本或 .docx；请另存") from None


class TextTemplate:
    """A template in plain text: a line is a paragraph, the first one the title."""

    def __init__(self, text: str, path: str) -> None:
        """Keep the lines. Raises GouJiError if a name in braces is not known."""
        self._lines = text.strip("\n").splitlines()
        _refuse_unknown(text, path)

    def letter(self, dossier: Dossier, sheet: str) -> bytes:
        """As for every template."""
        values = _values(dossier, sheet)
        lines: list[str] = []
        for line in self._lines:
            lines += _findings(dossier) if line.strip() == _LIST else [_filled(line, values)]
        return _word([clean(line) for line in lines])


class WordTemplate:
    """A template in Word: paragraphs keep their style, and a filled one the looks of its first characters."""

    def __init__(self, data: bytes, path: str) -> None:
        """Read it. Raises GouJiError if it is no Word file or a name in braces is not known."""
        self._parts = Parts(data, path)
        self._root = self._parts.xml(self._parts.main)
        _refuse_unknown("\n".join(map(_text, self._root.iter(f"{{{_W}}}p"))), path)

    def letter(self, dossier: Dossier, sheet: str) -> bytes:
        """As for every template."""
        root, values = deepcopy(self._root), _values(dossier, sheet)
        for paragraph in list(root.iter(f"{{{_W}}}p")):
            text = _text(paragraph)
            if text.strip() == _LIST:
                for line in _findings(dossier):
                    copy = deepcopy(paragraph)
                    _put(copy, clean(line))
                    paragraph.addprevious(copy)
                paragraph.getparent().remove(paragraph)
            elif _NAME.search(text):
                _put(paragraph, clean(_filled(text, values)))
        self._parts.put(self._parts.main, root)
        return self._parts.zipped()


def _values(dossier: Dossier, sheet: str) -> dict[str, str]:
    return {
        "单位": dossier.name,
        "地区": dossier.region,
        "报告": report_names(dossier),
        "错误数": str(dossier.count("error")),
        "疑点数": str(dossier.count("warning") + dossier.count("info")),
        "发现": _found(dossier),
        "已核对数": str(sum(report.checked for report in dossier.wrong)),
        "未核对数": str(sum(report.unverifiable for report in dossier.wrong)),
        "附件": sheet,
    }


def _found(dossier: Dossier) -> str:
    errors, all_ = dossier.count("error"), len(dossier.cases)
    parts = (("需要更正的", errors), ("需要核实的", all_ - errors))
    return "、".join(f"{what}{count}处" for what, count in parts if count)


def _short(heading: str) -> str:
    return heading if len(heading) <= _LONG else f"{heading[:_LONG]}…"


def _findings(dossier: Dossier) -> Iterator[str]:
    names = report_labels(dossier)
    several = len({case.path for case in dossier.cases}) > 1
    for number, case in enumerate(dossier.cases[:MOST], 1):
        where = "，".join(
            part for part in (names[case.path] if several else "", _short(case.heading), place(case)) if part
        )
        kind = "请更正" if case.severity == "error" else "请核实"
        parts = [f"“{squeezed(case.quote)}”：{title(case)}", basis(case)]
        expected = suggestion(case) or squeezed(case.expected)
        if expected:
            parts.append(f"建议{expected}" if case.replacement is not None else f"应为：{expected}")
        said = "。".join(part.rstrip("。") for part in parts if part)
        yield f"　　{number}.（{kind}{'；' + where if where else ''}）{said}。"
    if len(dossier.cases) > MOST:
        yield f"　　其余 {len(dossier.cases) - MOST} 处见附件。"


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _NAME.sub(lambda found: values.get(found[1], found[0]), text)


def _refuse_unknown(text: str, path: str) -> None:
    if not text.strip():
        raise GouJiError(f"{path}：函的模板里没有文字；自带的模板见 gouji export --show-letter")
    for name in _NAME.findall(text):
        if name not in NAMES:
            known = "、".join(f"{{{each}}}" for each in NAMES)
            raise GouJiError(f"{path}：函的模板中没有 {{{name}}} 这一项；可用 {known}")
    if any(_LIST in line and line.strip() != _LIST for line in text.splitlines()):
        raise GouJiError(f"{path}：函的模板中 {_LIST} 应独占一段")


def _text(paragraph: _Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{{{_W}}}t"))


def _put(paragraph: _Element, text: str) -> None:
    first, *others = paragraph.iter(f"{{{_W}}}t")
    first.text = text
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for node in others:
        node.text = ""


_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Override PartName="/word/document.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_LINKS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="rId1" Target="word/document.xml" \
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"""
_DAY = (1980, 1, 1, 0, 0, 0)


def _word(lines: Sequence[str]) -> bytes:
    """A Word file on A4, the first line its title; the same bytes for the same lines."""
    paragraphs = "".join(_paragraph(line, is_title=not number) for number, line in enumerate(lines))
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/></w:sectPr>'
    )
    body = f'<w:document xmlns:w="{_W}"><w:body>{paragraphs}{page}</w:body></w:document>'
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as bundle:
        for name, text in (
            ("[Content_Types].xml", _TYPES), ("_rels/.rels", _LINKS), ("word/document.xml", body)
        ):  # fmt: skip
            declared = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'
            bundle.writestr(ZipInfo(name, _DAY), declared.encode(), ZIP_DEFLATED)
    return out.getvalue()


def _paragraph(line: str, *, is_title: bool) -> str:
    font = "黑体" if is_title else "仿宋"
    looks = f'<w:rPr><w:rFonts w:eastAsia="{font}"/><w:sz w:val="{36 if is_title else 28}"/></w:rPr>'
    centred = '<w:pPr><w:jc w:val="center"/></w:pPr>' if is_title else ""
    return f'<w:p>{centred}<w:r>{looks}<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
