"""All pages of the site, in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.analysis.derived import Derived
from generator.content.hand_pages import complete, with_defaults
from generator.model import urls
from generator.model.config import Site
from generator.model.models import Catalog, HandPage
from generator.site.cards import Deck
from generator.site.pages.authors import author_pages
from generator.site.pages.explore import explore_page, my_list_page
from generator.site.pages.home import exports_page, home_page, new_page
from generator.site.pages.numbers import map_page, numbers_page
from generator.site.pages.paper import paper_page
from generator.site.pages.tag import tag_page, tags_page
from generator.site.pages.topic import topic_page, topics_page, unsorted_page
from generator.site.views import HandView, Page, RedirectView
from generator.text import markdown
from generator.text.slugs import is_slug


@dataclass(frozen=True, slots=True)
class Source:
    """What every page is made from."""

    catalog: Catalog
    derived: Derived
    deck: Deck
    site: Site


def all_pages(source: Source) -> Iterator[Page]:
    """Every page of the site; no two have one path."""
    yield from paper_pages(source, source.catalog.papers)
    yield from other_pages(source)


def paper_pages(source: Source, papers: Iterable[str]) -> Iterator[Page]:
    """The pages of these papers, by id."""
    for paper in papers:
        yield paper_page(source.catalog.papers[paper], source.deck, source.derived, source.site)


def other_pages(source: Source) -> Iterator[Page]:
    """Every page but those of papers; aliases give way to what exists."""
    taken = {urls.paper(paper) for paper in source.catalog.papers}
    for make in _OTHERS:
        for page in make(source):
            if page.path not in taken:
                taken.add(page.path)
                yield page


def _home(source: Source) -> Iterable[Page]:
    deck = source.deck
    return [home_page(deck, source.site), new_page(deck), exports_page(deck)]


def _topics(source: Source) -> Iterable[Page]:
    yield topics_page(source.deck)
    for topic in source.catalog.topics.values():
        yield topic_page(topic, source.deck, source.site)
    yield unsorted_page(source.deck)


def _tags(source: Source) -> Iterable[Page]:
    yield tags_page(source.deck)
    for tag in source.catalog.tags.values():
        if not tag.deprecated_for:
            yield tag_page(tag, source.deck, source.site)


def _authors(source: Source) -> Iterable[Page]:
    return author_pages(source.deck)


def _reader(source: Source) -> Iterable[Page]:
    deck = source.deck
    return [
        explore_page(deck),
        my_list_page(deck),
        map_page(deck, source.derived.places),
        numbers_page(deck),
    ]


def _hand_pages(source: Source) -> Iterable[Page]:
    for page in with_defaults(source.catalog.pages):
        path = urls.hand_page(page.id)
        yield Page(
            path=path,
            title=page.title,
            description=_first_sentence(page),
            template="hand.html",
            view=HandView(Markup(markdown.hand_page(complete(page.markdown), path).html)),
            kind="hand",
        )


def _first_sentence(page: HandPage) -> str:
    for line in page.markdown.splitlines():
        if line[:1].isalpha():
            return line.partition(". ")[0].rstrip(".") + "."
    return page.title


def _redirects(source: Source) -> Iterable[Page]:
    catalog = source.catalog
    moved: list[tuple[Callable[[str], str], str, tuple[str, ...]]] = [
        *((urls.paper, paper.id, paper.aliases) for paper in catalog.papers.values()),
        *((urls.topic, topic.id, topic.aliases) for topic in catalog.topics.values()),
        *((urls.tag, tag.id, tag.aliases) for tag in catalog.tags.values()),
    ]
    for path, new, aliases in moved:
        for old in aliases:
            if is_slug(old):
                yield _redirect(path(old), path(new))
    for tag in catalog.tags.values():
        if tag.deprecated_for:
            yield _redirect(urls.tag(tag.id), urls.tag(tag.deprecated_for))


def _redirect(old: str, new: str) -> Page:
    view = RedirectView(new)
    return Page(old, "Moved", "This page has moved.", "redirect.html", view, "redirect")


_OTHERS: tuple[Callable[[Source], Iterable[Page]], ...] = (
    _home,
    _topics,
    _tags,
    _authors,
    _reader,
    _hand_pages,
    _redirects,
)
"""In the order that settles who keeps a path when two want it."""
