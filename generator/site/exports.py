"""The list as files: BibTeX, RIS, CSL-JSON, JSON Lines and CSV.

There is a set of files for all papers, for each topic and, without abstracts,
for each tag; each paper has its citations below its page, for programs.  A
record is rendered once and joined into every file that holds it.  JSON Lines
holds the papers as they are kept, LaTeX and all; every other format holds what
it can show.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache, partial
from types import MappingProxyType

from generator.citations import json_lines
from generator.citations.citation_keys import citation_keys
from generator.citations.export_format import CitedPaper, FileKind
from generator.citations.formats import FORMATS
from generator.citations.page_metadata import canonical
from generator.citations.reference import Reference, references
from generator.content.paper_values import rare_fields
from generator.model import urls
from generator.model.files import Draft
from generator.model.lazy import Lazy
from generator.model.memory import NOTHING, Memory, digest_of
from generator.model.models import Catalog
from generator.site.list_size import extent

ALL = urls.ALL_PAPERS
"""The name of the export of everything."""
TAGS = "tags/"
"""The name of a tag's export is this and the tag's id."""
PAPERS_IN_PART = 2_500
"""Papers of a large list in one compressed file of JSON Lines, which then has less than 2 MB."""
_EFFORT = 5
"""Of compression: the files are a fiftieth larger than with 9, in half the time."""
_WHOLE = {form.files[0]: form.media_type for form in FORMATS if form.quoted and form.files}
_CITED = _WHOLE | {
    form.tag_files[0]: form.media_type for form in FORMATS if form.quoted and form.tag_files
}
"""The file of each format of citations with its media type, of papers and topics, and of tags too;
the other formats are for programs."""
_FORMATS_OF = {kind: form for form in FORMATS for kind in (*form.files, *form.tag_files)}


def downloads(name: str, count: int, papers: int) -> tuple[tuple[str, str], ...]:
    """The files of a collection: label and path below the site's root.

    Args:
        name: `ALL`, a topic's id, or `TAGS` and a tag's id.
        count: How many papers it has.
        papers: How many papers are on the list.
    """
    found = [(kind.label, _path(name, kind)) for kind in _kinds(name, count, papers)]
    if name == ALL and not extent(papers).every_format:
        found += _parts(papers).items()
    return tuple(found)


def made_by_script(name: str, count: int, papers: int) -> tuple[tuple[str, str], ...]:
    """Id and label of each format that the browser makes, because there is no file; likewise."""
    files = {_FORMATS_OF[kind].id for kind in _kinds(name, count, papers)}
    return tuple(
        (form.id, form.selection.label)
        for form in FORMATS
        if form.selection and form.id not in files
    )


def alternates(name: str, count: int, papers: int) -> tuple[tuple[str, str], ...]:
    """The files of a collection that cite its papers: media type and path; as `downloads`."""
    kinds = _kinds(name, count, papers)
    if not kinds:  # as for most groups of a large list, each of which its papers ask for
        return ()
    return tuple(
        (media_type, _path(name, kind)) for kind, media_type in _CITED.items() if kind in kinds
    )


def paper_alternates(paper: str, papers: int) -> tuple[tuple[str, str], ...]:
    """The files that cite one paper: media type and path below the site's root.

    A large list has none: they would be three times as many as its pages.
    """
    kinds = _WHOLE.items() if extent(papers).every_format else ()
    return tuple((media_type, _alone(paper, kind)) for kind, media_type in kinds)


def _alone(paper: str, kind: FileKind) -> str:
    return f"{urls.paper(paper)}cite{kind.suffix}"


def _kinds(name: str, count: int, papers: int) -> tuple[FileKind, ...]:
    tag, limits = name.startswith(TAGS), extent(papers)
    too_many = count > (limits.tag_papers if tag else limits.topic_papers)
    return () if too_many else _files(tag, limits.every_format)


@cache
def _files(tag: bool, every_format: bool) -> tuple[FileKind, ...]:
    kinds = [kind for form in FORMATS for kind in (form.tag_files if tag else form.files)]
    return tuple(kind for kind in kinds if every_format or kind.suffix == ".bib")


def _path(name: str, kind: FileKind) -> str:
    return f"{urls.EXPORTS}{name}{kind.suffix}"


def _parts(papers: int) -> dict[str, str]:
    """The list in parts: label and path of each."""
    count = -(-papers // PAPERS_IN_PART)
    return {
        f"JSON Lines {n + 1} of {count}": f"{urls.EXPORTS}{ALL}-{n + 1}.jsonl.gz"
        for n in range(count)
    }


def exports(
    catalog: Catalog,
    site_url: str,
    keys: Mapping[str, str] | None = None,
    refs: Mapping[str, Reference] | None = None,
    inputs: Mapping[str, str] | None = None,
    memory: Memory = NOTHING,
    bibtex: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Draft]:
    """All files of export, one at a time.

    Args:
        catalog: The whole catalogue.
        site_url: The site's address with its final slash, or the empty string.
        keys: Citation keys by paper id, computed when they are not given.
        refs: The reference of each paper by id, likewise.
        inputs: A digest of what each reference is made from, by paper id.
        memory: Keeps the records of a small list and the JSON Lines of a large one, where
            `inputs` are given: most of them are in a file that is made again after any edit.
        bibtex: The entry of each paper in BibTeX by id, made where it is not given.

    Yields:
        The files below the site's root, format by format: no more than one
        format's records of a large list are in memory at a time. Papers are in
        the order of their ids. Topics without a paper have files too, so that
        no link is dead; papers without a topic are the collection `unsorted`,
        which exists only with papers in it. Deprecated tags have
        no files. What a large list has is in `list_size`.
    """
    keys = citation_keys(catalog.papers) if keys is None else keys
    refs = references(catalog) if refs is None else refs
    rare = rare_fields(catalog.papers.values())

    def item(paper: str) -> CitedPaper:
        page = canonical(site_url, urls.paper(paper))
        return CitedPaper(refs[paper], keys[paper], page, rare, bibtex.get(paper, ""))

    items = Lazy(catalog.papers, item)
    papers_of = collections(catalog)

    told = Lazy(items, lambda paper: f"{inputs[paper]} {keys[paper]} ")  # type: ignore[index]

    def digest(papers: Sequence[str]) -> str:
        if not inputs:
            return ""
        return digest_of(site_url, rare, "".join(map(told.__getitem__, papers)))

    digests = Lazy(papers_of, lambda name: digest(papers_of[name]))
    small = extent(len(items)).every_format
    with ExitStack() as closing:
        known = cache(lambda: closing.enter_context(memory.entries("records")))

        def kept(kind: tuple[str, int], paper: str, make: Callable[[], bytes]) -> bytes:
            if not (small and inputs):
                return make()
            made: bytes = known().recall(digest_of(kind, digest([paper])), make)
            return made

        for form in FORMATS:
            records = Lazy(items, lambda paper, form=form: form.record(items[paper]))  # type: ignore[misc]
            for number, kind in enumerate(dict.fromkeys((*form.files, *form.tag_files))):
                join = _joined(kind, items, records, rare, partial(kept, (form.id, number)))
                for name, papers in papers_of.items():
                    if kind in _kinds(name, len(papers), len(items)):
                        yield Draft(_path(name, kind), digests[name], partial(join, papers))
                if kind in _WHOLE and small:
                    for paper in items:
                        yield Draft(_alone(paper, kind), digest([paper]), partial(join, [paper]))
    if not small:
        form = json_lines.FORMAT
        lines = Lazy(items, lambda paper: form.record(items[paper]))

        def part(papers: Sequence[str], path: str) -> bytes:
            with memory.entries(path) as known:  # of this part alone: those of all are large

                def kept(paper: str, make: Callable[[], bytes]) -> bytes:
                    made: bytes = known.recall(digest([paper]), make) if inputs else make()
                    return made

                join = _joined(form.files[0], items, lines, rare, kept)
                return gzip.compress(join(papers), _EFFORT, mtime=0)

        for n, path in enumerate(_parts(len(items)).values()):
            some = list(items)[n * PAPERS_IN_PART : (n + 1) * PAPERS_IN_PART]
            yield Draft(path, digest(some), partial(part, some, path))


def collections(catalog: Catalog) -> dict[str, Sequence[str]]:
    """Paper ids by the name of the collection: all, the topics, the tags."""
    topics = {name: papers for name, papers in catalog.by_topic.items() if name != ALL}
    tags = {f"{TAGS}{tag}": papers for tag, papers in catalog.by_tag.items()}
    return {ALL: list(catalog.papers), **topics, **tags}


def _joined(
    kind: FileKind,
    items: Mapping[str, CitedPaper],
    records: Mapping[str, str],
    rare: tuple[str, ...],
    kept: Callable[[str, Callable[[], bytes]], bytes],
) -> Callable[[Sequence[str]], bytes]:
    """What makes the file of some papers; each record is finished once for all files."""

    def finish(paper: str) -> bytes:
        return kind.finish(records[paper], items[paper]).encode("utf-8", "replace")

    finished = Lazy(items, lambda paper: kept(paper, partial(finish, paper)))
    return lambda papers: kind.join([finished[paper] for paper in papers], rare)
