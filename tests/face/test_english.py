"""``--lang en``: nothing in Chinese but the report's own words, which stand in quotes."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import gouji
from gouji.cli.main import cli, run
from gouji.compare.checklist.items import REASONS
from gouji.compare.checks import catalogue
from gouji.compare.model import Audit
from gouji.english import HANZI, English, checks, in_english, phrases, usage
from gouji.writers.style import Style
from gouji.writers.text import render

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
SAMPLE = str(SAMPLES / "final-accounts.txt")
ROOT = Path(__file__).parents[2]
REPORTS = Path(__file__).parents[3] / "shared" / "reports"
LAYERS = ("narrative", "extract", "compare", "corpora", "src")
RAISED = re.compile(r"(Document|Format|Exceeded|Error|^say|^not_yet|^damaged|^needing)$")
"""What raises or says a line of ours."""
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
    """The samples and all cases of all checks."""
    samples = (gouji.check(path) for path in sorted(SAMPLES.glob("*.txt")))
    return (*samples, *(literate().check(case) for case in literate().ALL))


@cache
def shared() -> tuple[Audit, ...]:
    """Real reports, where they are; nothing of them is in the repository."""
    return tuple(gouji.check(path) for path in sorted(REPORTS.glob("*.txt")))


def test_every_message_is_translated() -> None:
    english = English()
    for audit in audits():
        in_english(audit, english)
    assert english.unknown == set(), "add the phrases to src/gouji/english/messages.tsv"


def test_every_check_is_translated() -> None:
    assert set(checks()) == {info.code for info in catalogue()}


@pytest.mark.skipif(not REPORTS.is_dir(), reason="no real reports beside the repository")
def test_every_message_about_real_reports_is_translated() -> None:
    english = English()
    for audit in shared():
        in_english(audit, english)
    assert english.unknown == set(), "add the phrases to src/gouji/english/messages.tsv"


def lines_of(node: ast.AST, hole: str) -> Iterator[str]:
    """The texts that are written out below a node, ``hole`` for whatever stands in them."""
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(each.value) if isinstance(each, ast.Constant) else hole for each in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif not isinstance(node, (ast.Compare, ast.Subscript)):
        for child in ast.iter_child_nodes(node):
            yield from lines_of(child, hole)


def errors() -> Iterator[tuple[str, str]]:
    """Every error that the sources write out, with numbers and with nothing in its holes."""
    for path in (path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and RAISED.search(ast.unparse(node.func)):
                yield from zip(*(lines_of(ast.Tuple(node.args), hole) for hole in ("3", "")), strict=True)


def test_every_error_in_the_sources_is_translated() -> None:
    found = {lines for lines in errors() if HANZI.search(lines[0])}
    assert len(found) > 100
    unknown = [lines[0] for lines in found if all(map(is_unknown, lines))]
    assert not unknown, "add the phrases to src/gouji/english/messages.tsv"


def is_unknown(line: str) -> bool:
    english = English()
    english.of(line)
    return bool(english.unknown)


def test_every_reason_of_the_checklist_is_translated() -> None:
    for reason in REASONS.values():
        assert not is_unknown(f"{reason.format(seen=3, checked=2, missing='《收入决算表》')}。")
    for item in audits()[0].checklist:
        assert not is_unknown(item.item)


def test_every_command_and_option_is_described_in_english() -> None:
    wanted = {"cli", *cli.commands}
    for command in (cli, *cli.commands.values()):
        wanted |= {f"{command.name} {each.opts[0]}" for each in command.params if getattr(each, "help", None)}
    assert set(usage()) == {name for name in wanted if not name.endswith(("--version", "--help"))}


@pytest.mark.parametrize("command", [[], *([name] for name in cli.commands)])
def test_help_is_in_one_language(command: list[str], capsys) -> None:
    assert run([*command, "--help"]) == 0
    chinese = capsys.readouterr().out
    assert "用法：" in chinese and not re.search(r"Usage|Options:|Show th|default:|required", chinese)
    assert run(["--lang", "en", *command, "--help"]) == 0
    english = capsys.readouterr().out
    assert "Usage:" in english
    assert not HANZI.search(QUOTED.sub("", english).replace("gouji (勾稽)", "")), english


def test_the_language_may_stand_before_the_command(capsys) -> None:
    assert run(["--lang", "en", "checks"]) == 0
    assert not HANZI.search(capsys.readouterr().out)


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
        ["chek"],
        ["train"],
        ["check"],
        ["check", "--tables"],
        ["checks", "x"],
        ["screen", "x", "--out", "y", "--workers", "0"],
        ["check", SAMPLE, "--output", "/no/such/folder/x.json"],
        ["check", SAMPLE, "--format", "docx"],
        ["evaluate", "--voice", "x"],
        ["synthesize", "--out", "/nowhere", "--voice", "x"],
    ],
)
def test_errors_are_in_english_too(arguments: list[str], capsys) -> None:
    assert run(["--lang", "en", *arguments]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and not HANZI.search(err), err


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", SAMPLE, "--nonsense"],
        ["check"],
        ["nonsense"],
        ["check", "--tables"],
        ["evaluate", "--count", "0"],
    ],
)
def test_usage_errors_are_in_chinese(arguments: list[str], capsys) -> None:
    assert run(arguments) == 2
    err = capsys.readouterr().err
    assert HANZI.search(err) and not re.search(r"[Nn]o such|[Mm]issing|requires|not in the range", err), err


def test_explain_in_english_says_that_the_rest_is_chinese(capsys) -> None:
    assert run(["explain", "NT101", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert not HANZI.search(out) and "in Chinese" in out and "compared with the cell" in out


def test_diff_in_english(capsys) -> None:
    assert run(["diff", SAMPLE, str(SAMPLES / "final-accounts-correct.txt"), "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "fixed: 8, new: 0, still there: 0" in out and not HANZI.search(QUOTED.sub("", out))


def test_results_of_the_other_commands_are_in_english_too(tmp_path: Path, capsys) -> None:
    reports, results, labels = (str(tmp_path / name) for name in ("reports", "results", "labels.csv"))
    commands = (
        ["synthesize", "--seed", "1", "--count", "2", "--format", "txt", "--out", reports],
        ["screen", reports, "--out", results],
        ["study", results],
        ["study", results, "--sample", "2"],
        ["evaluate", "--seed", "1", "--count", "1", "--format", "txt"],
        ["annotate", SAMPLE, "--out", labels],
        ["annotate", "--check", labels],
        ["export", results],
    )
    for command in commands:
        assert run([*command, "--lang", "en"]) == 0
        out = capsys.readouterr().out.replace("“判断”", "")
        assert out.strip() and not HANZI.search(out), out
    page = (tmp_path / "results" / "study" / "study.html").read_text(encoding="utf-8")
    shown = re.sub(r"<style.*?</style>|<[^>]+>|“[^”]*”", " ", page, flags=re.S)
    assert not HANZI.search(shown) and 'lang="en"' in page


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["synthesize", "--out", "x", "--count", "abc"], "“abc”不是整数"),
        (["study", "x", "--seed", "1.5"], "“1.5”不是整数"),
        (["screen", "x", "--out", "y", "--timeout", "z"], "“z”不是数"),
        (["synthesize", "--count", "2", "--out", SAMPLE], "是文件，应为文件夹"),
    ],
)
def test_errors_of_usage_are_in_chinese(arguments: list[str], words: str, capsys) -> None:
    assert run(arguments) == 2
    assert words in capsys.readouterr().err
    assert run([*arguments, "--lang", "en"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and not HANZI.search(err), err
