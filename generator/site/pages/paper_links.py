"""Where a paper leads to from its page, and what a library's card says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, quote_plus, urlencode

from generator.model.config import Site
from generator.model.models import ItemType, Paper
from generator.site.views import Link
from generator.text.languages import language_name

_VALUE = re.compile(r"\{(\w+)\}")


def details(paper: Paper) -> tuple[str, ...]:
    """Publisher, volume and number, pages, ISBN and language, each as a reader says it."""
    number = f"no. {paper.number}" if paper.number else ""
    volume = f"vol. {paper.volume}" if paper.volume else ""
    pages = paper.pages or ""
    several = f"pp. {pages.replace('-', '–')}" if "-" in pages else f"{pages} pages"
    found = (
        paper.publisher,
        ", ".join(filter(None, (volume, number))),
        several if pages else "",
        f"ISBN {paper.isbn}" if paper.isbn else "",
        f"in {language_name(paper.language)}" if paper.language else "",
    )
    return tuple(filter(None, found))


def actions(paper: Paper) -> tuple[Link, ...]:
    """Where to read the paper and its code: the links right below the title."""
    links = []
    if paper.arxiv:
        links += [
            Link("PDF", f"https://arxiv.org/pdf/{paper.arxiv}"),
            Link("arXiv", f"https://arxiv.org/abs/{paper.arxiv}", paper.arxiv),
        ]
    if paper.url:
        links.append(Link(paper.type.label if paper.type else "Paper", paper.url))
    if paper.doi and not links:
        links.append(_doi(paper.doi))
    links += [Link("Code", url, _host_and_path(url)) for url in paper.code[:1]]
    return tuple(links)


def other_places(paper: Paper, site: Site) -> tuple[Link, ...]:
    """Where else the paper is: what `actions` leaves out."""
    links = [Link("Code", url, _host_and_path(url)) for url in paper.code[1:]]
    if paper.doi and (paper.arxiv or paper.url):
        links.append(_doi(paper.doi))
    values = {"arxiv": paper.arxiv or "", "doi": paper.doi or ""}
    there = ((place.name, _filled(place.paper, values)) for place in site.found_at)
    return (*links, *(Link(name, address) for name, address in there if address))


def _filled(address: str, values: Mapping[str, str]) -> str:
    """The address with the values in place of their names; empty when it needs one that is not."""
    wanted = _VALUE.findall(address)
    if not wanted or not all(values.get(name) for name in wanted):
        return ""
    query = address.find("?")

    def value(match: re.Match[str]) -> str:
        in_query = 0 <= query < match.start()
        return (quote_plus if in_query else quote)(values[match[1]])

    return _VALUE.sub(value, address)


def _doi(doi: str) -> Link:
    return Link("DOI", f"https://doi.org/{quote(doi, safe='/:;().-_')}", doi)


def _host_and_path(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").removeprefix("github.com/")


def searches(title: str, paper: Paper, site: Site) -> tuple[Link, ...]:
    """Where else to look for it: sites of the list's field only for what may be there."""
    links: list[Link] = []
    if not paper.arxiv and paper.type in (None, ItemType.PREPRINT):
        values = {"title": title, "doi": paper.doi or ""}
        there = ((place.name, _filled(place.search, values)) for place in site.found_at)
        links = [Link(name, address) for name, address in there if address]
    words = quote_plus(title)
    links += [
        Link("Google Scholar", f"https://scholar.google.com/scholar?q=%22{words}%22"),
        Link("Semantic Scholar", f"https://www.semanticscholar.org/search?q={words}"),
    ]
    return tuple(links)


def sources(paper: Paper, site: Site) -> tuple[Link, ...]:
    """The lines of listings that it was imported from, with addresses where they are public."""
    return tuple(
        Link(
            f"{ref.file}, line {ref.line}",
            site.file_url(f"content/sources/{ref.file}", ref.line),
        )
        for ref in paper.sources
    )


def report_url(paper: Paper, title: str, site: Site) -> str:
    """The form for a mistake on its page; empty without a repository."""
    if not site.repository:
        return ""
    query = urlencode(
        {"template": "report.yml", "title": f"Mistake: {title}"[:200], "paper": paper.id}
    )
    return f"{site.repository}/issues/new?{query}"
