"""What differs between two states of the content, apart from the papers: as data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from generator.content.content_layout import RECORDS, TABLES
from generator.model.models import Catalog, HandPage, Limits, Paper, Tag

_RAW_HTML = re.compile(r"<[!?/]?([a-z][a-z0-9-]*)(?=[\s/>]|$)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TagMove:
    """A tag that is another word for a tag by now: it was renamed, or merged into one."""

    old: str
    new: str
    merged: bool
    papers: int
    """Papers that carried the old tag and carry the new one."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of a file that is no paper's."""

    where: str
    """`tag maps`, `topic geography`, `page about`, `home page`."""
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class LimitChange:
    """One bound of `limits.yml`."""

    name: str
    """`tags_per_paper`."""
    bound: str
    """`least` or `most`; empty where there is one number alone."""
    before: float
    after: float
    looser: bool
    """Whether more content keeps within the bound than before."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that is no record, table or page: a listing, an image, or a stray file."""

    path: str
    """Relative to the content directory."""
    what: str
    """`new, 120 lines`, `gone`, `3 lines appended`, `changed from line 7 on`."""


@dataclass(frozen=True, slots=True)
class NewRawHtml:
    """HTML in a hand-written page that was not there before."""

    page: str
    tag: str
    """The element's name in small letters."""
    line: int
    """Its first line, counted from 1."""


def is_read(path: str) -> bool:
    """Whether a file of `content/` is a record, a table, a page or a schema by its name."""
    folder, _, name = path.partition("/")
    if not name:
        return path in TABLES
    # The schemas are made from the definitions and the content, and `check` holds them to that.
    endings = {"pages": ".md", "schema": ".schema.json", **dict.fromkeys(RECORDS, ".yml")}
    return folder in endings and "/" not in name and name.endswith(endings[folder])


def tag_moves(before: Catalog, after: Catalog) -> list[TagMove]:
    """The tags that were renamed or merged, sorted by their old id."""
    owners = {alias: tag.id for tag in after.tags.values() for alias in tag.aliases}
    return [
        TagMove(
            old,
            new,
            new in before.tags,
            sum(
                old in paper.tags and new in after.papers[paper.id].tags
                for paper in before.papers.values()
                if paper.id in after.papers
            ),
        )
        for old in sorted(before.tags)
        if old not in after.tags and (new := owners.get(old)) is not None
    ]


def with_moves(before: Catalog, after: Catalog, moves: Sequence[TagMove]) -> Catalog:
    """The catalogue of before, with the tags under the ids that they have now.

    What is left different is not explained by the moves.
    """
    ids = {move.old: move.new for move in moves}
    papers = {id_: _with_tags(paper, ids) for id_, paper in before.papers.items()}
    tags: dict[str, Tag] = {}
    for tag in before.tags.values():
        if tag.id in ids and ids[tag.id] in before.tags:
            continue
        new = ids.get(tag.id, tag.id)
        related = _moved(tag.related, ids)
        gained = {
            word for move in moves if move.new == new
            for word in (move.old, before.tags[move.old].name, *before.tags[move.old].aliases)
        }  # fmt: skip
        explained = new in after.tags and gained and (
            set(tag.aliases) - {new} <= set(after.tags[new].aliases) <= {*tag.aliases, *gained}
        )  # fmt: skip
        aliases = after.tags[new].aliases if explained else tag.aliases
        successor = ids.get(tag.deprecated_for or "", tag.deprecated_for)
        tags[new] = replace(tag, id=new, related=related, aliases=aliases, deprecated_for=successor)
    return replace(before, papers=papers, tags=tags)


def _with_tags(paper: Paper, ids: Mapping[str, str]) -> Paper:
    if ids.keys().isdisjoint(paper.tags):
        return paper
    return replace(paper, tags=_moved(paper.tags, ids))


def _moved(tags: Iterable[str], ids: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids.get(tag, tag) for tag in tags))


def part_changes(before: Catalog, after: Catalog) -> tuple[list[str], list[FieldChange]]:
    """The tags, topics, venues and pages that are new or gone, and what differs in the others."""
    described, changed = [], []
    for kind, old, new in (
        ("tag", before.tags, after.tags),
        ("topic", before.topics, after.topics),
        ("venue", before.venues, after.venues),
        ("page", _by_id(before.pages), _by_id(after.pages)),
    ):
        for id_ in sorted({*old, *new}):
            where = f"{kind} {id_}"
            if id_ not in old or id_ not in new:
                described.append(f"{where}: {'new' if id_ in new else 'gone'}")
            else:
                changed += _fields(where, old[id_], new[id_])
    return described, changed + _fields("home page", before.home, after.home)


def _by_id(pages: Iterable[HandPage]) -> dict[str, HandPage]:
    return {page.id: page for page in pages}


def _fields(where: str, old: object, new: object) -> list[FieldChange]:
    if old == new:
        return []
    names = [field.name for field in fields(old)]  # type: ignore[arg-type]
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in names)
    return [FieldChange(where, name, was, now) for name, was, now in pairs if was != now]


def limit_changes(before: Limits, after: Limits) -> list[LimitChange]:
    """Every bound that is another, in the order of `limits.yml`; the least and the most apart."""
    changes = []
    for field in fields(Limits):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if isinstance(old, tuple):
            least = LimitChange(field.name, "least", old[0], new[0], new[0] < old[0])
            most = LimitChange(field.name, "most", old[1], new[1], new[1] > old[1])
            changes += [least, most]
        else:
            looser = new < old if isinstance(new, bool) else new > old
            changes.append(LimitChange(field.name, "", old, new, looser))
    return [change for change in changes if change.before != change.after]


def raw_html(before: Iterable[HandPage], after: Iterable[HandPage]) -> list[NewRawHtml]:
    """The elements that a hand-written page holds more of than before, by page and line."""
    old = {page.id: Counter(name for name, _ in _elements(page.markdown)) for page in before}
    found = []
    for page in after:
        known = Counter(old.get(page.id, Counter()))
        lines: dict[str, int] = {}
        for name, line in _elements(page.markdown):
            known[name] -= 1
            if known[name] < 0:
                lines.setdefault(name, line)
        found += [NewRawHtml(page.id, name, line) for name, line in lines.items()]
    return found


def _elements(markdown: str) -> Iterable[tuple[str, int]]:
    for number, line in enumerate(markdown.split("\n"), 1):
        for match in _RAW_HTML.finditer(line):
            yield match[1].lower(), number


def file_changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[FileChange]:
    """The files that are new, gone or changed, by path."""
    return [
        FileChange(path, _what(before.get(path), after.get(path)))
        for path in sorted({*before, *after})
        if before.get(path) != after.get(path)
    ]


def _what(old: bytes | None, new: bytes | None) -> str:
    if new is None:
        return "gone"
    if b"\0" in new or b"\0" in (old or b""):
        return f"{'new' if old is None else 'changed'}, {len(new):,} bytes"
    lines = new.splitlines()
    if old is None:
        return f"new, {_lines(len(lines))}"
    known = old.splitlines()
    if lines[: len(known)] == known and len(lines) > len(known):
        return f"{_lines(len(lines) - len(known))} appended"
    same = (at for at, pair in enumerate(zip(known, lines, strict=False), 1) if pair[0] != pair[1])
    first = next(same, min(len(known), len(lines)) + 1)
    return f"changed from line {first:,} on ({_lines(len(known))} before, {len(lines):,} now)"


def _lines(count: int) -> str:
    return f"{count:,} line" if count == 1 else f"{count:,} lines"
