"""YAML texts to values or nodes, without what makes libyaml crash or a small file huge."""

from __future__ import annotations

import re
from typing import Any

import yaml

MAX_DEPTH = 24
"""Levels of nesting at most; libyaml's composer overruns the stack at some thousands."""

_SIGILS = re.compile(r"(?:^|[\s,\[{:])[&*!]\S", re.MULTILINE)
_DEEP_BLOCK = re.compile(r"^(?:[^\S\n]{12}|[^\S\n]*(?:[-?:]\s+){6})", re.MULTILINE)


def load(text: str) -> Any:
    """The values of a text by PyYAML's safe loader.

    Raises `yaml.YAMLError` when the text is not YAML, has aliases or nests
    deeper than `MAX_DEPTH`, and `ValueError` for a value such as `2020-99-99`.
    """
    return parse(text)[1]


def compose(text: str) -> yaml.Node | None:
    """The nodes of a text, with resolved tags; None when it says nothing. Raises like `load`."""
    refuse_unsafe(text)
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def parse(text: str) -> tuple[yaml.Node | None, Any]:
    """The nodes of a text and its values, both None when it says nothing. Raises like `load`."""
    refuse_unsafe(text)
    loader = yaml.CSafeLoader(text)
    node = loader.get_single_node()
    return node, None if node is None else loader.construct_document(node)


def needs_a_closer_look(text: str) -> bool:
    """Whether there may be anchors, aliases or tags, or nesting that the composer cannot bear."""
    return (
        _SIGILS.search(text) is not None
        or text.count("[") + text.count("{") >= MAX_DEPTH
        or _DEEP_BLOCK.search(text) is not None
    )


def refuse_unsafe(text: str) -> None:
    """Raise `yaml.YAMLError` for aliases and for nesting deeper than `MAX_DEPTH`."""
    if not needs_a_closer_look(text):
        return
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise yaml.YAMLError(f"`*{event.anchor}` is a YAML alias; put it in quotes")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise yaml.YAMLError(f"more than {MAX_DEPTH} lists or mappings stand inside each other")
