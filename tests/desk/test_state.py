"""What was shown as saved is there again: after a restart, and after kill -9."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from gouji import check_text
from gouji.desk.model import Bundle, File, Mark
from gouji.desk.state import DeskError, State

from .desks import TEXT

WRITER = """
import sys
from pathlib import Path
from gouji.desk.model import Bundle, File, Mark
from gouji.desk.state import State
state = State(Path(sys.argv[1]))
number = state.add(Bundle(File("a.txt", b"text")))
print(number, flush=True)
for i in range(10**9):
    assert state.mark(number, f"f{i}", Mark("dismissed", f"r{i}", "n"))
    print(i, flush=True)
"""


def test_nothing_that_was_said_to_be_saved_is_lost_by_a_kill(tmp_path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    number = int(writer.stdout.readline())
    said = [int(writer.stdout.readline()) for _ in range(60)]
    writer.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    said += [int(line) for line in writer.stdout.read().splitlines() if line.strip()]
    writer.wait()
    writer.stdout.close()
    state = State(tmp_path)
    marks = state.marks(number)
    assert len(said) >= 60
    assert [i for i in said if marks.get(f"f{i}") != Mark("dismissed", f"r{i}", "n")] == []
    assert state.waiting() == [number]
    state.close()


def test_a_check_of_another_version_is_made_again(tmp_path, monkeypatch) -> None:
    state = State(tmp_path)
    number = state.add(Bundle(File("a.txt", TEXT.encode()), (File("t.xlsx", b"x"),), File("p.txt", b"p")))
    assert state.bundle(number) == Bundle(
        File("a.txt", TEXT.encode()), (File("t.xlsx", b"x"),), File("p.txt", b"p")
    )
    audit = check_text(TEXT)
    state.finish(number, audit)
    assert state.audit(number) == audit and state.waiting() == []
    monkeypatch.setattr("gouji.desk.state.__version__", "999")
    assert state.audit(number) is None and state.waiting() == [number]
    state.close()


def test_one_desk_at_a_time(tmp_path) -> None:
    state = State(tmp_path)
    with pytest.raises(DeskError, match="另一个 gouji serve"):
        State(tmp_path)
    state.close()
    State(tmp_path).close()


def test_what_is_removed_leaves_no_trace(tmp_path) -> None:
    state = State(tmp_path)
    number = state.add(Bundle(File("机密.txt", "机密的内容".encode() * 500)))
    state.mark(number, "f", Mark("dismissed", "机密的理由", ""))
    state.remove(number)
    assert state.draft(number) is None and state.marks(number) == {}
    assert not state.mark(number, "f", Mark())
    state.close()
    for file in tmp_path.iterdir():
        assert "机密".encode() not in file.read_bytes()
    if os.name == "posix":
        assert (tmp_path / "desk.sqlite").stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_used_is_one_line(tmp_path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DeskError, match="--data"):
        State(tmp_path / "file" / "below")
    (tmp_path / "desk.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(DeskError, match="--data"):
        State(tmp_path)
