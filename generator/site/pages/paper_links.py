"""Where a paper leads to from its page, and what a library's card says of it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode

from generator.model.config import Site
from generator.model.models import ItemType, Paper
from generator.site.views import Link
from generator.text.languages import language_name


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
    if paper.arxiv and "hugging-face" in site.found_at:
        links.append(Link("Hugging Face Papers", f"https://huggingface.co/papers/{paper.arxiv}"))
    return tuple(links)


def _doi(doi: str) -> Link:
    return Link("DOI", f"https://doi.org/{quote(doi, safe='/:;().-_')}", doi)


def _host_and_path(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").removeprefix("github.com/")


def searches(title: str, paper: Paper, site: Site) -> tuple[Link, ...]:
    """Where else to look for it: sites of the list's field only for what may be there."""
    links: list[Link] = []
    if not paper.arxiv and paper.type in (None, ItemType.PREPRINT):
        links = [_AT[place](title) for place in site.found_at]
    scholar = urlencode({"q": f'"{title}"'})
    links.append(Link("Google Scholar", f"https://scholar.google.com/scholar?{scholar}"))
    semantic = urlencode({"q": title})
    links.append(Link("Semantic Scholar", f"https://www.semanticscholar.org/search?{semantic}"))
    return tuple(links)


def _at_arxiv(title: str) -> Link:
    query = urlencode({"query": title, "searchtype": "title"})
    return Link("arXiv", f"https://arxiv.org/search/?{query}")


def _at_hugging_face(title: str) -> Link:
    return Link("Hugging Face Papers", f"https://huggingface.co/papers?{urlencode({'q': title})}")


_AT: dict[str, Callable[[str], Link]] = {"arxiv": _at_arxiv, "hugging-face": _at_hugging_face}
"""The search for a title, by the place's name in `PLACES`."""


def report_url(paper: Paper, title: str, site: Site) -> str:
    """The form for a mistake on its page; empty without a repository."""
    if not site.repository:
        return ""
    query = urlencode(
        {"template": "report.yml", "title": f"Mistake: {title}"[:200], "paper": paper.id}
    )
    return f"{site.repository}/issues/new?{query}"
