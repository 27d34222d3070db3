"""A folder as input: one report in parts, several reports, both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import gouji
from gouji.cli.main import run
from gouji.corpora.synthesis.formats.office import zipped
from gouji.narrative.read import reports_at

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
TEXT = (SAMPLES / "final-accounts.txt").read_text(encoding="utf-8")
HEAD = "第三部分  2023年度部门决算情况说明"
TABLES, NARRATIVE = TEXT.rsplit(HEAD, 1)


@pytest.fixture
def parts(tmp_path) -> Path:
    folder = tmp_path / "一份"
    folder.mkdir()
    (folder / "附件2 决算表.txt").write_text(TABLES, encoding="utf-8")
    (folder / "附件1 情况说明.txt").write_text(HEAD + NARRATIVE, encoding="utf-8")
    (folder / "批复.json").write_text("{}", encoding="utf-8")
    (folder / ".DS_Store").write_bytes(b"\0")
    return folder


@pytest.fixture
def several(tmp_path) -> Path:
    folder = tmp_path / "几份"
    folder.mkdir()
    (folder / "甲.txt").write_text(TEXT, encoding="utf-8")
    (folder / "乙.txt").write_text(TEXT.replace("青岚市古籍保护中心", "白川县图书馆"), encoding="utf-8")
    return folder


def said(audit) -> list[tuple[str, str, str]]:
    return sorted((each.code, each.severity, each.stated) for each in audit.findings)


def test_a_folder_with_the_parts_of_one_report_is_that_report(parts) -> None:
    assert reports_at(parts) == (str(parts),)
    audit = gouji.check(parts)
    assert said(audit) == said(gouji.check_text(TEXT))
    assert audit.report.path == str(parts) and audit.report.format == "folder"
    assert any("附件1 情况说明.txt为正文" in warning for warning in audit.report.warnings)


def test_a_folder_of_several_reports_is_each_of_them(several, capsys) -> None:
    assert run(["check", str(several), "--format", "json"]) == 1
    reports = json.loads(capsys.readouterr().out)["reports"]
    assert [Path(report["path"]).name for report in reports] == ["乙.txt", "甲.txt"]
    with pytest.raises(gouji.GouJiError, match="2份报告"):
        gouji.check(several)


def test_folders_in_folders(parts, several, capsys) -> None:
    found = reports_at(parts.parent)
    assert found == (str(parts), str(several / "乙.txt"), str(several / "甲.txt"))


def test_what_cannot_be_read_in_a_folder_of_reports_is_a_line_and_status_2(several, capsys) -> None:
    (several / "坏.pdf").write_bytes(b"%PDF-1.7\n")
    assert run(["check", str(several)]) == 2
    out, err = capsys.readouterr()
    assert err.count("\n") == 1 and "坏.pdf" in err
    assert "甲.txt" in out and "乙.txt" in out


def test_a_part_that_cannot_be_read_is_named_as_a_caution(parts) -> None:
    (parts / "盖章扫描.pdf").write_bytes(b"%PDF-1.7\n")
    warnings = gouji.check(parts).report.warnings
    assert any("没有读的文件：盖章扫描.pdf" in warning for warning in warnings)
    assert any("有文件读不了：盖章扫描.pdf：PDF 已损坏" in warning for warning in warnings)


@pytest.mark.parametrize("packed", [False, True])
def test_parts_that_cannot_be_read_are_a_line_each_and_status_2(packed: bool, tmp_path, capsys) -> None:
    right = (SAMPLES / "final-accounts-correct.txt").read_bytes()
    broken = {"附表1.xlsx": b"PK\x03\x04", "附表 2.ofd": b"?", "附表3.pdf": b"%PDF-1.7\n", "附表4.docx": b""}
    path = tmp_path / "一份"
    if packed:
        path.write_bytes(zipped({"情况说明.txt": right, **broken}))
    else:
        path.mkdir()
        for name, data in {"情况说明.txt": right, **broken}.items():
            (path / name).write_bytes(data)
    for command in (["check", str(path)], ["diff", str(path), str(path)]):
        assert run(command) == 2
        out, err = capsys.readouterr()
        assert "青岚市古籍保护中心" in out
        lines = err.splitlines()
        assert {line.split("：")[0] for line in lines} == {f"gouji: {path}/{name}" for name in broken}
        assert all("；" in line for line in lines)


def test_parts_of_last_years_report_that_cannot_be_read_are_named(tmp_path, capsys) -> None:
    this = SAMPLES / "final-accounts-correct.txt"
    prior, budget = (tmp_path / name for name in ("上年", "预算.zip"))
    prior.mkdir()
    text = this.read_text(encoding="utf-8")
    (prior / "情况说明.txt").write_text(text.replace("2023", "2022"), encoding="utf-8")
    (prior / "附表.pdf").write_bytes(b"%PDF-1.7\n")
    budget.write_bytes(zipped({"说明.txt": text.replace("决算", "预算").encode(), "附表.rar": b"Rar!"}))
    assert run(["check", str(this), "--prior", str(prior), "--budget", str(budget), "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert [line.partition("：")[0] for line in err.splitlines()] == [
        f"gouji: {prior}/附表.pdf", f"gouji: {budget}/附表.rar",
    ]  # fmt: skip
    warnings = json.loads(out)["reports"][0]["coverage"]["warnings"]
    assert sum(warning.startswith("用来对照的") for warning in warnings) == 2
    assert run(["check", str(this), "--prior", str(prior), "--lang", "en"]) == 2
    assert "which it is compared with, cannot be read" in " ".join(capsys.readouterr().out.split())


def test_parts_of_attachments_that_cannot_be_read_are_named(tmp_path, capsys) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["收入支出决算总表"], ["单位：万元"], ["项目", "决算数"], ["总计", 3]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    tables = tmp_path / "附表.zip"
    tables.write_bytes(zipped({"a.xlsx": (tmp_path / "a.xlsx").read_bytes(), "b.pdf": b"%PDF-1.7\n"}))
    report = tmp_path / "r.txt"
    report.write_text("某局2023年度部门决算\n一、收入情况\n收入合计3.00万元。\n", encoding="utf-8")
    assert run(["check", str(report), "--tables", str(tables)]) == 2
    assert f"{report}/附表.zip/b.pdf" in capsys.readouterr().err


def test_workbooks_of_reports_in_a_folder(several) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["收入支出决算总表"], ["单位：万元"], ["项目", "决算数"], ["总计", 3]):
        book.active.append(row)
    book.save(several / "甲附表.xlsx")
    book.save(several / "别的.xlsx")
    names = [Path(path).name for path in reports_at(several)]
    assert names == ["乙.txt", "甲.txt", "别的.xlsx"]


def test_an_empty_folder_is_one_line(tmp_path, capsys) -> None:
    (tmp_path / "空").mkdir()
    assert run(["check", str(tmp_path / "空")]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "没有可以读的报告" in err


def test_a_folder_takes_no_tables(parts, capsys) -> None:
    assert run(["check", str(parts), "--tables", str(parts / "附件2 决算表.txt")]) == 2
    assert "--tables" in capsys.readouterr().err


def test_a_department_is_compared_with_its_units(tmp_path, capsys) -> None:
    row = "2010101\t行政运行\t{0}\t{0}\t0.00\n"
    head = (
        "{name}2024年度部门决算\n\n{scope}一般公共预算财政拨款支出决算表\n单位：万元\n"
        "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n\t合计\t{total}\t{total}\t0.00\n"
    )
    housing = "2210201\t住房公积金\t{0}\t{0}\t0.00\n"
    scope = (
        "第一部分 部门概况\n\n纳入2024年度部门决算编制范围的单位共2个：青岚县农业局本级、青岚县农技站。\n\n"
    )
    amounts = {
        "青岚县农业局": ("500.00", "70.00", "570.00", scope),
        "青岚县农业局本级": ("300.00", "50.00", "350.00", ""),
        "青岚县农技站": ("200.00", "30.00", "230.00", ""),
    }
    for name, (running, fund, total, words) in amounts.items():
        text = head.format(name=name, total=total, scope=words) + row.format(running) + housing.format(fund)
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run(["check", str(tmp_path), "--format", "json"]) == 1
    reports = {Path(each["path"]).stem: each for each in json.loads(capsys.readouterr().out)["reports"]}
    found = [
        (name, each["quote"])
        for name, report in reports.items()
        for each in report["findings"]
        if each["code"] == "RR604"
    ]
    assert found == [("青岚县农业局", "70.00")]
    (tmp_path / "青岚县农技站.txt").unlink()
    run(["check", str(tmp_path), "--format", "json"])
    assert "RR604" not in capsys.readouterr().out


def test_parts_that_cannot_be_read_are_counted_where_there_are_many(parts) -> None:
    for i in range(10):
        (parts / f"扫描{i}.pdf").write_bytes(b"%PDF-1.7\n")
    (warning,) = (each for each in gouji.check(parts).report.warnings if "没有读的文件" in each)
    assert "没有读的文件共10个，如扫描0.pdf、" in warning and "扫描8.pdf" not in warning
