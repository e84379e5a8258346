"""Edits of YAML that touch one item of a list, one key or one entry, and nothing else.

Comments, quotes, order and line ends are a person's own.  So an edit is a
splice at the places that the parser names, and its result is read back: were
it to say anything but what was asked for, nothing is handed out.  A *path* is
the sequence of keys that leads to a value: `("tags",)` in a paper's file,
`("layer-normalization", "aliases")` in `tags.yml`.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from typing import Any

import yaml

from generator.content.paper_yaml import double_quoted, scalar
from generator.content.yaml_nodes import NotSound, parse, values
from generator.edit.paper_edits import CannotEdit

Path = tuple[str, ...]
_Node = yaml.Node
_BOM = "\ufeff"
_BY_HAND = "its layout is unusual; make this edit by hand"
_TO_COMMA = re.compile(r"(?:\s|#[^\n]*\n)*,")


def items(text: str, path: Path) -> list[Any]:
    """The items of the list at the path; none when there is no list."""
    value: Any = read(text)
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, list) else []


def read(text: str) -> Any:
    """The values of a YAML text; raises `CannotEdit` when it is not YAML."""
    try:
        return values(text)
    except NotSound as error:
        raise CannotEdit(f"it is not YAML: {error}") from error


def replace_item(text: str, path: Path, old: str, new: str) -> str:
    """The text with `new` in the place of `old`, in the quotes that `old` has.

    Where the list holds `new` already, `old` is removed. A list without `old`
    is left as it is. Raises `CannotEdit` like every edit here.
    """
    present = items(text, path)
    if old not in present or old == new:
        return text
    if new in present:
        return remove_item(text, path, old)

    def splice(body: str) -> str:
        for node in reversed(_sequence(body, path).value):
            if _is(node, old):
                start, end = _span(node)
                body = body[:start] + _like(node, new) + body[end:]
        return body

    return _edit(text, splice, lambda data: _swap(_reach(data, path), old, new))


def remove_item(text: str, path: Path, item: str) -> str:
    """The text without the item; a list that becomes empty is written `[]`."""

    def splice(body: str) -> str:
        while True:
            node = _sequence(body, path)
            places = [at for at, each in enumerate(node.value) if _is(each, item)]
            if not places:
                return body
            body = _without(body, path, node, places[-1])

    def change(data: Any) -> None:
        values = _reach(data, path)
        values[:] = [value for value in values if value != item]

    return _edit(text, splice, change) if item in items(text, path) else text


def add_item(text: str, path: Path, item: str, behind: Sequence[str] = ()) -> str:
    """The text with the item at the end of the list.

    A list that is absent is made, behind the last of the sibling keys named in
    `behind`.
    """
    if item in items(text, path):
        return text

    def change(data: Any) -> None:
        owner = _reach(data, path[:-1])
        owner[path[-1]] = [*(owner.get(path[-1]) or []), item]

    return _edit(text, lambda body: _with_item(body, path, item, behind), change)


def replace_value(text: str, path: Path, new: str) -> str:
    """The text with another scalar at the path, in the quotes that the old one has."""

    def splice(body: str) -> str:
        _, node = _find(body, path)
        start, end = _span(node)
        return body[:start] + _like(node, new) + body[end:]

    def change(data: Any) -> None:
        _reach(data, path[:-1])[path[-1]] = new

    return _edit(text, splice, change)


def rename_key(text: str, path: Path, new: str) -> str:
    """The text with the last key of the path called `new`, its value where it stood."""

    def splice(body: str) -> str:
        key, _ = _find(body, path)
        start, end = _span(key)
        return body[:start] + _like(key, new) + body[end:]

    def change(data: Any) -> None:
        owner = _reach(data, path[:-1])
        owner[new] = owner.pop(path[-1])

    return _edit(text, splice, change)


def remove_key(text: str, path: Path) -> str:
    """The text without the key and its value: whole lines of a block mapping.

    Comments between the entry's lines go with it; those above it stay.
    """

    def splice(body: str) -> str:
        key, value = _find(body, path)
        start = body.rfind("\n", 0, key.start_mark.index) + 1
        end = _line_end(body, max(_end(body, value), key.end_mark.index))
        deeper = re.compile(rf"(?:[^\S\n]{{{key.start_mark.column + 1},}}#[^\n]*(?:\n|\Z))*")
        found = deeper.match(body, end)
        end = found.end() if found else end
        blank = re.compile(r"[^\S\n]*\n").match(body, end)
        if blank and (start == 0 or re.search(r"(?:\A|\n)[^\S\n]*\n\Z", body[:start])):
            end = blank.end()
        return body[:start] + body[end:]

    return _edit(text, splice, lambda data: _reach(data, path[:-1]).pop(path[-1]))


def replace_text(text: str, swap: Callable[[str], str]) -> str:
    """The text with `swap` done to the whole of it, and thereby to each of its strings."""

    def change(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: change(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [change(inner) for inner in value]
        return swap(value) if isinstance(value, str) else value

    edited = swap(text)
    if read(edited) != change(read(text)):
        raise CannotEdit(_BY_HAND)
    return edited


def _edit(text: str, splice: Callable[[str], str], change: Callable[[Any], Any]) -> str:
    """`splice` applied to the text, if it says then what `change` makes of its values."""
    bom = _BOM if text.startswith(_BOM) else ""
    body = text.removeprefix(bom)
    expected = copy.deepcopy(read(body))
    try:
        change(expected)
        edited = splice(body)
    except (KeyError, TypeError, AttributeError) as error:
        raise CannotEdit(_BY_HAND) from error
    try:
        said = read(edited)
    except CannotEdit:
        said = None
    if said != expected:
        raise CannotEdit(_BY_HAND)
    return bom + edited


def _reach(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data


def _swap(values: list[Any], old: str, new: str) -> None:
    values[:] = [new if value == old else value for value in values]


def _find(text: str, path: Path) -> tuple[_Node, _Node]:
    """The key and the value at the path."""
    root = parse(text)
    if root is None:
        raise KeyError(path)
    key: _Node = root
    node: _Node = root
    for name in path:
        if not isinstance(node, yaml.MappingNode):
            raise KeyError(name)
        key, node = next((k, v) for k, v in node.value if k.value == name)
    return key, node


def _sequence(text: str, path: Path) -> yaml.SequenceNode:
    _, node = _find(text, path)
    if not isinstance(node, yaml.SequenceNode):
        raise KeyError(path)
    return node


def _colon(text: str, path: Path) -> int:
    """The place behind the colon of the path's last key."""
    key, _ = _find(text, path)
    return text.index(":", key.end_mark.index) + 1


