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

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from generator.model.memory import digest_of
from generator.search import Recall
from generator.search.alike import Alike, learn
from generator.search.counting import Postings, Words, count, words_of
from generator.search.documents import Document, ResultKind
from generator.search.encoding import ALPHABET, FINAL, INT, Numbers, encode, steps_between
from generator.search.fields import FIELD_SPAN, FIELDS, IndexField, operators
from generator.search.names import name_table
from generator.search.reading import Reading, joined, read
from generator.search.titles import title_table
from generator.search.word_tables import word_tables
from generator.text.json_text import js_literal

LEAST_IN_A_PART, MOST_IN_A_PART, PARTS = 8192, 16384, 60
"""Postings in a part: few bytes matter in a small list, few requests in a large one."""
DOCUMENTS_IN_A_PART = 64
TEXTS_IN_A_PART = 8
AUTHORS_SHOWN = 3
KINDS = tuple(ResultKind)
_YEAR_BEFORE = 1899
"""The year before the first that is counted, unless a document is older."""
_DIGEST_DIGITS = 8
"""Hexadecimal digits of a part's digest."""


def build_index(
    documents: Sequence[Document], fields: Sequence[IndexField] = FIELDS
) -> dict[str, bytes]:
    """The index of documents that were not read before; see `index_of`."""
    return index_of([read(documents, fields)], fields=fields)


def index_of(
    readings: Sequence[Reading],
    recall: Recall = lambda _step, _inputs, make: make(),
    fields: Sequence[IndexField] = FIELDS,
) -> dict[str, bytes]:
    """The search data for `assets/search/`, by file name, sorted.

    The order of the documents does not matter, nor their groups. The same documents give
    the same bytes. Every file but `words.js` carries a digest of its data, and `core.js`
    the digests of all others: the script notices when a page holds parts of two builds, and
    an edit leaves the files alone whose data it did not change.
    `recall` is asked for what an edit seldom changes: the words, the titles, the short forms;
    `fields` is what was read of a document. Raises
    `ValueError` when two documents have one path, or a kind is unknown.
    """
    reading = joined(readings)
    ordered = reading.documents
    _check(ordered)
    words: Words = recall(
        "words of the search", digest_of(reading.chunks), partial(words_of, reading.chunks)
    )
    told = digest_of([group.digest for group in reading.explained])
    alike = recall("short forms", told, partial(learn, reading.explained))
    titled = digest_of([(d.kind, d.path, d.id, d.title) for d in ordered])
    postings = count(reading, fields, words)
    cuts = _cuts(postings)
    core = _core(reading, postings, cuts, alike) | _format(ordered, fields)
    parts: dict[str, object] = {
        "names": name_table(ordered),
        "titles": recall("titles of the search", titled, partial(title_table, ordered)),
    }
    for number, (first, last) in enumerate(pairwise(cuts)):
        parts[f"postings-{number}"] = _posting_part(postings, first, last)
        parts[f"places-{number}"] = _place_part(postings, first, last)
    for number, group in enumerate(_groups(ordered, DOCUMENTS_IN_A_PART)):
        parts[f"docs-{number}"] = [_shown(document) for document in group]
    for number, group in enumerate(_groups(ordered, TEXTS_IN_A_PART)):
        parts[f"text-{number}"] = [document.abstract for document in group]
    return {"words.js": word_tables(), **_scripts(core, parts)}


def _check(documents: Sequence[Document]) -> None:
    paths = [document.path for document in documents]
    for path, number in Counter(paths).items():
        if number > 1:
            raise ValueError(f"{number} documents have the path {path!r}")
    for document in documents:
        if document.kind not in KINDS:
            raise ValueError(f"{document.path!r} is of the unknown kind {document.kind!r}")


def _scripts(core: Mapping[str, object], parts: Mapping[str, object]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    digests: dict[str, str] = defaultdict(str)
    for name, part in parts.items():  # those of a kind by their number
        digest, files[f"{name}.js"] = _script(name, part)
        digests[name.partition("-")[0]] += digest
    known = {"digests": dict(sorted(digests.items())), "digestDigits": _DIGEST_DIGITS}
    _, files["core.js"] = _script("core", {**core, **known})
    return dict(sorted(files.items()))


def _script(name: str, part: object) -> tuple[str, bytes]:
    """The digest of a part's data, and its file."""
    text = js_literal(part)
    digest = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:_DIGEST_DIGITS]
    call = f'readingList.search.part("{digest}","{name}",{text});\n'
    return digest, call.encode("utf-8", "backslashreplace")


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


def _posting_part(postings: Postings, first: int, last: int) -> object:
    begin, end = int(postings.starts[first]), int(postings.starts[last])
    documents = postings.documents[begin:end]
    steps = np.diff(documents, prepend=0)
    heads = postings.starts[first:last] - begin
    steps[heads] = documents[heads]
    impacts = postings.impacts[begin:end]
    return [
        encode(steps),
        encode(np.minimum(impacts, FINAL - 1)),
        encode(postings.fields[begin:end]),
    ]


def _place_part(postings: Postings, first: int, last: int) -> object:
    begin, end = int(postings.starts[first]), int(postings.starts[last])
    bounds = postings.place_starts[begin : end + 1]
    places = postings.places[bounds[0] : bounds[-1]]
    steps = np.diff(places, prepend=0)
    heads = bounds[:-1] - bounds[0]
    steps[heads] = places[heads]
    return [encode(np.diff(bounds)), encode(steps)]


def _shown(document: Document) -> list[object]:
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


def _groups(documents: Sequence[Document], size: int) -> Iterator[Sequence[Document]]:
    return (documents[i : i + size] for i in range(0, len(documents), size))
