"""Values of YAML set to others, with as few bytes changed as their layout allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from generator.content.node_values import end_of
from generator.content.paper_yaml import double_quoted, scalar
from generator.edit.list_splices import NodePaths, Path, Splice, span
from generator.edit.paper_edits import CannotEdit
from generator.edit.splice import add_items, checked_edit, items, remove_item, spliced


def set_items(text: str, path: Path, wanted: Sequence[str], after: Sequence[str] = ()) -> str:
    """The text with just these items in the list, in this order.

    Items that stay keep their quotes and comments, unless their order changes.

    Args:
        text: A YAML text.
        path: The keys that lead to the list.
        wanted: The items, each once.
        after: The sibling keys after which an absent list is made.

    Raises:
        CannotEdit: The layout of the list is unusual, or the text is not YAML.
    """
    gone = dict.fromkeys(item for item in items(text, path) if item not in wanted)
    text = add_items(text, path, wanted, after)  # first, as an empty list has no layout to follow
    for item in gone:
        text = remove_item(text, [path], item)
    present = items(text, path)
    if present == list(wanted):
        return text
    if sorted(present) != sorted(wanted):
        raise CannotEdit("a list names an item twice; remove the repetition")
    return _reordered(text, path, wanted)


def set_text(text: str, path: Path, value: str) -> str:
    """The text with the value at the path, which must be there, set to a text on one line.

    It keeps the quotes that it has. Raises `CannotEdit` like `set_items`.
    """

    def splice(body: str) -> str:
        nodes = NodePaths(body)
        (_, owner), (_, node) = nodes.find(path[:-1]), nodes.find(path)
        if not isinstance(node, yaml.ScalarNode) or not isinstance(owner, yaml.MappingNode):
            raise TypeError("no scalar")
        quoted = node.style == "'" and "'" not in value and value.isprintable()
        written = f"'{value}'" if quoted else scalar(value, inside=bool(owner.flow_style))
        if node.style == '"':
            written = double_quoted(value)
        start, end = node.start_mark.index, end_of(body, node)
        return body[:start] + written + body[end:]

    def change(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    return checked_edit(text, splice, change)


def _reordered(text: str, path: Path, wanted: Sequence[str]) -> str:
    def edits(body: str) -> Iterator[Splice]:
        _, node = NodePaths(body).find(path)
        if not isinstance(node, yaml.SequenceNode):
            raise KeyError(path)
        written = {each.value: body[slice(*span(each))] for each in node.value}
        for each, item in zip(node.value, wanted, strict=True):
            yield (*span(each), written[item])

    def change(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = list(wanted)

    return checked_edit(text, lambda body: spliced(body, edits(body)), change)
