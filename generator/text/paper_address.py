"""Which field of a paper a web address belongs to."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from generator.text.identifiers import ARXIV, DOI, URL
from generator.text.repository_links import repository


def field_of(address: str) -> tuple[str, str] | None:
    """The field (`arxiv`, `doi`, `code` or `url`) and what stands in it for the address.

    None for an address that is malformed, or of arXiv or doi.org and of no paper there.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    path = unquote(parts.path).strip("/")
    if host in ("arxiv.org", "export.arxiv.org"):
        arxiv = ARXIV.mended(path.partition("/")[2])
        return ("arxiv", arxiv) if arxiv else None
    if host in ("doi.org", "dx.doi.org"):
        doi = DOI.mended(path)
        return ("doi", doi) if doi else None
    if not URL.fits(address):
        return None
    code = repository(address)
    return ("code", code) if code else ("url", address)
