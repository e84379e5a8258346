"""`serve`: a live preview."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

import generator
from generator.build.preview_server import serve
from generator.cli import Settings
from generator.cli.options import site_option
from generator.cli.report import show
from generator.cli.stages import make_site, require_outputs
from generator.model.problems import BrokenEnvironment


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@site_option("Where the built site goes.")
@click.pass_obj
def command(settings: Settings, port: int, target: Path) -> None:
    """Build the site, serve it on 127.0.0.1, and show each edit in the browser.

    An edit in content/, overrides/ or a template brings just the pages up to
    date that it touches; open pages reload by themselves. Problems in the
    content are printed and do not end the preview.
    """
    theme = require_outputs(settings, target).theme
    templates = Path(generator.__file__).parent / "site" / "templates"

    def rebuild() -> None:
        try:
            pages = make_site(settings, target)
            show(pages.problems)
        except BrokenEnvironment as error:
            click.echo(f"reading-list: {error}", err=True)

    rebuild()
    with contextlib.suppress(KeyboardInterrupt):
        serve(target, port, [settings.content, theme, templates], rebuild, _say)


def _say(port: int) -> None:
    click.echo(f"Serving on http://127.0.0.1:{port}/ (Ctrl+C ends it)")
