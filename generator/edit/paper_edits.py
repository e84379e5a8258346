"""Edits of a paper's file that touch nothing else in it.

People keep comments, key order and line breaks of their own in these files.
So an edit is a splice: the parser tells where a value stands, and only the
bytes of the edit change.  Every result is read back and compared before it is
handed out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from generator.content.definitions import PAPER
from generator.content.paper_yaml import field_text, source
from generator.content.yaml_nodes import NotSound, is_null, parse, values
from generator.model.models import SourceRef

_BOM = "\ufeff"
_FIELDS = {field.name: field for field in PAPER.fields}


class CannotEdit(Exception):
    """The file is laid out in a way that a splice cannot serve; the message says what to do."""


def add_sources(text: str, refs: Sequence[SourceRef]) -> str:
    """The file's text with the references behind those that are in `sources` already.

    Raises `CannotEdit` when the file is no mapping or `sources` no list.
    """
    if not refs:
        return text
    if text.startswith(_BOM):
        return _BOM + add_sources(text[1:], refs)
    rows = [source(ref) for ref in refs]
    found = _Mapping(text).value("sources")
    if found is None or _is_empty(found):
        edited = fill(text, {"sources": [{"file": ref.file, "line": ref.line} for ref in refs]})
    elif not isinstance(found, yaml.SequenceNode):
        raise CannotEdit("`sources` is not a list")
    elif found.flow_style:
        at = _end(found.value[-1])
        edited = text[:at] + "".join(f", {row}" for row in rows) + text[at:]
    else:
        first = found.value[0].start_mark.index
        dash = text.rindex("-", 0, first)
        indent = " " * (dash - (text.rfind("\n", 0, dash) + 1))
        at = _line_end(text, _end(found.value[-1]))
        edited = _insert(text, at, "".join(f"{indent}- {row}\n" for row in rows))
    added = [{"file": ref.file, "line": ref.line} for ref in refs]
    before = _read(text).get("sources") or []
    return _checked(text, edited, {"sources": [*before, *added]})


def fill(text: str, fields: Mapping[str, Any]) -> str:
    """The file's text with the fields set that are absent or empty in it.

    A field that is absent goes behind the last of those that precede it in the
    house layout. Raises `CannotEdit` for a field that has a value, or when the
    file is no mapping.
    """
    if text.startswith(_BOM):
        return _BOM + fill(text[1:], fields)
    edited = text
    for key, value in fields.items():
        edited = _fill(edited, key, value)
    return _checked(text, edited, fields) if fields else text


def _fill(text: str, key: str, value: Any) -> str:
    mapping = _Mapping(text)
    found = mapping.value(key)
    rendered = field_text(_FIELDS[key], value)
    if found is None:
        return _insert(text, mapping.place(key), rendered)
    if not _is_empty(found):
        raise CannotEdit(f"`{key}` has a value already")
    content = rendered[len(key) + 1 :].rstrip("\n")
    if "\n" not in content:
        start = mapping.colon(key)
        return text[:start] + content + text[_end(found) :]
    start, end = mapping.colon(key), _end(found)
    rest = text[end : _line_end(text, end)]
    comment, tail = rest.rstrip("\r\n"), text[_line_end(text, end) :]
    body = content.lstrip("\n").replace("\n", _newline(text))
    return text[:start] + comment.rstrip() + _newline(text) + body + _newline(text) + tail


class _Mapping:
    """The top level of a file, with the places of its keys and values."""

    def __init__(self, text: str) -> None:
        self.text = text
        node = parse(text)
        if not isinstance(node, yaml.MappingNode) or node.flow_style or not node.value:
            raise CannotEdit("the file is not a list of `key: value` lines")
        self.pairs = {key.value: (key, value) for key, value in node.value}

    def value(self, key: str) -> yaml.Node | None:
        pair = self.pairs.get(key)
        return pair[1] if pair else None

    def colon(self, key: str) -> int:
        """Where the text behind the key's colon begins."""
        return self.text.index(":", self.pairs[key][0].end_mark.index) + 1

    def place(self, key: str) -> int:
        """The start of the line where an absent key belongs."""
        order = list(_FIELDS)
        earlier = [k for k in order[: order.index(key)] if k in self.pairs]
        if not earlier:
            first = next(iter(self.pairs.values()))[0]
            return int(first.start_mark.index)
        last = max((self.pairs[k][1] for k in earlier), key=lambda node: node.end_mark.index)
        name = max(earlier, key=lambda k: self.pairs[k][1].end_mark.index)
        return _line_end(self.text, max(_end(last, self.text), self.colon(name)))


def _is_empty(node: yaml.Node) -> bool:
    if isinstance(node, yaml.ScalarNode):
        return is_null(node) or node.value == ""
    return not node.value


def _end(node: yaml.Node, text: str = "") -> int:
    """Where the value really ends: a block's own mark stands behind the comments that follow."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        end = len(text[:end].rstrip()) if text else end
    return end


def _line_end(text: str, index: int) -> int:
    """The start of the line behind the one that holds `index`."""
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1


def _insert(text: str, at: int, lines: str) -> str:
    newline = _newline(text)
    before = text[:at]
    if before and not before.endswith("\n"):
        before += newline
    return before + lines.replace("\n", newline) + text[at:]


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _read(text: str) -> dict[str, Any]:
    found = values(text)
    return found if isinstance(found, dict) else {}


def _checked(before: str, after: str, changes: Mapping[str, Any]) -> str:
    try:
        result = _read(after)
    except NotSound:
        result = {}
    # A literal block ends with a line end, which is no part of the abstract.
    if "abstract" in changes:
        result["abstract"] = str(result.get("abstract")).removesuffix("\n")
    if result != {**_read(before), **changes}:
        raise CannotEdit("its layout is unusual; make this edit by hand")
    return after
