"""What the scripts of the reader's pages know of the papers, as files that run from `file://`.

Each file is one assignment, `readingListData["papers"] = …`, because a page
opened from the disk may load scripts but read no files.  `papers.js` holds
what the filters need, in columns, with numbers in place of repeated strings;
what is shown of a few papers at a time, or exported, is in shards that
a page loads when it needs them.  The order of the papers is the same in all:
newest first, so that a first view needs the first shard alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from generator.analysis.derived import Derived
from generator.citations.export_format import CitedPaper
from generator.citations.formats import FORMATS
from generator.citations.page_metadata import canonical
from generator.content.paper_values import rare_fields
from generator.model.config import Site
from generator.model.files import Draft
from generator.model.memory import digest_of
from generator.model.models import ItemType, Paper
from generator.model.urls import paper as paper_path
from generator.site.cards import PageParts
from generator.site.text_attributes import foreign
from generator.site.views import TagChip
from generator.site.vocabulary import vocabulary
from generator.text import latex
from generator.text.json_text import script_json
from generator.text.people_names import short_authors
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


def reader_files(parts: PageParts, derived: Derived, site: Site) -> Iterator[Draft]:
    """All files of the reader's pages.

    Args:
        parts: The catalogue's papers, topics and tags.
        derived: Citation keys and places in reading paths are taken from it.
        site: Its address is taken, and where suggestions go to.

    Yields:
        Path below the site's root and content: `papers.js`, `vocabulary.js`, `aliases.js`, shards
        of titles, summaries, citations and context objects, in the order of `PageParts.papers`.
    """
    rare = rare_fields(parts.catalog.papers.values())
    inputs, line_inputs = parts.inputs.__getitem__, parts.line_inputs.__getitem__

    def told(id_: str) -> str:
        return parts.inputs[id_] + derived.keys[id_] + site.url + " ".join(rare)

    def citation(id_: str) -> list[str]:
        page = canonical(site.url, paper_path(id_))
        item = CitedPaper(parts.references[id_], derived.keys[id_], page, rare, parts.bibtex[id_])
        return [form.record(item) for form in FORMATS if form.selection]

    cited = parts.kept("citations", told, citation)
    yield _file("papers", "", lambda: _papers(parts, derived))
    yield _file("vocabulary", "", lambda: vocabulary(parts.catalog, site.contact))
    yield _file("aliases", "", lambda: _aliases(parts.catalog.papers))
    yield from _shards("titles", TITLES_IN_SHARD, parts, partial(_titles, parts), line_inputs)
    yield from _shards(
        "summaries", SUMMARIES_IN_SHARD, parts, lambda some: [*map(_summary, some)], line_inputs
    )
    yield from _shards(
        "cite", CITATIONS_IN_SHARD, parts, lambda some: [cited[p.id] for p in some], told
    )
    yield from _shards(
        "coins", COINS_IN_SHARD, parts, lambda some: [parts.cards[p.id].coins for p in some], inputs
    )


def as_script(name: str, value: object) -> str:
    """The value as a script that leaves it in `readingListData`; safe within HTML too."""
    assigned = f"(window.readingListData=window.readingListData||{{}})[{script_json(name)}]"
    return f"{assigned}={script_json(value)};\n"


def _file(name: str, inputs: str, value: Callable[[], object]) -> Draft:
    return Draft(
        f"{DATA}{name}.js", inputs, lambda: as_script(name, value()).encode("utf-8", "replace")
    )


def _shards(
    name: str,
    size: int,
    parts: PageParts,
    value: Callable[[Sequence[Paper]], object],
    inputs: Callable[[str], str],
) -> Iterator[Draft]:
    for number, start in enumerate(range(0, len(parts.papers), size)):
        some = parts.papers[start : start + size]
        digest = digest_of([inputs(paper.id) for paper in some])
        yield _file(f"{name}-{number}", digest, partial(value, some))


def _papers(parts: PageParts, derived: Derived) -> dict[str, Any]:
    papers = parts.papers
    topics, tags = _numbers(parts.topics), _numbers(parts.tags)
    places = _numbers(sorted({paper.venue for paper in papers if paper.venue}))
    dates = _numbers(sorted({paper.added for paper in papers if paper.added}))
    venues = {place: _venue(place, parts) for place in places}
    venue = _numbers(sorted(set(venues.values())))
    return {
        "years": [paper.year or 0 for paper in papers],
        "place": [places.get(paper.venue or "", -1) for paper in papers],
        "added": [dates[paper.added] if paper.added else -1 for paper in papers],
        "flags": [_flags(paper, derived) for paper in papers],
        "flagBits": {"code": HAS_CODE, "onPath": ON_A_PATH},
        "paperTopics": [[topics[chip.id] for chip in parts.paper_topics(p)] for p in papers],
        "paperTags": [[tags[chip.id] for chip in parts.paper_tags(paper)] for paper in papers],
        "topics": [[chip.id, chip.title, chip.hue] for chip in parts.topics.values()],
        "tags": [_tag_row(chip, parts, tags) for chip in parts.tags.values()],
        **_types(papers),
        **_sparse("states", [parts.status(paper) for paper in papers]),
        **_sparse("topicLanguages", [foreign(chip.title) for chip in parts.topics.values()]),
        **_sparse("tagLanguages", [foreign(chip.name) for chip in parts.tags.values()]),
        "places": list(places),
        "placeVenue": [venue[venues[place]] for place in places],
        "venues": list(venue),
        "dates": [day.isoformat() for day in dates],
        "formats": _selection_formats(rare_fields(papers)),
        "shards": {
            "titles": TITLES_IN_SHARD,
            "summaries": SUMMARIES_IN_SHARD,
            "cite": CITATIONS_IN_SHARD,
            "coins": COINS_IN_SHARD,
        },
    }


def _summary(paper: Paper) -> str | list[str]:
    """The summary alone; or summary, curator's note and the languages of both, as far as known."""
    summary, note = paper.summary or "", paper.note or ""
    found = [summary, note, foreign(summary), foreign(note)]
    while found and not found[-1]:
        found.pop()
    return found if len(found) > 1 else summary


