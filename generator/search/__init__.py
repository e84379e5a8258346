"""The search: an index built in advance, which a small script of ours asks in the browser.

`build_index` turns `Document`s into the files of `assets/search/`; `index_of` does so with
documents that were read in groups. The script's
side is `overrides/assets/javascripts/search*.js`; both share the rules of
`tokens`, and tests compare them with each other and with a search by brute force.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.model.files import Draft
from generator.model.memory import NOTHING, Memory
from generator.search.documents import Document, ResultKind
from generator.search.fields import FIELDS, IndexField

if TYPE_CHECKING:
    from generator.search.reading import Reading

__all__ = ["Document", "ResultKind", "build_index", "index_of", "read"]

# numpy takes long to import, and most commands need only the types above.


def build_index(
    documents: Sequence[Document], fields: Sequence[IndexField] = FIELDS
) -> dict[str, bytes]:
    """The files of `assets/search/`; see `generator.search.index.build_index`."""
    from generator.search import index

    return index.build_index(documents, fields)


def read(documents: Sequence[Document]) -> Reading:
    """What one group of documents gives to the index; see `generator.search.reading.read`."""
    from generator.search import reading

    return reading.read(documents)


def index_of(readings: Sequence[Reading], memory: Memory = NOTHING) -> list[Draft]:
    """The files of documents that were read in groups; see `generator.search.index.index_of`."""
    from generator.search import index

    return index.index_of(readings, memory)
