"""The lines that differ between texts, before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Each line that changes, before and after, file by file."""
    lines: list[str] = []
    for path in sorted(after):
        old, new = (_lines(texts[path]) for texts in (before, after))
        lines += [f"--- {path}\n", f"+++ {path}\n", *hunks(old, new)]
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def hunks(old: list[str], new: list[str]) -> Iterator[str]:
    """The hunks of a unified diff without context."""
    from rapidfuzz.distance import Indel  # difflib takes minutes for a large vocabulary

    src = dest = 0
    for equal in Indel.opcodes(old, new).as_matching_blocks():  # the last is empty, at the end
        gone, come = old[src : equal.a], new[dest : equal.b]
        if gone or come:
            yield f"@@ -{_range(src, len(gone))} +{_range(dest, len(come))} @@\n"
            yield from (f"-{line}" for line in gone)
            yield from (f"+{line}" for line in come)
        src, dest = equal.a + equal.size, equal.b + equal.size


def _range(start: int, count: int) -> str:
    """The lines of a hunk as a unified diff numbers them: those of nothing are the line before."""
    return str(start + 1) if count == 1 else f"{start + 1 if count else start},{count}"


def _lines(text: str) -> list[str]:
    """The lines with their ends, as YAML and Git count them: `str.splitlines` finds more."""
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)