def _sparse(name: str, texts: Sequence[str]) -> dict[str, dict[int, str]]:
    """The texts that are not empty, by their number, below the name; nothing without any."""
    found = {number: text for number, text in enumerate(texts) if text}
    return {name: found} if found else {}


def _types(papers: Sequence[Paper]) -> dict[str, Any]:
    """What there is on the list, and what each is; nothing on a list of papers alone."""
    used = {paper.type or ItemType.PAPER for paper in papers}
    if used <= {ItemType.PAPER}:
        return {}
    numbers = _numbers(kind for kind in ItemType if kind in used)
    return {
        "types": [[kind, kind.label] for kind in numbers],
        "paperTypes": [numbers[paper.type or ItemType.PAPER] for paper in papers],
    }


def _tag_row(chip: TagChip, parts: PageParts, tags: Mapping[str, int]) -> list[str | int]:
    """Id, name, kind, and the number of the broader tag where there is one."""
    broader = parts.catalog.broader_of(chip.id)
    return [chip.id, chip.name, chip.kind, *([tags[broader]] if broader else [])]


def _titles(parts: PageParts, papers: Sequence[Paper]) -> list[Any]:
    """Columns: titles, ids, authors; then what few titles have, where one has it."""
    more = {
        **_sparse("languages", [parts.title_language(paper) for paper in papers]),
        **_sparse("later", [latex.to_text(paper.published_as or "") for paper in papers]),
    }
    return [
        [parts.titles[paper.id] for paper in papers],
        [short_id(paper.id, parts.titles[paper.id]) for paper in papers],
        [short_authors(paper.authors) for paper in papers],
        *([more] if more else []),
    ]


def _numbers(keys: Iterable[Key]) -> dict[Key, int]:
    return {key: number for number, key in enumerate(keys)}


def _venue(place: str, parts: PageParts) -> str:
    """The venue without year and kind of event: `ICC` of `ICC 2024 (workshop)`."""
    found = parse_venue(place, parts.catalog.venues)
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


def _selection_formats(rare: tuple[str, ...]) -> list[dict[str, str]]:
    """How a script joins the records of a selection, format by format."""
    return [
        {
            "id": form.id,
            "label": form.selection.label,
            "suffix": form.selection.suffix,
            "type": form.media_type,
            "head": form.selection.heading(rare),
            "head_for": form.selection.head_for,
            "separator": form.selection.separator,
            "tail": form.selection.tail,
        }
        for form in FORMATS
        if form.selection
    ]
