"""The items of a Zotero group or collection.

Source: zotero.org/support/dev/web_api/v3/basics and …/syncing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from generator.services.polite_client import NoAnswer, PoliteClient
from generator.services.polite_transport import Service

_PAGE = 100
"""Items of one answer: the most that the API gives."""
_MOST = 50_000


@dataclass(frozen=True, slots=True)
class Library:
    """What a library had when it was read."""

    items: tuple[dict[str, Any], ...]
    """CSL-JSON, in the order of the answers."""
    version: int
    """Of the library as a whole; 0 when the answer does not say it."""


def read_library(client: PoliteClient, service: Service, place: str, since: int) -> Library:
    """The items at `place` (see `importers.zotero`) that are new or changed since a version.

    Version 0 is before all of them. Raises `NoAnswer` when not all of them can be read.
    """
    items: list[dict[str, Any]] = []
    version = total = 0
    while len(items) < _MOST:
        query = {"format": "csljson", "itemType": "-attachment", "limit": str(_PAGE),
                 "start": str(len(items))}  # fmt: skip
        if since:
            query["since"] = str(since)
        answer = client.get(service, place, query, _items, fresh=True)
        if answer is None:
            raise NoAnswer(f"{service.name} has no such group or collection")
        page = _items(answer.content)
        items += page
        total = _number(answer.headers.get("Total-Results", ""))
        found = _number(answer.headers.get("Last-Modified-Version", ""))
        version = min(version or found, found)
        if not page or len(items) >= total:
            break
    if len(items) < total:
        raise NoAnswer(f"{service.name} announced {total} items and gave {len(items)}")
    return Library(tuple(items), version)


def read_owner(client: PoliteClient, service: Service) -> tuple[int, str]:
    """The number of the person whose key is sent, and the name in addresses; 0 without a key."""
    if not service.headers:
        return 0, ""
    answer = client.get(service, "keys/current", {}, _owner, fresh=True)
    return _owner(answer.content) if answer else (0, "")


def _owner(answer: bytes) -> tuple[int, str]:
    document = json.loads(answer)
    name = document.get("username") if isinstance(document, dict) else None
    if not isinstance(name, str) or not isinstance(document.get("userID"), int):
        raise ValueError("no key of a person")
    return document["userID"], name.strip().lower().replace(" ", "_")


def _items(answer: bytes) -> list[dict[str, Any]]:
    document = json.loads(answer)
    items = document.get("items") if isinstance(document, dict) else document
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ValueError("no items of CSL-JSON")
    return items


def _number(header: str) -> int:
    return int(header) if header.isascii() and header.isdecimal() else 0
