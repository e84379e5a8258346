"""One paper as the bench shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from generator.analysis.neighbours import Relations
from generator.analysis.propose_tags import Proposal, Suggestion
from generator.checks import find
from generator.content.load import Loaded
from generator.model import urls
from generator.model.models import Catalog, Paper
from generator.text.latex import to_text

FIELDS = ("topics", "tags", "summary")


def paper_view(
    catalog: Catalog, paper: Paper, suggestion: Suggestion | None, relations: Relations | None
) -> dict[str, Any]:
    """What is shown of a paper: its text with marked words, proposals, and the nearest papers."""
    homes = suggestion.homes if suggestion else ()
    tags = suggestion.tags if suggestion else ()
    words = [words for proposal in (*homes, *tags) for words in proposal.words]
    authors = ", ".join(paper.authors[:3]) + (" et al." if len(paper.authors) > 3 else "")
    return {
        "id": paper.id,
        "title": to_text(paper.display_title),
        "about": " · ".join(str(part) for part in (authors, paper.year, paper.venue) if part),
        "page": urls.paper(paper.id),
        "abstract": marked(to_text(paper.abstract), words),
        "topics": list(paper.topics),
        "tags": list(paper.tags),
        "summary": paper.summary or "",
        "proposals": [*_proposed("topics", homes), *_proposed("tags", tags)],
        "nearest": [
            _neighbour(catalog.papers[near.paper])
            for near in (relations.nearest if relations else ())
            if near.paper in catalog.papers
        ],
    }


def _proposed(field: str, found: Iterable[Proposal]) -> list[dict[str, Any]]:
    return [
        {"field": field, "id": p.id, "confidence": p.confidence, "reason": p.reason} for p in found
    ]


def _neighbour(paper: Paper) -> dict[str, Any]:
    title = to_text(paper.display_title)
    return {"id": paper.id, "title": title, "topics": list(paper.topics), "tags": list(paper.tags)}


def marked(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in runs, each with whether it is one of the words; no run is empty."""
    if not words:
        return [(text, False)] if text else []
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)", re.I)
    return [(run, n % 2 == 1) for n, run in enumerate(pattern.split(text)) if run]


def messages(catalog: Catalog, paper: Paper, today: date, language: str) -> list[dict[str, str]]:
    """What `check` says of the topics, tags and summary of a paper as it would be: with severity.

    Only what follows from this paper and the vocabulary is found.
    """
    alone = Catalog({paper.id: paper}, catalog.topics, catalog.tags, limits=catalog.limits)
    file = f"papers/{paper.id}.yml"
    return [
        {"field": str(found.where[0]), "severity": found.rule.severity, "text": found.message}
        for found in find(Loaded(alone), today, language)
        if found.file == file and found.where and found.where[0] in FIELDS
    ]
