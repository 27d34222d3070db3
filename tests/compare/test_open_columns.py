"""Numbers whose column is open, because blank cells have vanished, accuse nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.compare.audit import audit
from gouji.corpora.synthesis.report import synthesize
from gouji.narrative.read import read


@pytest.mark.parametrize("index", range(0, 100, 4))
def test_what_is_written_is_never_what_should_be(index: int, tmp_path: Path) -> None:
    report = synthesize(3, index, format="txt", voice="final_plain", layout="rows-lines")
    path = tmp_path / "a.txt"
    path.write_bytes(report.text.encode())
    result = audit(read(path))
    assert [f.message for f in result.findings if f.code == "NT101" and "为空白，应为0" in f.message] == []
