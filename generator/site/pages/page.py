"""A page before it is rendered, and what a kind of page says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import NamedTuple

from generator.analysis.derived import Derived
from generator.model.config import Site
from generator.model.memory import digest_of
from generator.model.models import Catalog
from generator.search import Document
from generator.site.cards import PageParts
from generator.site.head_html import PLAIN, Head


@dataclass(frozen=True, slots=True)
class PageSource:
    """What every page is made from."""

    catalog: Catalog
    derived: Derived
    parts: PageParts
    site: Site
    rules_list: str
    """The documentation of what `check` can report, for the hand-written pages; Markdown."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a builder makes: a page that does not know its kind."""

    title: str
    """Plain text, for the browser's tab and the search."""
    description: str
    """Plain text, one or two sentences."""
    view: object
    """What the template sees."""
    path: str = ""
    """The page path below that of the kind."""
    head: Head = PLAIN
    """What its head says beside the title and the description."""


class Later(NamedTuple):
    """A page that is made only when its inputs have changed."""

    path: str
    """The page path below that of the kind."""
    inputs: str
    """A digest of all that the page depends on."""
    make: Callable[[], Content]


def viewed_when_changed(
    contents: Callable[[PageSource], Iterable[Content]],
) -> Callable[[PageSource], Iterator[Later]]:
    """A builder of pages with cards, as one that makes only what has changed.

    Whether it has is told by what the builder makes of `PageParts.unmade`.
    """

    def later(source: PageSource) -> Iterator[Later]:
        unmade = replace(source, parts=source.parts.unmade())
        for number, content in enumerate(contents(unmade)):
            make = partial(_numbered, contents, source, number)
            yield Later(content.path, digest_of(content, source.site), make)

    return later


def _numbered(
    contents: Callable[[PageSource], Iterable[Content]], source: PageSource, number: int
) -> Content:
    return next(islice(contents(source), number, None))


class PageDraft(NamedTuple):
    """A page of the site before it is made."""

    path: str
    """The page path."""
    kind: str
    """The name of its `PageKind`."""
    inputs: str
    """A digest of all that the page depends on."""
    make: Callable[[], Page]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site before it is rendered."""

    path: str
    """The page path."""
    title: str
    description: str
    template: str
    """Name of the template in `generator/site/templates/`."""
    view: object
    kind: str
    """The name of its `PageKind`."""
    head: Head = PLAIN


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: one page, or one for each paper, topic, tag, ….

    Everything that the site does with a kind follows from this record.
    """

    name: str
    path: str
    """The page path of its pages, or the one that they are below."""
    template: str
    contents: Callable[[PageSource], Iterable[Content | Later]]
    """The builder, in the module that also holds the view."""
    navigation: tuple[str, ...] = ()
    """Its entry in the navigation, after the headings that this is below; none when empty."""
    documents: Callable[[PageParts], Iterable[Document]] | None = None
    """What the search knows of these pages; None when it does not find them."""
    in_sitemap: bool = True
    needs_data: bool = False
    """Whether its pages load files of `browser_data` when they are opened."""
    paths: Callable[[Catalog], Iterable[str]] = lambda _catalog: ("",)
    """The page paths of its pages below `path`, known without making them."""

    def paths_in(self, catalog: Catalog) -> Iterator[str]:
        """The page paths of its pages, known without making them; some may be there twice."""
        return (self.path + path for path in self.paths(catalog))

    def drafts(self, source: PageSource) -> Iterator[PageDraft]:
        """The pages of this kind, in the builder's order."""
        return self.of(self.contents(source), source.site)

    def of(self, contents: Iterable[Content | Later], site: Site) -> Iterator[PageDraft]:
        """The pages of these contents, in the same order."""
        for content in contents:
            later = content if isinstance(content, Later) else _now(content, site)
            make = partial(self._page, later.make)
            yield PageDraft(self.path + later.path, self.name, later.inputs, make)

    def _page(self, make: Callable[[], Content]) -> Page:
        content = make()
        return Page(
            path=self.path + content.path,
            title=content.title,
            description=content.description,
            template=self.template,
            view=content.view,
            kind=self.name,
            head=content.head,
        )


def _now(content: Content, site: Site) -> Later:
    # The template sees nothing else.
    return Later(content.path, digest_of(content, site), lambda: content)
