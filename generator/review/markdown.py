"""A comparison as Markdown for a pull request, short enough for GitHub's job summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass

from generator.model import urls
from generator.model.models import Paper
from generator.model.problems import Problem
from generator.review.compare import Changes, NeighbourChange, PaperChange
from generator.review.content_changes import LimitChange, TagMove
from generator.text import latex
from generator.text.github_markdown import bounded, code, cut, table, text
from generator.text.word_changes import word_changes

MOST_BYTES = 900_000
"""GitHub shows summaries of up to 1 MiB, of all steps together."""

_ROWS = 60
_IN_CELL = 12
_SHORT = 120
"""Characters of a value, or of one changed place in it, that are shown."""
_PLACES = 3
"""Changed places of one value that are shown."""

_PAGE_GROUPS = (
    ("Papers", urls.PAPERS),
    ("Topics", urls.TOPICS),
    ("Tags", urls.TAGS),
    ("Authors", urls.AUTHORS),
    ("Others", ""),
)


def as_markdown(changes: Changes, most: int = MOST_BYTES) -> str:
    """The report: a sentence with the sums, then a section for each kind of change there is.

    It is cut where it would be longer than `most` bytes.
    """
    parts = [
        ["## What this change does to the reading list", "", _sums(changes)],
        _section("Problems", _problems(changes)),
        _section("To look at first", _doubts(changes)),
        _section("Papers", _papers(changes.papers)),
        _section("Tags renamed or merged", _moves(changes.moves)),
        _section("Tags and topics, paper by paper", _labels(changes.papers)),
        _section("Other fields", _fields(changes)),
        _section("Papers per tag and topic afterwards", _counts(changes)),
        _section("New and gone", bounded([f"- {text(what)}" for what in changes.described], _ROWS)),
        _section("Nearly the same title", _duplicates(changes)),
        _section("Neighbours", _neighbours(changes.neighbours)),
        _section("Pages that change", _pages(changes.pages)),
    ]
    return cut("\n\n".join("\n".join(part) for part in parts if part) + "\n", most)


def _section(title: str, lines: list[str]) -> list[str]:
    return [f"### {title}", "", *lines] if lines else []


def _sums(changes: Changes) -> str:
    errors = sum(problem.severity == "error" for problem in changes.new_problems)
    found = f" **{_number(errors, 'new error')}.**" if errors else ""
    if not changes.pages:
        return f"Nothing changes on the site.{found}"
    kinds = [_verb(change) for change in changes.papers]
    words = [
        f"{_number(kinds.count(verb), 'paper')} {verb}"
        for verb in ("added", "removed", "unreadable", "renamed", "changed")
        if verb in kinds
    ]
    words.append(f"{_number(len(changes.pages), 'page')} of the site "
                 f"{'differs' if len(changes.pages) == 1 else 'differ'}")  # fmt: skip
    return f"{', '.join(words)}.{found}"


def _number(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def _verb(change: PaperChange) -> str:
    if change.before is None:
        return "added"
    if change.after is None:
        return "unreadable" if change.unread else "removed"
    return "renamed" if change.renamed else "changed"


def _papers(papers: Sequence[PaperChange]) -> list[str]:
    lines = []
    for change in papers:
        verb = _verb(change)
        if verb == "changed":
            continue
        line = f"- **{verb}** {_title(change.paper)} ({code(change.paper.id)})"
        if verb == "added":
            topics = _codes(change.paper.topics, "no topic")
            line += f": {topics}; {_codes(change.paper.tags, 'no tags')}"
        if verb == "renamed" and change.before:
            line += f", before {code(change.before.id)}"
            kept = change.before.id in change.paper.aliases
            line += "" if kept else "; its old address is lost, as `aliases` does not name it"
        lines.append(line)
    return bounded(lines, _ROWS, "papers")


def _labels(papers: Sequence[PaperChange]) -> list[str]:
    rows = []
    for change in papers:
        old, new = change.before, change.after
        if not old or not new or (old.tags, old.topics) == (new.tags, new.topics):
            continue
        home = f"home now {code(new.home or '')}" if new.home and old.home != new.home else ""
        rows.append([
            _title(new),
            _gained(old.tags, new.tags) or _reordered(old.tags, new.tags),
            _gained(new.tags, old.tags),
            ", ".join(filter(None, [_gained(old.topics, new.topics), home])),
            _gained(new.topics, old.topics),
        ])  # fmt: skip
    head = ["Paper", "Tags gained", "Tags lost", "Topics gained", "Topics lost"]
    return _table(head, rows, "papers")


def _gained(old: Sequence[str], new: Sequence[str]) -> str:
    return _codes([label for label in dict.fromkeys(new) if label not in old])


def _reordered(old: Sequence[str], new: Sequence[str]) -> str:
    return "(another order)" if old != new and sorted(old) == sorted(new) else ""


def _doubts(changes: Changes) -> list[str]:
    """What a reviewer must not overlook: loosened limits, HTML, files beside the records."""
    lines = [f"- limit {_limit(limit)}" for limit in changes.limits]
    lines += [
        f"- raw HTML {text(f'<{html.tag}>')} in {code(f'pages/{html.page}.md')}, line {html.line}"
        for html in changes.html
    ]
    lines += [f"- file {code(file.path)}: {text(file.what)}" for file in changes.files]
    return bounded(lines, _ROWS)


def _limit(limit: LimitChange) -> str:
    name = f"{code(limit.name)}, {limit.bound}" if limit.bound else code(limit.name)
    way = "looser" if limit.looser else "stricter"
    return f"{name}: {_bound(limit.before)} → {_bound(limit.after)}, **{way}**"


def _bound(value: float) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:g}"


def _moves(moves: Sequence[TagMove]) -> list[str]:
    lines = [
        f"- {'merged' if move.merged else 'renamed'} {code(move.old)} "
        f"{'into' if move.merged else '→'} {code(move.new)} on {_number(move.papers, 'paper')}"
        for move in moves
    ]
    return bounded(lines, _ROWS, "tags")


def _fields(changes: Changes) -> list[str]:
    rows = [
        [_title(change.paper), code(name), *_values(old, new)]
        for change in changes.papers
        for name, old, new in change.other_fields()
    ]
    rows += [
        [text(change.where), code(change.field), *_values(change.before, change.after)]
        for change in changes.fields
    ]
    return _table(["", "Field", "Before", "Now"], rows, "fields")


def _values(old: object, new: object) -> tuple[str, str]:
    """Both values as cells: whole where they are short, else what differs, in bold."""
    before, after = _plain(old), _plain(new)
    if max(len(before), len(after)) <= _SHORT:
        return text(before), text(after)
    if not before or not after:
        return text(_cut(before)), text(_cut(after))
    places = word_changes(before, after)
    if not places:
        return "", "(white space alone differs)"
    more = len(places) - _PLACES
    rest = f" … and {_number(more, 'more place')}" if more > 0 else ""
    shown = places[:_PLACES]
    return (
        " … ".join(_place(place.lead, place.before, place.trail) for place in shown) + rest,
        " … ".join(_place(place.lead, place.after, place.trail) for place in shown) + rest,
    )


def _place(lead: str, words: str, trail: str) -> str:
    marked = f"**{text(_cut(words))}**" if words else "**(nothing)**"
    return " ".join(filter(None, [text(lead), marked, text(trail)]))


def _cut(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1]}…"


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(_plain, value))
    if isinstance(value, Mapping):
        return ", ".join(map(_plain, value.values()))
    if is_dataclass(value):
        parts = (getattr(value, field.name) for field in dataclass_fields(value))
        return ", ".join(filter(None, map(_plain, parts)))
    return "" if value is None else str(value)


def _counts(changes: Changes) -> list[str]:
    rows = [
        [kind, code(count.id), _count(count.before), _count(count.after)]
        for kind, counts in (
            ("topic, as home", changes.homes), ("topic", changes.topics), ("tag", changes.tags),
        )
        for count in counts
    ]  # fmt: skip
    return _table(["", "Id", "Before", "Now"], rows, "counts")


def _count(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"


def _duplicates(changes: Changes) -> list[str]:
    lines = [f"- {code(one)} and {code(other)}" for one, other in changes.duplicates]
    return bounded(lines, _ROWS, "pairs")


def _neighbours(neighbours: Sequence[NeighbourChange]) -> list[str]:
    rows = [[code(n.paper), _codes(n.appear), _codes(n.vanish)] for n in neighbours]
    return _table(["On the page of", "appear", "vanish"], rows, "papers")


def _pages(pages: Sequence[tuple[str, str]]) -> list[str]:
    lines, left = [], list(pages)
    for title, prefix in _PAGE_GROUPS:
        group = [row for row in left if row[0].startswith(prefix)]
        left = [row for row in left if not row[0].startswith(prefix)]
        if group:
            shown = [
                code(path or "index.html") + ("" if what == "changed" else f" ({what})")
                for path, what in group[:_ROWS]
            ]
            more = len(group) - len(shown)
            rest = f", and {more:,} more" if more else ""
            lines.append(f"- {title} ({len(group):,}): {', '.join(shown)}{rest}")
    return lines


def _problems(changes: Changes) -> list[str]:
    lines = [_problem(problem) for problem in changes.new_problems]
    lines = bounded(lines, 2 * _ROWS, "problems")
    if changes.old_problems:
        lines.append(f"- {_number(len(changes.old_problems), 'problem')} that stood there before")
    return lines


def _problem(problem: Problem) -> str:
    line = f", line {problem.line}" if problem.line else ""
    what = f"**{problem.severity}** {code(problem.code)}: {text(problem.sentence)}"
    return f"- {code(problem.path)}{line}: {what}"


def _title(paper: Paper) -> str:
    return text(latex.to_text(paper.display_title))


def _codes(ids: Iterable[str], none: str = "") -> str:
    shown = [code(id_) for id_ in ids]
    return ", ".join(bounded(shown, _IN_CELL, "ids")) or none


def _table(head: list[str], rows: list[list[str]], what: str) -> list[str]:
    if not rows:
        return []
    rest = len(rows) - _ROWS
    note = ["", f"… and {rest:,} more {what}"] if rest > 0 else []
    return [*table(head, rows[:_ROWS]), *note]
