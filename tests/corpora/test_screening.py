"""Screening: the same rows whatever the workers, failures that cost one report, runs that survive any stop."""

from __future__ import annotations

import errno
import importlib.util
import io
import os
import pickle
import random
import re
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import gouji
from gouji.cli.main import run as command
from gouji.corpora.screening import supervised
from gouji.corpora.screening.model import Limits, Source, Task
from gouji.corpora.screening.results import Results
from gouji.corpora.screening.run import screen
from gouji.corpora.screening.sources import sources
from gouji.corpora.study.tables import tables

STAND_IN = Path(__file__).with_name("stand_in.py")
SAMPLES = files("gouji.corpora.samples")
TEXT = SAMPLES.joinpath("final-accounts.txt").read_text(encoding="utf-8")
posix = pytest.mark.skipif(os.name == "nt", reason="signals")


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(supervised, "PROGRAM", (sys.executable, str(STAND_IN)))
    yield


def corpus(folder: Path, names: list[str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    found = Results(folder)
    return {
        name: sorted(map(repr, getattr(found, name).itertuples(index=False)))
        for name in ("reports", "claims", "findings", "tables", "errors")
    }


def test_the_rows_are_those_of_single_checks_whatever_the_workers(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for i in range(4):
        text = TEXT.replace("288.52", f"288.5{i}")
        (folder / f"{i}.txt").write_text(text, encoding="utf-8")
    (folder / "same.txt").write_text(TEXT, encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04broken")
    one, two = tmp_path / "one", tmp_path / "two"
    assert command(["screen", str(folder), "--out", str(one), "--workers", "1"]) == 2
    assert command(["screen", str(folder), "--out", str(two), "--workers", "2"]) == 2
    assert rows(one) == rows(two)
    found = gouji.results(one)
    audit = gouji.check(folder / "1.txt")
    assert len(found.findings.query("path.str.endswith('1.txt')")) == len(audit.findings)
    assert len(found.claims.query("path.str.endswith('1.txt')")) == len(audit.claims)
    assert list(found.reports["duplicate_of"].dropna()) == [str(folder / "2.txt")]
    same = found.reports[found.reports["sha256"].duplicated(keep=False)]
    assert len(same) == 2 and same["checked"].nunique() == 1
    assert list(found.errors["reason"]) == ["unreadable"]
    assert found.sql("select count(*) n from reports join claims using (path)")["n"][0] == len(found.claims)


@posix
def test_what_misbehaves_costs_itself_alone(tmp_path: Path, stand_in: None) -> None:
    names = [f"{i}.txt" for i in range(12)] + ["hang.txt", "spin.txt", "crash.txt", "swell.txt", "print.txt"]
    folder = corpus(tmp_path / "in", names)
    found = gouji.screen([folder], tmp_path / "out", workers=2, seconds=0.8, memory=1024**3)
    assert len(found.reports) == 13
    assert dict(zip(found.errors["path"].map(os.path.basename), found.errors["reason"], strict=True)) == {
        "crash.txt": "crash",
        "hang.txt": "timeout",
        "spin.txt": "timeout",
        "swell.txt": "memory",
    }
    assert all("\n" not in message and "：" in message for message in found.errors["message"])


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processor time is not told")
def test_a_worker_that_waits_for_a_busy_machine_fails_no_report(tmp_path: Path, stand_in: None) -> None:
    folder = corpus(tmp_path / "in", ["wait.txt"])
    found = gouji.screen([folder], tmp_path / "out", workers=1, seconds=0.8)
    assert len(found.reports) == 1 and found.errors.empty


@posix
def test_a_worker_whose_supervisor_is_gone_ends_itself(tmp_path: Path) -> None:
    task = pickle.dumps(Task(Source("hang.txt"), "0", b""))
    process = subprocess.Popen(
        [sys.executable, str(STAND_IN), str(1024**3), "0.5"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert process.stdin is not None
    process.stdin.write(task)
    process.stdin.flush()
    assert process.wait(30) == -signal.SIGALRM
    process.stdin.close()


@posix
def test_an_interruption_waits_for_no_report(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in", ["0.txt", "hang.txt"])
    line = [sys.executable, "-c", KILLED, str(STAND_IN), "screen", str(folder), "--workers", "1", "--out"]
    process = subprocess.Popen(
        [*line, str(tmp_path / "out")], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    while not list(tmp_path.glob("out/screen.json")):
        time.sleep(0.1)
    time.sleep(2.0)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130 and said.count("\n") == 1 and "接着做" in said
    assert len(Results(tmp_path / "out").reports) == 1


def test_what_failed_is_tried_again_if_asked(tmp_path: Path, stand_in: None) -> None:
    folder = corpus(tmp_path / "in", ["a.txt", "b.txt"])
    paths, out = [folder / "a.txt", folder / "later.txt"], tmp_path / "out"
    assert list(gouji.screen(paths, out).errors["reason"]) == ["missing"]
    (folder / "later.txt").write_text("later", encoding="utf-8")
    assert len(gouji.screen(paths, out).errors) == 1
    again = gouji.screen(paths, out, retry=True)
    assert again.errors.empty and len(again.reports) == 2


def test_parts_of_a_report_that_could_not_be_read_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    with zipfile.ZipFile(folder / "a.zip", "w") as bundle:
        for name, data in (
            ("情况说明.txt", TEXT.encode()),
            ("附表.rar", b"Rar!"),
            ("坏.docx", b"PK\x03\x04"),
        ):
            bundle.writestr(name, data)
    for _ in range(2):
        assert command(["screen", str(folder), "--out", str(out), "--workers", "1"]) == 2
        found = capsys.readouterr()
        lines = found.err.splitlines()
        assert [line.split("：")[0] for line in lines] == [
            f"gouji: {folder}/a.zip/{name}" for name in ("坏.docx", "附表.rar")
        ]
        assert "部分没有读成的 1 份" in found.out and "没有核对成" not in found.out
    assert len(Results(out).reports["unread"][0]) == 2
    assert tables(Results(out))["overview"]["partial"][0] == 1


def test_what_repeats_another_is_counted_once(
    tmp_path: Path, stand_in: None, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("same", encoding="utf-8")
    for _ in range(2):
        assert command(["screen", str(folder), "--out", str(tmp_path / "out")]) == 1
        assert "核对了的 1 份中，有错误或疑点的 1 份：错误 1 处" in capsys.readouterr().out


def test_thousands_of_failures_are_not_thousands_of_lines(
    tmp_path: Path, stand_in: None, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = tmp_path / "list.csv"
    manifest.write_text("path\n" + "\n".join(f"{i}.txt" for i in range(300)), encoding="utf-8")
    assert command(["screen", str(manifest), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 51 and "另有 250 行" in said[-1]


KILLED = """
import sys
from gouji.corpora.screening import run, supervised
supervised.PROGRAM = (sys.executable, sys.argv[1])
run.BATCH_REPORTS = 7
from gouji.__main__ import main
sys.argv[1:] = sys.argv[2:]
main()
"""


def killed_and_resumed(tmp_path: Path, kills: int, seed: int) -> None:
    """Kill a run at random moments, go on each time, and compare with a run that nobody killed."""
    names = [f"{i:03}.txt" for i in range(120)] + ["crash.txt"]
    folder = corpus(tmp_path / "in", names)
    (folder / "zz.txt").write_text("005.txt", encoding="utf-8")
    rng = random.Random(seed)
    out, done = tmp_path / "out", 0
    line = [sys.executable, "-c", KILLED, str(STAND_IN), "screen", str(folder), "--workers", "2", "--out"]
    while done < kills:
        process = subprocess.Popen([*line, str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.2, 1.2))
        ended = process.poll() is not None
        process.send_signal(signal.SIGKILL)
        process.wait()
        done += 1
        if ended:
            out = tmp_path / f"out{done}"
    assert subprocess.run([*line, str(out)], check=False, capture_output=True).returncode == 2
    assert subprocess.run([*line, str(tmp_path / "whole")], check=False, capture_output=True).returncode == 2
    assert rows(out) == rows(tmp_path / "whole")
    assert len(Results(out).reports) == 121 and len(Results(out).errors) == 1


@posix
def test_ten_kills_lose_nothing(tmp_path: Path) -> None:
    killed_and_resumed(tmp_path, 10, 1)


@posix
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_two_hundred_kills_lose_nothing(tmp_path: Path, seed: int) -> None:
    killed_and_resumed(tmp_path, 20, 100 + seed)


def test_a_part_that_was_not_committed_is_removed(tmp_path: Path, stand_in: None) -> None:
    folder = corpus(tmp_path / "in", ["a.txt"])
    gouji.screen([folder], tmp_path / "out")
    before = rows(tmp_path / "out")
    for name in ("claims", "reports"):
        orphan = tmp_path / "out" / name / f"part-00000009.parquet{'.tmp' if name == 'reports' else ''}"
        orphan.write_bytes((tmp_path / "out" / name / "part-00000001.parquet").read_bytes())
    assert rows(tmp_path / "out") == before
    gouji.screen([folder], tmp_path / "out")
    assert rows(tmp_path / "out") == before
    assert not list((tmp_path / "out").rglob("*9.parquet*"))


def test_a_run_killed_before_it_wrote_its_version_goes_on(tmp_path: Path, stand_in: None) -> None:
    folder, out = corpus(tmp_path / "in", ["a.txt"]), tmp_path / "out"
    (out / "claims").mkdir(parents=True)
    (out / ".lock").touch()
    (out / "screen.tmp").write_text("{", encoding="utf-8")
    assert len(gouji.screen([folder], out).reports) == 1


def test_a_full_disk_is_one_line_and_nothing_is_lost(
    tmp_path: Path, stand_in: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from pyarrow import parquet

    from gouji.corpora.screening import run

    monkeypatch.setattr(run, "BATCH_REPORTS", 5)
    folder, out = corpus(tmp_path / "in", [f"{i}.txt" for i in range(20)]), tmp_path / "out"
    written, write = [], parquet.write_table

    def full(table: object, where: Path, **options: object) -> None:
        written.append(where)
        if len(written) > 8:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(table, where, **options)

    monkeypatch.setattr(parquet, "write_table", full)
    arguments = ["screen", str(folder), "--out", str(out), "--workers", "1"]
    assert command(arguments) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "磁盘已满" in said and str(out) in said
    assert len(Results(out).reports) == 5
    monkeypatch.setattr(parquet, "write_table", write)
    assert command(arguments) == 1
    assert len(Results(out).reports) == 20 and Results(out).reports["path"].is_unique


@pytest.mark.parametrize("spoil", ["version", "other", "locked", "damaged"])
def test_a_folder_that_cannot_be_used_is_one_line(
    spoil: str, tmp_path: Path, stand_in: None, capsys: pytest.CaptureFixture[str]
) -> None:
    from gouji.corpora.screening.model import ABOUT
    from gouji.corpora.screening.store import opened

    folder, out = corpus(tmp_path / "in", ["a.txt"]), tmp_path / "out"
    arguments = ["screen", str(folder), "--out", str(out)]
    if spoil == "other":
        corpus(out, ["letter.txt"])
        assert command(arguments) == 2
    elif spoil == "locked":
        with opened(out):
            assert command(arguments) == 2
    else:
        gouji.screen([folder], out)
        (out / ABOUT).write_text('{"gouji": "0.0.1"}' if spoil == "version" else "{", encoding="utf-8")
        assert command(arguments) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "--out" in said


def test_a_manifest_says_more_and_may_name_missing_files(tmp_path: Path, stand_in: None) -> None:
    folder = corpus(tmp_path / "in", ["a.txt", "b.txt"])
    manifest = folder / "list.csv"
    manifest.write_bytes(
        "\ufeffpath,region,level,year,sector\na.txt,某省,县,2023年,教育\nno.txt,,,,\n".encode()
    )
    found = gouji.screen([manifest], tmp_path / "out")
    row = found.reports.iloc[0]
    assert (row["region"], row["level"], row["given_year"], row["sector"]) == ("某省", "县", 2023, "教育")
    assert list(found.errors["reason"]) == ["missing"] and "找不到" in found.errors["message"][0]


def test_a_manifest_as_people_write_it(tmp_path: Path) -> None:
    path, notes = tmp_path / "清单.csv", []
    path.write_bytes(
        "路径,单位,地区,年度,levle,备注\r\na.txt,甲局,某省,2023年度,县,x\r\nb.txt,,,2023.0\r\nc.txt,,,去年\r\n"
        "a.txt,甲局,某省,2023\r\na.txt,乙局,某省,2023\r\n".encode("gb18030")
    )
    found = list(sources([str(path)], notes))
    assert [(each.organisation, each.region, each.year) for each in found] == [
        ("甲局", "某省", 2023), (None, None, 2023), (None, None, None),
    ]  # fmt: skip
    assert [note.rpartition("：")[2] for note in notes] == [
        "清单的列 levle 没有用；是否想写 level？", "第4行“去年”", str(tmp_path / "a.txt"),
    ]  # fmt: skip
    path.write_text("PATH\na.txt\n", encoding="utf-16")
    assert len(list(sources([str(path)]))) == 1


@pytest.mark.parametrize(
    "content", ['path\n"a.txt\nb.txt\n', "path\n" + "a" * 200_000, "path;year\na;1\n", ""]
)
def test_a_manifest_that_is_no_csv_is_one_line(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.csv").write_text(content, encoding="utf-8")
    assert command(["screen", str(tmp_path / "list.csv"), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "清单" in said and "自身出错" not in said


def test_manifests_and_archives_elsewhere(tmp_path: Path, stand_in: None) -> None:
    folder = corpus(tmp_path / "in", ["a.txt", "b.txt"])
    (folder / "list.csv").write_text("path,region\na.txt,某省\n", encoding="utf-8")
    for name in ("all.zip", "all.tar.gz"):
        with (
            zipfile.ZipFile(folder / name, "w")
            if name == "all.zip"
            else tarfile.open(folder / name, "w:gz") as file
        ):
            write = file.write if isinstance(file, zipfile.ZipFile) else file.add
            write(folder / "b.txt", "甲/b.txt")
    address = f"file://{folder}"
    found = gouji.screen(
        [f"{address}/list.csv", f"{address}/all.zip", f"{address}/all.tar.gz"], tmp_path / "out"
    )
    assert list(found.reports["path"]) == [
        f"{address}/{name}" for name in ("a.txt", "all.tar.gz!/甲/b.txt", "all.zip!/甲/b.txt")
    ]
    assert found.reports["region"][0] == "某省" and found.reports["duplicate_of"].notna().sum() == 1


@pytest.mark.parametrize("address", ["s3://bucket/", "s3://bucket/*.pdf", "s3://bucket/a.pdf", "nowhere://a"])
def test_an_address_that_cannot_be_asked_is_one_line(
    address: str, tmp_path: Path, stand_in: None, capsys: pytest.CaptureFixture[str]
) -> None:
    if importlib.util.find_spec("s3fs") and address.startswith("s3"):
        pytest.skip("s3fs is installed")
    assert command(["screen", address, "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "；请" in said and "自身出错" not in said
    assert not (tmp_path / "out").exists()


def test_members_are_called_as_people_called_them(tmp_path: Path, stand_in: None) -> None:
    class Old(zipfile.ZipInfo):
        """A member as archivers of Windows write it: its name in GBK, which no flag says."""

        def _encodeFilenameFlags(self) -> tuple[bytes, int]:
            return self.filename.encode("gb18030"), 0

    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as bundle:
        for name in ("财政局/决算.txt", "财政局/预算.rar", "图.png"):
            bundle.writestr(Old(name), name)
    found = gouji.screen([path], tmp_path / "out")
    assert list(found.reports["path"]) == [f"{path}!/财政局/决算.txt", f"{path}!/财政局/预算.rar"]


@posix
@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="root may open everything")
def test_a_folder_that_cannot_be_opened_is_an_error(tmp_path: Path, stand_in: None) -> None:
    folder = corpus(tmp_path / "in", ["a.txt"])
    corpus(folder / "closed", ["b.txt"])
    (folder / "closed").chmod(0)
    found = gouji.screen([folder], tmp_path / "out")
    (folder / "closed").chmod(0o755)
    assert list(found.errors["path"]) == [str(folder / "closed")] and "权限" in found.errors["message"][0]


def test_a_folder_that_was_not_listed_is_an_error(
    tmp_path: Path, stand_in: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = corpus(tmp_path / "in", ["a.txt"])
    closed = corpus(folder / "closed", ["b.txt"])
    scan, access = os.scandir, os.access

    def refused(path: str) -> object:
        if str(path) == str(closed):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) != str(closed) and access(path, mode))
    found = gouji.screen([folder], tmp_path / "out")
    assert list(found.errors["path"]) == [str(closed)] and "权限" in found.errors["message"][0]


def test_a_manifest_without_paths_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in (("a.csv", "名称\n甲\n"), ("b.csv", None)):
        if content:
            (tmp_path / name).write_text(content, encoding="utf-8")
        assert command(["screen", str(tmp_path / name), "--out", str(tmp_path / "out")]) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1 and name in said


def test_sources(tmp_path: Path) -> None:
    folder = corpus(
        tmp_path / "in",
        ["b.txt", "a.docx", "a附表.xlsx", "~$a.docx", ".x.txt", "c.exe", "表.xls", "版式.ofd"],
    )
    corpus(folder / "sub", ["d.pdf"])
    named = [os.path.relpath(source.path, folder) for source in sources([str(folder)])]
    assert named == ["a.docx", "b.txt", "版式.ofd", "表.xls", os.path.join("sub", "d.pdf")]
    pattern = [source.path for source in sources([str(folder / "*.txt"), str(folder / "b.txt")])]
    assert pattern == [str(folder / "b.txt")]
    assert [source.path for source in sources([f"file://{folder}/*.txt"])] == [f"file://{folder}/b.txt"]


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_an_archive_holds_reports(kind: str, tmp_path: Path, stand_in: None) -> None:
    path = tmp_path / f"all.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as bundle:
            for name in ("甲/1.txt", "2.txt", "图.png"):
                bundle.writestr(name, name)
    else:
        with tarfile.open(path, "w:gz") as archive:
            for name in ("甲/1.txt", "2.txt", "图.png"):
                entry = tarfile.TarInfo(name)
                entry.size = len(name.encode())
                archive.addfile(entry, io.BytesIO(name.encode()))
    found = gouji.screen([path], tmp_path / "out")
    assert list(found.reports["path"]) == [f"{path}!/2.txt", f"{path}!/甲/1.txt"]
    (tmp_path / "bad.zip").write_bytes(path.read_bytes()[:40])
    spoilt = gouji.screen([tmp_path / "bad.zip"], tmp_path / "out2")
    assert len(spoilt.errors) == 1


def test_a_remote_address_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    found = gouji.screen([f"file://{tmp_path}/a.txt"], tmp_path / "out")
    assert found.reports["checked"][0] == gouji.check(tmp_path / "a.txt").coverage.checked


def test_an_interrupted_run_keeps_what_it_has(tmp_path: Path, stand_in: None) -> None:
    from gouji.corpora.screening.engines import engine
    from gouji.corpora.screening.model import Progress

    folder = corpus(tmp_path / "in", [f"{i}.txt" for i in range(30)])

    def watch(progress: Progress) -> None:
        if progress.done == 11:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        screen([str(folder)], tmp_path / "out", engine("local", workers=2), limits=Limits(), watch=watch)
    assert len(Results(tmp_path / "out").reports) == 11
    assert len(gouji.screen([folder], tmp_path / "out").reports) == 30


def test_no_results_is_said(tmp_path: Path) -> None:
    with pytest.raises(gouji.GouJiError, match="不是"):
        gouji.results(tmp_path)


@posix
def test_odd_names_and_odd_folders_cost_themselves_alone(tmp_path: Path, stand_in: None) -> None:
    folder = corpus(tmp_path / "in", ["-dash.txt", "a\nb.txt", '名 ‘称’,".txt'])
    unwritable = os.fsencode(folder) + b"/\xff\xfe.txt"
    try:
        Path(os.fsdecode(unwritable)).write_bytes(b"x")
    except OSError:
        pytest.skip("the file system takes no such names")
    manifest = folder / "list.csv"
    manifest.write_text('path\n"a\nb.txt"\n.\n', encoding="utf-8")
    found = gouji.screen([folder], tmp_path / "out")
    assert len(found.reports) == 4 and found.errors.empty
    assert str(folder / "\\udcff\\udcfe.txt") in set(found.reports["path"])
    again = gouji.screen([manifest, folder], tmp_path / "out")
    assert len(again.reports) == 4 and "是文件夹" in again.errors["message"][0]
    assert "\n" not in again.errors["message"][0]


def test_results_within_the_folder_are_no_reports(tmp_path: Path, stand_in: None) -> None:
    folder = corpus(tmp_path / "in", ["a.txt"])
    for _ in range(2):
        found = gouji.screen([folder], folder / "out")
        corpus(folder / "out" / "study", ["study.html"])
    assert list(found.reports["path"]) == [str(folder / "a.txt")]


def test_nothing_to_screen_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert command(["screen", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()


def test_halves_of_characters_do_not_stop_a_run(tmp_path: Path) -> None:
    from gouji.corpora.screening.model import Outcome, Screened, Source
    from gouji.corpora.screening.rows import REPORT
    from gouji.corpora.screening.store import opened

    row = tuple({"organisation": "局\ud800", "checklist": ["pass:\udfff"]}.get(name) for name in REPORT)
    with opened(tmp_path) as store:
        store.commit([Outcome(Source("a.txt"), "0", Screened(row, 0, 0))])
    report = Results(tmp_path).reports.iloc[0]
    assert (report["organisation"], list(report["checklist"])) == ("局\\ud800", ["pass:\\udfff"])


@pytest.mark.parametrize("how", ["removed", "within"])
@pytest.mark.parametrize("name", ["reports", "claims", "errors"])
def test_a_part_that_is_gone_or_damaged_within_is_one_line(
    name: str, how: str, tmp_path: Path, stand_in: None, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = corpus(tmp_path / "in", [f"{i}.txt" for i in range(50)]), tmp_path / "out"
    gouji.screen([folder, folder / "no.txt"], out)
    part = out / name / "part-00000001.parquet"
    if how == "removed" and name == "reports":
        return  # a batch that does not count
    content = part.read_bytes()
    third = len(content) // 3
    part.unlink() if how == "removed" else part.write_bytes(content[:8] + bytes(third) + content[8 + third :])
    for arguments in (["study", str(out)], ["study", str(out), "--sample", "3"], ["export", str(out)]):
        status, said = command(arguments), capsys.readouterr().err
        assert (status, said.count("\n")) == (2, 1) or (name != "reports" and how == "within"), said
        assert "自身出错" not in said
    command(["screen", str(folder), "--out", str(out)])
    assert "自身出错" not in capsys.readouterr().err


def test_results_of_another_version_are_not_studied(
    tmp_path: Path, stand_in: None, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    gouji.screen([corpus(tmp_path / "in", ["a.txt"])], out)
    (out / "screen.json").write_text('{"schema": 1}', encoding="utf-8")
    assert command(["study", str(out)]) == 2
    assert "另一个版本" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["reports", "claims"])
def test_a_damaged_part_is_one_line(
    name: str, tmp_path: Path, stand_in: None, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = corpus(tmp_path / "in", ["a.txt"]), tmp_path / "out"
    gouji.screen([folder], out)
    part = out / name / "part-00000001.parquet"
    part.write_bytes(part.read_bytes()[:-3])
    assert command(["study", str(out)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and str(part) in said and "已损坏" in said
    if name == "reports":
        assert command(["screen", str(folder), "--out", str(out)]) == 2
        assert "已损坏" in capsys.readouterr().err


def test_results_say_which_model_stood_beside_the_rules(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "某局2023年度部门决算\n一、收入情况\n收入合计10.00万元。\n", encoding="utf-8"
    )
    gouji.screen([tmp_path / "a.txt"], tmp_path / "out", workers=1)
    [model] = set(gouji.results(tmp_path / "out").reports["model"])
    assert re.fullmatch(r"link-[0-9a-f]{8}", model)


def test_one_path_need_be_no_list(tmp_path: Path, stand_in: None) -> None:
    folder = corpus(tmp_path / "in", ["a.txt"])
    assert len(gouji.screen(folder, tmp_path / "out").reports) == 1
    assert len(gouji.screen(str(folder), tmp_path / "out").reports) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["screen", ".", "--timeout", "nan"],
        ["screen", "", "--timeout", "5"],
        ["screen", ".", "--address", "tcp://nobody:1"],
        ["study", ".", "--sample", "3", "--verdicts", "a.csv"],
        ["export", ".", "--minimum-confidence", "nan"],
    ],
)
def test_what_cannot_be_meant_is_one_line(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command([*arguments, "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "自身出错" not in said
    assert not (tmp_path / "out").exists()
