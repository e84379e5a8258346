"""Line and column of a finding in the text of its file."""

from __future__ import annotations

from yaml.nodes import MappingNode, Node, SequenceNode

from generator.content.characters import place
from generator.content.yaml_nodes import where as where_of
from generator.model.findings import Finding


def position(text: str, root: Node | None, found: Finding) -> tuple[int, int]:
    """Line and column of what a finding is about; (0, 0) for the file as a whole."""
    node, key = _walk(root, found)
    if found.text:
        start = node.start_mark.index if node else 0
        end = node.end_mark.index if node else len(text)
        offset = _nth(text, found.text, found.nth, start, end)
        if offset is not None:
            return place(text, offset)
    if not found.where or node is None:
        return (0, 0)
    return where_of(key if found.key and key else node)


def _walk(root: Node | None, found: Finding) -> tuple[Node | None, Node | None]:
    """The node at the end of the way, as far as it goes, and the key before it."""
    node, key = root, None
    for step in found.where:
        if isinstance(node, MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
            if pair is None:
                break
            key, node = pair
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            break
    return node, key


def _nth(text: str, words: str, nth: int, start: int, end: int) -> int | None:
    for _ in range(nth + 1):
        start = text.find(words, start, end) + 1
        if start == 0:
            return None
    return start - 1
