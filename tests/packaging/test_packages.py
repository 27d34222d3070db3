"""What pyproject.toml declares is what the tree holds and what the sources import."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PROJECT["tool"]["setuptools"]
FOLDERS = {name: ROOT / folder for name, folder in SETUPTOOLS["package-dir"].items()}
MODULES = {
    "fonttools": "fontTools",
    "opencv-python-headless": "cv2",
    "pillow": "PIL",
    "pyahocorasick": "ahocorasick",
    "python-multipart": "python_multipart",
    "scikit-learn": "sklearn",
}
"""Import names of distributions whose own name differs."""


def files() -> Iterator[Path]:
    for folder in FOLDERS.values():
        for path in folder.rglob("*"):
            if path.is_file() and not {"__pycache__", ".ruff_cache", ".mypy_cache"} & set(path.parts):
                yield path


def package_of(path: Path) -> str:
    name, folder = next((name, folder) for name, folder in FOLDERS.items() if path.is_relative_to(folder))
    return ".".join((name, *path.parent.relative_to(folder).parts))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def modules(requirements: list[str]) -> set[str]:
    names = (re.split(r"[<>=!~ \[;]", requirement)[0] for requirement in requirements)
    return {MODULES.get(name, name) for name in names}


def test_the_list_of_packages_equals_the_tree() -> None:
    assert SETUPTOOLS["packages"] == sorted({package_of(path) for path in files()})


def test_every_package_has_an_init() -> None:
    folders = {path.parent for path in files()}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_every_file_is_code_or_declared_data() -> None:
    (patterns,) = SETUPTOOLS["package-data"].values()
    data = [path for path in files() if path.suffix != ".py"]
    assert data
    assert [path for path in data if not any(path.match(pattern) for pattern in patterns)] == []


def test_core_dependencies_are_those_imported() -> None:
    imported = {name for path in files() if path.suffix == ".py" for name in imports(path)}
    third_party = imported - set(sys.stdlib_module_names) - {"gouji"}
    core = modules(PROJECT["project"]["dependencies"])
    extras = set().union(*map(modules, PROJECT["project"]["optional-dependencies"].values()))
    assert third_party <= core | extras
    assert core <= third_party


def test_imports_of_our_own_are_relative() -> None:
    sources = (path for path in files() if path.suffix == ".py")
    assert [path for path in sources if "gouji" in imports(path)] == []


@pytest.mark.parametrize("requirement", PROJECT["project"]["dependencies"])
def test_every_dependency_has_a_lower_bound(requirement: str) -> None:
    assert re.fullmatch(r"[\w-]+>=[\d.]+", requirement)


def test_no_file_of_the_project_names_a_package_registry() -> None:
    hosts = re.compile(
        "|".join(map(re.escape, ("pypi" + ".org", "python" + "hosted", "tsing" + "hua", "aliyun" + ".com")))
    )
    names = [
        "Makefile",
        "pyproject.toml",
        ".ci/run",
        "README.md",
        "README.zh-CN.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ]
    assert [name for name in names if hosts.search((ROOT / name).read_text(encoding="utf-8"))] == []


def test_both_readmes_have_the_same_commands() -> None:
    def commands(name: str) -> list[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        blocks = re.findall(r"```(?:sh|python)\n(.*?)```", text, re.DOTALL)
        return [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]

    assert commands("README.md") == commands("README.zh-CN.md") != []
