"""Remembers what the built site was made from, so that the next build does the difference."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.model.files import write_file


@dataclass(frozen=True, slots=True)
class SiteState:
    """What a site was built from."""

    target: str
    """Where the site went."""
    theme: str
    """Digest of all that every page depends on beside its own Markdown."""
    files: Mapping[str, str]
    """Digest of each file of `build/docs`, by path."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What has to be built to bring a site up to date."""

    changed: tuple[str, ...]
    """Files of `build/docs`, new or changed, sorted."""
    removed: tuple[str, ...]


def difference(old: SiteState | None, new: SiteState) -> Difference | None:
    """The way from one state to the other; None when the whole site must be built anew."""
    if old is None or (old.target, old.theme) != (new.target, new.theme):
        return None
    if not (Path(new.target) / "index.html").is_file():
        return None
    changed = (name for name, value in new.files.items() if old.files.get(name) != value)
    return Difference(tuple(sorted(changed)), tuple(sorted(old.files.keys() - new.files.keys())))


def read_state(path: Path) -> SiteState | None:
    """The state written last; None when there is none that can be read."""
    try:
        values = json.loads(path.read_text("utf-8"))
        return SiteState(values["target"], values["theme"], dict(values["files"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_state(path: Path, state: SiteState) -> None:
    """Remember a state."""
    values = {"target": state.target, "theme": state.theme, "files": dict(state.files)}
    write_file(path, json.dumps(values).encode())


def forget_state(path: Path) -> None:
    """Make the next build a whole one, whatever becomes of this one."""
    path.unlink(missing_ok=True)
