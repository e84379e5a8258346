"""The list as files: BibTeX, RIS, CSL-JSON, JSON Lines and CSV.

There is a set of files for all papers, for each topic and, without abstracts,
for each tag.  A record is rendered once and joined into every file that holds
it.  JSON Lines holds the papers as they are kept, LaTeX and all; every other
format holds what it can show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from generator.citations.citation_keys import citation_keys
from generator.citations.export_format import CitedPaper, FileKind
from generator.citations.formats import FORMATS
from generator.citations.page_metadata import canonical
from generator.citations.reference import Reference, references
from generator.content.paper_values import rare_fields
from generator.model import urls
from generator.model.files import Draft
from generator.model.lazy import Lazy
from generator.model.memory import digest_of
from generator.model.models import Catalog

ALL = "papers"
"""The name of the export of everything; no topic may have it for an id."""


EVERY_FORMAT_UP_TO = 2_000
"""Papers of a list whose topics and tags have files in every format and two feeds. Those of a
larger list have BibTeX and Atom alone: the others would be most of the site, and the page of
filters makes them."""
_IN_LARGE_LISTS = frozenset([".bib", ".atom"])
MOST_IN_TAG = 400
"""A tag of more papers has no files: the page of filters makes them, and the files of
every tag of a large list would be several times as large as the list."""


def is_offered(suffix: str, papers: int) -> bool:
    """Whether the topics and tags of a list of so many papers have files that end so."""
    return papers <= EVERY_FORMAT_UP_TO or suffix in _IN_LARGE_LISTS


def downloads(collection: str, papers: int) -> tuple[tuple[str, str], ...]:
    """What a page offers: label and path below the site's root, of all papers or of a topic.

    `papers` is the number of papers on the list.
    """
    files = [file for form in FORMATS for file in form.files]
    files = [f for f in files if collection == ALL or is_offered(f.suffix, papers)]
    return tuple((f.label, f"{urls.EXPORTS}{collection}{f.suffix}") for f in files)


def tag_downloads(tag: str, papers: int) -> tuple[tuple[str, str], ...]:
    """What a tag's page offers: label and path below the site's root.

    `papers` is the number of papers on the list.
    """
    files = [f for form in FORMATS for f in form.tag_files if is_offered(f.suffix, papers)]
    return tuple((f.label, f"{urls.EXPORTS}tags/{tag}{f.suffix}") for f in files)


def exports(
    catalog: Catalog,
    site_url: str,
    keys: Mapping[str, str] | None = None,
    refs: Mapping[str, Reference] | None = None,
    inputs: Mapping[str, str] | None = None,
) -> Iterator[Draft]:
    """All files of export, one at a time.

    Args:
        catalog: The whole catalogue.
        site_url: The site's address with its final slash, or the empty string.
        keys: Citation keys by paper id, computed when they are not given.
        refs: The reference of each paper by id, likewise.
        inputs: A digest of what each reference is made from, by paper id.

    Yields:
        The files below the site's root, format by format: no more than one
        format's records are in memory at a time. Papers are in
        the order of their ids. Topics without a paper have files too, so that
        no link is dead; papers without a topic are the collection `unsorted`,
        which exists only with papers in it. Deprecated tags have
        no files, nor have those of more than `MOST_IN_TAG` papers.
    """
    keys = citation_keys(catalog.papers) if keys is None else keys
    refs = references(catalog) if refs is None else refs
    rare = rare_fields(catalog.papers.values())

    def item(paper: str) -> CitedPaper:
        page = canonical(site_url, urls.paper(paper))
        return CitedPaper(refs[paper], keys[paper], page, rare)

    items = Lazy(catalog.papers, item)
    topics = {name: papers for name, papers in by_topic_of(catalog).items() if name != ALL}
    everything = {ALL: list(items)}
    collections = {**everything, **topics}
    tags = {
        f"tags/{tag}": papers
        for tag, papers in by_tag_of(catalog).items()
        if len(papers) <= MOST_IN_TAG
    }
    papers_of = {**collections, **tags}

    def digest(name: str) -> str:
        if not inputs:
            return ""
        return digest_of(
            site_url, rare, [(inputs[paper], keys[paper]) for paper in papers_of[name]]
        )

    digests = Lazy(papers_of, digest)
    for form in FORMATS:
        records = Lazy(items, lambda paper, form=form: form.record(items[paper]))  # type: ignore[misc]
        for kind in form.files:
            offered = collections if is_offered(kind.suffix, len(items)) else everything
            yield from _files(kind, items, records, offered, digests, rare)
        for kind in form.tag_files:
            if is_offered(kind.suffix, len(items)):
                yield from _files(kind, items, records, tags, digests, rare)


def _files(
    kind: FileKind,
    items: Mapping[str, CitedPaper],
    records: Mapping[str, str],
    collections: Mapping[str, Sequence[str]],
    inputs: Mapping[str, str],
    rare: tuple[str, ...],
) -> Iterator[Draft]:
    finished = Lazy(
        items, lambda paper: kind.finish(records[paper], items[paper]).encode("utf-8", "replace")
    )

    def join(papers: Sequence[str]) -> bytes:
        return kind.join([finished[paper] for paper in papers], rare)

    for name, papers in collections.items():
        yield Draft(f"{urls.EXPORTS}{name}{kind.suffix}", inputs[name], partial(join, papers))


def by_topic_of(catalog: Catalog) -> dict[str, list[str]]:
    """Paper ids by topic, in the order of the topics; `unsorted` last, if any paper is.

    A paper is in each topic that it names; topics that do not exist are passed over.
    """
    found: dict[str, list[str]] = {topic: [] for topic in catalog.topics}
    for paper in catalog.papers.values():
        for topic in catalog.topics_of(paper):
            found[topic].append(paper.id)
    unsorted = [paper.id for paper in catalog.unsorted()]
    return found | {urls.UNSORTED: unsorted} if unsorted else found


def by_tag_of(catalog: Catalog) -> dict[str, list[str]]:
    """Paper ids by tag, in the order of the tags; deprecated tags and unknown ones left out.

    A paper is under the broader tags of its own too.
    """
    found: dict[str, list[str]] = {
        tag.id: [] for tag in catalog.tags.values() if tag.deprecated_for is None
    }
    for paper in catalog.papers.values():
        for tag in catalog.tags_of(paper):
            if tag in found:
                found[tag].append(paper.id)
    return found
