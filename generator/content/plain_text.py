"""Text without quotes that says something else than its writer may have meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yaml.nodes import Node, ScalarNode

from generator.content.field_types import Text
from generator.content.paper_yaml import double_quoted
from generator.content.yaml_nodes import is_ambiguous


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that may be meant otherwise."""

    offset: int
    """Where it stands in the text of the file."""
    code: str
    message: str
    suggestion: str | None = None


_COMMENT = re.compile(r"[ \t]+#")
_NO_VALUE = re.compile(r"[ \t]*:[ \t]+#")
_CURLY = re.compile(r"[“„‟](?:[^“”]*|.*[”“‟])|[‘‚‛](?:[^‘’]*|.*[’‘‛])|«(?:[^«»]*|.*»)", re.DOTALL)
_OPENING = "“„‟‘‚‛«"
_AS_COMMENT = (
    "what follows ` #` is a comment and no part of the text; put the text in quotes, or the "
    "comment on a line of its own"
)
_ONLY_COMMENT = "what follows `#` is a comment, so nothing is there; put such a text in quotes"


def doubts(text: str, node: ScalarNode, type_: Text) -> Iterator[Doubt]:
    """What may be meant otherwise in a value of a file's text, where it has no quotes.

    Ids and other values of a form are passed over: they hold no comment signs,
    and what is wrong in them has a code of its own.
    """
    if node.style or not (type_.is_free or type_.names == "venue"):
        return
    comment = _COMMENT.match(text, node.end_mark.index)
    if comment:
        yield Doubt(comment.end() - 1, "comment-after-text", _AS_COMMENT)
    value = node.value
    if type_.is_free and is_ambiguous(node):
        message = f"`{value}` is text here, and a date, number or truth value to other programs"
        yield Doubt(node.start_mark.index, "ambiguous-text", message, double_quoted(value))
    if value[0] in _OPENING and _CURLY.fullmatch(value):
        message = "curly quotation marks are part of the text; straight ones go around it"
        yield Doubt(node.start_mark.index, "curly-quotes", message)


def doubts_of_nothing(text: str, key: Node) -> Iterator[Doubt]:
    """A comment in the place of the text that a key is to have."""
    comment = _NO_VALUE.match(text, key.end_mark.index)
    if comment:
        yield Doubt(comment.end() - 1, "comment-after-text", _ONLY_COMMENT)
