"""The site as one zip that works from `file://`: unzip, double-click `index.html`.

A browser that opens a directory from the disk lists its files, so every link
to a directory is made to name the `index.html` in it.  Everything else works
as it is: links are relative, and all data comes in `.js` files.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.model import urls
from generator.site.marks import OFFER_END, OFFER_START

FOLDER = "reading-list-offline"
"""What the zip unpacks to."""
LONGEST_NAME = 200
"""Characters of a name in the zip at most: Windows takes 260 with the folder that it is put in."""

ZIP = f"offline/{FOLDER}.zip"
"""Where the hosted site has the zip."""
OFFER_PAGE = "exports/index.md"
"""The page that offers the zip, by its file below `build/docs`."""

_LEFT_OUT = frozenset(["404.html", "sitemap.xml", "robots.txt", "sw.js", "manifest.webmanifest"])
_FOLDERS_LEFT_OUT = (".", "offline/", urls.PICTURES)
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: the same content gives the same bytes."""
_MODE = 0o644 << 16
_OFFER = re.compile(f"{OFFER_START}.*?{OFFER_END}", re.DOTALL)
_LINK = re.compile(r'(\shref="|content="0; url=)([^"#?]*)([#?][^"]*)?(")')
_SCHEME = re.compile(r"(?i)^([a-z][a-z0-9+.-]*:|//)")


def offline_html(html: str) -> str:
    """The page with each link to a directory led to the `index.html` in it."""
    return _LINK.sub(_to_file, with_offer(html, ""))


def with_offer(html: str, offer: str) -> str:
    """The page with `offer` in the place that is kept for it, whatever stood there before."""
    return _OFFER.sub(lambda _: f"{OFFER_START}{offer}{OFFER_END}", html)


def offline_files(site: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a built site as they are in the zip.

    Yields:
        The name below the zip's folder and the content, sorted by name.
    """
    names = sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    for name in names:
        if name in _LEFT_OUT or name.startswith(_FOLDERS_LEFT_OUT):
            continue
        data = (site / name).read_bytes()
        yield name, offline_html(data.decode()).encode() if name.endswith(".html") else data


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files as a zip; the same files give the same bytes.

    Raises:
        ValueError: A name is longer than `LONGEST_NAME`, which an id cannot cause.
    """
    import zipfile  # every build imports this module for its names

    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        for name, data in files:
            path = f"{FOLDER}/{name}"
            if len(path) > LONGEST_NAME:
                raise ValueError(f"the name is too long for Windows: {path}")
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _MODE
            entry.create_system = 3
            zipped.writestr(entry, data)
    return room.getvalue()


def _to_file(match: re.Match[str]) -> str:
    before, path, rest, after = match[1], match[2], match[3] or "", match[4]
    if _SCHEME.match(path) or path.startswith("/") or not path:
        return match[0]
    last = path.rpartition("/")[2]
    if last in ("", ".", ".."):
        path = f"{path}{'' if path.endswith('/') else '/'}index.html"
    return f"{before}{path}{rest}{after}"
