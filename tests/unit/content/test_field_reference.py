from __future__ import annotations

from generator.citations.kinds import OF_TYPE
from generator.content.definitions import PAPER
from generator.content.field_reference import fields_as_markdown
from generator.content.field_types import Choice
from generator.model.models import ItemType


def test_contributors_read_which_words_a_field_takes() -> None:
    (row,) = (line for line in fields_as_markdown().splitlines() if line.startswith("| `type` |"))
    assert "One of `paper`, `preprint`, `book`," in row


def test_every_type_is_declared_for_files_and_for_citations() -> None:
    (kind,) = (field.type for field in PAPER.fields if field.name == "type")
    assert isinstance(kind, Choice)
    assert list(kind.words) == [str(word) for word in ItemType]
    assert set(OF_TYPE) == set(ItemType) - {ItemType.PAPER}
