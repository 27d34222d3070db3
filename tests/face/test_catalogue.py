"""``gouji checks`` and ``gouji explain``."""

from __future__ import annotations

import pytest

from gouji.cli.main import run
from gouji.compare.checks import catalogue

HEADINGS = ("检查什么", "为什么", "例")


def test_checks_lists_every_check_on_a_line(capsys) -> None:
    assert run(["checks"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines] == [[info.code, info.name] for info in catalogue()]
    assert all(info.title in line for info, line in zip(catalogue(), lines, strict=True))


def test_checks_in_english_has_no_hanzi(capsys) -> None:
    assert run(["checks", "--lang", "en"]) == 0
    assert capsys.readouterr().out.isascii()


@pytest.mark.parametrize("info", catalogue(), ids=lambda info: info.code)
def test_explain_prints_the_documentation(info, capsys) -> None:
    for name in (info.code, info.code.lower(), info.name):
        assert run(["explain", name]) == 0
        out = capsys.readouterr().out
        assert out.startswith(f"{info.code} {info.name}\n")
        assert all(heading in out for heading in HEADINGS)


def test_explain_of_an_unknown_code_is_one_line(capsys) -> None:
    assert run(["explain", "NT999"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "NT999" in err and "gouji checks" in err


def test_explain_takes_several_codes_or_none_at_all(capsys) -> None:
    assert run(["explain", "NT101", "nn215"]) == 0
    out = capsys.readouterr().out
    assert out.index("NT101 value-mismatch\n") < out.index("NN215 reason-against-direction\n")
    assert run(["explain", "NT101", "NT999"]) == 2
    assert capsys.readouterr().out == ""
