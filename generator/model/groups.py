"""Ids in groups that an edit changes few of."""

from __future__ import annotations

import zlib
from collections.abc import Collection


def groups(ids: Collection[str], size: int) -> list[list[str]]:
    """The ids in groups by a checksum, so that a new one changes one group.

    The ids of a group are in the given order.

    Args:
        ids: All of them.
        size: How many a group has on average, at most.
    """
    found: list[list[str]] = [[] for _ in range(1 << (len(ids) // size).bit_length())]
    for id_ in ids:
        found[zlib.crc32(id_.encode("utf-8", "replace")) % len(found)].append(id_)
    return found
