"""``--lang en``: nothing in Chinese but the report's own words, which stand in quotes."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import gouji
from gouji.cli.main import run
from gouji.compare.model import Audit
from gouji.english import HANZI, English, checks, in_english, phrases
from gouji.writers.style import Style
from gouji.writers.text import render

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
SAMPLE = str(SAMPLES / "final-accounts.txt")
QUOTED = re.compile(r"“[^“”]*”")


@cache
def literate() -> ModuleType:
    """The module that reads the cases of the checks."""
    spec = importlib.util.spec_from_file_location(
        "literate_cases", Path(__file__).parents[1] / "test_cases.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def audits() -> tuple[Audit, ...]:
    """The samples and all cases of the checks that are translated."""
    cases = (case for case in literate().ALL if case.code in checks())
    return (gouji.check(SAMPLE), *(literate().check(case) for case in cases))


def test_every_message_is_translated() -> None:
    english = English()
    for audit in audits():
        in_english(audit, english)
    assert english.unknown == set(), "add the phrases to src/gouji/english/messages.tsv"


def test_no_hanzi_stand_outside_quotes() -> None:
    for audit in audits():
        shown = "".join(render([in_english(audit, English())], Style(lang="en", width=5000, verbose=True)))
        left = QUOTED.sub("", shown)
        assert not HANZI.search(left), [line for line in left.splitlines() if HANZI.search(line)]


def test_numbers_survive_translation() -> None:
    for audit in audits():
        for before, after in zip(audit.findings, in_english(audit, English()).findings, strict=True):
            for old, new in ((before.workings, after.workings), (before.message, after.message)):
                assert sorted(re.findall(r"\d+\.\d+", old)) == sorted(re.findall(r"\d+\.\d+", new))


def test_json_is_translated_but_not_what_is_quoted(capsys) -> None:
    assert run(["check", SAMPLE, "--lang", "en", "--format", "json"]) == 1
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    for finding in report["findings"]:
        assert HANZI.search(finding["quote"] + report["text"][finding["start"] : finding["end"]] + "中")
        assert not HANZI.search(
            QUOTED.sub("", finding["message"] + finding["workings"] + finding["diagnosis"])
        )
    assert not HANZI.search("".join(report["coverage"]["unverifiable"]))


def test_what_is_not_known_is_quoted_and_named() -> None:
    english = English()
    assert english.of("一句没有收进来的话") == "“一句没有收进来的话”"
    assert english.unknown == {"一句没有收进来的话"}
    assert English().of("86.35万元÷92.00万元=93.86%") == "86.35 wan yuan ÷ 92.00 wan yuan = 93.86%"


def test_the_table_is_well_formed() -> None:
    for phrase in phrases():
        assert set(re.findall(r"\{([A-Za-z])\}", phrase.english)) <= set(phrase.holes), phrase
        assert not HANZI.search(QUOTED.sub("", phrase.english)), phrase
    keys = [(phrase.literals, phrase.holes) for phrase in phrases()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "/nowhere/a.txt"],
        ["check", SAMPLE, "--config", "/nowhere/gouji.toml"],
        ["check", SAMPLE, "--baseline", "/nowhere/b.json"],
        ["check", SAMPLE, SAMPLE, "--prior", "x"],
        ["check", SAMPLE, "--prior", SAMPLE],
        ["check", SAMPLE, "--format", "yaml"],
        ["check", SAMPLE, "--nonsense"],
        ["check", "/"],
        ["explain", "NT999"],
        ["nonsense"],
    ],
)
def test_errors_are_in_english_too(arguments: list[str], capsys) -> None:
    assert run([*arguments, "--lang", "en"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and not HANZI.search(err), err


@pytest.mark.parametrize(
    "arguments", [["check", SAMPLE, "--nonsense"], ["check"], ["nonsense"], ["check", "--tables"]]
)
def test_usage_errors_are_in_chinese(arguments: list[str], capsys) -> None:
    assert run(arguments) == 2
    err = capsys.readouterr().err
    assert HANZI.search(err) and not re.search(r"[Nn]o such|[Mm]issing|requires", err), err


def test_explain_in_english_says_that_the_rest_is_chinese(capsys) -> None:
    assert run(["explain", "NT101", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert not HANZI.search(out) and "in Chinese" in out and "compared with the cell" in out


def test_diff_in_english(capsys) -> None:
    assert run(["diff", SAMPLE, str(SAMPLES / "final-accounts-correct.txt"), "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "fixed: 8, new: 0, still there: 0" in out and not HANZI.search(QUOTED.sub("", out))
