"""The one right way to write a value that is written wrongly, where there is one.

`schema` shows it behind 'Did you mean', `fixing` writes it into the file.
"""

from __future__ import annotations

from datetime import date

from yaml.nodes import Node, ScalarNode

from generator.content.definitions import Items, Text, Type, Whole
from generator.content.paper_yaml import double_quoted, flow
from generator.content.yaml_nodes import is_ambiguous, kind_of
from generator.text.identifiers import DATE, Form


def fits(form: Form, value: str) -> bool:
    """Whether a value has the form, and as a date is a day of the calendar."""
    return form.fits(value) and (form is not DATE or _is_day(value))


def repaired(node: Node, type_: Type) -> tuple[str, str] | None:
    """The right value and how YAML writes it; None when the value is right or nobody can tell.

    A number that should be a text gets quotes, one text that should be a list
    gets brackets, and an id or address loses or gains what the form says.
    """
    if not isinstance(node, ScalarNode):
        return None
    kind = kind_of(node)
    value = node.value.strip()
    if isinstance(type_, Text) and kind in ("int", "float", "bool"):
        quoted = double_quoted(value)
        return (quoted, quoted) if type_.form is None or fits(type_.form, value) else None
    if isinstance(type_, Text) and not (type_.form or type_.names) and is_ambiguous(node):
        quoted = double_quoted(value)
        return (quoted, quoted)
    if isinstance(type_, Text) and type_.form is not None and kind == "text":
        right = type_.form.mended(value)
        if right is None or not fits(type_.form, right) or fits(type_.form, node.value):
            return None
        return right, right if type_.form is DATE else double_quoted(right)
    if isinstance(type_, Items) and isinstance(type_.of, Text) and kind == "text" and value:
        parts = [part.strip() for part in value.split(",")] if type_.of.names else [value]
        written = flow([part for part in parts if part])
        return written, written
    if isinstance(type_, Whole) and kind == "text" and value.isascii() and value.isdecimal():
        return value, value
    return None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
