"""The command line: exit status, one line for whatever goes wrong, never a traceback."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import gouji
from gouji.cli.main import cli, run
from gouji.english import HANZI
from gouji.writers import AVAILABLE

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
SAMPLE = str(SAMPLES / "final-accounts.txt")
CORRECT = str(SAMPLES / "final-accounts-correct.txt")


def gouji_process(
    *arguments: str, content: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "gouji", *arguments],
        input=content,
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
        timeout=60,
    )


def one_line(text: str) -> str:
    assert text.count("\n") == 1 and text.endswith("\n"), text
    assert "Traceback" not in text
    return text


@pytest.fixture
def given_audit(monkeypatch):
    def give(audit) -> None:
        monkeypatch.setattr("gouji.api.check", lambda path, **options: audit)

    return give


def test_exit_status_follows_root_errors_and_warnings(given_audit, audit, info_audit, silent_audit) -> None:
    for made, status in ((audit, 1), (info_audit, 0), (silent_audit, 0)):
        given_audit(made)
        assert run(["check", "any.txt"]) == status


def test_consequences_and_suppressed_findings_do_not_change_the_status(given_audit, audit) -> None:
    from dataclasses import replace

    given_audit(replace(audit, findings=tuple(f for f in audit.findings if f.id in ("k1", "x1", "r3"))))
    assert run(["check", "any.txt"]) == 0


def test_the_sample_has_findings_and_its_twin_only_a_rounding(capsys) -> None:
    assert run(["check", SAMPLE]) == 1
    assert "建议" in capsys.readouterr().out
    assert run(["check", CORRECT]) == 0
    out = capsys.readouterr().out
    assert "发现 1 处提示" in out and "错误" not in out and "疑点" not in out and "建议" not in out


def test_one_unreadable_input_does_not_cost_the_others(capsys, tmp_path) -> None:
    missing = str(tmp_path / "没有.txt")
    assert run(["check", missing, CORRECT, "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert missing in one_line(err)
    assert [report["path"] for report in json.loads(out)["reports"]] == [CORRECT]


def bad_inputs(folder: Path) -> dict[str, Path]:
    content = {
        "empty.txt": b"",
        "blank.txt": " \n\u3000\n".encode(),
        "binary.txt": bytes(range(256)) * 40,
        "zeros.txt": bytes(5000),
        "program.txt": Path(sys.executable).read_bytes()[:20000],
        "broken.txt": "部门决算".encode() + b"\xff\xfe\x81" * 9,
        "pages.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
        "no-suffix-pdf.txt": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
        "letter.docx": b"PK\x03\x04" + bytes(100),
    }
    paths = {name: folder / name for name in content}
    for name, path in paths.items():
        path.write_bytes(content[name])
    (folder / "folder").mkdir()
    return paths | {"folder": folder / "folder", "missing": folder / "missing.txt", "null": folder / "a\x00b"}


@pytest.mark.parametrize(
    "name",
    [
        "empty.txt", "blank.txt", "binary.txt", "zeros.txt", "program.txt", "broken.txt", "pages.pdf",
        "no-suffix-pdf.txt", "letter.docx", "folder", "missing", "null",
    ],
)  # fmt: skip
def test_a_bad_input_is_one_line_and_status_2(name: str, tmp_path, capsys) -> None:
    path = bad_inputs(tmp_path)[name]
    assert run(["check", str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "自身出错" not in one_line(err)
    assert path.name.split("\x00")[0] in err


def test_a_huge_file_is_refused_quickly(tmp_path, capsys) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    assert run(["check", str(huge)]) == 2
    assert "huge.txt" in one_line(capsys.readouterr().err)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path, capsys) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("部门决算", encoding="utf-8")
    path.chmod(0)
    assert run(["check", str(path)]) == 2
    one_line(capsys.readouterr().err)


@pytest.mark.parametrize(
    "text", ["第一季度工作总结\n今年共接待读者一千余人。\n", "abc " * 500, "a,b\n1,2\n" * 50]
)
def test_what_is_no_report_gets_a_caution_not_a_clean_bill(text: str, tmp_path, capsys) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(text, encoding="utf-8")
    status = run(["check", str(path), "--format", "json"])
    out, err = capsys.readouterr()
    assert (status == 2 and err) or json.loads(out)["reports"][0]["coverage"]["warnings"]


def test_a_report_without_tables_or_without_narrative_is_cautioned(tmp_path, capsys) -> None:
    text = Path(CORRECT).read_text(encoding="utf-8")
    third = text.rindex("第三部分")
    for name, part in (("tables.txt", text[:third]), ("prose.txt", text[third:])):
        (tmp_path / name).write_text(part, encoding="utf-8")
        status = run(["check", str(tmp_path / name), "--format", "json"])
        out = capsys.readouterr().out
        assert status in (0, 1, 2)
        assert json.loads(out)["reports"][0]["coverage"]["warnings"], name


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_encodings_change_nothing_but_a_byte_order_mark(encoding: str, tmp_path, capsys) -> None:
    text = Path(SAMPLE).read_text(encoding="utf-8")
    mark = "\ufeff" if encoding.endswith(("-le", "-be")) else ""
    path = tmp_path / "sample.txt"
    path.write_bytes((mark + text).encode(encoding))
    assert run(["check", str(path), "--format", "json"]) == 1
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert report["text"].lstrip("\ufeff") == text
    assert run(["check", SAMPLE, "--format", "json"]) == 1
    (plain,) = json.loads(capsys.readouterr().out)["reports"]
    assert [f["quote"] for f in report["findings"]] == [f["quote"] for f in plain["findings"]]


def test_standard_input(monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(SAMPLE).read_bytes())))
    assert run(["check", "-", "--format", "json"]) == 1
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert report["path"] == "-"
    assert report["findings"]


@pytest.mark.parametrize("content", [b"", bytes(range(256)) * 9, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"])
def test_bad_standard_input_is_one_line(content: bytes, monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert run(["check", "-"]) == 2
    assert "自身出错" not in one_line(capsys.readouterr().err)


def test_a_defect_of_ours_costs_one_report_and_one_line(monkeypatch, capsys, silent_audit) -> None:
    def trip(path: str, **options: object):
        if path == "bad.txt":
            raise KeyError("c7")
        return silent_audit

    monkeypatch.setattr("gouji.api.check", trip)
    assert run(["check", "bad.txt", "good.txt"]) == 2
    out, err = capsys.readouterr()
    assert "bad.txt" in one_line(err) and "KeyError" in err
    assert "未发现需要修改之处" in out
    with pytest.raises(KeyError):
        run(["check", "bad.txt", "--debug"])


def test_a_defect_in_a_writer_is_one_line(monkeypatch, capsys, given_audit, audit) -> None:
    given_audit(audit)
    monkeypatch.setattr("gouji.writers.json.report_object", lambda *_: 1 // 0)
    assert run(["check", "a.txt", "--format", "json"]) == 2
    assert "ZeroDivisionError" in one_line(capsys.readouterr().err)
    with pytest.raises(ZeroDivisionError):
        run(["check", "a.txt", "--format", "json", "--debug"])


def test_help_lists_the_formats_that_there_are_and_no_others(capsys) -> None:
    assert run(["check", "--help"]) == 0
    assert f"[{'|'.join(AVAILABLE)}]" in capsys.readouterr().out.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "--format", "yaml", "x"], ["nonsense"], ["check", "--x"]]
)
def test_wrong_usage_is_one_line(arguments: list[str], capsys) -> None:
    assert run(arguments) == 2
    one_line(capsys.readouterr().err)


def test_output_goes_to_a_file_as_utf8(given_audit, audit, tmp_path, capsys) -> None:
    given_audit(audit)
    target = tmp_path / "结果.json"
    assert run(["check", "a.txt", "b.txt", "--format", "json", "--output", str(target)]) == 1
    assert capsys.readouterr().out == ""
    assert len(json.loads(target.read_text(encoding="utf-8"))["reports"]) == 2


def test_output_that_cannot_be_written_is_one_line(given_audit, audit, tmp_path, capsys) -> None:
    given_audit(audit)
    for target in (tmp_path, tmp_path / "missing" / "out.txt"):
        assert run(["check", "a.txt", "--output", str(target)]) == 2
        assert "无法写出结果" in one_line(capsys.readouterr().err)


def test_a_result_that_breaks_off_leaves_the_one_before(monkeypatch, tmp_path, capsys) -> None:
    def broken(*given, **options):
        yield "half"
        raise OSError(errno.ENOSPC, "full")

    target = tmp_path / "out.json"
    target.write_text("before", encoding="utf-8")
    monkeypatch.setattr("gouji.writers.json.render", broken)
    assert run(["check", SAMPLE, "--format", "json", "--output", str(target)]) == 2
    assert f"{target}：磁盘已满" in one_line(capsys.readouterr().err)
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [
        ("out.json", "before")
    ]


def test_an_interruption_while_modules_are_loaded_says_nothing() -> None:
    code = """
