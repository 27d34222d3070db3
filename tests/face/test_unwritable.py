"""Places where no result can be written: one line that names the place, before the work, nothing lost or left."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from gouji.cli.main import run
from gouji.corpora import accuracy
from gouji.corpora.study import run as studying
from gouji.corpora.synthesis.formats.office import zipped
from gouji.corpora.training import fit
from gouji.narrative.whole import refuse_unwritable, write_all

SAMPLE = Path(__file__).parents[2] / "corpora" / "samples" / "final-accounts.txt"
SCREENED = "SCREENED"
FILES = (
    ("check", SAMPLE, "--output"), ("check", SAMPLE, "--format", "xlsx", "--output"),
    ("check", SAMPLE, "--format", "json", "--write-baseline"), ("diff", SAMPLE, SAMPLE, "--output"),
    ("annotate", SAMPLE, "--out"), ("evaluate", "--accuracy"),
)  # fmt: skip
FOLDERS = (
    ("check", SAMPLE, SAMPLE, "--format", "html", "--output"), ("synthesize", "--count", "1", "--out"),
    ("train", "--out"), ("screen", SAMPLE, "--out"), ("study", SCREENED, "--out"),
    ("study", SCREENED, "--sample", "1", "--out"), ("export", SCREENED, "--out"), ("serve", "--no-browser", "--data"),
)  # fmt: skip


@pytest.fixture(scope="module")
def screened(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("screened") / "结果"
    assert run(["screen", str(SAMPLE), "--out", str(folder)]) == 1
    return folder


@pytest.fixture
def no_work(monkeypatch) -> None:
    """Hours of work that must not begin."""

    def begun(*_: object, **__: object) -> None:
        raise AssertionError("began to work")

    monkeypatch.setattr(accuracy, "accuracy", begun)
    monkeypatch.setattr(fit, "train_links", begun)


def refused(command: tuple[object, ...], target: Path, screened: Path, capsys) -> str:
    capsys.readouterr()
    words = [str(screened if word is SCREENED else word) for word in (*command, target)]
    assert run(words) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and err.startswith("gouji: ")
    assert ".tmp" not in err and "Error" not in err
    return err


@pytest.mark.parametrize("command", [*FILES, *FOLDERS], ids=str)
def test_a_file_where_a_folder_should_be(command, screened, no_work, tmp_path, capsys) -> None:
    (tmp_path / "文件").write_text("人写的", encoding="utf-8")
    name = "a b.csv" if command[0] == "annotate" else "a b"
    err = refused(command, tmp_path / "文件" / name, screened, capsys)
    assert str(tmp_path / "文件" / name) in err and "不是文件夹" in err
    assert [path.name for path in tmp_path.iterdir()] == ["文件"]


@pytest.mark.parametrize("command", [each for each in FILES if "xlsx" not in each], ids=str)
def test_a_folder_where_a_file_should_be(command, screened, no_work, tmp_path, capsys) -> None:
    folder = tmp_path / "夹.csv"
    folder.mkdir()
    err = refused(command, folder, screened, capsys)
    assert str(folder) in err and "文件夹" in err
    assert not list(folder.iterdir())


@pytest.mark.parametrize("command", FILES, ids=str)
def test_a_folder_that_is_not_there(command, screened, no_work, tmp_path, capsys) -> None:
    target = tmp_path / "没有" / ("a.csv" if command[0] == "annotate" else "a")
    assert f"{target}：文件夹不存在" in refused(command, target, screened, capsys)


def test_a_folder_where_nothing_may_be_made(screened, monkeypatch, tmp_path, capsys) -> None:
    """Letters are made beside their place; what is named is the place."""

    def forbidden(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", forbidden)
    err = refused(("export", SCREENED, "--out"), tmp_path / "函", screened, capsys)
    assert err == f"gouji: 无法写出结果：{tmp_path / '函'}：没有写入权限；请换一个位置\n"


def test_line_breaks_in_names_do_not_break_the_line(screened, tmp_path, capsys) -> None:
    odd = tmp_path / "一\n行"
    for command in (
        ("study",),
        ("export",),
        ("annotate", "--check"),
        ("check", SAMPLE, "--config"),
        ("explain",),
    ):
        assert "一 行" in refused(command, odd, screened, capsys)
    odd.mkdir()
    (odd / "二\n行.txt").write_bytes(b"")
    (odd / "三\n行.txt").write_bytes(SAMPLE.read_bytes())
    assert run(["check", str(odd), "--output", str(odd / "四\n行")]) == 2
    assert all(line.startswith("gouji: ") for line in capsys.readouterr().err.splitlines())


def test_a_trial_leaves_what_is_there_as_it_is(tmp_path) -> None:
    target = tmp_path / "a.json"
    refuse_unwritable(target)
    assert not list(tmp_path.iterdir())
    target.write_text("before")
    before = target.stat()
    refuse_unwritable(target)
    after = target.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_study_that_fails_leaves_the_one_before(screened, monkeypatch, tmp_path) -> None:
    out = tmp_path / "study"
    assert run(["study", str(screened), "--out", str(out)]) == 0
    (out / "overview.csv").write_text("before", encoding="utf-8")

    def full(files: dict[Path, bytes]) -> None:
        write_all(
            {path: content for path, content in files.items() if path.name != "manifest.json"} | {out: b""}
        )

    monkeypatch.setattr(studying, "write_all", full)
    assert run(["study", str(screened), "--out", str(out)]) == 2
    assert (out / "overview.csv").read_text(encoding="utf-8") == "before"
    assert not [path for path in out.iterdir() if path.name.startswith(".")]


def test_annotations_that_are_none_are_refused_before_the_work(no_work, tmp_path, capsys) -> None:
    command = ("evaluate", "--accuracy", tmp_path / "a.md", "--gold")
    assert "没有标注过的文本" in refused(command, tmp_path, tmp_path, capsys)
    (tmp_path / "x.txt").write_text("2023年度部门决算\n", encoding="utf-8")
    (tmp_path / "x.claims.jsonl").write_text("[1]\n", encoding="utf-8")
    assert "不是标注文件" in refused(command, tmp_path, tmp_path, capsys)


def test_a_letter_without_words_is_refused(screened, tmp_path, capsys) -> None:
    (tmp_path / "空.txt").write_text(" \n", encoding="utf-8")
    command = ("export", SCREENED, "--out", tmp_path / "函", "--letter")
    assert "函的模板里没有文字" in refused(command, tmp_path / "空.txt", screened, capsys)


def test_what_screening_could_not_read_is_a_line_each(tmp_path, capsys) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    locked = zipped({"甲.txt": b"x"}).replace(b"\x14\x00\x00\x08", b"\x14\x00\x01\x08")
    (tmp_path / "锁.zip").write_bytes(locked)
    given = [str(tmp_path / name) for name in ("坏.docx", "没有.txt", "锁.zip")]
    command = ["screen", str(SAMPLE), *given, "--out"]
    for _ in range(2):  # a second run has nothing to do and says it again
        assert run([*command, str(tmp_path / "out")]) == 2
        err = capsys.readouterr().err
        lines = [line for line in err.splitlines() if line.startswith("gouji: ")]
        names = [line.removeprefix("gouji: ").split("：")[0].partition("!")[0] for line in lines]
        assert sorted(names) == sorted(given) and "压缩包加了密码" in err
        assert "文件已损坏或不完整；请重新下载" in err and "找不到这个文件；请检查路径" in err
