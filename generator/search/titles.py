"""Titles, ids and page paths of all documents, small enough to be loaded at once.

Most ids are slugs of their titles, and most paths a kind's folder and the id, so
only what departs from that is written out.  `titles` in
`overrides/assets/javascripts/search-index.js` puts them together again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from string import ascii_lowercase, ascii_uppercase

from generator.search.documents import Document, ResultKind

# ASCII alone: what lower case is beyond it differs between languages' tables.
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase, "'’`")


def title_table(documents: Sequence[Document]) -> dict[str, object]:
    """`titles` in the order given; `folders` by kind; and where they do not follow, `ids` and
    `paths` by number: an id as it is, or as how much of the title's plain slug it is.
    """
    folders = [_folder([d for d in documents if d.kind == kind]) for kind in ResultKind]
    kinds = {str(kind): folder for kind, folder in zip(ResultKind, folders, strict=True)}
    ids: dict[int, str | int] = {}
    paths = {}
    for number, document in enumerate(documents):
        plain = plain_slug(document.title)
        if document.id != plain:
            ids[number] = len(document.id) if plain.startswith(document.id) else document.id
        if document.path != f"{kinds[document.kind]}{document.id}/":
            paths[number] = document.path
    titles = [document.title for document in documents]
    return {"titles": titles, "folders": folders, "ids": ids, "paths": paths}


def plain_slug(title: str) -> str:
    """ASCII letters and digits in lower case, hyphens for the rest, none at the ends.

    No id is made by this; it need only be the same in the script.
    """
    return re.sub("[^a-z0-9]+", "-", title.translate(_LOWER)).strip("-")


def _folder(documents: Sequence[Document]) -> str:
    """What most paths have before the id."""
    folders = Counter(d.path.removesuffix(f"{d.id}/") for d in documents)
    return min(folders, key=lambda folder: (-folders[folder], folder), default="")
