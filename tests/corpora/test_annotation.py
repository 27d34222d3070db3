"""Annotations: nothing is lost between the forms, nothing wrong passes, nothing is left half-written."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gouji
from gouji.cli.main import run as command
from gouji.corpora.annotation import files
from gouji.corpora.annotation.check import problems
from gouji.corpora.annotation.convert import load, save
from gouji.corpora.annotation.gold import CLAIMS, FINDINGS, read_gold, write_gold
from gouji.corpora.annotation.model import Annotation, AnnotationError, CellLabel, ClaimLabel, FindingLabel
from gouji.corpora.annotation.prefill import prefilled
from gouji.corpora.annotation.sheet import HEADS, read_sheet, write_sheet

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpora" / "samples"
SAMPLE = SAMPLES / "final-accounts.txt"
GOLD = ROOT.parent / "shared" / "gold"

TEXT = "一、收入情况\n本年收入合计1,234.50万元，其中财政拨款收入1000.00万元，占81.00%。\n收入\t1,234.50\n"
CLAIMS_OF_TEXT = [
    {
        "id": "C1", "quote": "本年收入合计1,234.50万元", "char_start": 13, "char_end": 23, "number": "1,234.50",
        "value": 1234.5, "unit": "万元", "type": "amount", "subject": "=收入", "column": "actual",
        "verdict": "consistent", "alt_verdicts": [],
        "cell": {"table": "收入", "text": "1,234.50", "start": 54, "end": 62, "row": "收入", "column": ""},
    },
    {
        "id": "C2", "quote": "财政拨款收入1000.00万元", "char_start": 32, "char_end": 41, "number": "1000.00",
        "value": 1000, "unit": "万元", "type": "amount", "column": "actual", "verdict": "unverifiable",
        "alt_verdicts": ["consistent", "rounding"], "calc": {"a": [1, None, "x"]}, "section": "1-2", "note": "",
    },
    {
        "id": "C3", "quote": "占81.00%", "char_start": 43, "char_end": 49, "number": "81.00", "value": 81.0,
        "unit": "%", "type": "share", "column": "none", "verdict": "rounding", "operands": ["C2", "C1"],
    },
]  # fmt: skip
FINDINGS_OF_TEXT = {
    "document": "报告.txt",
    "findings": [
        {
            "id": "F1", "kind": "share", "alt_kinds": ["rounding"], "severity": "info", "quote": "其中…占81.00%",
            "stated": "81.00%", "expected": "81.00%", "confidence": 0.25, "group": "g", "claim_ids": ["C3"],
        },
        {
            "id": "F2", "kind": "amount", "severity": "error", "quote": "合计\n1,234.50万元", "char_start": 11,
            "char_end": 23, "page": 2,
        },
    ],
    "acceptable": [{"quote": "一、收入情况", "why": "无误\n\"引\"", "page": 1}],
    "made_by": "甲",
}  # fmt: skip


@pytest.fixture
def stem(tmp_path: Path) -> Path:
    """An annotation as a pair of JSON files, beside its report."""
    (tmp_path / "报告.txt").write_text(TEXT, encoding="utf-8")
    lines = "".join(json.dumps(claim, ensure_ascii=False) + "\n" for claim in CLAIMS_OF_TEXT)
    (tmp_path / f"a{CLAIMS}").write_text(lines, encoding="utf-8")
    (tmp_path / f"a{FINDINGS}").write_text(json.dumps(FINDINGS_OF_TEXT), encoding="utf-8")
    return tmp_path / "a"


def content(stem: Path) -> tuple[object, object]:
    claims = stem.with_name(stem.name + CLAIMS)
    lines = claims.read_text(encoding="utf-8").split("\n") if claims.exists() else []
    findings = json.loads(stem.with_name(stem.name + FINDINGS).read_text(encoding="utf-8"))
    return [json.loads(line) for line in lines if line], findings


def through_all_forms(stem: Path, text: str, folder: Path) -> Annotation:
    """JSON → sheet → spaCy → JSON, each from the one before."""
    folder.mkdir()
    save(read_gold(stem), folder / "a.csv", text)
    save(load(folder / "a.csv"), folder / "a.spacy", text)
    save(load(folder / "a.spacy"), folder / f"b{CLAIMS}", text)
    return load(folder / "b")


def test_no_form_loses_anything(stem: Path, tmp_path: Path) -> None:
    found = through_all_forms(stem, TEXT, tmp_path / "out")
    assert found == read_gold(stem)
    assert content(tmp_path / "out" / "b") == content(stem)
    assert not list(problems(found, TEXT))


@pytest.mark.skipif(not GOLD.is_dir(), reason="no annotated reports")
@pytest.mark.parametrize("name", ["000", "001", "003", "101", "103"])
def test_the_shared_annotations_lose_nothing_and_fit_their_reports(name: str, tmp_path: Path) -> None:
    annotation = read_gold(GOLD / name)
    report = gouji.read(GOLD.parent / "reports" / str(annotation.document))
    assert not list(problems(annotation, report.text))
    assert through_all_forms(GOLD / name, report.text, tmp_path / "out") == annotation
    assert content(tmp_path / "out" / "b") == content(GOLD / name)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.text("abcC012-甲", min_size=1, max_size=5)
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**30), 10**30)
cells = st.builds(
    CellLabel,
    table=texts,
    text=texts,
    start=st.none() | st.integers(),
    end=st.none(),
    row=texts,
    column=texts,
)
claims = st.builds(
    ClaimLabel,
    id=texts,
    quote=texts,
    number=st.none() | texts,
    value=st.none() | numbers.map(lambda number: Decimal(str(number))),
    section=st.none() | texts,
    operands=st.none() | st.lists(names).map(tuple),
    cell=st.none() | cells,
    cells=st.none() | st.lists(cells, max_size=2).map(tuple),
    rest=st.lists(st.tuples(texts.map("x-{}".format), st.none() | texts | numbers), max_size=1).map(tuple),
)


@given(
    annotation=st.builds(
        Annotation, document=st.none() | texts, claims=st.lists(claims, max_size=2).map(tuple)
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
def test_whatever_the_fields_hold_comes_back(annotation: Annotation, tmp_path: Path) -> None:
    write_sheet(annotation, tmp_path / "a.csv")
    assert read_sheet(tmp_path / "a.csv") == annotation
    write_gold(annotation, tmp_path / "b")
    assert content(tmp_path / "b")[1]["document"] == annotation.document
    if annotation.claims:
        assert read_gold(tmp_path / "b") == annotation


SPOILT = [
    ({"type": "money"}, "type：没有 \"money\" 这个标签"),
    ({"verdict": "right"}, "verdict：没有 \"right\" 这个标签"),
    ({"alt_verdicts": ["maybe"]}, "alt_verdicts：没有"),
    ({"char_start": "13"}, "char_start：应为整数"),
    ({"value": "1234.5"}, "value：应为数字"),
    ({"char_end": 9999}, "位置 13–9999 不在报告之内"),
    ({"char_start": 23}, "位置 23–23 是空的"),
    ({"char_start": -3}, "位置 -3–23 不在报告之内"),
    ({"number": "1,234.56"}, "处是“1,234.50万元”，不是“1,234.56”"),
    ({"value": 1234.6}, "数值 1234.6 与数字“1,234.50”不符"),
    ({"quote": "本年支出合计"}, "原句不在报告中"),
    ({"quote": "占81.00%"}, "原句不在位置 13–23 处"),
    ({"operands": ["C9"]}, "算自 C9：没有这个编号的数据"),
    ({"operands": ["C1"]}, "算自自己"),
    ({"id": "C2"}, "编号用了 2 次"),
    ({"char_end": 33}, "与 C1 的位置重叠"),
    ({"cell": {"table": "收入"}}, "cell：单元格应有"),
    ({"cell": CLAIMS_OF_TEXT[0]["cell"] | {"text": "9.99"}}, "单元格：报告 54–62 处是“1,234.50”，不是“9.99”"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), SPOILT)
def test_each_problem_is_one_line(
    change: dict[str, object], said: str, stem: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = stem.with_name(f"a{CLAIMS}")
    lines = [
        json.dumps(claim, ensure_ascii=False) for claim in (CLAIMS_OF_TEXT[0] | change, *CLAIMS_OF_TEXT[1:])
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert command(["annotate", "--check", str(path)]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert len([line for line in errors if said in line]) == 1 and len(errors) <= 3, errors
    assert all(str(stem) in line for line in errors)


@pytest.mark.parametrize(
    ("cell", "text", "said"),
    [
        ("类型", "金额", '没有 "金额" 这个标签'),
        ("起", "十三", "应为整数"),
        ("止", "", "“止”没有填"),
        ("数值", "1e999", "应为数字"),
        ("级别", "error", "没有“级别”这一列"),
        ("其他", "{", "应为 JSON 对象"),
        ("各单元格", "x", "应为 JSON"),
        ("行", "数值", "“行”应为"),
    ],
)
def test_a_corrected_sheet_says_the_row_and_the_column(
    cell: str, text: str, said: str, stem: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_sheet(read_gold(stem), tmp_path / "a.csv")
    rows = list(
        csv.DictReader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True))
    )
    rows[1][cell] = text
    with (tmp_path / "a.csv").open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, HEADS)
        writer.writeheader()
        writer.writerows(rows)
    assert command(["annotate", "--check", str(tmp_path / "a.csv")]) == 2
    said_line = capsys.readouterr().err
    assert said_line.count("\n") == 1 and "第3行" in said_line and said in said_line


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"a,b\n1,2\n"),
        ("a.csv", b""),
        ("a.csv", b"\xff\xfe\x00\xd8"),
        ("a.csv", ",".join(HEADS).encode() + b'\n"x'),
        ("a.spacy", b"not a DocBin"),
        ("a.claims.jsonl", b"{\n"),
        ("a.claims.jsonl", b"\xff"),
        ("a.claims.jsonl", b"[]"),
        ("a.findings.json", b"[]"),
        ("a.findings.json", b'{"findings": {}}'),
        ("a.findings.json", b'{"document": 3}'),
        ("a.findings.json", b"[" * 100_000),
        ("a.xyz", b""),
        ("none.csv", None),
        ("none.findings.json", None),
    ],
)
def test_what_is_no_annotation_is_one_line(
    name: str, data: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert command(["annotate", "--check", str(tmp_path / name)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and name.partition(".")[0] in said and "自身出错" not in said


def test_a_sample_is_filled_in_corrected_and_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "a.csv"
    assert command(["annotate", str(SAMPLE), "--out", str(sheet)]) == 0
    assert command(["annotate", "--check", str(sheet)]) == 0
    audit = gouji.check(SAMPLE)
    filled = read_sheet(sheet)
    assert filled == prefilled(audit)
    assert len(filled.claims) == len(audit.claims) and len(filled.findings) == len(audit.findings)
    assert [(c.start, c.end, c.type) for c in filled.claims] == [
        (c.start, c.end, c.type) for c in audit.claims
    ]
    before = sheet.read_bytes()
    assert command(["annotate", str(SAMPLE), "--out", str(sheet)]) == 2
    assert sheet.read_bytes() == before and "已经有这个文件" in capsys.readouterr().err
    (tmp_path / "final-accounts.txt").write_bytes(SAMPLE.read_bytes() + b"x")
    assert command(["annotate", "--check", str(sheet), str(tmp_path / "final-accounts.txt")]) == 2
    assert "sha256" in capsys.readouterr().err


@pytest.mark.parametrize("broken", ["replace", "write_bytes"])
def test_nothing_is_left_half_written(broken: str, stem: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    annotation, folder = read_gold(stem), stem.parent
    before = {path: path.read_bytes() for path in folder.iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.Path, broken, full)
    with pytest.raises(OSError, match="space"):
        write_gold(annotation, stem)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_spacy_scores_one_annotator_against_the_other(stem: Path) -> None:
    spacy = pytest.importorskip("spacy")
    from spacy.scorer import Scorer
    from spacy.training import Example

    from gouji.corpora.annotation.docbin import annotation_of, doc_of

    gold = read_gold(stem)
    first, second, third = gold.claims
    other = replace(gold, claims=(first, replace(second, type="other")))
    vocab = spacy.blank("zh").vocab
    reference, predicted = doc_of(gold, TEXT, vocab), doc_of(other, TEXT, vocab)
    scores = Scorer.score_spans(
        [Example(predicted, reference)], "claims", getter=lambda doc, key: doc.spans[key], labeled=True
    )
    assert (scores["claims_p"], scores["claims_r"]) == (1 / 2, 1 / 3)
    assert reference.text == TEXT and annotation_of(reference) == gold
    moved = doc_of(gold, TEXT, vocab)
    spans = list(moved.spans["claims"])
    moved.spans["claims"] = [*spans[:2], spacy.tokens.Span(moved, 44, 49, label="growth-rate", span_id="C3")]
    again = annotation_of(moved).claims[2]
    assert again == replace(third, start=44, type="growth-rate")


def test_decisions_become_labels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["check", str(SAMPLE), "--format", "json", "--output", str(tmp_path / "a.json")]) == 1
    whole = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    found = whole["reports"][0]["findings"]
    roots = [finding for finding in found if finding["cause"] is None]
    roots[0]["accepted"] = True
    roots[1]["suppressed"] = {"reason": "口径不同"}
    (tmp_path / "a.json").write_text(json.dumps(whole), encoding="utf-8")
    out = tmp_path / "b.csv"
    assert command(["annotate", "--decisions", str(tmp_path / "a.json"), "--out", str(out)]) == 0
    assert command(["annotate", "--check", str(out)]) == 0
    labels = load(out)
    (kept,), (dismissed,) = labels.findings, labels.acceptable
    assert str(kept.confidence) == roots[0]["confidence"] and kept.note == roots[0]["code"]
    assert (kept.kind, kept.quote, kept.start) == (roots[0]["kind"], roots[0]["quote"], roots[0]["start"])
    assert (dismissed.quote, dismissed.why) == (roots[1]["quote"], "口径不同")
    roots[0]["accepted"], roots[0]["confidence"] = "yes", "0.9"
    roots[2]["accepted"], roots[2]["confidence"] = True, "sure"
    (tmp_path / "a.json").write_text(json.dumps(whole), encoding="utf-8")
    capsys.readouterr()
    assert (
        command(["annotate", "--decisions", str(tmp_path / "a.json"), "--out", str(tmp_path / "c.csv")]) == 2
    )
    assert capsys.readouterr().err.count("\n") == 2 and not (tmp_path / "c.csv").exists()


def test_only_whole_annotations_are_written(tmp_path: Path) -> None:
    finding = FindingLabel("F", "amount", "error", "x")
    with pytest.raises(AnnotationError, match="结尾"):
        save(Annotation("a.txt", (), (finding,)), tmp_path / "a.txt", "")
    assert not list(tmp_path.iterdir())


def test_a_row_that_is_too_long_is_said(stem: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = stem.with_name("a.csv")
    write_sheet(read_gold(stem), sheet)
    lines = sheet.read_bytes().split(b"\r\n")
    sheet.write_bytes(b"\r\n".join([*lines[:2], lines[2] + b",x,y", *lines[3:]]))
    assert command(["annotate", "--check", str(sheet)]) == 2
    assert "第3行：比表头多出 2 格" in capsys.readouterr().err


def test_blank_ids_pages_before_the_first_and_endless_numbers_are_said(
    stem: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = stem.with_name(f"{stem.name}{CLAIMS}")
    lines = path.read_text(encoding="utf-8").splitlines()
    first, second = (json.loads(line) for line in lines[:2])
    first["id"], second["page"] = " ", 0
    path.write_text("\n".join(map(json.dumps, (first, second))), encoding="utf-8")
    assert command(["annotate", "--check", str(path)]) == 2
    said = capsys.readouterr().err
    assert "编号是空的" in said and "页应从 1 数起" in said
    path.write_text('{"char_start": ' + "9" * 5000 + "}", encoding="utf-8")
    assert command(["annotate", "--check", str(path)]) == 2
    assert "太长" in capsys.readouterr().err
