"""The navigation in `mkdocs.yml`, held against the pages: what the strict build would refuse."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.content import reading_rules
from generator.content.regular_files import read_regular
from generator.content.yaml_documents import parse
from generator.model import urls
from generator.model.models import HandPage
from generator.model.problems import Problem
from generator.model.rules import problem


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A line of the navigation that names a Markdown file."""

    file: str
    """Relative to `build/docs`."""
    line: int
    column: int
    titled: bool
    """Whether the line has a title; else the page's own is shown."""


@dataclass(frozen=True, slots=True)
class Navigation:
    """What `mkdocs.yml` says of the pages."""

    entries: tuple[NavigationEntry, ...]
    ignored: tuple[str, ...]
    """The patterns of `not_in_nav`, as in `.gitignore`."""
    line: int
    """The line of `nav`, from 1."""


def read_navigation(config: Path) -> Navigation | None:
    """The navigation of a configuration.

    Returns:
        None where the file has none, so that the generator makes it, and where
        the file cannot be read: what is wrong with it is not said here.
    """
    try:
        root = parse(read_regular(config).decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    fields = {k.value: (k, v) for k, v in root.value} if isinstance(root, MappingNode) else {}
    if "nav" not in fields:
        return None
    key, nav = fields["nav"]
    _, ignored = fields.get("not_in_nav", (None, None))
    patterns = ignored.value.splitlines() if isinstance(ignored, ScalarNode) else ()
    return Navigation(tuple(_entries(nav)), tuple(patterns), key.start_mark.line + 1)


def disagreements(
    navigation: Navigation,
    config: str,
    content: str,
    pages: Iterable[HandPage],
    indexes: Collection[str],
    has_page: Callable[[str], bool],
) -> Iterator[Problem]:
    """Pages that the navigation does not lead to, and entries that lead to no page.

    Args:
        navigation: What `mkdocs.yml` says.
        config: How problems name that file.
        content: How problems name the content directory: `content/`.
        pages: The hand-written pages, without the defaults.
        indexes: The Markdown files of the pages that every navigation has.
        has_page: Whether there is a page of this Markdown file, relative to `build/docs`.
    """
    import pathspec

    named = {entry.file for entry in navigation.entries}
    ignored = pathspec.GitIgnoreSpec.from_lines(navigation.ignored)
    known = set(indexes)
    for page in pages:
        file = urls.markdown_file(urls.hand_page(page.id))
        known.add(file)
        if file not in named and not ignored.match_file(file):
            message = f"the navigation in {config} does not lead to the page; add `{file}` to nav:"
            yield problem(
                f"{content}pages/{page.id}.md", 1, 1, reading_rules.NOT_IN_NAVIGATION, message
            )
    for file in indexes:
        if file not in named and not ignored.match_file(file):
            message = f"nav: leads to every page but {file!r}; add it"
            yield problem(config, navigation.line, 1, reading_rules.NOT_IN_NAVIGATION, message)
    for entry in navigation.entries:
        if entry.file not in known and not has_page(entry.file):
            message = f"there is no page {entry.file!r}"
            place = (entry.line, entry.column)
            yield problem(config, *place, reading_rules.NOT_IN_NAVIGATION, message)


def _entries(node: Node, titled: bool = False) -> Iterator[NavigationEntry]:
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from _entries(item)
    elif isinstance(node, MappingNode):
        for _, value in node.value:
            yield from _entries(value, True)
    elif isinstance(node, ScalarNode) and node.value.endswith(".md") and "://" not in node.value:
        mark = node.start_mark
        yield NavigationEntry(node.value, mark.line + 1, mark.column + 1, titled)
