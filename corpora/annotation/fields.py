"""The fields of each kind of label: their keys in JSON, their heads in a sheet, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json import loads
from typing import Any, TypeVar, get_args

from ...compare.model import Kind, Severity, Verdict
from ...extract.model import ClaimType
from ...extract.model import Column as ColumnName
from .codecs import CELL, CELLS, INTEGER, NAMES, NUMBER, TEXT, Codec, dumped, one_of, some_of
from .model import AcceptableLabel, ClaimLabel, FindingLabel, Json, Label

L = TypeVar("L", bound=Label)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: the attribute, its key in JSON, its column in a sheet."""

    name: str
    key: str
    head: str
    codec: Codec
    needed: bool = False


def _field(name: str, head: str, codec: Codec = TEXT, *, key: str = "", needed: bool = False) -> Field:
    return Field(name, key or name, head, codec, needed)


_KIND, _VERDICT = get_args(Kind), get_args(Verdict)
_SECTION, _PAGE, _QUOTE = _field("section", "章节"), _field("page", "页", INTEGER), "原句"
_EVIDENCE, _NOTE = _field("evidence", "依据"), _field("note", "备注")

CLAIM = (
    _field("id", "编号", needed=True),
    _SECTION,
    _PAGE,
    _field("quote", _QUOTE, needed=True),
    _field("start", "起", INTEGER, key="char_start", needed=True),
    _field("end", "止", INTEGER, key="char_end", needed=True),
    _field("number", "数字"),
    _field("value", "数值", NUMBER),
    _field("unit", "单位"),
    _field("type", "类型", one_of(get_args(ClaimType)), needed=True),
    _field("subject", "对象"),
    _field("column", "列", one_of(get_args(ColumnName))),
    _field("verdict", "判断", one_of(_VERDICT), needed=True),
    _field("alt_verdicts", "也可判断", some_of(_VERDICT)),
    _field("operands", "算自", NAMES),
    _field("cell", "单元格", CELL),
    _field("cells", "各单元格", CELLS),
    _EVIDENCE,
    _NOTE,
)
FINDING = (
    _field("id", "编号", needed=True),
    _SECTION,
    _PAGE,
    _field("quote", _QUOTE, needed=True),
    _field("start", "起", INTEGER, key="char_start"),
    _field("end", "止", INTEGER, key="char_end"),
    _field("kind", "种类", one_of(_KIND), needed=True),
    _field("alt_kinds", "也可归为", some_of(_KIND)),
    _field("severity", "级别", one_of(get_args(Severity)), needed=True),
    _field("stated", "所写"),
    _field("expected", "应为"),
    _field("confidence", "把握", NUMBER),
    _field("group", "同因"),
    _EVIDENCE,
    _NOTE,
)
ACCEPTABLE = (_PAGE, _field("quote", _QUOTE, needed=True), _field("why", "依据"))

FIELDS: Mapping[type[object], tuple[Field, ...]] = {
    ClaimLabel: CLAIM,
    FindingLabel: FINDING,
    AcceptableLabel: ACCEPTABLE,
}
REST = "其他"
"""The column for what the format does not know, as a JSON object."""


def label_of(kind: type[L], record: Json) -> L:
    """A label from its JSON object. Raises ValueError that names the field."""
    if not isinstance(record, dict):
        raise ValueError("应为一个 JSON 对象")
    values: dict[str, Any] = {}
    fields = FIELDS[kind]
    for field in fields:
        if field.key in record:
            values[field.name] = _read(field.key, field.codec.of_json, record[field.key])
        elif field.needed:
            raise ValueError(f"缺少 {field.key}")
    known = {field.key for field in fields}
    rest = tuple((key, value) for key, value in record.items() if key not in known)
    return kind(**values, rest=rest)


def record_of(label: Label) -> dict[str, Json]:
    """The JSON object of a label."""
    found = {field.key: field.codec.to_json(value) for field, value in _said(label)}
    return found | dict(label.rest)


def label_of_cells(kind: type[L], cells: Mapping[str, str]) -> L:
    """A label from the cells of a sheet's row. Raises ValueError that names the column."""
    values: dict[str, Any] = {}
    fields = FIELDS[kind]
    strange = [head for head, text in cells.items() if text and head not in {f.head for f in fields} | {REST}]
    if strange:
        raise ValueError(f"这种行没有“{strange[0]}”这一列，却填了“{cells[strange[0]][:20]}”")
    for field in fields:
        text = cells.get(field.head, "")
        if text:
            values[field.name] = _read(field.head, field.codec.of_text, text)
        elif field.needed:
            raise ValueError(f"“{field.head}”没有填")
    return kind(**values, rest=rest_of(cells.get(REST, "")))


def cells_of(label: Label) -> dict[str, str]:
    """The cells of a sheet's row."""
    found = {field.head: field.codec.to_text(value) for field, value in _said(label)}
    return found | ({REST: dumped(dict(label.rest))} if label.rest else {})


def rest_of(text: str) -> tuple[tuple[str, Json], ...]:
    """What stands in the last column. Raises ValueError if it is no JSON object."""
    try:
        found = loads(text) if text else {}
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ValueError(f"“{REST}”应为 JSON 对象，不是“{text[:40]}”")
    return tuple(found.items())


def _said(label: Label) -> Iterator[tuple[Field, Any]]:
    for field in FIELDS[type(label)]:
        value = getattr(label, field.name)
        if value is not None:
            yield field, value


def _read(name: str, read: Any, value: Any) -> Any:
    try:
        return read(value)
    except ValueError as problem:
        raise ValueError(f"{name}：{problem}") from None
