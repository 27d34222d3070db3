"""A logistic regression fitted with scikit-learn and written as plain weights: the same bytes for the same examples."""

from __future__ import annotations

import hashlib
import io
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...extract.linear import FORMAT
from ...narrative.whole import refuse_unwritable, write_all
from . import HELD_OUT
from .links import Example, link_examples, training_reports

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

LEAST = 5
"""A feature must be seen this often to be kept."""
PENALTY = 0.3
TASK = "link"


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model as its two files, and what it was made from."""

    task: str
    about: bytes
    weights: bytes
    examples: int
    features: int


def train_links(seed: int, count: int) -> Fitted:
    """Fit the model of links on ``count`` synthetic reports; needs scikit-learn."""
    rng = random.Random(f"links/{seed}")
    examples = [example for report in training_reports(seed, count) for example in link_examples(report, rng)]
    return fit(TASK, examples, seed, count)


def fit(task: str, examples: Sequence[Example], seed: int, reports: int) -> Fitted:
    """Fit one model. Raises ValueError if the examples have only one answer."""
    import numpy
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    names = _vocabulary(example.features for example in examples)
    place = {name: i for i, name in enumerate(names)}
    rows = [sorted(place[name] for name in set(e.features) if name in place) for e in examples]
    starts = numpy.cumsum([0, *(len(row) for row in rows)])
    columns = [i for row in rows for i in row]
    matrix = csr_matrix((numpy.ones(len(columns)), columns, starts), shape=(len(rows), len(names)))
    answers = numpy.array([example.answer for example in examples])
    model = LogisticRegression(C=PENALTY, solver="lbfgs", max_iter=400)
    model.fit(matrix, answers, numpy.array([example.weight for example in examples]))
    weights = numpy.append(model.coef_[0], model.intercept_).astype("<f4")
    packed = _packed(weights)
    about = {
        "format": FORMAT,
        "task": task,
        "seed": seed,
        "reports": reports,
        "examples": len(examples),
        "held_out": list(HELD_OUT),
        "sha256": hashlib.sha256(packed).hexdigest(),
        "features": names,
    }
    text = json.dumps(about, ensure_ascii=False, indent=0) + "\n"
    return Fitted(task, text.encode(), packed, len(examples), len(names))


def _vocabulary(features: Iterable[Sequence[str]]) -> list[str]:
    seen = Counter(name for each in features for name in set(each))
    return sorted(name for name, count in seen.items() if count >= LEAST)


def _packed(weights: NDArray[float32]) -> bytes:
    import numpy

    out = io.BytesIO()
    numpy.savez_compressed(out, allow_pickle=False, weights=weights)
    return out.getvalue()


def places(folder: Path, task: str = TASK) -> tuple[Path, Path]:
    """Where a model's weights and description go in a folder, which is made. Raises OSError if they cannot."""
    folder.mkdir(parents=True, exist_ok=True)
    weights, about = (folder / f"{task}{suffix}" for suffix in (".npz", ".json"))
    refuse_unwritable(weights)
    refuse_unwritable(about)
    return weights, about


def write(fitted: Fitted, folder: Path) -> tuple[Path, Path]:
    """Write both files, or neither. Raises OSError."""
    weights, about = places(folder, fitted.task)
    write_all({weights: fitted.weights, about: fitted.about})
    return weights, about
