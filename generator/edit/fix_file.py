"""Fixes what has one right answer in the text of a file, and leaves every other byte alone.

Comments, quotes and layout stay as people wrote them: a value is replaced
where it is, and nothing is written from the values. A step is taken
only when the file says the same after it, but for what the step is to change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from yaml.nodes import MappingNode, Node, ScalarNode

from generator.checks.context import Context
from generator.content import file_text, yaml_documents
from generator.content.content_layout import definition
from generator.content.definitions import PAPER
from generator.content.field_types import File, Record
from generator.content.node_values import end_of, same_values, scalars
from generator.content.paper_yaml import HEADER, scalar
from generator.edit.fix_values import TextEdit, applied, edits, links
from generator.edit.paper_edits import CannotEdit
from generator.edit.splice import read, remove_item

_SPACE_AT_END = re.compile(r"[ \t]+$", re.MULTILINE)
_TAB_IN_TEXT = re.compile(r"(?<=[^\s])([ ]*)\t[ \t]*")
_TAB_AT_START = re.compile(r"^([ ]+)\t[ \t]*", re.MULTILINE)
_MOST_ROUNDS = 5
"""A list in brackets may hold aliases, which may then repeat each other."""


def fix_file(data: bytes, file: str, context: Context) -> bytes:
    """The bytes of a file with everything fixed that has one right answer.

    Args:
        data: The bytes of the file.
        file: Its path below the content directory, which says what it holds.
        context: The catalogue that names the right tags, topics and papers.

    Returns:
        The fixed bytes; the same ones when nothing is to be fixed or the
        file cannot be read as text. A file that was sound YAML stays sound. Of
        a Markdown file only the ids in its links change.
    """
    kind = definition(file)
    text, _ = file_text.decode(file, data, kind.most_bytes if kind else file_text.MAX_BYTES)
    if text is None or not text.strip():
        return data
    if file.startswith("pages/"):
        return applied(data.decode("utf-8"), links(data.decode("utf-8"), context)).encode("utf-8")
    if kind is None:
        return data
    fixed = _as_it_looks(_kept(text, _line_ends))
    for step in (_characters, _spaces_at_end):
        fixed = _kept(fixed, step)
    if kind is PAPER and not fixed.startswith("# yaml-language-server:"):
        fixed = HEADER + fixed
    return _with_right_values(fixed, kind, context).encode("utf-8")


def _kept(text: str, step: Callable[[str], str]) -> str:
    """The text after the step, or before it if the step would change what sound YAML says."""
    before, after = yaml_documents.parse(text), step(text)
    if before is None or after == text:
        return after
    return after if same_values(before, yaml_documents.parse(after)) else text


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _characters(text: str) -> str:
    """Usual spaces, no tabs within text, and nothing of no width."""
    plain = _TAB_IN_TEXT.sub(" ", file_text.cleaned(text))
    before = yaml_documents.parse(text)
    if before is None:
        return plain
    for candidate in (_TAB_AT_START.sub(r"\1", plain), plain):
        if same_values(before, yaml_documents.parse(candidate)):
            return candidate
    # A usual space would end the value before a `#` or after a `:`: put it into quotes.
    quoted = applied(text, [
        TextEdit(node.start_mark.index, node.end_mark.index,
             scalar(" ".join(file_text.cleaned(node.value).split()), inside=True))
        for node in scalars(before)
        if not node.style and file_text.cleaned(node.value) != node.value
    ])  # fmt: skip
    return _TAB_IN_TEXT.sub(" ", file_text.cleaned(quoted))


def _as_it_looks(text: str) -> str:
    """The text without odd characters where a value begins: `[a]` after one would be no list."""
    before = yaml_documents.parse(text)
    if before is None:
        return text
    looks = applied(text, [
        TextEdit(node.start_mark.index, node.start_mark.index + len(odd), file_text.cleaned(odd))
        for node in scalars(before)
        if not node.style and (odd := file_text.odd_start(node.value))
    ])  # fmt: skip
    if looks == text:
        return text
    after = yaml_documents.parse(looks)
    return looks if after is not None and _letters(after) == _letters(before) else text


def _letters(root: Node) -> str:
    """Every letter and digit of the values, in the order of the text: none is in a comment."""
    values = "".join(node.value for node in scalars(root))
    return "".join(filter(str.isalnum, values))


def _spaces_at_end(text: str) -> str:
    return _SPACE_AT_END.sub("", text).rstrip("\n") + "\n"


def _with_right_values(text: str, file: File, context: Context) -> str:
    for _ in range(_MOST_ROUNDS):
        root = yaml_documents.parse(text)
        if root is None:
            break
        changed = applied(text, edits(text, root, file.type, context))
        changed = changed if yaml_documents.parse(changed) is not None else text
        if file is PAPER:
            changed = _without_broader_tags(changed, context)
        changed = _kept(_in_order(changed, file), _spaces_at_end)
        if changed == text:
            break
        text = changed
    return text


def _without_broader_tags(text: str, context: Context) -> str:
    """The text without the tags that hold another tag of the paper; as it is in an odd layout."""
    try:
        values = read(text)
        tags = values.get("tags") if isinstance(values, dict) else None
        own = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
        holders = {context.catalog.broader_of(tag) for tag in own}
        for tag in dict.fromkeys(own):
            if tag in holders:
                text = remove_item(text, [("tags",)], tag)
    except CannotEdit:
        pass
    return text


def _in_order(text: str, file: File) -> str:
    """The text with its fields in the order of the definition; each with its comments."""
    root = yaml_documents.parse(text)
    if not file.ordered or not isinstance(file.type, Record) or not isinstance(root, MappingNode):
        return text
    names = [key.value if isinstance(key, ScalarNode) else None for key, _ in root.value]
    ranks = _ranks(names, [field.name for field in file.type.fields])
    if root.flow_style or len(set(names)) < len(names) or ranks == sorted(ranks):
        return text
    moved = _sorted_blocks(text, root, ranks)
    return moved if same_values(root, yaml_documents.parse(moved)) else text


def _ranks(names: list[str | None], order: list[str]) -> list[int]:
    """The place of each name in the order; a name that is not in it follows the one before."""
    ranks: list[int] = []
    for name in names:
        ranks.append(order.index(name) if name in order else ranks[-1] if ranks else -1)
    return ranks


def _sorted_blocks(text: str, root: MappingNode, ranks: list[int]) -> str:
    lines = text.split("\n")[:-1]  # the text ends with a line end
    firsts = [key.start_mark.line for key, _ in root.value]
    lasts = [text.count("\n", 0, _end(text, key, value)) for key, value in root.value]
    starts = [firsts[0]]
    starts += [
        _with_comments(lines, first, low)
        for (_, first), low in zip(pairwise(firsts), lasts, strict=False)
    ]
    ends = [*starts[1:], len(lines)]
    blocks = [lines[start:end] for start, end in zip(starts, ends, strict=True)]
    order = sorted(range(len(blocks)), key=lambda index: ranks[index])
    rows = [*lines[: starts[0]], *(line for index in order for line in blocks[index])]
    return "\n".join(rows) + "\n"


def _end(text: str, key: Node, value: Node) -> int:
    return max(int(key.end_mark.index), end_of(text, value))


def _with_comments(lines: list[str], first: int, low: int) -> int:
    """Where a field begins with the comments right above it, below the line `low`."""
    while first - 1 > low and lines[first - 1].startswith("#"):
        first -= 1
    return first
