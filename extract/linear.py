"""A logistic regression over named features, as trained: read and evaluated without numpy.

Two files hold a model: NAME.json (format, task, features' names, how it was trained) and NAME.npz (the weights,
float32, one for each name and the intercept last). Nothing in them can run code.
"""

from __future__ import annotations

import ast
import hashlib
import json
import math
import sys
import zipfile
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from ..narrative.errors import GouJiError

FORMAT = "gouji-linear-1"
_MAGIC = b"\x93NUMPY\x01\x00"


class ForeignModel(GouJiError):
    """A model file that is damaged, or that gouji did not write."""


@dataclass(frozen=True, slots=True)
class Linear:
    """The weight of each feature, and the intercept."""

    weights: dict[str, float]
    intercept: float

    def probability(self, features: Iterable[str]) -> float:
        """How probable the model thinks it is, 0 to 1; unknown features count nothing."""
        known = self.weights
        logit = self.intercept + sum(known.get(name, 0.0) for name in features)
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, logit))))


@lru_cache(maxsize=4)
def shipped(task: str) -> Linear:
    """The model that comes with gouji for a task."""
    return load(files("gouji.extract.trained"), task)


def load(folder: Traversable, task: str) -> Linear:
    """The model of a task in a folder. Raises ForeignModel if the files are missing, damaged or something else."""
    try:
        about = json.loads((folder / f"{task}.json").read_text(encoding="utf-8"))
        packed = (folder / f"{task}.npz").read_bytes()
        names = about["features"]
        if about["format"] != FORMAT or about["task"] != task or not all(isinstance(n, str) for n in names):
            raise ValueError("another format")
        if hashlib.sha256(packed).hexdigest() != about["sha256"]:
            raise ValueError("the weights are not those that the description names")
        *weights, intercept = _floats(packed)
        if len(weights) != len(names) or not all(map(math.isfinite, (*weights, intercept))):
            raise ValueError("weights and names differ in number")
    except (OSError, ValueError, KeyError, TypeError, SyntaxError, zipfile.BadZipFile) as problem:
        raise ForeignModel(
            f"模型文件 {folder / task}.json、.npz 不能用（缺失、损坏或不是 gouji 的模型），请用 gouji train 重新生成"
        ) from problem
    return Linear(dict(zip(names, weights, strict=True)), intercept)


def _floats(packed: bytes) -> array[float]:
    """The one array of an npz: format 1.0, little-endian float32, one dimension."""
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        content = archive.read("weights.npy")
    if content[:8] != _MAGIC:
        raise ValueError("not an array")
    start = 10 + int.from_bytes(content[8:10], "little")
    header = ast.literal_eval(content[10:start].decode("latin-1").strip())
    found = array("f", content[start:])
    if header["descr"] != "<f4" or header["shape"] != (len(found),) or not found:
        raise ValueError("not a row of float32")
    if sys.byteorder == "big":
        found.byteswap()
    return found
