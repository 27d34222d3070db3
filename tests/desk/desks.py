"""Desks for tests: with real workers, a small report with two defects, and its Word and next draft."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path

from docx import Document
from starlette.testclient import TestClient

from gouji.corpora.screening.model import Limits
from gouji.desk.app import application
from gouji.desk.checking import Checking
from gouji.desk.state import State
from gouji.desk.uploads import Bounds

PORT = 8765
ORIGIN = f"http://127.0.0.1:{PORT}"
TOKEN = "a-secret-of-the-tests"
ROWS = (("项目", "合计"), ("住房保障支出", "36.80"), ("教育支出", "63.20"), ("合计", "100.00"))
PROSE = (
    "第一部分 2023年度部门决算表",
    "表一、支出决算表",
    *("\t".join(row) for row in ROWS),
    "第二部分 2023年度部门决算情况说明",
    "一、支出决算情况说明",
    "2023年度支出合计100.00万元，其中：住房保障支出38.60万元，教育支出62.30万元。",
)
NAME = "青溪县水务局2023年度部门决算"
TEXT = "\n".join((NAME, *PROSE)) + "\n"
NEXT = TEXT.replace("38.60", "36.80")
HOSTILE = TEXT.replace("教育支出", "<script>alert(1)</script>").replace(
    NAME, "<img src=x onerror=alert(2)>局2023年度部门决算"
)


def word(text: str = TEXT) -> bytes:
    """The report as a Word file, its table marked as such."""
    document = Document()
    for line in text.splitlines():
        if "\t" not in line:
            document.add_paragraph(line)
        elif line.startswith("项目"):
            table = document.add_table(rows=0, cols=2)
            for row in ROWS:
                for cell, shown in zip(table.add_row().cells, row, strict=True):
                    cell.text = shown
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def client(
    folder: Path, *, limits: Limits | None = None, bounds: Bounds | None = None, workers: int = 1
) -> TestClient:
    """A browser that was given the token; use it in a ``with``."""
    state = State(folder)
    checking = Checking(state, limits or Limits(60.0), workers)
    app = application(state, checking, token=TOKEN, port=PORT, bounds=bounds)
    made = TestClient(app, base_url=ORIGIN, headers={"origin": ORIGIN, "accept": "application/json"})
    made.state = state
    return made


def admitted(made: TestClient) -> TestClient:
    """The same after the token was exchanged for the cookie."""
    made.get("/", params={"token": TOKEN})
    return made


def drop(made: TestClient, *files: tuple[str, str, bytes], **fields: str) -> list[int]:
    """Upload (role, name, content) and return the numbers of the reports."""
    parts = [(role, (name, content)) for role, name, content in files]
    answer = made.post("/reports", files=parts, data=fields)
    assert answer.status_code == 201, answer.text
    return answer.json()["reports"]


def settled(made: TestClient, number: int, seconds: float = 60.0) -> str:
    """Wait until a report is done or failed, and say which."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = made.state.draft(number)
        if found is not None and found.progress in ("done", "failed"):
            return found.progress
        time.sleep(0.05)
    raise AssertionError(f"{number} is still waiting")
