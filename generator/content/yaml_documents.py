"""Bytes → text → YAML nodes, which know their line and column.

What is read is the plain part of YAML: no anchors, aliases, tags or second
documents, and no keys but words, so that a file means what it seems to say and
cannot blow up.
Values are told apart as YAML 1.2's core schema does (editors do the same):
`no` is a text, `1.10` a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.content import reading_rules
from generator.content.file_text import MAX_BYTES, decode, of_text, readable, without_conflicts
from generator.content.yaml_entries import syntax_problems
from generator.content.yaml_events import Examined, error_problem, examine, suspicious
from generator.model.problems import Problem
from generator.model.rules import problem

_LONGEST_WORD = 40
"""Characters of a text that could be a date or number, at most."""
_YAML_1_1: Any = yaml.resolver.Resolver()  # its methods have no types
_PLAIN, _OTHER = "?", "!"

_NULL = re.compile("~|null|Null|NULL|")
_NOT_TEXT = re.compile(
    r"(?P<null>~|null|Null|NULL|)|(?P<bool>true|True|TRUE|false|False|FALSE)"
    r"|(?P<int>[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """What one file says."""

    path: str
    text: str
    """Without a byte order mark; line ends unchanged."""
    root: Node | None
    """None when it could not be read, or says nothing."""
    problems: tuple[Problem, ...] = ()


class NotSound(ValueError):
    """A text is not YAML as it is used here."""

    def __init__(self, first: Problem) -> None:
        super().__init__(first.message)
        self.line = first.line


class _Composer(CParser):
    """libyaml's composer without PyYAML's resolver, which takes two thirds of its time."""

    def descend_resolver(self, _parent: Any, _index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass

    def resolve(self, kind: type, _value: Any, implicit: Any) -> str:
        return _PLAIN if kind is ScalarNode and implicit[0] else _OTHER


def compose(path: str, data: bytes, most_bytes: int = MAX_BYTES) -> YamlDocument:
    """The nodes of a file, with every problem of its bytes, characters and syntax.

    Args:
        path: The file as problems name it.
        data: Its bytes. Any bytes are answered, none raise.
        most_bytes: How many bytes it may have.

    Returns:
        The document. Its root is None when the syntax is broken, the encoding
        is not UTF-8, the file is too large or empty, or an alias or one of
        Git's conflict markers, which change what is read, is in it.
    """
    text, problems = decode(path, data, most_bytes)
    if text is None:
        return YamlDocument(path, "", None, tuple(problems))
    problems += of_text(path, text)
    safe = readable(text)
    merged, conflicts = without_conflicts(path, safe)
    root, found = _of_syntax(path, merged)
    found += conflicts
    lines_told = {p.line for p in problems if p.code == reading_rules.TAB.name}
    problems += [
        p for p in found if not (p.code == reading_rules.YAML_SYNTAX.name and p.line in lines_told)
    ]
    if root is None and not found:
        problems.append(problem(path, 1, 1, reading_rules.EMPTY_FILE, "the file says nothing"))
    return YamlDocument(path, safe, None if conflicts else root, tuple(problems))


@lru_cache(maxsize=4)  # who corrects a text asks for one several times
def parse(text: str) -> Node | None:
    """The root of a text that `compose` found sound; None when it is not."""
    merged, conflicts = without_conflicts("", readable(text))
    return None if conflicts else _composed("", merged)[0]


def where(node: Node) -> tuple[int, int]:
    """Line and column, both from 1, where a node begins."""
    mark = node.start_mark
    return mark.line + 1, mark.column + 1


def kind_of(node: Node) -> str:
    """`map`, `list`, `text`, `null`, `bool`, `int` or `float`, by the core schema of YAML 1.2."""
    if isinstance(node, MappingNode):
        return "map"
    if isinstance(node, SequenceNode):
        return "list"
    if node.tag != _PLAIN:
        return "text"
    match = _NOT_TEXT.fullmatch(node.value)
    return (match.lastgroup or "null") if match else "text"


def is_null(node: Node) -> bool:
    """Whether the value is absent or `null`."""
    return node.tag == _PLAIN and _NULL.fullmatch(node.value) is not None


def is_ambiguous(node: Node) -> bool:
    """Whether it is text here, and a date, number or truth value in YAML 1.1."""
    if node.tag != _PLAIN or not 0 < len(node.value) <= _LONGEST_WORD:
        return False
    if node.value[0] not in _YAML_1_1.yaml_implicit_resolvers or kind_of(node) != "text":
        return False
    tag = _YAML_1_1.resolve(ScalarNode, node.value, (True, False))
    return tag != "tag:yaml.org,2002:str" or node.value in ("y", "Y", "n", "N")


def values(text: str) -> Any:
    """What a text says as Python's own values; None for an empty one.

    This is the one way in which all commands read values. Raises `NotSound`
    when `compose` would give no nodes.
    """
    merged, conflicts = without_conflicts("", readable(text.removeprefix("\ufeff")))
    root, found = _of_syntax("", merged)
    broken = conflicts or found
    if broken and (conflicts or root is None):
        raise NotSound(broken[0])
    return None if root is None else plain(root)


def plain(node: Node) -> Any:
    """The node as Python's own values: what a JSON Schema would see. Endless numbers stay text."""
    kind = kind_of(node)
    if kind == "map":
        return {key.value: plain(value) for key, value in node.value}
    if kind == "list":
        return [plain(item) for item in node.value]
    if kind == "null":
        return None
    if kind == "bool":
        return node.value.lower() == "true"
    if kind == "int":
        if len(node.value) > _LONGEST_WORD:
            return node.value  # Python reads no number of thousands of digits
        return int(node.value, 0) if node.value[:2] in ("0x", "0o") else int(node.value)
    if kind == "float":
        return float(re.sub(r"(?i)\.(inf|nan)", r"\1", node.value))
    return node.value


def _of_syntax(path: str, text: str) -> tuple[Node | None, list[Problem]]:
    root, examined, broken = _composed(path, text)
    if broken:
        return None, _all_errors(path, text, examined or examine(path, text))
    return root, examined.problems if examined else []


def _composed(path: str, text: str) -> tuple[Node | None, Examined | None, bool]:
    """The root, what was seen of a text that had to be examined, and whether it is broken."""
    examined = examine(path, text) if suspicious(text) else None
    if examined and (examined.broken or not examined.composable):
        return None, examined, examined.broken
    try:
        root = _Composer(text).get_single_node()
    except yaml.YAMLError:
        return None, examined, True
    sound = _keys_are_words(root)
    return root if sound else None, examined, not sound


def _keys_are_words(root: Node | None) -> bool:
    pending = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if not isinstance(key, ScalarNode):
                    return False
                pending.append(value)
        elif isinstance(node, SequenceNode):
            pending += node.value
    return True


def _all_errors(path: str, text: str, examined: Examined) -> list[Problem]:
    found = syntax_problems(path, text)
    if any(one.code == reading_rules.YAML_SYNTAX.name for one in found):
        return found
    error = examined.error
    return [*examined.problems, *([error_problem(path, text, error)] if error else [])]
