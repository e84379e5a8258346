"""Ids in groups that an edit changes few of."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping

from generator.model.memory import digest_of
from generator.model.models import Paper

_PAPERS = 128
"""Papers of a group on average, at most: those of one are looked at again after an edit."""


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


def paper_groups(
    papers: Mapping[str, Paper], files: Mapping[str, str]
) -> list[tuple[str, list[str]]]:
    """The ids of the papers in groups, each after a digest of their files.

    Args:
        papers: All papers by id.
        files: Digests of their files, as `Loaded` has them; without one, the paper tells itself.
    """
    return [
        (digest_of([files.get(f"papers/{id_}.yml") or papers[id_] for id_ in ids]), ids)
        for ids in groups(papers, _PAPERS)
    ]
