"""A paper as the text of its file, in the order and layout of the definition.

What people edit stands first, the abstract last and unfolded.  Whatever a text
holds, a YAML 1.1 parser (libyaml) and a YAML 1.2 parser read it back the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import yaml

from generator.content.definitions import PAPER
from generator.content.field_types import Field, Items, Layout, Text, Type
from generator.content.paper_values import plain_value
from generator.model.models import Paper, SourceRef
from generator.text.identifiers import DATE

HEADER = "# yaml-language-server: $schema=../schema/paper.schema.json\n"
"""The first line of every paper's file: editors check it against the schema."""

_ANY_TEXT = Text()
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

    Unknown fields are left out, but for those that are `always` there, so that a curator
    sees where they go. Lone surrogates, which no file can hold, become U+FFFD.
    """
    values = ((field, plain_value(paper, field)) for field in PAPER.fields)
    return HEADER + "".join(
        field_text(field, value)
        for field, value in values
        if field.required or field.always or not _is_absent(field, value)
    )


def _is_absent(field: Field, value: Any) -> bool:
    """Whether nothing is known; a text of any length is then empty."""
    return value in (None, []) or (field.layout is Layout.LONG and value == "")


def field_text(field: Field, value: Any) -> str:
    """The lines of a field with this value (see `paper_values.plain_value`) in its layout."""
    if field.layout is Layout.LONG:
        return f"{field.name}: {_long(value)}"
    if field.layout is Layout.QUOTED:
        return f"{field.name}: {double_quoted(str(value))}\n"
    if isinstance(field.type, Items):
        rows = [_entry(row, field.type.of) for row in value]
        if field.layout is Layout.BLOCK:
            return f"{field.name}:\n" + "".join(f"  - {row}\n" for row in rows)
        return f"{field.name}: {flow(value, field.type.of)}\n"
    return f"{field.name}: {_one_line(value, field.type)}\n"


def flow(values: Sequence[Any], of: Type = _ANY_TEXT) -> str:
    """A list on one line: `[a, b]`."""
    return f"[{', '.join(_entry(value, of, inside=True) for value in values)}]"


def source(ref: SourceRef) -> str:
    """A reference to a listing on one line: `{file: listing.txt, line: 3}`."""
    return _entry(asdict(ref), _ANY_TEXT)


def _entry(value: Any, of: Type, inside: bool = False) -> str:
    if not isinstance(value, Mapping):
        return _one_line(value, of, inside)
    return f"{{{', '.join(f'{key}: {scalar(row, inside=True)}' for key, row in value.items())}}}"


def _one_line(value: Any, type_: Type, inside: bool = False) -> str:
    is_date = isinstance(type_, Text) and type_.form is DATE
    return str(value) if is_date else scalar(value, inside)


def scalar(value: str | int | float, inside: bool = False) -> str:
    """A value on one line, quoted only where it must be; `inside` a flow collection more often."""
    if isinstance(value, int | float):
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
