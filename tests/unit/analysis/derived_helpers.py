"""Small catalogues for the tests of what is derived from papers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from generator.content.load import load
from generator.model.models import Catalog, Paper, Tag, TagKind, Topic
from tests.support import FROZEN

HOSTILE = (
    "",
    "   \n\t ",
    "\\frac{a}{b} $x_i^{2}$ {\\bf } \\begin{equation} $$ unclosed",
    "<script>alert('x')</script> & ]]> <!-- \u202e \ufeff",
    "的 中文 摘要 " * 50,
    "a" * 20_000,
    "- - - -- --- ?!.,;:()[]{}",
    "the and of to in a is that",
    "1 2 3 4 5 6 7 8 9 0",
    "network " * 5_000,
    "\U0001f600 ẞ ﬃ İ ǅ é e\u0301",
)
"""Texts that a paper should not have, and may."""


def paper(key: str, title: str = "", abstract: str = "", **more: object) -> Paper:
    return Paper(id=key, title=title or key, abstract=abstract, **more)  # type: ignore[arg-type]


def catalog(papers: Iterable[Paper], types: Iterable[str] = ()) -> Catalog:
    """A catalogue with every topic and tag that its papers name."""
    found = {p.id: p for p in sorted(papers, key=lambda p: p.id)}
    topics = sorted({topic for p in found.values() for topic in p.topics})
    tags = sorted({tag for p in found.values() for tag in p.tags})
    kinds = dict.fromkeys(types, TagKind.PAPER_TYPE)
    return Catalog(
        papers=found,
        topics={key: Topic(key, key.title(), "", order=n) for n, key in enumerate(topics)},
        tags={key: Tag(key, key, "", kinds.get(key, TagKind.METHOD)) for key in tags},
    )


def hostile_catalog() -> Catalog:
    return catalog(paper(f"p{n:02}", title=text, abstract=text) for n, text in enumerate(HOSTILE))


@cache
def real_catalog() -> Catalog:
    return load(FROZEN).catalog


IN_ANOTHER_PROCESS = """
import hashlib, sys
from pathlib import Path
from generator.content.load import load
from {module} import {function}
print(hashlib.sha256(repr(dict({function}(load(Path(sys.argv[1])).catalog))).encode()).hexdigest())
"""
"""Prints a digest of what a function says of a content directory."""
