"""What YAML nodes say, whatever their layout, and where in the text they end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from generator.content.file_text import cleaned


def said(node: Node) -> Any:
    """The values below a node, hashable and without what white space alone tells apart.

    Two nodes that give the same say the same, in whatever order their fields
    stand; characters of no width and unusual spaces do not count.
    """
    if isinstance(node, MappingNode):
        return "map", tuple(sorted(((said(k), said(v)) for k, v in node.value), key=repr))
    if isinstance(node, SequenceNode):
        return "list", tuple(said(item) for item in node.value)
    return " ".join(cleaned(node.value).split())


def same_values(one: Node, other: Node | None) -> bool:
    """Whether two documents say the same, as `said` tells it."""
    return other is not None and said(one) == said(other)


def scalars(node: Node) -> Iterator[ScalarNode]:
    """The single values and keys below a node, in the order of the text."""
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, MappingNode):
        for pair in node.value:
            for part in pair:
                yield from scalars(part)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from scalars(item)


def end_of(text: str, node: Node) -> int:
    """The offset after the last character of a value.

    A block's own end mark comes after the blank lines and comments that follow it.
    """
    while isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = int(node.end_mark.index)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        end = len(text[:end].rstrip(" \t\r\n"))
    return end
