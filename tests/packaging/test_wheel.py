"""The sdist and the wheel build, hold every file, and work in an empty environment."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = {"narrative": "gouji/narrative", "extract": "gouji/extract", "compare": "gouji/compare"}
FOLDERS |= {"corpora": "gouji/corpora", "src/gouji": "gouji"}


def run(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def distributions(tmp_path_factory) -> tuple[Path, Path]:
    """The sdist, and the wheel that was built from it."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", out, ROOT)
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    return sdist, wheel


def source_files() -> set[str]:
    return {
        f"{inside}/{path.relative_to(ROOT / folder).as_posix()}"
        for folder, inside in FOLDERS.items()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_every_module_and_data_file(distributions) -> None:
    names = set(zipfile.ZipFile(distributions[1]).namelist())
    held = {name for name in names if ".dist-info/" not in name}
    assert held == source_files()
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_sdist_holds_the_licence_and_the_readme(distributions) -> None:
    with tarfile.open(distributions[0]) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    assert {"LICENSE", "README.md", "pyproject.toml"} <= names


def test_the_wheel_works_in_an_empty_environment(distributions, tmp_path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    binaries = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    run(binaries / "python", "-m", "pip", "install", "--quiet", distributions[1])
    assert run(binaries / "gouji", "--version").startswith("gouji ")
    sample = ROOT / "corpora" / "samples" / "final-accounts.txt"
    assert "青岚市古籍保护中心" in run(binaries / "gouji", "check", sample, cwd=tmp_path)
