"""A paper as the text of its file, in the house layout.

What people edit comes first, the abstract last and unfolded.  Whatever a text
holds, a YAML 1.1 parser (libyaml) and a YAML 1.2 parser read it back the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import yaml

from generator.model.models import Paper, SourceRef

HEADER = "# yaml-language-server: $schema=../schema/paper.schema.json\n"
"""The first line of every paper's file: editors check it against the schema."""

KEYS = (
    "title", "authors", "year", "venue", "arxiv", "doi", "url", "code", "topics", "tags",
    "summary", "why", "added", "aliases", "distinct_from",
    "sources", "abstract",
)  # fmt: skip
"""The keys in the order of the house layout."""

_PLAIN = re.compile(r"[^\W_](?:[^\x00-\x1f\x7f-\xa0#:\u2028\u2029\ufeff]|:(?=[^\s])|(?<=\S)#)*")
_FLOW_SIGNS = re.compile(r"[\[\]{},]")
_NUMBER_LIKE = re.compile(r"[0-9][0-9a-fA-FoOxXeE_.:+-]*")
_SIGNS_TO_ESCAPE = re.compile(
    r'["\\\x00-\x1f\x7f-\xa0\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]'
    r"|[\U0001fffe\U0001ffff]"
)
_NOT_LITERAL = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\xa0\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]"
)
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_RESOLVER: Any = yaml.resolver.Resolver()  # its methods have no types
_WORDS_OF_12 = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])


def to_yaml(paper: Paper) -> str:
    """The text of the paper's file.

    Unknown fields are left out; `topics` and `tags` are always written, so
    that a curator sees where they go. Lone surrogates, which no file can hold,
    become U+FFFD.
    """
    fields: list[str] = [f"title: {scalar(paper.title)}\n"]
    if paper.authors:
        fields.append(block("authors", paper.authors))
    if paper.year is not None:
        fields.append(f"year: {paper.year}\n")
    for key in ("venue", "arxiv", "doi", "url"):
        value = getattr(paper, key)
        if value is not None:
            fields.append(field(key, value))
    if paper.code:
        fields.append(block("code", paper.code))
    fields.append(f"topics: {flow(paper.topics)}\ntags: {flow(paper.tags)}\n")
    for key in ("summary", "why"):
        value = getattr(paper, key)
        if value is not None:
            fields.append(f"{key}: {scalar(value)}\n")
    if paper.added is not None:
        fields.append(f"added: {paper.added.isoformat()}\n")
    if paper.aliases:
        fields.append(f"aliases: {flow(paper.aliases)}\n")
    if paper.distinct_from:
        fields.append(f"distinct_from: {flow(paper.distinct_from)}\n")
    if paper.sources:
        fields.append("sources:\n" + "".join(f"  - {source(ref)}\n" for ref in paper.sources))
    return HEADER + "".join(fields) + f"abstract: {_long(paper.abstract)}"


def field(key: str, value: str | int) -> str:
    """One line `key: value`; an id is quoted whatever it looks like."""
    quote = key in ("arxiv", "doi") and isinstance(value, str)
    return f"{key}: {double_quoted(str(value)) if quote else scalar(value)}\n"


def block(key: str, values: Iterable[str]) -> str:
    """A list with one item a line."""
    return f"{key}:\n" + "".join(f"  - {scalar(value)}\n" for value in values)


def flow(values: Sequence[str]) -> str:
    """A list on one line: `[a, b]`."""
    return f"[{', '.join(scalar(value, inside=True) for value in values)}]"


def source(ref: SourceRef) -> str:
    """A reference to a listing on one line: `{file: listing.txt, line: 3}`."""
    return f"{{file: {scalar(ref.file, inside=True)}, line: {ref.line}}}"


def scalar(value: str | int, inside: bool = False) -> str:
    """A value on one line, quoted only where it must be; `inside` a flow collection more often."""
    if isinstance(value, int):
        return str(value)
    return value if _is_plain(value, inside) else double_quoted(value)


def double_quoted(text: str) -> str:
    """The text between double quotes; what is invisible or could end a line is escaped."""
    return f'"{_SIGNS_TO_ESCAPE.sub(_escape, _storable(text))}"'


def _long(text: str) -> str:
    """The text as a literal block if a block can hold it, else double-quoted on one line."""
    text = _storable(text)
    lines = text.split("\n")
    fits = text and not _NOT_LITERAL.search(text) and not any(
        line != line.strip(" ") or not line for line in lines
    )  # fmt: skip
    if not fits:
        return double_quoted(text) + "\n"
    return "|\n" + "".join(f"  {line}\n" for line in lines)


def _is_plain(text: str, inside: bool) -> bool:
    return (
        _PLAIN.fullmatch(text) is not None
        and not text.endswith((" ", ":"))
        and not (inside and _FLOW_SIGNS.search(text))
        and not _SIGNS_TO_ESCAPE.search(text.replace('"', "").replace("\\", ""))
        and not _NUMBER_LIKE.fullmatch(text)
        and text.lower() not in _WORDS_OF_12
        and not any("\ud800" <= c <= "\udfff" for c in text)
        and _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str"
    )


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    wide = f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
    return _NAMED.get(char) or (f"\\x{code:02x}" if code <= 0xFF else wide)


def _storable(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if any(
        "\ud800" <= c <= "\udfff" for c in text
    ) else text  # fmt: skip
