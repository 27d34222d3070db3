"""Letters of a screening: the worst first, safe names, a template of one's own, nothing by halves."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

import gouji
from gouji.cli.main import run as command
from gouji.corpora.screening.model import Outcome, Screened, Source
from gouji.corpora.screening.rows import FINDING, REPORT
from gouji.corpora.screening.store import opened
from gouji.letters import export as module
from gouji.letters.export import INDEX
from gouji.letters.letter import MOST, default_text

Values = dict[str, object]
NASTY = '=某局/下属:"中心"?*\n'


def row(columns: dict[str, str], values: Values) -> tuple[object, ...]:
    assert set(values) <= set(columns)
    return tuple(values.get(name) for name in columns)


def outcome(
    path: str,
    organisation: str | None,
    errors: int,
    warnings: int,
    *,
    region: str = "",
    unread: Sequence[str] = (),
    **more: object,
) -> Outcome:
    """A report with so many errors and warnings."""
    report: Values = {
        "organisation": organisation, "year": 2023, "kind": "final-accounts", "checked": 50, "unverifiable": 5,
        "errors": errors, "warnings": warnings, "checklist": [], "reading_warnings": [], "unread": list(unread),
    }  # fmt: skip
    findings = tuple(
        row(FINDING, {
            "id": f"{i}", "code": "NT101", "kind": "amount", "severity": "error" if i < errors else "warning",
            "root": True, "start": i, "end": i + 1, "line": i + 1, "quote": f"=支出{i}.00万元",
            "message": "表中为2.00万元", "expected": "2.00万元", "heading": "五（三）1 支出情况",
            "confidence": 0.95 - i / 100,
        } | more)
        for i in range(errors + warnings)
    )  # fmt: skip
    screened = Screened(row(REPORT, report), errors, warnings, (), findings)
    return Outcome(Source(path, region=region or None), path, screened)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with opened(tmp_path / "out") as store:
        store.commit([
            outcome("a.txt", "甲局", 1, 3),
            outcome("b.txt", "乙局", 3, 0, region="东省"),
            outcome("c.txt", "乙局", 2, 0, region="西省"),
            outcome("d.txt", "甲局", 1, 30),
            outcome("e.txt", None, 1, 0),
            outcome("f.txt", NASTY, 1, 0),
            outcome("g.txt", "长" * 200, 0, 1),
            outcome("h.txt", "无错局", 0, 0),
            outcome("i.txt", "连带局", 2, 0, root=False),
        ])  # fmt: skip
    return tmp_path / "out"


def cells(path: Path) -> list[tuple[object, ...]]:
    return list(load_workbook(path).worksheets[0].iter_rows(values_only=True))


def test_the_worst_come_first_and_every_name_is_safe(folder: Path) -> None:
    assert command(["export", str(folder)]) == 0
    letters = folder / "letters"
    index = cells(letters / INDEX)[3:]
    assert [line[1:6] for line in index] == [
        ("乙局", "东省", 1, 3, 0),
        ("甲局", None, 2, 2, 33),
        ("乙局", "西省", 1, 2, 0),
        ('=某局/下属:"中心"?* ', None, 1, 1, 0),
        ("e.txt", None, 1, 1, 0),
        ("长" * 200, None, 1, 0, 1),
    ]
    named = {str(name) for line in index for name in line[-2:]}
    assert named | {INDEX} == {path.name for path in letters.iterdir()}
    assert all(len(name.encode()) < 200 and not set(name) & set('<>:"/\\|?*\n#%') for name in named)


def test_a_sheet_holds_the_findings_with_room_for_answers(folder: Path) -> None:
    assert command(["export", str(folder), "--top", "2"]) == 0
    (path,) = (folder / "letters").glob("*2_甲局.xlsx")
    book = load_workbook(path)
    findings, reports = book.worksheets
    first = [cell.value for cell in findings[4]]
    assert first[1:9] == [
        "错误", "NT101", "文字中的数与表中的数不一致", "2023年度部门决算（a.txt）", "五（三）1 支出情况", "第1行",
        "=支出0.00万元", None,
    ]  # fmt: skip
    assert first[-2] == "待处理" and findings["H4"].data_type == "s"
    assert findings.max_row == 3 + 35 and findings.data_validations.dataValidation
    assert [line[1] for line in reports.iter_rows(min_row=2, values_only=True)] == ["a.txt", "d.txt"]
    assert len(list((folder / "letters").iterdir())) == 2 * 2 + 1


def test_severity_and_confidence_choose(folder: Path, tmp_path: Path) -> None:
    assert command(["export", str(folder), "--severity", "error", "--out", str(tmp_path / "errors")]) == 0
    assert [line[5] for line in cells(tmp_path / "errors" / INDEX)[3:]] == [0] * 5
    sure = ["--minimum-confidence", "0.94", "--out", str(tmp_path / "sure")]
    assert command(["export", str(folder), *sure]) == 0
    assert [(line[1], line[4]) for line in cells(tmp_path / "sure" / INDEX)[3:5]] == [
        ("甲局", 2),
        ("乙局", 2),
    ]
    none = ["--minimum-confidence", "0.99", "--out", str(tmp_path / "none")]
    assert command(["export", str(folder), *none]) == 0
    assert not (tmp_path / "none").exists()


def test_the_letter_says_whom_what_and_where(folder: Path) -> None:
    assert command(["export", str(folder)]) == 0
    (path,) = (folder / "letters").glob("*甲局.docx")
    lines = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    text = "\n".join(lines)
    assert lines[0] == "关于核实2023年度部门决算有关数据的函" and "甲局：" in lines
    assert "需要更正的2处、需要核实的33处" in text and "已核对数据100个（另有10个无法核对）" in text
    assert "　　1.（请更正；2023年度部门决算（a.txt），五（三）1 支出情况，第1行）“=支出0.00万元”" in text
    assert f"其余 {35 - MOST} 处见附件" in text and path.with_suffix(".xlsx").name in text
    assert "{" not in text


def test_a_template_of_ones_own(folder: Path, tmp_path: Path) -> None:
    text, word = tmp_path / "a.txt", tmp_path / "a.docx"
    text.write_text("致{单位}\n{问题}\n共{错误数}处 <&>", encoding="utf-8-sig")
    document = docx.Document()
    split = document.add_paragraph()
    split.add_run("致{单").bold = True
    split.add_run("位}")
    document.add_table(1, 1).cell(0, 0).text = "{附件}"
    document.add_paragraph("{问题}", style="List Bullet")
    document.save(str(word))
    for template in (text, word):
        out = tmp_path / template.suffix[1:]
        assert command(["export", str(folder), "--letter", str(template), "--out", str(out)]) == 0
        made = docx.Document(BytesIO(next(out.glob("*1_乙局.docx")).read_bytes()))
        assert made.paragraphs[0].text == "致乙局"
        assert [line.text[:3] for line in made.paragraphs[1:4]] == ["　　1", "　　2", "　　3"]
    assert made.tables[0].cell(0, 0).text == "000001_乙局.xlsx"
    assert made.paragraphs[0].runs[0].bold and made.paragraphs[3].style.name == "List Bullet"
    assert command(["export", "--show-letter"]) == 0 and "{问题}" in default_text()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "{单价}".encode()),
        ("a.txt", "见{问题}".encode()),
        ("a.txt", b"\xff"),
        ("a.docx", b"PK"),
        ("none.txt", None),
    ],
)
def test_a_template_that_is_none_is_one_line(
    name: str, content: bytes | None, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert command(["export", str(folder), "--letter", str(tmp_path / name)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and name in said and "自身出错" not in said
    assert not (folder / "letters").exists()


def test_what_was_filled_in_is_not_overwritten_and_nothing_is_left_by_halves(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(folder.iterdir())

    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device", "x")

    with monkeypatch.context() as patched:
        patched.setattr(module, "index_sheet", full)
        assert command(["export", str(folder)]) == 2
    assert sorted(folder.iterdir()) == before
    assert command(["export", str(folder)]) == 0
    capsys.readouterr()
    assert command(["export", str(folder)]) == 2
    assert "已经有内容" in capsys.readouterr().err
    assert command(["export", str(folder / "nowhere")]) == 2


def test_a_screened_sample_gives_its_findings(tmp_path: Path) -> None:
    sample = Path(__file__).parents[2] / "corpora" / "samples" / "final-accounts.txt"
    gouji.screen([sample], tmp_path / "out")
    assert command(["export", str(tmp_path / "out")]) == 0
    audit = gouji.check(sample)
    serious = [f for f in audit.findings if f.cause is None and f.severity != "info"]
    (path,) = (tmp_path / "out" / "letters").glob("000001_*.xlsx")
    found = cells(path)[3:]
    assert [line[7] for line in found] == [" ".join(f.quote.split()) for f in serious]
    assert all(line[5] and line[6] for line in found)


def test_reports_of_one_name_are_told_apart_and_say_what_was_not_read(tmp_path: Path) -> None:
    with opened(tmp_path / "out") as store:
        parts = ["x/一.zip/附表.pdf：PDF 已损坏"]
        store.commit([outcome("x/一.zip", "甲局", 1, 0, unread=parts), outcome("x/二.txt", "甲局", 1, 0)])
    assert command(["export", str(tmp_path / "out")]) == 0
    [path] = (tmp_path / "out" / "letters").glob("*甲局.xlsx")
    book = load_workbook(path)
    findings = list(book.worksheets[0].iter_rows(values_only=True))
    assert findings[1][0] == "发现 2 处错误；已核对数据100个，另有10个无法核对"
    assert [line[4] for line in findings[3:]] == ["2023年度部门决算（一.zip）", "2023年度部门决算（二.txt）"]
    assert [line[5] for line in book["报告"].iter_rows(values_only=True)][1:] == [
        "附表.pdf：PDF 已损坏",
        None,
    ]
    letter = (tmp_path / "out" / "letters" / path.with_suffix(".docx").name).read_bytes()
    assert "部门决算（二.txt）" in zipfile.ZipFile(BytesIO(letter)).read("word/document.xml").decode()
