"""The services that are asked: where they are, how often they may be asked, and their keys."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.config import Online
from generator.model.problems import BrokenEnvironment
from generator.services.polite_transport import Service
from generator.text.identifiers import URL

_KNOWN: Mapping[str, tuple[str, str, float]] = {
    # info.arxiv.org/help/api/tou.html: one request every three seconds
    "arxiv": ("arXiv", "https://export.arxiv.org/api/", 3.0),
    # crossref.org/documentation/retrieve-metadata/rest-api: five single records a second
    "crossref": ("Crossref", "https://api.crossref.org/", 1.0),
    # docs.openalex.org: ten requests a second
    "openalex": ("OpenAlex", "https://api.openalex.org/", 0.2),
    # semanticscholar.org/product/api: one request a second with a key
    "semantic-scholar": (
        "Semantic Scholar", "https://api.semanticscholar.org/graph/v1/", 1.1,
    ),
    # zotero.org/support/dev/web_api/v3/basics: as `Backoff` and `Retry-After` say
    "zotero": ("Zotero", "https://api.zotero.org/", 1.0),
}  # fmt: skip
"""Name in the configuration → name for people, address, seconds between two requests."""

SCHOLAR_KEY, OPENALEX_KEY, ZOTERO_KEY = (
    "SEMANTIC_SCHOLAR_API_KEY", "OPENALEX_API_KEY", "ZOTERO_API_KEY",
)  # fmt: skip
"""The environment's names for keys."""


def services_of(online: Online, environment: Mapping[str, str]) -> dict[str, Service]:
    """The services by name; Semantic Scholar is one of them only with a key.

    Raises `BrokenEnvironment` for a service that is not known, or an address that is none.
    """
    unknown = sorted(online.services.keys() - _KNOWN.keys())
    if unknown:
        names = ", ".join(_KNOWN)
        raise BrokenEnvironment(f"`{unknown[0]}` in `extra: services:` is none of {names}")
    headers, queries = _keys(environment)
    found = {}
    for name, (shown, address, pause) in _KNOWN.items():
        base = online.services.get(name, address)
        if not (URL.fits(base) or base.startswith(("http://127.0.0.1:", "http://localhost:"))):
            raise BrokenEnvironment(f"the address of {shown} is none: {base!r}")
        base = base if base.endswith("/") else f"{base}/"
        found[name] = Service(shown, base, pause, headers.get(name, {}), queries.get(name, {}))
    if not environment.get(SCHOLAR_KEY):
        del found["semantic-scholar"]
    return found


def agent_of(online: Online, version: str) -> str:
    """Who asks, with an address to write to where the configuration has one."""
    known = [
        online.repository and f"+{online.repository}",
        online.contact and f"mailto:{online.contact}",
    ]
    about = "; ".join(filter(None, known))
    return f"reading-list/{version}" + (f" ({about})" if about else "")


def _keys(
    environment: Mapping[str, str],
) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """The headers and the query of each service that has a key."""
    headers, queries = {}, {}
    if key := environment.get(SCHOLAR_KEY):
        headers["semantic-scholar"] = {"x-api-key": key}
    if key := environment.get(ZOTERO_KEY):
        headers["zotero"] = {"Zotero-API-Key": key}
    if key := environment.get(OPENALEX_KEY):
        queries["openalex"] = {"api_key": key}
    return headers, queries
