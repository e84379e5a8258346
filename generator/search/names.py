"""What pages are called: for queries that are a name, and for filters by tag and topic."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.search.documents import Document, ResultKind
from generator.search.encoding import fingerprint, steps_between
from generator.text.tokens import squeeze

FULL_TITLE, CUT_TITLE, HEAD_OF_TITLE, OTHER_NAME = 4, 3, 2, 1
"""How much a query counts that is a paper's title, the title without its last word, the title up to
its colon, or the name or an alias of another page: these come before everything else."""


Name = tuple[int, str]
"""What a name counts, and its fingerprint."""


def names_of(document: Document) -> tuple[Name, ...]:
    """Every name of a document, each once, sorted."""
    return tuple(sorted(set(_names(document))))


def name_table(documents: Sequence[Document]) -> object:
    """For `tag` and for `topic`: rows of id, title, aliases and documents, by id."""
    tags = [(d.tag_ids, d.tags) for d in documents]
    topics = [(d.topic_ids, d.topics) for d in documents]
    return {
        "tag": _name_rows(documents, ResultKind.TAG, tags),
        "topic": _name_rows(documents, ResultKind.TOPIC, topics),
    }


def _name_rows(
    documents: Sequence[Document],
    kind: ResultKind,
    carried: Sequence[tuple[tuple[str, ...], tuple[str, ...]]],
) -> list[list[object]]:
    members: dict[str, list[int]] = defaultdict(list)
    for number, (own_ids, _) in enumerate(carried):
        for id_ in own_ids:
            members[id_].append(number)
    pages = {d.id: (d.title, d.aliases) for d in documents if d.kind == kind}
    rows: list[list[object]] = []
    for id_ in sorted({*members, *pages}):
        some = members[id_]
        title, aliases = pages.get(id_) or (_title(id_, *carried[some[0]]), ())
        rows.append([id_, title, aliases, steps_between(some)])
    return rows


def _title(id_: str, ids: Sequence[str], titles: Sequence[str]) -> str:
    """The title beside the id; the id itself where there is none."""
    return dict(zip(ids, titles, strict=False)).get(id_, id_)


def _names(document: Document) -> Iterator[Name]:
    if document.kind != ResultKind.PAPER:
        for name in (document.title, *document.aliases):
            if squeezed := squeeze(name):
                yield OTHER_NAME, fingerprint(squeezed)
        return
    if document.arxiv:
        yield FULL_TITLE, fingerprint(f"arxiv:{document.arxiv.lower()}")
    for title in (document.title, document.later_title):
        for counts, name in _names_in(title):
            yield counts, fingerprint(name)


def _names_in(title: str) -> Iterator[tuple[int, str]]:
    """What counts as a paper's name, squeezed and not empty: its title, and parts of it."""
    if squeezed := squeeze(title):
        yield FULL_TITLE, squeezed
    for shorter in _without_last_word(title):
        if shorter:
            yield CUT_TITLE, shorter
    head, colon, _ = title.partition(":")
    if colon and squeeze(head):
        yield HEAD_OF_TITLE, squeeze(head)


def _without_last_word(title: str) -> set[str]:
    """The squeezed title without what follows its last space, and without its last letters."""
    by_space = title.split()
    while by_space and not squeeze(by_space[-1]):
        by_space.pop()
    by_letters = re.sub(r"[^\W_]+[\W_]*$", "", title)
    return {squeeze(" ".join(by_space[:-1])), squeeze(by_letters)}
