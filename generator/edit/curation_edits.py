"""Changes to the tags and topics of papers, as texts of files before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.content.definitions import PAPER
from generator.edit.paper_edits import CannotEdit, fill
from generator.edit.set_values import set_items, set_text
from generator.edit.splice import add_items, items, read, remove_item, remove_key, replace_item
from generator.edit.tags import Refused
from generator.model.models import Catalog
from generator.model.problems import Problem
from generator.text.did_you_mean import nearest

TextEdit = Callable[[str], str]


def with_tags(tags: Iterable[str]) -> TextEdit:
    """An edit that adds the tags that a paper lacks, at the end of its list."""

    def edit(text: str) -> str:
        return add_items(text, ("tags",), list(tags), _before("tags"))

    return edit


def without_tag(tag: str) -> TextEdit:
    """An edit that takes the tag out."""
    return lambda text: remove_item(text, [("tags",)], tag)


def with_home(topic: str) -> TextEdit:
    """An edit that gives a paper without topics its home; another paper is left as it is."""

    def edit(text: str) -> str:
        if items(text, ("topics",)):
            return text
        return add_items(text, ("topics",), [topic], _before("topics"))

    return edit


def with_list(field: str, wanted: Sequence[str]) -> TextEdit:
    """An edit that sets the paper's `tags` or `topics` to these, in this order."""
    return lambda text: set_items(text, (field,), wanted, _before(field))


def with_summary(summary: str) -> TextEdit:
    """An edit that sets the paper's summary; an empty one takes it out."""

    def edit(text: str) -> str:
        fields = read(text)
        now = fields.get("summary") if isinstance(fields, dict) else None
        if not summary:
            return remove_key(text, ("summary",)) if now else text
        return set_text(text, ("summary",), summary) if now else fill(text, {"summary": summary})

    return edit


def moved(old: str, new: str) -> TextEdit:
    """An edit that puts the topic `new` in the place of `old`, also where that is the home."""

    def edit(text: str) -> str:
        topics = items(text, ("topics",))
        if old not in topics:
            return text
        if new in topics and topics.index(old) < topics.index(new):
            text = remove_item(text, [("topics",)], new)
        return replace_item(text, ("topics",), old, new)

    return edit


def _before(name: str) -> list[str]:
    """The fields that are before this one in a paper's file."""
    names = [field.name for field in PAPER.fields]
    return names[: names.index(name)]


def change_papers(
    files: Mapping[str, str], edits: Mapping[str, Sequence[TextEdit]]
) -> tuple[dict[str, str], list[Problem]]:
    """Papers' files after edits.

    Args:
        files: Path relative to the content directory → text.
        edits: The id of a paper → what is done to its file, in this order.

    Returns:
        The texts that change, by path, and a `cannot-edit` problem for each
        file that a splice cannot serve; with a problem nothing should be
        written.
    """
    changed, problems = {}, []
    for paper, steps in edits.items():
        path = f"papers/{paper}.yml"
        try:
            text = files[path]
            for step in steps:
                text = step(text)
        except KeyError:
            problems.append(Problem(path, 0, 0, "cannot-edit", "the file cannot be read as text"))
            continue
        except CannotEdit as error:
            problems.append(Problem(path, 0, 0, "cannot-edit", str(error)))
            continue
        if text != files[path]:
            changed[path] = text
    return changed, problems


def current_tag(catalog: Catalog, tag: str) -> str:
    """The tag, if papers may get it; raises `Refused` for a deprecated one or none."""
    known = catalog.tags.get(tag)
    if known is None:
        near = nearest(tag, [t.id for t in catalog.tags.values() if t.deprecated_for is None])
        raise Refused(f"there is no tag {tag!r}" + _did_you_mean(near))
    if known.deprecated_for is not None:
        raise Refused(f"the tag {tag!r} has been given up" + _did_you_mean(known.deprecated_for))
    return tag


def known_topic(catalog: Catalog, topic: str) -> str:
    """The topic, if it is one; raises `Refused` otherwise."""
    if topic not in catalog.topics:
        near = nearest(topic, catalog.topics)
        raise Refused(f"there is no topic {topic!r}" + _did_you_mean(near))
    return topic


def _did_you_mean(near: str | None) -> str:
    return f"; did you mean {near!r}?" if near else ""
