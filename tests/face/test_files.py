"""Formats that are one file a report: where the files go, and what is refused in one line."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from gouji.cli.main import run
from gouji.corpora.synthesis.formats.office import as_docx, as_tabs, parts_of
from gouji.corpora.synthesis.formats.pdf import Press, printed
from gouji.writers import FILES, MARKED

SAMPLE = files("gouji.corpora.samples").joinpath("final-accounts.txt").read_text(encoding="utf-8")
BEGINS = {"html": b"<!DOCTYPE html>", "xlsx": b"PK", "docx": b"PK", "pdf": b"%PDF"}


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> dict[str, Path]:
    """The sample as text, Word and PDF, by the format that marks each best."""
    folder = tmp_path_factory.mktemp("reports")
    parts = parts_of(SAMPLE)
    content = {
        "报告.txt": SAMPLE.encode(),
        "报告.docx": as_docx(parts),
        "报告.pdf": printed(as_tabs(parts).decode(), Press()),
    }
    for name, data in content.items():
        (folder / name).write_bytes(data)
    return {
        "html": folder / "报告.txt",
        "xlsx": folder / "报告.txt",
        "docx": folder / "报告.docx",
        "pdf": folder / "报告.pdf",
    }


@pytest.mark.parametrize("form", FILES)
def test_one_report_goes_to_the_file_that_is_named(form: str, reports, tmp_path, capsys) -> None:
    target = tmp_path / f"结果.{form}"
    assert run(["check", str(reports[form]), "--format", form, "--output", str(target)]) == 1
    assert capsys.readouterr() == ("", f"gouji: 已写出 {target}\n")
    assert target.read_bytes().startswith(BEGINS[form])


def test_several_reports_go_to_a_folder_that_is_made(reports, tmp_path, capsys) -> None:
    folder = tmp_path / "新的" / "结果"
    paths = [str(reports[form]) for form in ("html", "docx", "pdf")]
    assert run(["check", *paths, "--format", "html", "--output", str(folder)]) == 1
    assert sorted(path.name for path in folder.iterdir()) == [
        "报告.gouji.2.html", "报告.gouji.3.html", "报告.gouji.html",
    ]  # fmt: skip
    out, err = capsys.readouterr()
    assert out == ""
    assert sorted(err.splitlines()) == sorted(f"gouji: 已写出 {path}" for path in folder.iterdir())


def test_one_report_may_go_to_a_folder_too(reports, tmp_path) -> None:
    assert run(["check", str(reports["html"]), "--format", "html", "--output", str(tmp_path)]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["报告.gouji.html"]


@pytest.mark.parametrize("form", MARKED)
def test_a_report_of_another_format_is_one_line_and_the_others_are_written(
    form, reports, tmp_path, capsys
) -> None:
    paths = [str(reports["html"]), str(reports[form])]
    assert run(["check", *paths, "--format", form, "--output", str(tmp_path)]) == 2
    written, error = sorted(capsys.readouterr().err.splitlines(), key=lambda line: "已写出" not in line)
    assert written.endswith(f"报告.gouji.{form}") and paths[0] in error and "--format html" in error
    assert [path.name for path in tmp_path.iterdir()] == [f"报告.gouji.{form}"]


def test_a_report_that_cannot_be_read_counts_though_the_others_are_written(reports, tmp_path, capsys) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    paths = [str(tmp_path / "坏.docx"), str(reports["html"])]
    assert run(["check", *paths, "--format", "html", "--output", str(tmp_path / "out")]) == 2
    assert "已损坏" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["报告.gouji.html"]


def test_several_files_need_a_folder(reports, tmp_path, capsys) -> None:
    path = str(reports["html"])
    taken = tmp_path / "a.html"
    taken.write_text("x")
    for output in ([], ["--output", str(taken)]):
        assert run(["check", path, path, "--format", "html", *output]) == 2
        error = capsys.readouterr().err
        assert error.count("\n") == 1 and "文件夹" in error
    assert taken.read_text() == "x"


@pytest.mark.parametrize("form", FILES)
def test_standard_output_carries_the_file(form: str, reports) -> None:
    command = [sys.executable, "-m", "gouji", "check", str(reports[form]), "--format", form]
    done = subprocess.run(command, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.startswith(BEGINS[form])


def test_the_report_is_never_overwritten(reports, capsys) -> None:
    path = reports["docx"]
    before = path.read_bytes()
    assert run(["check", str(path), "--format", "docx", "--output", str(path)]) == 2
    assert path.read_bytes() == before
    assert run(["check", str(path), "--format", "docx", "--output", str(path.parent)]) == 1
    assert path.read_bytes() == before
    (path.parent / "报告.gouji.docx").unlink()
    capsys.readouterr()


@pytest.mark.parametrize("form", MARKED)
def test_a_report_from_standard_input_has_no_file_to_mark(
    form: str, reports, monkeypatch, tmp_path, capsys
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(reports[form].read_bytes())))
    assert run(["check", "-", "--format", form, "--output", str(tmp_path / "a")]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "存为文件" in error


def test_a_file_that_changes_meanwhile_is_not_marked(reports, monkeypatch, tmp_path, capsys) -> None:
    from gouji import api

    path = tmp_path / "报告.docx"
    path.write_bytes(reports["docx"].read_bytes())
    audit = api.check(path)
    monkeypatch.setattr("gouji.api.check", lambda *a, **k: audit)
    path.write_bytes(path.read_bytes() + b" ")
    assert run(["check", str(path), "--format", "docx", "--output", str(tmp_path / "b.docx")]) == 2
    assert "被改动" in capsys.readouterr().err
    assert not (tmp_path / "b.docx").exists()


def test_tracked_changes_are_written_when_asked_for(reports, tmp_path) -> None:
    sizes = []
    for options in ([], ["--track-changes"]):
        target = tmp_path / f"{len(options)}.docx"
        run(["check", str(reports["docx"]), "--format", "docx", "--output", str(target), *options])
        import zipfile

        sizes.append(zipfile.ZipFile(target).read("word/document.xml").count(b"<w:del "))
    assert sizes[0] == 0 < sizes[1]


def test_a_defect_of_a_writer_costs_one_report_and_one_line(reports, monkeypatch, tmp_path, capsys) -> None:
    from gouji.writers import html

    whole = html.page
    monkeypatch.setattr(
        html, "page", lambda audit, lang: 1 / 0 if audit.report.format == "pdf" else whole(audit, lang)
    )
    paths = [str(reports["pdf"]), str(reports["html"])]
    assert run(["check", *paths, "--format", "html", "--output", str(tmp_path)]) == 2
    written, error = sorted(capsys.readouterr().err.splitlines(), key=lambda line: "已写出" not in line)
    assert "ZeroDivisionError" in error and paths[0] in error and "报告.gouji.html" in written
    assert [path.name for path in tmp_path.iterdir()] == ["报告.gouji.html"]
    with pytest.raises(ZeroDivisionError):
        run(["check", paths[0], "--format", "html", "--output", str(tmp_path), "--debug"])
