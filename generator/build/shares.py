"""Shares of a site: built on several machines from the same content, then joined.

A share holds a part of the site's files, chosen by their paths alone, and a note that says
which part of which site it is.  Every machine reads all content, because a page depends on
papers that other shares show; only what it makes and renders is divided.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.build.output_paths import require_apart
from generator.build.site_files import staged, stamps
from generator.build.site_update import with_worker
from generator.build.state import WORKER_FILES
from generator.model.files import Draft
from generator.model.problems import BrokenEnvironment

NOTE = "share.json"
"""The file of a share that says which one it is; the joined site has none."""


@dataclass(frozen=True, slots=True)
class BuildShare:
    """One of several shares; `BuildShare(1, 1)` is the whole site."""

    number: int
    """Counted from 1."""
    of: int

    def holds(self, path: str) -> bool:
        """Whether a file of the site, or of `build/docs`, belongs to this share.

        What the builder reads and does not publish, whose names begin with a dot, is in each.
        """
        if path.startswith("."):
            return True
        digest = hashlib.blake2b(path.encode("utf-8", "replace"), digest_size=8).digest()
        return int.from_bytes(digest) % self.of == self.number - 1

    def drafts(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Those that belong to this share."""
        return (draft for draft in drafts if self.holds(draft.path))

    def note(self, site: str) -> Draft:
        """The note of this share; `site` is a digest of all that the site depends on."""
        text = json.dumps({"share": [self.number, self.of], "site": site})
        return Draft(NOTE, site, lambda: f"{text}\n".encode())


WHOLE = BuildShare(1, 1)


def join(folders: Sequence[Path], target: Path) -> int:
    """Make the site at `target` of all its shares; returns how many files it has.

    The caller holds the lock of the site. The shares stay as they are.

    Raises:
        BrokenEnvironment: A folder is no share, lies in the target or around it; the shares are
            not those of one site, or not all of them; the disk refuses. The site is then what
            it was.
    """
    for folder in folders:
        require_apart(target, folder.resolve())
    _require_all(folders)
    with staged(target) as stage:
        for folder in folders:
            for name, regular in stamps(folder).items():
                if regular and name not in WORKER_FILES | {NOTE}:
                    stage.link(folder / name, name)
        files = with_worker(stage, {})
        stage.exchange()
    return len(files)


def _require_all(folders: Sequence[Path]) -> None:
    """Raise `BrokenEnvironment` unless the folders are the shares of one site, each once."""
    notes = [_read_note(folder) for folder in folders]
    sites = {site for _, site in notes}
    if len(sites) > 1:
        raise BrokenEnvironment(
            "the shares were built from different content, settings, programs or on different"
            " days; build all of them again"
        )
    found = sorted(share.number for share, _ in notes)
    count = max(share.of for share, _ in notes)
    missing = [f"{number}/{count}" for number in range(1, count + 1) if number not in found]
    if missing or len(found) > count:
        what = f"missing: {', '.join(missing)}" if missing else "one is given twice"
        raise BrokenEnvironment(f"these are not the {count} shares of a site; {what}")


def _read_note(folder: Path) -> tuple[BuildShare, str]:
    try:
        values = json.loads((folder / NOTE).read_text("utf-8"))
        number, of = values["share"]
        return BuildShare(int(number), int(of)), f"{int(of)} {values['site']}"
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenEnvironment(
            f"{folder} is no share of a site: `build --shard I/N` makes one"
        ) from error
