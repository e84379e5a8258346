"""Postings to the files that the browser loads.

Every file is a script that hands its data over by a call, since scripts are all
that a page may load from `file://`.  What every query needs is in `core.js`;
the rest is in parts that are loaded when a query wants them:

- `words.js`: the tables of `tokens`, which `search-words.js` reads;
- `core.js`: every word, how many documents contain its stem, years, kinds, and
  the fingerprints of titles and other names;
- `postings-N.js`: for a range of stems, the documents, impacts and fields;
- `places-N.js`: for the same range, where in the documents (for phrases alone);
- `titles.js`: every title, id and page path, so that a key press loads postings at most;
- `docs-N.js`: what a result shows below its title, for a range of documents;
- `text-N.js`: abstracts, for the words around a match;
- `names.js`: tags and topics with their documents (for filters and completion).

The formats are read by `overrides/assets/javascripts/search-index.js` alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from generator.model.files import Draft, digest
from generator.model.memory import NOTHING, Memory, digest_of
from generator.search.alike import Alike, learn
from generator.search.counting import Postings, Words, count, words_of
from generator.search.documents import Document, ResultKind
from generator.search.encoding import ALPHABET, FINAL, INT, Numbers, encode, steps_between
from generator.search.fields import FIELD_SPAN, FIELDS, IndexField, operators
from generator.search.names import name_table
from generator.search.parts import DIGEST_DIGITS, Part, columns_digest, core_file, part_files
from generator.search.reading import Reading, joined, read
from generator.search.titles import title_table
from generator.search.word_tables import word_tables

LEAST_IN_A_PART, MOST_IN_A_PART, PARTS = 8192, 16384, 60
"""Postings in a part: few bytes matter in a small list, few requests in a large one."""
DOCUMENTS_IN_A_PART = 64
TEXTS_IN_A_PART = 8
AUTHORS_SHOWN = 3
KINDS = tuple(ResultKind)
_YEAR_BEFORE = 1899
"""The year before the first that is counted, unless a document is older."""


def build_index(
    documents: Sequence[Document], fields: Sequence[IndexField] = FIELDS
) -> dict[str, bytes]:
    """The index of documents that were not read before, by file name; see `index_of`."""
    files = index_of([read(documents, fields)], fields=fields)
    return {file.path: file.make() for file in files}


def index_of(
    readings: Sequence[Reading], memory: Memory = NOTHING, fields: Sequence[IndexField] = FIELDS
) -> list[Draft]:
    """The search data for `assets/search/`, sorted by file name.

    The order of the documents does not matter, nor their groups. The same documents give
    the same bytes. Every file but `words.js` carries a digest of its data, and `core.js`
    the digests of all others: the script notices when a page holds parts of two builds, and
    an edit leaves the files alone whose data it did not change. `memory` keeps what an edit
    seldom changes: the words, the short forms, the digests of parts. `fields` is what was read of
    a document. Raises `ValueError` when two documents have one path, or a kind is unknown.
    """
    reading = joined(readings)
    ordered = reading.documents
    _check(ordered)
    words: Words = memory.recall(
        "words of the search", digest_of(reading.chunks), partial(words_of, reading.chunks)
    )
    told = digest_of([group.digest for group in reading.explained])
    alike = memory.recall("short forms", told, partial(learn, reading.explained))
    postings = count(reading, fields, words)
    cuts = _cuts(postings)
    digests, files = part_files([*_document_parts(reading), *_word_parts(postings, cuts)], memory)
    known = {"digests": dict(sorted(digests.items())), "digestDigits": DIGEST_DIGITS}
    core = core_file(_core(reading, postings, cuts, alike) | _format(ordered, fields) | known)
    tables = word_tables()
    words_file = Draft("words.js", digest(tables), partial(bytes, tables))
    return sorted([core, words_file, *files], key=lambda file: file.path)


def _document_parts(reading: Reading) -> Iterator[Part]:
    documents, told = reading.documents, reading.told
    titled = digest_of([(d.kind, d.path, d.id, d.title) for d in documents])
    yield Part("names", digest_of(told), partial(name_table, documents))
    yield Part("titles", titled, partial(title_table, documents))
    for number, some in enumerate(_groups(len(documents), DOCUMENTS_IN_A_PART)):
        yield Part(f"docs-{number}", digest_of(told[some]), partial(_shown, documents[some]))
    for number, some in enumerate(_groups(len(documents), TEXTS_IN_A_PART)):
        yield Part(f"text-{number}", digest_of(told[some]), partial(_abstracts, documents[some]))


def _word_parts(postings: Postings, cuts: Sequence[int]) -> Iterator[Part]:
    for number, (first, last) in enumerate(pairwise(cuts)):
        starts = postings.starts[first : last + 1]
        some = slice(int(starts[0]), int(starts[-1]))
        bounds = postings.place_starts[some.start : some.stop + 1]
        columns = [postings.documents[some], postings.impacts[some], postings.fields[some]]
        heads = starts[:-1] - starts[0]
        places = postings.places[bounds[0] : bounds[-1]]
        within = bounds - bounds[0]
        yield Part(
            f"postings-{number}",
            columns_digest(heads, *columns),
            partial(_posting_part, heads, *columns),
        )
        yield Part(
            f"places-{number}",
            columns_digest(within, places),
            partial(_place_part, within, places),
        )


def _check(documents: Sequence[Document]) -> None:
    paths = [document.path for document in documents]
    for path, number in Counter(paths).items():
        if number > 1:
            raise ValueError(f"{number} documents have the path {path!r}")
    for document in documents:
        if document.kind not in KINDS:
            raise ValueError(f"{document.path!r} is of the unknown kind {document.kind!r}")


def _cuts(postings: Postings) -> list[int]:
    """The first stem of every part, and the number of stems at the end."""
    cuts = [0]
    starts = postings.starts
    stems = len(starts) - 1
    size = min(max(int(starts[-1]) // PARTS, LEAST_IN_A_PART), MOST_IN_A_PART)
    while cuts[-1] < stems:
        end = int(np.searchsorted(starts, starts[cuts[-1]] + size, side="right")) - 1
        cuts.append(min(max(end, cuts[-1] + 1), stems))
    return cuts


def _core(reading: Reading, postings: Postings, cuts: list[int], alike: Alike) -> dict[str, object]:
    documents = reading.documents
    known = [(number, *name) for number, some in enumerate(reading.names) for name in some]
    kinds = {str(kind): str(number) for number, kind in enumerate(KINDS)}
    return {
        "documents": len(documents),
        "docsInPart": DOCUMENTS_IN_A_PART,
        "textsInPart": TEXTS_IN_A_PART,
        "kinds": "".join(kinds[document.kind] for document in documents),
        "kindNames": [str(kind) for kind in KINDS],
        "years": _years(documents, _year_before(documents)),
        "words": postings.words,
        "stems": encode(_steps_back(postings.stems)),
        "counts": encode(np.diff(postings.starts)),
        "cuts": steps_between(cuts[1:]),
        "named": steps_between([number for number, _, _ in known]),
        "namedAs": "".join(str(rank) for _, rank, _ in known),
        "names": "".join(name for _, _, name in known),
        "alike": {short: " ".join(words) for short, words in alike.names.items()},
        "short": alike.words,
    }


def _format(documents: Sequence[Document], fields: Sequence[IndexField]) -> dict[str, object]:
    """What the script must know to read the rest."""
    return {
        "digits": ALPHABET,
        "final": FINAL,
        "yearBefore": _year_before(documents),
        "fields": operators(fields),
        "fieldSpan": FIELD_SPAN,
    }


def _year_before(documents: Sequence[Document]) -> int:
    return min([_YEAR_BEFORE, *(document.year - 1 for document in documents if document.year)])


def _years(documents: Sequence[Document], before: int) -> str:
    """The years as steps from the one before all of them; 0 where none is known."""
    steps = [document.year - before if document.year else 0 for document in documents]
    return encode(np.array(steps, dtype=INT))


def _steps_back(stems: Numbers) -> Numbers:
    """0 for a stem not met before, else 1 for the newest stem, 2 for the one before it, …"""
    newest = np.maximum.accumulate(stems) if len(stems) else stems
    fresh = np.diff(newest, prepend=-1) > 0
    return np.where(fresh, 0, newest - stems + 1)


def _posting_part(heads: Numbers, documents: Numbers, impacts: Numbers, fields: Numbers) -> object:
    """Documents, impacts and fields; `heads` are the places of each stem's first posting."""
    steps = np.diff(documents, prepend=0)
    steps[heads] = documents[heads]
    return [encode(steps), encode(np.minimum(impacts, FINAL - 1)), encode(fields)]


def _place_part(bounds: Numbers, places: Numbers) -> object:
    """How many places each posting has, and the places."""
    steps = np.diff(places, prepend=0)
    heads = bounds[:-1]
    steps[heads] = places[heads]
    return [encode(np.diff(bounds)), encode(steps)]


def _shown(documents: Sequence[Document]) -> object:
    return [_shown_of(document) for document in documents]


def _abstracts(documents: Sequence[Document]) -> object:
    return [document.abstract for document in documents]


def _shown_of(document: Document) -> list[object]:
    authors = ", ".join(document.authors[:AUTHORS_SHOWN])
    if len(document.authors) > AUTHORS_SHOWN:
        authors += " et al."
    rare = {
        "status": document.status,
        "later": document.later_title,
        "language": document.language,
        "summaryLanguage": document.summary_language,
    }
    more = {name: text for name, text in rare.items() if text}
    return [authors, document.venue, document.summary, *([more] if more else [])]


def _groups(count: int, size: int) -> Iterator[slice]:
    return (slice(i, i + size) for i in range(0, count, size))
