"""Reviewers' decisions counted into how often findings are right, and used by ``gouji check``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gouji.cli.main import run as command
from gouji.compare.confidence import Count, ForeignCounts, counts_in, shipped
from gouji.corpora.training.decisions import DecisionsError, decisions, recounted
from gouji.english import HANZI

SAMPLE = Path(__file__).parents[2] / "corpora" / "samples" / "final-accounts.txt"


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("audit") / "a.json"
    assert command(["check", str(SAMPLE), "--format", "json", "--output", str(out)]) == 1
    return out.read_text(encoding="utf-8")


def roots(audit: Any) -> list[Any]:
    return [f for f in audit["reports"][0]["findings"] if f["cause"] is None and f["severity"] != "info"]


def saved(audit: Any, path: Path) -> Path:
    path.write_text(json.dumps(audit, ensure_ascii=False), encoding="utf-8")
    return path


def test_decisions_change_the_confidence_that_check_states(checked: str, tmp_path: Path) -> None:
    reports = []
    code = roots(json.loads(checked))[0]["code"]
    for i in range(12):
        audit = json.loads(checked)
        audit["reports"][0]["sha256"] = f"{i:064}"
        for finding in roots(audit):
            if finding["code"] == code:
                finding["suppressed"] = {"reason": "口径不同"}
        reports.append(str(saved(audit, tmp_path / f"{i}.json")))
    given = [part for path in reports for part in ("--decisions", path)]
    assert command(["train", *given, "--out", str(tmp_path / "ours")]) == 0
    (tmp_path / "gouji.toml").write_text('calibration = "ours/confidence.tsv"\n', encoding="utf-8")
    out = tmp_path / "after.json"
    command(
        [
            "check",
            str(SAMPLE),
            "--config",
            str(tmp_path / "gouji.toml"),
            "--format",
            "json",
            "--output",
            str(out),
        ]
    )
    before = {f["id"]: f for f in roots(json.loads(checked))}
    after = {f["id"]: f for f in json.loads(out.read_text(encoding="utf-8"))["reports"][0]["findings"]}
    for name, finding in before.items():
        now = after[name]
        if finding["sort"] in {f["sort"] for f in before.values() if f["code"] == code}:
            assert float(now["confidence"]) < 0.5 and now["severity"] == "info"
        else:
            assert (now["confidence"], now["severity"]) == (finding["confidence"], finding["severity"])


def test_what_was_decided_is_counted_once(checked: str, tmp_path: Path) -> None:
    audit = json.loads(checked)
    one, other, known, *_ = roots(audit)
    one["accepted"], other["suppressed"] = True, {"reason": "口径不同"}
    known["suppressed"] = {"reason": "基线 旧.json 中已有"}
    path = saved(audit, tmp_path / "a.json")
    found = decisions([path, path])
    assert sorted(right for _, right in found.values()) == [False, True]
    counts = recounted(found, {}).counts
    assert sum(count.of for count in counts.values()) == 2
    sort = next(sort for sort, right in found.values() if right)
    much = {sort: Count(90, 100)}
    assert recounted(found, much).counts[sort] == Count(110, 120)
    assert recounted(found, much).counts[sort].confidence >= much[sort].confidence
    untouched = [each for each in shipped() if each not in counts]
    assert all(recounted(found, shipped()).counts[each] == shipped()[each] for each in untouched)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda f: f.update(accepted="yes"), "accepted 应为"),
        (lambda f: f.update(accepted=True, suppressed={"reason": "x"}), "只留一个"),
        (lambda f: f.update(suppressed={}), "理由"),
        (lambda f: f.update(accepted=True, sort="ZZ999/error/2"), "没有这样的种类"),
        (lambda f: f.update(accepted=True, sort="NT101/grave/2"), "没有这样的种类"),
        (lambda f: f.update(accepted=True, sort=None), "没有这样的种类"),
        (lambda f: f.pop("id"), "没有编号"),
        (lambda f: None, "没有一处处理意见"),
    ],
)
def test_what_cannot_be_counted_is_one_line_and_nothing_is_written(
    checked: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Any, words: str
) -> None:
    audit = json.loads(checked)
    change(roots(audit)[0])
    path = saved(audit, tmp_path / "a.json")
    assert command(["train", "--decisions", str(path), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "content", [b"", b"[1]", b'{"reports": 5}', b'{"reports": [5]}', b"\xff\xfe", b"{" * 99999]
)
def test_a_file_that_is_no_audit_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(DecisionsError, match="JSON"):
        decisions([path])
    with pytest.raises(DecisionsError, match="无法读取"):
        decisions([tmp_path / "none.json"])


@pytest.mark.parametrize(
    "content", ["", "x", "NT101\terror\t2\t5\t4\n", "NT101\tgrave\t2\t1\t4\n", "NT101\terror\t2\t1\n"]
)
def test_foreign_counts_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    path = tmp_path / "counts.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ForeignCounts):
        counts_in(str(path))
    (tmp_path / "gouji.toml").write_text('calibration = "counts.tsv"\n', encoding="utf-8")
    assert command(["check", str(SAMPLE), "--config", str(tmp_path / "gouji.toml")]) == 2
    said = capsys.readouterr()
    assert "counts.tsv" in said.err and said.err.count("\n") == 1 and not said.out
    with pytest.raises(ForeignCounts, match="无法读取"):
        counts_in(str(tmp_path / "none.tsv"))


def test_what_training_says_is_english_line_by_line(checked: str, tmp_path: Path, capsys) -> None:
    audit = json.loads(checked)
    roots(audit)[0]["accepted"] = True
    given = str(saved(audit, tmp_path / "a.json"))
    assert command(["train", "--decisions", given, "--out", str(tmp_path / "ours"), "--lang", "en"]) == 0
    first, *sorts = capsys.readouterr().out.splitlines()
    assert "1 of them accepted" in first and len(sorts) == 1
    assert sorts[0].startswith("  ") and "accepted 1/1" in sorts[0] and not HANZI.search(sorts[0])
