"""The search: an index built in advance, which a small script of ours asks in the browser.

`build_index` turns `Document`s into the files of `assets/search/`. The script's
side is `overrides/assets/javascripts/search*.js`; both share the rules of
`tokens`, and tests compare them with each other and with a search by brute force.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.search.documents import Document, ResultKind
from generator.search.fields import FIELDS, IndexField

__all__ = ["Document", "ResultKind", "build_index"]


def build_index(
    documents: Sequence[Document], fields: Sequence[IndexField] = FIELDS
) -> dict[str, bytes]:
    """The files of `assets/search/`; see `generator.search.index.build_index`."""
    # numpy takes long to import, and most commands need only the types above.
    from generator.search import index

    return index.build_index(documents, fields)
