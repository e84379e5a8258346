"""Brings a built site up to date: the whole of it, or what has changed since the last build."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.build.mkdocs import Builder, build_pages, theme_digest
from generator.build.offline_zip import FOLDER, OFFER_PAGE, ZIP, archive, offline_files, with_offer
from generator.build.output_paths import read_mark
from generator.build.service_worker import service_worker
from generator.build.site_files import Stage, Stamp, disk_errors, staged, stamp, stamps
from generator.build.state import (
    BuiltFile,
    SiteState,
    built_path,
    difference,
    read_state,
    write_state,
)
from generator.model.files import Written

_LONG = 200
"""Pages above which a build makes those that are waited for before the others: the builder
starts once more for them."""


Files = Mapping[str, Stamp | None]
"""The files of a site on the disk, as `stamps` has them."""


@dataclass(frozen=True, slots=True)
class First:
    """Pages that somebody waits for."""

    places: Collection[str]
    """Their files in the site."""
    built: Callable[[Collection[str]], None]
    """Called with those that are up to date in the site while others are not yet."""
    done: set[str] = field(default_factory=set)
    """Those of which that was said."""

    def say(self, places: Collection[str]) -> None:
        """Say that these are up to date, if there are any."""
        if places:
            self.done.update(places)
            self.built(sorted(self.done))


def update_site(
    builder: Builder,
    sources: Mapping[str, str],
    memory: Path,
    room: Path,
    first: First | None = None,
    there: Callable[[], Files] | None = None,
) -> Written:
    """Make the site what the sources say; a site that is so already is not touched.

    The caller holds the locks of the pages and of the site.

    Args:
        builder: How to call the builder.
        sources: Digest of each file of `build/docs` and each asset of the theme, by path.
        memory: Where the state is kept between builds.
        room: An empty folder for what the builder writes, which the caller deletes.
        first: Pages that a long build brings up to date before the others.
        there: Gives the site's `files_there`, for a caller who has them listed meanwhile.

    Returns:
        How many pages were built, and how many of the site's pages stayed; `removed` counts
        all files.

    Raises:
        BrokenEnvironment: The builder is not installed, warned, or failed, or the disk
            refuses; the site is then what it was, but for the pages that came first.
    """
    target, old = builder.target, read_state(memory)
    wanted = str(target), theme_digest(builder), sources
    found = there() if there else files_there(target)
    way = difference(old, wanted, found)
    pages = [name for name in sources if name.endswith(".md")]
    if old and way and not way.changed and not way.removed:
        return Written(0, len(pages), 0)
    names = sources.keys() if way is None else way.changed
    some = [name for name in names if name.endswith(".md")]
    if first and old and len(some) > _LONG and _as_built(old, found, first.done):
        _build_first(builder, first, names, room / "first")
    with staged(target) as stage:
        _fill(builder, stage, names, way is None, room)
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


def files_there(target: Path) -> Files:
    """The files of a site, as `stamps` has them; raises `BrokenEnvironment` as `update_site`."""
    with disk_errors(target):
        return stamps(target)


def update_pages(builder: Builder, pages: Mapping[str, bytes], first: First, room: Path) -> None:
    """Bring pages that somebody waits for up to date, before any other file is made.

    The caller holds the lock of the site, which was built with this theme, and calls
    `update_site` afterwards. Nothing is done where the site is gone, and no page is written
    that a link leads to.

    Args:
        builder: How to call the builder.
        pages: The Markdown by its path below `build/docs`.
        first: Is told of them.
        room: An empty folder for what the builder reads and writes, which the caller deletes.

    Raises:
        BrokenEnvironment: As `update_site` does.
    """
    target = builder.target
    if read_mark(target) is None:
        return
    there = [name for name in pages if _is_inside(target / built_path(name))]
    docs = room / "docs"
    for name in there:
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_bytes(pages[name])
    with staged(target) as stage:
        for place, page in build_pages(builder, there, False, room, docs).items():
            stage.move(page, place)
        stage.apply(())
    first.say([built_path(name) for name in there])


def _is_inside(place: Path) -> bool:
    """Whether no link leads to this file, which need not exist."""
    return place.resolve() == place and not place.is_dir()


def _as_built(old: SiteState, found: Files, but: Container[str]) -> bool:
    """Whether the site is as the last build left it, apart from some files."""
    kept = {name: file.stamp for name, file in old.built.items() if name not in but}
    return kept == {name: stamp for name, stamp in found.items() if name not in but}


def _build_first(builder: Builder, first: First, names: Collection[str], room: Path) -> None:
    """Bring the pages that come first up to date, and all that the builder does not make."""
    pages = {built_path(name): name for name in names if name.endswith(".md")}
    others = set(names).difference(pages.values())
    if places := sorted(pages.keys() & set(first.places) - first.done):
        with staged(builder.target) as stage:
            _fill(builder, stage, others.union(pages[place] for place in places), False, room)
            stage.apply(())
        first.say(places)


def add_zip(target: Path, memory: Path) -> bytes:
    """Pack the site into its offline zip, put it into the site, and offer it there.

    The caller holds the locks, and the site is up to date. Returns the zip; the same site
    gives the same bytes. Raises `BrokenEnvironment` when the disk refuses.
    """
    from generator.site.environment import offline_offer  # only the zip needs templates here

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


def _fill(builder: Builder, stage: Stage, names: Collection[str], whole: bool, room: Path) -> None:
    """Put what follows from these sources into the stage; `whole` says that they are all."""
    pages = [name for name in names if name.endswith(".md")]
    for place, page in build_pages(builder, pages, whole, room).items():
        stage.move(page, place)
    for name in sorted(set(names).difference(pages)):
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
        # A `Path` of each file would take as long to make as the file takes to read.
        with open(f"{stage.folder}/{name}", "rb") as file:  # noqa: PTH123
            built[name] = BuiltFile(found, _digest(file.read()))
    listed = {name: (file.stamp.size, file.digest) for name, file in built.items()}
    for name, data in service_worker(listed):
        stage.write(name, data)
        built[name] = BuiltFile(stamp(stage.folder / name), _digest(data))
    return built


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
