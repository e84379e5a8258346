"""The schemas that lie in `content/schema/` for editors."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Check, Context
from generator.content.json_schema import schemas
from generator.model.problems import Severity
from generator.model.rules import Finding, Group, Rule

SCHEMA_STALE = Rule("schema-stale", Group.BOUNDS, Severity.WARNING,
    "A file of schema/ does not say what the content says, so that editors offer old "
    "tags.",
    "a new tag in tags.yml, and the old schema/paper.schema.json",
    "A maintainer runs `python -m generator check --write-schema`; nothing else "
    "depends on it.", fixed=True)  # fmt: skip


def stale_schemas(context: Context) -> Iterator[Finding]:
    """Schema files that are missing or say something else; nothing when none is kept.

    While a table cannot be read, what the schema should say is not known.
    """
    there = context.loaded.schemas
    if not there or any(kind != "paper" for kind, _ in context.loaded.unread):
        return
    for name, text in schemas(context.catalog).items():
        if there.get(name) != text:
            state = "does not fit the content any more" if name in there else "is missing"
            message = f"the schema {state}; `check --write-schema` writes it again"
            yield Finding(f"schema/{name}", (), SCHEMA_STALE, message)


CHECKS = (Check("schemas are up to date", stale_schemas, (SCHEMA_STALE,)),)
