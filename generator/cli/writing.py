"""One command at a time writes the pages and the site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from generator.build.output_paths import (
    PAGES,
    SITE,
    protected,
    require_apart,
    require_no_source,
    require_output,
)
from generator.build.site_files import clear_stages, lock_beside
from generator.build.work_folder import WorkFolder
from generator.build.write_lock import one_writer
from generator.cli import Settings
from generator.content.site_config import read_site
from generator.model.config import Site
from generator.model.cycles import without_cycles


@contextmanager
def writing(settings: Settings, target: Path | None = None) -> Iterator[Site]:
    """Be the only command that writes the pages and, with a target, this site.

    Another command is waited for. Both folders are checked before anything is written, and
    what killed commands left is deleted. A command may enter this again within itself.

    Raises:
        BrokenEnvironment: There is no configuration; a folder is none that may be replaced;
            the other command does not end; the disk refuses.
    """
    site = require_outputs(settings, target)
    work = WorkFolder(site.docs)
    with ExitStack() as locks:
        locks.enter_context(one_writer(work.lock, str(site.docs), _command(), _say))
        if target is not None:
            real = target.resolve()
            locks.enter_context(one_writer(lock_beside(real), str(target), _command(), _say))
            clear_stages(real)
        work.clear()
        locks.enter_context(without_cycles())
        yield site


def require_outputs(settings: Settings, target: Path | None = None) -> Site:
    """What the configuration says, when the folders of the pages and the site may be replaced.

    Raises:
        BrokenEnvironment: They may not, or there is no configuration.
    """
    site = read_site(settings.config)
    never = protected(site, settings.config, settings.content)
    docs = require_output(site.docs, PAGES, "docs_dir", never)
    require_no_source(site.output, "site_dir", never)
    if target is not None:
        require_apart(require_output(target, SITE, "--site", never), docs)
    return site


def _command() -> str:
    context = click.get_current_context(silent=True)
    return context.command_path if context else "reading-list"


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)
