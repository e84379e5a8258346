"""Zotero groups and collections on the web, by their addresses.

Reading them needs a network; `Lookup` and a client are of another part. What is
here tells such an address, and says where its items are to be asked for.
"""

from __future__ import annotations

import re

from generator.importers.entry import Entry, Reading

_ADDRESS = re.compile(
    r"https?://(?:www\.)?zotero\.org/"
    r"(?:groups/(?P<group>[0-9]+)(?:/[^/\s]+)?|(?P<user>[\w-]+))"
    r"(?:/(?:items/)?collections?/(?P<collection>[A-Z0-9]{8}))?(?:/(?:library|items))?[^\s]*"
)


def is_address(text: str) -> bool:
    """Whether the text is the address of a Zotero library or collection, and nothing else."""
    found = _ADDRESS.fullmatch(text.strip())
    return found is not None and bool(found["group"] or found["collection"])


def read(text: str, path: str) -> Reading:  # noqa: ARG001
    """One entry for each address, refused: its items are asked for over the network."""
    return Reading(tuple(
        Entry(number, url=line.strip(), refused="a Zotero library is read over the network; "
              "export it from Zotero as CSL-JSON or BibTeX and import that file")
        for number, line in enumerate(text.split("\n"), 1) if line.strip()
    ))  # fmt: skip
