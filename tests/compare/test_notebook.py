"""An audit in a notebook."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

from lxml import html

from gouji import check_text

TEXT = """第二部分 2023年度部门决算表
支出决算表
单位：万元
项目\t本年支出合计
教育支出\t60.00
住房保障支出\t36.80
合计\t96.80
第三部分 2023年度部门决算情况说明
一、支出决算情况说明
2023年度支出合计96.80万元，其中：住房保障支出38.60万元，占38.02%；教育支出60.00万元，占61.98%。
"""


def test_the_findings_are_a_table() -> None:
    audit = check_text(TEXT)
    table = html.fromstring(f"<div>{audit._repr_html_()}</div>")
    rows = [[cell.text_content() for cell in row] for row in table.iter("tr")][1:]
    roots = [each for each in audit.findings if each.cause is None]
    assert [(row[1], row[2], row[3]) for row in rows] == [(f.code, f.quote, f.expected) for f in roots] != []


def test_texts_are_escaped() -> None:
    audit = check_text(TEXT)
    audit = replace(audit, report=replace(audit.report, organisation="<script>alert(1)</script>"))
    audit = replace(audit, findings=tuple(replace(each, quote="<img src=x>") for each in audit.findings))
    shown = audit._repr_html_()
    assert "<script" not in shown and "<img" not in shown and "&lt;img" in shown


def test_a_report_without_findings_has_no_table() -> None:
    audit = replace(check_text(TEXT), findings=())
    assert "<table" not in audit._repr_html_()


def test_neither_needs_pandas_or_spacy() -> None:
    code = (
        "import sys, gouji; audit = gouji.check_text(sys.argv[1]); audit._repr_html_(); audit.to_displacy(); "
        "print({'spacy', 'pandas'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, TEXT], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "set()", done.stderr
