"""What a change of the content does to the site: two states compared, as data.

Pages are compared as the views that the templates get, so what the comparison
calls changed is what a reader sees change; nothing is rendered for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from generator.analysis.derived import derive
from generator.checks import rules_list
from generator.model.config import Site
from generator.model.memory import NOTHING, Memory
from generator.model.models import Catalog, Paper
from generator.model.problems import Problem
from generator.review.changes import Changes, NeighbourChange, PaperChange, PaperCount
from generator.review.content_changes import (
    file_changes,
    limit_changes,
    part_changes,
    raw_html,
    tag_moves,
    with_moves,
)
from generator.site.cards import PageParts
from generator.site.pages import Page, PageSource, all_drafts
from generator.text import latex
from generator.text.similar_titles import near_pairs
from generator.text.titles import loose_key


class PageInputs(NamedTuple):
    """What tells a page from another without making it."""

    kind: str
    inputs: str


@dataclass(frozen=True, slots=True)
class ReviewedState:
    """The list at one time, with all that is compared."""

    catalog: Catalog
    pages: Mapping[str, PageInputs]
    """By path."""
    begin: Callable[[Sequence[str]], Callable[[], list[Page]]]
    """Begins to make the pages of these paths; returns what waits for them."""
    nearest: Mapping[str, tuple[str, ...]]
    """The neighbours that a paper's page shows, by paper id."""
    problems: tuple[Problem, ...]
    """With paths relative to the content directory."""
    unread: frozenset[str] = frozenset()
    """Ids of papers whose files are there and cannot be read."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The files that are no record, table or page, by path below the content directory."""

    def apart(self) -> tuple[ReviewedState, Callable[[Sequence[str]], list[Page]]]:
        """What another process can be given of it, and what makes its pages in this one."""
        return replace(self, begin=_in_another_process), lambda paths: self.begin(paths)()


def _in_another_process(paths: Sequence[str]) -> Callable[[], list[Page]]:
    raise LookupError(paths)


def state(
    catalog: Catalog,
    problems: Iterable[Problem],
    root: str,
    site: Site,
    unread: Iterable[str] = (),
    files: Mapping[str, bytes] | None = None,
    memory: Memory = NOTHING,
    digests: Mapping[str, str] = MappingProxyType({}),
) -> ReviewedState:
    """Derive what is compared; `root` is what the problems' paths begin with."""
    parts = PageParts(catalog, digests, memory)
    derived = derive(catalog, memory, parts.keys, words=parts.words)
    source = PageSource(catalog, derived, parts, site, rules_list())
    drafts = {page.path: page for page in all_drafts(source)}
    return ReviewedState(
        catalog=catalog,
        pages={path: PageInputs(draft.kind, draft.inputs) for path, draft in drafts.items()},
        begin=lambda paths: lambda: [drafts[path].make() for path in paths],
        nearest={
            paper: tuple(near.paper for near in relations.nearest)
            for paper, relations in derived.related.items()
        },
        problems=tuple(_below(problem, root) for problem in sorted(problems)),
        unread=frozenset(unread),
        files=files or {},
    )


def compare(before: ReviewedState, after: ReviewedState) -> Changes:
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
        pages=tuple(_pages(before, after)),
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


def _counts(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[PaperCount, ...]:
    return tuple(
        PaperCount(id_, before.get(id_), after.get(id_))
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
    if not new:
        return []
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


def _pages(before: ReviewedState, after: ReviewedState) -> Iterable[tuple[str, str]]:
    old, new = before.pages, after.pages
    doubtful = [path for path in old if path in new and not _same(old[path], new[path])]
    was, now = before.begin(doubtful), after.begin(doubtful)
    pages = now()  # first: those of before may be made in another process
    shown = zip(doubtful, was(), pages, strict=True)
    changed = {path for path, one, other in shown if one != other}
    for path in sorted({*old, *new}):
        if path not in old:
            yield path, "new"
        elif path not in new:
            yield path, "gone"
        elif path in changed:
            yield path, "now a redirect" if new[path].kind == "redirect" else "changed"


def _same(one: PageInputs, other: PageInputs) -> bool:
    return bool(one.inputs) and one == other


def _below(problem: Problem, root: str) -> Problem:
    return problem._replace(path=problem.path.removeprefix(root))


def _key(problem: Problem) -> tuple[str, str, str]:
    """What a problem is, wherever its line moved to."""
    return problem.path, problem.code, problem.message