import sys
class Interrupted:
    def find_spec(self, name, *rest):
        if name == "gouji.cli":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from gouji.__main__ import main
main()
"""
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert (process.returncode, process.stdout, process.stderr) == (130, b"", b"")


def test_the_report_itself_is_never_overwritten(tmp_path, capsys) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(Path(SAMPLE).read_bytes())
    assert run(["check", str(path), "--output", str(path)]) == 2
    one_line(capsys.readouterr().err)
    assert path.read_bytes() == Path(SAMPLE).read_bytes()


def test_version_and_help(capsys) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"gouji {gouji.__version__}\n"
    for arguments in ([], ["--help"], ["check", "-h"]):
        assert run(arguments) == 0
        assert "用法：gouji" in capsys.readouterr().out


def test_a_reader_that_leaves_early_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as stdout:
        process = subprocess.run(
            [sys.executable, "-m", "gouji", "check", SAMPLE],
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            timeout=60,
        )
    assert process.stderr == b""
    assert process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk to write to")
def test_a_full_disk_is_one_line() -> None:
    with open("/dev/full", "wb") as full:
        process = subprocess.run(
            [sys.executable, "-m", "gouji", "check", SAMPLE],
            stdout=full,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            timeout=60,
        )
    assert process.returncode == 2
    assert "无法写出结果" in one_line(process.stderr.decode("utf-8"))


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes descriptors")
def test_closed_standard_streams() -> None:
    command = [sys.executable, "-m", "gouji", "check"]
    for redirection, arguments in (("<&-", ["-"]), (">&-", [SAMPLE])):
        shell = ["sh", "-c", f'exec "$@" {redirection}', "sh", *command, *arguments]
        process = subprocess.run(
            shell, capture_output=True, env=os.environ | {"PYTHONIOENCODING": "utf-8"}, timeout=60
        )
        assert process.returncode == 2
        one_line(process.stderr.decode("utf-8"))


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_any_encoding_of_the_terminal_will_do(encoding: str) -> None:
    process = gouji_process("check", SAMPLE, PYTHONIOENCODING=encoding)
    assert (process.returncode, process.stderr) == (1, b"")
    as_json = gouji_process("check", SAMPLE, "--format", "json", PYTHONIOENCODING=encoding)
    assert json.loads(as_json.stdout.decode("utf-8"))["reports"]


def test_the_path_of_one_report_imports_nothing_heavy() -> None:
    code = (
        "import sys; from gouji.cli.main import run; status = run(['check', sys.argv[1]]); "
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr); sys.exit(status)"
    )
    process = subprocess.run([sys.executable, "-c", code, SAMPLE], capture_output=True, text=True, timeout=60)
    assert process.returncode == 1
    assert not {"numpy", "pandas", "jieba", "spacy", "scipy", "sklearn"} & set(process.stderr.split())


def test_import_gouji_is_light() -> None:
    code = "import sys, gouji; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60
    ).stdout.split()
    assert "gouji.version" in loaded
    assert not {"click", "rich", "rjieba", "regex"} & set(loaded)


@pytest.mark.parametrize("arguments", [["-", "-"], ["-", "--tables", "附表.xlsx"]])
def test_standard_input_is_one_report_without_tables(capsys, arguments) -> None:
    assert run(["check", *arguments]) == 2
    assert "标准输入" in one_line(capsys.readouterr().err)


def test_where_no_number_can_be_checked_the_headline_says_so(capsys, tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("本单位负责河道巡查和水文测报。\n", encoding="utf-8")
    run(["check", str(path)])
    out = capsys.readouterr().out
    assert "没有能够核对的数字" in out and "未发现" not in out.replace("未发现表格", "")


def test_a_number_of_forty_digits_costs_nothing(capsys, tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"2024年度收入{'1234567890' * 4}.12万元，支出3.50万元。\n", encoding="utf-8")
    assert run(["check", str(path)]) in (0, 1)
    assert "自身出错" not in capsys.readouterr().err


@pytest.mark.parametrize(("lang", "words"), [("zh", "核对清单"), ("en", "check list")])
def test_the_check_list_is_shown_on_request(lang: str, words: str, capsys) -> None:
    run(["check", SAMPLE, "--lang", lang])
    assert words not in capsys.readouterr().out
    run(["check", SAMPLE, "--lang", lang, "--checklist"])
    assert words in capsys.readouterr().out


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_can_show_details_of_a_defect(command: str) -> None:
    assert "debug" in {option.name for option in cli.commands[command].params}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_system_s_refusals_are_in_the_language_of_the_line(lang: str, tmp_path, capsys) -> None:
    (tmp_path / "r.txt").write_text("报告", encoding="utf-8")
    letter = ["export", str(tmp_path), "--letter", str(tmp_path / "none.txt")]
    for arguments in (letter, ["check", str(tmp_path / "r.txt"), "--output", str(tmp_path)]):
        assert run([*arguments, "--lang", lang]) == 2
        line = one_line(capsys.readouterr().err)
        assert "No such file" not in line and "Is a directory" not in line
        assert bool(HANZI.search(line)) == (lang == "zh")
