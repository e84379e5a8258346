"""The one right way to write a value that is written wrongly, where there is one.

`reading` shows it behind 'Did you mean', `fixing` writes it into the file.
Where more than one way is possible, `ways` names them, and nothing is written.
"""

from __future__ import annotations

import re
from datetime import date

from yaml.nodes import Node, ScalarNode

from generator.content.field_types import Items, Text, Type, Whole
from generator.content.paper_yaml import double_quoted, flow
from generator.content.yaml_nodes import is_ambiguous, kind_of
from generator.text.author_lists import readings, split_authors
from generator.text.identifiers import DATE, SLUG, Form, days_of

_BETWEEN_ENTRIES = re.compile(r" ?[,;] ?")
_LONGEST_WAY = 300
"""Characters of a list that a message can show."""


def fits(form: Form, value: str) -> bool:
    """Whether a value has the form, and as a date is a day of the calendar."""
    return form.fits(value) and (form is not DATE or _is_day(value))


def repaired(node: Node, type_: Type) -> tuple[str, str] | None:
    """The right value and how YAML writes it; None when the value is right or nobody can tell.

    A number that should be a text gets quotes, a text that should be a list
    gets brackets, and an id or address loses or gains what the form says.
    """
    if not isinstance(node, ScalarNode) or "\ufffd" in node.value:
        return None  # of a character that YAML does not allow, nothing is known
    kind = kind_of(node)
    value = node.value.strip()
    if isinstance(type_, Text) and kind in ("int", "float", "bool"):
        quoted = double_quoted(value)
        return (quoted, quoted) if type_.form is None or fits(type_.form, value) else None
    if isinstance(type_, Text) and type_.is_free and is_ambiguous(node):
        quoted = double_quoted(value)
        return (quoted, quoted)
    if isinstance(type_, Text) and type_.form is not None and kind == "text":
        right = type_.form.mended(value)
        if right is None or not fits(type_.form, right) or fits(type_.form, node.value):
            return None
        return right, right if type_.form is DATE else double_quoted(right)
    if isinstance(type_, Items) and isinstance(type_.of, Text) and kind == "text" and value:
        entries = _entries(" ".join(value.split()), type_.of)
        return (flow(entries), flow(entries)) if entries else None
    if isinstance(type_, Whole) and kind == "text" and value.isascii() and value.isdecimal():
        return value, value
    return None


def ways(node: Node, type_: Type) -> list[str]:
    """How YAML writes what a value may mean, where it can mean more than one thing.

    Empty when there is one right way, or none that is known.
    """
    if not isinstance(node, ScalarNode) or kind_of(node) != "text" or repaired(node, type_):
        return []
    if "\ufffd" in node.value:
        return []
    value = " ".join(node.value.split())
    if isinstance(type_, Text) and type_.form is DATE:
        return [day for day in days_of(value) if fits(DATE, day)]
    if isinstance(type_, Items) and isinstance(type_.of, Text) and value:
        written = [flow(way) for way in _lists(value, type_.of) if way]
        return [way for way in written if len(way) <= _LONGEST_WAY]
    return []


def _formed(form: Form, value: str) -> str | None:
    """The value in its form; an id, which other files and addresses hold too, as it stands."""
    right = value if fits(form, value) or form is SLUG else form.mended(value)
    return right if right is not None and fits(form, right) else None


def _entries(value: str, of: Text) -> list[str] | None:
    """The entries of a list that was written as one text; None when nobody can tell."""
    if of.names == "author":
        return split_authors(value)
    if of.names is not None:  # no id holds a comma
        return [part for part in _BETWEEN_ENTRIES.split(value) if part]
    if of.form is not None:
        right = [_formed(of.form, part.strip(",;")) for part in value.split()]
        return [part for part in right if part] if all(right) else None
    return None if "," in value or ";" in value else [value]


def _lists(value: str, of: Text) -> list[list[str]]:
    """The lists that a text may stand for."""
    if of.names == "author":
        return readings(value)
    if of.names or of.form:
        return []
    return [[value], [part for part in _BETWEEN_ENTRIES.split(value) if part]]


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
