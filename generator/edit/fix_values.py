"""Where a value is replaced by the right one, or an entry that repeats another goes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.checks import corrected
from generator.checks.context import Context
from generator.content import file_text
from generator.content.corrections import repaired
from generator.content.definitions import PAPER
from generator.content.field_types import Items, Pair, Record, Table, Text, Type, Whole
from generator.content.node_values import end_of, said
from generator.content.paper_yaml import double_quoted, scalar
from generator.content.yaml_documents import is_null, kind_of
from generator.text.identifiers import SLUG

_LINK = re.compile(r"\]\((paper|topic|tag):([^)\s]*)\)")


@dataclass(frozen=True, slots=True)
class TextEdit:
    """The text from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str


def applied(text: str, changes: Iterable[TextEdit]) -> str:
    """The text after edits of which none overlap."""
    for edit in sorted(changes, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def edits(text: str, node: Node, type_: Type, context: Context) -> Iterator[TextEdit]:
    """The edits below a node of the text, by the type that it should have; none overlap."""
    if isinstance(node, MappingNode):
        yield from _of_mapping(text, node, type_, context)
    elif isinstance(node, SequenceNode) and isinstance(type_, Items):
        yield from _of_list(text, node, type_, context)
    elif isinstance(node, SequenceNode) and isinstance(type_, Pair):
        for end in node.value:
            yield from edits(text, end, Whole(0, 10_000_000), context)
    elif isinstance(node, ScalarNode) and not is_null(node):
        start, end = node.start_mark.index, end_of(text, node)
        if file_text.CONTROL.search(text, start, end):
            return  # the parser was shown another character in its place
        right = _right(text, node, type_, context)
        if right is not None:
            yield TextEdit(start, end, right)


def links(
    text: str, context: Context, start: int = 0, end: int | None = None
) -> Iterator[TextEdit]:
    """The ids in links such as `[words](paper:ID)` that have another one now."""
    for link in _LINK.finditer(text, start, len(text) if end is None else end):
        right = corrected(context, link[1], link[2])
        if right is not None:
            yield TextEdit(link.start(2), link.end(2), right)


def _of_mapping(text: str, node: MappingNode, type_: Type, context: Context) -> Iterator[TextEdit]:
    if isinstance(type_, Record):
        types = {field.name: field.type for field in type_.fields}
        names = _present_names(node, type_)
        for key, value in node.value:
            name = names.get(key.value, key.value) if isinstance(key, ScalarNode) else None
            if name in types:
                # of a field that is given twice the first is read
                type_of = types.pop(name)
                if name != key.value:
                    yield TextEdit(key.start_mark.index, end_of(text, key), name)
                yield from _of_field(text, name, value, type_of, type_, context)
    elif isinstance(type_, Table):
        read: set[str] = set()
        for key, value in node.value:
            if isinstance(key, ScalarNode) and _is_read(key, type_, read):
                yield from edits(text, value, type_.of, context)


def _present_names(node: MappingNode, record: Record) -> dict[str, str]:
    """Former name of a field → its present one, where the mapping does not have that too."""
    given = {key.value for key, _ in node.value if isinstance(key, ScalarNode)}
    fields = (field for field in record.fields if field.name not in given)
    return {former: field.name for field in fields for former in field.formerly}


def _is_read(key: ScalarNode, table: Table, read: set[str]) -> bool:
    """Whether an entry of a table counts: its id is sound, and it is the first of that id."""
    first = key.value not in read
    read.add(key.value)
    return first and (table.key.form is None or table.key.form.fits(key.value))


def _of_field(
    text: str, name: str, node: Node, type_: Type, record: Record, context: Context
) -> Iterator[TextEdit]:
    changes = list(edits(text, node, type_, context))
    if not changes and record is PAPER.type and isinstance(node, ScalarNode):
        changes += _completed(text, name, node, context)
    if not changes and name == "introduction" and isinstance(node, ScalarNode):
        changes += links(text, context, node.start_mark.index, end_of(text, node))
    yield from changes


def _of_list(text: str, node: SequenceNode, type_: Items, context: Context) -> Iterator[TextEdit]:
    seen: set[object] = set()
    for index, item in enumerate(node.value):
        right: object = said(item)
        if isinstance(item, ScalarNode):
            right = unicodedata.normalize("NFC", _meant(item, type_.of, context))
        repeats = type_.unique and right in seen and not is_null(item)
        removal = _without(text, node, index) if repeats else []
        yield from removal or edits(text, item, type_.of, context)
        seen.add(right)


def _right(text: str, node: ScalarNode, type_: Type, context: Context) -> str | None:
    """How YAML should write the value; None when it is right or not known."""
    fixed = _repaired(node, type_)
    if fixed is not None:
        return fixed[1]
    value = " ".join(node.value.split())
    meant = _meant(node, type_, context)
    if meant != value:
        if node.style == "'":
            return "'" + meant.replace("'", "''") + "'"
        return double_quoted(meant) if node.style == '"' else scalar(meant, inside=True)
    if node.style == '"' and "\\" in text[node.start_mark.index : node.end_mark.index]:
        cleaned = file_text.cleaned(node.value)
        return double_quoted(cleaned) if cleaned != node.value else None
    return None


def _meant(node: ScalarNode, type_: Type, context: Context) -> str:
    """The value, or the right one where it is known."""
    value = " ".join(node.value.split())
    fixed = _repaired(node, type_)
    if fixed is not None:
        return fixed[0]
    if isinstance(type_, Text) and type_.names is not None:
        return corrected(context, type_.names, value) or value
    return value


def _repaired(node: ScalarNode, type_: Type) -> tuple[str, str] | None:
    if isinstance(type_, Text) and type_.form is SLUG and kind_of(node) == "text":
        return None  # other files and addresses hold the id too: not for a tool to change
    return repaired(node, type_)


def _completed(text: str, name: str, node: ScalarNode, context: Context) -> Iterator[TextEdit]:
    """What a field of free text lacks at its end, where a check knows it."""
    value = node.value.strip()
    right = corrected(context, name, value) if kind_of(node) == "text" else None
    if right is None or not right.startswith(value):
        return
    start, end = node.start_mark.index, end_of(text, node)
    inside = end if node.style not in ("'", '"') else end - 1
    last = len(text[start:inside].rstrip()) + start
    if text[last - 1] == value[-1]:
        yield TextEdit(last, last, right[len(value) :])
    elif node.style == '"':  # the end is an escape
        yield TextEdit(start, end, double_quoted(right))


def _without(text: str, node: SequenceNode, index: int) -> list[TextEdit]:
    """The removal of an entry that repeats an earlier one, so that it is not the first.

    Comments stay. Empty when the entry is laid out in a way that nobody uses.
    """
    item = node.value[index]
    before, end = end_of(text, node.value[index - 1]), end_of(text, item)
    if node.flow_style:
        between = text[before : item.start_mark.index]
        if "#" not in between:
            return [TextEdit(before, end, "")]
        comma = before + between.index(",")
        return [TextEdit(comma, comma + 1, ""), TextEdit(item.start_mark.index, end, "")]
    start = text.rfind("\n", 0, item.start_mark.index) + 1
    while text[start : item.start_mark.index].lstrip()[:1] != "-" and start > before:
        start = text.rfind("\n", 0, start - 1) + 1
    if start <= before or text[start : item.start_mark.index].strip() != "-":
        return []
    line_end = text.find("\n", end) + 1
    return [TextEdit(start, line_end or len(text), "")]
