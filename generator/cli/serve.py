"""`serve`: a live preview."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

import generator
from generator.bench.desk import Desk
from generator.bench.requests import Bench
from generator.build.preview_requests import BENCH
from generator.build.preview_server import Events, serve
from generator.build.waiting_builder import waiting_builder
from generator.build.work_folder import memory_of
from generator.cli import Settings
from generator.cli.changes import refresh_schemas
from generator.cli.dates import today
from generator.cli.options import site_option
from generator.cli.rebuild import Rebuild
from generator.cli.writing import require_outputs, writing
from generator.content.site_config import read_language


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@site_option("Where the built site goes.")
@click.pass_obj
def command(settings: Settings, port: int, target: Path) -> None:
    """Build the site, serve it on 127.0.0.1, and show each edit in the browser.

    An edit in content/, overrides/, mkdocs.yml or a template brings just the
    pages up to date that it touches; open pages reload by themselves, and are
    built first where many pages change. Problems
    are printed and shown on the open pages until they are corrected; they do
    not end the preview.

    The second address that is printed is the page Curate: papers that lack
    tags, a topic or a summary one after the other, by keys, each saved into its
    file at once. It answers only who has the address with its token.
    """
    gc.enable()
    theme = require_outputs(settings, target).theme
    templates = Path(generator.__file__).parent / "site" / "templates"
    watched = [settings.content, theme, templates, settings.config]
    events = Events()
    with writing(settings, target):
        pass  # what refuses the folder ends the command; later it would be a notice on the pages
    with _stopped_by_signals(events), waiting_builder("mkdocs") as program:
        bench = _bench(settings)
        rebuild = Rebuild(settings, target, program, lambda: events.stopping)
        serve(target, port, watched, rebuild, partial(_say, bench), events, bench)


@contextmanager
def _stopped_by_signals(events: Events) -> Iterator[None]:
    """Let the first signal end the preview after the running build, and the second one at once."""

    def stop(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        events.stop()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _bench(settings: Settings) -> Bench:
    changed = partial(refresh_schemas, settings.content)
    language, memory = read_language(settings.config), memory_of(settings.config)
    return Bench(Desk(settings.content, today, language, changed, memory))


def _say(bench: Bench, port: int) -> None:
    address = f"http://127.0.0.1:{port}/"
    click.echo(f"Serving on {address} (Ctrl+C ends it)")
    click.echo(f"Curate on {address}{BENCH}?token={bench.token}")
