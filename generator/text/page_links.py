"""Relative links of hand-written pages: what they name below the site's root."""

from __future__ import annotations

import posixpath
import re

from generator.model import urls

# Markdown leaves entities as they are: `java&#115;cript:` must not pass for a path.
_RELATIVE = re.compile(r"(?!/)(?P<path>[A-Za-z0-9._/-]*)(?:#(?P<anchor>[A-Za-z0-9._-]*))?")


def resolve(target: str, page: str) -> tuple[str, str] | None:
    """The file below the site's Markdown that a link names, and the anchor there.

    Args:
        target: `../topics/index.md#papers`, as written.
        page: The page path of the page that contains it.

    Returns:
        `("topics/index.md", "papers")`; the anchor is empty where none is
        named. None for an address with a scheme or host, an absolute path, a
        path out of the site, and one with other characters than ASCII letters
        and digits, full stops, hyphens, underscores and slashes.
    """
    match = _RELATIVE.fullmatch(target)
    if match is None:
        return None
    path, anchor = match["path"], match["anchor"] or ""
    if not path:
        return (urls.markdown_file(page), anchor) if anchor else None
    file = posixpath.normpath(posixpath.join(page, path))
    if file.startswith(".."):
        return None
    return f"{file}/" if path.endswith("/") else file, anchor


def address(target: str, page: str) -> str | None:
    """The link as HTML writes it; None where `resolve` has none."""
    found = resolve(target, page)
    if found is None:
        return None
    file, anchor = found
    hash_ = f"#{anchor}" if anchor else ""
    if file == urls.markdown_file(page) and anchor:
        return hash_
    return urls.relative((urls.page_path(file) if file.endswith(".md") else file) + hash_, page)


def image(target: str) -> str | None:
    """The path below `content/pages/` that an image names, from there on; None out of it."""
    found = resolve(target, "")
    return found[0] if found and not found[1] and target else None
