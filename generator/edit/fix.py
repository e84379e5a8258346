"""Mends what has one right answer in the text of a file, and leaves every other byte alone.

Comments, quotes and layout stay as people wrote them: a value is replaced
where it stands, and nothing is written anew from the values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.checks.context import Context
from generator.checks.facts import right_venue
from generator.checks.relations import former
from generator.content import characters, yaml_nodes
from generator.content.characters import INVISIBLE, ODD_SPACE
from generator.content.corrections import repaired
from generator.content.definitions import PAPER, File, Items, Record, Table, Text, Type
from generator.content.file_tree import definition
from generator.content.paper_yaml import HEADER, scalar
from generator.edit.splice import Splice, spliced
from generator.text.identifiers import SLUG

_SPACE_AT_END = re.compile(r"[ \t]+$", re.MULTILINE)
_TAB_IN_TEXT = re.compile(r"(?<=[^\s])([ ]*)\t[ \t]*")
_BLOCKS = ("|", ">")
"""The styles of texts of several lines, which hold nothing that could be mended."""


def mend(data: bytes, file: str, context: Context) -> bytes:
    """The bytes of a YAML file with everything mended that has one right answer.

    Args:
        data: The file as it stands.
        file: Its path below the content directory, which says what it holds.
        context: The catalogue that names the right tags, topics and papers.

    Returns:
        The mended bytes; the same ones when nothing is to be mended or the
        file cannot be read as text. A file that was sound YAML stays sound.
    """
    kind = definition(file)
    if kind is None:
        return data
    text, _ = characters.decode(file, data, kind.most_bytes)
    if text is None or not text.strip():
        return data
    mended = _white_space(text)
    if kind is PAPER and not mended.startswith("# yaml-language-server:"):
        mended = HEADER + mended
    root = yaml_nodes.parse(mended)
    if root is None and yaml_nodes.parse(text) is not None:
        return data
    for step in (_values, _values, _order):  # a list in brackets may hold aliases
        changed = mended if root is None else step(mended, root, kind, context)
        if changed != mended and (sound := yaml_nodes.parse(changed)) is not None:
            mended, root = changed, sound
    return mended.encode("utf-8")


def _white_space(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = INVISIBLE.sub("", ODD_SPACE.sub(" ", text))
    text = _SPACE_AT_END.sub("", _TAB_IN_TEXT.sub(" ", text))
    return text.rstrip("\n") + "\n"


def _values(text: str, root: Node, file: File, context: Context) -> str:
    return spliced(text, _of(text, root, file.type, context))


def _of(text: str, node: Node, type_: Type, context: Context) -> Iterator[Splice]:
    """The edits below a node, none of which overlap."""
    if isinstance(node, MappingNode):
        yield from _of_mapping(text, node, type_, context)
    elif isinstance(node, SequenceNode) and isinstance(type_, Items):
        yield from _of_list(text, node, type_, context)
    elif isinstance(node, ScalarNode) and node.style not in _BLOCKS:
        right = _right(node, type_, context)
        if right is not None:
            yield node.start_mark.index, node.end_mark.index, right


def _of_mapping(text: str, node: MappingNode, type_: Type, context: Context) -> Iterator[Splice]:
    if isinstance(type_, Record):
        types = {field.name: field.type for field in type_.fields}
        for key, value in node.value:
            if key.value in types:
                yield from _of(text, value, types[key.value], context)
                if key.value == "summary" and type_ is PAPER.type:
                    yield from _full_stop(value)
    elif isinstance(type_, Table):
        for _, value in node.value:
            yield from _of(text, value, type_.of, context)


def _of_list(text: str, node: SequenceNode, type_: Items, context: Context) -> Iterator[Splice]:
    seen: set[str] = set()
    for index, item in enumerate(node.value):
        if not isinstance(item, ScalarNode):
            yield from _of(text, item, type_.of, context)
            continue
        right = _meant(item, type_.of, context)
        if type_.unique and right in seen:
            yield _without(text, node, index)
        else:
            yield from _of(text, item, type_.of, context)
        seen.add(right)


def _right(node: ScalarNode, type_: Type, context: Context) -> str | None:
    """How YAML should write the value; None when it is right or nobody can tell."""
    mended = None if _is_id(type_) else repaired(node, type_)
    if mended is not None:
        return mended[1]
    value = " ".join(node.value.split())
    meant = _meant(node, type_, context)
    if meant == value:
        return None
    return f"{node.style}{meant}{node.style}" if node.style else scalar(meant, inside=True)


def _meant(node: ScalarNode, type_: Type, context: Context) -> str:
    """The value, or the right one where it is known."""
    value = " ".join(node.value.split())
    mended = None if _is_id(type_) else repaired(node, type_)
    if mended is not None:
        return mended[0]
    if isinstance(type_, Text) and type_.names in ("paper", "topic", "tag"):
        found = former(context, type_.names, value)
        if found and found[2]:
            return found[2]
    if isinstance(type_, Text) and type_.names == "venue":
        return right_venue(context, value) or value
    return value


def _is_id(type_: Type) -> bool:
    """Whether other files and addresses hold the value too: not for a tool to change."""
    return isinstance(type_, Text) and type_.form is SLUG


def _full_stop(node: Node) -> Iterator[Splice]:
    if not isinstance(node, ScalarNode) or yaml_nodes.kind_of(node) != "text":
        return
    value = node.value.strip()
    if value and (value[-1].isalnum() or value[-1] == ")") and node.style not in _BLOCKS:
        end = node.end_mark.index - (1 if node.style else 0)
        yield end, end, "."


def _without(text: str, node: SequenceNode, index: int) -> Splice:
    """The removal of an entry that repeats an earlier one, so that it is not the first."""
    item = node.value[index]
    if node.flow_style:
        return node.value[index - 1].end_mark.index, item.end_mark.index, ""
    start = text.rfind("\n", 0, item.start_mark.index) + 1
    end = text.find("\n", item.end_mark.index) + 1
    return start, end or len(text), ""


def _order(text: str, root: Node, file: File, _context: Context) -> str:
    """The text with its fields in the order of the definition; each takes its comments along."""
    if not file.ordered or not isinstance(file.type, Record) or not isinstance(root, MappingNode):
        return text
    order = {field.name: index for index, field in enumerate(file.type.fields)}
    names = [key.value for key, _ in root.value]
    ranks = [order.get(name, -1) for name in names]
    if root.flow_style or -1 in ranks or len(set(names)) < len(names) or ranks == sorted(ranks):
        return text
    lines = text.splitlines(keepends=True)
    firsts = [key.start_mark.line for key, _ in root.value]
    starts = [firsts[0], *(_with_comments(lines, first, low) for low, first in pairwise(firsts))]
    ends = [*starts[1:], len(lines)]
    blocks = ["".join(lines[start:end]) for start, end in zip(starts, ends, strict=True)]
    head = "".join(lines[: starts[0]])
    return head + "".join(block for _, block in sorted(zip(ranks, blocks, strict=True)))


def _with_comments(lines: list[str], first: int, low: int) -> int:
    """Where a field begins with the comments right above it, below the line `low`."""
    while first - 1 > low and lines[first - 1].startswith("#"):
        first -= 1
    return first
