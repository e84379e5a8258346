"""What a command may do on the way to the pages, before all of them are there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from generator.model.problems import Problem

PagesAt = Callable[[Collection[str]], Mapping[str, bytes]]
"""Makes those pages that have one of these files in the site, changed, and load nothing that is
made later: the Markdown by its path below `build/docs`."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What is called, each once and in this order."""

    begin: Callable[[int], None] = lambda _files: None
    """Files have to be made; not called when nothing has changed. Is told how many files the
    content has where none of their pages is known, else 0."""
    checked: Callable[[Sequence[Problem]], None] = lambda _problems: None
    """The content was read and checked."""
    pages: Callable[[PagesAt], None] | None = None
    """Some pages can be made, before all other files; None where nobody waits for them. Not
    called when nothing has changed."""


NO_STEPS = Steps()