def _is(node: _Node, item: str) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == item


def _span(node: _Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


def _like(node: _Node, new: str) -> str:
    """`new` as a scalar in the style of the one that it replaces."""
    if not isinstance(node, yaml.ScalarNode):
        raise TypeError("no scalar")
    if node.style == "'" and "'" not in new and new.isprintable():
        return f"'{new}'"
    return double_quoted(new) if node.style == '"' else scalar(new, inside=True)


def _end(text: str, node: _Node) -> int:
    """Where a value really ends: a block's own mark stands behind the comments that follow."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end: int = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return len(text[:end].rstrip())
    return end


def _line_end(text: str, index: int) -> int:
    """The start of the line behind the one that holds `index`."""
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1


def _without(text: str, path: Path, sequence: yaml.SequenceNode, at: int) -> str:
    if sequence.flow_style:
        return _without_in_flow(text, sequence, at)
    start, end = _span(sequence.value[at])
    if len(sequence.value) == 1:
        colon, dash = _colon(text, path), text.rindex("-", 0, start)
        return f"{text[:colon]} []{text[colon:dash].rstrip()}{text[end:]}"
    line = text.rfind("\n", 0, start) + 1
    return text[:line] + text[_line_end(text, end) :]


def _without_in_flow(text: str, sequence: yaml.SequenceNode, at: int) -> str:
    start, end = _span(sequence.value[at])
    before = sequence.value[at - 1].end_mark.index if at else -1
    comma = _TO_COMMA.match(text, end)
    if comma is None and before >= 0 and re.fullmatch(r"[ \t]*,[ \t]*", text[before:start]):
        return text[:before] + text[end:]
    if comma:
        end = comma.end()
    line = text.rfind("\n", 0, start) + 1
    alone = not text[line:start].strip() and re.match(r"[^\S\n]*(#[^\n]*)?(\n|\Z)", text[end:])
    if alone:
        return text[:line] + text[_line_end(text, end) :]
    while end < len(text) and text[end] in " \t" and comma:
        end += 1
    return text[:start] + text[end:]


def _with_item(text: str, path: Path, item: str, behind: Sequence[str]) -> str:
    _, owner = _find(text, path[:-1])
    if not isinstance(owner, yaml.MappingNode):
        raise KeyError(path)
    pairs = {k.value: (k, v) for k, v in owner.value}
    if path[-1] not in pairs:
        return _with_new_list(text, pairs, path[-1], item, behind)
    _, node = pairs[path[-1]]
    if not isinstance(node, yaml.SequenceNode):  # null
        at = _colon(text, path)
        return f"{text[:at]} [{scalar(item, inside=True)}]{text[node.end_mark.index :]}"
    if not node.value:
        at = node.start_mark.index + 1
        return f"{text[:at]}{scalar(item, inside=True)}{text[at:]}"
    end = _end(text, node.value[-1])
    if node.flow_style:
        return f"{text[:end]}, {scalar(item, inside=True)}{text[end:]}"
    dash = text.rindex("-", 0, node.value[-1].start_mark.index)
    indent = text[text.rfind("\n", 0, dash) + 1 : dash]
    return _with_line(text, _line_end(text, end), f"{indent}- {scalar(item)}")


def _with_new_list(
    text: str, pairs: dict[str, tuple[_Node, _Node]], key: str, item: str, behind: Sequence[str]
) -> str:
    siblings = [pair for name, pair in pairs.items() if name in behind] or list(pairs.values())
    last = max(siblings, key=lambda pair: int(pair[0].start_mark.index))
    start = last[0].start_mark.index
    indent = text[text.rfind("\n", 0, start) + 1 : start]
    at = _line_end(text, max(_end(text, last[1]), last[0].end_mark.index))
    return _with_line(text, at, f"{indent}{key}: [{scalar(item, inside=True)}]")


def _with_line(text: str, at: int, line: str) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    before = text[:at]
    if before and not before.endswith("\n"):
        before += newline
    return f"{before}{line}{newline}{text[at:]}"
