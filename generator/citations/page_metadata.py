"""What a page says of itself to machines: citation tags, JSON-LD and Open Graph.

The values are plain text and not escaped; whoever writes them into an
attribute or a script escapes them there (`script_json` for scripts).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.citations.kinds import KINDS, ReferenceKind
from generator.citations.reference import Reference, doi_url, plain_line, reference
from generator.model.models import Paper, Venue
from generator.text.people_names import Name

Pairs = tuple[tuple[str, str], ...]

_CONTAINER_TAGS = {
    ReferenceKind.PROCEEDINGS: "citation_conference_title",
    ReferenceKind.ARTICLE: "citation_journal_title",
    ReferenceKind.BOOK: "citation_series_title",
    ReferenceKind.CHAPTER: "citation_book_title",
    ReferenceKind.TALK: "citation_conference_title",
}
_PUBLISHER_TAGS = {
    ReferenceKind.THESIS: "citation_dissertation_institution",
    ReferenceKind.REPORT: "citation_technical_report_institution",
}
_PEOPLE = 6
"""Authors in JSON-LD at most: the citation tags name all, and a page has 20 KiB."""


def citation_meta(paper: Paper | Reference, venues: Mapping[str, Venue], page_url: str) -> Pairs:
    """Name and content of the page's citation tags (Highwire Press), in order.

    Args:
        paper: The paper, or the reference made of it.
        venues: The venue table.
        page_url: The page's own address, empty when the site has none.

    Returns:
        One pair a tag, one `citation_author` an author; nothing at all unless
        title, an author and the date are known, since Google Scholar passes
        such a block over. Source: Google Scholar's *Inclusion Guidelines for
        Webmasters* and Zotero's translator `Embedded Metadata`, which takes
        the kind from `z:itemType`, the address from `citation_public_url` and
        any other field of an item from a tag of Zotero's own name.
    """
    ref = reference(paper, venues)
    if not (ref.title and ref.authors and ref.year):
        return ()
    pairs = [
        ("citation_title", ref.title),
        *(("citation_author", _author(name, len(ref.authors))) for name in ref.authors),
        ("citation_publication_date", str(ref.year)),
        (_CONTAINER_TAGS.get(ref.kind, "citation_publisher"), _container(ref)),
        (_PUBLISHER_TAGS.get(ref.kind, "citation_publisher"), ref.publisher),
        ("citation_volume", ref.volume),
        ("citation_issue", ref.number),
        ("citation_firstpage", ref.pages[0]),
        ("citation_lastpage", ref.pages[1]),
        ("citation_isbn", ref.isbn),
        ("z:itemType", KINDS[ref.kind].zotero[0]),
        ("citation_arxiv_id", ref.arxiv or ""),
        ("z:archiveID" if ref.kind is ReferenceKind.PREPRINT else "z:extra", _arxiv(ref)),
        ("citation_doi", ref.doi or ""),
        ("citation_pdf_url", ref.pdf or ""),
        ("citation_public_url", ref.url or ""),
        ("citation_abstract_html_url", page_url),
        ("citation_keywords", "; ".join(_without_semicolon(word) for word in ref.keywords)),
        ("citation_abstract", ref.abstract),
        ("citation_language", ref.text_language or "en"),
    ]
    return tuple((name, content) for name, content in pairs if content)


def json_ld(paper: Paper | Reference, venues: Mapping[str, Venue], page_url: str) -> dict[str, Any]:
    """The paper as a `ScholarlyArticle` of schema.org, or as what it is; what is not known is
    left out.

    The abstract and the keywords are in the page's citation tags alone.

    Args:
        paper: The paper, or the reference made of it.
        venues: The venue table.
        page_url: The page's own address, empty when the site has none.
    """
    ref = reference(paper, venues)
    kind = KINDS[ref.kind].schema if ref.paper.type else "ScholarlyArticle"
    doi = f"https://doi.org/{ref.doi}" if ref.doi else ""
    addresses = [ref.url or "", ref.pdf or "", doi_url(ref.doi) if ref.doi else ""]
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline" if kind.endswith("Article") else "name": ref.title,
        "author": [_person(name) for name in ref.authors[:_PEOPLE]],
        "datePublished": str(ref.year or ""),
        "identifier": [number for number in (_arxiv(ref), doi) if number],
        "sameAs": list(dict.fromkeys(address for address in addresses if address)),
        "isPartOf": _part_of(ref),
        "publisher": _publisher(ref),
        "isbn": ref.isbn,
        "volumeNumber": ref.volume,
        "url": page_url,
        "inLanguage": ref.text_language or "en",
    }
    return {name: value for name, value in data.items() if value}


def list_json_ld(
    title: str, description: str, page_url: str, papers: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """A page that lists papers, as a `CollectionPage` with an `ItemList`.

    Args:
        title: The page's title.
        description: One line on it.
        page_url: The page's own address, empty when the site has none.
        papers: Title and address of the papers, in the order of the page.
    """
    items = [
        {"@type": "ListItem", "position": place, "name": plain_line(name)}
        | ({"url": address} if address else {})
        for place, (name, address) in enumerate(papers, start=1)
    ]
    data = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": plain_line(title),
        "description": plain_line(description),
        "url": page_url,
        "inLanguage": "en",
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": len(items),
            "itemListElement": items,
        },
    }
    return {name: value for name, value in data.items() if value}


def open_graph(
    title: str,
    description: str,
    page_url: str,
    site_name: str,
    picture: str = "",
    article: bool = False,
) -> Pairs:
    """Property and content of a page's Open Graph tags, in order; source: https://ogp.me.

    Args:
        title: The page's title as plain text.
        description: One or two lines; for a paper its summary.
        page_url: The page's own address, empty when the site has none.
        site_name: The site's name.
        picture: The whole address of the picture that stands for the page; empty for none.
        article: Whether the page is about one paper.
    """
    pairs = (
        ("og:title", plain_line(title)),
        ("og:type", "article" if article else "website"),
        ("og:url", page_url),
        ("og:description", plain_line(description)),
        ("og:site_name", plain_line(site_name)),
        ("og:image", picture),
    )
    return tuple((name, content) for name, content in pairs if content)


def canonical(site_url: str, page: str) -> str:
    """The one address of a page, by its path; empty when the site has no address."""
    return site_url + page if site_url else ""


def _arxiv(ref: Reference) -> str:
    return f"arXiv:{ref.arxiv}" if ref.arxiv else ""


def _author(name: Name, count: int) -> str:
    """The name inverted, as Zotero splits it rightly.

    A space on both sides of the comma would make two authors of a paper's only
    one; a semicolon at the end says that it is one.
    """
    inverted = _without_semicolon(name.in_two_parts)
    last, _, given = inverted.partition(", ")
    return f"{inverted};" if count == 1 and " " in last and " " in given else inverted


def _without_semicolon(text: str) -> str:
    return plain_line(text.replace(";", ","))


def _container(ref: Reference) -> str:
    if ref.kind is ReferenceKind.PREPRINT and ref.arxiv and not ref.container:
        return "arXiv"
    return ref.container


def _person(name: Name) -> dict[str, str]:
    return {"@type": "Person", "name": name.natural}


def _part_of(ref: Reference) -> dict[str, str] | None:
    if not ref.container:
        return None
    return {
        "@type": "Periodical" if ref.kind is ReferenceKind.ARTICLE else "CreativeWork",
        "name": ref.container,
    }


def _publisher(ref: Reference) -> dict[str, str] | None:
    return {"@type": "Organization", "name": ref.publisher} if ref.publisher else None
