"""Bytes → text → YAML nodes, which know their line and column.

What is read is the plain part of YAML: no anchors, aliases, tags or second
documents, so that a file means what it seems to say and cannot blow up.
Values are told apart as YAML 1.2's core schema does (editors do the same):
`no` is a text, `1.10` a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.content.characters import MAX_BYTES, decode, of_text, readable
from generator.content.safe_yaml import MAX_DEPTH, needs_a_closer_look
from generator.content.yaml_errors import syntax_problem
from generator.model.problems import Problem
from generator.model.rules import problem

_PLAIN, _OTHER = "?", "!"

_NULL = re.compile("~|null|Null|NULL|")
_NOT_TEXT = re.compile(
    r"(?P<null>~|null|Null|NULL|)|(?P<bool>true|True|TRUE|false|False|FALSE)"
    r"|(?P<int>[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)


@dataclass(frozen=True, slots=True)
class Document:
    """What one file says."""

    path: str
    text: str
    """Without a byte order mark; line ends as they stand."""
    root: Node | None
    """None when it could not be read, or says nothing."""
    problems: tuple[Problem, ...] = ()


class _Composer(CParser):
    """libyaml's composer without PyYAML's resolver, which takes two thirds of its time."""

    def descend_resolver(self, _parent: Any, _index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass

    def resolve(self, kind: type, _value: Any, implicit: Any) -> str:
        return _PLAIN if kind is ScalarNode and implicit[0] else _OTHER


def compose(path: str, data: bytes, most_bytes: int = MAX_BYTES) -> Document:
    """The nodes of a file, with every problem of its bytes, characters and syntax.

    Args:
        path: The file as problems name it.
        data: Its bytes. Any bytes are answered, none raise.
        most_bytes: How many bytes it may have.

    Returns:
        The document. Its root is None when the syntax is broken, the encoding
        is not UTF-8, the file is too large or empty, or an alias, which would
        change what is read, stands in it.
    """
    text, problems = decode(path, data, most_bytes)
    if text is None:
        return Document(path, "", None, tuple(problems))
    problems += of_text(path, text)
    safe = readable(text)
    root, found = _of_syntax(path, safe)
    lines_told = {p.line for p in problems if p.code == "tab"}
    problems += [p for p in found if not (p.code == "yaml-syntax" and p.line in lines_told)]
    if root is None and not found:
        problems.append(problem(path, 1, 1, "empty-file", "the file says nothing"))
    return Document(path, safe, root, tuple(problems))


def parse(text: str) -> Node | None:
    """The root of a text that `compose` found sound; None when it is not."""
    root, _ = _of_syntax("", readable(text))
    return root


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
    """Whether nothing stands there, or `null`."""
    return node.tag == _PLAIN and _NULL.fullmatch(node.value) is not None


def plain(node: Node) -> Any:
    """The node as Python's own values: what a JSON Schema would see."""
    kind = kind_of(node)
    if kind == "map":
        return {str(plain(key)): plain(value) for key, value in node.value}
    if kind == "list":
        return [plain(item) for item in node.value]
    if kind == "null":
        return None
    if kind == "bool":
        return node.value.lower() == "true"
    if kind == "int":
        return int(node.value, 0) if node.value[:2] in ("0x", "0o") else int(node.value)
    if kind == "float":
        return float(re.sub(r"(?i)\.(inf|nan)", r"\1", node.value))
    return node.value


def _of_syntax(path: str, text: str) -> tuple[Node | None, list[Problem]]:
    problems: list[Problem] = []
    try:
        if needs_a_closer_look(text):
            problems, sound = _of_events(path, text)
            if not sound:
                return None, problems
        return _Composer(text).get_single_node(), problems
    except yaml.MarkedYAMLError as error:
        return None, [*problems, syntax_problem(path, text, error)]
    except yaml.YAMLError as error:
        message = f"this is not YAML: {str(error).splitlines()[0]}"
        return None, [*problems, problem(path, 1, 1, "yaml-syntax", message)]


def _of_events(path: str, text: str) -> tuple[list[Problem], bool]:
    """What stands in the stream of events, and whether the nodes may be composed."""
    problems = []
    depth, sound = 0, True
    for event in _events(text):
        at = (event.start_mark.line + 1, event.start_mark.column + 1)
        for code, words in _refused(event):
            problems.append(problem(path, *at, code, words))
        sound = sound and not isinstance(event, yaml.AliasEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            message = f"more than {MAX_DEPTH} lists or mappings stand inside each other"
            return [*problems, problem(path, *at, "yaml-syntax", message)], False
    return problems, sound


def _refused(event: Any) -> Iterator[tuple[str, str]]:
    """Codes and messages for what an event has that is not used here."""
    alias = isinstance(event, yaml.AliasEvent)
    anchor = getattr(event, "anchor", None)
    tag = getattr(event, "tag", None)
    if anchor:
        sign, what = ("*", "alias") if alias else ("&", "anchor")
        yield "anchor", _quote_it(f"{sign}{anchor}", what)
    if tag:
        yield "yaml-tag", _quote_it(tag.replace("tag:yaml.org,2002:", "!!"), "tag")


def _quote_it(written: str, what: str) -> str:
    return f"`{written}` would be a YAML {what}; put text that begins with {written[0]} in quotes"


def _events(text: str) -> Iterator[Any]:
    parser = _Composer(text)
    while parser.check_event():
        yield parser.get_event()
