"""What the scripts of the reader's pages know of the papers, as files that run from `file://`.

Each file is one assignment, `readingListData["papers"] = …`, because a page
opened from the disk may load scripts but read no files.  `papers.js` holds
what the filters need, in columns, with numbers in place of repeated strings;
what is shown of a few papers at a time, or taken along, stands in shards that
a page loads when it needs them.  The order of the papers is the same in all:
newest first, so that a first view needs the first shard alone.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from generator.analysis.derived import Derived
from generator.citations.export_format import Item
from generator.citations.formats import FORMATS
from generator.citations.page_metadata import canonical
from generator.model.models import Paper
from generator.model.urls import paper as paper_path
from generator.site.cards import Deck
from generator.site.views import Card, TagChip
from generator.text.json_text import script_json
from generator.text.slugs import is_slug
from generator.text.venues import parse_venue

DATA = "assets/data/"
TITLES_IN_SHARD = 1_000
SUMMARIES_IN_SHARD = 500
CITATIONS_IN_SHARD = 200
COINS_IN_SHARD = 100
HAS_CODE, ON_A_PATH = 1, 2
"""Bits of a paper's flags."""

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")

Key = TypeVar("Key", bound=Hashable)


def reader_files(deck: Deck, derived: Derived, site_url: str) -> Iterator[tuple[str, bytes]]:
    """All files of the reader's pages.

    Args:
        deck: The catalogue's papers, topics and tags.
        derived: Citation keys and places in reading paths are taken from it.
        site_url: The site's address with its final slash, or the empty string.

    Yields:
        Path below the site's root and content: `papers.js`, `aliases.js`, the
        shards of titles, of summaries, of citations and of context objects.
    """
    cards = in_reader_order(deck)
    yield _file("papers", _papers(cards, deck, derived))
    yield _file("aliases", _aliases(deck.catalog.papers))
    for number, some in enumerate(_shards(cards, TITLES_IN_SHARD)):
        yield _file(f"titles-{number}", _titles(some))
    for number, some in enumerate(_shards(cards, SUMMARIES_IN_SHARD)):
        yield _file(f"summaries-{number}", [card.summary for card in some])
    for number, some in enumerate(_shards(cards, CITATIONS_IN_SHARD)):
        yield _file(f"cite-{number}", [_citation(c.id, deck, derived, site_url) for c in some])
    for number, some in enumerate(_shards(cards, COINS_IN_SHARD)):
        yield _file(f"coins-{number}", [card.coins for card in some])


def in_reader_order(deck: Deck) -> tuple[Card, ...]:
    """The papers in the order of the data: newest first."""
    return deck.newest_first(deck.catalog.papers.values())


def as_script(name: str, value: object) -> str:
    """The value as a script that leaves it in `readingListData`; safe within HTML too."""
    assigned = f"(window.readingListData=window.readingListData||{{}})[{script_json(name)}]"
    return f"{assigned}={script_json(value)};\n"


def _file(name: str, value: object) -> tuple[str, bytes]:
    return f"{DATA}{name}.js", as_script(name, value).encode("utf-8", "replace")


def _shards(cards: Sequence[Card], size: int) -> Iterator[Sequence[Card]]:
    for start in range(0, len(cards), size):
        yield cards[start : start + size]


def _papers(cards: Sequence[Card], deck: Deck, derived: Derived) -> dict[str, Any]:
    papers = [deck.catalog.papers[card.id] for card in cards]
    topics, tags = _numbers(deck.topics), _numbers(deck.tags)
    places = _numbers(sorted({card.venue for card in cards if card.venue}))
    dates = _numbers(sorted({card.added for card in cards if card.added}))
    venues = {place: _venue(place, deck) for place in places}
    venue = _numbers(sorted(set(venues.values())))
    return {
        "years": [card.year or 0 for card in cards],
        "place": [places.get(card.venue, -1) for card in cards],
        "added": [dates.get(card.added, -1) for card in cards],
        "flags": [_flags(paper, derived) for paper in papers],
        "flagBits": {"code": HAS_CODE, "onPath": ON_A_PATH},
        "paperTopics": [[topics[chip.id] for chip in deck.paper_topics(p)] for p in papers],
        "paperTags": [[tags[chip.id] for chip in deck.paper_tags(paper)] for paper in papers],
        "topics": [[chip.id, chip.title, chip.hue] for chip in deck.topics.values()],
        "tags": [_tag_row(chip, deck, tags) for chip in deck.tags.values()],
        "places": list(places),
        "placeVenue": [venue[venues[place]] for place in places],
        "venues": list(venue),
        "dates": list(dates),
        "formats": _selection_formats(),
        "shards": {
            "titles": TITLES_IN_SHARD,
            "summaries": SUMMARIES_IN_SHARD,
            "cite": CITATIONS_IN_SHARD,
            "coins": COINS_IN_SHARD,
        },
    }


def _tag_row(chip: TagChip, deck: Deck, tags: Mapping[str, int]) -> list[str | int]:
    """Id, name, kind, and the number of the broader tag where there is one."""
    broader = deck.catalog.broader_of(chip.id)
    return [chip.id, chip.name, chip.kind, *([tags[broader]] if broader else [])]


def _titles(cards: Sequence[Card]) -> list[list[str | int]]:
    """Columns: titles, ids, authors."""
    return [
        [card.plain_title for card in cards],
        [short_id(card.id, card.plain_title) for card in cards],
        [card.authors for card in cards],
    ]


def _numbers(keys: Iterable[Key]) -> dict[Key, int]:
    return {key: number for number, key in enumerate(keys)}


def _venue(place: str, deck: Deck) -> str:
    """The venue without year and kind of event: `ICLR` of `ICLR 2024 (workshop)`."""
    found = parse_venue(place, deck.catalog.venues)
    return found.id if found else place


def _flags(paper: Paper, derived: Derived) -> int:
    return (HAS_CODE if paper.code else 0) | (ON_A_PATH if paper.id in derived.stations else 0)


def short_id(paper_id: str, title: str) -> str | int:
    """The id in as few bytes as the script needs to tell it.

    Most ids follow from the title: in small letters, with a hyphen for every
    run of other characters, cut at some length.

    Returns:
        That length, or the id itself where it does not follow.
    """
    slug = _NOT_IN_SLUG.sub("-", title.lower()).strip("-")
    follows = title.isascii() and slug.startswith(paper_id)
    return len(paper_id) if follows else paper_id


def _aliases(papers: Mapping[str, Paper]) -> dict[str, str]:
    """Former ids of papers with the present one; an id in use is nobody's former one."""
    return {
        alias: paper.id
        for paper in papers.values()
        for alias in paper.aliases
        if alias not in papers and is_slug(alias)
    }


def _citation(paper_id: str, deck: Deck, derived: Derived, site_url: str) -> list[str]:
    """The paper's record in each format of `selection_formats`."""
    page = canonical(site_url, paper_path(paper_id))
    item = Item(deck.references[paper_id], derived.keys[paper_id], page)
    return [form.record(item) for form in FORMATS if form.selection]


def _selection_formats() -> list[dict[str, str]]:
    """How a script joins the records of a selection, format by format."""
    return [
        {
            "id": form.id,
            "label": form.selection.label,
            "suffix": form.selection.suffix,
            "type": form.media_type,
            "head": form.selection.head,
            "separator": form.selection.separator,
            "tail": form.selection.tail,
        }
        for form in FORMATS
        if form.selection
    ]
