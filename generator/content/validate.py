"""Nodes → values, with all problems of one file at once.

A value that is wrong is a problem and then absent; a record that lacks what it
must have is None.  Nothing here asks what other files hold.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.content import reading_rules
from generator.content.corrections import fits, repaired, ways
from generator.content.field_types import (
    Choice,
    Field,
    File,
    Items,
    Pair,
    Record,
    Share,
    Table,
    Text,
    Truth,
    Type,
    Whole,
)
from generator.content.file_text import characters, place
from generator.content.measures import Excess, excess_of_entries, excess_of_text
from generator.content.plain_text import Doubt, doubts, doubts_of_nothing
from generator.content.yaml_documents import YamlDocument, is_null, kind_of, where
from generator.model.problems import Problem
from generator.model.rules import Rule, problem
from generator.text.did_you_mean import nearest
from generator.text.invisible_characters import visible

_ABSENT: Any = object()
_FILE = "the file"
_NOTHING = "nothing is there"
_RENAMED = "the field `{}` has another name now"
_KIND_NAMES = {
    "map": "a group of fields", "list": "a list", "text": "text", "null": "nothing",
    "bool": "yes or no", "int": "a number", "float": "a number",
}  # fmt: skip


class Reading(NamedTuple):
    """What a document says by the definition of its kind of file."""

    values: Any
    """A dict with the fields (of a table: with the entries, None for one that is
    not sound), in the file's order; None when nothing could be read, a required
    field is missing or anything exceeds its bound."""
    problems: tuple[Problem, ...] = ()
    """In no order."""
    doubtful: frozenset[str] = frozenset()
    """Names of the file's fields in which something is wrong, so that what is
    missing from their values means nothing."""


def read(document: YamlDocument, file: File) -> Reading:
    """Read a document by the definition of its kind of file."""
    if document.root is None:
        return Reading(None)
    reader = _ValueReader(document.path, document.text)
    value = reader.read(document.root, file.type, _FILE)
    if file.ordered:
        reader.problems += _out_of_order(document, file.type)
    told = {
        (p.line, p.column)
        for p in document.problems
        if p.code in (reading_rules.ANCHOR.name, reading_rules.YAML_TAG.name)
    }
    problems = (p for p in reader.problems if (p.line, p.column) not in told)
    values = None if value is _ABSENT else value
    return Reading(values, tuple(problems), frozenset(reader.doubtful))


def _out_of_order(document: YamlDocument, type_: Record | Table) -> Iterator[Problem]:
    if not isinstance(type_, Record) or not isinstance(document.root, MappingNode):
        return
    order = {field.name: index for index, field in enumerate(type_.fields)}
    names = [key for key, _ in document.root.value if isinstance(key, ScalarNode)]
    keys = [key for key in names if key.value in order]
    if len({key.value for key in keys}) < len(keys):
        return  # reported as `duplicate-key`
    for before, key in pairwise(keys):
        if order[key.value] < order[before.value]:
            message = f"`{key.value}` comes before `{before.value}` in other files"
            yield problem(document.path, *where(key), reading_rules.FIELD_ORDER, message)
            return


class _ValueReader:
    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.problems: list[Problem] = []
        self.doubtful: set[str] = set()
        self.excesses = 0

    def read(self, node: Node, type_: Type, name: str) -> Any:
        # The order is that of frequency: this runs for every value of every file.
        if isinstance(type_, Text):
            return self._text(node, type_, name)
        if isinstance(type_, Items):
            return self._items(node, type_, name)
        if isinstance(type_, Record):
            return self._record(node, type_, name)
        if isinstance(type_, Whole):
            return self._whole(node, type_, name)
        if isinstance(type_, Choice):
            return self._choice(node, type_, name)
        if isinstance(type_, Table):
            return self._table(node, type_, name)
        if isinstance(type_, Truth):
            return self._truth(node, name)
        return self._pair(node, name) if isinstance(type_, Pair) else self._share(node, name)

    def _report(self, node: Node, rule: Rule, message: str, suggestion: str | None = None) -> None:
        self.problems.append(problem(self.path, *where(node), rule, message, suggestion))

    def _exceeds(self, node: Node, found: Iterable[Excess]) -> bool:
        before = self.excesses
        for code, message in found:
            self.excesses += 1
            self._report(node, code, message)
        return self.excesses > before

    def _wrong_type(self, node: Node, type_: Type, name: str, wanted: str) -> Any:
        kind = kind_of(node)
        there = f"this is {_KIND_NAMES[kind]}"
        if isinstance(node, ScalarNode):
            there = f"{node.value[:40]!r} is {_KIND_NAMES[kind]}" if kind != "null" else _NOTHING
            if wanted == "text" and kind != "null":
                there += " unless it is in quotes"
            if isinstance(type_, Whole) and node.value.isdecimal():
                there += " as long as it is in quotes"
        right = repaired(node, type_)
        message = f"{name} must be {wanted}, and {there}"
        if unclear := ways(node, type_):
            message += f"; write it as {' or as '.join(unclear)}"
        self._report(node, reading_rules.WRONG_TYPE, message, right[0] if right else None)
        return _ABSENT

    def _text(self, node: Node, type_: Text, name: str) -> Any:
        if not isinstance(node, ScalarNode) or kind_of(node) not in ("text", "null"):
            return self._wrong_type(node, type_, name, "text")
        value = node.value
        if not value.strip() or is_null(node):
            self._report(node, reading_rules.EMPTY_STRING, f"{name} is empty")
            return _ABSENT
        if self._exceeds(node, excess_of_text(value, type_, name)):
            return _ABSENT
        if node.style == '"':
            self._escapes(node, value)
        elif not node.style:
            self._doubtful(doubts(self.text, node, type_))
        if type_.names or type_.form:
            value = visible(value)
        if type_.form is not None and not self._fits(node, type_, name, value):
            return _ABSENT
        if not value.isascii() and not unicodedata.is_normalized("NFC", value):
            value = unicodedata.normalize("NFC", value)
        return value.strip() if type_.lines else " ".join(value.split())

    def _doubtful(self, found: Iterator[Doubt]) -> None:
        self.problems += [
            problem(self.path, *place(self.text, d.offset), d.rule, d.message, d.suggestion)
            for d in found
        ]

    def _escapes(self, node: ScalarNode, value: str) -> None:
        written = self.text[node.start_mark.index : node.end_mark.index]
        if "\\" in written:  # else the text as a whole was looked at
            hidden = value.replace("\t", " ")
            self.problems += characters(self.path, hidden, *where(node))

    def _fits(self, node: Node, type_: Text, name: str, value: str) -> bool:
        form = type_.form
        if form is None or fits(form, value):
            return True
        like = " or ".join(ways(node, type_)) or f"it like {form.like}"
        message = f"{name}: {value[:80]!r} is not {form.name}; write {like}"
        right = repaired(node, type_)
        self._report(node, form.rule, message, right[0] if right else None)
        return False

    def _items(self, node: Node, type_: Items, name: str) -> Any:
        if not isinstance(node, SequenceNode):
            return self._wrong_type(node, type_, name, "a list such as [one, two]")
        if self._exceeds(node, excess_of_entries(len(node.value), type_, name)):
            return _ABSENT
        values: list[Any] = []
        seen: set[Hashable] = set()
        inner = f"an entry of {name}"
        for item in node.value:
            value = self.read(item, type_.of, inner)
            if value is _ABSENT:
                continue
            known = _hashable(value)
            if type_.unique and known in seen:
                shown = repr(value) if isinstance(value, str) else "the same entry"
                self._report(item, reading_rules.REPEATED_VALUE, f"{shown} is twice in {name}")
                continue
            seen.add(known)
            values.append(value)
        return values

    def _record(self, node: Node, type_: Record, name: str) -> Any:
        if not isinstance(node, MappingNode):
            return self._wrong_type(node, type_, name, "fields such as `title: …`")
        known = {field.name: field for field in type_.fields}
        former = {old: field for field in type_.fields for old in field.formerly}
        values: dict[str, Any] = {}
        meant: set[str] = set()
        given = {key.value for key, _ in node.value if isinstance(key, ScalarNode)}
        sound = True
        excesses = self.excesses
        for key, value, item in self._pairs(node):
            before = len(self.problems)
            field = known.get(key)
            if field is None and key in former and former[key].name not in given:
                field = former[key]
                self._report(item, reading_rules.RENAMED_FIELD, _RENAMED.format(key), field.name)
                key = field.name
            if field is None and key in former:
                both = (
                    f"{_RENAMED.format(key)}, `{former[key].name}`, which is given too; merge them"
                )
                self._report(item, reading_rules.RENAMED_FIELD, both)
            elif field is None:
                meant.add(self._unknown(item, key, known, given))
            elif is_null(value):
                if isinstance(field.type, Text):
                    self._doubtful(doubts_of_nothing(self.text, item))
                sound = sound and not self._missing(value, field)
            else:
                read = self.read(value, field.type, f"`{key}`")
                if read is not _ABSENT:
                    values[key] = read
                sound = sound and (read is not _ABSENT or not field.required)
            if len(self.problems) > before and name == _FILE:
                self.doubtful.add(key)
        if name == _FILE:
            self.doubtful |= meant
        for field in type_.fields:
            if field.required and field.name not in given:
                sound = False
                if field.name not in meant:
                    self._missing(node, field)
        return values if sound and self.excesses == excesses else _ABSENT

    def _missing(self, node: Node, field: Field) -> bool:
        if field.required:
            example = f", for example `{field.name}: {field.example}`" if field.example else ""
            self._report(node, reading_rules.MISSING_FIELD, f"`{field.name}` is missing{example}")
        return field.required

    def _unknown(self, item: Node, key: str, known: dict[str, Field], given: set[str]) -> str:
        near = nearest(key, [name for name in known if name not in given] or list(known))
        message = f"there is no field `{key[:80]}` here"
        if near is None:
            message += f"; there are {', '.join(known)}"
        self._report(item, reading_rules.UNKNOWN_FIELD, message, near)
        return near or key

    def _pairs(self, node: MappingNode) -> Iterator[tuple[str, Node, Node]]:
        lines: dict[str, int] = {}
        for key, value in node.value:
            if key.value in lines:
                first = f"`{key.value}` is given twice; the first is in line {lines[key.value]}"
                self._report(key, reading_rules.DUPLICATE_KEY, first)
                continue
            lines[key.value] = key.start_mark.line + 1
            yield key.value, value, key

    def _table(self, node: Node, type_: Table, name: str) -> Any:
        if not isinstance(node, MappingNode):
            return self._wrong_type(node, type_, name, "entries such as `id:` with fields below")
        if self._exceeds(node, excess_of_entries(len(node.value), type_, name)):
            return _ABSENT
        values = {}
        for key, value, item in self._pairs(node):
            if self._exceeds(item, excess_of_text(key, type_.key, "the id")):
                continue
            if type_.key.form is None or self._fits(item, type_.key, "the id", key):
                read = self.read(value, type_.of, f"`{key}`")
                values[key] = None if read is _ABSENT else read
        return values

    def _whole(self, node: Node, type_: Whole, name: str) -> Any:
        if kind_of(node) != "int" or not node.value.lstrip("+-").isdecimal():
            return self._wrong_type(node, type_, name, "a whole number")
        digits = node.value
        value = int(digits) if len(digits) < 20 else 10**20
        if not type_.least <= value <= type_.most:
            bounds = f"{name} must be between {type_.least} and {type_.most}, not {digits[:40]}"
            self._report(node, reading_rules.OUT_OF_RANGE, bounds)
            return _ABSENT
        return value

    def _share(self, node: Node, name: str) -> Any:
        if kind_of(node) not in ("int", "float"):
            return self._wrong_type(node, Share(), name, "a number such as 0.33")
        value = float(node.value.replace(".inf", "inf").replace(".nan", "nan"))
        if not 0 < value <= 1:
            self._report(node, reading_rules.OUT_OF_RANGE, f"{name} must be above 0 and at most 1")
            return _ABSENT
        return value

    def _truth(self, node: Node, name: str) -> Any:
        if kind_of(node) != "bool":
            return self._wrong_type(node, Truth(), name, "true or false")
        return node.value.lower() == "true"

    def _pair(self, node: Node, name: str) -> Any:
        if not isinstance(node, SequenceNode) or len(node.value) != 2:
            return self._wrong_type(node, Pair(), name, "two numbers such as [3, 7]")
        ends = [self._whole(item, Whole(0, 10_000_000), name) for item in node.value]
        if _ABSENT in ends:
            return _ABSENT
        if ends[0] > ends[1]:
            self._report(
                node, reading_rules.LIMIT_ORDER, f"{name}: the least is greater than the most"
            )
            return _ABSENT
        return tuple(ends)

    def _choice(self, node: Node, type_: Choice, name: str) -> Any:
        value = self._text(node, Text(names="word"), name)
        if value is _ABSENT or value in type_.words:
            return value
        words = f"{name} must be one of {', '.join(type_.words)}"
        self._report(node, reading_rules.UNKNOWN_WORD, words, nearest(value, type_.words))
        return _ABSENT


def _hashable(value: Any) -> Hashable:
    if isinstance(value, dict):
        return frozenset((key, _hashable(inner)) for key, inner in value.items())
    return tuple(map(_hashable, value)) if isinstance(value, list) else value
