"""What a check finds in the loaded catalogue: a problem that does not know its line yet.

Most runs find nothing, so records carry no marks; `loading.locate` reads the
few files again that something was found in.
"""

from __future__ import annotations

from dataclasses import dataclass

Where = tuple[str | int, ...]
"""The way to a value: names of fields and indices of entries, from the file's top."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong."""

    file: str
    """Relative to the content directory: `papers/layer-normalization.yml`."""
    where: Where
    """`("tags", 2)`; what does not stand there is shown at the nearest thing around it."""
    code: str
    message: str
    suggestion: str | None = None
    key: bool = False
    """Whether the name of the field is meant rather than its value."""
    text: str = ""
    """Words within the value that are meant."""
    nth: int = 0
    """Which occurrence of the words, from 0."""
