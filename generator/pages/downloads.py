"""The files that hold the same papers as a page."""

from __future__ import annotations

from generator import urls
from generator.views import Download

_FORMATS = (
    ("BibTeX", ".bib"),
    ("BibTeX with abstracts", "-abstracts.bib"),
    ("RIS", ".ris"),
    ("CSL-JSON", ".csl.json"),
    ("JSON Lines", ".jsonl"),
    ("CSV", ".csv"),
)


def downloads(name: str) -> tuple[Download, ...]:
    """The exports of a collection: `papers`, a topic's id, or `tags/` and a tag's id."""
    return tuple(Download(label, f"{urls.EXPORTS}{name}{ending}") for label, ending in _FORMATS)


def feeds(name: str) -> tuple[Download, ...]:
    """The feeds of a collection: `all`, a topic's id, or `tags/` and a tag's id."""
    return (
        Download("Atom", f"{urls.FEEDS}{name}.atom"),
        Download("JSON Feed", f"{urls.FEEDS}{name}.json"),
    )
