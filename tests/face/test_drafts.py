"""Baselines and the comparison of two drafts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import gouji
from gouji.cli.main import run

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
SAMPLE, CORRECT = SAMPLES / "final-accounts.txt", SAMPLES / "final-accounts-correct.txt"
TEXT = SAMPLE.read_text(encoding="utf-8")


@pytest.fixture
def next_draft(tmp_path) -> Path:
    """One share mended, one rate spoilt otherwise, one new defect."""
    path = tmp_path / "第二稿.txt"
    changes = (
        ("28.67万元，占6.29%", "28.67万元，占2.69%"),
        ("增长15.76%", "增长51.76%"),
        ("支出决算为58.90万元，完成年初预算的98.17%", "支出决算为58.90万元，完成年初预算的18.17%"),
    )
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path


def test_fixed_new_and_still_there(next_draft) -> None:
    drafts = gouji.diff(gouji.check(SAMPLE), gouji.check(next_draft))
    assert [each.stated for each in drafts.fixed] == ["6.29%"]
    assert [each.kind for each in drafts.added] == ["completion"]
    stated = {old.stated: new.stated for old, new in drafts.still}
    assert stated["15.76%"] == "51.76%", "the same rate, wrong again"
    assert stated["41.75万元"] == "41.75万元"
    assert len(stated) == 8


def test_the_same_draft_has_nothing_new() -> None:
    audit = gouji.check(SAMPLE)
    drafts = gouji.diff(audit, audit)
    assert (drafts.fixed, drafts.added) == ((), ())
    assert all(old == new for old, new in drafts.still) and len(drafts.still) > 5


def test_diff_on_the_command_line(next_draft, capsys) -> None:
    assert run(["diff", str(SAMPLE), str(next_draft)]) == 1
    out = capsys.readouterr().out
    assert "已改正 1 处，新出现 1 处，仍在 7 处" in out
    assert out.index("■ 新出现（1）") < out.index("■ 仍在（7）") < out.index("■ 已改正（1）")
    assert run(["diff", str(next_draft), str(CORRECT)]) == 0
    assert "新出现 0 处，仍在 0 处" in capsys.readouterr().out


def test_diff_as_json(next_draft, capsys) -> None:
    assert run(["diff", str(SAMPLE), str(next_draft), "--format", "json"]) == 1
    content = json.loads(capsys.readouterr().out)
    assert content["schema"] == 1 and content["new"]["path"] == str(next_draft)
    assert [each["stated"] for each in content["fixed"]] == ["6.29%"]
    assert len(content["added"]) == 1
    assert all(set(each) == {"old", "new"} for each in content["still"])


def test_diff_of_what_cannot_be_read(capsys, tmp_path) -> None:
    assert run(["diff", str(SAMPLE), str(tmp_path / "没有.txt")]) == 2
    assert run(["diff", str(SAMPLE), "-"]) == 2
    assert capsys.readouterr().err.count("\n") == 2


def baseline(path: Path, capsys) -> Path:
    """A baseline of the sample."""
    assert run(["check", str(SAMPLE), "--write-baseline", str(path)]) == 1
    capsys.readouterr()
    return path


def test_only_new_findings_count_against_a_baseline(next_draft, tmp_path, capsys) -> None:
    known = baseline(tmp_path / "基线.json", capsys)
    assert run(["check", str(SAMPLE), "--baseline", str(known)]) == 0
    assert "——基线 基线.json 中已有" in capsys.readouterr().out
    assert run(["check", str(next_draft), "--baseline", str(known), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["reports"][0]["findings"]
    counting = [each for each in found if not each["suppressed"] and not each["cause"]]
    assert sorted(each["kind"] for each in counting if each["severity"] != "info") == ["completion", "growth"]


def test_the_json_of_an_earlier_run_is_a_baseline(tmp_path, capsys) -> None:
    run(["check", str(SAMPLE), "--format", "json", "--output", str(tmp_path / "早先.json")])
    assert run(["check", str(SAMPLE), "--baseline", str(tmp_path / "早先.json")]) == 0


def test_a_baseline_is_matched_by_file_name(tmp_path, capsys) -> None:
    path = tmp_path / "基线.json"
    run(["check", str(SAMPLE), str(CORRECT), "--write-baseline", str(path)])
    other = tmp_path / "另一份.txt"
    other.write_text(TEXT, encoding="utf-8")
    capsys.readouterr()
    assert run(["check", str(other), "--baseline", str(path)]) == 1
    assert "基线中没有这份报告" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"schema": 9, "reports": []}', '{"schema": 1, "reports": 3}', "\x00"]
)
def test_a_baseline_that_is_none_is_one_line(content: str, tmp_path, capsys) -> None:
    path = tmp_path / "b.json"
    path.write_text(content, encoding="utf-8")
    assert run(["check", str(SAMPLE), "--baseline", str(path)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1) and "b.json" in err and "自身出错" not in err


def test_a_report_is_never_overwritten_by_a_baseline(tmp_path, capsys) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert run(["check", str(path), "--write-baseline", str(path)]) == 2
    assert path.read_text(encoding="utf-8") == TEXT
