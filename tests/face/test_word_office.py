"""LibreOffice opens the marked Word copy and saves it again: the comments, their places and the text survive."""

from __future__ import annotations

import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from gouji import check_bytes
from gouji.compare.causes.roots import resting, roots
from gouji.corpora.synthesis.formats.office import as_docx, docx, paragraph, parts_of
from gouji.narrative.readers.docx import document
from gouji.writers.docx import make
from gouji.writers.source import Source
from gouji.writers.style import Remark, Style

from .test_word import BEGIN, GONE, LEFT, RIGHT, SENTENCE, run
from .word import anchored, comments, part

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")]
SAMPLE = files("gouji.corpora.samples").joinpath("final-accounts.txt").read_text(encoding="utf-8")
NOTES = '<w:footnotes NS><w:footnote w:id="1">{}</w:footnote></w:footnotes>'
TABLE = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
BODIES = {
    "many runs": "<w:p>" + "".join(map(run, SENTENCE)) + "</w:p>",
    "nested tables": TABLE.format(TABLE.format(f"<w:p>{run(SENTENCE)}</w:p>") + "<w:p/>"),
    "deleted before": f"<w:p>{run(LEFT)}{GONE}{run(RIGHT)}</w:p>",
    "inserted": f'<w:p><w:ins w:id="7" w:author="a">{run(SENTENCE)}</w:ins></w:p>',
    "footnote": f'<w:p>{run("见注。")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>',
    "text box": "<w:p><w:r><w:pict><v:shape style='width:300pt;height:60pt'><v:textbox><w:txbxContent>"
    f"<w:p>{run(SENTENCE)}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
}


def saved(data: bytes, folder: Path) -> bytes:
    """The file as LibreOffice saves it."""
    (folder / "in").mkdir(parents=True)
    path = folder / "in" / "report.docx"
    path.write_bytes(data)
    home = f"-env:UserInstallation={(folder.parent / 'office').as_uri()}"
    command = [OFFICE, home, "--headless", "--convert-to", "docx", "--outdir", folder / "out", path]
    subprocess.run(list(map(str, command)), check=True, capture_output=True, timeout=120)
    return (folder / "out" / "report.docx").read_bytes()


def said(data: bytes) -> list[list[str]]:
    return sorted([line for line in lines if line] for lines in comments(data).values())


def plain(data: bytes) -> str:
    return "".join(document(data).text.split())


def test_comments_text_and_tracked_changes_survive(tmp_path: Path) -> None:
    data = as_docx(parts_of(SAMPLE))
    audit = check_bytes(data, path="报告.docx")
    first, second, *_ = roots(audit)
    remarks = {first.id: Remark("accepted", note="请核"), second.id: Remark("dismissed", "四舍五入")}
    marked = make(audit, Style(tracked=True, remarks=remarks), Source(data))
    again = saved(marked, tmp_path / "tracked")
    assert said(again) == said(marked) and len(said(again)) == len(audit.findings)
    assert sorted(anchored(again).values()) == sorted(anchored(marked).values())
    assert plain(again) == plain(marked)
    extended = part(again, "word/commentsExtended.xml")
    assert extended is not None
    done = [
        each for each in extended if any(k.endswith("}done") and v == "1" for k, v in each.attrib.items())
    ]
    assert len(done) == 1
    corrected = {each.id for each in audit.findings if each.suggestion and each.id not in resting(audit)}
    assert corrected and not corrected & {each.id for each in check_bytes(again, path="报告.docx").findings}
    untouched = saved(make(audit, Style(), Source(data)), tmp_path / "plain")
    assert plain(untouched) == plain(data)


@pytest.mark.parametrize("body", BODIES, ids=list(BODIES))
def test_comments_in_all_places_survive(body: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    others = {"footnotes": NOTES.format(f"<w:p>{run(SENTENCE)}</w:p>")} if body == "footnote" else {}
    data = docx(BEGIN + BODIES[body] + paragraph("完"), others=others)
    audit = check_bytes(data, path="报告.docx")
    assert [each.code for each in roots(audit)] == ["NT101"]
    marked = make(audit, Style(), Source(data))
    again = saved(marked, tmp_path_factory.getbasetemp() / "all" / body.replace(" ", "-"))
    assert said(again) == said(marked) and len(said(again)) == len(audit.findings)
    assert plain(again) == plain(data)
