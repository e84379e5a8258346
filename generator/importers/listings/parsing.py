"""A listing's bytes to drafts, with an account of every line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.importers.listings import extra_lines, furniture, lines, paragraphs
from generator.importers.listings.decoding import Line, decode
from generator.importers.listings.extra_lines import Annotation
from generator.importers.listings.listing import Dropped, ListedPaper, Listing, Reason
from generator.importers.listings.pairing import Role, Unit, ends_a_sentence, pair, reads_like_title
from generator.model.problems import Problem, Severity

FORMATS = {"paragraphs": paragraphs.MANNER, "lines": lines.MANNER}
"""How each format separates its parts, by the name that `--format` takes."""


def parse(name: str, data: bytes, path: str, format: str | None = None) -> Listing:
    """Read a listing.

    `name` is what `sources` will quote, `path` what problems quote; `format`
    is one of `FORMATS`, detected when it is None. Whatever is wrong is a
    `Problem`, an error where an entry is lost or doubtful, and does not keep
    the rest from being read.
    """
    decoded, problems = decode(data, path)
    if problems and not decoded:
        return Listing(name, "none", 0, problems=tuple(problems))
    text_lines, dropped, found = furniture.strip(decoded, path)
    problems += found
    blank = [line for line in text_lines if not line.text]
    text_lines, taken = extra_lines.take_out(text_lines)
    units = [line for line in text_lines if line.text]
    if not units:
        problems.append(_nothing(decoded, dropped, path))
    format = format or detect(text_lines)
    entries, unpaired, found = _entries(text_lines, units, format, path)
    problems += found
    entries, lost = _with_extra_lines(entries, taken)
    unpaired += lost
    rows = [Dropped(line.number, Reason.FURNITURE, line.text) for line in dropped]
    rows += [Dropped(line.number, Reason.BLANK, "") for line in blank]
    return Listing(
        name, format if units else "none", len(decoded), tuple(entries),
        tuple(sorted(rows + unpaired, key=lambda row: row.line)), tuple(sorted(problems)),
    )  # fmt: skip


def detect(text_lines: Sequence[Line]) -> str:
    """`paragraphs` if at least half of the blocks between blank lines are one line, else `lines`.

    A single block is `lines`.
    """
    sizes = [len(block) for block in _blocks(text_lines)]
    single = sum(size == 1 for size in sizes)
    return "paragraphs" if len(sizes) > 1 and 2 * single >= len(sizes) else "lines"


def _blocks(text_lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in [*text_lines, Line(0, "")]:
        if line.text:
            block.append(line)
        elif block:
            yield block
            block = []


def _entries(
    text_lines: Sequence[Line], units: Sequence[Line], format: str, path: str
) -> tuple[list[ListedPaper], list[Dropped], list[Problem]]:
    """The entries, the lines that make none, and why."""
    filled = {line.number for line in text_lines if line.text}
    roles = pair(
        [Unit(line.text, line.number - 1 not in filled, line.hint) for line in units],
        FORMATS[format],
    )
    entries: list[ListedPaper] = []
    dropped: list[Dropped] = []
    problems: list[Problem] = []
    for role, members, more in _grouped(units, roles):
        if role is not Role.TITLE:
            rows, found = _unpaired(role, members, path, last=members[-1] is units[-1])
        elif not all(line.readable for line in members):
            rows = [Dropped(line.number, Reason.UNREADABLE, line.text) for line in members]
            found = [
                _error(
                    members[0],
                    path,
                    "entry-unreadable",
                    f"the entry {_short(members[0])} is left out: not all of it is UTF-8",
                )
            ]
        else:
            entries.append(_draft(members, more))
            rows, found = [], _doubts(members, more, path)
        dropped += rows
        problems += found
    return entries, dropped, problems


def _with_extra_lines(
    entries: Sequence[ListedPaper], taken: Sequence[Annotation]
) -> tuple[list[ListedPaper], list[Dropped]]:
    """Each line that was taken out, given to the entry that it stands in or below."""
    starts = [draft.line for draft in entries]
    whole = list(entries)
    lost: list[Dropped] = []
    for row in taken:
        at = bisect_right(starts, row.line) - 1
        if at < 0:
            lost.append(Dropped(row.line, Reason.FURNITURE, row.authors or row.addresses))
            continue
        draft = whole[at]
        whole[at] = replace(
            draft,
            lines=tuple(sorted((*draft.lines, row.line))),
            authors=draft.authors or row.authors,
            addresses=" ".join(filter(None, (draft.addresses, row.addresses))),
        )
    return whole, lost


def _grouped(
    units: Sequence[Line], roles: Sequence[Role]
) -> Iterator[tuple[Role, list[Line], int]]:
    """Runs of lines that belong together, with the role of the first.

    The third value counts the lines that continue the title.
    """
    start = 0
    for index in range(1, len(units) + 1):
        if index == len(units) or roles[index] not in (Role.ABSTRACT, Role.MORE, Role.TITLE_MORE):
            yield roles[start], list(units[start:index]), roles[start:index].count(Role.TITLE_MORE)
            start = index


def _draft(members: Sequence[Line], more: int) -> ListedPaper:
    return ListedPaper(
        title=" ".join(line.text for line in members[: more + 1]),
        abstract=" ".join(line.text for line in members[more + 1 :]),
        line=members[0].number,
        lines=tuple(line.number for line in members),
    )


def _unpaired(
    role: Role, members: Sequence[Line], path: str, last: bool
) -> tuple[list[Dropped], list[Problem]]:
    line = members[0]
    if role is Role.LONE_ABSTRACT:
        reason, code = Reason.NO_TITLE, "title-missing"
        message = f"this abstract has no title before it: {_short(line)}"
    else:
        reason, code = Reason.NO_ABSTRACT, "abstract-missing"
        message = f"the title {_short(line)} has no abstract"
        if last:
            code, message = "entry-cut-off", f"the file ends before the abstract of {_short(line)}"
    return [Dropped(m.number, reason, m.text) for m in members], [_error(line, path, code, message)]


def _doubts(members: Sequence[Line], more: int, path: str) -> list[Problem]:
    title, abstract, *rest = [members[0], *members[more + 1 :]]
    if more:
        message = f"the title that begins with {_short(title)} stands in {more + 1} lines; joined"
        return [_error(title, path, "title-in-several-lines", message)]
    if rest and _may_lack_a_title([abstract, *rest]):
        return [
            _error(abstract, path, "abstract-in-several-lines",
                   f"what follows {_short(title)} stands in {len(rest) + 1} paragraphs"
                   f" ({abstract.number} to {rest[-1].number}): one abstract, or one whose title"
                   " is missing; write each abstract as one paragraph, or `Abstract:` before it")
        ]  # fmt: skip
    if rest:
        return [
            Problem(path, abstract.number, 0, "abstract-in-several-lines",
                    f"the abstract of {_short(title)} stands in {len(rest) + 1} lines"
                    f" ({abstract.number} to {rest[-1].number}); they are joined",
                    severity=Severity.NOTICE)
        ]  # fmt: skip
    if reads_like_title(abstract.text):
        return [
            Problem(path, abstract.number, 0, "abstract-like-title",
                    f"taken for the abstract of {_short(title)}, this line reads like a title;"
                    " is an abstract missing?", severity=Severity.WARNING)
        ]  # fmt: skip
    return []


def _may_lack_a_title(lines: Sequence[Line]) -> bool:
    """Whether a whole paragraph follows another, and no number or label says what it is."""
    return any(
        later.number - line.number > 1
        and ends_a_sentence(line.text)
        and later.hint is None
        and lines[0].hint is None
        for line, later in pairwise(lines)
    )


def _nothing(decoded: Sequence[Line], dropped: Sequence[Line], path: str) -> Problem:
    if dropped:
        return Problem(path, 0, 0, "no-entries", "the file holds page furniture and no entry")
    what = "only blank lines" if decoded else "nothing"
    return Problem(path, 0, 0, "empty-file", f"the file is empty: it holds {what}")


def _error(line: Line, path: str, code: str, message: str) -> Problem:
    return Problem(path, line.number, 0, code, message)


def _short(line: Line) -> str:
    text = line.text
    return repr(text if len(text) <= 80 else f"{text[:77]}...")
