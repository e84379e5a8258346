"""Line and column of a finding in the text of its file."""

from __future__ import annotations

from typing import Any

from yaml.nodes import MappingNode, Node, SequenceNode

from generator.content.file_text import Lines
from generator.content.yaml_documents import where as where_of
from generator.model.rules import Finding


class SourceLocator:
    """The places of one file, which may have as many findings as lines."""

    def __init__(self, text: str, root: Node | None) -> None:
        self._text = text
        self._root = root
        self._lines = Lines(text)
        self._pairs: dict[int, dict[str, tuple[Node, Node]]] = {}
        self._offsets: dict[tuple[str, int, int], list[int]] = {}

    def of(self, found: Finding) -> tuple[int, int]:
        """Line and column of what a finding is about; (0, 0) for the file as a whole."""
        node, key = self._walk(found)
        if found.text:
            start = node.start_mark.index if node else 0
            end = node.end_mark.index if node else len(self._text)
            offsets = self._occurrences(found.text, start, end)
            if found.nth < len(offsets):
                return self._lines.place(offsets[found.nth])
        if not found.where or node is None:
            return (0, 0)
        return where_of(key if found.key and key else node)

    def _walk(self, found: Finding) -> tuple[Node | None, Node | None]:
        """The node at the end of the way, as far as it goes, and the key before it."""
        node, key = self._root, None
        for step in found.where:
            if isinstance(node, MappingNode):
                pair = self._by_key(node).get(step)
                if pair is None:
                    break
                key, node = pair
            elif (
                isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value)
            ):
                node = node.value[step]
            else:
                break
        return node, key

    def _by_key(self, node: MappingNode) -> dict[Any, tuple[Node, Node]]:
        """The pairs of a mapping by their key, of equal keys the first."""
        if id(node) not in self._pairs:
            pairs: dict[Any, tuple[Node, Node]] = {}
            for key, value in node.value:
                if isinstance(key.value, str):
                    pairs.setdefault(key.value, (key, value))
            self._pairs[id(node)] = pairs
        return self._pairs[id(node)]

    def _occurrences(self, words: str, start: int, end: int) -> list[int]:
        """Where the words are between two offsets, also where they overlap."""
        at = (words, start, end)
        if at not in self._offsets:
            found = []
            offset = self._text.find(words, start, end)
            while offset >= 0:
                found.append(offset)
                offset = self._text.find(words, offset + 1, end)
            self._offsets[at] = found
        return self._offsets[at]
