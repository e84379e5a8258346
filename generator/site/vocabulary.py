"""The topics and tags that a paper has and may get, as the scripts that choose them read it."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator.model.models import Catalog, Paper
from generator.site.cards import PageParts


def vocabulary(catalog: Catalog, contact: str = "") -> dict[str, Any]:
    """What the choice of topics and tags needs.

    Args:
        catalog: The list.
        contact: The address that suggestions without an account go to; empty for none.

    Returns:
        `topics` and `tags`: rows of id, name, description and other words, in
        the catalogue's order, without deprecated tags; `limits`: how many a
        paper has at least and at most; `contact`.
    """
    limits = catalog.limits
    return {
        "topics": [[t.id, t.title, t.description, []] for t in catalog.topics.values()],
        "tags": [
            [tag.id, tag.name, tag.description, list(tag.aliases)]
            for tag in catalog.tags.values()
            if tag.deprecated_for is None
        ],
        "limits": {"topics": limits.topics_per_paper, "tags": limits.tags_per_paper},
        "contact": contact,
    }


def list_attributes(paper: Paper, parts: PageParts) -> Markup:
    """`data-topics` and `data-tags`, each where it says other ids than the page's chips."""
    shown = (
        ("topics", paper.topics, parts.paper_topics(paper)),
        ("tags", paper.tags, parts.paper_tags(paper)),
    )
    return Markup(" ").join(
        Markup('data-{}="{}"').format(name, " ".join(own))
        for name, own, chips in shown
        if own != tuple(chip.id for chip in chips)
    )
