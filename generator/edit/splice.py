"""Edits of YAML that touch one item of a list, one key or one entry, and nothing else.

Comments, quotes, order and line ends are a person's own.  So an edit is a
splice at the places that the parser names, and its result is read back: were
it to say anything but what was asked for, nothing is handed out.  A *path* is
the sequence of keys that leads to a value: `("tags",)` in a paper's file,
`("maps-before-mercator", "aliases")` in `tags.yml`.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

import yaml
from yaml.nodes import Node

from generator.content.node_values import end_of
from generator.content.paper_yaml import double_quoted, scalar
from generator.content.yaml_documents import NotSound
from generator.edit.list_splices import (
    NodePaths,
    Path,
    Splice,
    line_end,
    parsed,
    span,
    with_items,
    without_item,
)
from generator.edit.paper_edits import CannotEdit

_BOM = "\ufeff"
_MOST_REPEATED = 20
_BY_HAND = "its layout is unusual; make this edit by hand"


def items(text: str, path: Path) -> list[Any]:
    """The items of the list at the path; none when there is no list."""
    return list(_list_at(read(text), path))


def spliced(text: str, edits: Iterable[Splice]) -> str:
    """The text with each edit's place replaced; the edits come in any order, none overlap."""
    parts = []
    end = 0
    for start, stop, new in sorted(edits):
        parts += [text[end:start], new]
        end = stop
    return "".join((*parts, text[end:]))


def read(text: str) -> Any:
    """The values of a YAML text; raises `CannotEdit` when it is not YAML."""
    try:
        return parsed(text.removeprefix(_BOM))[1]
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
        return remove_item(text, [path], old)
    return replace_scalars(text, [path], old, new)


def replace_scalars(text: str, paths: Collection[Path], old: str, new: str) -> str:
    """The text with `new` in the place of `old` at all the paths, in the quotes that `old` has.

    A path leads to a scalar or to a list of them; what is not `old` there is
    left as it is. The text is parsed as often for many paths as for one.
    """

    def edits(body: str) -> Iterator[Splice]:
        values = NodePaths(body)
        for path in paths:
            _, node = values.find(path)
            for each in node.value if isinstance(node, yaml.SequenceNode) else (node,):
                if _is(each, old):
                    yield (*span(each), _like(each, new))

    def change(data: Any) -> None:
        for path in paths:
            owner = _reach(data, path[:-1])
            value = owner[path[-1]]
            swapped = [new if each == old else each for each in value]
            owner[path[-1]] = swapped if isinstance(value, list) else new

    return checked_edit(text, lambda body: spliced(body, edits(body)), change) if paths else text


def remove_item(text: str, paths: Collection[Path], item: str) -> str:
    """The text with the item in none of the lists; one that becomes empty is written `[]`.

    Lists without the item are left as they are. The text is parsed as often for
    many paths as for one.
    """
    data = read(text)
    counts = {path: _list_at(data, path).count(item) for path in paths}
    holding = [path for path, count in counts.items() if count]
    rounds = max(counts.values(), default=0)
    if rounds > _MOST_REPEATED:
        raise CannotEdit(f"`{item}` stands {rounds:,} times in one list; remove the repetitions")

    def edits(body: str) -> Iterator[Splice]:
        values = NodePaths(body)
        for path in holding:
            key, node = values.find(path)
            if not isinstance(node, yaml.SequenceNode):
                raise KeyError(path)
            at = next((i for i in reversed(range(len(node.value))) if _is(node.value[i], item)), -1)
            if at >= 0:
                yield without_item(body, key, node, at)

    def splice(body: str) -> str:
        for _ in range(rounds):  # the last of a list goes first, as the one before gets its end
            body = spliced(body, edits(body))
        return body

    def change(data: Any) -> None:
        for path in holding:
            values = _reach(data, path)
            values[:] = [value for value in values if value != item]

    return checked_edit(text, splice, change) if holding else text


def add_items(text: str, path: Path, added: Sequence[str], after: Sequence[str] = ()) -> str:
    """The text with the items at the end of the list, in their order, but for those in it.

    A list that is absent is made, after the last of the sibling keys named in
    `after`.
    """
    present = items(text, path)
    missing = [item for item in dict.fromkeys(added) if item not in present]

    def change(data: Any) -> None:
        owner = _reach(data, path[:-1])
        owner[path[-1]] = [*(owner.get(path[-1]) or []), *missing]

    if not missing:
        return text
    return checked_edit(text, lambda body: with_items(body, path, missing, after), change)


def rename_key(text: str, path: Path, new: str) -> str:
    """The text with the last key of the path called `new`, its value unchanged."""

    def splice(body: str) -> str:
        key, _ = NodePaths(body).find(path)
        start, end = span(key)
        return body[:start] + _like(key, new) + body[end:]

    def change(data: Any) -> None:
        owner = _reach(data, path[:-1])
        owner[new] = owner.pop(path[-1])

    return checked_edit(text, splice, change)


def remove_key(text: str, path: Path) -> str:
    """The text without the key and its value: whole lines of a block mapping.

    Comments between the entry's lines go with it; those above it stay.
    """

    def splice(body: str) -> str:
        key, value = NodePaths(body).find(path)
        start = body.rfind("\n", 0, key.start_mark.index) + 1
        end = line_end(body, max(end_of(body, value), key.end_mark.index))
        deeper = re.compile(rf"(?:[^\S\n]{{{key.start_mark.column + 1},}}#[^\n]*(?:\n|\Z))*")
        found = deeper.match(body, end)
        end = found.end() if found else end
        blank = re.compile(r"[^\S\n]*\n").match(body, end)
        if blank and (start == 0 or re.search(r"(?:\A|\n)[^\S\n]*\n\Z", body[:start])):
            end = blank.end()
        return body[:start] + body[end:]

    return checked_edit(text, splice, lambda data: _reach(data, path[:-1]).pop(path[-1]))


def replace_text(text: str, swap: Callable[[str], str]) -> str:
    """The text with `swap` done to the whole of it, and so to each of its strings."""

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


def checked_edit(text: str, splice: Callable[[str], str], change: Callable[[Any], Any]) -> str:
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


def _list_at(data: Any, path: Path) -> list[Any]:
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, list) else []


def _is(node: Node, item: str) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == item


def _like(node: Node, new: str) -> str:
    """`new` as a scalar in the style of the one that it replaces."""
    if not isinstance(node, yaml.ScalarNode):
        raise TypeError("no scalar")
    if node.style == "'" and "'" not in new and new.isprintable():
        return f"'{new}'"
    return double_quoted(new) if node.style == '"' else scalar(new, inside=True)
