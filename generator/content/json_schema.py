"""The editors' schemas: JSON Schema 2020-12, made from `fields`.

They hold the ids of topics, tags and venues with their descriptions, so that
an editor completes them and shows what they mean.  Papers are not listed: a
schema would be stale with each new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.content.definitions import FILES
from generator.content.field_types import (
    WORD,
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
from generator.model.models import Catalog
from generator.text.json_text import json_document
from generator.text.venues import house_style

Schema = dict[str, Any]
_REFERENCES = {
    "topic": {"$ref": "#/$defs/topic"},
    "tag": {"$ref": "#/$defs/tag"},
    "venue": {"$ref": "#/$defs/venue"},
}


def schemas(catalog: Catalog) -> dict[str, str]:
    """File name (`paper.schema.json`) → text, in the order of `fields.FILES`."""
    words = _words(catalog)
    return {f"{file.name}.schema.json": json_document(_of_file(file, words)) for file in FILES}


def _of_file(file: File, words: Mapping[str, Schema]) -> Schema:
    used: set[str] = set()
    body = _of_type(file.type, used)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": file.title}
    definitions = {name: words[name] for name in sorted(used)}
    return {**head, **body, **({"$defs": definitions} if definitions else {})}


def _words(catalog: Catalog) -> dict[str, Schema]:
    """What topics, tags and venues there are, each with what the editor shows beside it."""
    topics = ((t.id, f"**{t.title}**: {t.description}") for t in catalog.topics.values())
    tags = (
        (t.id, f"**{t.name}** ({t.kind}): {t.description}")
        for t in catalog.tags.values()
        if t.deprecated_for is None
    )
    return {"topic": _one_of(topics), "tag": _one_of(tags), "venue": _venue(catalog)}


def _one_of(rows: Iterable[tuple[str, str]]) -> Schema:
    pairs = list(rows)
    return {
        "type": "string",
        "enum": [word for word, _ in pairs],
        "markdownEnumDescriptions": [about for _, about in pairs],
    }


def _venue(catalog: Catalog) -> Schema:
    if not catalog.venues:
        return _of_type(Text(), set())
    return {
        "type": "string",
        "pattern": house_style(catalog.venues),
        "examples": list(catalog.venues),
    }


def _of_type(type_: Type, used: set[str]) -> Schema:
    match type_:
        case Text(names=str(names)) if names in _REFERENCES:
            used.add(names)
            return _REFERENCES[names]
        case Text():
            return _of_text(type_)
        case Choice(words=words):
            return _one_of(words.items())
        case Whole(least=least, most=most):
            return {"type": "integer", "minimum": least, "maximum": most}
        case Share():
            return {"type": "number", "exclusiveMinimum": 0, "maximum": 1}
        case Truth():
            return {"type": "boolean"}
        case Pair():
            ends = {"type": "integer", "minimum": 0, "maximum": 10_000_000}
            return {"type": "array", "items": ends, "minItems": 2, "maxItems": 2}
        case Items(of=of, most=most, unique=unique):
            many: Schema = {"type": "array", "items": _of_type(of, used), "maxItems": most}
            return {**many, "uniqueItems": True} if unique else many
        case Record(fields=fields):
            return _of_record(fields, used)
        case Table(key=key, of=of, most=most):
            return {
                "type": "object",
                "propertyNames": _of_type(key, used),
                "additionalProperties": _of_type(of, used),
                "maxProperties": most,
            }


def _of_text(type_: Text) -> Schema:
    form = type_.form
    schema: Schema = {"type": "string", "pattern": form.pattern if form else r"\S"}
    schema["maxLength"] = type_.most
    if form is not None and form.format == "date":
        schema["format"] = form.format
    refused = []
    if type_.most_of_word < type_.most:
        refused.append(f"{WORD}{{{type_.most_of_word + 1}}}")
    if type_.links is not None:
        refused.append(rf"(?:\[[^\[]*){{{type_.links + 1}}}")
    return (
        {**schema, "not": {"type": "string", "pattern": "|".join(refused)}} if refused else schema
    )


def _of_record(fields: tuple[Field, ...], used: set[str]) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {field.name: _of_field(field, used) for field in fields},
        "additionalProperties": False,
    }
    required = [field.name for field in fields if field.required]
    return {**schema, "required": required} if required else schema


def _of_field(field: Field, used: set[str]) -> Schema:
    value = _of_type(field.type, used)
    if not field.required:
        value = (
            {**value, "type": [value["type"], "null"]}
            if "type" in value and "enum" not in value
            else {"anyOf": [value, {"type": "null"}]}
        )
    return {"description": field.about, **value}
