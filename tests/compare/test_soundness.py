"""A table none of whose sums hold was misread: said, and no reason to accuse."""

from __future__ import annotations

import re

from gouji.compare.audit import audit, gather
from gouji.compare.soundness import sums
from gouji.narrative.read import read_text

from .test_legibility import TEXT, alarms

MIXED = re.sub(
    r"(?<=\t)(\d{2,3})\.(\d\d)", lambda match: f"{int(match[1]) + 7 * int(match[2]) + 1}.{match[2]}", TEXT
)
"""The same report with all numbers of its table changed, the total's but for one."""


def test_sums_that_hold_are_no_reason_for_a_warning() -> None:
    (found,) = sums(gather(read_text(TEXT)))
    assert found.told == found.holding > 3
    assert not [warning for warning in audit(read_text(TEXT)).coverage.warnings if "合计" in warning]


def test_a_table_whose_sums_do_not_hold() -> None:
    (found,) = sums(gather(read_text(MIXED)))
    assert found.misread
    result = audit(read_text(MIXED))
    (warning,) = (warning for warning in result.coverage.warnings if "合计" in warning)
    assert re.fullmatch(r"《支出决算表》的\d+项合计只有\d项成立，可能没有读对，其中的数不据以判错", warning)
    assert not [
        finding
        for finding in result.findings
        if finding.severity != "info" and any(item.what == "cell" for item in finding.evidence)
    ]
    assert "336.24万元" not in alarms(result)
