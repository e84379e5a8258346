"""What commands that ask services share: one client, a bar, a limit, and where answers are kept."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from time import monotonic, sleep

import click
from rich.console import Console
from rich.progress import Progress

from generator.cli import Settings
from generator.content.site_config import read_online
from generator.importers import zotero
from generator.importers.entry import Entry, ReadEntries
from generator.importers.found import Found
from generator.model.files import write_file
from generator.services.directory import ZOTERO_KEY, agent_of, services_of
from generator.services.polite_client import NoAnswer, PoliteClient
from generator.services.scholarly import Scholar
from generator.services.web_page import ask_page
from generator.services.zotero_library import read_library, read_owner

_LINES_APART = 25
"""Works between two lines that say how far it is, where there is no terminal."""


class Asker:
    """Looks up works and libraries, with answers kept in `build/answers`."""

    def __init__(self, settings: Settings, client: PoliteClient) -> None:
        online = read_online(settings.config)
        self._client = client
        self._services = services_of(online, os.environ)
        self._folder = _folder(settings)
        self._content = settings.content.resolve().as_posix()
        self._versions: dict[str, int] = {}

    def look_up(self, entries: Sequence[Entry], limit: int | None) -> list[Found]:
        """What services say of each entry, in order; at most `limit` of them are asked for.

        An entry that the kept answers suffice for does not count.
        """
        scholar = Scholar(self._client, self._services)
        scholar.expect(entries)
        found: list[Found] = []
        asked = 0
        with _progress(len(entries)) as step:
            for at, entry in enumerate(entries):
                before = self._client.requests
                if limit is not None and asked >= limit:
                    reason = f"it is not asked for: --limit {limit} is reached; run it again"
                    found.append(Found(failed=reason))
                else:
                    if limit is not None:
                        scholar.expect(entries[at : at + limit - asked])
                    found.append(scholar(entry))
                asked += self._client.requests > before or entry.arxiv in scholar.fetched
                step()
        return found

    def document(self, address: str) -> tuple[bytes, str]:
        """What is at a web address, and why it cannot be read; one of them is empty."""
        try:
            answer = ask_page(self._client, address, len, fresh=True)
        except NoAnswer as error:
            return b"", str(error)
        return (answer.content, "") if answer else (b"", "there is nothing at this address")

    def library(self, address: str, papers: int) -> ReadEntries:
        """The works of a Zotero library or collection; the second time what is new or changed.

        All of them when the list has fewer papers than after the last time. A library
        that cannot be read is one refused entry.
        """
        try:
            place = zotero.place_of(address, self._owner_of(address))
        except NoAnswer as error:
            return ReadEntries((Entry(1, url=address, refused=str(error)),))
        if place is None:
            return zotero.read(address, address)
        known = self._read_versions().get(f"{self._content} {place}", {})
        since = known.get("version", 0) if papers >= known.get("papers", 0) else 0
        try:
            library = read_library(self._client, self._services["zotero"], place, since)
        except NoAnswer as error:
            return ReadEntries((Entry(1, url=address, refused=str(error)),))
        self._versions[f"{self._content} {place}"] = library.version
        return zotero.read_items(library.items, address)

    def _owner_of(self, address: str) -> int:
        """The number of the person whose library it is, 0 for a group's or without a key."""
        person = zotero.person_of(address).lower()
        number, owner = read_owner(self._client, self._services["zotero"]) if person else (0, "")
        if number and owner != person:
            raise NoAnswer(f"the key in {ZOTERO_KEY} is that of {owner}, the library of {person}")
        return number

    def keep_versions(self, papers: int) -> None:
        """Remember which versions of libraries the list, with so many papers, now has."""
        if not self._versions:
            return
        rows = {place: {"version": number, "papers": papers}
                for place, number in self._versions.items()}  # fmt: skip
        document = {**self._read_versions(), **rows}
        text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False)
        write_file(self._folder / "zotero.json", f"{text}\n".encode())

    def _read_versions(self) -> dict[str, dict[str, int]]:
        try:
            document = json.loads((self._folder / "zotero.json").read_bytes())
        except (OSError, ValueError):
            return {}
        rows = document.items() if isinstance(document, dict) else ()
        return {
            place: row for place, row in rows
            if isinstance(row, dict) and all(isinstance(value, int) for value in row.values())
        }  # fmt: skip


@contextmanager
def asking(settings: Settings, *, keeps_misses: bool = False) -> Iterator[Asker]:
    """Something to ask, while the block runs; Ctrl+C keeps what was answered."""
    agent = agent_of(read_online(settings.config), version("reading-list"))
    cache = _folder(settings) / "answers.sqlite3"
    try:
        with PoliteClient(
            agent, cache, sleep=sleep, clock=monotonic, keeps_misses=keeps_misses
        ) as client:
            yield Asker(settings, client)
    except KeyboardInterrupt:
        click.echo("Stopped; the answers so far are kept: run it again to go on", err=True)
        raise


def _folder(settings: Settings) -> Path:
    return settings.config.parent / "build" / "answers"


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, and a line now and then elsewhere."""
    if sys.stderr.isatty():
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Asking", total=total)
            yield lambda: bar.advance(task)
        return
    count = 0

    def say() -> None:
        nonlocal count
        count += 1
        if count % _LINES_APART == 0:
            click.echo(f"{count:,} of {total:,} works asked for", err=True)

    yield say
