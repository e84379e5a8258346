"""What a change of the content does to the site: two states compared, as data.

Pages are compared as the views that the templates get, so what the comparison
calls changed is what a reader sees change; nothing is rendered for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.analysis.derived import derive
from generator.content.definitions import PAPER
from generator.content.paper_values import field_value
from generator.model.config import Site
from generator.model.models import Catalog, Paper
from generator.model.problems import Problem
from generator.review.content_changes import (
    FieldChange,
    FileChange,
    LimitChange,
    RawHtml,
    TagMove,
    file_changes,
    limit_changes,
    part_changes,
    raw_html,
    tag_moves,
    with_moves,
)
from generator.site.cards import Deck
from generator.site.pages import Page, Source, all_pages
from generator.text import latex
from generator.text.similar_titles import near_pairs
from generator.text.titles import loose_key

_OWN_COLUMNS = ("tags", "topics")


@dataclass(frozen=True, slots=True)
class State:
    """The list at one time, with all that is compared."""

    catalog: Catalog
    pages: Mapping[str, Page]
    """By path."""
    nearest: Mapping[str, tuple[str, ...]]
    """The neighbours that a paper's page shows, by paper id."""
    problems: tuple[Problem, ...]
    """With paths relative to the content directory."""
    unread: frozenset[str] = frozenset()
    """Ids of papers whose files are there and cannot be read."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The files that are no record, table or page, by path below the content directory."""


@dataclass(frozen=True, slots=True)
class PaperChange:
    """One paper before and after; None where it was not, or is no more."""

    before: Paper | None
    after: Paper | None
    unread: bool = False
    """Whether it is gone because its file cannot be read any more."""

    @property
    def paper(self) -> Paper:
        """The paper as it is now, or was last."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change of nothing")
        return found

    @property
    def renamed(self) -> bool:
        """Whether the paper has another id now."""
        return bool(self.before and self.after and self.before.id != self.after.id)

    def other_fields(self) -> list[tuple[str, object, object]]:
        """Name, old and new value of the fields that differ, id, tags and topics aside.

        In the order of the definition.
        """
        if self.before is None or self.after is None:
            return []
        pairs = (
            (f.name, field_value(self.before, f.name), field_value(self.after, f.name))
            for f in PAPER.fields
            if f.name not in _OWN_COLUMNS
        )
        return [row for row in pairs if row[1] != row[2]]


@dataclass(frozen=True, slots=True)
class Count:
    """How many papers a tag or topic has before and after; None where it does not exist."""

    id: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class NeighbourChange:
    """The neighbours that appear on a paper's page and those that vanish from it."""

    paper: str
    appear: tuple[str, ...]
    vanish: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs. All sequences are sorted by id, path or place."""

    moves: tuple[TagMove, ...]
    """Tags renamed or merged; everything below is compared under the ids that they have now."""
    papers: tuple[PaperChange, ...]
    tags: tuple[Count, ...]
    topics: tuple[Count, ...]
    """Papers that name the topic, home or not."""
    homes: tuple[Count, ...]
    """Papers whose home the topic is."""
    described: tuple[str, ...]
    """Tags, topics, venues and pages that are new or gone: `tag pruning: new`."""
    fields: tuple[FieldChange, ...]
    """What differs in those that stayed, and on the home page."""
    limits: tuple[LimitChange, ...]
    html: tuple[RawHtml, ...]
    files: tuple[FileChange, ...]
    duplicates: tuple[tuple[str, str], ...]
    """New or retitled papers with the id of one whose title is nearly the same."""
    neighbours: tuple[NeighbourChange, ...]
    pages: tuple[tuple[str, str], ...]
    """Path, and `new`, `gone`, `now a redirect` or `changed`."""
    new_problems: tuple[Problem, ...]
    old_problems: tuple[Problem, ...]
    """Those that were there before."""


def state(
    catalog: Catalog,
    problems: Iterable[Problem],
    root: str,
    site: Site,
    unread: Iterable[str] = (),
    files: Mapping[str, bytes] | None = None,
) -> State:
    """Derive what is compared; `root` is what the problems' paths begin with."""
    derived = derive(catalog)
    pages = all_pages(Source(catalog, derived, Deck(catalog), site))
    return State(
        catalog=catalog,
        pages={page.path: page for page in pages},
        nearest={
            paper: tuple(near.paper for near in relations.nearest)
            for paper, relations in derived.related.items()
        },
        problems=tuple(_below(problem, root) for problem in sorted(problems)),
        unread=frozenset(unread),
        files=files or {},
    )


