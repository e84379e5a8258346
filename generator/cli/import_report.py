"""What `import` says: an account of every file, entry and line, for a terminal and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.importers.entry import ReadEntries
from generator.importers.listings import Listing
from generator.importers.outcomes import ImportStep, Plan
from generator.model.problems import RENDERERS, Problem
from generator.text.json_text import json_document

Row = tuple[str, str, ReadEntries]
"""A file as it is shown, its format, and what was read from it."""


def account(
    rows: Sequence[Row], plan: Plan, there: set[str], copied: Sequence[Path],
    *, verbose: bool, dry_run: bool,
) -> list[str]:  # fmt: skip
    """The lines to print, file by file and in total. Text of a file is there escaped."""
    out: list[str] = []
    rest = list(plan.steps)
    for shown, format_, reading in rows:
        steps, rest = rest[: len(reading.entries)], rest[len(reading.entries) :]
        lines = f"{_lines(reading.listing)}; " if reading.listing else ""
        layout = f" ({reading.listing.format})" if reading.listing else ""
        out += [f"{shown}: {lines}format {format_}{layout}", f"  {_entries(steps)}"]
        if verbose:
            out += _details(reading.listing, steps)
    if len(rows) != 1:
        out += [_total(rows), f"  {_entries(plan.steps)}"]
    out += [f"  {line}" for line in _left(plan)]
    out += [f"Copied to {path.as_posix()}" for path in copied]
    new = len(plan.files.keys() - there)
    changed = len(plan.files) - new
    verb = "Papers that would be written" if dry_run else "Papers written"
    return [*map(_printable, out), f"{verb}: {new} new, {changed} changed"]


def _total(rows: Sequence[Row]) -> str:
    listings = [reading.listing for _, _, reading in rows if reading.listing]
    lines: Counter[str] = Counter()
    for listing in listings:
        lines.update(listing.sums)
    sums = f": {_sums(lines.total(), lines)}" if listings else ""
    return f"Total of {len(rows)} files{sums}"


def _lines(listing: Listing) -> str:
    return _sums(sum(listing.sums.values()), listing.sums)


def _sums(total: int, sums: Mapping[str, int]) -> str:
    return f"{total} lines = " + " + ".join(f"{count} {what}" for what, count in sums.items())


def _entries(steps: Sequence[ImportStep]) -> str:
    outcomes = Counter(str(step.outcome) for step in steps)
    parts = " + ".join(f"{count} {what}" for what, count in outcomes.items())
    counted = "1 entry" if len(steps) == 1 else f"{len(steps)} entries"
    return counted + (f" = {parts}" if parts else "")


def _details(listing: Listing | None, steps: Sequence[ImportStep]) -> Iterator[str]:
    for step in steps:
        line = f"  {step.line}: {step.outcome}: {step.title} → {step.paper or '-'}"
        if step.filled:
            line += f"; filled {', '.join(step.filled)}"
        if step.kept:
            line += f"; kept the paper's own {', '.join(step.kept)}"
        yield line + (f"; {step.reason}" if step.reason else "")
    for row in listing.dropped if listing else ():
        yield f"  {row.line}: dropped, {row.reason}" + (f": {row.text}" if row.text else "")


def _left(plan: Plan) -> Iterator[str]:
    """What no field of a paper keeps, and headings that may become topics."""
    if plan.dropped:
        named = ", ".join(f"{name} of {count}" for name, count in plan.dropped.items())
        yield f"Not kept, for want of a field: {named}"
    if plan.proposed_topics:
        named = ", ".join(f"{name!r} ({count})" for name, count in plan.proposed_topics.items())
        yield f"Headings that may become topics: {named}"


def _printable(text: str) -> str:
    """The text without what could drive a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def as_json(rows: Sequence[Row], plan: Plan, problems: Sequence[Problem]) -> bytes:
    """The account as JSON: files, entries, what is not kept, problems."""
    document = {
        "files": [_file(shown, format_, reading) for shown, format_, reading in rows],
        "entries": [
            {
                "file": step.file, "line": step.line, "title": step.title,
                "outcome": str(step.outcome), "paper": step.paper,
                "filled": list(step.filled), "kept": list(step.kept), "reason": step.reason,
            }
            for step in plan.steps
        ],
        "not_kept": dict(plan.dropped),
        "proposed_topics": dict(plan.proposed_topics),
        "written": sorted(plan.files),
        "problems": json.loads(RENDERERS["json"](problems)),
    }  # fmt: skip
    return json_document(document).encode()


def _file(shown: str, format_: str, reading: ReadEntries) -> dict[str, object]:
    listing = reading.listing
    known: dict[str, object] = {"path": shown, "name": Path(shown).name, "format": format_}
    if listing is None:
        return {**known, "entries": len(reading.entries)}
    dropped = [
        {"line": row.line, "reason": str(row.reason), "text": row.text} for row in listing.dropped
    ]
    return {
        **known, "layout": listing.format, "entries": len(reading.entries),
        "lines": listing.length, "sums": dict(listing.sums), "dropped": dropped,
    }  # fmt: skip
