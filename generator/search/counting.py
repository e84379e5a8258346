"""Documents to postings: which word is where, and how much it weighs.

Ranking is BM25F (Robertson, Zaragoza and Taylor: Simple BM25 extension to
multiple weighted fields, CIKM 2004): the occurrences in each field are weighed,
divided by the field's length, summed over the fields, and only then damped.
What a word says about a document is settled here and kept as a whole number
from 1 to 63, the *impact*; how rare the word is comes in when a query is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from generator.search.encoding import INT, Numbers, front_coded
from generator.search.fields import FIELD_SPAN, IndexField
from generator.search.reading import Reading, Segments
from generator.text.tokens import in_script_order, split, stem

DAMPING = 1.2
"""How soon one more occurrence says nothing more (k1 in BM25)."""
TOP_IMPACT = 63


@dataclass(frozen=True, slots=True)
class Postings:
    """All words of all documents, as columns.

    A word's postings are those from `starts[word]` to `starts[word + 1]`, by
    document; a posting's places are those from `place_starts[posting]` on.
    """

    words: str
    """Every word in every form, sorted and `front_coded`."""
    stems: Numbers
    """The number of each word's stem; stems are numbered in the order of their first word."""
    starts: Numbers
    documents: Numbers
    impacts: Numbers
    fields: Numbers
    """A bit for every field that contains the word."""
    place_starts: Numbers
    places: Numbers
    """Field times `FIELD_SPAN` plus the position in the field, ascending."""


def count(reading: Reading, fields: Sequence[IndexField], words: Words) -> Postings:
    """The postings of documents that were read with these fields; `words` are of their chunks."""
    word_of, document_of, place_of, lengths = _occurrences(
        reading.segments, words.of_chunks, len(reading.documents), len(fields)
    )
    found = _Found(words.stems[word_of], document_of, place_of, lengths, fields)
    return _group(found, words)


class Words(NamedTuple):
    """The words of which chunks consist."""

    words: str
    """Each once, sorted as JavaScript does and `front_coded`."""
    stems: Numbers
    """By word: the number of its stem, as in `Postings`."""
    of_chunks: Chunks
    """Those of each chunk."""


class Chunks(NamedTuple):
    """What `split` says of every chunk, as columns."""

    width: Numbers
    starts: Numbers
    words: Numbers
    offsets: Numbers


def words_of(chunks: Sequence[str]) -> Words:
    """The words of the chunks."""
    found, words = _split_chunks(chunks)
    order, stems = _number_stems(words)
    words.sort(key=in_script_order)
    return Words(front_coded(words), stems, found._replace(words=order[found.words]))


def _split_chunks(found: Sequence[str]) -> tuple[Chunks, list[str]]:
    ids: dict[str, int] = {}
    width, starts, words, offsets = [], [0], [], []
    for chunk in found:
        length, parts = split(chunk)
        width.append(length)
        for offset, word in parts:
            words.append(ids.setdefault(word, len(ids)))
            offsets.append(offset)
        starts.append(len(words))
    columns = [np.array(column, dtype=INT) for column in (width, starts, words, offsets)]
    return Chunks(*columns), list(ids)


