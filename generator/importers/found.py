"""What services say of a work, and whether it is the work that was asked for. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from generator.edit.paper_files import PaperFile
from generator.importers.entry import Entry
from generator.importers.matching import is_one_title, title_key, years_fit
from generator.importers.values import folded
from generator.model.problems import Problem, Severity
from generator.text.people_names import split_name

_CLOSE = 97.0
"""From this likeness of titles on (0 to 100) they agree; a first author may do for the rest."""
_NEAR = 88.0
"""From this likeness on a title is worth a question."""
_LONG_TITLE = 24
"""Letters and digits of a title that two works hardly share by chance."""
_MOST_NAMED = 3
_SOUGHT = ("authors", "year", "venue", "abstract")


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of one look-up."""

    entry: Entry | None = None
    """What the services say together; None when they say nothing that is surely of this work."""
    question: str = ""
    """What a person has to decide, as a sentence without a full stop; empty for nothing."""
    failed: str = ""
    """Why a service was not heard, as the rest of a sentence; empty when all were."""


LookUp = Callable[[Entry], Found]
"""An entry with an id, an address or a title → what services say of the work."""


def has_gaps(entry: Entry) -> bool:
    """Whether a service could fill something that an entry with a title lacks."""
    return not all(getattr(entry, name) for name in _SOUGHT) or not (entry.arxiv or entry.doi)


def is_sought(entry: Entry, known: Container[tuple[str, str]], online: bool) -> bool:
    """Whether services are to be asked for the entry.

    Args:
        entry: An entry of a file.
        known: The ids of the papers that the list has (see `ids_of`).
        online: Whether entries with a title are to be asked for too.
    """
    if entry.refused:
        return False
    if entry.title:
        return online and has_gaps(entry)
    ids = [(name, value.lower()) for name, value in
           (("arxiv", entry.arxiv), ("doi", entry.doi)) if value]  # fmt: skip
    return bool(ids or entry.url) and not any(id_ in known for id_ in ids)


def ids_of(papers: Mapping[str, PaperFile]) -> frozenset[tuple[str, str]]:
    """The field and value of each arXiv id and DOI of the papers, in small letters."""
    return frozenset(
        (name, value.lower())
        for paper in papers.values()
        for name in ("arxiv", "doi")
        if isinstance(value := paper.fields.get(name), str)
    )


def doubts_of(entry: Entry, found: Found, path: str) -> Iterator[Problem]:
    """Warnings of a look-up, at the entry's line: `question` and `not-asked`.

    An entry without a title is refused for the same reason, so nothing is said of it here.
    """
    if not entry.title:
        return
    for code, message in (("question", found.question), ("not-asked", found.failed)):
        if message:
            shown = f"{entry.title!r}: {message}"
            yield Problem(path, entry.line, 0, code, shown, severity=Severity.WARNING)


def filled(entry: Entry, found: Found) -> Entry:
    """The entry with what was found where it has nothing; refused when it still has no title."""
    if found.entry is not None:
        return entry.over(without_own_title(found.entry, [entry.title]))
    if entry.title:
        return entry
    reason = found.question or found.failed or "no service has a work with this id or address"
    return replace(entry, refused=reason)


def is_by(one: Entry, other: Entry) -> bool | None:
    """Whether both have the same first author by family name; None when one names nobody."""
    if not (one.authors and other.authors):
        return None
    families = [folded(split_name(entry.authors[0]).family) for entry in (one, other)]
    return families[0] == families[1]


def is_same_work(asked: Entry, found: Entry) -> bool:
    """Whether a record that has the asked id can be of the work: one title, or one first author."""
    return is_one_title(found.title, asked.title) or is_by(asked, found) is True


def chosen(asked: Entry, found: Sequence[Entry]) -> Found:
    """The record of a search by title that is surely the work; a question for one that may be.

    The titles must agree closely, and neither the first author nor the year may
    contradict. Where nothing but a short title is known of the work, or two records
    of other people have its title, no record is chosen.
    """
    likely = [entry for entry in found if _likeness(asked, entry) >= _NEAR]
    sure = [entry for entry in likely if _is_sure(asked, entry)]
    if sure and all(is_by(sure[0], other) is not False for other in sure[1:]):
        return Found(sure[0])
    if not likely:
        return Found()
    shown = "; ".join(_shown(entry) for entry in likely[:_MOST_NAMED])
    return Found(question=f"is this the same work? If so, give its id: {shown}")


def with_later_title(entry: Entry, published: Entry) -> Entry:
    """The entry of a preprint, with the title that it was published under where that is another."""
    one, other = title_key(entry.title), title_key(published.title)
    if (
        not other
        or one.startswith(other)
        or other.startswith(one)
        or fuzz.ratio(one, other) > _CLOSE
    ):
        return entry
    status = entry.status or published.status or "published-as"
    return replace(entry, published_as=published.title, status=status)


def without_own_title(entry: Entry, titles: Iterable[str]) -> Entry:
    """The entry without a later title that is one of these."""
    if entry.published_as is None or title_key(entry.published_as) not in map(title_key, titles):
        return entry
    status = None if entry.status == "published-as" else entry.status
    return replace(entry, published_as=None, status=status)


def _likeness(one: Entry, other: Entry) -> float:
    return fuzz.ratio(title_key(one.title), title_key(other.title))


def _is_sure(asked: Entry, found: Entry) -> bool:
    if _numbers(asked.title) != _numbers(found.title):
        return False
    same_author = is_by(asked, found)
    if same_author is False or not _years_agree(asked, found, same_author is True):
        return False
    if same_author:
        return True
    confirmed = bool(asked.year and found.year) or len(title_key(asked.title)) >= _LONG_TITLE
    return _likeness(asked, found) >= _CLOSE and confirmed


def _years_agree(one: Entry, other: Entry, same_author: bool) -> bool:
    if same_author:
        return years_fit(_values(one), _values(other))
    return not (one.year and other.year) or abs(one.year - other.year) <= 1


def _values(entry: Entry) -> dict[str, object]:
    return {"year": entry.year, "arxiv": entry.arxiv, "venue": entry.venue}


def _numbers(title: str) -> list[str]:
    return re.findall(r"\d+", title)


def _shown(entry: Entry) -> str:
    first = (
        f"{entry.authors[0]}{' et al.' if len(entry.authors) > 1 else ''}" if entry.authors else ""
    )
    known = [first, str(entry.year or ""), f"arXiv:{entry.arxiv}" if entry.arxiv else "",
             f"doi:{entry.doi}" if entry.doi else ""]  # fmt: skip
    return f"{entry.title!r} ({', '.join(filter(None, known))})"
