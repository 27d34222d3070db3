"""Whether a sentence speaks of another body than the report's own."""

from __future__ import annotations

import pytest

from gouji.compare.prose.bodies import speaks_of_another_body

OWN = "清河县实验中学"


@pytest.mark.parametrize(
    ("words", "another"),
    [
        ("清河县实验中学2023年度支出", False),
        ("（二）清河县实验中学2023年度支出", False),
        ("（十二）县实验中学本年收入", False),
        ("本校2023年度支出", False),
        ("清河县第二小学2023年度支出", True),
        ("（二）清河县第二小学2023年度支出", True),
    ],
)
def test_own_name_behind_a_numeral(words: str, another: bool) -> None:
    assert speaks_of_another_body(words, OWN) is another
