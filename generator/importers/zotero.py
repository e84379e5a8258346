"""Zotero groups and collections on the web: their addresses, and the items that were read there."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.importers import json_records
from generator.importers.entry import Entry, ReadEntries
from generator.model.problems import Problem, Severity

_ADDRESS = re.compile(
    r"https?://(?:www\.)?zotero\.org/"
    r"(?:groups/(?P<group>[0-9]+)(?:/[^/\s]+)?|(?P<user>[\w-]+))"
    r"(?:/(?:items/)?collections?/(?P<collection>[A-Z0-9]{8}))?(?P<all>/(?:library|items))?[^\s]*"
)
_PERSONAL = (
    "a person's library is read with the key of its owner in ZOTERO_API_KEY "
    "(zotero.org/settings/keys); or export it from Zotero as CSL-JSON or BibTeX "
    "and import that file"
)
_OFFLINE = (
    "a Zotero library is read over the network; "
    "export it from Zotero as CSL-JSON or BibTeX and import that file"
)


def is_address(text: str) -> bool:
    """Whether the text is the address of a Zotero library or collection, and nothing else."""
    found = _ADDRESS.fullmatch(text.strip())
    return found is not None and bool(found["group"] or found["collection"] or found["all"])


def place_of(address: str, user: int = 0) -> str | None:
    """Where the API has the items of a group, a person's library or a collection in one of them.

    None for a person's library without the person's number.
    """
    found = _ADDRESS.fullmatch(address.strip())
    if found is None or not (found["group"] or user):
        return None
    library = f"groups/{found['group']}" if found["group"] else f"users/{user}"
    within = f"/collections/{found['collection']}" if found["collection"] else ""
    return f"{library}{within}/items/top"


def person_of(address: str) -> str:
    """Whose library it is, as the address has the name; empty for a group's."""
    found = _ADDRESS.fullmatch(address.strip())
    return (found["user"] or "") if found else ""


def read(text: str, path: str) -> ReadEntries:  # noqa: ARG001
    """One entry for each address, refused: its items are asked for over the network."""
    return ReadEntries(tuple(
        Entry(number, url=line.strip(), refused=_OFFLINE if place_of(line) else _PERSONAL)
        for number, line in enumerate(text.split("\n"), 1) if line.strip()
    ))  # fmt: skip


def read_items(items: Sequence[Mapping[str, Any]], path: str) -> ReadEntries:
    """The works among the items of CSL-JSON, each with its place among them for a line.

    Items without a title (notes, files) are no works; a warning counts them. Items of
    an unknown type are errors, as in a file.
    """
    works = [item for item in items if item.get("title")]
    rows = ",\n".join(json.dumps(item, ensure_ascii=False) for item in works)
    reading = json_records.read_csl(f"[{rows}]", path)
    if len(works) == len(items):
        return reading
    count = len(items) - len(works)
    message = f"{count} of {len(items)} items have no title (notes, files) and are left out"
    untitled = Problem(path, 0, 0, "item-without-title", message, severity=Severity.WARNING)
    return replace(reading, problems=(*reading.problems, untitled))
