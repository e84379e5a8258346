"""`check --fix`: what it writes says the same, but for what it says it fixed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from yaml.nodes import MappingNode, Node, SequenceNode

from generator.checks import RULES
from generator.checks.context import Context, make_context
from generator.checks.relations import judge
from generator.content.content_layout import RECORDS, TABLES
from generator.content.file_text import cleaned
from generator.content.load import load
from generator.content.node_values import said, scalars
from generator.content.validate import read
from generator.content.yaml_documents import YamlDocument, compose, where
from generator.edit.fix_file import fix_file
from generator.model.problems import Problem
from tests.support import TOY

FILES = ("papers/a.yml", "topics/a.yml", "tags.yml", "venues.yml")
_NAMES = {"tags": "tag", "topics": "topic", "distinct_from": "paper", "related": "tag"}


def run(seed_text: bytes, workdir: Path) -> None:  # noqa: ARG001
    """Raise AssertionError when the text, as a file of some kind, is not fixed as it should be."""
    for file in FILES:
        once = fix_file(seed_text, file, _context())
        assert fix_file(once, file, _context()) == once, f"{file}: a second run changes more"
        before, after = compose(file, seed_text), compose(file, once)
        if before.root is None:
            continue
        assert after.root is not None, f"{file}: sound before, and broken after"
        changes = _unannounced(before, after.root, file)
        shown = compose(file, cleaned(before.text).encode())
        if changes and shown.root is not None and _letters(shown.root) == _letters(before.root):
            changes = _unannounced(shown, after.root, file)  # what the writer saw
        assert not changes, f"{file}: {changes}"
        for problem in _problems(after, file):
            fixable = RULES[problem.code].fixed and problem.suggestion is not None
            assert not fixable, f"{file}: marked as fixable and left: {problem}"


@cache
def _context() -> Context:
    return make_context(load(TOY), date(2026, 11, 20))


def _problems(document: YamlDocument, file: str) -> list[Problem]:
    definition = TABLES.get(file) or RECORDS[file.partition("/")[0]]
    return [*document.problems, *read(document, definition).problems]


def _unannounced(before: YamlDocument, after: Node, file: str) -> list[str]:
    """The changes that no problem of the file before the fix announces."""
    assert before.root is not None
    problems = _problems(before, file)
    return [
        f"{place} changed from {said(one)!r} to {other and said(other)!r}"
        for place, one, other in _differences((), before.root, after)
        if not _announced(place, one, other, problems)
    ]


def _letters(root: Node) -> str:
    return "".join(char for node in scalars(root) for char in node.value if char.isalnum())


def _differences(
    place: tuple[object, ...], one: Node, other: Node | None
) -> Iterator[tuple[tuple[object, ...], Node, Node | None]]:
    """The innermost nodes that do not say the same, with the way to them."""
    if other is not None and said(one) == said(other):
        return
    if isinstance(one, MappingNode) and isinstance(other, MappingNode):
        ones, others = (sorted(n.value, key=lambda p: repr(said(p[0]))) for n in (one, other))
        if [said(key) for key, _ in ones] == [said(key) for key, _ in others]:
            for (key, value), (_, changed) in zip(ones, others, strict=True):
                yield from _differences((*place, said(key)), value, changed)
            return
    if (
        isinstance(one, SequenceNode)
        and isinstance(other, SequenceNode)
        and len(one.value) == len(other.value)
    ):
        for index, (item, changed) in enumerate(zip(one.value, other.value, strict=True)):
            yield from _differences((*place, index), item, changed)
        return
    yield place, one, other


def _announced(
    place: tuple[object, ...], one: Node, other: Node | None, problems: list[Problem]
) -> bool:
    """Whether the check says, before the fix, that this value is wrong in a way that is fixed."""
    fixable = {(p.line, p.column): p for p in problems if RULES[p.code].fixed}
    nodes = [one, *(one.value if isinstance(one, SequenceNode) else [])]
    if any(where(node) in fixable for node in nodes):
        return True
    changed = said(other) if other else None
    if place == ("summary",) and changed == f"{said(one)}.":
        return True
    kind = next((_NAMES[str(step)] for step in place if step in _NAMES), None)
    meant = [judge(_context(), kind, str(said(node))) for node in nodes] if kind else []
    return any(found is not None and found[2] is not None for found in meant)
