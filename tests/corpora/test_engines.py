"""The same rows from a ray and a dask cluster of two processes as from this machine alone."""

from __future__ import annotations

import os
import warnings
from importlib.resources import files
from pathlib import Path

import pytest

import gouji

from .test_screening import rows

TEXT = files("gouji.corpora.samples").joinpath("final-accounts.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[tuple[object, ...]]]]:
    """A folder of reports with a duplicate and a broken one, and its rows."""
    folder = tmp_path_factory.mktemp("reports")
    for i in range(3):
        (folder / f"{i}.txt").write_text(TEXT.replace("288.52", f"288.5{i}"), encoding="utf-8")
    (folder / "same.txt").write_text(TEXT, encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04broken")
    out = tmp_path_factory.mktemp("results") / "local"
    gouji.screen([folder], out)
    return folder, rows(out)


@pytest.mark.skipif(os.name == "nt", reason="ray on Windows is not tested")
def test_ray(alone: tuple[Path, dict[str, list[tuple[object, ...]]]], tmp_path: Path) -> None:
    folder, expected = alone
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import ray

        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
        try:
            gouji.screen([folder], tmp_path / "out", engine="ray")
        finally:
            ray.shutdown()
    assert rows(tmp_path / "out") == expected


def test_dask(alone: tuple[Path, dict[str, list[tuple[object, ...]]]], tmp_path: Path) -> None:
    folder, expected = alone
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from distributed import Client, LocalCluster

        cluster = LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
        with cluster, Client(cluster):
            gouji.screen([folder], tmp_path / "out", engine="dask")
    assert rows(tmp_path / "out") == expected


def test_dask_without_a_cluster_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(gouji.GouJiError, match="--address"):
        gouji.screen([tmp_path / "a.txt"], tmp_path / "out", engine="dask")
