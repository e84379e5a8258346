"""A tag's entry in the text of `tags.yml`: made, or described in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.content.paper_yaml import scalar
from generator.edit.list_splices import line_end
from generator.edit.paper_edits import CannotEdit
from generator.edit.set_values import set_text
from generator.edit.splice import read
from generator.edit.tags import Refused
from generator.model.models import Tag
from generator.text.slugs import is_slug, slugify

_KEY = re.compile(r"^([a-z0-9][a-z0-9-]*):", re.MULTILINE)


def with_tag(text: str, tag: Tag) -> str:
    """The text of `tags.yml` with the tag, before the first id that follows it in the alphabet.

    Raises:
        Refused: The id cannot be one or is taken, or a value is missing.
        CannotEdit: The file cannot be edited.
    """
    known = read(text) or {}
    if not isinstance(known, dict):
        raise CannotEdit("the file is not a list of tags")
    if not is_slug(tag.id):
        raise Refused(f"{tag.id!r} cannot be an id; write it {slugify(tag.id)!r}")
    words = {str(word): id_ for id_, row in known.items() for word in _aliases(row)}
    if tag.id in known or tag.id in words:
        raise Refused(f"there is a tag {words.get(tag.id, tag.id)!r} already")
    if not tag.name.strip() or not tag.description.strip():
        raise Refused("a tag has a name and a description")
    newline = "\r\n" if "\r\n" in text else "\n"
    entry = newline.join((*_lines(tag), ""))
    after = next((m.start() for m in _KEY.finditer(text) if m[1] > tag.id), None)
    at = len(text) if after is None else _above_comments(text, after)
    before = text[:at]
    if before and not before.endswith("\n"):
        before += newline
    edited = before + entry + text[at:]
    expected = {"name": tag.name, "description": tag.description, "kind": str(tag.kind)}
    if tag.aliases:
        expected["aliases"] = list(tag.aliases)  # type: ignore[assignment]
    if read(edited) != {**known, tag.id: expected}:
        raise CannotEdit("its layout is unusual; make this edit by hand")
    return edited


def described(text: str, tag: str, name: str, description: str) -> str:
    """The text of `tags.yml` with another name and description of a tag; raises like `with_tag`."""
    known = read(text)
    if not isinstance(known, dict) or tag not in known:
        raise Refused(f"there is no tag {tag!r}")
    if not name.strip() or not description.strip():
        raise Refused("a tag has a name and a description")
    for key, value in (("name", name), ("description", description)):
        if known[tag].get(key) != value:
            text = set_text(text, (tag, key), value)
    return text


def _lines(tag: Tag) -> Sequence[str]:
    aliases = ", ".join(scalar(word, inside=True) for word in tag.aliases)
    return (
        f"{tag.id}:",
        f"  name: {scalar(tag.name)}",
        f"  description: {scalar(tag.description)}",
        f"  kind: {tag.kind}",
        *([f"  aliases: [{aliases}]"] if aliases else []),
    )


def _above_comments(text: str, at: int) -> int:
    """The start of the comment lines right above a key, which are about it."""
    while at > 0:
        start = text.rfind("\n", 0, at - 1) + 1
        if not text[start : line_end(text, start)].startswith("#"):
            break
        at = start
    return at


def _aliases(row: object) -> list[object]:
    found = row.get("aliases") if isinstance(row, dict) else None
    return found if isinstance(found, list) else []