def compare(before: State, after: State) -> Changes:
    """Everything that differs between two states."""
    moves = tag_moves(before.catalog, after.catalog)
    old, new = with_moves(before.catalog, after.catalog, moves), after.catalog
    papers = paper_changes(old.papers, new.papers, after.unread)
    described, changed = part_changes(old, new)
    renamed = {c.before.id: c.after.id for c in papers if c.before and c.after}
    known = {_key(problem) for problem in before.problems}
    return Changes(
        moves=tuple(moves),
        papers=tuple(papers),
        tags=_counts(_tag_counts(old), _tag_counts(new)),
        topics=_counts(_topic_counts(old), _topic_counts(new)),
        homes=_counts(_home_counts(old), _home_counts(new)),
        described=tuple(described),
        fields=tuple(changed),
        limits=tuple(limit_changes(old.limits, new.limits)),
        html=tuple(raw_html(old.pages, new.pages)),
        files=tuple(file_changes(before.files, after.files)),
        duplicates=tuple(_duplicates(papers, new)),
        neighbours=tuple(_neighbours(before.nearest, after.nearest, renamed)),
        pages=tuple(_pages(before.pages, after.pages)),
        new_problems=tuple(p for p in after.problems if _key(p) not in known),
        old_problems=tuple(p for p in after.problems if _key(p) in known),
    )


def paper_changes(
    before: Mapping[str, Paper], after: Mapping[str, Paper], unread: Container[str] = ()
) -> list[PaperChange]:
    """The papers that were added, removed, renamed or changed, by their latest id.

    A paper that is gone is `unread` when its file is there, and was renamed when
    a new one names it among its aliases, or has its arXiv id, its DOI or its title.
    """
    gone = {id_: paper for id_, paper in before.items() if id_ not in after}
    lost = [gone.pop(id_) for id_ in list(gone) if id_ in unread]
    by_trait = {trait: id_ for id_, paper in gone.items() for trait in _traits(paper)}
    changes = []
    for id_, paper in after.items():
        old = before.get(id_)
        if old is None:
            found = next((by_trait[t] for t in _traits(paper) if by_trait.get(t) in gone), None)
            old = gone.pop(found) if found else None
        if old != paper:
            changes.append(PaperChange(old, paper))
    changes += [PaperChange(paper, None) for paper in gone.values()]
    changes += [PaperChange(paper, None, unread=True) for paper in lost]
    return sorted(changes, key=lambda change: change.paper.id)


def _traits(paper: Paper) -> list[tuple[str, str]]:
    traits = [("id", paper.id), *(("id", alias) for alias in paper.aliases)]
    traits += [("arxiv", paper.arxiv)] if paper.arxiv else []
    traits += [("doi", paper.doi.lower())] if paper.doi else []
    return [*traits, ("title", loose_key(paper.title))]


def _tag_counts(catalog: Catalog) -> dict[str, int]:
    counts = Counter(tag for paper in catalog.papers.values() for tag in catalog.tags_of(paper))
    return {id_: counts[id_] for id_ in catalog.tags}


def _topic_counts(catalog: Catalog) -> dict[str, int]:
    counts = Counter(topic for paper in catalog.papers.values() for topic in set(paper.topics))
    return {id_: counts[id_] for id_ in catalog.topics}


def _home_counts(catalog: Catalog) -> dict[str, int]:
    counts = Counter(catalog.home_of(paper) for paper in catalog.papers.values())
    return {id_: counts[id_] for id_ in catalog.topics}


def _counts(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[Count, ...]:
    return tuple(
        Count(id_, before.get(id_), after.get(id_))
        for id_ in sorted({*before, *after})
        if before.get(id_) != after.get(id_)
    )


def _duplicates(papers: Sequence[PaperChange], catalog: Catalog) -> Iterable[tuple[str, str]]:
    ids = list(catalog.papers)
    place = {id_: at for at, id_ in enumerate(ids)}
    new = {
        place[c.after.id]
        for c in papers
        if c.after and (c.before is None or c.before.titles != c.after.titles)
    }
    titled = [(place[p.id], title) for p in catalog.papers.values() for title in p.titles]
    among = [at for at, (paper, _) in enumerate(titled) if paper in new]
    found = near_pairs([latex.to_text(title) for _, title in titled], among)
    pairs = {(titled[one][0], titled[other][0]) for one, other in found}
    return sorted((ids[one], ids[other]) for one, other in pairs if one != other)


def _neighbours(
    before: Mapping[str, tuple[str, ...]],
    after: Mapping[str, tuple[str, ...]],
    renamed: Mapping[str, str],
) -> Iterable[NeighbourChange]:
    old = {renamed.get(id_, id_): [renamed.get(n, n) for n in near] for id_, near in before.items()}
    for id_, near in after.items():
        was = old.get(id_, [])
        appear = tuple(n for n in near if n not in was)
        vanish = tuple(n for n in was if n not in near)
        if appear or vanish:
            yield NeighbourChange(id_, appear, vanish)


def _pages(before: Mapping[str, Page], after: Mapping[str, Page]) -> Iterable[tuple[str, str]]:
    for path in sorted({*before, *after}):
        if path not in before:
            yield path, "new"
        elif path not in after:
            yield path, "gone"
        elif before[path] != after[path]:
            yield path, "now a redirect" if after[path].kind == "redirect" else "changed"


def _below(problem: Problem, root: str) -> Problem:
    path = problem.path.removeprefix(root)
    return Problem(
        path, problem.line, problem.column, problem.code,
        problem.message, problem.suggestion, problem.severity,
    )  # fmt: skip


def _key(problem: Problem) -> tuple[str, str, str]:
    """What a problem is, wherever its line moved to."""
    return problem.path, problem.code, problem.message
