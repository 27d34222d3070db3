"""Functions of pdfium called with plain numbers: the conversions of a usual call cost more than most of its functions.

Handles and addresses are integers (0 or None for none). The global lock stays held, as it must for functions that take
a fraction of a microsecond.
"""

from __future__ import annotations

from array import array
from ctypes import PYFUNCTYPE, c_float, c_int, c_void_p, cast
from functools import cache
from typing import Any, Literal

Kind = Literal["handle", "number", "real"]
_KINDS = {"handle": c_void_p, "number": c_int, "real": c_float}


@cache
def call(name: str, answer: Kind, *arguments: Kind) -> Any:
    """The function of that name, which takes and gives back what these kinds say."""
    from pypdfium2 import raw

    address = cast(getattr(raw, name), c_void_p).value or 0
    return PYFUNCTYPE(_KINDS[answer], *(_KINDS[kind] for kind in arguments))(address)


def handle(pointer: Any) -> int:
    """The address that a pointer of ctypes holds, 0 for none."""
    return cast(pointer, c_void_p).value or 0


class Floats:
    """Numbers that pdfium writes: ``values`` and the address of each."""

    def __init__(self, count: int, *, double: bool = False) -> None:
        self.values: array[float] = array("d" if double else "f", [0.0] * count)
        first = self.values.buffer_info()[0]
        self.places = tuple(first + i * self.values.itemsize for i in range(count))
