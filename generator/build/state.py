"""Remembers what the built site was made from, so that the next build does the difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.build.offline_zip import OFFER_PAGE, ZIP
from generator.build.site_files import Stamp
from generator.model.files import read_proven, write_proven

NOT_FOUND_PAGE = "404.html"
WORKER_FILES = frozenset(["sw.js", "offline/files.json"])
MADE_BESIDE = WORKER_FILES | {NOT_FOUND_PAGE}
"""Files of a site that no file of `build/docs` stands for."""


class BuiltFile(NamedTuple):
    """A file of the site as the build left it."""

    stamp: Stamp
    digest: str
    """SHA-256, in hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class SiteState:
    """What a site was built from, and what came of it."""

    target: str
    """Where the site went."""
    theme: str
    """Digest of all that every page depends on beside its own Markdown."""
    sources: Mapping[str, str]
    """Digest of each file of `build/docs` and each asset of the theme, by path."""
    built: Mapping[str, BuiltFile]
    """Each file of the site, by path."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What has to be done to bring a site up to date."""

    changed: tuple[str, ...] = ()
    """Sources that are new or changed, or whose file in the site is not as it was built; sorted."""
    removed: tuple[str, ...] = ()
    """Files of the site that nothing stands for any more, sorted."""


def difference(
    old: SiteState | None,
    wanted: tuple[str, str, Mapping[str, str]],
    found: Mapping[str, Stamp | None],
) -> Difference | None:
    """The way from the site on the disk to the one that is wanted.

    The offline zip stays while nothing else differs. Otherwise it is removed, and the page
    that offers it is built again, without the offer.

    Args:
        old: The state that the last build saved.
        wanted: The target, theme and sources of the new state.
        found: The files of the site on the disk.

    Returns:
        None when the whole site must be built.
    """
    target, theme, sources = wanted
    if old is None or (old.target, old.theme) != (target, theme):
        return None
    intact = {name for name, file in old.built.items() if found.get(name) == file.stamp}
    if not intact >= MADE_BESIDE:
        return None
    places = {built_path(name): name for name in sources}
    changed = {
        name for place, name in places.items()
        if place not in intact or old.sources.get(name) != sources[name]
    }  # fmt: skip
    removed = found.keys() - places.keys() - MADE_BESIDE - (intact & {ZIP})
    zip_lost = ZIP in old.built and ZIP not in intact
    if ZIP in old.built and (changed or removed or zip_lost):
        changed |= {OFFER_PAGE} & sources.keys()
        removed |= found.keys() & {ZIP}
    return Difference(tuple(sorted(changed)), tuple(sorted(removed)))


def built_path(source: str) -> str:
    """Where the builder puts a file of the docs, with directory URLs."""
    if not source.endswith(".md"):
        return source
    stem = source.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        return f"{stem}.html"
    return f"{stem}/index.html"


def read_state(path: Path) -> SiteState | None:
    """The state written last; None when there is none that can be read."""
    try:
        values = read_proven(path)
        built = {
            name: BuiltFile(Stamp(int(size), int(modified)), str(digest))
            for name, (size, modified, digest) in values["built"].items()
        }
        return SiteState(values["target"], values["theme"], dict(values["sources"]), built)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_state(path: Path, state: SiteState) -> None:
    """Remember a state."""
    values = {
        "target": state.target,
        "theme": state.theme,
        "sources": dict(state.sources),
        "built": {name: [*file.stamp, file.digest] for name, file in state.built.items()},
    }
    write_proven(path, values)
