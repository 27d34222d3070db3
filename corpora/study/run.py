"""A study from results to files: a page, every table as CSV and Parquet, and a manifest that says how to repeat it."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from ...narrative.whole import write_all
from ..screening.model import ABOUT
from .cells import Say
from .page import page
from .tables import tables

if TYPE_CHECKING:
    from pandas import DataFrame

    from ..screening.results import Results


_PACKAGES = ("duckdb", "numpy", "pandas", "pyarrow", "scipy")
"""On which the bytes may depend, besides our own code."""


def study(
    results: Results, out: Path, *, command: str, say: Say = str, lang: str = "zh-CN"
) -> dict[str, DataFrame]:
    """Write the study of the results under ``out``, whole or not at all; the tables by name.

    The same results give the same bytes, wherever they lie: ``command`` should not name the folder. Nothing is drawn
    at random, so that the manifest's seed is null.

    ``say`` puts the page's words, which are Chinese, into the language ``lang``.

    Raises OSError if something cannot be written.
    """
    found = tables(results)
    version = json.loads((results.folder / ABOUT).read_text(encoding="utf-8"))
    files = {
        f"{name}.csv": table.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")
        for name, table in found.items()
    }
    files["study.html"] = page(found, version, say=say, lang=lang).encode()
    files |= {f"{name}.parquet": table.to_parquet(index=False) for name, table in found.items()}
    manifest = {
        **origin(results, command),
        "seed": None,
        "outputs": {name: sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    out.mkdir(parents=True, exist_ok=True)
    files["manifest.json"] = (text + "\n").encode()
    write_all({out / name: content for name, content in files.items()})
    return found


def origin(results: Results, command: str) -> dict[str, object]:
    """What a study or a sample was made of: the command, the versions that made it and its results, and the inputs."""
    version = json.loads((results.folder / ABOUT).read_text(encoding="utf-8"))
    packages = {name: metadata.version(name) for name in _PACKAGES}
    return {"command": command, "version": version, "packages": packages, "inputs": _inputs(results)}


def _inputs(results: Results) -> dict[str, int | str]:
    """How many inputs there were, and a digest over their paths and contents."""
    digest, count = sha256(), 0
    for name in ("reports", "errors"):
        for path, content in results.connection.execute(
            f"select path, sha256 from {name} order by path"
        ).fetchall():
            digest.update(f"{path}\0{content}\0".encode())
            count += 1
    return {"files": count, "sha256": digest.hexdigest()}
