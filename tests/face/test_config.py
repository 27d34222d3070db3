"""gouji.toml: found upward, validated in one line; suppression, severities and what they do to the result."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gouji.cli.main import run
from gouji.config import Config, ConfigError, config_for, load_config

SAMPLE = Path(__file__).parents[2] / "corpora" / "samples" / "final-accounts.txt"


@pytest.fixture
def report(tmp_path, monkeypatch) -> Path:
    """The sample in a folder of its own, three below the working folder's."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a" / "b" / "报告.txt"
    path.parent.mkdir(parents=True)
    path.write_bytes(SAMPLE.read_bytes())
    return path


def configure(report: Path, text: str) -> Path:
    path = report.parents[1] / "gouji.toml"
    path.write_text(text, encoding="utf-8")
    return path


def result(capsys, *arguments: str) -> tuple[int, dict[str, object], str]:
    status = run(["check", *arguments, "--format", "json"])
    out, err = capsys.readouterr()
    return status, json.loads(out)["reports"][0], err


def test_nothing_configured_is_the_default(report) -> None:
    assert config_for(report) == Config()


def test_the_nearest_above_the_report_is_used(report, tmp_path) -> None:
    (tmp_path / "gouji.toml").write_text('lang = "en"', encoding="utf-8")
    assert config_for(report).lang == "en"
    assert config_for(None).lang == "en"
    nearer = report.parent / "gouji.toml"
    nearer.write_text('lang = "zh"', encoding="utf-8")
    found = config_for(report)
    assert (found.lang, found.path) == ("zh", str(nearer))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('lang = "fr"', 1, "应为"),
        ("chekcs = 1", 1, "是否想写 checks？"),
        ("\n[cheks]\n", 2, "是否想写 checks？"),
        ("[checks]\nof = []", 2, "是否想写 off？"),
        ('[checks]\n\noff = ["NT1001"]', 3, "是否想写 NT101？"),
        ('[checks]\noff = ["value-mismach"]', 2, "是否想写 value-mismatch？"),
        ('[checks]\noff = "NT101"', 2, "若干文字"),
        ('[checks.severity]\nNT101 = "high"', 2, "应为 error"),
        ('[checks]\nseverity = { NT101 = "high" }', 2, "应为 error"),
        (
            '[[suppress]]\nfinding = "e0c724e77b2c"\nreason = "好"\n\n[[suppress]]\nfinding = "x"\nreason = "好"',
            6,
            "编号",
        ),
        ('lang = "zh"\n[[suppress]]\nfinding = "e0c724e77b2c"', 2, "缺少 reason"),
        ("suppress = 3", 1, "[[suppress]]"),
        ("checks = 3", 1, "[checks]"),
        ("confidence = 3", 1, "0 到 1"),
        ("confidence = true", 1, "0 到 1"),
        ('lang = "zh"\nx = \ny = 1', 2, "TOML"),
        ('[organisations]\n"甲" = "乙"', 2, "若干文字"),
        ("[profiles]\npath = []", 2, "是否想写 paths？"),
    ],
)
def test_a_mistake_is_one_line_that_says_where(report, capsys, text: str, line: int, words: str) -> None:
    path = configure(report, text)
    assert run(["check", str(report)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1
    assert f"{path} 第{line}行" in err and words in err


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'lang = "\xc4\xe3"'])
def test_a_config_that_is_no_text(tmp_path, content: bytes) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match="UTF-8"):
        load_config(path)


def test_a_config_that_is_not_there(report, capsys) -> None:
    assert run(["check", str(report), "--config", "没有.toml"]) == 2
    assert "没有.toml：找不到" in capsys.readouterr().err


def test_checks_off_severities_and_confidence(report, capsys) -> None:
    configure(report, '[checks]\noff = ["TT301", "growth"]\n[checks.severity]\nNN202 = "warning"')
    _, found, _ = result(capsys, str(report))
    severities = {each["code"]: each["severity"] for each in found["findings"] if each["severity"] != "info"}
    assert "TT301" not in severities and "NN201" not in severities
    assert severities["NN202"] == "warning" and severities["NN203"] == "error"
    configure(report, "confidence = 1")
    status, found, _ = result(capsys, str(report))
    assert (status, found["findings"]) == (0, [])


def test_a_suppressed_finding_is_shown_and_does_not_count(report, capsys) -> None:
    _, found, _ = result(capsys, str(report))
    roots = [each for each in found["findings"] if each["cause"] is None and each["severity"] != "info"]
    entries = (f'[[suppress]]\nfinding = "{each["id"]}"\nreason = "已核实"\n' for each in roots)
    configure(report, "\n".join(entries))
    status, after, err = result(capsys, str(report))
    assert (status, err) == (0, "")
    assert [each["id"] for each in after["findings"]] == [each["id"] for each in found["findings"]]
    excused = [each for each in after["findings"] if each["severity"] != "info"]
    assert all(each["suppressed"] == {"reason": "已核实"} for each in excused)
    assert run(["check", str(report)]) == 0
    out = capsys.readouterr().out
    assert "已忽略（不计在内）" in out and "——已核实" in out and "处错误" not in out


def test_a_suppression_that_matches_nothing_is_noted(report, capsys) -> None:
    path = configure(
        report,
        '[[suppress]]\nfinding = "aaaaaaaaaaaa"\nreason = "旧的"\n'
        '[[suppress]]\nfinding = "bbbbbbbbbbbb"\nreason = "别的"\nreport = "2022*"\n',
    )
    status, _, err = result(capsys, str(report))
    assert status == 1
    assert err == f"gouji: {path}：忽略项 aaaaaaaaaaaa（旧的）没有对应的问题，可以删去\n"


def test_profiles_are_counted_from_the_config(report) -> None:
    path = configure(report, '[profiles]\npaths = ["p/ours.toml"]')
    assert load_config(path).options.profiles == (str(path.parent / "p" / "ours.toml"),)
