"""Sparse rows as plain arrays: numpy alone reads them, and scipy takes longer to import.

The three arrays are those of scipy's CSR format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int_]
Matrix = Any
"""A scipy CSR matrix; scipy ships no types."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A matrix of which few cells are not 0."""

    weights: Floats
    """Of all rows, one row after the other."""
    columns: NDArray[Any]
    """By weight: its column."""
    starts: NDArray[Any]
    """By row: where its weights begin; at the end, the number of weights."""
    width: int
    """The number of columns."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.starts) - 1

    def unit(self) -> Rows:
        """Every row brought to length 1; empty rows stay empty."""
        owner = self._owner()
        length = np.sqrt(np.bincount(owner, self.weights**2, self.count))
        return replace(self, weights=self.weights / length[owner])

    def products(self, rows: Sequence[int]) -> Iterator[Floats]:
        """For each of these rows, its dot products with all rows, in their order."""
        parts = [slice(self.starts[row], self.starts[row + 1]) for row in rows]
        wanted = np.zeros(self.width, dtype=bool)
        for own in parts:
            wanted[self.columns[own]] = True
        some = np.flatnonzero(wanted[self.columns])  # the cells that count for one of the rows
        weights, columns, owner = self.weights[some], self.columns[some], self._owner()[some]
        for own in parts:
            dense = np.zeros(self.width)
            dense[self.columns[own]] = self.weights[own]
            product = np.bincount(owner, weights * dense[columns], self.count)
            yield product.astype(np.float64)

    def matrix(self) -> Matrix:
        """The same rows for scipy."""
        from scipy.sparse import csr_matrix

        parts = (self.weights, self.columns, self.starts)
        return csr_matrix(parts, shape=(self.count, self.width))

    def _owner(self) -> Ints:
        """By weight: its row."""
        return np.repeat(np.arange(self.count), np.diff(self.starts))
