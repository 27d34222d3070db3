"""What the operating system's refusals are called."""

from __future__ import annotations

import errno
import os

import pytest

from gouji.narrative.failures import reading, writing, writing_to


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_refusal_is_in_the_system_s_own_language(number: int) -> None:
    problem = OSError(number, os.strerror(number), "a.txt")
    for said in (reading(problem), writing(problem)):
        assert os.strerror(number) not in said
        assert not said.isascii()


def test_one_of_our_own_is_said_as_it_is() -> None:
    assert writing(OSError(errno.EBADF, "已关闭")) == "已关闭"
    assert writing(OSError("核对进程启动失败")) == "核对进程启动失败"


def test_a_disk_that_fills_says_where(tmp_path) -> None:
    with pytest.raises(OSError, match="full") as caught, writing_to(tmp_path / "a.json"):
        raise OSError(errno.ENOSPC, "full")
    assert caught.value.filename == str(tmp_path / "a.json")
    with pytest.raises(OSError, match="full") as caught, writing_to(tmp_path / "a.json"):
        raise OSError(errno.ENOSPC, "full", "b.json")
    assert caught.value.filename == "b.json"
