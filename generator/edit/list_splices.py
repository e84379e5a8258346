"""Where keys, values and items of lists are in a YAML text, and splices that add or remove items.

Pure offsets: `splice` checks that the result says what was asked for.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from typing import Any

import yaml
from yaml.nodes import Node

from generator.content.node_values import end_of
from generator.content.paper_yaml import scalar
from generator.content.yaml_documents import parse, values

Path = tuple[str, ...]
"""The keys that lead to a value: `("maps-before-mercator", "aliases")` in `tags.yml`."""
Splice = tuple[int, int, str]
"""The text from an offset to another becomes this one."""

_TO_LINE_END = re.compile(r"[^\S\n]*(#[^\n]*)?(\n|\Z)")
_TO_COMMA = re.compile(r"(?:\s|#[^\n]*\n)*,")


@functools.lru_cache(maxsize=2)
def parsed(body: str) -> tuple[Node | None, Any]:
    """Nodes and values, which nobody may change: an edit's result is the next one's text."""
    return parse(body), values(body)


class NodePaths:
    """The nodes of a text by their paths, which may be as many as its lines."""

    def __init__(self, text: str) -> None:
        self._root, _ = parsed(text)
        self._pairs: dict[int, dict[str, tuple[Node, Node]]] = {}

    def find(self, path: Path) -> tuple[Node, Node]:
        """The key and the value at the path; raises `KeyError` when nothing is there."""
        if self._root is None:
            raise KeyError(path)
        key = node = self._root
        for name in path:
            key, node = self._by_key(node)[name]
        return key, node

    def _by_key(self, node: Node) -> dict[str, tuple[Node, Node]]:
        if not isinstance(node, yaml.MappingNode):
            return {}
        if id(node) not in self._pairs:
            scalars = ((k, v) for k, v in reversed(node.value) if isinstance(k, yaml.ScalarNode))
            self._pairs[id(node)] = {k.value: (k, v) for k, v in scalars}
        return self._pairs[id(node)]


def colon(text: str, key: Node) -> int:
    """The offset after the colon of the key."""
    return text.index(":", key.end_mark.index) + 1


def span(node: Node) -> tuple[int, int]:
    """The offsets where a scalar begins and ends."""
    return node.start_mark.index, node.end_mark.index


def line_end(text: str, index: int) -> int:
    """The start of the line after the one that holds `index`."""
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1


def without_item(text: str, key: Node, sequence: yaml.SequenceNode, index: int) -> Splice:
    """The removal of an item from the list of a key."""
    if sequence.flow_style:
        return _without_in_flow(text, sequence, index)
    start, end = span(sequence.value[index])
    if len(sequence.value) == 1:
        at, dash = colon(text, key), text.rindex("-", 0, start)
        return at, end, f" []{text[at:dash].rstrip()}"
    return text.rfind("\n", 0, start) + 1, line_end(text, end), ""


def _without_in_flow(text: str, sequence: yaml.SequenceNode, at: int) -> Splice:
    start, end = span(sequence.value[at])
    before = sequence.value[at - 1].end_mark.index if at else -1
    comma = _TO_COMMA.match(text, end)
    if comma is None and before >= 0 and re.fullmatch(r"[ \t]*,[ \t]*", text[before:start]):
        return before, end, ""
    if comma:
        end = comma.end()
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip() and _TO_LINE_END.match(text, end):
        return line, line_end(text, end), ""
    while end < len(text) and text[end] in " \t" and comma:
        end += 1
    return start, end, ""


def with_items(text: str, path: Path, added: Sequence[str], after: Sequence[str]) -> str:
    """The text with the items at the end of the list; `after` as for `splice.add_items`."""
    _, owner = NodePaths(text).find(path[:-1])
    if not isinstance(owner, yaml.MappingNode):
        raise KeyError(path)
    pairs = {k.value: (k, v) for k, v in owner.value}
    row = ", ".join(scalar(item, inside=True) for item in added)
    if path[-1] not in pairs:
        return _with_new_list(text, pairs, f"{path[-1]}: [{row}]", after)
    key, node = pairs[path[-1]]
    if not isinstance(node, yaml.SequenceNode):  # null
        at = colon(text, key)
        return f"{text[:at]} [{row}]{text[node.end_mark.index :]}"
    if not node.value:
        at = node.start_mark.index + 1
        return f"{text[:at]}{row}{text[at:]}"
    end = end_of(text, node.value[-1])
    if node.flow_style:
        return f"{text[:end]}, {row}{text[end:]}"
    dash = text.rindex("-", 0, node.value[-1].start_mark.index)
    indent = text[text.rfind("\n", 0, dash) + 1 : dash]
    return _with_lines(text, line_end(text, end), [f"{indent}- {scalar(item)}" for item in added])


def _with_new_list(
    text: str, pairs: dict[str, tuple[Node, Node]], written: str, after: Sequence[str]
) -> str:
    siblings = [pair for name, pair in pairs.items() if name in after] or list(pairs.values())
    last = max(siblings, key=lambda pair: int(pair[0].start_mark.index))
    start = last[0].start_mark.index
    indent = text[text.rfind("\n", 0, start) + 1 : start]
    at = line_end(text, max(end_of(text, last[1]), last[0].end_mark.index))
    return _with_lines(text, at, [f"{indent}{written}"])


def _with_lines(text: str, at: int, lines: Iterable[str]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    before = text[:at]
    if before and not before.endswith("\n"):
        before += newline
    return before + "".join(f"{line}{newline}" for line in lines) + text[at:]
