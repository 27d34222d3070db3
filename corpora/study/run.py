"""A study from results to files: a page, every table as CSV and Parquet, and a manifest that says how to repeat it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ..screening.model import ABOUT
from .cells import Say
from .page import page
from .tables import tables

if TYPE_CHECKING:
    from pandas import DataFrame

    from ..screening.results import Results


def study(
    results: Results, out: Path, *, command: str, say: Say = str, lang: str = "zh-CN"
) -> dict[str, DataFrame]:
    """Write the study of the results under ``out``; the tables by name. The same results give the same bytes.

    ``say`` puts the page's words, which are Chinese, into the language ``lang``.

    Raises OSError if something cannot be written.
    """
    found = tables(results)
    version = json.loads((results.folder / ABOUT).read_text(encoding="utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    for name, table in found.items():
        table.to_csv(out / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8-sig")
        table.to_parquet(out / f"{name}.parquet", index=False)
    (out / "study.html").write_text(page(found, version, say=say, lang=lang), encoding="utf-8", newline="\n")
    manifest = {
        "command": command,
        "version": version,
        "inputs": _inputs(results),
        "outputs": _outputs(out, found),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (out / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return found


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


def _outputs(out: Path, found: dict[str, DataFrame]) -> dict[str, str]:
    names = [f"{name}.csv" for name in sorted(found)] + ["study.html"]
    return {name: sha256((out / name).read_bytes()).hexdigest() for name in names}
