"""From the content to the files of `build/docs`, in several processes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from functools import partial
from importlib import import_module
from itertools import chain

from generator.analysis.derived import Mentions, derive, mentions_in
from generator.build.shares import BuildShare
from generator.checks import problems, rules_list
from generator.cli import Settings
from generator.cli.dates import today
from generator.cli.progress import stage
from generator.cli.steps import Steps
from generator.content.content_files import ContentFiles
from generator.content.load import load
from generator.model import urls
from generator.model.config import Site
from generator.model.files import Draft, OutputTree, WrittenFile
from generator.model.memory import Memory
from generator.model.problems import Problem
from generator.model.processes import dealt, in_background, processes
from generator.site.all_files import (
    SEARCH,
    data_files,
    files_at,
    other_files,
    paper_files,
    search_files,
)
from generator.site.cards import PageParts
from generator.site.environment import compile_templates
from generator.site.pages import PageSource
from generator.site.pictures import pictures
from generator.text.language_of_text import learn_languages

_FILES_WORTH_A_PROCESS, _KNOWN_PAPERS_WORTH_IT = 100, 1_000
"""Below so many files of the content a process costs more than it saves; the second for pages of
papers most of which are known."""
_PAPERS_AT_ONCE = 20
"""The papers whose pages a process makes before it asks for more."""


def make_pages(
    settings: Settings,
    content: ContentFiles,
    site: Site,
    tree: OutputTree,
    known: Mapping[str, WrittenFile],
    memory: Memory,
    history: Mapping[str, datetime],
    share: BuildShare,
    steps: Steps,
) -> tuple[tuple[Problem, ...], dict[str, WrittenFile]]:
    """Check the content and gather all files in the tree.

    Args:
        settings: Name the configuration.
        content: The files of the content.
        site: What the configuration says.
        tree: Takes the files; the caller finishes it.
        known: The files of the last run; what has the same inputs is not made again.
        memory: What earlier runs worked out.
        history: When each file of the content was last changed, as far as it is known.
        share: Says which files are made.
        steps: What is called on the way.

    Returns:
        The problems, and the files by path.
    """
    files = sum(1 for _ in content.entries())
    jobs = processes() if files >= _FILES_WORTH_A_PROCESS else 1
    # Until the content is read, nothing else can be done on a second processor.
    compiling = None if known else in_background(partial(compile_templates, memory), jobs)
    with stage("Read the content"):
        loaded = load(content, memory)
    catalog = loaded.catalog

    def gather(drafts: Callable[[], Iterable[Draft]]) -> Callable[[], dict[str, WrittenFile]]:
        return in_background(lambda: tree.gather(drafts(), known), jobs)

    def begin_data() -> Callable[[], dict[str, WrittenFile]]:
        parts.fill(cards=not known)
        files = share.drafts(chain(data_files(parts, site, history, memory), pictures(parts, site)))
        searched = search_files(parts, memory) if share.holds(SEARCH) else ()
        import_module("generator.search.index")  # with numpy, once for all processes that follow
        return gather(lambda: chain(files, searched))

    def first() -> Mentions:
        _ = parts.author_index  # which the memory has then
        return mentions_in(catalog, memory)

    learn_languages(memory)
    parts = PageParts(catalog, loaded.digests, memory)
    # Made while nothing else can be done on a second processor; after an edit they are known.
    mentions = None if known else in_background(first, jobs)
    data = None if steps.pages else begin_data()
    if compiling:
        compiling()
    compile_templates(memory)  # for the pages alone
    with stage("Checked the content"):
        found = tuple(problems(loaded, content, today(), settings.config, memory))
    steps.checked(found)
    with stage("Related the papers"):
        derived = derive(catalog, memory, parts.keys, mentions, parts.words)
        source = PageSource(catalog, derived, parts, site, rules_list())
    if steps.pages:
        steps.pages(partial(_changed, source, known))
    data = data or begin_data()
    with stage("Made the pages"):
        _ = parts.author_index  # for all processes
        papers = [p for p in catalog.papers if share.holds(urls.markdown_file(urls.paper(p)))]
        at_once = 1 if known and len(papers) < _KNOWN_PAPERS_WORTH_IT else jobs
        some = dealt(papers, _PAPERS_AT_ONCE, at_once)
        others = [gather(lambda: paper_files(source, some())) for _ in range(1, at_once)]
        drafts = chain(share.drafts(other_files(source, history)), paper_files(source, some()))
        entries = tree.gather(drafts, known)
        for wait in (*others, data):
            entries |= wait()
    return found, dict(sorted(entries.items()))


def _changed(
    source: PageSource, known: Mapping[str, WrittenFile], places: Collection[str]
) -> dict[str, bytes]:
    paths = [place.removesuffix("index.html") for place in places]
    return {
        path: make()
        for path, inputs, make in files_at(source, paths)
        if path not in known or known[path].inputs != inputs
    }
