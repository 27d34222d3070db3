"""What is given to gouji besides a plain report: pipes, no paths, attachments, workbooks, other reports."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import gouji
from gouji.cli.main import run

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
SAMPLE, CORRECT = SAMPLES / "final-accounts.txt", SAMPLES / "final-accounts-correct.txt"
TEXT = SAMPLE.read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path, capsys) -> None:
    pipe = tmp_path / "管道.txt"
    os.mkfifo(pipe)
    assert run(["check", str(pipe)]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "管道.txt" in err and "gouji check -" in err


@pytest.mark.parametrize("path", [None, 3, b"report.txt", ["a.txt"], ""])
def test_what_is_no_path_is_an_error_of_ours(path: object) -> None:
    with pytest.raises(gouji.GouJiError) as caught:
        gouji.check(path)
    assert "路径" in str(caught.value) and "\n" not in str(caught.value)


def test_the_prose_of_an_attachment_is_not_checked_as_the_reports(tmp_path) -> None:
    spoilt = tmp_path / "附表.txt"
    spoilt.write_text(TEXT, encoding="utf-8")
    alone, attached = gouji.check(CORRECT), gouji.check(CORRECT, tables=[spoilt])
    own = len(CORRECT.read_text(encoding="utf-8"))
    assert len(attached.report.tables) > len(alone.report.tables)
    assert [claim.start for claim in attached.claims] == [claim.start for claim in alone.claims]
    assert all(paragraph.offsets[-1] < own for paragraph in attached.report.paragraphs)


def workbook(path: Path, *rows: list[object]) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_an_empty_workbook_is_said_to_have_no_tables(tmp_path, capsys) -> None:
    assert run(["check", str(SAMPLE), "--tables", str(workbook(tmp_path / "空.xlsx"))]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "空.xlsx" in err and "没有找到表格" in err


HEAD = ["项目", "2023年预算数", "2023年执行数", "2024年预算数"]


@pytest.mark.parametrize(
    ("name", "year"),
    [("收支总表.xlsx", 2024), ("2024年部门预算公开表.xlsx", 2024), ("2025年预算.xlsx", 2025)],
)
def test_a_workbook_alone_is_of_the_latest_year_or_of_its_names(tmp_path, name: str, year: int) -> None:
    rows = [
        ["部门收支预算总表"],
        ["单位：万元"],
        HEAD,
        ["财政拨款收入", 100, 98, 110],
        ["收入总计", 100, 98, 110],
    ]
    assert gouji.read(workbook(tmp_path / name, *rows)).year == year


def shifted(path: Path, text: str, by: int = -1) -> Path:
    """The text with every year moved."""
    for year in range(2019, 2026) if by < 0 else range(2026, 2018, -1):
        text = text.replace(str(year), str(year + by))
    path.write_text(text, encoding="utf-8")
    return path


def test_last_years_report_must_be_last_years(tmp_path, capsys) -> None:
    last = shifted(tmp_path / "上年.txt", TEXT)
    assert run(["check", str(SAMPLE), "--prior", str(last), "-v"]) == 1
    assert "RR601" in capsys.readouterr().out
    before = shifted(tmp_path / "前年.txt", last.read_text(encoding="utf-8"))
    other = tmp_path / "别家.txt"
    other.write_text(
        last.read_text(encoding="utf-8").replace("青岚市古籍保护中心", "白川县图书馆"), encoding="utf-8"
    )
    for path, words in ((SAMPLE, "应为2022年度"), (before, "应为2022年度"), (other, "白川县图书馆")):
        assert run(["check", str(SAMPLE), "--prior", str(path)]) == 2
        err = capsys.readouterr().err
        assert err.count("\n") == 1 and words in err and str(path) in err
    assert run(["check", str(SAMPLE), "--budget", str(SAMPLE)]) == 2
    assert "应为部门预算" in capsys.readouterr().err


def test_an_alias_joins_two_names_of_one_organisation(tmp_path, capsys) -> None:
    other = shifted(tmp_path / "上年.txt", TEXT.replace("青岚市古籍保护中心", "青岚市古籍馆"))
    config = tmp_path / "gouji.toml"
    config.write_text('[organisations]\n"青岚市古籍保护中心" = ["青岚市古籍馆"]\n', encoding="utf-8")
    assert run(["check", str(SAMPLE), "--prior", str(other)]) == 2
    assert run(["check", str(SAMPLE), "--prior", str(other), "--config", str(config)]) == 1


def test_where_most_comparisons_fail_the_other_report_is_doubted() -> None:
    """Last year's report under another definition contradicts everything: that is no pile of warnings."""
    from gouji.compare.audit import audit
    from gouji.narrative.read import read_text

    text = TEXT
    for year in range(2019, 2026):
        text = text.replace(str(year), str(year - 1))
    found = audit(gouji.read(CORRECT), prior=read_text(text)).findings
    assert not [each for each in found if each.code == "RR601" and each.severity == "warning"]
    assert [each for each in found if each.code == "RR601"]


@pytest.mark.parametrize("name", ["nowhere/baseline.json", "."])
def test_a_baseline_that_cannot_be_written_is_refused_before_the_check(name: str, tmp_path, capsys) -> None:
    report = tmp_path / "a.txt"
    report.write_text("2023年度部门决算\n", encoding="utf-8")
    assert run(["check", str(report), "--write-baseline", str(tmp_path / name)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1) and "无法写出结果" in err


def test_a_baseline_that_is_no_json_names_no_exception(tmp_path, capsys) -> None:
    (tmp_path / "b.json").write_text("{", encoding="utf-8")
    (tmp_path / "a.txt").write_text("2023年度部门决算\n", encoding="utf-8")
    assert run(["check", str(tmp_path / "a.txt"), "--baseline", str(tmp_path / "b.json")]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "不是 JSON" in err and "Error" not in err


def test_tracked_changes_are_for_word_only(tmp_path, capsys) -> None:
    assert run(["check", str(tmp_path / "a.txt"), "--track-changes"]) == 2
    assert "--format docx" in capsys.readouterr().err
