"""Arrays that grow by a row at a time without being copied each time."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

SPARE = 64


class Rows:
    """Arrays of the same length under their names; what they give are views of the rows so far."""

    def __init__(self, of: Any, names: Sequence[str]) -> None:
        """Copies the arrays of these names out of a mapping or a tuple with names."""
        given = {name: np.asarray(of[name] if isinstance(of, Mapping) else getattr(of, name)) for name in names}
        self._count = len(next(iter(given.values())))
        self._kept = {name: _with_spare(array, self._count) for name, array in given.items()}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self._kept[name][: self._count]

    def views(self) -> dict[str, NDArray[Any]]:
        """All of them as they are."""
        return {name: array[: self._count] for name, array in self._kept.items()}

    def add(self, **values: Any) -> None:
        """One more row of each; every name has to be given."""
        if self._count == len(next(iter(self._kept.values()))):
            self._kept = {name: _with_spare(array, self._count) for name, array in self._kept.items()}
        for name, array in self._kept.items():
            array[self._count] = values[name]
        self._count += 1


def _with_spare(array: NDArray[Any], count: int) -> NDArray[Any]:
    larger = np.zeros((count + count // 4 + SPARE, *array.shape[1:]), array.dtype)
    larger[:count] = array[:count]
    return larger
