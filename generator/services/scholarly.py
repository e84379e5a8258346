"""What arXiv, Crossref, OpenAlex and Semantic Scholar say of a work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from generator.importers import arxiv_feed, citation_page, crossref, graphs
from generator.importers.entry import Entry
from generator.importers.found import Found, chosen, is_same_work, with_later_title
from generator.services.polite_client import NoAnswer, PoliteClient
from generator.services.polite_transport import Service
from generator.services.web_page import ask_page
from generator.text.latex import to_text

_MOST_FOUND = 5
"""Records of a search that are looked at."""
_BATCH = 50
"""Records that arXiv is asked for with one request."""
_ARXIV_DOI = "10.48550/arXiv."
_SCHOLAR_FIELDS = (
    "title,authors,year,publicationDate,venue,publicationVenue,journal,externalIds,abstract"
)
_GAPS = ("authors", "year", "venue", "abstract")
"""What a further service is asked for."""

Reader = Callable[[bytes], Sequence[Entry]]
"""An answer → the works in it; raises `ValueError` for what is no such answer."""


@dataclass(slots=True)
class _Heard:
    """What was heard of one work, and why a service was not heard."""

    failures: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


class Scholar:
    """Looks up works; `services` are by the names of `services.directory`."""

    def __init__(self, client: PoliteClient, services: Mapping[str, Service]) -> None:
        self._client = client
        self._services = services
        self._expected: list[str] = []
        self._preprints: dict[str, Entry] = {}
        self._batched: set[str] = set()
        self.fetched: set[str] = set()
        """The arXiv ids whose records came over the network, and not out of the cache."""

    def expect(self, entries: Iterable[Entry]) -> None:
        """Name the entries that will be looked up next, in order.

        arXiv, which wants the longest pauses, is asked for many of them with one request.
        """
        self._expected = list(dict.fromkeys(entry.arxiv for entry in entries if entry.arxiv))

    def __call__(self, entry: Entry) -> Found:
        """What the services say of the entry's work together.

        By its ids where it has any, else by its title: then the first service that has
        a record which is surely this work is believed, and its ids are followed.
        """
        heard = _Heard()
        found, named = entry, None
        if not (entry.arxiv or entry.doi):
            named = self._by_title(entry, heard) if entry.title else self._by_page(entry, heard)
            if named is None:
                return Found(None, "; ".join(heard.questions[:1]), "; ".join(heard.failures))
            found = named if entry.title == "" else replace(entry, arxiv=named.arxiv, doi=named.doi)
            if not (named.arxiv or named.doi):
                return Found(named, "", "; ".join(heard.failures))
        by_ids = self._by_ids(found, heard)
        return Found(by_ids or named, "; ".join(heard.questions), "; ".join(heard.failures))

    def _by_page(self, entry: Entry, heard: _Heard) -> Entry | None:
        """What the page at the entry's address says of itself, for citations."""
        try:
            response = ask_page(self._client, entry.url or "", citation_page.read)
        except NoAnswer as error:
            heard.failures.append(str(error))
            return None
        found = citation_page.read(response.content) if response else None
        return replace(found, url=entry.url) if found else None

    def _by_title(self, entry: Entry, heard: _Heard) -> Entry | None:
        words = " ".join(re.findall(r"\w+", to_text(entry.title)))
        most = str(_MOST_FOUND)
        searches: tuple[tuple[str, str, dict[str, str], Reader], ...] = (
            ("arxiv", "query", {"search_query": f'ti:"{words}"', "max_results": most},
             arxiv_feed.read),
            ("openalex", "works", {"filter": f"title.search:{words}", "per-page": most},
             graphs.openalex_works),
            ("crossref", "works", {"query.bibliographic": words, "rows": most}, crossref.read),
        )  # fmt: skip
        for name, path, query, read in searches if words else ():
            result = chosen(entry, self._asked(name, path, query, read, heard))
            if result.entry:
                heard.questions.clear()
                return result.entry
            heard.questions += [result.question] if result.question else []
        return None

    def _by_ids(self, entry: Entry, heard: _Heard) -> Entry | None:
        known = entry
        found: list[Entry] = []

        def take(name: str, record: Entry | None) -> Entry | None:
            nonlocal known
            if record is None:
                return None
            if not is_same_work(known, record):
                said = f"{self._services[name].name} says that {_named(entry)} is {record.title!r}"
                heard.questions.append(f"{said}: is it this work?")
                return None
            known = known.over(record)
            found.append(record)
            return record

        preprint = take("arxiv", self._arxiv(entry.arxiv, heard)) if entry.arxiv else None
        doi = entry.doi or (preprint.doi if preprint else None)
        published = take("crossref", self._crossref(doi, heard)) if doi else None
        if published is None or not all(getattr(known, name) for name in _GAPS):
            of_arxiv = f"{_ARXIV_DOI}{entry.arxiv}" if entry.arxiv else ""
            work = take("openalex", self._openalex(doi or of_arxiv, heard))
            published = published or work
        if "semantic-scholar" in self._services and not all(getattr(known, n) for n in _GAPS):
            id_ = f"ARXIV:{entry.arxiv}" if entry.arxiv else f"DOI:{doi}"
            take("semantic-scholar", self._scholar(id_, heard))
        return _together(found, preprint, published) if found else None

    def _arxiv(self, arxiv: str, heard: _Heard) -> Entry | None:
        if arxiv not in self._preprints:
            self._fetch_preprints(arxiv)
        if arxiv in self._preprints:
            return self._preprints[arxiv]
        query = {"id_list": arxiv, "max_results": "1"}
        return self._one(
            "arxiv", "query", query, arxiv_feed.read, heard, lambda row: row.arxiv == arxiv
        )

    def _fetch_preprints(self, arxiv: str) -> None:
        """Ask for a batch that begins with this id; what it lacks is asked for singly later."""
        if arxiv in self._batched or arxiv not in self._expected:
            return
        following = self._expected[self._expected.index(arxiv) :]
        batch = [id_ for id_ in following if id_ not in self._batched][:_BATCH]
        if len(batch) < 2:
            return
        self._batched.update(batch)
        before = self._client.requests
        query = {"id_list": ",".join(batch), "max_results": str(len(batch))}
        rows = self._asked("arxiv", "query", query, arxiv_feed.read, _Heard())
        found = {row.arxiv: row for row in rows if row.arxiv in batch}
        self._preprints |= found
        if self._client.requests > before:
            self.fetched |= found.keys()

    def _crossref(self, doi: str, heard: _Heard) -> Entry | None:
        path = f"works/{quote(doi.lower(), safe='')}"
        return self._one("crossref", path, {}, crossref.read, heard, lambda row: _is_doi(row, doi))

    def _openalex(self, doi: str, heard: _Heard) -> Entry | None:
        path = f"works/doi:{quote(doi.lower(), safe='')}"
        arxiv = doi.removeprefix(_ARXIV_DOI)
        return self._one(
            "openalex", path, {}, graphs.openalex_work, heard,
            lambda row: _is_doi(row, doi) or row.arxiv == arxiv,
        )  # fmt: skip

    def _scholar(self, id_: str, heard: _Heard) -> Entry | None:
        kind, _, value = id_.partition(":")
        path = f"paper/{kind}:{quote(value, safe='')}"
        return self._one(
            "semantic-scholar", path, {"fields": _SCHOLAR_FIELDS}, graphs.scholar_paper, heard,
            lambda row: row.arxiv == value or _is_doi(row, value),
        )  # fmt: skip

    def _one(
        self, name: str, path: str, query: Mapping[str, str], read: Reader, heard: _Heard,
        is_it: Callable[[Entry], bool],
    ) -> Entry | None:  # fmt: skip
        """The record with the id that was asked for; another one is named as a failure."""
        rows = self._asked(name, path, query, read, heard)
        found = next(filter(is_it, rows), None)
        if rows and found is None:
            heard.failures.append(f"{self._services[name].name} answers with another work")
        return found

    def _asked(
        self, name: str, path: str, query: Mapping[str, str], read: Reader, heard: _Heard
    ) -> Sequence[Entry]:
        try:
            response = self._client.get(self._services[name], path, query, read)
        except NoAnswer as error:
            heard.failures.append(str(error))
            return ()
        return read(response.content) if response else ()


def _together(found: Sequence[Entry], preprint: Entry | None, published: Entry | None) -> Entry:
    """One record of several: the first that says something is believed, but for the venue.

    A venue is said by the record of the publication, not by a line that an author wrote at arXiv.
    """
    whole = found[0]
    for other in found[1:]:
        whole = whole.over(other)
    if published and published.venue:
        whole = replace(whole, venue=published.venue, published=published.published)
    status = next((row for row in found if row.status), None)
    if status:
        whole = replace(whole, status=status.status, notice=status.notice)
    if published and preprint:
        whole = with_later_title(whole, published)
    url = None if whole.arxiv or whole.doi else whole.url
    # To OpenAlex a work that is at arXiv is a preprint, whatever became of it.
    kind = None if preprint else whole.type
    return replace(whole, line=0, url=url, type=kind, extra={}, warnings=(), keywords=())


def _named(entry: Entry) -> str:
    return f"arXiv:{entry.arxiv}" if entry.arxiv else f"doi:{entry.doi}"


def _is_doi(entry: Entry, doi: str) -> bool:
    return entry.doi is not None and entry.doi.lower() == doi.lower()