def _occurrences(
    segments: Segments, table: Chunks, documents: int, fields: int
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Word, document and place of every occurrence in reading order; field lengths by document."""
    owner = np.repeat(_upto(len(segments.sizes)), segments.sizes)
    width = table.width[segments.chunks]
    lengths = np.bincount(owner, weights=width, minlength=len(segments.sizes)).astype(INT)
    cell = segments.documents * fields + segments.fields
    field_lengths = np.bincount(cell, weights=lengths, minlength=documents * fields)
    position = _starts_in_field(lengths, cell)[owner] + _before(width)
    position -= np.repeat(_before(lengths), segments.sizes)
    parts = np.diff(table.starts)[segments.chunks]
    which = np.repeat(_upto(len(segments.chunks)), parts)
    entry = _upto(len(which)) - np.repeat(_before(parts), parts)
    entry += table.starts[segments.chunks[which]]
    place = np.minimum(position[which] + table.offsets[entry], FIELD_SPAN - 1)
    owner = owner[which]
    place += segments.fields[owner] * FIELD_SPAN
    return table.words[entry], segments.documents[owner], place, field_lengths.astype(INT)


def _starts_in_field(lengths: Numbers, cell: Numbers) -> Numbers:
    """Where each text starts in its field: the texts before it, one position between any two.

    So no phrase runs across two authors or two tags.
    """
    start = _before(lengths + 1)
    first = np.diff(cell, prepend=-1) != 0
    of_field: Numbers = start[first][np.cumsum(first) - 1]
    return start - of_field


def _upto(count: int) -> Numbers:
    return np.arange(count, dtype=INT)


def _before(sizes: Numbers) -> Numbers:
    """The sum of the sizes before each."""
    ends: Numbers = np.cumsum(sizes, dtype=INT)
    return ends - sizes


def ascending(numbers: Numbers) -> npt.NDArray[np.intp]:
    """The places of the numbers, none negative, in ascending order; equals stay as they are."""
    # numpy sorts numbers of 16 bits in linear time, six times as fast as larger ones.
    order = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    upper = (numbers >> 16).astype(np.uint16)
    return order[np.argsort(upper[order], kind="stable")] if upper.any() else order


def _number_stems(words: list[str]) -> tuple[Numbers, Numbers]:
    """The place of each word in sorted order, and each sorted word's stem."""
    by_word = sorted(range(len(words)), key=lambda i: in_script_order(words[i]))
    order = np.empty(len(words), dtype=INT)
    order[by_word] = np.arange(len(words))
    ids: dict[str, int] = {}
    stems = [ids.setdefault(stem(words[i]), len(ids)) for i in by_word]
    return order, np.array(stems, dtype=INT)


@dataclass(frozen=True, slots=True)
class _Found:
    """Every occurrence in reading order, and the length of each document's fields."""

    stems: Numbers
    documents: Numbers
    places: Numbers
    lengths: Numbers
    table: Sequence[IndexField]


def _group(found: _Found, words: Words) -> Postings:
    # documents and places ascend already: a stable sort by stem keeps them so
    by_stem = ascending(found.stems)
    terms, owners = found.stems[by_stem], found.documents[by_stem]
    places = found.places[by_stem]
    new = np.ones(len(terms), dtype=bool)
    new[1:] = (terms[1:] != terms[:-1]) | (owners[1:] != owners[:-1])
    posting = np.cumsum(new, dtype=INT) - 1
    place_starts = np.append(np.flatnonzero(new), len(terms))
    fields = places // FIELD_SPAN
    count_of_stems = int(words.stems.max()) + 1 if len(words.stems) else 0
    sizes = np.bincount(terms[new], minlength=count_of_stems)
    return Postings(
        words=words.words,
        stems=words.stems,
        starts=np.append(0, np.cumsum(sizes)).astype(INT),
        documents=owners[new],
        impacts=_impacts(posting, owners, fields, found),
        fields=np.bitwise_or.reduceat(1 << fields, place_starts[:-1]),
        place_starts=place_starts.astype(INT),
        places=places,
    )


def _impacts(posting: Numbers, owners: Numbers, fields: Numbers, found: _Found) -> Numbers:
    table = found.lengths.reshape(-1, len(found.table)).astype(np.float64)
    filled = np.maximum((table > 0).sum(axis=0), 1)
    average = np.maximum(table.sum(axis=0) / filled, 1.0)
    slope = np.array([field.length for field in found.table])
    weight = np.array([field.weight for field in found.table])
    per_word = weight / (1 - slope + slope * table / average)
    weighed = np.bincount(posting, weights=per_word[owners, fields])
    damped = weighed / (DAMPING + weighed)
    return np.maximum(np.floor(damped * TOP_IMPACT + 0.5), 1).astype(INT)
