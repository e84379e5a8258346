"""A citation as one line of text."""

from __future__ import annotations

from generator.citations.export_format import Format
from generator.citations.reference import Reference

_NAMED_AUTHORS = 10


def plain(ref: Reference) -> str:
    """Authors, title, where and when, where to find it.

    Of more than ten authors the first nine are named, with `et al.`.
    """
    names = [author.natural for author in ref.authors]
    if len(names) > _NAMED_AUTHORS:
        names = [*names[: _NAMED_AUTHORS - 1], "et al."]
        authors = ", ".join(names)
    else:
        authors = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    places = (ref.container, ref.publisher, str(ref.year or ""))
    where = ", ".join(part for part in places if part)
    number = f"arXiv:{ref.arxiv}" if ref.arxiv else ref.url
    sentences = [authors, ref.title, where]
    line = " ".join(s if s.endswith((".", "?", "!")) else f"{s}." for s in sentences if s)
    return f"{line} {number}" if number else line


FORMAT = Format(
    "plain",
    record=lambda item: plain(item.reference),
    quoted=("Plain text", lambda item: plain(item.reference)),
    from_tags=True,
)
