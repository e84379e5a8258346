"""Awesome lists in Markdown → entries: sections, link texts, and what follows the dash.

markdown-it-py reads the Markdown; an item of a list, or a row of a table, with a
link to somewhere is an entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.importers.awesome_items import BAR, TOLD_BY_COLUMN, entry_of, plain
from generator.importers.columns import field_of_column
from generator.importers.entry import Entry, ReadEntries
from generator.model.problems import Problem, Severity

LARGEST = 4 << 20
"""Characters of a list at most; the longest known has an eighth of it."""
_LONGEST_ITEM = 20_000
_DEEPEST = 100
"""Levels of Markdown; a list has two, itself and its item."""
_ITEM = re.compile(
    r"^ {0,12}(?:[-*+]|\d{1,4}[.)])[ \t]+(?:.{0,5000}\][(\[][^)\s#]|\S.{3,5000}\shttps?://)"
    r"|^ {0,3}\|.{0,5000}\]\(http",
    re.MULTILINE,
)
_HTML_ITEM = re.compile(r"(?is)<(?:li|td|dt|dd)\b[^>]{0,300}>.{0,500}?<a\s[^>]{0,300}href=")
_NO_SECTION = re.compile(
    r"(?i)(?:table of )?contents?|contribut\w+|licen[cs]e|acknowledge?ments?|citation|star history"
    r"|related (?:lists|awesome.*)|about|credits?"
)


def looks_like(text: str) -> bool:
    """Whether the text has list items, or rows of a table, with links that lead elsewhere."""
    return _ITEM.search(text) is not None


def read(text: str, path: str) -> ReadEntries:
    """The items in order; one without a link is refused.

    Paragraphs outside of lists are an introduction, not entries; a text that is
    more such paragraphs than items is an error.
    """
    if len(text) > LARGEST:
        message = f"the list has more than {LARGEST >> 20} MiB; divide it"
        return ReadEntries(problems=(Problem(path, 0, 0, "too-large", message),))
    markdown = _Markdown()
    deep = next((t for t in markdown.blocks(text) if t.level >= _DEEPEST - 2), None)
    if deep is not None:
        line = (deep.map or [0])[0] + 1
        message = f"the list here is nested more than {_DEEPEST // 2 - 1} times"
        return ReadEntries(problems=(Problem(path, line, 0, "nested-too-deeply", message),))
    entries: list[Entry] = []
    for item in _items(markdown.blocks(text), markdown):
        if sum(map(len, item.texts)) > _LONGEST_ITEM:
            message = f"the item that begins here has more than {_LONGEST_ITEM:,} characters"
            return ReadEntries(problems=(Problem(path, item.line, 0, "too-large", message),))
        entry = _entry(item, markdown)
        entries += [entry] if entry else []
    if all(entry.refused for entry in entries):
        message = "no item of a list here has a link to a paper"
        return ReadEntries(problems=(Problem(path, 0, 0, "no-items", message),))
    if problem := _mostly_prose(markdown.blocks(text), len(entries), path):
        return ReadEntries(problems=(problem,))
    return ReadEntries(tuple(entries), tuple(_in_html(markdown.blocks(text), path)))


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a list, or a row of a table."""

    line: int
    section: str
    texts: Sequence[str]
    """One, or that of each cell."""
    columns: Sequence[str] = ()
    """The header of its table."""


def _entry(item: _Item, markdown: _Markdown) -> Entry | None:
    """The entry; what the header of a table names is taken by its name, where it is no link."""
    told: dict[str, str] = {}
    cells: list[list[Token]] = []
    for name, text in zip_longest(item.columns, item.texts, fillvalue=""):
        tokens = markdown.row(text)
        field = field_of_column(name) if item.columns else None
        linked = any(token.type == "link_open" for token in tokens)
        if field in TOLD_BY_COLUMN and not linked and field not in told:
            told[field] = plain(tokens)
        else:
            cells.append(tokens)
    return entry_of(item.line, item.section, markdown.joined(cells), told)


def _in_html(tokens: Sequence[Token], path: str) -> Iterator[Problem]:
    """A warning for each block of HTML that holds items of a list, or cells, with links."""
    for token in tokens:
        if token.type == "html_block" and _HTML_ITEM.search(token.content):
            message = "items written in HTML are not read; write them in Markdown"
            line = (token.map or [0])[0] + 1
            yield Problem(path, line, 0, "html-items", message, severity=Severity.WARNING)


class _Markdown:
    """The parser: blocks first, the text of an item only when it is wanted."""

    def __init__(self) -> None:
        self._parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
        self._parser.enable(["table", "strikethrough"]).disable("inline")
        # Any scheme is a link to Markdown; which addresses are kept is told, and named, elsewhere.
        self._parser.validateLink = _is_link  # type: ignore[method-assign]
        self._env: dict[str, object] = {}
        self._blocks: list[Token] = []

    def blocks(self, text: str) -> list[Token]:
        """The tokens of the text; it is read once."""
        self._blocks = self._blocks or self._parser.parse(text.removeprefix("\ufeff"), self._env)
        return self._blocks

    def row(self, text: str) -> list[Token]:
        """The inline tokens of a text."""
        tokens: list[Token] = []
        self._parser.inline.parse(text, self._parser, self._env, tokens)
        return tokens

    def joined(self, cells: Sequence[Sequence[Token]]) -> list[Token]:
        """The tokens of one text, or of the cells of a row with a bar after each."""
        bar = [Token("text", "", 0, content=BAR)] if len(cells) > 1 else []
        return [token for cell in cells for token in (*cell, *bar)]


def _is_link(url: str) -> bool:  # noqa: ARG001
    return True


def _items(tokens: Sequence[Token], markdown: _Markdown) -> Iterator[_Item]:
    """Each list item and each row of a table's body."""
    sections: dict[int, str] = {}
    depth = line = 0
    row: list[str] = []
    header: list[str] = []
    hidden = False
    for before, token in zip([tokens[0], *tokens], tokens, strict=False):
        if before.type == "heading_open":
            level = int(before.tag[1])
            sections = {n: title for n, title in sections.items() if n < level}
            sections[level] = plain(markdown.row(token.content[:_LONGEST_ITEM]))
            hidden = any(_NO_SECTION.fullmatch(title.strip(" :")) for title in sections.values())
        depth += (token.type == "list_item_open") - (token.type == "list_item_close")
        section = next((sections[n] for n in sorted(sections, reverse=True) if n > 1), "")
        if token.type == "thead_open":
            header = []
        elif before.type == "th_open":
            header.append(plain(markdown.row(token.content[:_LONGEST_ITEM])))
        elif token.type == "tr_open":
            row, line = [], (token.map or [0])[0] + 1
        elif before.type == "td_open":
            row.append(token.content)
        elif token.type == "tr_close" and row and not hidden:
            yield _Item(line, section, row, header)
        elif depth and before.type == "paragraph_open" and not hidden:
            yield _Item((token.map or [0])[0] + 1, section, [token.content])


def _mostly_prose(tokens: Sequence[Token], items: int, path: str) -> Problem | None:
    """An error when more paragraphs stand outside of the lists than there are items."""
    depth = 0
    outside: list[int] = []
    for token in tokens:
        depth += token.nesting if token.type.startswith(("list_item", "blockquote")) else 0
        if token.type == "paragraph_open" and not depth:
            outside.append((token.map or [0])[0] + 1)
    if len(outside) <= max(5, items):
        return None
    message = f"{len(outside)} paragraphs stand outside of the list, the first here"
    return Problem(path, outside[0], 0, "outside-items", message)
