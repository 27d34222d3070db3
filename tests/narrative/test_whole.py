"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from gouji.narrative.whole import whole, write_all

posix = pytest.mark.skipif(sys.platform == "win32", reason="devices and permissions of POSIX")


def half(path: Path) -> None:
    with whole(path) as place, place.open("w") as file:
        file.write("half")
        raise RuntimeError


def test_what_fails_leaves_what_was_there_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    with pytest.raises(RuntimeError):
        half(target)
    assert not list(tmp_path.iterdir())
    target.write_text("before")
    with pytest.raises(RuntimeError):
        half(target)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.json", "before")]


def test_files_that_belong_together_appear_together(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"none.b\.json"):
        write_all({tmp_path / "a.json": b"1", tmp_path / "none" / "b.json": b"2"})
    assert not list(tmp_path.iterdir())
    names = [f"{'报告' * 30}.claims.jsonl", f"{'报告' * 30}.findings.json"]
    write_all({tmp_path / name: name.encode() for name in names})
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        n: n for n in names
    }


@posix
def test_the_file_that_a_link_leads_to_is_replaced_and_its_mode_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "a.json", tmp_path / "link.json"
    target.write_text("before")
    target.chmod(0o640)
    link.symlink_to(target)
    write_all({link: b"after"})
    assert link.is_symlink() and target.read_text() == "after"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@posix
def test_pipes_and_devices_are_written_themselves(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_all({pipe: b"through"})
    reader.join(10)
    assert read == [b"through"] and pipe.is_fifo()
    write_all({Path("/dev/null"): b"away"})
    assert not Path("/dev/null").is_file()


@posix
def test_standard_output_by_its_name_goes_where_it_leads(tmp_path: Path) -> None:
    said = tmp_path / "said.txt"
    with said.open("ab") as file:
        file.write(b"before ")
        file.flush()
        write_all({Path(f"/dev/fd/{file.fileno()}"): b"after"})
        inode = os.fstat(file.fileno()).st_ino
    assert said.stat().st_ino == inode
