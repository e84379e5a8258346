"""Brings a built site up to date: the whole of it, or what has changed since the last build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.build.mkdocs import Builder, build_pages, theme_digest
from generator.build.offline_zip import FOLDER, OFFER_PAGE, ZIP, archive, offline_files, with_offer
from generator.build.service_worker import service_worker
from generator.build.site_files import Stage, disk_errors, staged, stamp, stamps
from generator.build.state import (
    BuiltFile,
    SiteState,
    built_path,
    difference,
    read_state,
    write_state,
)
from generator.model.files import Written
from generator.site.environment import offline_offer


def update_site(builder: Builder, sources: Mapping[str, str], memory: Path, room: Path) -> Written:
    """Make the site what the sources say; a site that is so already is not touched.

    The caller holds the locks of the pages and of the site.

    Args:
        builder: How to call the builder.
        sources: Digest of each file of `build/docs` and each asset of the theme, by path.
        memory: Where the state is kept between builds.
        room: An empty folder for what the builder writes, which the caller deletes.

    Returns:
        How many pages were built, and how many of the site's pages stayed; `removed` counts
        all files.

    Raises:
        BrokenEnvironment: The builder is not installed, warned, or failed, or the disk
            refuses; the site is then what it was.
    """
    target, old = builder.target, read_state(memory)
    wanted = str(target), theme_digest(builder), sources
    with disk_errors(target):
        found = stamps(target)
    way = difference(old, wanted, found)
    pages = [name for name in sources if name.endswith(".md")]
    if old and way and not way.changed and not way.removed:
        return Written(0, len(pages), 0)
    names = sources.keys() if way is None else way.changed
    some = [name for name in names if name.endswith(".md")]
    with staged(target) as stage:
        for place, page in build_pages(builder, some, way is None, room).items():
            stage.move(page, place)
        _gather_files(builder, stage, (name for name in names if not name.endswith(".md")))
        if way is None:
            built = with_worker(stage, {})
            stage.exchange()
        else:
            assert old is not None
            stay = found.keys() - set(way.removed)
            kept = {name: file for name, file in old.built.items() if name in stay}
            built = with_worker(stage, kept)
            stage.apply(way.removed)
    write_state(memory, SiteState(*wanted, built))
    return Written(len(some), len(pages) - len(some), len(way.removed) if way else 0)


def add_zip(target: Path, memory: Path) -> bytes:
    """Pack the site into its offline zip, put it into the site, and offer it there.

    The caller holds the locks, and the site is up to date. Returns the zip; the same site
    gives the same bytes. Raises `BrokenEnvironment` when the disk refuses.
    """
    data = archive(offline_files(target))
    state = read_state(memory)
    assert state is not None
    page = built_path(OFFER_PAGE)
    offer = offline_offer(f"../offline/{FOLDER}.zip", len(data))
    with staged(target) as stage:
        stage.write(ZIP, data)
        text = (target / page).read_text("utf-8")
        stage.write(page, with_offer(text, offer).encode())
        built = with_worker(stage, state.built)
        stage.apply(())
    write_state(memory, SiteState(state.target, state.theme, state.sources, built))
    return data


def _gather_files(builder: Builder, stage: Stage, names: Iterable[str]) -> None:
    for name in names:
        source = builder.site.docs / name
        if source.is_file():
            stage.link(source, name)
        else:
            stage.copy(builder.site.theme / name, name)


def with_worker(stage: Stage, kept: Mapping[str, BuiltFile]) -> dict[str, BuiltFile]:
    """Add the service worker, which knows the digest of every file; returns all files."""
    built = dict(kept)
    for name, found in stamps(stage.folder).items():
        assert found is not None
        built[name] = BuiltFile(found, _digest((stage.folder / name).read_bytes()))
    listed = {name: (file.stamp.size, file.digest) for name, file in built.items()}
    for name, data in service_worker(listed):
        stage.write(name, data)
        built[name] = BuiltFile(stamp(stage.folder / name), _digest(data))
    return built


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
