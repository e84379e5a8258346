"""Text as GitHub shows it, whatever the text holds.

Titles and names come from anybody's pull request or issue.  Shown in a
comment or a summary they must not become a table's border, a heading, an
image, a link, a mention that sends mail, or a reference to an issue.
"""

from __future__ import annotations

import re

_LONGEST = 300
_ENTITIES = {
    **{char: f"&#{ord(char)};" for char in "\\`*_[]{}|~$!"},
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "@&#8203;", "#": "#&#8203;",
}  # fmt: skip
_MARKUP = re.compile("[" + re.escape("".join(_ENTITIES)) + "]")
# Addresses become links, and `GH-1` a reference, after the Markdown is done: only a
# character of no width between keeps them from it.
_BREAKS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=GH)(?=-\d)|(?<=mailto)(?=:)", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/+-]|: (?=\S))*")


def text(value: str) -> str:
    """The text on one line, with nothing in it that GitHub acts upon; long texts are cut.

    Entities never act as Markdown (CommonMark 2.5), so every sign that could
    is written as one. Invisible characters are shown as escapes.
    """
    line = " ".join(value.split())
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST - 1]}…"
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
    line = line.encode("utf-8", "replace").decode()
    pieces = _BREAKS.split(line)
    return "&#8203;".join(_MARKUP.sub(lambda m: _ENTITIES[m[0]], piece) for piece in pieces)


def code(value: str) -> str:
    """The text as code where it is a plain id or path, else as `text` has it."""
    return f"`{value}`" if _CODE.fullmatch(value) and len(value) <= _LONGEST else text(value)


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """The lines of a table; the cells are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def bounded(lines: list[str], limit: int, what: str = "rows") -> list[str]:
    """At most `limit` lines, the last of them saying how many are not shown."""
    if len(lines) <= limit:
        return lines
    return [*lines[: limit - 1], f"… and {len(lines) - limit + 1:,} more {what}"]


def cut(document: str, most: int) -> str:
    """The document, ended at a line's end so that it stays within `most` bytes of UTF-8."""
    data = document.encode()
    if len(data) <= most:
        return document
    note = "\n\n*The rest is cut: the report would be too long for GitHub.*\n"
    kept = data[: most - len(note.encode())].decode("utf-8", "ignore")
    return kept[: kept.rfind("\n")] + note
