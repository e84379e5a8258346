"""Answers to proposals, one after the other: which are open, and what was answered before."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generator.content.regular_files import read_regular
from generator.model.files import write_file
from generator.model.problems import BrokenEnvironment
from generator.text.json_text import json_document

Field = Literal["tags", "topics"]


@dataclass(frozen=True, slots=True, order=True)
class TagQuestion:
    """Whether a paper should have a tag, or a topic for its home."""

    paper: str
    field: Field
    id: str


def read_rejected(path: Path) -> frozenset[TagQuestion]:
    """What was rejected in earlier runs; nothing when there is no such file.

    Raises `BrokenEnvironment` for a file that is none of ours.
    """
    try:
        rows = json.loads(read_regular(path))
        return frozenset(TagQuestion(row["paper"], row["field"], row["id"]) for row in rows)
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenEnvironment(f"{path} cannot be read; look at it and delete it") from error


def write_rejected(path: Path, rejected: Iterable[TagQuestion]) -> None:
    """Keep what was rejected."""
    rows = [{"paper": q.paper, "field": q.field, "id": q.id} for q in sorted(rejected)]
    write_file(path, json_document(rows).encode())
