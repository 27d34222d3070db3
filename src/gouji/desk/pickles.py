"""Pickles that hold nothing but the nouns of this program.

A hostile report may get hold of the worker that reads it; what the worker then says is data, and must not become code
in the desk. So nothing is made but dataclasses of the models, and numbers.
"""

from __future__ import annotations

import pickle
from dataclasses import is_dataclass
from decimal import Decimal
from importlib import import_module
from io import BytesIO
from typing import IO

_PACKAGE = __name__.partition(".")[0]
MODELS = tuple(
    f"{_PACKAGE}.{name}"
    for name in ("narrative.model", "extract.model", "compare.model", "corpora.screening.model", "desk.model")
)
_OTHERS: dict[tuple[str, str], type] = {
    ("decimal", "Decimal"): Decimal,
    ("builtins", "frozenset"): frozenset,
    ("builtins", "set"): set,
}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type:
        """The class of that name; raises UnpicklingError for all but the permitted."""
        if (module, name) in _OTHERS:
            return _OTHERS[module, name]
        found = vars(import_module(module)).get(name) if module in MODELS else None
        if isinstance(found, type) and is_dataclass(found) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is not data")


def load(stream: IO[bytes]) -> object:
    """The object in a stream. Raises UnpicklingError, EOFError or whatever a damaged pickle ends in."""
    try:
        return _Unpickler(stream).load()
    except (EOFError, OSError):
        raise
    except Exception as problem:  # a damaged pickle raises nearly anything
        raise pickle.UnpicklingError(str(problem)) from problem


def loads(content: bytes) -> object:
    """The object in bytes; raises as :func:`load`."""
    return load(BytesIO(content))


def dumps(value: object) -> bytes:
    """The bytes of an object."""
    return pickle.dumps(value, protocol=5)
