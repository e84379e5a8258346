"""The list as files: BibTeX, RIS, CSL-JSON, JSON Lines and CSV.

There is a set of files for all papers, for each topic and, without abstracts,
for each tag.  A record is rendered once and joined into every file that holds
it.  JSON Lines holds the papers as they are kept, LaTeX and all; every other
format holds what it can show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.citations.citation_keys import citation_keys
from generator.citations.export_format import FileKind, Item
from generator.citations.formats import FORMATS
from generator.citations.page_metadata import canonical
from generator.citations.reference import Reference, references
from generator.model import urls
from generator.model.models import Catalog

ALL = "papers"
"""The name of the export of everything; no topic may have it for an id."""


MOST_IN_TAG = 400
"""A tag of more papers has no files: the page of filters makes them, and the files of
every tag of a large list would be several times as large as the list."""


def downloads(collection: str = ALL) -> tuple[tuple[str, str], ...]:
    """What a page offers: label and path below the site's root, of all papers or of a topic."""
    files = [file for form in FORMATS for file in form.files]
    return tuple((f.label, f"{urls.EXPORTS}{collection}{f.suffix}") for f in files)


def tag_downloads(tag: str) -> tuple[tuple[str, str], ...]:
    """What a tag's page offers: label and path below the site's root."""
    files = [file for form in FORMATS for file in form.tag_files]
    return tuple((f.label, f"{urls.EXPORTS}tags/{tag}{f.suffix}") for f in files)


def exports(
    catalog: Catalog,
    site_url: str,
    keys: Mapping[str, str] | None = None,
    refs: Mapping[str, Reference] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """All files of export, one at a time.

    Args:
        catalog: The whole catalogue.
        site_url: The site's address with its final slash, or the empty string.
        keys: Citation keys by paper id, computed when they are not given.
        refs: What `references.references` made of the catalogue, likewise.

    Yields:
        The path below the site's root and the content, format by format: no
        more than one format's records are in memory at a time. Papers stand in
        the order of their ids. Topics without a paper have files too, so that
        no link is dead; papers without a topic are the collection `unsorted`,
        which exists only with papers in it. Deprecated tags have
        no files, nor have those of more than `MOST_IN_TAG` papers.
    """
    keys = citation_keys(catalog.papers) if keys is None else keys
    refs = references(catalog) if refs is None else refs
    items = {
        paper: Item(refs[paper], keys[paper], canonical(site_url, urls.paper(paper)))
        for paper in catalog.papers
    }
    topics = {name: papers for name, papers in by_topic_of(catalog).items() if name != ALL}
    collections = {ALL: list(items), **topics}
    tags = {
        f"tags/{tag}": papers
        for tag, papers in by_tag_of(catalog).items()
        if len(papers) <= MOST_IN_TAG
    }
    for form in FORMATS:
        if not form.files and not form.tag_files:
            continue
        records = {paper: form.record(item) for paper, item in items.items()}
        for kind in form.files:
            yield from _files(kind, items, records, collections)
        for kind in form.tag_files:
            yield from _files(kind, items, records, tags)


def _files(
    kind: FileKind,
    items: Mapping[str, Item],
    records: Mapping[str, str],
    collections: Mapping[str, Sequence[str]],
) -> Iterator[tuple[str, bytes]]:
    finished = {
        paper: kind.finish(records[paper], item).encode("utf-8", "replace")
        for paper, item in items.items()
    }
    for name, papers in collections.items():
        yield f"{urls.EXPORTS}{name}{kind.suffix}", kind.join([finished[p] for p in papers])


def by_topic_of(catalog: Catalog) -> dict[str, list[str]]:
    """Paper ids by topic, in the order of the topics; `unsorted` last, if any paper is.

    A paper stands in each topic that it names; topics that do not exist are passed over.
    """
    found: dict[str, list[str]] = {topic: [] for topic in catalog.topics}
    for paper in catalog.papers.values():
        for topic in catalog.topics_of(paper):
            found[topic].append(paper.id)
    unsorted = [paper.id for paper in catalog.unsorted()]
    return found | {urls.UNSORTED: unsorted} if unsorted else found


def by_tag_of(catalog: Catalog) -> dict[str, list[str]]:
    """Paper ids by tag, in the order of the tags; deprecated tags and unknown ones left out.

    A paper stands under the broader tags of its own too.
    """
    found: dict[str, list[str]] = {
        tag.id: [] for tag in catalog.tags.values() if tag.deprecated_for is None
    }
    for paper in catalog.papers.values():
        for tag in catalog.tags_of(paper):
            if tag in found:
                found[tag].append(paper.id)
    return found
