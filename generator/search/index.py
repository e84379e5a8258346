"""Postings to the files that the browser loads.

Every file is a script that hands its data over by a call, since scripts are all
that a page may load from `file://`.  What every query needs is in `core.js`;
the rest is in parts that are loaded when a query wants them:

- `core.js`: every word, in how many documents its stem stands, years, kinds, and
  the fingerprints of titles and other names;
- `postings-N.js`: for a range of stems, the documents, impacts and fields;
- `places-N.js`: for the same range, where in the documents (for phrases alone);
- `docs-N.js`: what a result shows, for a range of documents;
- `text-N.js`: abstracts, for the words around a match;
- `names.js`: tags and topics with their documents (for filters and completion);
- `paths.js`: all ids and page paths, for who wants more results than one can read.

The formats are read by `overrides/assets/javascripts/search-engine.js` alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from generator.search.counting import Postings, count
from generator.search.documents import Document, Kind
from generator.search.encoding import FINAL, Numbers, encode, fingerprint, literal
from generator.search.tokens import squeeze

POSTINGS_IN_A_PART = 8192
DOCUMENTS_IN_A_PART = 64
TEXTS_IN_A_PART = 8
AUTHORS_SHOWN = 3
KINDS = tuple(Kind)
FULL_TITLE, CUT_TITLE, HEAD_OF_TITLE, OTHER_NAME = 4, 3, 2, 1
"""How much a query counts that is a paper's title, the title without its last word, the title up to
its colon, or the name or an alias of another page: these come before everything else."""
_SHARED = 26
"""One more than the most letters that a word may share with the one before: `A` to `Z`."""


def build_index(documents: Sequence[Document]) -> dict[str, bytes]:
    """The search data for `assets/search/`, by file name, sorted.

    The order of the documents given does not matter. The same documents give
    the same bytes. Every file carries a version, a digest of all of them, so
    that the script notices when a page holds parts of two builds. Raises
    `ValueError` when two documents have one path, or a kind is unknown.
    """
    ordered = sorted(documents, key=lambda document: (document.id, document.path))
    _check(ordered)
    postings = count(ordered)
    cuts = _cuts(postings)
    parts: dict[str, object] = {
        "core": _core(ordered, postings, cuts),
        "names": _names(ordered),
        "paths": [[document.id, document.path] for document in ordered],
    }
    for number, (first, last) in enumerate(zip(cuts, cuts[1:], strict=False)):
        parts[f"postings-{number}"] = _posting_part(postings, first, last)
        parts[f"places-{number}"] = _place_part(postings, first, last)
    for number, group in enumerate(_groups(ordered, DOCUMENTS_IN_A_PART)):
        parts[f"docs-{number}"] = [_shown(document) for document in group]
    for number, group in enumerate(_groups(ordered, TEXTS_IN_A_PART)):
        parts[f"text-{number}"] = [document.abstract for document in group]
    return _scripts(parts)


def _check(documents: Sequence[Document]) -> None:
    paths = [document.path for document in documents]
    twice = sorted({path for path in paths if paths.count(path) > 1}) if len(set(paths)) < len(paths) else []
    if twice:
        raise ValueError(f"two documents have the path {twice[0]!r}")
    for document in documents:
        if document.kind not in KINDS:
            raise ValueError(f"{document.path!r} is of the unknown kind {document.kind!r}")


def _scripts(parts: Mapping[str, object]) -> dict[str, bytes]:
    literals = {name: literal(parts[name]) for name in sorted(parts)}
    digest = hashlib.sha256()
    for name, text in literals.items():
        digest.update(f"{name} {text}\n".encode("utf-8", "backslashreplace"))
    version = digest.hexdigest()[:12]
    return {
        f"{name}.js": f'readingList.search.part("{version}","{name}",{text});\n'.encode(
            "utf-8", "backslashreplace"
        )
        for name, text in literals.items()
    }


def _cuts(postings: Postings) -> list[int]:
    """The first stem of every part, and the number of stems at the end."""
    cuts = [0]
    starts = postings.starts
    stems = len(starts) - 1
    while cuts[-1] < stems:
        end = int(np.searchsorted(starts, starts[cuts[-1]] + POSTINGS_IN_A_PART, side="right")) - 1
        cuts.append(min(max(end, cuts[-1] + 1), stems))
    return cuts


def _core(documents: Sequence[Document], postings: Postings, cuts: list[int]) -> object:
    names = sorted({entry for number, document in enumerate(documents) for entry in _named(number, document)})
    return {
        "documents": len(documents),
        "docsInPart": DOCUMENTS_IN_A_PART,
        "textsInPart": TEXTS_IN_A_PART,
        "kinds": "".join(str(KINDS.index(Kind(document.kind))) for document in documents),
        "kindNames": [str(kind) for kind in KINDS],
        "years": encode(np.array([_year(document.year) for document in documents], dtype=np.int64)),
        "words": _front_coded(postings.words),
        "stems": encode(_steps_back(postings.stems)),
        "counts": encode(np.diff(postings.starts)),
        "cuts": encode(np.diff(np.array(cuts, dtype=np.int64))),
        "named": encode(np.diff(np.array([number for number, _, _ in names], dtype=np.int64), prepend=0)),
        "namedAs": "".join(str(rank) for _, rank, _ in names),
        "names": "".join(name for _, _, name in names),
    }


def _year(year: int | None) -> int:
    return max(year - 1899, 0) if year else 0


def _front_coded(words: Iterable[str]) -> str:
    """Sorted words, each as a capital for the letters it shares with the one before, and the rest."""
    coded, before = [], ""
    for word in words:
        shared = 0
        for a, b in zip(word, before, strict=False):
            if a != b or shared == _SHARED - 1:
                break
            shared += 1
        shared = min(shared, len(word) - 1)
        coded.append(chr(65 + shared) + word[shared:])
        before = word
    return "".join(coded)


def _steps_back(stems: Numbers) -> Numbers:
    """0 for a stem not met before, else 1 for the newest stem, 2 for the one before it, …"""
    newest = np.maximum.accumulate(stems) if len(stems) else stems
    fresh = np.diff(newest, prepend=-1) > 0
    return np.where(fresh, 0, newest - stems + 1)


def _named(number: int, document: Document) -> Iterator[tuple[int, int, str]]:
    """The document, what the name counts, and the fingerprint, for every name of the document."""
    if document.kind != Kind.PAPER:
        for name in (document.title, *document.aliases):
            if squeezed := squeeze(name):
                yield number, OTHER_NAME, fingerprint(squeezed)
        return
    title = squeeze(document.title)
    if title:
        yield number, FULL_TITLE, fingerprint(title)
    if document.arxiv:
        yield number, FULL_TITLE, fingerprint(f"arxiv:{document.arxiv.lower()}")
    for shorter in _without_last_word(document.title):
        if shorter:
            yield number, CUT_TITLE, fingerprint(shorter)
    head, colon, _ = document.title.partition(":")
    if colon and squeeze(head):
        yield number, HEAD_OF_TITLE, fingerprint(squeeze(head))


def _without_last_word(title: str) -> set[str]:
    """The squeezed title without what follows its last space, and without its last letters."""
    by_space = title.split()
    while by_space and not squeeze(by_space[-1]):
        by_space.pop()
    by_letters = re.sub(r"[^\W_]+[\W_]*$", "", title)
    return {squeeze(" ".join(by_space[:-1])), squeeze(by_letters)}


def _posting_part(postings: Postings, first: int, last: int) -> object:
    begin, end = int(postings.starts[first]), int(postings.starts[last])
    documents = postings.documents[begin:end]
    steps = np.diff(documents, prepend=0)
    heads = postings.starts[first:last] - begin
    steps[heads] = documents[heads]
    impacts = postings.impacts[begin:end]
    return [encode(steps), encode(np.minimum(impacts, FINAL - 1)), encode(postings.fields[begin:end])]


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
    return [
        document.id, document.path, document.title, authors, document.venue, document.summary,
    ]  # fmt: skip


def _names(documents: Sequence[Document]) -> object:
    """For `tag` and for `topic`: rows of id, title, aliases and documents, by id."""
    return {
        "tag": _name_rows(documents, Kind.TAG, [d.tag_ids for d in documents], [d.tags for d in documents]),
        "topic": _name_rows(
            documents, Kind.TOPIC, [d.topic_ids for d in documents], [d.topics for d in documents]
        ),
    }


def _name_rows(
    documents: Sequence[Document],
    kind: Kind,
    ids: Sequence[tuple[str, ...]],
    titles: Sequence[tuple[str, ...]],
) -> list[list[object]]:
    members: dict[str, list[int]] = {}
    names: dict[str, tuple[str, list[str]]] = {}
    for number, (own_ids, own_titles) in enumerate(zip(ids, titles, strict=True)):
        for id_, title in zip(own_ids, own_titles, strict=False):
            names.setdefault(id_, (title, []))
        for id_ in own_ids:
            members.setdefault(id_, []).append(number)
    for document in documents:
        if document.kind == kind:
            names[document.id] = (document.title, list(document.aliases))
            members.setdefault(document.id, [])
    rows: list[list[object]] = []
    for id_ in sorted(members):
        title, aliases = names.get(id_, (id_, []))
        steps = np.diff(np.array(members[id_], dtype=np.int64), prepend=0)
        rows.append([id_, title, aliases, encode(steps)])
    return rows


def _groups(documents: Sequence[Document], size: int) -> Iterator[Sequence[Document]]:
    return (documents[i : i + size] for i in range(0, len(documents), size))
