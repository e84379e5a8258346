"""The files of the built site that requests to the preview name."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote


def file_name(target: str) -> str | None:
    """The path below the site that a request's target names; None when the target is malformed.

    `/papers//x/?q` gives `papers/x/`, and `/` the empty string.
    """
    path = re.split("[?#]", target, maxsplit=1)[0]
    if not path.startswith("/") or re.search("%(?![0-9A-Fa-f]{2})", path):
        return None
    try:
        *folders, last = unquote(path, errors="strict").split("/")
    except UnicodeDecodeError:
        return None
    names = [*filter(None, folders), last]
    return "/".join(names) if all(map(_is_name, names)) else None


def _is_name(name: str) -> bool:
    return name not in (".", "..") and "\\" not in name and name.isprintable()


def find_file(site: Path, name: str) -> Path | None:
    """The file or folder of this name; None when there is none, or a link leads out of the site."""
    try:
        path = (site / name).resolve()
        inside = path.is_relative_to(site.resolve())
        return path if inside and (path.is_file() or path.is_dir()) else None
    except (OSError, RuntimeError):  # too long a name, a circle of links
        return None


def read_page(site: Path, name: str) -> bytes | None:
    """The bytes of the file of this name; None when it is no file or cannot be read."""
    found = find_file(site, name)
    try:
        return found.read_bytes() if found and found.is_file() else None
    except OSError:
        return None
