"""Documents to chunks of their texts, which can be read in groups and put together afterwards."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from generator.model.memory import digest_of
from generator.search.alike import Explained, explained
from generator.search.documents import Document
from generator.search.encoding import INT, Numbers
from generator.search.fields import FIELDS, IndexField, values
from generator.search.names import Name, names_of
from generator.text.tokens import chunks


class Segments(NamedTuple):
    """Consecutive runs of chunks, one for each text of a document, as columns."""

    chunks: Numbers
    """Of all runs, one run after the other."""
    sizes: Numbers
    """By run: how many chunks it has."""
    documents: Numbers
    """By run, ascending."""
    fields: Numbers
    """By run, ascending within a document."""


class Reading(NamedTuple):
    """Documents and the chunks of which their texts consist."""

    documents: Sequence[Document]
    told: Sequence[str]
    """By document: a digest of it."""
    chunks: Sequence[str]
    """Each once; segments name them by their number."""
    segments: Segments
    names: Sequence[tuple[Name, ...]]
    """By document: what it is called."""
    explained: Sequence[Explained]
    """What the documents say of short forms, by group."""


class _Numbered(dict[str, int]):
    """Numbers strings in the order in which they are first requested."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


def read(documents: Sequence[Document], fields: Sequence[IndexField] = FIELDS) -> Reading:
    """The documents, numbered in the order given."""
    ids = _Numbered()
    flat = array("i")
    sizes, owners, numbers = [], [], []
    for number, document in enumerate(documents):
        for field, text in values(document, fields):
            if not text:
                continue
            found = chunks(text)
            flat.extend(map(ids.__getitem__, found))
            sizes.append(len(found))
            owners.append(number)
            numbers.append(field)
    columns = [np.array(column, dtype=INT) for column in (flat, sizes, owners, numbers)]
    names = list(map(names_of, documents))
    told = list(map(digest_of, documents))
    return Reading(documents, told, list(ids), Segments(*columns), names, [explained(documents)])


def joined(readings: Sequence[Reading]) -> Reading:
    """All readings, one at least, as one: documents are sorted by id and path, chunks too."""
    documents = [document for reading in readings for document in reading.documents]
    order = sorted(range(len(documents)), key=lambda n: (documents[n].id, documents[n].path))
    places = np.empty(len(order), dtype=INT)
    places[order] = np.arange(len(order), dtype=INT)
    chunks = sorted({chunk for reading in readings for chunk in reading.chunks})
    ids = {chunk: number for number, chunk in enumerate(chunks)}
    told = [digest for reading in readings for digest in reading.told]
    names = [found for reading in readings for found in reading.names]
    parts = []
    for reading in readings:
        numbers = np.array([ids[chunk] for chunk in reading.chunks], dtype=INT)
        found, sizes, owners, fields = reading.segments
        parts.append(Segments(numbers[found], sizes, places[owners], fields))
        places = places[len(reading.documents) :]
    whole = Segments(*map(np.concatenate, zip(*parts, strict=True)))
    return Reading(
        [documents[n] for n in order],
        [told[n] for n in order],
        chunks,
        _by_document(whole),
        [names[n] for n in order],
        [group for reading in readings for group in reading.explained],
    )


def _by_document(segments: Segments) -> Segments:
    found, sizes, owners, fields = segments
    order = np.argsort(owners, kind="stable")
    starts = (np.cumsum(sizes) - sizes)[order]
    sizes = sizes[order]
    steps = np.arange(len(found)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return Segments(found[np.repeat(starts, sizes) + steps], sizes, owners[order], fields[order])
