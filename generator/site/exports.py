"""The list as files: BibTeX, RIS, CSL-JSON, JSON Lines and CSV.

There is a set of files for all papers, for each topic and, without abstracts,
for each tag.  A record is rendered once and joined into every file that holds
it.  JSON Lines holds the papers as they are kept, LaTeX and all; every other
format holds what it can show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.citations import bibtex_writer
from generator.citations.export_rows import COLUMNS, compact_json, csv_field, csv_row, json_record
from generator.citations.formats import citation_keys, csl_json, ris, ris_with_abstract
from generator.citations.page_metadata import canonical
from generator.citations.reference import Reference, references
from generator.model import urls
from generator.model.models import Catalog

ALL = "papers"
"""The name of the export of everything; no topic may have it for an id."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A paper with all that any format needs."""

    reference: Reference
    key: str
    page: str
    """The address of its page, empty without a site address."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format of export: a file is head, records joined by the separator, and tail."""

    label: str
    """For readers: `BibTeX with abstracts`."""
    suffix: str
    """Behind the collection's name: `-abstracts.bib`."""
    finish: Callable[[str, _Entry], str]
    """From what the family has in common to the format's own record."""
    head: str = ""
    separator: str = ""
    tail: str = ""

    def join(self, records: Sequence[bytes]) -> bytes:
        """The file of these records, all in UTF-8."""
        body = self.separator.encode().join(records)
        return b"".join((self.head.encode(), body, self.tail.encode()))


@dataclass(frozen=True, slots=True)
class _Family:
    """Formats that share the dear part of a record, which is rendered once."""

    common: Callable[[_Entry], str]
    full: tuple[Format, ...]
    """For all papers and for topics."""
    brief: tuple[Format, ...] = ()
    """For tags: without abstracts, since a paper has many tags."""


def _as_it_is(common: str, _: _Entry) -> str:
    return common


def _csl(finish: Callable[[str, _Entry], str]) -> Format:
    return Format("CSL-JSON", ".csl.json", finish, head="[\n", separator=",\n", tail="\n]\n")


def _csl_abstract(common: str, entry: _Entry) -> str:
    abstract = entry.reference.abstract
    return f'{common[:-1]}, "abstract": {compact_json(abstract)}}}' if abstract else common


def _csv(finish: Callable[[str, _Entry], str], columns: Sequence[str]) -> Format:
    return Format("CSV", ".csv", finish, head=",".join(columns) + "\r\n")


_BIB = Format("BibTeX", ".bib", _as_it_is, separator="\n")
_RIS = Format("RIS", ".ris", _as_it_is, separator="\r\n")

_FAMILIES = (
    _Family(
        lambda e: bibtex_writer.entry(e.reference, e.key),
        full=(
            _BIB,
            Format(
                "BibTeX with abstracts",
                "-abstracts.bib",
                lambda common, e: bibtex_writer.with_abstract(common, e.reference),
                separator="\n",
            ),
        ),
        brief=(_BIB,),
    ),
    _Family(
        lambda e: ris(e.reference, {}, abstract=False),
        full=(replace(_RIS, finish=lambda common, e: ris_with_abstract(common, e.reference)),),
        brief=(_RIS,),
    ),
    _Family(
        lambda e: compact_json(csl_json(e.reference, e.key, {}, abstract=False)),
        full=(_csl(_csl_abstract),),
        brief=(_csl(_as_it_is),),
    ),
    _Family(
        lambda e: json_record(e.reference, e.key, e.page),
        full=(Format("JSON Lines", ".jsonl", _as_it_is),),
    ),
    _Family(
        lambda e: csv_row(e.reference, e.key, e.page),
        full=(_csv(lambda common, e: f"{common},{csv_field(e.reference.abstract)}\r\n", COLUMNS),),
        brief=(_csv(lambda common, _: f"{common}\r\n", COLUMNS[:-1]),),
    ),
)

FORMATS = tuple(form for family in _FAMILIES for form in family.full)
"""The formats of all papers and of a topic."""

TAG_FORMATS = tuple(form for family in _FAMILIES for form in family.brief)
"""The formats of a tag."""


MOST_IN_TAG = 400
"""A tag of more papers has no files: the page of filters makes them, and the files of
every tag of a large list would be several times as large as the list."""


def downloads(collection: str = ALL) -> tuple[tuple[str, str], ...]:
    """What a page offers: label and path below the site's root, of all papers or of a topic."""
    return tuple((f.label, f"{urls.EXPORTS}{collection}{f.suffix}") for f in FORMATS)


def tag_downloads(tag: str) -> tuple[tuple[str, str], ...]:
    """What a tag's page offers: label and path below the site's root."""
    return tuple((f.label, f"{urls.EXPORTS}tags/{tag}{f.suffix}") for f in TAG_FORMATS)


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
    entries = {
        paper: _Entry(refs[paper], keys[paper], canonical(site_url, urls.paper(paper)))
        for paper in catalog.papers
    }
    topics = {name: papers for name, papers in by_topic_of(catalog).items() if name != ALL}
    collections = {ALL: list(entries), **topics}
    tags = {
        f"tags/{tag}": papers
        for tag, papers in by_tag_of(catalog).items()
        if len(papers) <= MOST_IN_TAG
    }
    for family in _FAMILIES:
        common = {paper: family.common(entry) for paper, entry in entries.items()}
        for form in family.full:
            yield from _files(form, entries, common, collections)
        for form in family.brief:
            yield from _files(form, entries, common, tags)


def _files(
    form: Format,
    entries: Mapping[str, _Entry],
    common: Mapping[str, str],
    collections: Mapping[str, Sequence[str]],
) -> Iterator[tuple[str, bytes]]:
    records = {
        paper: form.finish(common[paper], entry).encode("utf-8", "replace")
        for paper, entry in entries.items()
    }
    for name, papers in collections.items():
        yield f"{urls.EXPORTS}{name}{form.suffix}", form.join([records[p] for p in papers])


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
    """Paper ids by tag, in the order of the tags; deprecated tags and unknown ones left out."""
    found: dict[str, list[str]] = {
        tag.id: [] for tag in catalog.tags.values() if tag.deprecated_for is None
    }
    for paper in catalog.papers.values():
        for tag in dict.fromkeys(paper.tags):
            if tag in found:
                found[tag].append(paper.id)
    return found
