"""What several checks ask of the same evidence, or of the same table of it, is computed once and kept with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Protocol, TypeVar


class Keeper(Protocol):
    """What remembers the results that were computed from it."""

    @property
    def kept(self) -> dict[Callable[..., object], object]:
        """The results by the function that computed them."""


K = TypeVar("K", bound=Keeper)
T = TypeVar("T")


def once(compute: Callable[[K], T]) -> Callable[[K], T]:
    """``compute``, whose result is kept with its argument: nobody who gets it may change it."""

    @wraps(compute)
    def kept(source: K) -> T:
        found = source.kept
        if compute not in found:
            found[compute] = compute(source)
        return found[compute]  # type: ignore[return-value]  # what compute gave

    return kept
