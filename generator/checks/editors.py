"""The schemas that lie in `content/schema/` for editors."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Context
from generator.content.json_schema import schemas
from generator.model.findings import Finding


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
            yield Finding(f"schema/{name}", (), "schema-stale", message)
