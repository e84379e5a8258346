"""The fields of a paper's file as a table for contributors, made from their definition."""

from __future__ import annotations

from generator.content.definitions import PAPER
from generator.content.field_types import Choice, Field


def fields_as_markdown() -> str:
    """A table in Markdown with a row for each field, in the order of the file; ends with a line
    end.
    """
    rows = ["| field | what goes there | for example |", "|---|---|---|"]
    return "\n".join([*rows, *map(_row, PAPER.fields)]) + "\n"


def _row(field: Field) -> str:
    needed = " Every paper has it." if field.required else ""
    example = f"`{_cell(field.example)}`" if field.example else ""
    words = field.type.words if isinstance(field.type, Choice) else ()
    one_of = f" One of {', '.join(f'`{word}`' for word in words)}." if words else ""
    return f"| `{field.name}` | {_cell(field.about)}{one_of}{needed} | {example} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
