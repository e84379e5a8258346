"""The kinds of pages that the site has: one declared, ordered list.

A kind is a view with its builder in a module of this package, a template in
`generator/site/templates/`, and one line here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from generator.content.default_pages import with_defaults
from generator.model import urls
from generator.model.models import Catalog
from generator.search import Document
from generator.site import search_source
from generator.site.cards import PageParts
from generator.site.pages.authors import (
    author_letter_contents,
    author_letter_paths,
    authors_contents,
)
from generator.site.pages.explore import explore_contents, my_list_contents
from generator.site.pages.hand_written import (
    codes_contents,
    hand_written_contents,
    hand_written_paths,
    not_kept_contents,
)
from generator.site.pages.home import exports_contents, home_contents, new_contents
from generator.site.pages.map_page import map_contents
from generator.site.pages.numbers import numbers_contents
from generator.site.pages.page import Page, PageDraft, PageKind, PageSource
from generator.site.pages.paper import paper_contents
from generator.site.pages.redirects import redirect_contents, redirect_paths
from generator.site.pages.tag import tag_contents, tags_contents
from generator.site.pages.titles import (
    title_letter_contents,
    title_letter_paths,
    titles_contents,
)
from generator.site.pages.topic import topic_contents, topics_contents, unsorted_contents

_MORE = "More"

PAPER = PageKind(
    "paper", urls.PAPERS, "paper.html",
    lambda source: paper_contents(source, source.catalog.papers),
    documents=search_source.papers, paths=lambda catalog: _folders(catalog.papers),
)  # fmt: skip
PAGE_KINDS = (
    PAPER,
    PageKind("home", urls.HOME, "home.html", home_contents, ("Home",)),
    PageKind("topics", urls.TOPICS, "topics.html", topics_contents, ("Topics",)),
    PageKind(
        "topic", urls.TOPICS, "topic.html", topic_contents,
        documents=search_source.topics, paths=lambda catalog: _folders(catalog.topics),
    ),
    PageKind("unsorted", urls.topic(urls.UNSORTED), "unsorted.html", unsorted_contents),
    PageKind(
        "explore", urls.EXPLORE, "explore.html", explore_contents, ("Explore",), needs_data=True
    ),
    PageKind("map", urls.MAP, "map.html", map_contents, ("Map",), needs_data=True),
    PageKind("new", urls.NEW, "new.html", new_contents, ("New",)),
    PageKind(
        "my-list", urls.MY_LIST, "my_list.html", my_list_contents, ("My list",), needs_data=True
    ),
    PageKind("tags", urls.TAGS, "tags.html", tags_contents, (_MORE, "Tags")),
    PageKind(
        "tag", urls.TAGS, "tag.html", tag_contents,
        documents=search_source.tags, paths=lambda catalog: _folders(catalog.tags),
    ),
    PageKind("authors", urls.AUTHORS, "authors.html", authors_contents, (_MORE, "Authors")),
    PageKind(
        "author-letter", urls.AUTHORS, "author_letter.html", author_letter_contents,
        paths=author_letter_paths,
    ),
    PageKind("titles", urls.PAPERS, "titles.html", titles_contents),
    PageKind(
        "title-letter", urls.TITLES, "titles.html", title_letter_contents,
        paths=title_letter_paths,
    ),
    PageKind("numbers", urls.NUMBERS, "numbers.html", numbers_contents, (_MORE, "Numbers")),
    PageKind("exports", urls.EXPORTS, "exports.html", exports_contents, (_MORE, "Downloads")),
    PageKind("codes", urls.CODES, "hand.html", codes_contents),
    PageKind("not-kept", urls.NOT_KEPT, "not_kept.html", not_kept_contents, in_sitemap=False),
    PageKind(
        "hand", "", "hand.html", hand_written_contents,
        documents=search_source.hand_pages, paths=hand_written_paths,
    ),
    PageKind(
        "redirect", "", "redirect.html", redirect_contents,
        in_sitemap=False, paths=redirect_paths,
    ),
)  # fmt: skip
"""In the order that settles which page keeps a path that two want, and of the navigation."""

_UNLISTED = frozenset(kind.name for kind in PAGE_KINDS if not kind.in_sitemap)


def all_drafts(source: PageSource) -> Iterator[PageDraft]:
    """Every page of the site; no two have one path."""
    yield from paper_drafts(source, source.catalog.papers)
    yield from other_drafts(source)


def all_pages(source: PageSource) -> Iterator[Page]:
    """The pages of `all_drafts`, made."""
    return (draft.make() for draft in all_drafts(source))


def paper_drafts(source: PageSource, papers: Iterable[str]) -> Iterator[PageDraft]:
    """The pages of these papers, by id."""
    return PAPER.of(paper_contents(source, papers), source.site)


def other_drafts(source: PageSource) -> Iterator[PageDraft]:
    """Every page but those of papers; of two with one path the first is kept."""
    taken = {urls.paper(paper) for paper in source.catalog.papers}
    for kind in PAGE_KINDS:
        if kind is PAPER:
            continue
        for page in kind.drafts(source):
            if page.path not in taken:
                taken.add(page.path)
                yield page


def drafts_at(source: PageSource, paths: Collection[str]) -> Iterator[PageDraft]:
    """The pages with these page paths, but those that load other files when they are opened."""
    wanted = set(paths)
    papers = [paper for paper in source.catalog.papers if urls.paper(paper) in wanted]
    yield from paper_drafts(source, papers)
    wanted -= set(map(urls.paper, papers))
    for kind in PAGE_KINDS:
        own = wanted.intersection(() if kind is PAPER else kind.paths_in(source.catalog))
        if own and not kind.needs_data:
            yield from (page for page in kind.drafts(source) if page.path in own)
        wanted -= own


def navigation(catalog: Catalog) -> list[tuple[tuple[str, ...], str]]:
    """The entries of the navigation: headings and label, and the page path."""
    kinds = [(kind.navigation, kind.path) for kind in PAGE_KINDS if kind.navigation]
    pages = with_defaults(catalog.pages)
    return [*kinds, *(((_MORE, page.title), urls.hand_page(page.id)) for page in pages)]


def is_listed(page: PageDraft) -> bool:
    """Whether the site map names the page."""
    return page.kind not in _UNLISTED


def documents(parts: PageParts) -> list[Document]:
    """What the search finds, kind by kind."""
    return [*search_source.papers(parts), *other_documents(parts)]


def other_documents(parts: PageParts) -> list[Document]:
    """What the search finds beside papers, kind by kind."""
    kinds = (kind for kind in PAGE_KINDS if kind is not PAPER)
    return [found for kind in kinds if kind.documents for found in kind.documents(parts)]


def _folders(ids: Iterable[str]) -> Iterator[str]:
    return (f"{id_}/" for id_ in ids)
