"""What LibreOffice must convert first: with LibreOffice itself where it is installed, with a stand-in everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from gouji.compare.audit import audit
from gouji.corpora.synthesis.formats.office import as_docx, parts_of
from gouji.narrative.errors import UnreadableDocument, UnsupportedFormat
from gouji.narrative.read import read
from gouji.narrative.readers import office

from .test_parts import OLE, put
from .test_same_findings import SAMPLES, claims, findings

TEXT = SAMPLES["final-accounts"]
PARTS = parts_of(TEXT)
INSTALLED = shutil.which("soffice")


def test_without_libreoffice_a_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "_program", lambda: None)
    for name in ("a.doc", "a.wps", "a.rtf"):
        with pytest.raises(UnsupportedFormat, match="LibreOffice"):
            read(put(tmp_path, name, b"{\\rtf1}" if name.endswith("rtf") else OLE))


def program(folder: Path, script: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a shell script")
def test_libreoffice_converts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = put(tmp_path, "made.docx", as_docx(PARTS))
    script = f'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; cp "{result}" "$2/report.docx"'
    stand_in = program(tmp_path, script)
    monkeypatch.setattr(office, "_program", lambda: stand_in)
    report = read(put(tmp_path, "a.doc", OLE))
    assert (report.format, len(report.tables)) == ("doc", 9)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a shell script")
def test_a_conversion_without_end_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child"
    stand_in = program(tmp_path, f'sleep 60 & echo $! > "{child}"; sleep 60')
    monkeypatch.setattr(office, "_program", lambda: stand_in)
    monkeypatch.setattr(office, "SECONDS", 1)
    with pytest.raises(UnreadableDocument, match="已中止"):
        read(put(tmp_path, "a.doc", OLE))
    assert _gone(int(child.read_text()))


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a shell script")
def test_a_conversion_that_fails_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = program(tmp_path, "exit 77")
    monkeypatch.setattr(office, "_program", lambda: stand_in)
    with pytest.raises(UnreadableDocument, match="无法转换"):
        read(put(tmp_path, "a.wps", OLE))


def test_libreoffice_is_here_where_it_was_promised() -> None:
    """``.ci/run`` installs it where it may and then sets the variable: the tests below must not be skipped silently."""
    assert INSTALLED or os.environ.get("GOUJI_OFFICE") != "installed"


@pytest.mark.skipif(INSTALLED is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        ("doc", "doc:MS Word 97"),
        ("wps", "doc:MS Word 97"),
        ("rtf", "rtf:Rich Text Format"),
        ("odt", "odt:writer8"),
    ],
)
def test_the_same_report_through_libreoffice(suffix: str, kind: str, tmp_path: Path) -> None:
    """The report written by LibreOffice in an old format is read like the Word file that it was made of."""
    source = put(tmp_path, "report.docx", as_docx(PARTS))
    profile = (tmp_path / "profile").as_uri()
    command = [
        str(INSTALLED),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        kind,
        str(source),
    ]
    subprocess.run(command, check=True, cwd=tmp_path, capture_output=True, timeout=180)
    made = (tmp_path / f"report.{kind[:3]}").rename(tmp_path / f"old.{suffix}")
    usual, result = audit(read(source)), audit(read(made))
    assert result.report.format == ("doc" if suffix == "wps" else suffix)
    assert findings(result) == findings(usual)
    assert claims(result) == claims(usual)


def _gone(process: int) -> bool:
    """Whether the process has ended; one that nobody has waited for yet has, too."""
    for _ in range(50):
        try:
            os.kill(process, 0)
            if Path(f"/proc/{process}/stat").read_text(encoding="utf-8").split(")")[1].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.1)
    return False
