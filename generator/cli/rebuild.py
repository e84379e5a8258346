"""The build that `serve` does after each edit: the pages that are looked at come first."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import click

from generator.build.mkdocs import Builder, theme_digest
from generator.build.preview_state import BuildOutcome, Notice, Status, notices
from generator.build.site_update import First, update_pages
from generator.build.waiting_builder import WaitingBuilder
from generator.build.work_folder import WorkFolder
from generator.cli import Settings
from generator.cli.report import show
from generator.cli.stages import build_site, builder_of, write_docs
from generator.cli.steps import PagesAt, Steps
from generator.cli.writing import writing
from generator.model.config import Site
from generator.model.memory import Kept
from generator.model.problems import BrokenEnvironment, Problem

_BUILDERS = 2
"""Processes that wait: one for the pages that come first, one for the others."""
_A_BUG = "a bug in the generator"


@dataclass(slots=True)
class Rebuild:
    """Brings the site up to date after an edit, and tells the open pages."""

    settings: Settings
    target: Path
    program: WaitingBuilder
    stopping: Callable[[], bool]
    """Whether the preview was told to end: Ctrl+C reaches the builder too, which then fails."""
    kept: Kept = field(default_factory=Kept)
    theme: str = ""
    """A digest of what the pages of the site depend on beside their Markdown; empty before the
    first build."""

    def __call__(self, status: Status) -> BuildOutcome:
        """Build; raises nothing."""
        found: tuple[Notice, ...] = ()

        def checked(problems: Sequence[Problem]) -> None:
            nonlocal found
            found = notices(problems)
            show(problems)
            if found and found != status.state.notices:
                status.publish(BuildOutcome(False, found))

        first = First(status.open_pages(), lambda done: status.publish_first(done, found))
        try:
            with writing(self.settings, self.target) as site:
                steps = Steps(lambda _files: self.program.start(_BUILDERS), checked)
                if first.places and self.theme == theme_digest(self._builder(site)):
                    steps = replace(steps, pages=partial(self._build_first, site, first))
                pages = write_docs(self.settings, site, steps=steps, kept=self.kept)
                build_site(self.settings, pages, self.target, self.program, first=first)
                self.theme = theme_digest(self._builder(site))
                self.program.start(_BUILDERS)  # for the next edit
        except BrokenEnvironment as error:
            if not self.stopping():
                click.echo(f"reading-list: {error}", err=True)
            return BuildOutcome(False, (Notice(str(error)), *found))
        except Exception as error:
            click.echo(traceback.format_exc(), err=True, nl=False)
            click.echo(f"reading-list: this is {_A_BUG}; the preview continues", err=True)
            text = f"{type(error).__name__}: {error}\nThis is {_A_BUG}; see the terminal."
            return BuildOutcome(False, (Notice(text), *found))
        return BuildOutcome(True, found)

    def _build_first(self, site: Site, first: First, pages_at: PagesAt) -> None:
        if pages := pages_at(first.places):
            with WorkFolder(site.docs).temporary_folder() as room:
                update_pages(self._builder(site), pages, first, room)

    def _builder(self, site: Site) -> Builder:
        return builder_of(self.settings, site, self.target, self.program)
